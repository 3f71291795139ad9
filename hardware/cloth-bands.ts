import type { Cloth } from '../contract/values.ts';
import { type Bitmap, drawBitmap } from './bitmap.ts';

/** Dots of one repeat, across and down. Both paper widths are whole repeats. */
const tileDots = 48;

type Pattern = (x: number, y: number) => boolean;

/** Where the point lies in an ellipse turned by 45°: below 1 is inside. */
function petal(x: number, y: number, turn: 1 | -1, long: number, short: number): number {
  const along = (x + turn * y) * Math.SQRT1_2;
  const across = (x - turn * y) * Math.SQRT1_2;
  return (along / long) ** 2 + (across / short) ** 2;
}

/** Four palm fruits around a crossing, each split by its seed, with a point where they meet. */
const kawung: Pattern = (x, y) => {
  const turn = x < 24 === y < 24 ? 1 : -1;
  const fromX = (x % 24) - 12;
  const fromY = (y % 24) - 12;
  if (petal(fromX, fromY, turn, 14.2, 7.4) < 1) return petal(fromX, fromY, turn, 8.2, 1.5) > 1;
  const side = Math.hypot(Math.min(x, tileDots - x), y - 24);
  const top = Math.hypot(x - 24, Math.min(y, tileDots - y));
  return Math.min(side, top) < 2.6;
};

/** Slanting blades with waves along both edges, split by a line, a row of lozenges between them. */
const parang: Pattern = (x, y) => {
  const slant = (x + y) % tileDots;
  const along = (((x - y) % 24) + 24) % 24;
  const wave = 3.4 * Math.sin((along / 24) * 2 * Math.PI);
  const isBlade = slant > 4 + wave && slant < 29 + wave;
  if (isBlade) return Math.abs(slant - 16.5 - wave) > 2.6;
  return Math.abs(slant - 40.5 - wave) + Math.abs(along - 12) * 1.1 < 6.5;
};

/** A row of spears: triangles standing on the edge, each with its own inside. */
const tumpal: Pattern = (x, y) => {
  const fromMiddle = Math.abs((x % tileDots) - 24);
  if (y > 45) return true;
  const outer = fromMiddle < (y - 2) / 2;
  const cut = fromMiddle < (y - 14) / 2 && y < 39;
  const inner = fromMiddle < (y - 24) / 2 && y < 36;
  return (outer && !cut) || inner;
};

/** Lozenges within lozenges, like the rice cake that they are named after. */
const wajik: Pattern = (x, y) => {
  const distance = Math.abs(x - 24) + Math.abs(y - 24);
  const ring = distance < 23 && distance > 16;
  return ring || distance < 10 || (distance > 28 && distance < 33) || distance > 42;
};

const patterns: Readonly<Record<Cloth, Pattern>> = { kawung, parang, tumpal, wajik };

/**
 * A band of the zone's cloth as wide as the paper: the zone is known without colour. A lower band
 * shows the whole pattern, smaller and more often.
 */
export function drawClothBand(cloth: Cloth, widthDots: number, heightDots = tileDots): Bitmap {
  const pattern = patterns[cloth];
  const scale = tileDots / heightDots;
  return drawBitmap(widthDots, heightDots, (x, y) => pattern((x % heightDots) * scale, y * scale));
}
