import type { Agency, Holiday, Hours, Season, Setup } from '../contract/setup.ts';

/** The days to come as visitors will find them, by a set-up that may not be saved yet. */

export type Times = Pick<Setup['building'], 'hours' | 'holidays' | 'seasons'>;
export type Whose = Pick<Agency, 'id' | 'hours'> | null;

export interface Span {
  /** Local times of day, HH:MM. */
  readonly opens: string;
  readonly closes: string;
}

export interface OpenDay {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly spans: readonly Span[];
  /** When the last ticket is given; null where it is closed, or never closes. */
  readonly lastTicket: string | null;
  readonly neverCloses: boolean;
  readonly season: Season | null;
  /** The holiday that closes it; null also for those who work on it. */
  readonly holiday: Holiday | null;
}

const dayMs = 86_400_000;
const lastMinute = 24 * 60;

export const minuteOf = (clock: string): number => {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
};

/** HH:MM of minutes since midnight; the end of the day at most. */
export function clockOf(minute: number): string {
  const kept = Math.min(lastMinute, Math.max(0, minute));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(kept / 60))}:${two(kept % 60)}`;
}

/** The day so many days after another; dates of the set-up know no zone. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** 0 is Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

const isWholeDay = ({ opens, closes }: Span): boolean => opens === '00:00' && closes === '24:00';

export const neverCloses = ({ periods }: Hours): boolean =>
  [0, 1, 2, 3, 4, 5, 6].every(day =>
    periods.some(period => period.days.includes(day) && isWholeDay(period)),
  );

export const seasonOn = ({ seasons }: Times, date: string): Season | null =>
  seasons.find(({ from, until }) => from <= date && date <= until) ?? null;

function hoursOn(times: Times, whose: Whose, date: string): Hours {
  const usual = whose?.hours ?? times.hours;
  const season = seasonOn(times, date);
  if (season === null) return usual;
  const own = season.agencies.find(({ agencyId }) => agencyId === whose?.id);
  return own ? (own.hours ?? usual) : season.hours;
}

function openDay(times: Times, whose: Whose, date: string): OpenDay {
  const hours = hoursOn(times, whose, date);
  const isAlways = neverCloses(hours);
  const bound = times.holidays.find(
    row => row.date === date && !(whose !== null && row.exceptAgencyIds.includes(whose.id)),
  );
  const holiday = isAlways ? null : (bound ?? null);
  const weekday = weekdayOf(date);
  const spans = holiday
    ? []
    : hours.periods
        .filter(({ days }) => days.includes(weekday))
        .map(({ opens, closes }) => ({ opens, closes }))
        .toSorted((one, other) => minuteOf(one.opens) - minuteOf(other.opens));
  const [first, last] = [spans[0], spans.at(-1)];
  const until = last ? minuteOf(last.closes) - hours.lastTicketMinutes : 0;
  return {
    date,
    spans,
    lastTicket: first && !isAlways ? clockOf(Math.max(minuteOf(first.opens), until)) : null,
    neverCloses: isAlways,
    season: seasonOn(times, date),
    holiday,
  };
}

/** So many days from a date on, for one agency, or with null for the building itself. */
export const openDays = (times: Times, whose: Whose, from: string, count: number): OpenDay[] =>
  Array.from({ length: count }, (_, at) => openDay(times, whose, dayAfter(from, at)));
