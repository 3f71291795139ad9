/** A picture of one bit a dot, rows padded to whole bytes, the leftmost dot in the highest bit. */
export interface Bitmap {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly rowBytes: number;
  readonly bits: Uint8Array;
}

/** Draws each dot for which `isBlack` says so, asked at the dot's middle. */
export function drawBitmap(
  widthDots: number,
  heightDots: number,
  isBlack: (x: number, y: number) => boolean,
): Bitmap {
  const rowBytes = Math.ceil(widthDots / 8);
  const bits = new Uint8Array(rowBytes * heightDots);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      if (!isBlack(x + 0.5, y + 0.5)) continue;
      const index = y * rowBytes + (x >> 3);
      bits[index] = (bits[index] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { widthDots, heightDots, rowBytes, bits };
}

export function isDotBlack(bitmap: Bitmap, x: number, y: number): boolean {
  const byte = bitmap.bits[y * bitmap.rowBytes + (x >> 3)] ?? 0;
  return (byte & (0x80 >> (x & 7))) !== 0;
}
