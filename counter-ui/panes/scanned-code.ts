import { isAddress, readingsOf, ticketTokenIn } from '../../ui-kit/scan-code.ts';
import type { Scan } from '../../ui-kit/scan-run.ts';

/** What a scan at a desk says. */
export type ScannedCode =
  | { readonly is: 'token'; readonly token: string }
  | { readonly is: 'label'; readonly label: string }
  | { readonly is: 'other' };

const label = /^([A-Z]{1,2})[\s-]?(\d{3,4})$/i;

function readingOf(code: string): ScannedCode {
  const token = ticketTokenIn(code);
  if (token !== null) return { is: 'token', token };
  const parts = label.exec(code.trim());
  if (parts) return { is: 'label', label: `${parts[1]!.toUpperCase()}${parts[2]!}` };
  return { is: 'other' };
}

/** The reading that means something, where one of the two does. */
export function scannedCode(scan: Scan): ScannedCode {
  const readings = readingsOf(scan).map(readingOf);
  return readings.find(({ is }) => is !== 'other') ?? { is: 'other' };
}

/** What stands on goods and on other people's papers. */
const isBarcode = (code: string): boolean => /^\d{8,}$/.test(code);

/** In a field only addresses, numbers and barcodes are scans: all else is what officers write. */
export const isCodeInField = (scan: Scan): boolean =>
  scannedCode(scan).is !== 'other' ||
  readingsOf(scan).some(code => isAddress(code) || isBarcode(code));

/** Codes begin with a letter or a digit: the signs among the desk's keys are never late. */
export const mayBeginCode = (sign: string): boolean => /^[a-z\d]$/i.test(sign);

/** The shortest number of a ticket, "A001". */
export const codeLengthMin = 4;
