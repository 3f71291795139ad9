import type { JournalEntry } from '../../contract/events.ts';
import type { SteerEventBody } from '../../contract/steering-events.ts';
import { indexSetup } from './setup-index.ts';
import { setupOf, type BuildingState } from './state.ts';

type EntryOf<Type extends JournalEntry['type']> = Extract<JournalEntry, { type: Type }>;
type Folded = Exclude<SteerEventBody['type'], 'steered' | 'visit-class-changed'>;

function changeIssuing(state: BuildingState, entry: EntryOf<'issuing-changed'>): void {
  const { queueId, serviceId, state: is, limit, reason } = entry.data;
  const by = { at: entry.at, staffId: entry.staffId ?? null, reason };
  if (serviceId !== null) {
    if (is === 'open') state.steering.pausedServices.delete(serviceId);
    else state.steering.pausedServices.set(serviceId, by);
    return;
  }
  const queue = state.queues.get(queueId ?? '');
  if (!queue) throw new Error(`Entry ${entry.seq} names no queue that is there`);
  queue.issuing = is === 'open' ? null : { ...by, state: is, limit };
}

/** Every line may have other counters now: what was run forward before does not hold any more. */
function moveCounter(state: BuildingState, { data }: EntryOf<'counter-moved'>): void {
  const { moved } = state.steering;
  if (data.queueIds === null) moved.delete(data.counterId);
  else moved.set(data.counterId, data.queueIds);
  state.index = indexSetup(setupOf(state).setup, moved);
  for (const queue of state.queues.values()) queue.turns += 1;
}

function answerAsk(state: BuildingState, entry: EntryOf<'ask-answered'>): void {
  const { askId, answer: is, why } = entry.data;
  const ask = state.steering.asks.get(askId);
  if (!ask) throw new Error(`Entry ${entry.seq} answers what nobody asked`);
  const answer = { is, at: entry.at, staffId: entry.staffId ?? null, why };
  state.steering.asks.set(askId, { ...ask, answer });
}

/** Folds what a supervisor changed for today, and what counters answered. */
export function evolveSteering(state: BuildingState, entry: EntryOf<Folded>): void {
  const { asks, messages } = state.steering;
  const by = { at: entry.at, staffId: entry.staffId ?? null };
  switch (entry.type) {
    case 'issuing-changed':
      return changeIssuing(state, entry);
    case 'counter-moved':
      return moveCounter(state, entry);
    case 'counter-asked': {
      const { askId: id, counterId, queueId, until, reason } = entry.data;
      asks.set(id, { ...by, id, counterId, queueId, until, reason, answer: null });
      return;
    }
    case 'ask-answered':
      return answerAsk(state, entry);
    case 'counters-told': {
      const { messageId: id, counterIds, agencyId, isToAll } = entry.data;
      const told = { id, counterIds, agencyId, isToAll, read: new Map(), isEnded: false };
      messages.set(id, { ...by, ...told });
      return;
    }
    case 'counter-message-read':
      messages.get(entry.data.messageId)?.read.set(entry.counterId ?? '', by);
      return;
    case 'counter-message-ended': {
      const message = messages.get(entry.data.messageId);
      if (message) message.isEnded = true;
    }
  }
}
