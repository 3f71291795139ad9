import type { SetupFault } from '../contract/setup-edits.ts';
import type { Hours, Period } from '../contract/setup.ts';
import { clockOf, minuteOf, type Span } from './opening-days.ts';

/** A week as it is written on a door: the periods of each weekday, 0 is Sunday. */
export type Week = readonly (readonly Span[])[];

/** Monday first, as a week is read. */
export const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;
/** A day has so many at most: on seven days they are all that hours can hold. */
export const spansMax = 4;

const byOpening = (one: Span, other: Span): number => minuteOf(one.opens) - minuteOf(other.opens);

/** Each weekday's own periods, in the order in which they open. */
export const weekOf = ({ periods }: Hours): Week =>
  [0, 1, 2, 3, 4, 5, 6].map(day =>
    periods
      .filter(({ days }) => days.includes(day))
      .map(({ opens, closes }) => ({ opens, closes }))
      .toSorted(byOpening),
  );

/** The periods of a week; days with the same one share it. */
export function periodsOf(week: Week): Period[] {
  const periods = new Map<string, Period>();
  for (const day of weekdays) {
    const seen = new Map<string, number>();
    for (const { opens, closes } of week[day] ?? []) {
      const times = `${opens} ${closes}`;
      const nth = seen.get(times) ?? 0;
      seen.set(times, nth + 1);
      const key = `${times} ${nth}`;
      const days = periods.get(key)?.days ?? [];
      periods.set(key, { days: [...days, day], opens, closes });
    }
  }
  return [...periods.values()].map(period => ({
    ...period,
    days: period.days.toSorted((one, other) => one - other),
  }));
}

const withDay = (week: Week, day: number, spans: readonly Span[]): Week =>
  week.map((before, at) => (at === day ? spans : before));

export function withSpan(week: Week, day: number, at: number, span: Partial<Span>): Week {
  const spans = week[day] ?? [];
  return withDay(
    week,
    day,
    spans.map((before, place) => (place === at ? { ...before, ...span } : before)),
  );
}

export const withoutSpan = (week: Week, day: number, at: number): Week =>
  withDay(week, day, (week[day] ?? []).toSpliced(at, 1));

/** Usual office hours where the day was closed, else an afternoon an hour after the last period. */
export function withOneMore(week: Week, day: number): Week {
  const spans = week[day] ?? [];
  const last = spans.at(-1);
  if (!last) return withDay(week, day, [{ opens: '08:00', closes: '16:00' }]);
  const opens = minuteOf(last.closes) + 60;
  const span = { opens: clockOf(opens), closes: clockOf(opens + 180) };
  return withDay(week, day, [...spans, span]);
}

export const copied = (week: Week, from: number, days: readonly number[]): Week =>
  week.map((spans, day) => (days.includes(day) ? [...(week[from] ?? [])] : spans));

/** What is wrong with the periods of a day, by `weekday/place`; the server names periods. */
export function spanFaults(
  hours: Hours,
  path: string,
  faults: readonly SetupFault[],
): ReadonlyMap<string, SetupFault> {
  const week = weekOf(hours);
  const found = new Map<string, SetupFault>();
  for (const fault of faults) {
    if (!fault.path.startsWith(`${path}/periods/`)) continue;
    const at = Number(fault.path.slice(`${path}/periods/`.length).split('/')[0]);
    const period = hours.periods[at];
    for (const day of period?.days ?? []) {
      const place = (week[day] ?? []).findLastIndex(
        ({ opens, closes }) => opens === period?.opens && closes === period.closes,
      );
      found.set(`${day}/${place}`, fault);
    }
  }
  return found;
}

/** A day's periods cross or end before they begin: said at once, before the server is asked. */
export function spanTrouble(spans: readonly Span[], at: number): 'reversed' | 'overlap' | null {
  const span = spans[at];
  if (!span) return null;
  const [opens, closes] = [minuteOf(span.opens), minuteOf(span.closes)];
  if (opens >= closes) return 'reversed';
  const crosses = spans.some(
    (other, place) =>
      place !== at && minuteOf(other.opens) < closes && opens < minuteOf(other.closes),
  );
  return crosses ? 'overlap' : null;
}
