import type { JournalEntry } from '../../contract/events.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';

/** What screens may have to show differently after some entries: pools touch nothing beyond them. */
export interface Affected {
  /** Set-up or business day changed: everything. */
  readonly everything: boolean;
  readonly queueIds: ReadonlySet<string>;
  readonly counterIds: ReadonlySet<string>;
  readonly agencyIds: ReadonlySet<string>;
}

function queuesTouchedBy(state: BuildingState, entry: JournalEntry): readonly string[] {
  if (entry.type === 'print-started' || entry.type === 'print-ended') return [];
  if (entry.type === 'issuing-changed') {
    const { queueId, serviceId } = entry.data;
    const ofService = setupOf(state).services.get(serviceId ?? '')?.queueId;
    return [queueId ?? ofService ?? []].flat();
  }
  if (entry.type === 'action-undone') {
    const legs = state.visits.get(entry.visitId ?? '')?.legs ?? [];
    const restored = entry.data.legs.map(leg => leg.queueId);
    return [...entry.data.queueIds, ...restored, ...legs.map(leg => leg.queueId)];
  }
  const visit = entry.visitId ? state.visits.get(entry.visitId) : undefined;
  if (visit) return visit.legs.map(leg => leg.queueId);
  const counter = entry.counterId ? setupOf(state).counters.get(entry.counterId) : undefined;
  return counter?.queueIds ?? [];
}

/** Desks that are told or asked something, or answered it in another window. */
function desksToldBy(state: BuildingState, entry: JournalEntry): readonly string[] {
  const { asks, messages } = state.steering;
  switch (entry.type) {
    case 'counter-asked':
      return [entry.data.counterId];
    case 'ask-answered':
      return [asks.get(entry.data.askId)?.counterId ?? []].flat();
    case 'counters-told':
    case 'counter-message-read':
    case 'counter-message-ended':
      return messages.get(entry.data.messageId)?.counterIds ?? [];
    default:
      return [];
  }
}

/** Calls that an entry made void: no screen may go on showing them, no voice speak them. */
export function withdrawnBy(entry: JournalEntry): readonly number[] {
  if (entry.type === 'action-undone') return entry.data.callIds;
  if (entry.type !== 'leg-requeued' && entry.type !== 'leg-parked') return [];
  return entry.data.callId === null ? [] : [entry.data.callId];
}

/** Whether the list of last calls may have lost one, or got one back. */
export const changesCalls = ({ type }: JournalEntry): boolean =>
  type === 'action-undone' || type === 'leg-requeued' || type === 'leg-parked';

export function affectedBy(state: BuildingState, entries: readonly JournalEntry[]): Affected {
  const { poolOfQueue } = setupOf(state);
  const everything = entries.some(
    ({ type }) =>
      type === 'building-configured' || type === 'day-opened' || type === 'counter-moved',
  );
  const queueIds = new Set<string>();
  const counterIds = new Set<string>();
  const agencyIds = new Set<string>();
  for (const entry of entries) {
    for (const counterId of desksToldBy(state, entry)) counterIds.add(counterId);
    for (const queueId of queuesTouchedBy(state, entry)) {
      if (queueIds.has(queueId)) continue;
      const pool = poolOfQueue.get(queueId);
      for (const queue of pool?.queues ?? []) {
        queueIds.add(queue.id);
        agencyIds.add(queue.agencyId);
      }
      for (const counter of pool?.counters ?? []) {
        counterIds.add(counter.id);
        agencyIds.add(counter.agencyId);
      }
    }
  }
  return { everything, queueIds, counterIds, agencyIds };
}
