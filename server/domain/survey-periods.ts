import type { TrendPeriod } from '../../contract/survey-report.ts';
import { dayMs } from './local-time.ts';

/** Calendar periods, by days written YYYY-MM-DD. */

const monthsOf = { month: 1, quarter: 3, semester: 6, year: 12 } as const;

const at = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const dayAfter = (date: string, days = 1): string => dateOf(at(date) + days * dayMs);

/** The first day of the period that a day is of. */
export function periodStart(date: string, by: TrendPeriod): string {
  if (by === 'day') return date;
  if (by === 'week') {
    const sinceMonday = (new Date(at(date)).getUTCDay() + 6) % 7;
    return dayAfter(date, -sinceMonday);
  }
  const month = Number(date.slice(5, 7)) - 1;
  const first = month - (month % monthsOf[by]);
  return `${date.slice(0, 4)}-${String(first + 1).padStart(2, '0')}-01`;
}

/** The first day of the next period. */
export function periodEnd(start: string, by: TrendPeriod): string {
  if (by === 'day') return dayAfter(start);
  if (by === 'week') return dayAfter(start, 7);
  const [year, month] = [Number(start.slice(0, 4)), Number(start.slice(5, 7)) - 1];
  return dateOf(Date.UTC(year, month + monthsOf[by], 1));
}

const periods = ['day', 'week', 'month', 'quarter', 'semester', 'year'] as const;

/** Begins with the day `from` and ends before the day `to`. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** Every period that touches the range, cut at its ends. */
export function periodsIn({ from, to }: DayRange, by: TrendPeriod): DayRange[] {
  const found: DayRange[] = [];
  for (let start = periodStart(from, by); start < to;) {
    const end = periodEnd(start, by);
    found.push({ from: start < from ? from : start, to: end > to ? to : end });
    start = end;
  }
  return found;
}

/** The finest periods of which a plot shows each: a month by day, a quarter by week. */
export function usualPeriod({ from, to }: DayRange): TrendPeriod {
  const days = (at(to) - at(from)) / dayMs;
  if (days <= 31) return 'day';
  if (days <= 120) return 'week';
  return days <= 1_100 ? 'month' : 'quarter';
}

/** What was asked for, or the first coarser one with no more than `pointsMax`. */
export function periodWithin(range: DayRange, asked: TrendPeriod, pointsMax: number): TrendPeriod {
  const fits = (by: TrendPeriod): boolean => periodsIn(range, by).length <= pointsMax;
  return periods.slice(periods.indexOf(asked)).find(fits) ?? 'year';
}
