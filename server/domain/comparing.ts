import type { CallReason } from '../../contract/events.ts';
import type { ChoiceReason, LegState, ParkReason, VisitClass } from '../../contract/values.ts';
import { notForCaller, preferenceOf, type Caller } from './caller.ts';
import { sharesOf } from './calling.ts';
import { candidate, comesFirst, strictOrder, urgencyOf, type Candidate } from './policy.ts';
import { setupOf, type BuildingState } from './state.ts';
import { legAtCounter, type Leg } from './visit.ts';
import { before } from './waiting-line.ts';

/**
 * Why one of two was called before the other, from the day as it stood in the moment of the call: the
 * same rules that chose are asked again, and nothing is guessed (WHY-1).
 */

export type CauseKind =
  /** Served at the counter at once, without a call. */
  | 'direct'
  | 'not-there-yet'
  | 'set-aside'
  | 'at-counter'
  | 'elsewhere'
  | 'absent'
  | 'over'
  | 'other-counter'
  | 'kept-for-another'
  | 'not-trained'
  | 'chosen'
  /** The counter takes the other line only while its own is empty, or once somebody waits long. */
  | 'helps-only'
  | 'put-first'
  | 'max-wait'
  | 'earlier'
  | 'lower-number'
  | 'class-order'
  | 'ratio-turn'
  | 'urgency'
  /** Urgency times the weight that the counter gives to each line. */
  | 'weighted'
  /** Somebody else of the other's own line stood before them. */
  | 'behind-own-line'
  /** Neither was called, and they are of lines that do not order each other. */
  | 'other-line'
  /** Neither was called, and neither is any more. */
  | 'nobody-called'
  /** The record does not hold why. */
  | 'unknown';

export interface Cause {
  readonly kind: CauseKind;
  /** Where the other one was, or for whom they were kept. */
  readonly counterId: string | null;
  readonly choice: ChoiceReason | null;
  readonly parkReason: ParkReason | 'asked' | null;
  readonly state: LegState | null;
  /** How many prioritised go before one walk-in, or the longest wait allowed in minutes. */
  readonly count: number | null;
}

const cause = (kind: CauseKind, facts: Partial<Cause> = {}): Cause => ({
  kind,
  counterId: null,
  choice: null,
  parkReason: null,
  state: null,
  count: null,
  ...facts,
});

/** Who called, and whom: the entry of the call, with the day as it stood before it. */
export interface CallMoment {
  readonly state: BuildingState;
  readonly at: number;
  readonly counterId: string;
  readonly legId: string;
  readonly reason: CallReason;
}

/** Why the other leg could not be called there at all; null where it could. */
function notCallable(moment: CallMoment, other: Leg, caller: Caller): Cause | null {
  const { state } = moment;
  const { state: stood, counterId } = other;
  if (stood === 'parked') {
    return cause('set-aside', { state: stood, parkReason: other.parking?.reason ?? null });
  }
  if (stood === 'called' || stood === 'serving') {
    return cause('at-counter', { state: stood, counterId });
  }
  if (stood === 'no-show') return cause('absent', { state: stood });
  if (stood !== 'waiting') return cause('over', { state: stood });
  const held = legAtCounter(state.visits.get(other.visitId)!);
  if (held) return cause('elsewhere', { state: held.state, counterId: held.counterId });
  if (!caller.counter.queueIds.includes(other.queueId)) return cause('other-counter');
  const notMine = notForCaller(state, other, caller);
  if (notMine === null) return null;
  return cause(notMine, { counterId: other.target?.counterId ?? null });
}

/** Before those put first and the overdue are told apart, nothing else counts. */
function byRank(a: Candidate, b: Candidate): Cause | null {
  if (a.leg.isFirst !== b.leg.isFirst) return a.leg.isFirst ? cause('put-first') : null;
  if (a.leg.isFirst) return byPlace(a.leg, b.leg);
  if (a.overdue !== b.overdue) {
    return a.overdue ? cause('max-wait', { count: a.queue.maxWaitMinutes }) : null;
  }
  return a.overdue ? byPlace(a.leg, b.leg) : null;
}

function byPlace(a: Leg, b: Leg): Cause | null {
  if (!before(a, b)) return null;
  return cause(a.ref < b.ref ? 'earlier' : 'lower-number');
}

const isRanked = (a: Candidate, b: Candidate): boolean =>
  a.leg.isFirst || b.leg.isFirst || a.overdue || b.overdue;

function byUrgency(a: Candidate, b: Candidate): Cause | null {
  if (a.urgency === b.urgency) return byPlace(a.leg, b.leg);
  return a.urgency > b.urgency ? cause('urgency') : null;
}

/** Of two in one line by its policy; null where the policy would have it the other way round. */
export function causeInLine(a: Candidate, b: Candidate, inARow: number): Cause | null {
  if (isRanked(a, b)) return byRank(a, b);
  const { policy } = a.queue;
  const isAlike = a.leg.class === b.leg.class;
  if (isAlike || policy.kind === 'fifo') return byPlace(a.leg, b.leg);
  if (policy.kind === 'strict') {
    const isBefore = strictOrder[a.leg.class] < strictOrder[b.leg.class];
    return isBefore ? cause('class-order') : null;
  }
  const isWalkIn = (row: Candidate): boolean => row.leg.class === 'walk-in';
  if (policy.kind === 'ratio' && isWalkIn(a) !== isWalkIn(b)) {
    const count = policy.prioritisedPerWalkIn;
    return isWalkIn(a) === inARow >= count ? cause('ratio-turn', { count }) : null;
  }
  return byUrgency(a, b);
}

/** Of two lines of one counter: its share in each, then urgency times the weight of the line. */
function causeBetweenLines(moment: CallMoment, a: Candidate, b: Candidate, caller: Caller): Cause {
  const { own } = sharesOf(moment.state, caller, moment.at);
  if (own.includes(a.queue) && !own.includes(b.queue)) return cause('helps-only');
  const [one, other] = [a, b].map(row => preferenceOf(caller.counter, row.queue.id).weight);
  if (!comesFirst(a, b, one, other)) return cause('behind-own-line');
  if (isRanked(a, b)) return byRank(a, b) ?? cause('unknown');
  if (one !== other) return cause('weighted');
  return byUrgency(a, b) ?? cause('unknown');
}

/** Who is looked at as one to be called at that moment, by the set-up of then. */
function standing(moment: CallMoment, leg: Leg): Candidate | null {
  const queue = setupOf(moment.state).queues.get(leg.queueId);
  return queue ? candidate(leg, queue, moment.at) : null;
}

/** A way back that came with the press that called: who chose did not see it yet. */
const cameWithCall = ({ state, counterId }: CallMoment, otherLegId: string): boolean =>
  state.counters.get(counterId)?.lastAction?.addedLegIds.includes(otherLegId) ?? false;

/** Why the called one went before another leg, which may not have been there yet. */
export function causeOfCall(moment: CallMoment, otherLegId: string): Cause {
  const found = causeInRecord(moment, otherLegId);
  const isUnseen = found.kind === 'unknown' && cameWithCall(moment, otherLegId);
  return isUnseen ? cause('not-there-yet') : found;
}

function causeInRecord(moment: CallMoment, otherLegId: string): Cause {
  const { state, reason, counterId, legId } = moment;
  if (reason.policy === 'direct') return cause('direct');
  const called = state.legs.get(legId);
  const other = state.legs.get(otherLegId);
  const counter = setupOf(state).counters.get(counterId);
  const row = state.counters.get(counterId);
  if (!other) return cause('not-there-yet');
  if (!called || !counter || !row) return cause('unknown');
  const caller: Caller = { counter, staffId: row.staffId, serviceIds: row.serviceIds };
  const isGone = notCallable(moment, other, caller);
  if (isGone) return isGone;
  if (reason.policy === 'chosen') return cause('chosen', { choice: reason.choice });
  const [a, b] = [standing(moment, called), standing(moment, other)];
  if (!a || !b) return cause('unknown');
  if (a.queue !== b.queue) return causeBetweenLines(moment, a, b, caller);
  const inARow = state.queues.get(a.queue.id)?.prioritisedInARow ?? 0;
  return causeInLine(a, b, inARow) ?? cause('unknown');
}

/** Of two whom nobody has called: who would be first now, and why. */
export interface Standing {
  readonly isFirstAhead: boolean;
  readonly cause: Cause;
}

/** How two stand that were not called yet (WHY-7). */
export function standingOf(
  state: BuildingState,
  legIds: readonly [string, string],
  at: number,
): Standing {
  const [one, other] = legIds.map(id => state.legs.get(id));
  const [waits, othersWaits] = [one?.state === 'waiting', other?.state === 'waiting'];
  if (!one || !other || (!waits && !othersWaits)) {
    return { isFirstAhead: true, cause: cause('nobody-called') };
  }
  if (!waits || !othersWaits) {
    const { state: stood, parking } = waits ? other : one;
    const kind = stood === 'parked' ? 'set-aside' : stood === 'no-show' ? 'absent' : 'over';
    const gone = cause(kind, { state: stood, parkReason: parking?.reason ?? null });
    return { isFirstAhead: waits, cause: gone };
  }
  const [a, b] = [one, other].map(leg => {
    const queue = setupOf(state).queues.get(leg.queueId);
    return queue ? candidate(leg, queue, at) : null;
  });
  if (!a || !b) return { isFirstAhead: true, cause: cause('unknown') };
  if (a.queue !== b.queue) return { isFirstAhead: true, cause: cause('other-line') };
  const inARow = state.queues.get(a.queue.id)?.prioritisedInARow ?? 0;
  const ahead = causeInLine(a, b, inARow);
  if (ahead) return { isFirstAhead: true, cause: ahead };
  return { isFirstAhead: false, cause: causeInLine(b, a, inARow) ?? cause('unknown') };
}

/** What a leg's urgency was at an instant, as the rule counts it. */
export interface UrgencyAt {
  readonly class: VisitClass;
  readonly ref: number;
  readonly rate: number;
  readonly waitedSeconds: number;
  readonly urgency: number;
}

export function urgencyAt(state: BuildingState, leg: Leg, at: number): UrgencyAt | null {
  const rate = setupOf(state).queues.get(leg.queueId)?.rates[leg.class];
  if (rate === undefined) return null;
  const waitedSeconds = Math.max(0, Math.floor((at - leg.ref) / 1000));
  return { class: leg.class, ref: leg.ref, rate, waitedSeconds, urgency: urgencyOf(leg, rate, at) };
}

type Line = Pick<UrgencyAt, 'ref' | 'rate'>;

/**
 * When the steeper of two lines of urgency reached the other; null where they did not meet between the
 * later beginning and an instant: rate × (t − ref) is the same for both.
 */
export function crossingOf(one: Line, other: Line, until: number): number | null {
  const slope = one.rate - other.rate;
  if (slope === 0) return null;
  const at = (one.rate * one.ref - other.rate * other.ref) / slope;
  return at >= Math.max(one.ref, other.ref) && at <= until ? Math.round(at) : null;
}
