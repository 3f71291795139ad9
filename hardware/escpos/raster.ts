import type { Bitmap } from '../bitmap.ts';

/**
 * GS v 0 in bands of at most that many lines. Boards with little memory lose the rest of a higher
 * picture; bands leave no gap, because the command feeds exactly its own height.
 */
export function rasterBands(bitmap: Bitmap, bandLines: number): Buffer {
  const parts: Buffer[] = [];
  for (let top = 0; top < bitmap.heightDots; top += bandLines) {
    const lines = Math.min(bandLines, bitmap.heightDots - top);
    const from = top * bitmap.rowBytes;
    const dots = Buffer.from(bitmap.bits.subarray(from, from + lines * bitmap.rowBytes));
    parts.push(rasterHead(bitmap.rowBytes, lines), withoutRealTimeCommands(dots));
  }
  return Buffer.concat(parts);
}

function rasterHead(rowBytes: number, lines: number): Buffer {
  const head = Buffer.from([0x1d, 0x76, 0x30, 0x00, 0, 0, 0, 0]);
  head.writeUInt16LE(rowBytes, 4);
  head.writeUInt16LE(lines, 6);
  return head;
}

/**
 * Printers carry out DLE EOT, DLE ENQ and DLE DC4 on arrival, even among the dots of a picture:
 * a picture could ask for a status nobody waits for, or clear the buffer. One dot more in the
 * second byte keeps the two apart and is not seen.
 */
export function withoutRealTimeCommands(dots: Buffer): Buffer {
  for (let index = 1; index < dots.length; index += 1) {
    const byte = dots[index] ?? 0;
    const isCommand = byte === 0x04 || byte === 0x05 || byte === 0x14;
    if (isCommand && dots[index - 1] === 0x10) dots[index] = byte | 0x02;
  }
  return dots;
}
