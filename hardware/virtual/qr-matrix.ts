import { createRequire } from 'node:module';

/** escpos brings the encoder along; it is found from there, whatever the folder layout. */
const requireHere = createRequire(import.meta.url);
const encoder = createRequire(requireHere.resolve('escpos'))('qr-image') as {
  matrix(text: string, level: string): ArrayLike<number>[];
};

const levels: Readonly<Record<number, string>> = { 48: 'L', 49: 'M', 50: 'Q', 51: 'H' };

/** Modules of a QR code, true is black; `level` is the byte of GS ( k fn 69, 48 to 51. */
export function qrMatrix(payload: string, level: number): boolean[][] {
  const rows = encoder.matrix(payload, levels[level] ?? 'L');
  return rows.map(row => Array.from(row, module => module !== 0));
}
