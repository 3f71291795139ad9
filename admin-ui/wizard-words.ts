import type { TimeZone } from '../contract/setup.ts';
import { language } from '../ui-kit/language.ts';

/** Words that follow from a value. */

const zones: Readonly<Record<TimeZone, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};
export const timeZoneName = (timeZone: TimeZone): string => zones[timeZone];

const days = {
  id: ['Min', 'Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;
/** 0 = Sunday. */
export const weekdayShort = (day: number): string => days[language.value][day] ?? '';

/** "1–3, 7": runs of numbers, as a list of counters is read. */
export function runsOf(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}
