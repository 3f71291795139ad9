import type { AddedLeg, JournalEntry } from '../../contract/events.ts';
import { isManualNumber, numberAfter } from './numbering.ts';
import { noteCheckIn } from './booking-state.ts';
import { addPaperJob } from './paper-state.ts';
import { countLeg, type BuildingState } from './state.ts';
import type { Leg, Visit } from './visit.ts';

/** Joins a leg to its line, and counts it for the quota of its queue and the choice of the day. */
function enter(state: BuildingState, leg: Leg): void {
  state.legs.set(leg.id, leg);
  const queue = state.queues.get(leg.queueId)!;
  queue.lines[leg.class].add(leg);
  countLeg(state, leg, 1);
}

function newLeg(
  visit: Pick<Visit, 'id' | 'class'>,
  order: number,
  added: AddedLeg,
  entry: JournalEntry,
): Leg {
  return {
    id: added.legId,
    visitId: visit.id,
    serviceId: added.serviceId,
    queueId: added.queueId,
    class: visit.class,
    ref: added.ref,
    order,
    isFirst: added.isFirst,
    isCounted: added.isCounted,
    target: added.target,
    returnTo: added.returnTo,
    enqueuedAt: entry.at,
    quote: added.quote,
    ahead: added.ahead,
    state: 'waiting',
    counterId: null,
    firstCalledAt: null,
    calledAt: null,
    calls: 0,
    callId: null,
    startedAt: null,
    endedAt: null,
    outcome: null,
    reason: null,
    parking: null,
    touched: entry.seq,
    touchedAt: entry.at,
  };
}

/** Folds a new number with its legs. */
export function issue(
  state: BuildingState,
  entry: Extract<JournalEntry, { type: 'ticket-issued' }>,
): void {
  const { data, at } = entry;
  const visitId = entry.visitId!;
  const queue = state.queues.get(data.queueId)!;
  const isNext = data.isManual
    ? isManualNumber(data.number) && !queue.manualNumbers.has(data.number)
    : data.number === numberAfter(queue.lastNumber);
  if (state.visits.has(visitId) || !isNext) {
    throw new Error(`Entry ${entry.seq}: ${data.label} is not the next number of its series`);
  }
  const isCounted = data.isBookedPlace !== true;
  const place = { ref: data.ref, isFirst: false, isCounted, target: null, returnTo: null };
  const legs = data.legs.map(issued =>
    newLeg({ id: visitId, class: data.class }, entry.seq, { ...issued, ...place }, entry),
  );
  state.visits.set(visitId, {
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
    delays: 0,
    bookingId: data.bookingId ?? null,
    legs,
  });
  if (data.isManual) queue.manualNumbers.add(data.number);
  else queue.lastNumber = data.number;
  if (data.print) addPaperJob(state, { ...data.print, visitId, isReprint: false });
  if (data.bookingId) noteCheckIn(state, data.bookingId, visitId);
  for (const leg of legs) enter(state, leg);
}

/** Folds a leg that joins a visit after its number was given. */
export function addLeg(state: BuildingState, entry: JournalEntry, added: AddedLeg): void {
  const visit = state.visits.get(entry.visitId ?? '');
  if (!visit) throw new Error(`Entry ${entry.seq} names no visit that is there`);
  if (state.legs.has(added.legId)) throw new Error(`Entry ${entry.seq}: ${added.legId} is there`);
  const leg = newLeg(visit, visit.legs[0]!.order, added, entry);
  visit.legs.push(leg);
  enter(state, leg);
  // Unlike a new ticket it may stand anywhere in its line.
  state.queues.get(leg.queueId)!.turns += 1;
}
