import type { Queue } from '../../contract/setup.ts';
import type { VisitClass } from '../../contract/values.ts';
import type { Leg } from './visit.ts';
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
  readonly queue: Queue;
  readonly overdue: boolean;
  readonly urgency: number;
}

export const candidate = (leg: Leg, queue: Queue, now: number): Candidate => ({
  leg,
  queue,
  overdue: isOverdue(leg, queue, now),
  urgency: urgencyOf(leg, queue.rates[leg.class], now),
});

/** Those put first, then the overdue; undefined where that does not tell the two apart. */
function byRank(a: Candidate, b: Candidate): boolean | undefined {
  if (a.leg.isFirst !== b.leg.isFirst) return a.leg.isFirst;
  if (a.leg.isFirst) return before(a.leg, b.leg);
  if (a.overdue !== b.overdue) return a.overdue;
  return a.overdue ? before(a.leg, b.leg) : undefined;
}

/** Rank, then urgency times the weight of the queue; ties by earlier ref, then lower number. */
export function comesFirst(a: Candidate, b: Candidate, weightA = 1, weightB = 1): boolean {
  const ranked = byRank(a, b);
  if (ranked !== undefined) return ranked;
  const scoreA = a.urgency * weightA;
  const scoreB = b.urgency * weightB;
  return scoreA === scoreB ? before(a.leg, b.leg) : scoreA > scoreB;
}

export const strictOrder: Readonly<Record<VisitClass, number>> = {
  vulnerable: 0,
  booked: 1,
  'walk-in': 2,
};

/**
 * Who of two in one queue is called first by the queue's policy (CALL-11). `inARow` is how many
 * prioritised visitors went before waiting walk-ins since the last walk-in.
 */
export function isPreferred(a: Candidate, b: Candidate, inARow: number): boolean {
  const ranked = byRank(a, b);
  if (ranked !== undefined) return ranked;
  const { policy } = a.queue;
  const areAlike = a.leg.class === b.leg.class;
  if (areAlike || policy.kind === 'fifo') return before(a.leg, b.leg);
  if (policy.kind === 'strict') return strictOrder[a.leg.class] < strictOrder[b.leg.class];
  const isWalkIn = a.leg.class === 'walk-in';
  if (policy.kind === 'ratio' && isWalkIn !== (b.leg.class === 'walk-in')) {
    return isWalkIn === inARow >= policy.prioritisedPerWalkIn;
  }
  return comesFirst(a, b);
}
