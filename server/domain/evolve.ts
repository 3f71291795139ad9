import type { JournalEntry } from '../../contract/events.ts';
import type { LegState } from '../../contract/values.ts';
import { addBooking, addMissed, evolveBooking, forgetPerson } from './booking-state.ts';
import { addLeg, issue } from './joining.ts';
import { noteStep, stepOf } from './last-action.ts';
import { evolvePaper } from './paper-state.ts';
import { moveSeries } from './moving-series.ts';
import { restoreLegs, resumeDay, takeBackTurn } from './restoring.ts';
import { evolveScreens } from './screen-messages.ts';
import { evolveSteering } from './steering-evolve.ts';
import {
  applySetup,
  countLeg,
  noteAside,
  startDay,
  type BuildingState,
  type CounterNow,
} from './state.ts';
import { isAtCounter, mayMove, type Leg } from './visit.ts';
import { addWaiting, evolveWaitingList, unsettle } from './waiting-list-state.ts';

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

function touch(leg: Leg, entry: JournalEntry): void {
  leg.touched = entry.seq;
  leg.touchedAt = entry.at;
}

const mayNot = (entry: JournalEntry, leg: Leg, to: LegState): string =>
  `Entry ${entry.seq}: leg ${leg.id} may not go from ${leg.state} to ${to}`;

function move(state: BuildingState, leg: Leg, to: LegState, entry: JournalEntry): void {
  if (!mayMove(leg.state, to)) throw new Error(mayNot(entry, leg, to));
  const queue = state.queues.get(leg.queueId)!;
  if (leg.state === 'waiting') queue.lines[leg.class].remove(leg);
  queue.turns += 1;
  leg.state = to;
  touch(leg, entry);
  noteAside(state, leg);
}

function forgetEnd(state: BuildingState, leg: Leg): void {
  const ended = state.counters.get(leg.counterId ?? '')?.ended;
  const place = ended?.indexOf(leg) ?? -1;
  if (place >= 0) ended!.splice(place, 1);
  leg.endedAt = null;
}

function seat(state: BuildingState, leg: Leg, entry: JournalEntry): CounterNow {
  const counter = counterOf(state, entry);
  if (counter.leg) throw new Error(`Entry ${entry.seq}: counter ${counter.id} is occupied`);
  leg.counterId = counter.id;
  counter.leg = leg;
  return counter;
}

/** Counts towards `ratio` how many prioritised visitors went before walk-ins that waited. */
function countTurn(state: BuildingState, leg: Leg): void {
  const queue = state.queues.get(leg.queueId)!;
  if (leg.class === 'walk-in') queue.prioritisedInARow = 0;
  else if (queue.lines['walk-in'].length > 0) queue.prioritisedInARow += 1;
}

function call(state: BuildingState, entry: EntryOf<'leg-called'>): void {
  const leg = legOf(state, entry);
  if (leg.state !== 'waiting') {
    // Back after a while: counted anew.
    forgetEnd(state, leg);
    leg.calls = 0;
    leg.firstCalledAt = null;
    leg.parking = null;
  }
  move(state, leg, 'called', entry);
  seat(state, leg, entry);
  leg.calls += 1;
  leg.callId = entry.seq;
  leg.firstCalledAt ??= entry.at;
  leg.calledAt = entry.at;
  leg.reason = entry.data.reason;
  countTurn(state, leg);
}

function seatDirectly(state: BuildingState, entry: EntryOf<'leg-seated'>): void {
  const leg = legOf(state, entry);
  move(state, leg, 'serving', entry);
  seat(state, leg, entry);
  leg.firstCalledAt = entry.at;
  leg.calledAt = entry.at;
  leg.startedAt = entry.at;
  leg.reason = entry.data.reason;
}

function leave(state: BuildingState, leg: Leg): void {
  const counter = leg.counterId ? state.counters.get(leg.counterId) : undefined;
  if (counter?.leg === leg) counter.leg = null;
}

/** Ends a leg; one that was served together with another ends at that one's counter. */
function end(state: BuildingState, entry: JournalEntry, to: LegState): Leg {
  const leg = legOf(state, entry);
  const wasThere = isAtCounter(leg);
  move(state, leg, to, entry);
  leave(state, leg);
  leg.endedAt = entry.at;
  leg.parking = null;
  if (entry.counterId && (wasThere || to === 'done')) {
    leg.counterId = entry.counterId;
    counterOf(state, entry).ended.push(leg);
  }
  return leg;
}

function backToLine(
  state: BuildingState,
  entry: JournalEntry,
  { ref, isFirst }: Pick<Leg, 'ref' | 'isFirst'>,
): void {
  const leg = legOf(state, entry);
  forgetEnd(state, leg);
  leave(state, leg);
  move(state, leg, 'waiting', entry);
  leg.ref = ref;
  leg.isFirst = isFirst;
  leg.counterId = null;
  leg.firstCalledAt = null;
  leg.calledAt = null;
  leg.calls = 0;
  leg.callId = null;
  leg.startedAt = null;
  leg.reason = null;
  leg.parking = null;
  state.queues.get(leg.queueId)!.lines[leg.class].add(leg);
}

function park(state: BuildingState, entry: EntryOf<'leg-parked'>): void {
  const leg = legOf(state, entry);
  leave(state, leg);
  move(state, leg, 'parked', entry);
  const { reason, remindAt, noteId } = entry.data;
  leg.parking = { reason, since: entry.at, remindAt, noteId, counterId: leg.counterId };
  const { delays } = entry.data;
  if (delays !== undefined) state.visits.get(leg.visitId)!.delays = delays;
  leg.counterId = null;
  leg.callId = null;
  leg.startedAt = null;
}

function changeService(state: BuildingState, entry: EntryOf<'leg-service-changed'>): void {
  const leg = legOf(state, entry);
  const isInLine = leg.state === 'waiting';
  const from = state.queues.get(leg.queueId)!;
  if (isInLine) from.lines[leg.class].remove(leg);
  countLeg(state, leg, -1);
  leg.serviceId = entry.data.serviceId;
  leg.queueId = entry.data.queueId;
  countLeg(state, leg, 1);
  touch(leg, entry);
  const to = state.queues.get(leg.queueId)!;
  if (isInLine) to.lines[leg.class].add(leg);
  from.turns += 1;
  to.turns += 1;
}

/** Every leg of the visit stands in the line of its new class; no undo puts an older one back. */
function changeClass(state: BuildingState, entry: EntryOf<'visit-class-changed'>): void {
  const visit = state.visits.get(entry.visitId ?? '');
  if (!visit) throw new Error(`Entry ${entry.seq} names no visit that is there`);
  visit.class = entry.data.class;
  visit.need = entry.data.need;
  for (const leg of visit.legs) {
    const queue = state.queues.get(leg.queueId);
    if (leg.state === 'waiting') queue!.lines[leg.class].remove(leg);
    leg.class = visit.class;
    if (leg.state === 'waiting') queue!.lines[leg.class].add(leg);
    if (queue) queue.turns += 1;
    touch(leg, entry);
  }
}

function noteTurns(state: BuildingState, { id }: CounterNow): void {
  const queueIds = state.index?.counters.get(id)?.queueIds ?? [];
  for (const queueId of queueIds) state.queues.get(queueId)!.turns += 1;
}

function setCounter(
  state: BuildingState,
  entry: JournalEntry,
  to: CounterNow['state'],
  reason: string | null,
): CounterNow {
  const counter = counterOf(state, entry);
  counter.state = to;
  counter.since = entry.at;
  counter.pauseReason = reason;
  noteTurns(state, counter);
  return counter;
}

function openCounter(state: BuildingState, entry: EntryOf<'counter-opened'>): void {
  const { state: before, since, openedAt } = counterOf(state, entry);
  const wasClosed = before === 'closed';
  const counter = setCounter(state, entry, 'open', null);
  if (openedAt !== null && before !== 'open') counter.rests.push({ from: since, to: entry.at });
  counter.openedAt ??= entry.at;
  if (!wasClosed) return;
  counter.staffId = entry.data.officerId;
  counter.serviceIds = entry.data.serviceIds;
  counter.autoCall = entry.data.autoCall;
}

function takeOver(state: BuildingState, entry: EntryOf<'counter-taken-over'>): void {
  const counter = counterOf(state, entry);
  counter.staffId = entry.data.officerId;
  counter.serviceIds = entry.data.serviceIds;
  noteTurns(state, counter);
}

function closeCounter(state: BuildingState, entry: JournalEntry): void {
  const counter = setCounter(state, entry, 'closed', null);
  counter.closedBy = counter.staffId ?? entry.staffId ?? null;
  counter.staffId = null;
  counter.serviceIds = null;
  counter.autoCall = false;
}

function applyToLeg(state: BuildingState, entry: JournalEntry): void {
  switch (entry.type) {
    case 'leg-called':
      return call(state, entry);
    case 'leg-recalled': {
      const leg = legOf(state, entry);
      leg.calls = entry.data.calls;
      leg.callId = entry.seq;
      leg.calledAt = entry.at;
      touch(leg, entry);
      return;
    }
    case 'leg-started': {
      const leg = legOf(state, entry);
      // Only who is seated goes there from the line.
      if (leg.state !== 'called') throw new Error(mayNot(entry, leg, 'serving'));
      move(state, leg, 'serving', entry);
      leg.startedAt = entry.at;
      return;
    }
    case 'leg-seated':
      return seatDirectly(state, entry);
    case 'leg-finished':
      end(state, entry, 'done').outcome = entry.data.outcome;
      return;
    case 'leg-transferred':
      end(state, entry, 'done').outcome = 'transferred';
      return addLeg(state, entry, entry.data.leg);
    case 'leg-added':
      return addLeg(state, entry, entry.data.leg);
    case 'leg-service-changed':
      return changeService(state, entry);
    case 'visit-class-changed':
      return changeClass(state, entry);
    case 'leg-no-show':
      end(state, entry, 'no-show');
      return;
    case 'leg-requeued':
      return backToLine(state, entry, entry.data);
    case 'leg-parked':
      return park(state, entry);
    case 'leg-unparked':
      return backToLine(state, entry, legOf(state, entry));
    case 'leg-cancelled':
      end(state, entry, 'cancelled');
      return;
    case 'leg-expired':
      end(state, entry, 'expired');
  }
}

/** What supervisors changed for today, and all that happens to visitors. */
function applyOfDay(state: BuildingState, entry: JournalEntry): void {
  switch (entry.type) {
    case 'issuing-changed':
    case 'counter-moved':
    case 'counter-asked':
    case 'ask-answered':
    case 'counters-told':
    case 'counter-message-read':
    case 'counter-message-ended':
      return evolveSteering(state, entry);
    default:
      applyToLeg(state, entry);
  }
}

function apply(state: BuildingState, entry: JournalEntry): void {
  switch (entry.type) {
    case 'building-configured':
      state.setupSeq = entry.seq;
      return applySetup(state, entry.data.setup, entry.at);
    case 'day-opened':
      startDay(state, entry.data.businessDate, entry.at);
      for (const booking of entry.data.bookings) addBooking(state, booking);
      for (const waiting of entry.data.waitingList) addWaiting(state, waiting);
      for (const { personId, at } of entry.data.missed) addMissed(state, personId, at);
      return resumeDay(state, entry.data.visits, entry.data.counters);
    case 'ticket-issued':
      return issue(state, entry);
    case 'action-undone':
      takeBackTurn(state, state.counters.get(entry.counterId ?? '')?.lastAction ?? null);
      return restoreLegs(state, entry.data.legs, entry.data.removedLegIds);
    case 'counter-opened':
      return openCounter(state, entry);
    case 'counter-taken-over':
      return takeOver(state, entry);
    case 'counter-paused':
      setCounter(state, entry, 'paused', entry.data.reason);
      return;
    case 'counter-closed':
      return closeCounter(state, entry);
    case 'counter-auto-call':
      counterOf(state, entry).autoCall = entry.data.on;
      return;
    case 'booking-made':
      return evolveBooking(state, entry);
    case 'booking-moved':
    case 'booking-ended': {
      const freed = state.bookings.byId.get(entry.data.bookingId);
      if (freed) unsettle(state, freed);
      return evolveBooking(state, entry);
    }
    case 'waiting-list-joined':
    case 'waiting-list-offered':
    case 'waiting-list-ended':
      return evolveWaitingList(state, entry);
    case 'person-erased':
      for (const personId of entry.data.personIds) forgetPerson(state, personId);
      return;
    case 'print-started':
    case 'print-ended':
    case 'print-moved':
    case 'print-asked':
    case 'ticket-claimed':
    case 'printer-changed':
      return evolvePaper(state, entry);
    case 'screens-told':
    case 'screen-message-ended':
      return evolveScreens(state, entry);
    case 'backup-noted':
      return moveSeries(state, entry.data);
    case 'steered':
    case 'note-added':
    case 'staff-account':
    case 'device-changed':
    case 'partner-key-changed':
    case 'webhook-changed':
    case 'comment-moderated':
      // These have tables of their own, or none; no rule of the queue reads them.
      return;
    default:
      applyOfDay(state, entry);
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
  const step = stepOf(state, entry);
  const counter = state.counters.get(entry.counterId ?? '');
  if (counter) counter.activeAt = entry.at;
  apply(state, entry);
  noteStep(state, entry, step);
  state.seq = entry.seq;
  state.at = entry.at;
  return state;
}
