import type { Leg } from './visit.ts';
import { minuteMs } from './local-time.ts';

/** Whom the promise of service was kept to: called for a service within so many minutes. */
export interface KeptPromise {
  kept: number;
  /** Served, or gone or still waiting after longer than was promised. */
  of: number;
}

export const noPromise = (): KeptPromise => ({ kept: 0, of: 0 });

/** Who booked waits from their slot on at the earliest, and not from when they came (SL). */
const joinedAt = (leg: Leg): number =>
  leg.class === 'booked' ? Math.max(leg.enqueuedAt, leg.ref) : leg.enqueuedAt;

/** Adds one leg. Who waits within the promise, or went before it could be broken, is no part yet. */
export function countPromise(sum: KeptPromise, leg: Leg, minutes: number, now: number): void {
  const promisedMs = minutes * minuteMs;
  if (leg.startedAt !== null) {
    sum.of += 1;
    if ((leg.calledAt ?? leg.startedAt) - joinedAt(leg) <= promisedMs) sum.kept += 1;
    return;
  }
  if (leg.state === 'done') return;
  const waitedMs = (leg.calledAt ?? leg.endedAt ?? now) - joinedAt(leg);
  if (waitedMs > promisedMs) sum.of += 1;
}

export const percentOf = ({ kept, of }: KeptPromise): { percent: number; called: number } | null =>
  of === 0 ? null : { percent: Math.round((100 * kept) / of), called: of };
