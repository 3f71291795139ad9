import type { Language } from '../contract/values.ts';

const minuteMs = 60_000;

/** Minutes that the building is ahead of UTC, as the instant says: "…+08:00" is 480. */
function offsetMinutes(instant: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(instant) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const written = (ms: number, instant: string): string =>
  new Date(ms + offsetMinutes(instant) * minuteMs).toISOString();

/**
 * "09.14" on the building's clocks, for screens that are shown before the building is known: an
 * instant on the wire carries the offset.
 */
export function clockOf(instant: string, language: Language): string {
  const hhmm = written(Date.parse(instant), instant).slice(11, 16);
  return language === 'id' ? hhmm.replace(':', '.') : hhmm;
}

/** The next whole minute: who comes back then does not come too early. */
export function clockAfter(instant: string, language: Language): string {
  const ms = Math.ceil(Date.parse(instant) / minuteMs) * minuteMs;
  return clockOf(written(ms, instant).replace('Z', offsetOf(instant)), language);
}

const offsetOf = (instant: string): string => /[+-]\d\d:\d\d$/.exec(instant)?.[0] ?? 'Z';

/** "2026-11-23", the building's calendar day: for comparing, not for showing. */
export const dayOfInstant = (instant: string): string =>
  written(Date.parse(instant), instant).slice(0, 10);
