import { type Bitmap, drawBitmap } from './bitmap.ts';
import type { GreyPicture } from './logo-picture.ts';

/** 'dithered' keeps the shades of a photo; 'line-art' keeps edges sharp. */
export type DotRule = 'dithered' | 'line-art';

const middle = 128;

export function thresholdGrey({ width, height, shades }: GreyPicture): Bitmap {
  return drawBitmap(width, height, (x, y) => (shades[at(width, x, y)] ?? 255) < middle);
}

/**
 * Error diffusion after Floyd and Steinberg (1976), every second row from the right, so that even
 * greys do not grow worms in one direction.
 */
export function ditherGrey({ width, height, shades }: GreyPicture): Bitmap {
  const light = Float32Array.from(shades);
  const spread = (x: number, y: number, error: number): void => {
    const index = y * width + x;
    if (x >= 0 && x < width && y < height) light[index] = (light[index] ?? 0) + error;
  };
  for (let y = 0; y < height; y += 1) {
    const step = y % 2 === 0 ? 1 : -1;
    for (let turn = 0; turn < width; turn += 1) {
      const x = step === 1 ? turn : width - 1 - turn;
      const shade = light[y * width + x] ?? 0;
      const dot = shade < middle ? 0 : 255;
      light[y * width + x] = dot;
      const error = shade - dot;
      spread(x + step, y, (error * 7) / 16);
      spread(x - step, y + 1, (error * 3) / 16);
      spread(x, y + 1, (error * 5) / 16);
      spread(x + step, y + 1, error / 16);
    }
  }
  return drawBitmap(width, height, (x, y) => light[at(width, x, y)] === 0);
}

/** Bitmaps ask at the middle of a dot. */
function at(width: number, x: number, y: number): number {
  return Math.floor(y) * width + Math.floor(x);
}
