import { Unzip, UnzipInflate, zipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PackLook } from './pack-folders.ts';
import {
  clipMsMax,
  clipsMax,
  manifestBytesMax,
  packBytesMax,
  parseManifest,
  type PackManifest,
} from './pack.ts';
import { decodeWav, durationMsOf, samplesOf, wavBytesOf, WavFault } from './wav.ts';

/** A pack as one file: its folder in a zip. What comes in is believed in nothing. */

/** As it is sent; recordings hardly get smaller. */
export const archiveBytesMax = 33_554_432;
const entriesMax = clipsMax + 10;
/** A header may have further chunks beside the sound. */
const clipBytesMax = wavBytesOf(samplesOf(clipMsMax)) + 4_096;
/** What one piece unpacks to at most stays small; between two pieces the building goes on. */
const pieceBytes = 16_384;
const clipName = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.wav$/;
/** Put into archives by systems of others; of no use to anybody here. */
const strayName = /^(__MACOSX\/|.*\/?(\.DS_Store|Thumbs\.db|desktop\.ini)$)/i;

export type ArchiveFaultReason =
  | 'not-a-zip'
  | 'hostile-name'
  | 'foreign-file'
  | 'too-many-files'
  | 'too-large'
  | 'no-manifest'
  | 'bad-manifest'
  | 'missing'
  | 'wrong-length'
  | WavFault['reason'];

/** An archive that is not taken; `file` is the one at fault, cut to what a screen shows. */
export class ArchiveFault extends Error {
  readonly reason: ArchiveFaultReason;
  readonly file: string;
  constructor(reason: ArchiveFaultReason, file = '') {
    super(`${reason} ${file}`);
    this.name = 'ArchiveFault';
    this.reason = reason;
    this.file = file.replaceAll(/[^\x20-\x7e\u00a0-\u024f]/g, '?').slice(0, 100);
  }
}

export interface UnpackedPack {
  readonly manifest: PackManifest;
  readonly files: ReadonlyMap<string, Buffer>;
}

export async function packArchive({ folder, manifest }: PackLook): Promise<Buffer> {
  if (manifest === null) throw new ArchiveFault('bad-manifest');
  const entries: Record<string, Uint8Array> = {
    'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
  };
  for (const { file } of Object.values(manifest.clips)) {
    entries[file] = await readFile(join(folder, file)).catch(() => {
      throw new ArchiveFault('missing', file);
    });
  }
  return Buffer.from(zipSync(entries, { level: 0 }));
}

/** The entries that count, by their name without the folder they may lie in. */
class Unpacking {
  readonly found = new Map<string, Buffer>();
  /** Why nothing more is unpacked. */
  fault: ArchiveFault | null = null;
  #folder: string | null = null;
  #entries = 0;
  #bytes = 0;

  /** The name within the pack; null for a folder, or what nobody needs. */
  nameOf(path: string): string | null {
    this.#entries += 1;
    if (this.#entries > entriesMax) throw new ArchiveFault('too-many-files');
    if (strayName.test(path)) return null;
    const isHostile =
      path.includes('\\') || path.startsWith('/') || /^[a-z]:/i.test(path) || path.includes('\0');
    const parts = path.split('/');
    if (isHostile || parts.includes('..') || parts.includes('.')) {
      throw new ArchiveFault('hostile-name', path);
    }
    if (path.endsWith('/')) return null;
    const name = parts.pop()!;
    const folder = parts.join('/');
    this.#folder ??= folder;
    if (folder !== this.#folder || parts.length > 1) throw new ArchiveFault('foreign-file', path);
    if (name !== 'manifest.json' && !clipName.test(name))
      throw new ArchiveFault('foreign-file', path);
    if (this.found.has(name)) throw new ArchiveFault('foreign-file', path);
    return name;
  }

  /** Counts what was unpacked, before any more is. */
  grow(name: string, parts: Uint8Array[], piece: Uint8Array): void {
    parts.push(piece);
    this.#bytes += piece.length;
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    const sizeMax = name === 'manifest.json' ? manifestBytesMax : clipBytesMax;
    if (size <= sizeMax && this.#bytes <= packBytesMax) return;
    this.fault = new ArchiveFault('too-large', name);
    throw this.fault;
  }
}

function opened(unpacking: Unpacking): Unzip {
  const unzip = new Unzip(file => {
    const name = unpacking.nameOf(file.name);
    if (name === null) return;
    const parts: Uint8Array[] = [];
    file.ondata = (error, piece, isLast) => {
      // What is thrown while a piece is unpacked comes back here.
      if (error) throw unpacking.fault ?? new ArchiveFault('not-a-zip', name);
      unpacking.grow(name, parts, piece);
      if (isLast) unpacking.found.set(name, Buffer.concat(parts));
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  return unzip;
}

async function entriesOf(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0x04034b50) throw new ArchiveFault('not-a-zip');
  const unpacking = new Unpacking();
  const unzip = opened(unpacking);
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      const isLast = at + pieceBytes >= bytes.length;
      unzip.push(bytes.subarray(at, at + pieceBytes), isLast);
      if ((at / pieceBytes) % 16 === 15) await nextTurn();
    }
  } catch (error) {
    throw error instanceof ArchiveFault ? error : new ArchiveFault('not-a-zip');
  }
  return unpacking.found;
}

function checkClip(file: string, bytes: Buffer, durationMs: number): void {
  let foundMs: number;
  try {
    foundMs = durationMsOf(decodeWav(bytes).length);
  } catch (error) {
    throw error instanceof WavFault ? new ArchiveFault(error.reason, file) : error;
  }
  if (Math.abs(foundMs - durationMs) > 5) throw new ArchiveFault('wrong-length', file);
}

/** Throws an ArchiveFault that names the file at fault: half a pack is never taken. */
export async function unpackArchive(bytes: Buffer): Promise<UnpackedPack> {
  const entries = await entriesOf(bytes);
  const text = entries.get('manifest.json')?.toString('utf8');
  if (text === undefined) throw new ArchiveFault('no-manifest', 'manifest.json');
  const manifest = parseManifest(text);
  if (typeof manifest === 'string') throw new ArchiveFault('bad-manifest', 'manifest.json');
  const files = new Map<string, Buffer>();
  for (const { file, durationMs } of Object.values(manifest.clips)) {
    const clip = entries.get(file);
    if (clip === undefined) throw new ArchiveFault('missing', file);
    checkClip(file, clip, durationMs);
    files.set(file, clip);
  }
  const foreign = [...entries.keys()].find(name => name !== 'manifest.json' && !files.has(name));
  if (foreign !== undefined) throw new ArchiveFault('foreign-file', foreign);
  return { manifest, files };
}
