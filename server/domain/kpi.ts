import type { LegState, VisitClass } from '../../contract/values.ts';
import { dayMs } from './local-time.ts';

/**
 * What each figure of a report means, once. Legs are counted in the business day of their visit;
 * every time is in milliseconds, and none is taken of a leg whose times cannot be.
 */

/** What is known of a leg: one wait and one service. Times are milliseconds since any one instant. */
export interface LegFact {
  readonly state: LegState;
  readonly class: VisitClass;
  readonly enqueuedAt: number;
  /** The last call or recall; of who was seated without one, when they sat down. */
  readonly calledAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly slotAt: number | null;
  /** As told with the number, minutes. */
  readonly quoteP50: number | null;
  readonly quoteP90: number | null;
  /** Calls that were not taken back; a recall is none. */
  readonly calls: number;
  /** Served without having been called. */
  readonly isSeated: boolean;
  /** Sent on elsewhere. */
  readonly isSentOn: boolean;
  readonly endedBy: 'visitor' | 'staff' | 'system' | 'undo' | null;
}

/** What became of a leg: every leg is exactly one of these. */
export type Fate =
  | 'served'
  | 'no-show'
  | 'abandoned'
  | 'left-after-call'
  | 'waiting'
  /** Sent on before a service, or a number that was taken back at once. */
  | 'none';

/**
 * Final no-shows are those who are still missing in the end; who left (cancelled, expired) before a
 * call has abandoned the line.
 */
export function fateOf(leg: LegFact): Fate {
  switch (leg.state) {
    case 'done':
      return leg.isSentOn && leg.startedAt === null ? 'none' : 'served';
    case 'no-show':
      return 'no-show';
    case 'cancelled':
    case 'expired':
      if (leg.endedBy === 'undo') return 'none';
      return leg.calls === 0 ? 'abandoned' : 'left-after-call';
    default:
      return 'waiting';
  }
}

export interface LegTimes {
  /** Last call that led to a service − joined the line; none of who was not called. */
  readonly wait: number | null;
  /** Service began − call. */
  readonly gap: number | null;
  /** End − service began. */
  readonly service: number | null;
  /** End − call: how long the counter was theirs. */
  readonly handle: number | null;
  /** max(0, call − max(slot, check-in)) of a booking. */
  readonly lateness: number | null;
  readonly isFaulty: boolean;
}

const noTimes: LegTimes = {
  wait: null,
  gap: null,
  service: null,
  handle: null,
  lateness: null,
  isFaulty: false,
};
const faulty: LegTimes = { ...noTimes, isFaulty: true };

const canBe = (time: number | null): boolean => time === null || (time >= 0 && time <= dayMs);

/** Times of a leg that was served: all of them, or none where a clock jumped or nobody ended it. */
export function timesOf(leg: LegFact): LegTimes {
  if (fateOf(leg) !== 'served') return noTimes;
  // Ended by the clock long after everybody had gone: how long it took is not known.
  if (leg.endedBy === 'system') return faulty;
  const { enqueuedAt, calledAt, startedAt, slotAt } = leg;
  // Served along with another leg of the visit: their time is that one's.
  if (startedAt === null) return noTimes;
  const endedAt = leg.endedAt ?? 0;
  const isCalled = calledAt !== null && !leg.isSeated;
  const times = {
    wait: isCalled ? calledAt - enqueuedAt : null,
    gap: isCalled ? startedAt - calledAt : null,
    service: endedAt - startedAt,
    handle: calledAt === null ? null : endedAt - calledAt,
    lateness:
      isCalled && slotAt !== null ? Math.max(0, calledAt - Math.max(slotAt, enqueuedAt)) : null,
    isFaulty: false,
  };
  const { wait, gap, service, handle } = times;
  const isPossible = canBe(wait) && canBe(gap) && canBe(service) && canBe(handle);
  return isPossible ? times : faulty;
}

/**
 * Where a leg stands to the promise of service, SL(T) = served within T / (served + left or still
 * waiting for longer than T) [TBS Canada]; null where it stands on neither side: who was seated
 * without a call has no wait, and who left earlier than T was promised nothing yet.
 */
export function keepsPromise(
  leg: LegFact,
  times: LegTimes,
  promisedMs: number,
  now: number,
): boolean | null {
  if (times.wait !== null) return times.wait <= promisedMs;
  const fate = fateOf(leg);
  const isAbandoned = fate === 'abandoned';
  const isWaiting = fate === 'waiting' && leg.state === 'waiting';
  if (!isAbandoned && !isWaiting) return null;
  const until = isAbandoned ? (leg.endedAt ?? now) : now;
  return until - leg.enqueuedAt > promisedMs ? false : null;
}

/** Wait − quoted P50 in minutes, and whether the wait was not over P90; null without a quote. */
export function quoteErrorOf(
  { quoteP50, quoteP90 }: LegFact,
  { wait }: LegTimes,
): { readonly minutes: number; readonly isCovered: boolean } | null {
  if (quoteP50 === null || quoteP90 === null || wait === null) return null;
  const waited = wait / 60_000;
  return { minutes: waited - quoteP50, isCovered: waited <= quoteP90 };
}
