import { causeOfCall, crossingOf, standingOf, urgencyAt, type Cause } from './comparing.ts';
import { dayMs, minuteMs } from './local-time.ts';
import { setupOf, type BuildingState } from './state.ts';
import type { ComparisonRecord, SideRecord } from './story-records.ts';
import {
  placeBefore,
  type CallMade,
  type RecordedLeg,
  type RecordedVisit,
} from './visit-record.ts';

/** Two visits of one day side by side, at the moment that decided between them. */

export interface Pair {
  readonly first: RecordedLeg;
  readonly second: RecordedLeg;
  /** Whether the visits have changed places. */
  readonly isTurned: boolean;
  readonly call: CallMade | null;
}

/** The call that decided between two legs: the last of the one before the first of the other. */
function pairOf(one: RecordedLeg, other: RecordedLeg): Pair {
  const [a, b] = [one.calls[0]?.seq ?? Infinity, other.calls[0]?.seq ?? Infinity];
  const isTurned = b < a;
  const [first, second] = isTurned ? [other, one] : [one, other];
  const call = first.calls.findLast(({ seq }) => seq < Math.max(a, b)) ?? null;
  return { first, second, isTurned, call };
}

/** Of all legs of two visits those that answer best: of one line, and decided last. */
export function decidingPair(
  one: RecordedVisit,
  other: RecordedVisit,
  queueId: string | null,
): Pair | null {
  const isAsked = (leg: RecordedLeg): boolean => queueId === null || leg.queueId === queueId;
  let best: Pair | null = null;
  let bestRank = -1;
  for (const a of one.legs.values()) {
    for (const b of other.legs.values()) {
      if (!isAsked(a) && !isAsked(b)) continue;
      const pair = pairOf(a, b);
      const rank = (a.queueId === b.queueId ? 2e15 : 0) + (pair.call?.seq ?? 0);
      if (rank > bestRank) [best, bestRank] = [pair, rank];
    }
  }
  return best;
}

interface SideFacts {
  readonly state: BuildingState;
  readonly at: number;
  readonly seq: number;
  readonly bookedFor: number | null;
  readonly storedUrgency: number | null;
}

function sideOf(visit: RecordedVisit, leg: RecordedLeg, facts: SideFacts): SideRecord {
  const { state, at, seq } = facts;
  const then = state.legs.get(leg.id);
  const place = placeBefore(leg, seq);
  const queue = setupOf(state).queues.get(then?.queueId ?? leg.queueId);
  const isWalkIn = (then?.class ?? leg.class) === 'walk-in';
  const ref = place?.ref ?? leg.ref;
  return {
    visitId: visit.id,
    label: visit.label,
    class: then?.class ?? leg.class,
    need: (state.visits.get(visit.id) ?? visit).need,
    legId: leg.id,
    queueId: then?.queueId ?? leg.queueId,
    serviceId: then?.serviceId ?? leg.serviceId,
    firstQueueId: [...visit.legs.values()][0]?.queueId ?? leg.queueId,
    issuedAt: visit.issuedAt,
    enqueuedAt: leg.enqueuedAt,
    bookedFor: facts.bookedFor,
    basis: place?.basis ?? null,
    isFirst: then?.isFirst ?? false,
    urgency: then ? urgencyAt(state, then, at) : null,
    storedUrgency: facts.storedUrgency,
    overdueAt: queue && isWalkIn ? ref + queue.maxWaitMinutes * minuteMs : null,
    call: leg.calls[0] ?? null,
    state: leg.state,
  };
}

/** Who came later and was called first costs the other about one service shared by the counters. */
function behindMinutes(state: BuildingState, called: SideRecord, other: SideRecord): number | null {
  const index = setupOf(state);
  const isSameLine = called.queueId === other.queueId && other.urgency !== null;
  const cameLater = (called.urgency?.ref ?? 0) > (other.urgency?.ref ?? Infinity);
  const minutes = index.services.get(called.serviceId)?.minutes;
  if (!isSameLine || !cameLater || minutes === undefined) return null;
  const counters = index.countersOfQueue.get(other.queueId) ?? [];
  const open = counters.filter(({ id }) => state.counters.get(id)?.state === 'open').length;
  return Math.max(1, Math.round(minutes / Math.max(1, open)));
}

/** What is known of the day that the two are compared in. */
export interface ComparedDay {
  readonly pair: Pair;
  /** The visits in the order in which they were asked about. */
  readonly visits: readonly [RecordedVisit, RecordedVisit];
  /** The day as it stood before the call that decided; as it stands where nobody was called. */
  readonly state: BuildingState;
  readonly now: number;
  readonly bookedFor: (visit: RecordedVisit) => number | null;
}

interface Order {
  readonly sides: readonly [RecordedVisit, RecordedVisit];
  readonly legs: readonly [RecordedLeg, RecordedLeg];
  readonly cause: Cause;
}

/** Who of the two is first and why: by the call, or as they stand without one. */
function orderOf({ pair, visits, state }: ComparedDay, at: number): Order {
  const { call, first, second, isTurned } = pair;
  const [one, other] = visits;
  const sides: Order['sides'] = isTurned ? [other, one] : [one, other];
  if (call) {
    return { sides, legs: [first, second], cause: causeOfCall({ ...call, state }, second.id) };
  }
  const { isFirstAhead, cause } = standingOf(state, [first.id, second.id], at);
  if (isFirstAhead) return { sides, legs: [first, second], cause };
  return { sides: [sides[1], sides[0]], legs: [second, first], cause };
}

/**
 * What the reason of the call keeps of the other one. It names a visit and not which of its errands, so
 * it says something only where the visit waited for one.
 */
function keptUrgency({ pair, state }: ComparedDay, { id, label }: RecordedVisit): number | null {
  const against = pair.call?.reason.against ?? null;
  const waiting = state.visits.get(id)?.legs.filter(leg => leg.state === 'waiting') ?? [];
  return against?.label === label && waiting.length === 1 ? against.urgency : null;
}

export function compared(day: ComparedDay): Omit<ComparisonRecord, 'names'> {
  const { pair, state, now, bookedFor } = day;
  const { call } = pair;
  const seq = call?.seq ?? Number.MAX_SAFE_INTEGER;
  // Of a day that is over: as it stood at its end, not as waits would have grown since.
  const at = call?.at ?? Math.max(state.at, Math.min(now, state.at + dayMs / 2));
  const { sides, legs, cause } = orderOf(day, at);
  const side = (place: 0 | 1, storedUrgency: number | null): SideRecord =>
    sideOf(sides[place], legs[place], {
      state,
      at,
      seq,
      storedUrgency,
      bookedFor: bookedFor(sides[place]),
    });
  const first = side(0, call?.reason.urgency ?? null);
  const second = side(1, keptUrgency(day, sides[1]));
  const isBoth = first.urgency !== null && second.urgency !== null;
  return {
    first,
    second,
    call,
    at,
    cause,
    crossedAt: isBoth ? crossingOf(first.urgency, second.urgency, at) : null,
    behindMinutes: call ? behindMinutes(state, first, second) : null,
  };
}
