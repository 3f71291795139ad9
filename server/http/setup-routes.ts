import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { JournalEntry } from '../../contract/events.ts';
import { emptySchema } from '../../contract/http.ts';
import {
  checkSetupSchema,
  savedSetupSchema,
  setupChangesQuerySchema,
  setupChangesSchema,
  setupCheckSchema,
  setupViewSchema,
  type SavedSetup,
  type SetupChange,
  type SetupCheck,
  type SetupEdit,
} from '../../contract/setup-edits.ts';
import { setupChangedSchema } from '../../contract/printer-setup.ts';
import { idSchema } from '../../contract/values.ts';
import type { Building, Outcome } from '../building.ts';
import { refuse } from '../domain/decision.ts';
import { conflictOf, editsBetween, reversed, valueAt, withEdits } from '../domain/setup-parts.ts';
import { faultsOf } from '../domain/setup-rules.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { Journal } from '../store/journal.ts';
import { instant } from '../views/names.ts';
import { setupEffects } from '../views/setup-effects.ts';
import { problemAnswer, refusalAnswer } from './problem.ts';
import { json, route, run, type Call, type Reply, type Route } from './route.ts';
import { setupDayRoute } from './setup-day-route.ts';
import { faultsOfEdits, inputErrors, readEdits } from './setup-wish.ts';

export interface SetupRoutesOptions {
  readonly building: Building;
  readonly journal: Pick<Journal, 'configuredBefore'>;
  readonly staffName: (staffId: string) => string | undefined;
}

/** Set-ups of one answer, and how far back is looked for one that is taken back. */
const changesMax = 20;

const isNowIn = ({ businessDate }: BuildingState, from: string | null): boolean =>
  from === null || from <= (businessDate ?? '');

function checked(building: Building, call: Checking): SetupCheck {
  const { state } = building;
  const { edits, faults } = readEdits(call.edits);
  const isNow = isNowIn(state, call.from);
  const { setup } = setupOf(state);
  const conflicts = edits
    .filter(edit => conflictOf(setup, [edit]) !== null)
    .map(({ path }) => ({ path, now: valueAt(setup, path) ?? null }));
  const all = faults.length > 0 ? faults : faultsOfEdits(state, edits, isNow);
  const isSound = all.length === 0 && conflicts.length === 0;
  const effects = isSound ? setupEffects(state, withEdits(setup, edits), building.now()) : [];
  return { faults: [...all], conflicts, effects };
}

type Checking = z.output<typeof checkSetupSchema>;
type Asked = Pick<Call<unknown, unknown, unknown>, 'actor' | 'idempotency'>;

/** Makes edits or plans them; every way of changing rows of the set-up ends here. */
export function saveEdits(
  building: Building,
  { actor, idempotency }: Asked,
  wish: {
    readonly edits: readonly SetupEdit[];
    readonly from: string | null;
    /** The entry that they take back. */
    readonly undoes?: number;
  },
): Reply | Promise<Reply> {
  const { from, undoes } = wish;
  const { edits, faults } = readEdits(wish.edits);
  if (faults.length > 0) return problemAnswer('setup-refused', undefined, inputErrors(faults));
  const planId = `plan-${randomBytes(6).toString('hex')}`;
  const isNow = isNowIn(building.state, from);
  const saved = ({ state }: Outcome): SavedSetup => ({
    setupSeq: state.setupSeq,
    changed: edits.length,
    planId: isNow ? null : planId,
  });
  return building.execute({
    command: {
      type: 'edit-setup',
      actor,
      edits,
      from,
      planId,
      ...(undoes === undefined ? {} : { undoes }),
    },
    ...(idempotency ? { idempotency } : {}),
    unless: state => {
      const isFirst = conflictOf(setupOf(state).setup, edits) === null;
      const many = isFirst ? faultsOfEdits(state, edits, isNow) : [];
      return many.length > 0 ? refuse('setup-refused', { faults: many.length }) : null;
    },
    answer(outcome) {
      if (outcome.refusal?.refused !== 'setup-refused') {
        return outcome.refusal ? refusalAnswer(outcome.refusal) : json(saved(outcome));
      }
      const errors = inputErrors(faultsOfEdits(outcome.state, edits, isNow));
      return problemAnswer('setup-refused', outcome.refusal.facts, errors);
    },
  });
}

/** Each set-up beside the one before it, the newest first. */
function changesBefore(
  { building, journal, staffName }: SetupRoutesOptions,
  before: number,
): { changes: SetupChange[]; nextBefore: number | null } {
  const { state } = building;
  const { setup: now } = setupOf(state);
  const entries = journal.configuredBefore(before, changesMax + 1);
  const shown = entries.slice(0, changesMax);
  const changes = shown.map((entry, at): SetupChange => {
    const { staffId } = entry;
    const edits = editsOf(entry, entries[at + 1]);
    return {
      seq: entry.seq,
      at: instant(state, entry.at),
      by: staffId === undefined ? null : { id: staffId, name: staffName(staffId) ?? null },
      edits,
      canUndo: edits.length > 0 && conflictOf(now, reversed(edits, now)) === null,
    };
  });
  const isMore = entries.length > changesMax;
  return { changes, nextBefore: isMore ? shown.at(-1)!.seq : null };
}

/** The first set-up of all changed nothing. */
export const editsOf = (entry: JournalEntry, before: JournalEntry | undefined): SetupEdit[] =>
  entry.type === 'building-configured' && before?.type === 'building-configured'
    ? editsBetween(before.data.setup, entry.data.setup)
    : [];

const editRoutes = ({ building }: SetupRoutesOptions): Route[] => [
  route({
    method: 'post',
    path: '/api/v1/admin/setup/check',
    access: 'agency-administrator',
    summary: 'What edits of the set-up would do, and what speaks against them; nothing is changed',
    body: checkSetupSchema,
    status: 200,
    answer: setupCheckSchema,
    refusals: [],
    handle: ({ body }) => json(checked(building, body)),
  }),
  route({
    method: 'post',
    path: '/api/v1/admin/setup/edits',
    access: 'agency-administrator',
    summary: 'Change the set-up now, or plan it for the beginning of a later day',
    body: checkSetupSchema,
    status: 200,
    answer: savedSetupSchema,
    refusals: ['setup-changed', 'setup-refused'],
    handle: call => saveEdits(building, call, call.body),
  }),
  route({
    method: 'post',
    path: '/api/v1/admin/setup/plans/:id/remove',
    access: 'administrator',
    summary: 'Take out what was planned for a later day',
    params: z.strictObject({ id: idSchema }),
    body: emptySchema.default({}),
    status: 200,
    answer: setupChangedSchema,
    refusals: ['unknown-plan'],
    handle: call => {
      const command = { type: 'drop-plan', actor: call.actor, planId: call.params.id } as const;
      return run(building, call, command, ({ state }) => ({ setupSeq: state.setupSeq }));
    },
  }),
];

const changeParams = z.strictObject({ seq: idSchema });

function undoRoute(options: SetupRoutesOptions): Route {
  const { building, journal } = options;
  return route({
    method: 'post',
    path: '/api/v1/admin/setup/changes/:seq/undo',
    access: 'agency-administrator',
    summary: 'Take a change of the set-up back, where all of it still is as it left it',
    params: changeParams,
    body: emptySchema.default({}),
    status: 200,
    answer: savedSetupSchema,
    refusals: ['unknown-change', 'setup-changed', 'setup-refused'],
    handle: call => {
      const seq = Number(call.params.seq);
      if (!Number.isSafeInteger(seq + 1)) return problemAnswer('unknown-change');
      const [entry, before] = journal.configuredBefore(seq + 1, 2);
      const edits = entry?.seq === seq ? editsOf(entry, before) : [];
      if (edits.length === 0 || before?.type !== 'building-configured') {
        return problemAnswer('unknown-change');
      }
      const back = reversed(edits, before.data.setup);
      return saveEdits(building, call, { edits: back, from: null, undoes: entry!.seq });
    },
  });
}

/** The whole set-up, for whoever edits it row by row. */
export const setupRoutes = (options: SetupRoutesOptions): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/setup',
    access: 'agency-administrator',
    summary: 'The whole set-up, as the office edits it',
    status: 200,
    answer: setupViewSchema,
    refusals: [],
    handle() {
      const { state } = options.building;
      const { setup } = setupOf(state);
      return json({
        setupSeq: state.setupSeq,
        today: state.businessDate!,
        setup,
        faults: faultsOf(setup),
      });
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/admin/setup/changes',
    access: 'agency-administrator',
    summary: 'What was changed in the set-up, by whom and when, the newest first',
    query: setupChangesQuerySchema,
    status: 200,
    answer: setupChangesSchema,
    refusals: [],
    handle: ({ query }) => json(changesBefore(options, query.before ?? Number.MAX_SAFE_INTEGER)),
  }),
  setupDayRoute(options),
  ...editRoutes(options),
  undoRoute(options),
];
