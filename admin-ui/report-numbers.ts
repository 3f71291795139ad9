import type { Language } from '../contract/values.ts';
import { language } from '../ui-kit/language.ts';

/** Figures of reports as they are written here: 13,9 · 4.812 · 68,2 % · naik 3. */

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };
const formatters = new Map<string, Intl.NumberFormat>();

/** With exactly so many digits after the comma. */
export function figure(value: number, digits = 0): string {
  const key = `${language.value} ${digits}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locales[language.value], {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formatters.set(key, formatter);
  }
  // A thing that was rounded to nothing has no sign.
  const rounded = rounding(value, digits);
  return formatter.format(rounded === 0 ? 0 : rounded);
}

/** Half away from nought, as by hand; 1e-9 makes up for what floating point takes from a half. */
export function rounding(value: number, digits: number): number {
  const scale = 10 ** digits;
  return (Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-9)) / scale;
}

/** A means always has one digit, the others have one below ten: "13,9", "10", "0,7". */
export type MinuteKind = 'mean' | 'rank';

export const minuteDigits = (minutes: number, kind: MinuteKind): number =>
  kind === 'mean' || rounding(Math.abs(minutes), 1) < 10 ? 1 : 0;

/** A share, 0 to 1, as "68,2 %"; the space does not break. */
export const percent = (share: number, digits = 1): string =>
  `${figure(share * 100, digits)}${language.value === 'id' ? '\u00a0' : ''}%`;

/** How a figure moved against the one it is compared with, both as they are written. */
export interface Moved {
  readonly way: 'up' | 'down' | 'same';
  /** By how much, without a sign. */
  readonly by: string;
}

/** The difference of what is shown: 29 beside 26 is 3, whatever was behind the comma. */
export function moved(now: number, before: number, digits: number): Moved {
  const change = rounding(rounding(now, digits) - rounding(before, digits), digits);
  const way = change === 0 ? 'same' : change > 0 ? 'up' : 'down';
  return { way, by: figure(Math.abs(change), digits) };
}

/** Which way is the better one; null where neither is. */
export type Better = 'less' | 'more' | null;

export function isBetter({ way }: Moved, better: Better): boolean | null {
  if (better === null || way === 'same') return null;
  return (way === 'down') === (better === 'less');
}
