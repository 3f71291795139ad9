import { inflateSync } from 'node:zlib';

import { PNG } from 'pngjs';

export const logoBytesMax = 1_024 * 1_024;
export const logoSideMax = 4_000;
/** Four bytes for every pixel of the largest picture, and a byte for each row. */
const unpackedBytesMax = logoSideMax * (4 * logoSideMax + 1);

/** Why a picture is not taken as a logo. */
export type LogoRefusal =
  /** More bytes than a logo needs. */
  | 'too-many-bytes'
  | 'not-a-png'
  /** More than 4,000 pixels at a side, or none; or more bytes a pixel than its size allows. */
  | 'too-large'
  /** It begins as a PNG and is broken, or unpacks to more than its own size says. */
  | 'damaged';

/** Shades row by row, 0 black to 255 white. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly shades: Float32Array;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Length, type and CRC around the content of a chunk. */
const chunkFrameBytes = 12;
const headerBytes = 13;
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Where each pass of an interlaced picture begins and its steps: x, y, across, down. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const wholePicture = [[0, 0, 1, 1]] as const;
/** Some programs write a few bytes more than the picture has. */
const surplusBytesMax = 4_096;

/**
 * A PNG from outside. Its sizes are read from the header and its pixels are unpacked up to what
 * they announce before a decoder sees it: a few bytes can't fill the memory.
 */
export function readGreyPng(
  png: Buffer,
): { readonly grey: GreyPicture } | { readonly refused: LogoRefusal } {
  if (png.length > logoBytesMax) return { refused: 'too-many-bytes' };
  const header = readHeader(png);
  if (header === null) return { refused: 'not-a-png' };
  if (!isSide(header.width) || !isSide(header.height)) return { refused: 'too-large' };
  if (unpackedBytes(header) > unpackedBytesMax) return { refused: 'too-large' };
  if (!unpacksAsAnnounced(png, header)) return { refused: 'damaged' };
  try {
    const { width, height, data } = PNG.sync.read(png);
    return { grey: toGrey(width, height, data) };
  } catch {
    return { refused: 'damaged' };
  }
}

interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  readonly isInterlaced: boolean;
}

function readHeader(png: Buffer): PngHeader | null {
  const start = signature.length;
  if (png.length < start + chunkFrameBytes + headerBytes) return null;
  if (!png.subarray(0, start).equals(signature)) return null;
  if (png.toString('latin1', start + 4, start + 8) !== 'IHDR') return null;
  const [depth = 0, colourType = 0] = png.subarray(start + 16, start + 18);
  const channels = channelsOf[colourType];
  if (channels === undefined || ![1, 2, 4, 8, 16].includes(depth)) return null;
  return {
    width: png.readUInt32BE(start + 8),
    height: png.readUInt32BE(start + 12),
    bitsPerPixel: depth * channels,
    isInterlaced: png[start + 20] === 1,
  };
}

function isSide(pixels: number): boolean {
  return pixels >= 1 && pixels <= logoSideMax;
}

/**
 * Whether the packed pixels are as many as the header says. More would fill the memory; for fewer
 * the decoder would show whatever stood in the memory before.
 */
function unpacksAsAnnounced(png: Buffer, header: PngHeader): boolean {
  const bytes = unpackedBytes(header);
  try {
    const packed = Buffer.concat(packedPixels(png));
    return inflateSync(packed, { maxOutputLength: bytes + surplusBytesMax }).length >= bytes;
  } catch {
    return false;
  }
}

/** Each row of each pass has a byte more, for its filter. */
function unpackedBytes({ width, height, bitsPerPixel, isInterlaced }: PngHeader): number {
  return (isInterlaced ? passes : wholePicture).reduce((sum, [left, top, across, down]) => {
    const columns = Math.ceil((width - left) / across);
    const rows = Math.ceil((height - top) / down);
    if (columns <= 0 || rows <= 0) return sum;
    return sum + (Math.ceil((columns * bitsPerPixel) / 8) + 1) * rows;
  }, 0);
}

function packedPixels(png: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let at = signature.length;
  while (at + chunkFrameBytes <= png.length) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    if (type === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += chunkFrameBytes + length;
  }
  return parts;
}

/** Brightness as the eye weighs it (ITU-R BT.601); what is transparent shows the paper. */
function toGrey(width: number, height: number, rgba: Buffer): GreyPicture {
  const shades = new Float32Array(width * height);
  for (let index = 0; index < shades.length; index += 1) {
    const at = index * 4;
    const light =
      0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
    shades[index] = 255 + ((light - 255) * (rgba[at + 3] ?? 0)) / 255;
  }
  return { width, height, shades };
}

/** Smaller by the mean of the area that each new dot covers; proportions stay. */
export function scaleGrey(grey: GreyPicture, widthMax: number, heightMax: number): GreyPicture {
  const factor = Math.max(grey.width / widthMax, grey.height / heightMax, 1);
  if (factor === 1) return grey;
  const width = Math.max(Math.floor(grey.width / factor), 1);
  const height = Math.max(Math.floor(grey.height / factor), 1);
  const across = shrinkRows(grey, width);
  return turn(shrinkRows(turn(across), height));
}

/** Each row with fewer dots. */
function shrinkRows({ width, height, shades }: GreyPicture, narrower: number): GreyPicture {
  const result = new Float32Array(narrower * height);
  const step = width / narrower;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < narrower; x += 1) {
      result[y * narrower + x] = meanBetween(shades, y * width, x * step, (x + 1) * step);
    }
  }
  return { width: narrower, height, shades: result };
}

/** The mean of a row between two places, which need not fall between pixels. */
function meanBetween(shades: Float32Array, row: number, from: number, to: number): number {
  let sum = 0;
  for (let x = Math.floor(from); x < to; x += 1) {
    const share = Math.min(x + 1, to) - Math.max(x, from);
    sum += (shades[row + x] ?? 255) * share;
  }
  return sum / (to - from);
}

/** Rows become columns. */
function turn({ width, height, shades }: GreyPicture): GreyPicture {
  const turned = new Float32Array(shades.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) turned[x * height + y] = shades[y * width + x] ?? 255;
  }
  return { width: height, height: width, shades: turned };
}
