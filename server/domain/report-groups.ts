import type { ReportGrouping } from '../../contract/reports.ts';
import { dayMs } from './local-time.ts';

/** Groupings whose groups are stretches of days. */
export const calendarGroupings = ['day', 'week', 'month', 'year'] as const;
export type CalendarGrouping = (typeof calendarGroupings)[number];

export const isCalendar = (by: ReportGrouping): by is CalendarGrouping =>
  calendarGroupings.some(grouping => grouping === by);

const thursday = 4;

/** The week of a day as ISO 8601 counts them: weeks begin on Monday, the first has a Thursday. */
function weekOf(date: string): { readonly key: string; readonly from: string } {
  const at = Date.parse(`${date}T00:00:00Z`);
  const weekday = new Date(at).getUTCDay() || 7;
  const monday = at - (weekday - 1) * dayMs;
  const middle = new Date(at + (thursday - weekday) * dayMs);
  const year = middle.getUTCFullYear();
  const week = Math.floor((middle.getTime() - Date.UTC(year, 0, 1)) / (7 * dayMs)) + 1;
  const from = new Date(monday).toISOString().slice(0, 10);
  return { key: `${year}-W${String(week).padStart(2, '0')}`, from };
}

/** The group of a day, and the day it begins with. */
export function calendarGroup(
  by: CalendarGrouping,
  date: string,
): { readonly key: string; readonly from: string } {
  switch (by) {
    case 'day':
      return { key: date, from: date };
    case 'week':
      return weekOf(date);
    case 'month':
      return { key: date.slice(0, 7), from: `${date.slice(0, 7)}-01` };
    case 'year':
      return { key: date.slice(0, 4), from: `${date.slice(0, 4)}-01-01` };
  }
}

export const hourKey = (hour: number): string => String(hour).padStart(2, '0');

/** Days from `from` to before `to`; negative where the period is reversed. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
