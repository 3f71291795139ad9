import escpos from 'escpos';

import type { Bitmap } from '../bitmap.ts';

/** GS v 0 with its mode, then two sizes of 16 bits, then the dots. */
const headBytes = 8;

/**
 * A QR code as a picture, level M without margin, for printers that can't draw one themselves.
 * escpos draws it; only its dots are kept, because it writes them as one command of any height.
 */
export async function drawQr(payload: string, moduleDots: number): Promise<Bitmap> {
  // escpos ends its drawing in a callback and never uses the adapter for it.
  const printer = new escpos.Printer({}, {});
  await new Promise<void>((resolve, reject) => {
    printer.qrimage(
      payload,
      { type: 'png', mode: 'normal', size: moduleDots, margin: 0, ec_level: 'M' },
      error => (error === null ? resolve() : reject(error)),
    );
  });
  const command = printer.buffer.flush();
  const rowBytes = command.readUInt16LE(4);
  const heightDots = command.readUInt16LE(6);
  const bits = new Uint8Array(command.subarray(headBytes, headBytes + rowBytes * heightDots));
  return { widthDots: heightDots, heightDots, rowBytes, bits };
}

/** Bytes that versions 1 to 11 hold at level M. Source: ISO/IEC 18004, table 7. */
const bytesOfVersion = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251];

/** Modules at each side of a code for that many bytes; codes with digits may need fewer. */
export function qrModules(payloadBytes: number): number {
  const version = bytesOfVersion.findIndex(bytes => bytes >= payloadBytes) + 1;
  if (version === 0) throw new Error(`A code of ${payloadBytes} bytes is too large for a slip.`);
  return 17 + 4 * version;
}
