import { z } from 'zod';
import type { WebhookAction } from '../../contract/commands.ts';
import { emptySchema } from '../../contract/http.ts';
import { idSchema } from '../../contract/values.ts';
import {
  madePartnerWebhookSchema,
  newPartnerWebhookSchema,
  partnerWebhooksSchema,
  replayedDeadSchema,
} from '../../contract/webhook-admin.ts';
import {
  deliveriesQuerySchema,
  deliveriesSchema,
  replayedSchema,
  rotateWebhookSchema,
} from '../../contract/webhooks.ts';
import type { Caller } from '../auth/access.ts';
import type { PartnerKeys } from '../auth/partner-keys.ts';
import type { WebhookRecord } from '../store/webhooks.ts';
import type { PartnerRoutesOptions } from './partner-rooms.ts';
import { problemAnswer } from './problem.ts';
import { json, orNothing, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';
import {
  addWebhook,
  pageOfDeliveries,
  ping,
  renewSecret,
  webhooksMax,
  webhookView,
  type WebhookRoom,
} from './webhook-room.ts';

export interface WebhookAdminOptions extends Omit<PartnerRoutesOptions, 'publicUrl'> {
  readonly partnerKeys: Pick<PartnerKeys, 'all'>;
}

interface Room extends WebhookRoom {
  readonly isSandbox: boolean;
}
interface Found {
  readonly room: Room;
  readonly row: WebhookRecord;
}

const idParams = z.strictObject({ id: idSchema });
const path = '/api/v1/admin/webhooks';
const access = 'administrator';

const viewOf = (room: Room, row: WebhookRecord) => ({
  ...webhookView(room, row),
  partnerId: row.partnerId,
  isSandbox: room.isSandbox,
});

/** The building and, where a key has ever asked for one, its shadow. */
class Rooms {
  readonly #options: WebhookAdminOptions;

  constructor(options: WebhookAdminOptions) {
    this.#options = options;
  }

  async all(): Promise<Room[]> {
    const { building, store, partnerKeys, sandboxes } = this.#options;
    const real = { building, store, isSandbox: false };
    if (!partnerKeys.all().some(({ isSandbox }) => isSandbox)) return [real];
    const shadow = await sandboxes.get();
    return [real, { building: shadow.building, store: shadow.store, isSandbox: true }];
  }

  async list(): Promise<Reply> {
    const rooms = await this.all();
    const webhooks = rooms.flatMap(room => room.store.webhooks.all().map(row => viewOf(room, row)));
    return json({ webhooks });
  }

  async find(id: string): Promise<Found | undefined> {
    for (const room of await this.all()) {
      const row = room.store.webhooks.find(id);
      if (row) return { room, row };
    }
    return undefined;
  }

  /** Something that the journal tells with who did it; the shadow's matters stand there too. */
  async note(
    caller: Caller,
    what: WebhookAction,
    { id: webhookId, partnerId }: Pick<WebhookRecord, 'id' | 'partnerId'>,
  ): Promise<void> {
    const actor = { role: 'administrator', staffId: caller.staff!.id } as const;
    await this.#options.building.execute({
      command: { type: 'note-webhook', actor, webhookId, partnerId, what },
      answer: () => ({ status: 200, body: '' }),
    });
  }

  wake(room: Room): void {
    this.#options.wake(room.isSandbox);
  }

  /** Whether a key of this kind was ever made for this partner. */
  isPartner(partnerId: string, isSandbox: boolean): boolean {
    return this.#options.partnerKeys
      .all()
      .some(key => key.partnerId === partnerId && key.isSandbox === isSandbox);
  }
}

function listRoutes(rooms: Rooms): Route[] {
  return [
    route({
      method: 'get',
      path,
      access,
      summary: 'Where each partner is told, and how much of it waits or is dead',
      status: 200,
      answer: partnerWebhooksSchema,
      refusals: [],
      handle: () => rooms.list(),
    }),
    route({
      method: 'get',
      path: `${path}/:id/deliveries`,
      access,
      summary: 'What a partner was told, is still to be told, or could not be told',
      params: idParams,
      query: deliveriesQuerySchema,
      status: 200,
      answer: deliveriesSchema,
      refusals: ['unknown-webhook'],
      async handle({ params, query }) {
        const found = await rooms.find(params.id);
        if (!found) return problemAnswer('unknown-webhook');
        return pageOfDeliveries(found.room, params.id, query);
      },
    }),
  ];
}

function secretRoutes(rooms: Rooms): Route[] {
  const requests = new SecretRequests();
  const told = ({ room, row }: Found, secret: string): Reply =>
    json({ webhook: viewOf(room, row), secret }, 201);
  return [
    route({
      method: 'post',
      path,
      access,
      summary: 'Tell a partner from now on; the answer holds the secret that signs',
      body: newPartnerWebhookSchema,
      status: 201,
      answer: madePartnerWebhookSchema,
      refusals: ['unknown-key', 'too-many-webhooks'],
      handle: ({ body, caller, idempotency }) =>
        requests.once(idempotency, async () => {
          const { partnerId, isSandbox, url, types } = body;
          if (!rooms.isPartner(partnerId, isSandbox)) return problemAnswer('unknown-key');
          const room = (await rooms.all()).find(one => one.isSandbox === isSandbox)!;
          const row = addWebhook(room, { partnerId, url, types });
          if (!row) return problemAnswer('too-many-webhooks', { webhooksMax });
          await rooms.note(caller, 'made', row);
          return told({ room, row }, row.secret);
        }),
    }),
    route({
      method: 'post',
      path: `${path}/:id/rotate`,
      access,
      summary: 'Another secret for a partner; for a while both sign',
      params: idParams,
      body: orNothing(rotateWebhookSchema),
      status: 201,
      answer: madePartnerWebhookSchema,
      refusals: ['unknown-webhook'],
      handle: ({ params, body, caller, idempotency }) =>
        requests.once(idempotency, async () => {
          const found = await rooms.find(params.id);
          if (!found) return problemAnswer('unknown-webhook');
          const secret = renewSecret(found.room, params.id, body.graceHours);
          await rooms.note(caller, 'rotated', found.row);
          return told(found, secret);
        }),
    }),
  ];
}

function actingRoutes(rooms: Rooms): Route[] {
  const requests = new SecretRequests();
  return [
    route({
      method: 'post',
      path: `${path}/:id/test`,
      access,
      summary: 'Send a partner a ping, to see whether it arrives',
      params: idParams,
      body: orNothing(emptySchema),
      status: 201,
      answer: replayedSchema,
      refusals: ['unknown-webhook'],
      handle: ({ params, caller, idempotency }) =>
        requests.once(idempotency, async () => {
          const found = await rooms.find(params.id);
          if (!found) return problemAnswer('unknown-webhook');
          const deliveryId = ping(found.room, params.id);
          await rooms.note(caller, 'tested', found.row);
          rooms.wake(found.room);
          return json({ deliveryId }, 201);
        }),
    }),
    route({
      method: 'delete',
      path: `${path}/:id`,
      access,
      summary: 'Tell a partner nothing more there',
      params: idParams,
      status: 200,
      answer: partnerWebhooksSchema,
      refusals: ['unknown-webhook'],
      async handle({ params, caller }) {
        const found = await rooms.find(params.id);
        if (!found) return problemAnswer('unknown-webhook');
        found.room.store.webhooks.remove(params.id);
        await rooms.note(caller, 'removed', found.row);
        return rooms.list();
      },
    }),
  ];
}

function replayRoutes(rooms: Rooms): Route[] {
  const requests = new SecretRequests();
  return [
    route({
      method: 'post',
      path: `${path}/:id/replay-dead`,
      access,
      summary: 'Send again everything that could not be told',
      params: idParams,
      body: orNothing(emptySchema),
      status: 200,
      answer: replayedDeadSchema,
      refusals: ['unknown-webhook'],
      handle: ({ params, caller, idempotency }) =>
        requests.once(idempotency, async () => {
          const found = await rooms.find(params.id);
          if (!found) return problemAnswer('unknown-webhook');
          const { building, store } = found.room;
          const replayed = store.webhooks.replayDead(params.id, building.now());
          if (replayed > 0) await rooms.note(caller, 'replayed', found.row);
          rooms.wake(found.room);
          return json({ replayed });
        }),
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/deliveries/:id/replay',
      access,
      summary: 'Send again what a partner was told or could not be told',
      params: idParams,
      body: orNothing(emptySchema),
      status: 200,
      answer: replayedSchema,
      refusals: ['unknown-delivery'],
      handle: ({ params, caller, idempotency }) =>
        requests.once(idempotency, async () => {
          const all = await rooms.all();
          const room = all.find(one => one.store.webhooks.delivery(params.id));
          const delivery = room?.store.webhooks.delivery(params.id);
          const row = delivery && room!.store.webhooks.find(delivery.webhookId);
          if (!room || !row) return problemAnswer('unknown-delivery');
          room.store.webhooks.replay(params.id, room.building.now());
          await rooms.note(caller, 'replayed', row);
          rooms.wake(room);
          return json({ deliveryId: params.id });
        }),
    }),
  ];
}

/** Where partners are told, for the administrator: every webhook, and what became of what it was told. */
export function webhookAdminRoutes(options: WebhookAdminOptions): Route[] {
  const rooms = new Rooms(options);
  return [
    ...listRoutes(rooms),
    ...secretRoutes(rooms),
    ...actingRoutes(rooms),
    ...replayRoutes(rooms),
  ];
}
