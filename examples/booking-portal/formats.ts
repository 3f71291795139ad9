import type { Estimate } from './api-types.ts';

/**
 * Times as Indonesians write them. An instant of the building carries the building's offset, so its
 * own digits are the local time there: no table of zones is needed, and the server's zone is no matter.
 */

const zones: Readonly<Record<string, string>> = {
  '+07:00': 'WIB',
  '+08:00': 'WITA',
  '+09:00': 'WIT',
};

/** "2026-11-23", the day in the building. */
export const dayOf = (instant: string): string => instant.slice(0, 10);

/** "09.00". */
export const timeOf = (instant: string): string => instant.slice(11, 16).replace(':', '.');

/** "WITA"; the offset itself where it is no Indonesian one. */
export const zoneOf = (instant: string): string => zones[instant.slice(-6)] ?? instant.slice(-6);

const inDay = (fields: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', ...fields });
const long = inDay({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const weekday = inDay({ weekday: 'short' });
const dayAndMonth = inDay({ day: 'numeric', month: 'short' });

const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** "Senin, 23 November 2026". */
export const longDay = (day: string): string => long.format(noonOf(day));

/** "Sen" and "23 Nov". */
export const shortDay = (day: string): readonly [weekday: string, date: string] => [
  weekday.format(noonOf(day)),
  dayAndMonth.format(noonOf(day)),
];

/** "Senin, 23 November 2026 pukul 09.00 WITA". */
export const momentOf = (instant: string): string =>
  `${longDay(dayOf(instant))} pukul ${timeOf(instant)} ${zoneOf(instant)}`;

/** The instant `at` (milliseconds since the epoch) as the building of `like` would write it. */
export function instantLike(at: number, like: string): string {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(like) ?? ['', '+', '00', '00'];
  const offsetMinutes = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const local = new Date(at + offsetMinutes * 60_000).toISOString();
  return `${local.slice(0, 19)}${sign}${hours}:${minutes}`;
}

/** "09.12 WITA", in the building's own zone. */
export function timeInZone(at: number, { timeZone, zoneName }: Zone): string {
  const clock = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return `${new Intl.DateTimeFormat('en-GB', clock).format(at).replace(':', '.')} ${zoneName}`;
}

export interface Zone {
  readonly timeZone: string;
  readonly zoneName: string;
}

/** "20–35 menit"; never a lone minute, and never nothing. */
export function waitOf(estimate: Estimate | null): string {
  if (!estimate) return 'Belum dapat diperkirakan';
  const { fromMinutes, toMinutes } = estimate;
  if (toMinutes === 0) return 'Langsung dilayani';
  const from = fromMinutes === toMinutes ? Math.max(0, toMinutes - 5) : fromMinutes;
  return `${from}–${toMinutes} menit`;
}
