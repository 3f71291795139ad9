import type { Language } from '../contract/values.ts';
import { dateLong } from '../ui-kit/formats.ts';
import { language } from '../ui-kit/language.ts';

/** Days of the set-up in words. They have no hour, so no zone moves them. */

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };
const noon = (date: string): number => Date.parse(`${date}T12:00:00Z`);

const formatters = new Map<string, Intl.DateTimeFormat>();
function words(date: string, fields: Intl.DateTimeFormatOptions): string {
  const key = `${language.value} ${Object.entries(fields).join(' ')}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    const options = { timeZone: 'UTC', ...fields };
    formatter = new Intl.DateTimeFormat(locales[language.value], options);
    formatters.set(key, formatter);
  }
  return formatter.format(noon(date));
}

/** "Senin, 23 November 2026". */
export const dayInFull = (date: string): string => dateLong(noon(date), 'UTC', language.value);

/** "23 November 2026". */
export const dayOfYear = (date: string): string =>
  words(date, { day: 'numeric', month: 'long', year: 'numeric' });

/** "23 Nov". */
export const dayShort = (date: string): string => words(date, { day: 'numeric', month: 'short' });

/** "Senin" of a weekday; 0 is Sunday. */
export const weekdayWord = (day: number): string =>
  words(`2026-11-${22 + day}`, { weekday: 'long' });

/** "Sen" of a date. */
export const weekdayShort = (date: string): string => words(date, { weekday: 'short' });
