import type { LoggedDay, LoggedLeg } from './day-log.ts';
import type { ServiceFactors, ServiceTimes } from './learned.ts';
import { quantileCount, usualFactors } from './service-times.ts';

/** Of what is seen in an hour of the day, or of an officer, so many services count as usual ones. */
const priorPerHour = 30;
const priorPerOfficer = 10;
/** So many usual services stand beside those seen, until the spread is known. */
const priorPerFactor = 40;
/** Longer than this a service was forgotten, shorter it was a mistake. Minutes, of the mean. */
const handleMinutesMax = 240;
const factorMax = 8;
/** Longer pauses between two visitors are a rest. */
const betweenMinutesMax = 5;
/** Officers whose services take less than this of the usual are quick, above the other slow. */
const quickBelow = 0.92;
const slowAbove = 1.08;

export interface Handled {
  readonly leg: LoggedLeg;
  readonly minutes: number;
}

/** Minutes from the call to the end; undefined where the log does not tell, or cannot be true. */
export function handleMinutes({ called, finished }: LoggedLeg): number | undefined {
  if (called === null || finished === null) return undefined;
  const minutes = finished - called;
  return minutes >= 0 && minutes <= handleMinutesMax ? minutes : undefined;
}

export function handledOf(days: readonly LoggedDay[]): Handled[] {
  return days.flatMap(({ legs }) =>
    legs.flatMap(leg => {
      const minutes = handleMinutes(leg);
      return minutes === undefined ? [] : [{ leg, minutes }];
    }),
  );
}

const hourOf = (leg: LoggedLeg): number => Math.min(23, Math.max(0, Math.floor(leg.called! / 60)));

interface Tally {
  count: number;
  sum: number;
}

function tallyTo<Key>(tallies: Map<Key, Tally>, key: Key, value: number): void {
  const known = tallies.get(key);
  if (known) {
    known.count += 1;
    known.sum += value;
  } else tallies.set(key, { count: 1, sum: value });
}

export function servicesOf(handled: readonly Handled[]): Map<string, ServiceTimes> {
  const tallies = new Map<string, Tally>();
  for (const { leg, minutes } of handled) tallyTo(tallies, leg.serviceId, minutes);
  const hours = new Map<string, Tally[]>();
  for (const { leg, minutes } of handled) {
    let row = hours.get(leg.serviceId);
    if (!row) {
      row = Array.from({ length: 24 }, () => ({ count: 0, sum: 0 }));
      hours.set(leg.serviceId, row);
    }
    const hour = row[hourOf(leg)]!;
    hour.count += 1;
    hour.sum += minutes;
  }
  return new Map(
    [...tallies].map(([serviceId, { count, sum }]) => {
      const meanMinutes = sum / count;
      const factorOf = (hour: Tally): number =>
        meanMinutes > 0 ? (hour.sum / meanMinutes + priorPerHour) / (hour.count + priorPerHour) : 1;
      return [serviceId, { count, meanMinutes, hours: hours.get(serviceId)!.map(factorOf) }];
    }),
  );
}

export const expectedMinutes = (times: ServiceTimes, hour: number): number =>
  times.meanMinutes * (times.hours[hour] ?? 1);

const expectedOf = (services: ReadonlyMap<string, ServiceTimes>, { leg }: Handled): number =>
  expectedMinutes(services.get(leg.serviceId)!, hourOf(leg));

/**
 * The speed of officers in three groups, quick, usual and slow: an officer has the mean of the group
 * and nobody their own figure. Who served few is of the usual group.
 */
export function officersOf(
  handled: readonly Handled[],
  services: ReadonlyMap<string, ServiceTimes>,
): Map<string, number> {
  const actual = new Map<string, Tally>();
  const expected = new Map<string, Tally>();
  for (const row of handled) {
    const officer = row.leg.officerId;
    if (officer === null) continue;
    const minutes = expectedOf(services, row);
    if (minutes <= 0) continue;
    tallyTo(actual, officer, row.minutes);
    tallyTo(expected, officer, minutes);
  }
  const groups = new Map<string, { actual: number; expected: number }>();
  const groupOf = new Map<string, string>();
  for (const [officer, { count, sum }] of actual) {
    const usual = expected.get(officer)!.sum;
    const prior = (priorPerOfficer * usual) / count;
    const pace = (sum + prior) / (usual + prior);
    const name = pace < quickBelow ? 'quick' : pace > slowAbove ? 'slow' : 'usual';
    groupOf.set(officer, name);
    const group = groups.get(name) ?? { actual: 0, expected: 0 };
    groups.set(name, { actual: group.actual + sum, expected: group.expected + usual });
  }
  return new Map(
    [...groupOf].map(([officer, name]) => {
      const group = groups.get(name)!;
      return [officer, group.actual / group.expected];
    }),
  );
}

/** How services spread around what is expected of them, as equally likely factors. */
export function factorsOf(
  handled: readonly Handled[],
  services: ReadonlyMap<string, ServiceTimes>,
  officers: ReadonlyMap<string, number>,
  vanishedShare: number,
): ServiceFactors {
  if (handled.length === 0) return usualFactors;
  const seen = handled.flatMap(row => {
    const pace = officers.get(row.leg.officerId ?? '') ?? 1;
    const expected = expectedOf(services, row) * pace;
    return expected > 0 ? [Math.min(factorMax, row.minutes / expected)] : [];
  });
  for (let place = 0; place < priorPerFactor; place += 1) {
    const quantile = Math.floor(((place + 0.5) / priorPerFactor) * quantileCount);
    seen.push(usualFactors.values[quantile]!);
  }
  seen.sort((a, b) => a - b);
  const firstReal = Math.min(quantileCount / 2, Math.round(vanishedShare * quantileCount));
  const real = quantileCount - firstReal;
  const raw = Array.from({ length: real }, (_, place) => {
    const from = Math.floor((place / real) * seen.length);
    const to = Math.max(from + 1, Math.floor(((place + 1) / real) * seen.length));
    let sum = 0;
    for (let index = from; index < to; index += 1) sum += seen[index]!;
    return sum / (to - from);
  });
  const mean = raw.reduce((sum, value) => sum + value, 0) / real;
  // A real service never takes nothing: nothing is what a number comes to that nobody holds any more.
  const values = raw.map(value => Math.max(0.01, value / mean));
  return { values: [...Array.from({ length: firstReal }, () => 0), ...values], firstReal };
}

/** Minutes from an end to the next call at a counter whose line was not empty. */
export function betweenOf(days: readonly LoggedDay[]): number {
  let [count, sum] = [0, 0];
  for (const { legs } of days) {
    const lasts = new Map<string, LoggedLeg>();
    const called = legs.filter(leg => leg.called !== null && leg.counterId !== null);
    for (const leg of called.toSorted((a, b) => a.called! - b.called!)) {
      const last = lasts.get(leg.counterId!);
      lasts.set(leg.counterId!, leg);
      if (last?.finished == null || leg.enqueued > last.finished) continue;
      const minutes = leg.called! - last.finished;
      if (minutes < 0 || minutes > betweenMinutesMax) continue;
      count += 1;
      sum += minutes;
    }
  }
  return count === 0 ? 0 : sum / (count + 5);
}

/** The share of numbers that were never called although others behind them were. */
export function vanishedShareOf(days: readonly LoggedDay[]): number {
  let [all, vanished] = [0, 0];
  for (const { legs } of days) {
    for (const leg of legs) {
      all += 1;
      if (leg.called === null) vanished += 1;
    }
  }
  return vanished / Math.max(50, all);
}
