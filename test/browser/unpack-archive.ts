import { createReadStream, createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';

const blockBytes = 512;
const archiveBytesMax = 64 * 1024 * 1024;

/** Writes one Brotli file out as a program: too large to be held in memory as a whole. */
export const unpackProgram = (from: string, to: string): Promise<void> =>
  pipeline(
    createReadStream(from),
    createBrotliDecompress(),
    createWriteStream(to, { mode: 0o755 }),
  );

/**
 * Writes the plain files of a Brotli ustar archive below `folder`: names of up to 100 bytes, no
 * links, which is all that the browser's archives have.
 */
export async function unpackArchive(from: string, folder: string): Promise<void> {
  const packed = await readFile(from);
  const bytes = await promisify(brotliDecompress)(packed, { maxOutputLength: archiveBytesMax });
  let at = 0;
  while (at + blockBytes <= bytes.length) {
    const field = (start: number, length: number): string =>
      bytes.toString('latin1', at + start, at + start + length).replace(/\0.*$/s, '');
    const name = field(0, 100);
    // Two empty blocks end an archive.
    if (name === '') break;
    const size = Number.parseInt(field(124, 12), 8);
    const kind = field(156, 1);
    if (kind === '' || kind === '0') {
      const path = join(folder, normalize(`/${name}`));
      mkdirSync(dirname(path), { recursive: true });
      const start = at + blockBytes;
      writeFileSync(path, bytes.subarray(start, start + size));
    }
    at += blockBytes + Math.ceil(size / blockBytes) * blockBytes;
  }
}
