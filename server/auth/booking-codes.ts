import { randomInt } from 'node:crypto';

/** Nothing that is mistaken for something else: no 0, 1, I, O. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** 40 random bits: with 10,000 bookings one try in a hundred million finds one. */
const codeLength = 8;

export const newBookingCode = (): string =>
  Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('');

/** As it is printed and read out: two groups of four. */
export const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** What the QR of a booking holds. */
export const bookingQr = (buildingId: string, code: string): string => `MPP:${buildingId}:${code}`;

/** How a code is told: as people read it, and as a QR. */
export const toldCode = (buildingId: string, code: string) => ({
  code: shownCode(code),
  qr: bookingQr(buildingId, code),
});

export interface ReadCode {
  readonly code: string;
  /** The building that a QR names; null where a code was typed. */
  readonly buildingId: string | null;
}

/** A code as it was typed or scanned; null where it cannot be one. */
export function readBookingCode(text: string): ReadCode | null {
  const scanned = /^MPP:([A-Za-z0-9_.-]{1,64}):(.+)$/i.exec(text.trim());
  const typed = (scanned?.[2] ?? text).toUpperCase().replaceAll(/[\s-]/g, '');
  const isCode =
    typed.length === codeLength && Array.from(typed).every(sign => alphabet.includes(sign));
  return isCode ? { code: typed, buildingId: scanned?.[1] ?? null } : null;
}
