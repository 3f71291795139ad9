import type { JournalEntry } from '../../contract/events.ts';
import { applySetup, startDay, type BuildingState, type CounterNow } from './state.ts';
import { mayMove, type Leg, type Visit } from './visit.ts';
import type { LegState } from '../../contract/values.ts';

type EntryOf<Type extends JournalEntry['type']> = Extract<JournalEntry, { type: Type }>;

function legOf(state: BuildingState, entry: JournalEntry): Leg {
  const leg = state.legs.get(entry.legId ?? '');
  if (!leg) throw new Error(`Entry ${entry.seq} names leg ${entry.legId}, which is not there`);
  return leg;
}

function counterOf(state: BuildingState, entry: JournalEntry): CounterNow {
  const counter = state.counters.get(entry.counterId ?? '');
  if (!counter) throw new Error(`Entry ${entry.seq} names no counter that is there`);
  return counter;
}

function move(state: BuildingState, leg: Leg, to: LegState, entry: JournalEntry): void {
  if (!mayMove(leg.state, to)) {
    throw new Error(`Entry ${entry.seq}: leg ${leg.id} may not go from ${leg.state} to ${to}`);
  }
  const queue = state.queues.get(leg.queueId)!;
  if (leg.state === 'waiting') queue.lines[leg.class].remove(leg);
  queue.turns += 1;
  leg.state = to;
}

function issue(state: BuildingState, entry: EntryOf<'ticket-issued'>): void {
  const { data, at } = entry;
  const visitId = entry.visitId!;
  const expected = state.queues.get(data.queueId)!.lastNumber + 1;
  if (state.visits.has(visitId) || data.number !== expected) {
    throw new Error(`Entry ${entry.seq}: ${data.label} is not the next number of its series`);
  }
  const legs = data.legs.map((issued): Leg => ({
    id: issued.legId,
    visitId,
    serviceId: issued.serviceId,
    queueId: issued.queueId,
    class: data.class,
    ref: data.ref,
    order: entry.seq,
    enqueuedAt: at,
    quote: issued.quote,
    ahead: issued.ahead,
    state: 'waiting',
    counterId: null,
    firstCalledAt: null,
    calledAt: null,
    calls: 0,
    callId: null,
    startedAt: null,
    endedAt: null,
    reason: null,
  }));
  const visit: Visit = {
    id: visitId,
    label: data.label,
    series: data.series,
    number: data.number,
    businessDate: data.businessDate,
    issuedAt: at,
    class: data.class,
    need: data.need,
    language: data.language,
    deviceId: entry.deviceId ?? null,
    legs,
  };
  state.visits.set(visitId, visit);
  state.queues.get(data.queueId)!.lastNumber = data.number;
  for (const leg of legs) {
    state.legs.set(leg.id, leg);
    const queue = state.queues.get(leg.queueId)!;
    queue.lines[leg.class].add(leg);
    queue.issued += 1;
    state.chosen.set(leg.serviceId, (state.chosen.get(leg.serviceId) ?? 0) + 1);
  }
}

function call(state: BuildingState, entry: EntryOf<'leg-called'>): void {
  const leg = legOf(state, entry);
  const counter = counterOf(state, entry);
  if (counter.leg) throw new Error(`Entry ${entry.seq}: counter ${counter.id} is occupied`);
  move(state, leg, 'called', entry);
  leg.counterId = counter.id;
  leg.calls += 1;
  leg.callId = entry.seq;
  leg.firstCalledAt ??= entry.at;
  leg.calledAt = entry.at;
  leg.reason = entry.data.reason;
  counter.leg = leg;
}

function end(state: BuildingState, entry: JournalEntry, to: LegState): void {
  const leg = legOf(state, entry);
  move(state, leg, to, entry);
  leg.endedAt = entry.at;
  const counter = leg.counterId ? state.counters.get(leg.counterId) : undefined;
  if (counter?.leg === leg) {
    counter.leg = null;
    counter.ended.push(leg);
  }
}

function setCounter(
  state: BuildingState,
  entry: JournalEntry,
  to: CounterNow['state'],
  reason: string | null,
): void {
  const counter = counterOf(state, entry);
  counter.state = to;
  counter.since = entry.at;
  counter.pauseReason = reason;
  if (to === 'open') counter.openedAt ??= entry.at;
  for (const queue of state.index?.counters.get(counter.id)?.queueIds ?? []) {
    state.queues.get(queue)!.turns += 1;
  }
}

function apply(state: BuildingState, entry: JournalEntry): void {
  switch (entry.type) {
    case 'building-configured':
      return applySetup(state, entry.data.setup, entry.at);
    case 'day-opened':
      return startDay(state, entry.data.businessDate, entry.at);
    case 'ticket-issued':
      return issue(state, entry);
    case 'leg-called':
      return call(state, entry);
    case 'leg-recalled': {
      const leg = legOf(state, entry);
      leg.calls = entry.data.calls;
      leg.callId = entry.seq;
      leg.calledAt = entry.at;
      return;
    }
    case 'leg-started': {
      const leg = legOf(state, entry);
      move(state, leg, 'serving', entry);
      leg.startedAt = entry.at;
      return;
    }
    case 'leg-finished':
      return end(state, entry, 'done');
    case 'leg-no-show':
      return end(state, entry, 'no-show');
    case 'leg-cancelled':
      return end(state, entry, 'cancelled');
    case 'leg-expired':
      return end(state, entry, 'expired');
    case 'counter-opened':
      return setCounter(state, entry, 'open', null);
    case 'counter-paused':
      return setCounter(state, entry, 'paused', entry.data.reason);
    case 'counter-closed':
      return setCounter(state, entry, 'closed', null);
    case 'print-started':
    case 'print-ended':
      // What is known of the paper is kept in its table; no rule of the queue reads it.
      return;
  }
}

/**
 * Folds one entry into the state and gives the same state back: a day has tens of thousands of
 * entries, so the fold changes in place. Throws on an entry that the rules could not have written;
 * the journal is never repaired silently.
 */
export function evolve(state: BuildingState, entry: JournalEntry): BuildingState {
  if (state.seq !== 0 && entry.seq !== state.seq + 1) {
    throw new Error(`Entry ${entry.seq} does not follow ${state.seq}`);
  }
  apply(state, entry);
  state.seq = entry.seq;
  state.at = entry.at;
  return state;
}
