import { dayAfter } from './opening-days.ts';

/** Days of a report: which period they are, the one beside it, and what it is compared with. */

export type PeriodKind = 'day' | 'week' | 'month' | 'year' | 'range';

/** Business dates, YYYY-MM-DD; both ends are counted. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export type Compared = 'before' | 'last-year' | 'chosen' | 'none';

const dayMs = 86_400_000;
const ms = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dateOf = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
const yearOf = (date: string): number => Number(date.slice(0, 4));
/** 0 is January. */
const monthOf = (date: string): number => Number(date.slice(5, 7)) - 1;

/** How many days a period has. */
export const daysIn = ({ from, to }: Days): number => Math.round((ms(to) - ms(from)) / dayMs) + 1;

/** Monday of the week that a day is in (ISO 8601, as offices here count). */
const mondayOf = (date: string): string =>
  dayAfter(date, -((new Date(ms(date)).getUTCDay() + 6) % 7));

/** The period of a kind that a day is in. */
export function periodAround(kind: Exclude<PeriodKind, 'range'>, date: string): Days {
  const [year, month] = [yearOf(date), monthOf(date)];
  if (kind === 'day') return { from: date, to: date };
  if (kind === 'week') return { from: mondayOf(date), to: dayAfter(mondayOf(date), 6) };
  if (kind === 'month') return { from: dateOf(year, month, 1), to: dateOf(year, month + 1, 0) };
  return { from: dateOf(year, 0, 1), to: dateOf(year, 11, 31) };
}

const kinds = ['day', 'week', 'month', 'year'] as const;

/** What a run of days is, from its ends alone: an address needs no more than two dates. */
export const kindOf = (days: Days): PeriodKind =>
  kinds.find(kind => {
    const whole = periodAround(kind, days.from);
    return whole.from === days.from && whole.to === days.to;
  }) ?? 'range';

/** The period of the same kind before (-1) or after (1); a range moves by its own length. */
export function stepped(days: Days, by: -1 | 1): Days {
  const kind = kindOf(days);
  if (kind !== 'range') {
    return periodAround(kind, dayAfter(by < 0 ? days.from : days.to, by));
  }
  const length = daysIn(days) * by;
  return { from: dayAfter(days.from, length), to: dayAfter(days.to, length) };
}

/** The same date in another year; 29 February becomes the 28th. */
function inYear(date: string, year: number): string {
  const lastOfMonth = dateOf(year, monthOf(date) + 1, 0);
  const same = `${String(year).padStart(4, '0')}${date.slice(4)}`;
  return same > lastOfMonth ? lastOfMonth : same;
}

/**
 * What a period is compared with. One that still runs is compared with as many days of the other:
 * twenty days of this month beside the whole of the last one would say that everything fell.
 */
export function comparedWith(
  days: Days,
  compared: Exclude<Compared, 'chosen' | 'none'>,
  today: string,
): Days {
  const whole = compared === 'before' ? stepped(days, -1) : lastYear(days);
  if (today < days.from || today >= days.to) return whole;
  const until = dayAfter(whole.from, daysIn({ from: days.from, to: today }) - 1);
  return { from: whole.from, to: until < whole.to ? until : whole.to };
}

/** Weeks keep their weekdays (52 weeks back); everything else its dates. */
function lastYear(days: Days): Days {
  const kind = kindOf(days);
  if (kind === 'week') return { from: dayAfter(days.from, -364), to: dayAfter(days.to, -364) };
  const from = inYear(days.from, yearOf(days.from) - 1);
  if (kind === 'month') return periodAround('month', from);
  return { from, to: inYear(days.to, yearOf(days.to) - 1) };
}

/** The first day after the last: nothing is asked of the server then. */
export const isReversed = ({ from, to }: Days): boolean => from > to;

/** On the wire a period ends before the day `to`; on the screen its last day is named. */
export const wireDays = ({ from, to }: Days): Days => ({ from, to: dayAfter(to, 1) });
