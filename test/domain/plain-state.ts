import type { JournalEntry } from '../../contract/events.ts';
import { evolve } from '../../server/domain/evolve.ts';
import { emptyState, waitingLegs, type BuildingState } from '../../server/domain/state.ts';

/** State as plain data, lines as ids in order, so that two states can be compared deeply. */
export const plain = (state: BuildingState): unknown => ({
  seq: state.seq,
  at: state.at,
  setup: state.index?.setup,
  businessDate: state.businessDate,
  visits: [...state.visits.values()],
  legs: [...state.legs.values()],
  aside: [...state.aside].map(({ id }) => id),
  chosen: [...state.chosen],
  paper: state.paper,
  counters: [...state.counters.values()],
  steering: state.steering,
  today: [...(state.index?.counters.values() ?? [])].map(({ id, queueIds }) => [id, queueIds]),
  queues: [...state.queues.values()].map(queue => ({
    ...queue,
    lines: [...waitingLegs(queue)].map(({ id }) => id),
  })),
});

/** The whole journal, folded anew. */
export function foldOf(journal: readonly JournalEntry[]): BuildingState {
  const state = emptyState();
  for (const entry of journal) evolve(state, structuredClone(entry));
  return state;
}

/** What a start reads: the set-up in force, then everything since the business day opened. */
export function foldOfToday(journal: readonly JournalEntry[]): BuildingState {
  const from = journal.findLastIndex(({ type }) => type === 'day-opened');
  const configured = journal.slice(0, from).findLast(({ type }) => type === 'building-configured');
  const state = emptyState();
  evolve(state, structuredClone(configured!));
  state.seq = journal[from]!.seq - 1;
  for (const entry of journal.slice(from)) evolve(state, structuredClone(entry));
  return state;
}
