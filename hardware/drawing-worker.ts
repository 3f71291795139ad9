import { parentPort } from 'node:worker_threads';

import { PNG } from 'pngjs';

import { type Bitmap, isDotBlack } from './bitmap.ts';
import type { Drawing, DrawingOrder } from './drawing-orders.ts';
import { previewTicket } from './layout/preview-ticket.ts';
import { type LogoPlace, drawLogo } from './logo.ts';
import { type GreyPicture, readGreyPng, scaleGrey } from './logo-picture.ts';
import { findProfile } from './profiles/known-profiles.ts';

/**
 * The thread that draws: a large picture takes seconds, and the thread of the building may not
 * stand still for any of them.
 */

/** Twice the dots of the widest paper and of the highest logo: no printer shows more of it. */
const keptWidthMax = 1_152;
const keptHeightMax = 400;

async function draw(order: DrawingOrder): Promise<Drawing> {
  switch (order.kind) {
    case 'slip':
      return drawSlip(order);
    case 'logo':
      return keepLogo(Buffer.from(order.png));
    case 'dots':
      return drawDots(Buffer.from(order.png), order.place);
  }
}

async function drawSlip(order: Extract<DrawingOrder, { kind: 'slip' }>): Promise<Drawing> {
  const { content, other, layout, profileId, logo } = order;
  const profile = findProfile(profileId);
  if (!profile) throw new Error(`No profile is called ${profileId}`);
  const block = layout.blocks.find(row => row.kind === 'logo');
  const reading =
    logo && block?.picture === 'own'
      ? drawLogo(Buffer.from(logo), {
          widthDots: profile.dots,
          heightDots: block.heightDotsMax,
          dots: block.dots,
        })
      : null;
  const bitmap = reading && 'bitmap' in reading ? reading.bitmap : null;
  const slip = await previewTicket(content, profile, { layout, other, logo: bitmap });
  return { png: slip.png, width: slip.widthDots, height: slip.heightDots };
}

function keepLogo(png: Buffer): Drawing {
  const read = readGreyPng(png);
  if ('refused' in read) return read;
  const grey = scaleGrey(read.grey, keptWidthMax, keptHeightMax);
  const kept = writeGrey(grey.width, grey.height, (x, y) => shadeAt(grey, x, y));
  const dots = drawLogo(kept, { widthDots: keptWidthMax, heightDots: 200, dots: 'dithered' });
  if ('refused' in dots) return dots;
  return { png: kept, width: grey.width, height: grey.height };
}

const shadeAt = ({ width, shades }: GreyPicture, x: number, y: number): number =>
  Math.round(shades[y * width + x] ?? 255);

function drawDots(png: Buffer, place: LogoPlace): Drawing {
  const reading = drawLogo(png, place);
  if ('refused' in reading) return reading;
  const { bitmap } = reading;
  return {
    png: writeGrey(bitmap.widthDots, bitmap.heightDots, (x, y) => dotAt(bitmap, x, y)),
    width: bitmap.widthDots,
    height: bitmap.heightDots,
  };
}

const dotAt = (bitmap: Bitmap, x: number, y: number): number =>
  isDotBlack(bitmap, x, y) ? 0 : 255;

function writeGrey(width: number, height: number, at: (x: number, y: number) => number): Buffer {
  const grey = { colorType: 0, inputColorType: 0, inputHasAlpha: false, bitDepth: 8 } as const;
  const png = new PNG({ width, height, ...grey });
  png.data = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) png.data[y * width + x] = at(x, y);
  }
  return PNG.sync.write(png, grey);
}

parentPort?.on('message', (order: DrawingOrder) => {
  draw(order).then(
    drawing => parentPort?.postMessage({ drawing }, []),
    (error: unknown) => parentPort?.postMessage({ bug: String(error) }, []),
  );
});
