import { isAddress, ticketTokenIn } from '../ui-kit/scan-code.ts';

/** The signs of a booking's code: nothing that is mistaken for something else. */
export const codeSigns = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const codeLength = 8;

/** As it is printed: two groups of four; places not typed yet are left out. */
export const shownCode = (code: string): string =>
  code.length > 4 ? `${code.slice(0, 4)}-${code.slice(4)}` : code;

const whole = new RegExp(`^[${codeSigns}]{${codeLength}}$`);

export type Scanned =
  /** `code` is sent as it was read: a QR also names its building. */
  | { readonly is: 'booking'; readonly code: string; readonly typed: string }
  | { readonly is: 'ticket' }
  | { readonly is: 'other' };

/** What somebody holds before the scanner. */
export function readScanned(text: string): Scanned {
  if (ticketTokenIn(text) !== null) return { is: 'ticket' };
  if (isAddress(text)) return { is: 'other' };
  const qr = /^MPP:[^:]{1,64}:(.{1,40})$/i.exec(text.trim());
  const typed = (qr?.[1] ?? text).toUpperCase().replaceAll(/[\s-]/g, '');
  const isCode = whole.test(typed);
  return isCode ? { is: 'booking', code: qr ? text.trim() : typed, typed } : { is: 'other' };
}
