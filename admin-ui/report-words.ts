import type { Language } from '../contract/values.ts';
import { language } from '../ui-kit/language.ts';
import { dayInFull } from './date-words.ts';
import { kindOf, type Days } from './report-period.ts';

/** Periods of a report in words. Days have no hour, so no zone moves them. */

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };
const formatters = new Map<string, Intl.DateTimeFormat>();

function partOf(date: string, fields: Intl.DateTimeFormatOptions): string {
  const key = `${language.value} ${Object.entries(fields).join(' ')}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    const options = { timeZone: 'UTC', ...fields };
    formatter = new Intl.DateTimeFormat(locales[language.value], options);
    formatters.set(key, formatter);
  }
  return formatter.format(Date.parse(`${date}T12:00:00Z`));
}

type Length = 'long' | 'short';

const dayOf = (date: string): string => String(Number(date.slice(8)));
const month = (date: string, length: Length): string => partOf(date, { month: length });
const sameYear = (one: string, other: string) => one.slice(0, 4) === other.slice(0, 4);
const sameMonth = (one: string, other: string) => one.slice(0, 7) === other.slice(0, 7);

/** "16–22 November 2026", "28 September–4 Oktober 2026", "28 Desember 2026–3 Januari 2027". */
function rangeWords({ from, to }: Days, length: Length, year: string | null): string {
  const end = `${dayOf(to)} ${month(to, length)}${year === null ? '' : ` ${year}`}`;
  if (sameMonth(from, to)) return from === to ? end : `${dayOf(from)}–${end}`;
  const start = `${dayOf(from)} ${month(from, length)}`;
  if (sameYear(from, to)) return `${start}–${end}`;
  return `${start} ${from.slice(0, 4)}–${end}`;
}

/** "Senin, 23 November 2026", "16–22 November 2026", "Oktober 2026", "2026". */
export function periodWords(days: Days): string {
  const kind = kindOf(days);
  if (kind === 'day') return dayInFull(days.from);
  if (kind === 'month') return `${month(days.from, 'long')} ${days.from.slice(0, 4)}`;
  if (kind === 'year') return days.from.slice(0, 4);
  return rangeWords(days, 'long', days.to.slice(0, 4));
}

/** The same for a key, where room is short: "23 Nov 2026", "28 Sep–4 Okt 2026", "Oktober 2026". */
export function periodShort(days: Days): string {
  const kind = kindOf(days);
  if (kind === 'month' || kind === 'year') return periodWords(days);
  return rangeWords(days, 'short', days.to.slice(0, 4));
}

/**
 * The days that a figure is compared with, as short as they can be beside it: "Sep", "9–15 Nov",
 * "2025". The year is left out where it is the report's own or where the two meet at a new year.
 */
export function comparedWords(compared: Days, days: Days): string {
  const year = sameYear(compared.from, days.from) ? null : compared.from.slice(0, 4);
  const kind = kindOf(compared);
  if (kind === 'year') return compared.from.slice(0, 4);
  if (kind === 'month') {
    return `${month(compared.from, 'short')}${year === null ? '' : ` ${year}`}`;
  }
  return rangeWords(compared, 'short', year);
}

/** "Okt 26": a month below a chart. */
export const monthShort = (date: string): string => `${month(date, 'short')} ${date.slice(2, 4)}`;
