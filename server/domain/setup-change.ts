import type { Command } from '../../contract/commands.ts';
import type { DomainEvent } from '../../contract/events.ts';
import type { PlannedChange, SetupEdit, SetupFault } from '../../contract/setup-edits.ts';
import type { Setup } from '../../contract/setup.ts';
import { who } from './at-counter.ts';
import { refuse, type Decision } from './decision.ts';
import { faultsInUse } from './setup-in-use.ts';
import { indexSetup } from './setup-index.ts';
import { agenciesOf, conflictOf, isSame, valueAt, withEdits } from './setup-parts.ts';
import { faultsOf } from './setup-rules.ts';
import { setupOf, type BuildingState } from './state.ts';
import { isLive } from './visit.ts';

/** How a set-up changes on a working day: now, or by itself when a day begins. */

type EditSetup = Extract<Command, { type: 'edit-setup' }>;

const plansMax = 50;

/** The first path that is none, or whose row is called otherwise inside; null where all are good. */
function strangePath(setup: Setup, edits: readonly SetupEdit[]): string | null {
  for (const { path, after } of edits) {
    if (valueAt(setup, path) === undefined) return path;
    const [part, key] = path.split('/');
    const isRow = key !== undefined && valueAt(setup, `order/${part}`) !== undefined;
    if (!isRow || after === null) continue;
    const named = valueAt(withEdits(setup, [{ path, after }]), path);
    if (named === null) return path;
  }
  return null;
}

/** What a set-up becomes by edits, and everything that speaks against it on this day. */
export function wishedSetup(
  state: BuildingState,
  edits: readonly SetupEdit[],
  isNow: boolean,
): { readonly setup: Setup; readonly faults: readonly SetupFault[] } {
  const { setup } = setupOf(state);
  const strange = strangePath(setup, edits);
  if (strange !== null) return { setup, faults: [{ path: strange, code: 'unknown-path' }] };
  const next = withEdits(setup, edits);
  // What was wrong before and is not touched keeps nobody from changing something else.
  const known = new Set(faultsOf(setup).map(({ path, code }) => `${code} ${path}`));
  const faults = faultsOf(next).filter(({ path, code }) => !known.has(`${code} ${path}`));
  return { setup: next, faults: isNow ? [...faults, ...faultsInUse(state, next)] : faults };
}

/** The first edit that is not this actor's to make; null where all are. */
function foreignEdit({ actor, edits }: EditSetup): SetupEdit | null {
  if (actor.role !== 'agency-administrator') return null;
  const own = new Set(actor.agencyIds);
  const isOwn = (edit: SetupEdit): boolean => {
    const agencies = agenciesOf(edit);
    if (!agencies?.every(id => own.has(id))) return false;
    // Which agencies there are, and where they sit, is the building's.
    if (!edit.path.startsWith('agencies/')) return true;
    if (edit.before === null || edit.after === null) return false;
    const [before, after] = [edit.before, edit.after] as Record<string, unknown>[];
    return isSame([before?.['code'], before?.['zoneId']], [after?.['code'], after?.['zoneId']]);
  };
  return edits.find(edit => !isOwn(edit)) ?? null;
}

function planned(setup: Setup, command: EditSetup, from: string, now: number): Setup {
  const plan: PlannedChange = {
    id: command.planId,
    from,
    edits: [...command.edits],
    staffId: command.actor.staffId ?? null,
    plannedAt: now,
    failed: null,
  };
  const plans = [...setup.planned, plan].toSorted((one, other) => (one.from < other.from ? -1 : 1));
  return { ...setup, planned: plans };
}

/**
 * Makes edits, or plans them for the beginning of a later day (SETUP-11). Refuses with `setup-changed`
 * what somebody else has changed meanwhile (fact `path`), with `not-allowed` what is another agency's,
 * and with `setup-refused` what no set-up may be; nothing is changed then.
 */
function editSetup(state: BuildingState, command: EditSetup, now: number): Decision {
  const { setup } = setupOf(state);
  const { edits, from } = command;
  const foreign = foreignEdit(command);
  if (foreign) return refuse('not-allowed', { path: foreign.path });
  const conflict = conflictOf(setup, edits);
  if (conflict) return refuse('setup-changed', { setupSeq: state.setupSeq, path: conflict.path });
  const isNow = from === null || from <= (state.businessDate ?? '');
  const wished = wishedSetup(state, edits, isNow);
  if (wished.faults.length > 0) return refuse('setup-refused', { faults: wished.faults.length });
  if (!isNow && setup.planned.length >= plansMax) return refuse('setup-refused', { faults: 1 });
  const next = isNow ? wished.setup : planned(setup, command, from, now);
  if (isSame(next, setup)) return [];
  return [configured(next, now, command.actor, command.undoes)];
}

const configured = (
  setup: Setup,
  now: number,
  actor: Command['actor'],
  undoes?: number,
): DomainEvent => ({
  type: 'building-configured',
  at: now,
  ...who(actor),
  data: { setup, ...(undoes === undefined ? {} : { undoes }) },
});

export function decideSetup(
  state: BuildingState,
  command: Extract<Command, { type: 'edit-setup' | 'drop-plan' }>,
  now: number,
): Decision {
  if (command.type === 'edit-setup') return editSetup(state, command, now);
  const { setup } = setupOf(state);
  const plans = setup.planned.filter(({ id }) => id !== command.planId);
  if (plans.length === setup.planned.length) return refuse('unknown-plan');
  return [configured({ ...setup, planned: plans }, now, command.actor)];
}

/**
 * The state with what was planned for this day made, and the entry that makes it; null where nothing
 * was. A change that cannot be made any more stands with why, until somebody takes it out (SETUP-12).
 */
export function plannedOn(
  state: BuildingState,
  businessDate: string,
  now: number,
): { readonly state: BuildingState; readonly event: DomainEvent } | null {
  const { setup } = setupOf(state);
  const due = setup.planned.filter(({ from, failed }) => from <= businessDate && failed === null);
  if (due.length === 0) return null;
  let made = state;
  for (const plan of due) made = withPlan(made, plan);
  return { state: made, event: configured(setupOf(made).setup, now, { role: 'system' }) };
}

function withPlan(state: BuildingState, plan: PlannedChange): BuildingState {
  const { faults, next } = afterPlan(state, plan);
  const rest = next.planned.filter(({ id }) => id !== plan.id);
  const failed = faults.slice(0, 50);
  const kept = failed.length > 0 ? [...rest, { ...plan, failed }] : rest;
  return { ...state, index: indexSetup({ ...next, planned: kept }) };
}

function afterPlan(state: BuildingState, { edits }: PlannedChange) {
  const { setup } = setupOf(state);
  const conflict = conflictOf(setup, edits);
  if (conflict) {
    const faults: SetupFault[] = [
      { path: conflict.path, code: 'invalid', message: 'changed meanwhile' },
    ];
    return { faults, next: setup };
  }
  const { faults, setup: next } = wishedSetup(carriedOver(state), edits, true);
  return faults.length > 0 ? { faults: [...faults], next: setup } : { faults: [], next };
}

/** A day that begins has given no numbers yet: only those that are still held count. */
function carriedOver(state: BuildingState): BuildingState {
  const held = [...state.visits].filter(([, { legs }]) => legs.some(isLive));
  return { ...state, queues: new Map(), counters: new Map(), visits: new Map(held) };
}
