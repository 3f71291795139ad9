import type { TimeZone } from '../../contract/setup.ts';

/**
 * Indonesia keeps three zones without daylight saving, so local time is plain arithmetic and needs
 * no time-zone database on the building's computer.
 */
const offsetHours: Readonly<Record<TimeZone, number>> = {
  'Asia/Jakarta': 7,
  'Asia/Makassar': 8,
  'Asia/Jayapura': 9,
};

const zoneNames: Readonly<Record<TimeZone, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

export const zoneName = (timeZone: TimeZone): string => zoneNames[timeZone];

export interface LocalTime {
  /** Calendar day, YYYY-MM-DD. */
  readonly date: string;
  /** 0 = Sunday. */
  readonly weekday: number;
  readonly minuteOfDay: number;
  /** Milliseconds since the epoch of the day's local midnight. */
  readonly midnight: number;
}

/** The last day that was written out: nearly every question is about today. */
let lastDay = { days: NaN, date: '' };

function dateOf(days: number): string {
  if (days !== lastDay.days) {
    lastDay = { days, date: new Date(days * dayMs).toISOString().slice(0, 10) };
  }
  return lastDay.date;
}

export function localTime(at: number, timeZone: TimeZone): LocalTime {
  const offsetMs = offsetHours[timeZone] * 60 * minuteMs;
  const shifted = at + offsetMs;
  const days = Math.floor(shifted / dayMs);
  return {
    date: dateOf(days),
    // 1970-01-01 was a Thursday.
    weekday: (((days + 4) % 7) + 7) % 7,
    minuteOfDay: Math.floor((shifted - days * dayMs) / minuteMs),
    midnight: days * dayMs - offsetMs,
  };
}

/** Local midnight of a calendar day, YYYY-MM-DD. */
export const midnightOf = (date: string, timeZone: TimeZone): number =>
  Date.parse(`${date}T00:00:00Z`) - offsetHours[timeZone] * 60 * minuteMs;

/** The calendar day an instant belongs to in the building. */
export const businessDateOf = (at: number, timeZone: TimeZone): string =>
  localTime(at, timeZone).date;

/** RFC 3339 with the building's offset, to the millisecond. */
export function toInstant(at: number, timeZone: TimeZone): string {
  const hours = offsetHours[timeZone];
  const local = new Date(at + hours * 60 * minuteMs).toISOString().slice(0, -1);
  return `${local}+0${hours}:00`;
}

/** Minutes since midnight of "HH:MM". */
export function minuteOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}
