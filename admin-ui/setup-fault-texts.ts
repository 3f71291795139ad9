import type { SetupFault } from '../contract/setup-edits.ts';
import { clockText } from '../ui-kit/formats.ts';
import { language, texts } from '../ui-kit/language.ts';
import { dayOfYear } from './date-words.ts';
import { nameOfField, nameOfPath, type Named } from './setup-names.ts';

/** What is wrong with a change, in sentences; names instead of ids. */
const faultText = texts({
  id: {
    invalid: 'Isian ini belum benar.',
    tooLong: 'Isian ini terlalu panjang.',
    empty: 'Belum diisi.',
    'unknown-path': 'Ini tidak ada dalam pengaturan.',
    'unknown-reference': '{to} tidak ada, atau sudah dihapus.',
    duplicate: '“{value}” sudah dipakai {other}.',
    'wrong-agency': '{to} milik instansi lain.',
    'hours-reversed': 'Mulai {opens} harus sebelum selesai {closes}.',
    'hours-overlap': '{opens}–{closes} bertumpuk dengan {other}.',
    circular: 'Berputar kembali ke dirinya sendiri: {services}.',
    'used-today': '{tickets} tiket hari ini memakainya.',
    booked: '{bookings} booking hari ini atau sesudahnya memakainya.',
    'series-in-use': 'Nomor seri {series} sudah terbit hari ini.',
    'counter-open': 'Loket ini sedang buka.',
    'too-many': 'Jumlahnya melebihi batas.',
  },
  en: {
    invalid: 'This is not right yet.',
    tooLong: 'This is too long.',
    empty: 'Not filled in yet.',
    'unknown-path': 'There is no such thing in the set-up.',
    'unknown-reference': '{to} is not there, or was removed.',
    duplicate: '“{value}” is already that of {other}.',
    'wrong-agency': '{to} belongs to another agency.',
    'hours-reversed': 'The beginning {opens} must be before the end {closes}.',
    'hours-overlap': '{opens}–{closes} overlaps {other}.',
    circular: 'It comes back to itself: {services}.',
    'used-today': '{tickets} of today’s tickets use it.',
    booked: '{bookings} bookings of today or later use it.',
    'series-in-use': 'Numbers of series {series} were given today.',
    'counter-open': 'This counter is open.',
    'too-many': 'There are more than the limit.',
  },
});

/** The server says it for engineers: of texts it is told whether they are empty or too long. */
function invalidAs(message: string): 'tooLong' | 'empty' | 'invalid' {
  if (/too big: expected string/i.test(message)) return 'tooLong';
  return /too small: expected string/i.test(message) ? 'empty' : 'invalid';
}

/** Times of day and days as the language writes them. */
function said(facts: NonNullable<SetupFault['facts']>): Record<string, string | number> {
  const words = (value: string): string =>
    /^\d{4}-\d\d-\d\d$/.test(value)
      ? dayOfYear(value)
      : value.replaceAll(/\d\d:\d\d/g, clock => clockText(clock, language.value));
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' && name !== 'value' ? words(value) : value,
    ]),
  );
}

/** Without the name of where it is: below a field its label says that. */
export function faultWords({ code, facts = {}, message = '' }: SetupFault, desk: Named): string {
  if (code === 'invalid') return faultText(invalidAs(message));
  const { to, other } = facts;
  const isPath = typeof other === 'string' && /^[a-z]+\//i.test(other);
  return faultText(code, {
    ...said(facts),
    ...(typeof to === 'string' ? { to: nameOfPath(desk, to) } : {}),
    ...(isPath ? { other: nameOfPath(desk, other) } : {}),
  });
}

/** With the name of the row in front, for the list beside the key. */
export function faultSentence(fault: SetupFault, desk: Named): string {
  const name = nameOfPath(desk, fault.path);
  const field = nameOfField(fault.path);
  return `${field === null ? name : `${name}, ${field}`}: ${faultWords(fault, desk)}`;
}

/** Only this day holds it: from tomorrow on it could be. */
export const isOfToday = ({ code }: SetupFault): boolean =>
  code === 'used-today' || code === 'series-in-use' || code === 'counter-open';
