import type { CallReason } from '../../contract/events.ts';
import type { Queue } from '../../contract/setup.ts';
import { setupOf, visitClasses, type BuildingState, type QueueNow } from './state.ts';
import { legAtCounter, type Leg } from './visit.ts';
import { before } from './waiting-line.ts';

/**
 * Accumulating priority [Kleinrock 1964; Stanford, Taylor, Ziedins 2014]: urgency grows with time at
 * the rate of the class, so a vulnerable visitor overtakes without ever starving a walk-in.
 */
export const urgencyOf = (leg: Leg, rate: number, now: number): number =>
  // Whole milliseconds first: equal urgencies must be equal numbers, or ties would be broken by dust.
  (rate * Math.max(0, now - leg.ref)) / 1000;

/** A walk-in that has waited longer than the queue's maximum goes before everybody (CALL-4). */
export const isOverdue = (leg: Leg, queue: Queue, now: number): boolean =>
  leg.class === 'walk-in' && now - leg.ref > queue.maxWaitMinutes * 60_000;

export interface Candidate {
  readonly leg: Leg;
  readonly overdue: boolean;
  readonly urgency: number;
}

export function candidate(leg: Leg, queue: Queue, now: number): Candidate {
  return {
    leg,
    overdue: isOverdue(leg, queue, now),
    urgency: urgencyOf(leg, queue.rates[leg.class], now),
  };
}

/** Overdue first and the longest of them; then urgency; ties by earlier ref, then lower number. */
export function comesFirst(a: Candidate, b: Candidate): boolean {
  if (a.overdue !== b.overdue) return a.overdue;
  if (!a.overdue && a.urgency !== b.urgency) return a.urgency > b.urgency;
  return before(a.leg, b.leg);
}

/**
 * A visitor at one counter is not callable to another (CALL-5). `leavingVisitId` is looked at as if
 * they had left their counter already: what is next once they are finished.
 */
export function isCallable(state: BuildingState, leg: Leg, leavingVisitId?: string): boolean {
  const visit = state.visits.get(leg.visitId);
  if (visit === undefined) return false;
  return visit.id === leavingVisitId || legAtCounter(visit) === undefined;
}

/** Whole seconds since the earliest ref among those who can be called; 0 where there is nobody. */
export function longestWaitSeconds(state: BuildingState, queue: QueueNow, now: number): number {
  let earliest = now;
  for (const name of visitClasses) {
    for (const leg of queue.lines[name]) {
      if (!isCallable(state, leg)) continue;
      earliest = Math.min(earliest, leg.ref);
      break;
    }
  }
  return Math.floor((now - earliest) / 1000);
}

/** Labels of those who came earlier and still wait, at most this many are named. */
const passedOverMax = 5;

function passedOver(state: BuildingState, queues: readonly Queue[], chosen: Leg): string[] {
  // The earliest of each line are enough to find the earliest of all; a visitor is named once.
  const earlier: Leg[] = [];
  for (const queue of queues) {
    const lines = state.queues.get(queue.id)?.lines;
    if (!lines) continue;
    for (const name of visitClasses) {
      const visitIds = new Set<string>();
      for (const leg of lines[name]) {
        if (visitIds.size >= passedOverMax || !before(leg, chosen)) break;
        if (leg.visitId === chosen.visitId || visitIds.has(leg.visitId)) continue;
        if (!isCallable(state, leg)) continue;
        visitIds.add(leg.visitId);
        earlier.push(leg);
      }
    }
  }
  earlier.sort((a, b) => (before(a, b) ? -1 : 1));
  return [...new Set(earlier.map(leg => leg.visitId))]
    .slice(0, passedOverMax)
    .map(visitId => state.visits.get(visitId)?.label ?? visitId);
}

const queuesOf = (state: BuildingState, queueIds: readonly string[]): Queue[] =>
  queueIds.flatMap(id => setupOf(state).queues.get(id) ?? []);

/** Who is called next from these queues, by their policy, and null where nobody can be called. */
export function chooseNext(
  state: BuildingState,
  queueIds: readonly string[],
  now: number,
  leavingVisitId?: string,
): Candidate | null {
  let best: Candidate | null = null;
  for (const queue of queuesOf(state, queueIds)) {
    const lines = state.queues.get(queue.id)?.lines;
    if (!lines) continue;
    for (const name of visitClasses) {
      // Inside a class only the first callable leg can win: FIFO inside a class (CALL-2).
      for (const leg of lines[name]) {
        if (!isCallable(state, leg, leavingVisitId)) continue;
        const next = candidate(leg, queue, now);
        if (!best || comesFirst(next, best)) best = next;
        break;
      }
    }
  }
  return best;
}

/** The reason that is stored with every call and shown to officer, supervisor and visitor. */
export function reasonOf(
  state: BuildingState,
  queueIds: readonly string[],
  chosen: Candidate,
  now: number,
  wasChosenByHand = false,
): CallReason {
  const { leg } = chosen;
  return {
    policy: wasChosenByHand ? 'chosen' : chosen.overdue ? 'max-wait' : 'accumulating',
    class: leg.class,
    waitedSeconds: Math.max(0, Math.floor((now - leg.ref) / 1000)),
    urgency: Math.round(chosen.urgency * 10) / 10,
    passedOver: passedOver(state, queuesOf(state, queueIds), leg),
  };
}

/** The waiting legs of a queue in the order they would be called if a counter asked now. */
export function callingOrder(state: BuildingState, queue: Queue, now: number, most: number): Leg[] {
  const lines = state.queues.get(queue.id)?.lines;
  if (!lines) return [];
  const places: Record<string, number> = {};
  const order: Leg[] = [];
  while (order.length < most) {
    let best: Candidate | null = null;
    for (const name of visitClasses) {
      const leg = lines[name].at(places[name] ?? 0);
      if (!leg) continue;
      const next = candidate(leg, queue, now);
      if (!best || comesFirst(next, best)) best = next;
    }
    if (!best) break;
    places[best.leg.class] = (places[best.leg.class] ?? 0) + 1;
    order.push(best.leg);
  }
  return order;
}
