import { z } from 'zod';
import {
  backupIdSchema,
  backupLossSchema,
  backupPlaceSchema,
  backupsSchema,
  restoreBackupSchema,
  restoringSchema,
  type BackupLoss,
  type Backups,
} from '../../contract/backups.ts';
import type { Actor } from '../../contract/commands.ts';
import { emptySchema } from '../../contract/http.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { Building } from '../building.ts';
import { isRefusal } from '../domain/decision.ts';
import { instant } from '../views/names.ts';
import { problemAnswer, refusalAnswer } from './problem.ts';
import { json, orNothing, route, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';

/** Copies of the database, and the way back to one of them. */
export interface BackupRoom {
  view(): Backups;
  /** Resolves when it is made, or has failed: the view says which. */
  make(actor: Actor): Promise<void>;
  /** Where a backup lies; null where there is none of this name. */
  pathOf(id: string): string | null;
  lossOf(id: string): BackupLoss | Refusal;
  choosePlace(folder: string): Refusal | null;
  forgetPlace(): void;
  isConfirmedBy(typed: string): boolean;
  /** Begins to restore; the server starts again once the answer has gone. */
  restore(id: string, isOtherAllowed: boolean): Promise<Refusal | null>;
}

interface BackupRoutesOptions {
  readonly building: Building;
  readonly room: BackupRoom;
}

const idParams = z.strictObject({ id: backupIdSchema });

function restoringRoutes({ building, room }: BackupRoutesOptions): Route[] {
  const requests = new SecretRequests();
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/backups/:id',
      access: 'administrator',
      summary: 'What would be lost if this backup were restored',
      params: idParams,
      status: 200,
      answer: backupLossSchema,
      refusals: ['unknown-backup', 'backup-refused'],
      handle({ params }) {
        const loss = room.lossOf(params.id);
        return isRefusal(loss) ? refusalAnswer(loss) : json(loss);
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/backups/:id/restore',
      access: 'administrator',
      summary: 'Put a backup into the place of the database',
      description:
        'The file is read whole first. What is there now is kept as a backup of its own; then the ' +
        'server starts again, screens connect by themselves, every session has ended, and the next ' +
        'number of each series is beyond every number that was given that day.',
      params: idParams,
      body: restoreBackupSchema,
      status: 200,
      answer: restoringSchema,
      refusals: [
        'unknown-backup',
        'backup-refused',
        'backup-running',
        'other-building',
        'restore-unavailable',
        'wrong-confirmation',
      ],
      handle: ({ params, body, idempotency }) =>
        requests.once(idempotency, async () => {
          if (room.pathOf(params.id) === null) return problemAnswer('unknown-backup');
          if (!room.isConfirmedBy(body.confirm)) return problemAnswer('wrong-confirmation');
          const refusal = await room.restore(params.id, body.otherBuilding === true);
          if (refusal) return refusalAnswer(refusal);
          const restoredAt = instant(building.state, building.now());
          return json({ isRestoring: true, restoredAt });
        }),
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/backups/:id/file',
      access: 'administrator',
      summary: 'The file of a backup: everything of the building, people’s details too',
      params: idParams,
      status: 200,
      answer: null,
      isDatabase: true,
      refusals: ['unknown-backup'],
      handle({ params }) {
        const path = room.pathOf(params.id);
        if (path === null) return problemAnswer('unknown-backup');
        const headers = { 'Content-Disposition': `attachment; filename="${params.id}.sqlite"` };
        return { status: 200, body: '', database: path, headers };
      },
    }),
  ];
}

/** Backups for the administrator: made, looked at, taken away, restored. */
export function backupRoutes(options: BackupRoutesOptions): Route[] {
  const { room } = options;
  const requests = new SecretRequests();
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/backups',
      access: 'administrator',
      summary: 'Backups that are there, and when the next one is made',
      status: 200,
      answer: backupsSchema,
      refusals: [],
      handle: () => json(room.view()),
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/backups',
      access: 'administrator',
      summary: 'Make a backup now',
      description: 'Answered when it is made. Where it failed, `last.fault` says why.',
      body: orNothing(emptySchema),
      status: 200,
      answer: backupsSchema,
      refusals: [],
      handle: ({ actor, idempotency }) =>
        requests.once(idempotency, async () => {
          await room.make(actor);
          return json(room.view());
        }),
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/backups/second-place',
      access: 'administrator',
      summary: 'Keep a copy of each backup in a second folder, of a stick or a share',
      body: backupPlaceSchema,
      status: 200,
      answer: backupsSchema,
      refusals: ['folder-refused'],
      handle({ body }) {
        const refusal = room.choosePlace(body.folder);
        return refusal ? refusalAnswer(refusal) : json(room.view());
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/backups/second-place/remove',
      access: 'administrator',
      summary: 'Keep no second copies from now on; those that are there stay',
      body: orNothing(emptySchema),
      status: 200,
      answer: backupsSchema,
      refusals: [],
      handle() {
        room.forgetPlace();
        return json(room.view());
      },
    }),
    ...restoringRoutes(options),
  ];
}
