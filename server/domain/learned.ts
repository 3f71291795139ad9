/**
 * What past days taught of waiting: an input of deciding, made from the tables and never from the
 * clock or from chance, so that the same days always teach the same. Times are in minutes.
 */
export interface Learned {
  /** How many days it was learnt from; 0: nothing is known but the set-up. */
  readonly days: number;
  /** Of each of those days, 0 = Sunday. */
  readonly weekdays: readonly number[];
  readonly services: ReadonlyMap<string, ServiceTimes>;
  /** From the end of one visitor to the call of the next where somebody waits, per counter's pool. */
  readonly betweenMinutes: number;
  /** Against the usual 1: the speed of the officer's group, never of the officer alone. */
  readonly officers: ReadonlyMap<string, number>;
  /** Equally likely factors on the mean of a service, ascending; 0 where a number came to nothing. */
  readonly factors: ServiceFactors;
  /** Per counter: its past days, the newest last; null where it did not open. */
  readonly presence: ReadonlyMap<string, readonly PresenceOfDay[]>;
  /** Per queue, and under '' of all queues. */
  readonly calibration: ReadonlyMap<string, Calibration>;
}

/** From the call to the end, over all who were called. */
export interface ServiceTimes {
  readonly count: number;
  readonly meanMinutes: number;
  /** By hour of the day: factors on the mean, already drawn towards 1 where little is known. */
  readonly hours: readonly number[];
}

export interface ServiceFactors {
  readonly values: readonly number[];
  /** The first that is not 0: a service in progress did not come to nothing. */
  readonly firstReal: number;
}

/** A stretch of time in minutes since local midnight, or since the start of a run. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Time away from a counter. */
export interface Rest extends Stretch {
  /** Minutes it lasts from when it really begins; null: it ends at its time, whenever it began. */
  readonly lasts: number | null;
}

/** A past day of a counter, in minutes since local midnight. */
export interface PresenceOfDay {
  readonly weekday: number;
  /** The same number for the same day at every counter. */
  readonly day: number;
  /** Null: it did not open. */
  readonly opens: number | null;
  readonly away: readonly Rest[];
  /** Given where it closed while its line was still called from; else it stayed to the end. */
  readonly leaves: number | null;
}

/** What is told instead of a quantile of the runs: straight lines between points, never falling. */
export interface Curve {
  readonly at: readonly number[];
  readonly told: readonly number[];
}

export interface Calibration {
  readonly p50: Curve;
  readonly p90: Curve;
  /** The wait of nine in ten of those who found a counter free. */
  readonly freeMinutes: number;
}

export const sameCurve: Curve = { at: [], told: [] };

/** Between two points by the straight line; beyond the last one, as far above it as before. */
export function along({ at, told }: Curve, minutes: number): number {
  const last = at.length - 1;
  if (last < 0 || !Number.isFinite(minutes)) return minutes;
  if (minutes >= at[last]!) return told[last]! + (minutes - at[last]!);
  const next = at.findIndex(point => point > minutes);
  const [fromAt, fromTold] = next === 0 ? [0, 0] : [at[next - 1]!, told[next - 1]!];
  const share = (minutes - fromAt) / (at[next]! - fromAt);
  return fromTold + share * (told[next]! - fromTold);
}

/** How much the configured minutes weigh against what was seen [numbers.md: five services]. */
const priorServices = 5;

/** m̂ = (n·x̄ + 5·m0) / (n + 5). */
export const withPrior = (count: number, sum: number, prior: number): number =>
  (sum + priorServices * prior) / (count + priorServices);

/** The calibration of a queue, or of all queues where too little is known of it. */
export const calibrationOf = (learned: Learned, queueId: string): Calibration | undefined =>
  learned.calibration.get(queueId) ?? learned.calibration.get('');
