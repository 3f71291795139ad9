import type { PresenceOfDay, Rest, Stretch } from './learned.ts';
import type { CounterPlan } from './prepared-run.ts';
import { mix } from './service-times.ts';

/** What is known of a counter at this minute of its day. Times are minutes since local midnight. */
export interface CounterToday {
  readonly counterId: string;
  readonly state: 'open' | 'away' | 'unopened';
  /** Away: since when. */
  readonly since: number;
  readonly lastCall: number | null;
  /** Whether a counter without a visitor is known to be there, as one that signs in and pauses is. */
  readonly isSigned: boolean;
  /** Rests that were taken today. */
  readonly awayToday: readonly Stretch[];
}

/** Two rests that begin within so many minutes are the same one on two days. */
const sameRestMinutes = 60;
/** A rest that should have begun so long ago is not taken any more. */
const lateRestMinutes = 6;
/** What ends a rest of which nothing is known. */
const restMinutes = 15;
const restLeftMinutesMin = 3;
export const lateOpeningMinutes = 10;
/** So long after the latest opening of all past days nobody is expected to come any more. */
const overdueMinutes = 15;
/** The same weekday counts so many times. */
const sameWeekdayWeight = 3;

/** One of the past days for each run, the same for every counter: who is ill is ill together. */
export function daysOfRuns(days: number, weekdays: readonly number[], today: number, runs: number) {
  const drawn: number[] = [];
  for (let day = 0; day < days; day += 1) {
    const times = weekdays[day] === today ? sameWeekdayWeight : 1;
    for (let time = 0; time < times; time += 1) drawn.push(day);
  }
  return Array.from({ length: runs }, (_, run) => drawn[mix(run, 7_919) % drawn.length]!);
}

const isSameRest = (one: Stretch, other: Stretch): boolean =>
  Math.abs(one.from - other.from) < sameRestMinutes || (one.from < other.to && other.from < one.to);

/** Rests of a past day that are still to come. */
function restsAhead(row: PresenceOfDay, today: CounterToday, now: number): Rest[] {
  const ahead = row.away.filter(rest => {
    if (Math.max(rest.to, rest.from + (rest.lasts ?? 0)) <= now) return false;
    if (today.awayToday.some(taken => isSameRest(rest, taken))) return false;
    if (rest.from > now) return true;
    if (today.lastCall !== null && today.lastCall > rest.from + lateRestMinutes) return false;
    return !today.isSigned || rest.from > now - lateRestMinutes;
  });
  if (row.leaves !== null) ahead.push({ from: row.leaves, to: Infinity, lasts: null });
  return ahead.map(rest => ({
    from: Math.max(0, rest.from - now),
    to: rest.to - now,
    lasts: rest.lasts,
  }));
}

function planOpen(row: PresenceOfDay, today: CounterToday, now: number): CounterPlan | undefined {
  if (row.opens === null || (row.leaves !== null && row.leaves <= now)) return undefined;
  return { availableIn: 0, away: restsAhead(row, today, now) };
}

function planAway(row: PresenceOfDay, today: CounterToday, now: number): CounterPlan | undefined {
  const { since } = today;
  if (row.opens === null) return undefined;
  if (row.leaves !== null && Math.abs(row.leaves - since) < 20) {
    return { availableIn: Infinity, away: [] };
  }
  const rest = row.away.find(({ from }) => Math.abs(from - since) < sameRestMinutes);
  if (!rest) return undefined;
  const left = rest.lasts === null ? rest.to - now : since + rest.lasts - now;
  const taken = { from: since, to: now };
  const later = restsAhead(row, { ...today, awayToday: [...today.awayToday, taken] }, now);
  return { availableIn: Math.max(restLeftMinutesMin, left), away: later };
}

function planUnopened(
  row: PresenceOfDay,
  today: CounterToday,
  now: number,
): CounterPlan | undefined {
  if (row.opens === null) return { availableIn: Infinity, away: [] };
  if (row.opens <= now) return undefined;
  return { availableIn: row.opens - now, away: restsAhead(row, today, now) };
}

const planFor = { open: planOpen, away: planAway, unopened: planUnopened } as const;

/** Where no past day is like this one. */
function usualPlan(
  { state, since }: CounterToday,
  latest: number | null,
  now: number,
  run: number,
): CounterPlan {
  if (state === 'open') return { availableIn: 0, away: [] };
  if (state === 'away') {
    const left = Math.max(restLeftMinutesMin, restMinutes - (now - since));
    return { availableIn: left, away: [] };
  }
  // Later than ever before: it hardly opens at all today.
  const isNever = latest !== null && (now > latest + overdueMinutes || run % 2 === 0);
  return { availableIn: isNever ? Infinity : lateOpeningMinutes, away: [] };
}

const latestOpening = (past: readonly PresenceOfDay[]): number | null =>
  past.length === 0 ? null : Math.max(...past.map(({ opens }) => opens ?? 0));

/** When a counter is there in each run: as on a past day that was like today until now. */
export function plansOf(
  past: readonly PresenceOfDay[],
  today: CounterToday,
  now: number,
  dayOfRun: readonly number[],
): CounterPlan[] {
  const plan = planFor[today.state];
  const byDay = new Map<number, CounterPlan>();
  for (const row of past) {
    const made = plan(row, today, now);
    if (made) byDay.set(row.day, made);
  }
  const likely = [...byDay.values()];
  const latest = latestOpening(past);
  return dayOfRun.map((day, run) => {
    const same = byDay.get(day);
    if (same) return same;
    if (likely.length === 0) return usualPlan(today, latest, now, run);
    return likely[mix(run, today.counterId.length + 104_729) % likely.length]!;
  });
}

const endOf = ({ availableIn, away }: CounterPlan): number => {
  if (availableIn === Infinity) return -1;
  const last = away.at(-1);
  return last && last.to === Infinity ? last.from : Infinity;
};

/**
 * Who has a number is served: of the counters of a line the last one stays in every run, and where
 * none would come at all each is expected soon.
 */
export function withSomebody(
  plans: readonly CounterPlan[][],
  ofLine: readonly (readonly number[])[],
  runs: number,
): void {
  for (let run = 0; run < runs; run += 1) {
    for (const places of ofLine) {
      let last = -1;
      for (const place of places) {
        if (last < 0 || endOf(plans[place]![run]!) > endOf(plans[last]![run]!)) last = place;
      }
      if (last < 0) continue;
      const { availableIn, away } = plans[last]![run]!;
      const end = endOf(plans[last]![run]!);
      if (end === Infinity) continue;
      plans[last]![run] = {
        availableIn: end < 0 ? lateOpeningMinutes : availableIn,
        away: away.filter(({ to }) => to < Infinity),
      };
    }
  }
}
