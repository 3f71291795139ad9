import type { EventType, JournalEntry, LegRecord } from '../../contract/events.ts';
import type { UndoableAction } from '../../contract/undoable.ts';
import type { BuildingState, CounterNow } from './state.ts';
import type { Leg } from './visit.ts';

/** Steps of an officer that can be taken back. */
const undoable: Readonly<Partial<Record<EventType, UndoableAction>>> = {
  'leg-called': 'call',
  'leg-started': 'start',
  'leg-seated': 'walk-in',
  'leg-finished': 'finish',
  'leg-no-show': 'no-show',
  'leg-requeued': 'requeue',
  'leg-parked': 'park',
  'leg-unparked': 'unpark',
  'leg-transferred': 'transfer',
  'leg-added': 'add-service',
  'leg-service-changed': 'change-service',
  'leg-cancelled': 'cancel',
};

/** After these there is nothing to take back any more. */
const closing: ReadonlySet<EventType> = new Set([
  'leg-recalled',
  'counter-closed',
  'counter-taken-over',
  'action-undone',
]);

export const recordOf = (leg: Leg): LegRecord => ({ ...leg });

interface Step {
  readonly counter: CounterNow;
  readonly what: UndoableAction;
  readonly before: LegRecord | null;
  /** How many prioritised visitors went in a row before a call from its queue. */
  readonly inARow: { readonly queueId: string; readonly count: number } | null;
}

/** What the clock or the visitor did is no press of the counter. */
const isPress = (entry: JournalEntry): boolean =>
  !(entry.type === 'leg-finished' && entry.data.by === 'system') &&
  !(entry.type === 'leg-cancelled' && entry.data.by === 'visitor');

/** What a step will change, noted before it is folded in; null where it cannot be undone. */
export function stepOf(state: BuildingState, entry: JournalEntry): Step | null {
  const what = undoable[entry.type];
  const counter = state.counters.get(entry.counterId ?? '');
  if (!what || !counter || !isPress(entry)) return null;
  // A leg that was added has no own past: whoever added it goes back to how they stood.
  const leg = state.legs.get(entry.legId ?? '');
  const before = leg ? recordOf(leg) : null;
  if (!leg || entry.type !== 'leg-called') return { counter, what, before, inARow: null };
  const { id: queueId, prioritisedInARow: count } = state.queues.get(leg.queueId)!;
  return { counter, what, before, inARow: { queueId, count } };
}

const addedBy = (entry: JournalEntry): string[] =>
  entry.type === 'leg-transferred' || entry.type === 'leg-added' ? [entry.data.leg.legId] : [];

const continues = (entry: JournalEntry): boolean => 'continues' in entry.data;

/** Keeps a step at its counter, as one with the steps of the same press. */
export function noteStep(state: BuildingState, entry: JournalEntry, step: Step | null): void {
  if (!step) {
    const counter = closing.has(entry.type) ? state.counters.get(entry.counterId ?? '') : undefined;
    if (counter) counter.lastAction = null;
    return;
  }
  const { counter, what, before, inARow } = step;
  const last = continues(entry) ? counter.lastAction : null;
  // A leg that came with the press goes with it: how it stood in between does not matter.
  const known = [...(last?.before ?? []).map(row => row.id), ...(last?.addedLegIds ?? [])];
  const isKnown = known.includes(before?.id ?? '');
  counter.lastAction = {
    what: last ? (what === 'call' && last.what === 'finish' ? 'finish-next' : last.what) : what,
    seq: last?.seq ?? entry.seq,
    at: last?.at ?? entry.at,
    visitId: last?.visitId ?? entry.visitId ?? '',
    lastSeq: entry.seq,
    before: [...(last?.before ?? []), ...(before && !isKnown ? [before] : [])],
    addedLegIds: [...(last?.addedLegIds ?? []), ...addedBy(entry)],
    turn: inARow
      ? {
          queueId: inARow.queueId,
          added: state.queues.get(inARow.queueId)!.prioritisedInARow - inARow.count,
        }
      : (last?.turn ?? null),
  };
}
