import { createHash } from 'node:crypto';

import type { Bitmap } from './bitmap.ts';
import { type DotRule, ditherGrey, thresholdGrey } from './logo-dots.ts';
import { type LogoRefusal, readGreyPng, scaleGrey } from './logo-picture.ts';

/** Higher ones only push the number down. */
const heightDotsMax = 200;
const keptMax = 32;

export interface LogoPlace {
  /** Dots across the paper of the printer. */
  readonly widthDots: number;
  /** 33 to 200, as the layout says. */
  readonly heightDots: number;
  readonly dots: DotRule;
}

export type LogoReading =
  { readonly bitmap: Bitmap } | { readonly refused: LogoRefusal | 'nothing-to-see' };

/**
 * A building's logo as the dots of one kind of paper. What was drawn is kept: the same few slips
 * are printed all day. The same picture always gives the same dots.
 */
export class Logos {
  readonly #kept = new Map<string, LogoReading>();

  read(png: Buffer, place: LogoPlace): LogoReading {
    const hash = createHash('sha256').update(png).digest('base64');
    const key = [hash, place.widthDots, place.heightDots, place.dots].join(' ');
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const reading = drawLogo(png, place);
    if (this.#kept.size >= keptMax) this.#kept.clear();
    this.#kept.set(key, reading);
    return reading;
  }
}

/** A PNG as dots that fit the place: smaller where it must be, never larger than it was drawn. */
export function drawLogo(png: Buffer, place: LogoPlace): LogoReading {
  const picture = readGreyPng(png);
  if ('refused' in picture) return picture;
  const heightDots = Math.min(place.heightDots, heightDotsMax);
  const scaled = scaleGrey(picture.grey, place.widthDots, heightDots);
  const bitmap = place.dots === 'line-art' ? thresholdGrey(scaled) : ditherGrey(scaled);
  // White on white, or nothing but transparency: on paper it would be a gap that nobody explains.
  if (bitmap.bits.every(byte => byte === 0)) return { refused: 'nothing-to-see' };
  return { bitmap };
}
