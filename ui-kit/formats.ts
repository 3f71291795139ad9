import type { Estimate, Language } from '../contract/values.ts';

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than all uses of it; zones and languages are few. */
function parts(
  ms: number,
  timeZone: string,
  locale: string,
  fields: Intl.DateTimeFormatOptions,
): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  const key = `${locale} ${timeZone} ${Object.keys(fields).join(' ')}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(locale, { timeZone, ...fields });
    formatters.set(key, formatter);
  }
  return Object.fromEntries(formatter.formatToParts(ms).map(part => [part.type, part.value]));
}

/** "09.14" in Indonesian, "09:14" in English. */
export function timeOfDay(ms: number, timeZone: string, language: Language): string {
  const { hour, minute } = parts(ms, timeZone, 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${hour}${language === 'id' ? '.' : ':'}${minute}`;
}

/** A local time of the set-up, "08:00", as the language writes it. */
export function clockText(hhmm: string, language: Language): string {
  return language === 'id' ? hhmm.replace(':', '.') : hhmm;
}

/** "Senin, 23 November 2026". */
export function dateLong(ms: number, timeZone: string, language: Language): string {
  const { weekday, day, month, year } = parts(ms, timeZone, locales[language], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return `${weekday}, ${day} ${month} ${year}`;
}

/** "Senin". */
export function weekdayName(ms: number, timeZone: string, language: Language): string {
  return parts(ms, timeZone, locales[language], { weekday: 'long' }).weekday ?? '';
}

/** "2026-11-23", the calendar day in the building: for comparing, not for showing. */
export function dayOf(ms: number, timeZone: string): string {
  const { year, month, day } = parts(ms, timeZone, 'en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return `${year}-${month}-${day}`;
}

/**
 * The figures and the unit of a range apart, for screens that set them in two weights. Both ends
 * were rounded up to 5 minutes, so equal ends mean "between 5 less and this". Never a lone minute.
 */
export function rangeParts(
  estimate: Estimate,
  language: Language,
): { readonly figures: string; readonly unit: string } {
  const { fromMinutes: from, toMinutes: to } = estimate;
  const unit = language === 'id' ? 'menit' : 'min';
  if (from <= 0 && to <= 5) {
    return { figures: language === 'id' ? 'Langsung dilayani' : 'Served right away', unit: '' };
  }
  const low = from < to ? from : Math.max(0, to - 5);
  if (low <= 0) return { figures: `${language === 'id' ? 'sampai' : 'up to'} ${to}`, unit };
  return { figures: `${low}–${to}`, unit };
}

/** "20–35 menit". */
export function minuteRange(estimate: Estimate, language: Language): string {
  const { figures, unit } = rangeParts(estimate, language);
  return unit === '' ? figures : `${figures} ${unit}`;
}

const two = (value: number) => String(value).padStart(2, '0');

/** "06:48", from an hour on "1:06:48". */
export function stopwatch(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

/** Whole minutes, rounded down: a wait of 59 s is not yet a minute. */
export function minutes(seconds: number): number {
  return Math.floor(Math.max(0, seconds) / 60);
}
