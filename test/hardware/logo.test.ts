import { deflateSync } from 'node:zlib';

import * as fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';

import { isDotBlack } from '../../hardware/bitmap.ts';
import { rasterBands } from '../../hardware/escpos/raster.ts';
import { Logos, drawLogo } from '../../hardware/logo.ts';

const place = { widthDots: 384, heightDots: 200, dots: 'dithered' } as const;

function drawPng(
  width: number,
  height: number,
  shadeAt: (x: number, y: number) => number,
  alpha = 255,
): Buffer {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const shade = shadeAt(x, y);
      png.data.set([shade, shade, shade, alpha], (y * width + x) * 4);
    }
  }
  return PNG.sync.write(png);
}

/** A PNG by hand, whose header may say something else than its pixels. */
function forgePng(header: Buffer, pixels: Buffer): Buffer {
  const chunk = (type: string, content: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crcOf(body));
    return Buffer.concat([length, body, crc]);
  };
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Counted pixel by pixel: which pass of interlacing takes it, and a filter byte for each row. */
function passBytes(width: number, height: number): number {
  const passOfPixel = ['16462646', '77777777', '56565656', '77777777'];
  const lower = ['36463646', '77777777', '56565656', '77777777'];
  const rows = new Set<string>();
  let pixels = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const pass = (y % 8 < 4 ? passOfPixel : lower)[y % 4]?.[x % 8];
      rows.add(`${pass} ${y}`);
      pixels += 1;
    }
  }
  return pixels + rows.size;
}

function headerOf(width: number, height: number, interlaced = 0): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, interlaced]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return header;
}

function bitmapOf(png: Buffer, more: Partial<Parameters<typeof drawLogo>[1]> = {}) {
  const reading = drawLogo(png, { ...place, ...more });
  if ('refused' in reading) throw new Error(reading.refused);
  return reading.bitmap;
}

function blackShare(png: Buffer): number {
  const bitmap = bitmapOf(png);
  let black = 0;
  for (let y = 0; y < bitmap.heightDots; y += 1) {
    for (let x = 0; x < bitmap.widthDots; x += 1) if (isDotBlack(bitmap, x, y)) black += 1;
  }
  return black / (bitmap.widthDots * bitmap.heightDots);
}

describe('dots of a logo', () => {
  test.each([
    [1_000, 500, 384, 192],
    [100, 400, 50, 200],
    [2_000, 1, 384, 1],
    [40, 30, 40, 30],
  ])('LAYOUT-5: %i × %i pixels become %i × %i dots', (width, height, wide, high) => {
    const bitmap = bitmapOf(drawPng(width, height, () => 0));
    expect([bitmap.widthDots, bitmap.heightDots]).toEqual([wide, high]);
  });

  test.each([32, 64, 128, 200])('LAYOUT-5: an even grey of %i keeps its share of black', shade => {
    expect(blackShare(drawPng(300, 150, () => shade))).toBeCloseTo(1 - shade / 255, 2);
  });

  test('LAYOUT-5: what is transparent stays paper', () => {
    const half = drawPng(200, 100, () => 0, 128);
    expect(blackShare(half)).toBeCloseTo(0.5, 2);
    expect(
      drawLogo(
        drawPng(20, 20, () => 0, 0),
        place,
      ),
    ).toEqual({ refused: 'nothing-to-see' });
  });

  test('LAYOUT-5: line art keeps its edges where shades would be dithered', () => {
    const png = drawPng(80, 80, x => (x < 40 ? 60 : 190));
    const sharp = bitmapOf(png, { dots: 'line-art' });
    const soft = bitmapOf(png);
    for (let y = 0; y < 80; y += 1) {
      expect([0, 39, 40, 79].map(x => isDotBlack(sharp, x, y))).toEqual([true, true, false, false]);
    }
    expect(Buffer.from(soft.bits).equals(Buffer.from(sharp.bits))).toBe(false);
  });

  test('LAYOUT-5: a gradient is dithered dot for dot as reviewed', async () => {
    const bitmap = bitmapOf(drawPng(96, 24, x => (x * 255) / 95));
    const rows = Array.from({ length: bitmap.heightDots }, (_row, y) =>
      Array.from({ length: bitmap.widthDots }, (_dot, x) => (isDotBlack(bitmap, x, y) ? '#' : '.')),
    );
    const text = `${rows.map(row => row.join('')).join('\n')}\n`;
    await expect(text).toMatchFileSnapshot('golden/gradient.txt');
  });

  test('LAYOUT-5: a logo is drawn once and always the same', () => {
    const png = drawPng(300, 200, (x, y) => (x * y) % 256);
    const logos = new Logos();
    const first = logos.read(png, place);
    expect(logos.read(Buffer.from(png), place)).toBe(first);
    expect(logos.read(png, { ...place, widthDots: 100 })).not.toBe(first);
    expect(new Logos().read(png, place)).toEqual(first);
  });

  test('PRINT-14: dots that would be a real-time command are not sent as one', () => {
    // 0x10 0x04 … 0x10 0x14, dot by dot.
    const pattern = [0x10, 0x04, 0x10, 0x14, 0x10, 0x05];
    const png = drawPng(48, 10, x => {
      const byte = pattern[x >> 3] ?? 0;
      return (byte & (0x80 >> (x & 7))) === 0 ? 255 : 0;
    });
    const bitmap = bitmapOf(png, { dots: 'line-art' });
    expect([...bitmap.bits.subarray(0, 6)]).toEqual(pattern);
    const bytes = rasterBands(bitmap, 4);
    for (const second of [0x04, 0x05, 0x14]) {
      expect(bytes.includes(Buffer.from([0x10, second]))).toBe(false);
    }
  });
});

describe('pictures that are none', () => {
  test('LAYOUT-6: more than 1 MB, or no PNG, is refused as that', () => {
    expect(drawLogo(Buffer.alloc(1024 * 1024 + 1), place)).toEqual({ refused: 'too-many-bytes' });
    for (const bytes of ['', 'GIF89a', '<svg/>', '\u0089PNG\r\n\u001a\n'.padEnd(60, 'x')]) {
      expect(drawLogo(Buffer.from(bytes, 'latin1'), place)).toEqual({ refused: 'not-a-png' });
    }
  });

  test.each([
    [4_001, 10],
    [10, 4_001],
    [0, 10],
    [0xffffffff, 0xffffffff],
  ])('LAYOUT-6: %i × %i pixels are refused before anything is unpacked', (width, height) => {
    const png = forgePng(headerOf(width, height), deflateSync(Buffer.alloc(10)));
    expect(drawLogo(png, place)).toEqual({ refused: 'too-large' });
  });

  test('LAYOUT-6: 16 bits a channel are refused where 8 would be the largest picture', () => {
    const header = headerOf(4_000, 4_000);
    header.set([16, 6], 8);
    const png = forgePng(header, deflateSync(Buffer.alloc(10)));
    expect(drawLogo(png, place)).toEqual({ refused: 'too-large' });
  });

  test.each([0, 1])(
    'LAYOUT-6: a bomb is refused and fills no memory (interlacing %i)',
    interlaced => {
      const bomb = deflateSync(Buffer.alloc(200_000_000), { level: 9 });
      const png = forgePng(headerOf(16, 16, interlaced), bomb);
      expect(png.length).toBeLessThan(512 * 1024);
      const before = process.memoryUsage().arrayBuffers;
      expect(drawLogo(png, place)).toEqual({ refused: 'damaged' });
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    },
  );

  test.each([0, 1])(
    'LAYOUT-6: a byte less than announced is refused (interlacing %i)',
    interlaced => {
      // One byte a pixel, and one for the filter of each row.
      const bytes = interlaced === 1 ? passBytes(21, 13) : 22 * 13;
      const pngOf = (count: number) =>
        forgePng(headerOf(21, 13, interlaced), deflateSync(Buffer.alloc(count)));
      expect(drawLogo(pngOf(bytes), place)).toHaveProperty('bitmap');
      expect(drawLogo(pngOf(bytes - 1), place)).toEqual({ refused: 'damaged' });
      expect(drawLogo(pngOf(5), place)).toEqual({ refused: 'damaged' });
    },
  );

  test('LAYOUT-6: whatever is changed in a PNG, it is drawn or refused', () => {
    const png = drawPng(24, 24, (x, y) => (x * y) % 256);
    const change = fc.tuple(fc.nat(png.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(40), (changes, cut) => {
        const broken = Buffer.from(png.subarray(0, png.length - cut));
        for (const [at, byte] of changes) if (at < broken.length) broken[at] = byte;
        const reading = drawLogo(broken, place);
        expect('refused' in reading || reading.bitmap.widthDots > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
