import { createHash } from 'node:crypto';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  mediaItemsMax,
  mediaNameSchema,
  type MediaFault,
  type MediaItem,
} from '../../contract/displays.ts';
import type { Log } from '../log.ts';

/** What a file is by its first bytes; its name alone is believed by nobody. */
const signatures: readonly {
  readonly type: string;
  readonly kind: MediaItem['kind'];
  readonly endings: readonly string[];
  matches(head: Buffer): boolean;
}[] = [
  {
    type: 'image/png',
    kind: 'picture',
    endings: ['png'],
    matches: head => head.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')),
  },
  {
    type: 'image/jpeg',
    kind: 'picture',
    endings: ['jpg', 'jpeg'],
    matches: head => head.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')),
  },
  {
    type: 'image/gif',
    kind: 'picture',
    endings: ['gif'],
    matches: head => /^GIF8[79]a$/.test(head.toString('latin1', 0, 6)),
  },
  {
    type: 'image/webp',
    kind: 'picture',
    endings: ['webp'],
    matches: head =>
      head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  },
  {
    type: 'video/mp4',
    kind: 'video',
    endings: ['mp4'],
    matches: head => head.toString('latin1', 4, 8) === 'ftyp',
  },
  {
    type: 'video/webm',
    kind: 'video',
    endings: ['webm'],
    matches: head => head.subarray(0, 4).equals(Buffer.from('1a45dfa3', 'hex')),
  },
];

const mebibyte = 1024 * 1024;
const bytesMax: Readonly<Record<MediaItem['kind'], number>> = {
  picture: 20 * mebibyte,
  video: 1024 * mebibyte,
};
const headBytes = 32;
/** Files looked at; what lies beyond is told as one fault. */
const filesMax = 500;
const lookEveryMs = 10_000;

interface MediaFile {
  readonly item: MediaItem;
  readonly type: string;
  readonly path: string;
}

type Looked = MediaFile | MediaFault['fault'];

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The address changes with the file, so that a screen never keeps showing an older one. */
async function lookAt(folder: string, name: string): Promise<{ stamp: string; looked: Looked }> {
  const path = join(folder, name);
  const { size, mtimeMs } = await stat(path);
  const stamp = `${size}-${Math.round(mtimeMs)}`;
  if (!mediaNameSchema.safeParse(name).success) return { stamp, looked: 'bad-name' };
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const head = await headOf(path);
  const found = signatures.find(row => row.matches(head));
  if (!found?.endings.includes(ending)) return { stamp, looked: 'wrong-type' };
  if (size > bytesMax[found.kind]) return { stamp, looked: 'too-large' };
  const version = createHash('sha256').update(stamp).digest('hex').slice(0, 12);
  const url = `/api/v1/media/${encodeURIComponent(name)}?v=${version}`;
  return { stamp, looked: { item: { name, kind: found.kind, url }, type: found.type, path } };
}

/**
 * Pictures and videos that lie in the building's own folder. It is looked at every 10 s: files come
 * by a USB stick or a share, and nobody says when. What cannot be shown is told with its reason.
 */
export class MediaFolder {
  readonly #folder: string;
  readonly #log: Log;
  readonly #listeners: (() => void)[] = [];
  readonly #timer: NodeJS.Timeout;
  #files = new Map<string, MediaFile>();
  #faults = new Map<string, MediaFault['fault']>();
  /** By name: the file as it was when a screen could not show it. */
  readonly #troubled = new Map<string, string>();
  #stamps = new Map<string, string>();
  #told = '';
  #looking: Promise<void> | null = null;
  #isClosed = false;

  constructor(folder: string, log: Log) {
    this.#folder = folder;
    this.#log = log;
    this.#timer = setInterval(() => void this.look(), lookEveryMs);
    this.#timer.unref();
    void this.look();
  }

  items(): readonly MediaItem[] {
    return [...this.#files.values()].map(file => file.item);
  }

  faults(): MediaFault[] {
    return [...this.#faults].slice(0, mediaItemsMax).map(([name, fault]) => ({ name, fault }));
  }

  find(name: string): MediaFile | undefined {
    return this.#files.get(name);
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Offered to no screen any more, until the file changes. */
  reportTrouble(name: string): void {
    const stamp = this.#stamps.get(name);
    if (stamp === undefined || !this.#files.has(name)) return;
    this.#troubled.set(name, stamp);
    this.#log.warn({ name }, 'a screen could not show a file of the media folder');
    void this.look();
  }

  /** Looks once; whoever asks meanwhile gets the end of a look that began after they asked. */
  async look(): Promise<void> {
    while (this.#looking) await this.#looking;
    if (this.#isClosed) return;
    this.#looking = this.#lookOnce().catch((error: unknown) => {
      this.#log.warn({ err: error }, 'the media folder cannot be read');
    });
    await this.#looking;
    this.#looking = null;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #lookOnce(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const entries = await readdir(this.#folder, { withFileTypes: true });
    // Links are left alone: the folder shows what lies in it and nothing else of this computer.
    const names = entries
      .filter(entry => entry.isFile() && !entry.name.startsWith('.'))
      .map(entry => entry.name)
      .toSorted((a, b) => a.localeCompare(b, 'id', { numeric: true }));
    const files = new Map<string, MediaFile>();
    const faults = new Map<string, MediaFault['fault']>();
    const stamps = new Map<string, string>();
    for (const name of names.slice(0, filesMax)) {
      const looked = await this.#lookAt(name, stamps);
      const fault = typeof looked === 'string' ? looked : null;
      if (fault !== null) faults.set(name.slice(0, 260), fault);
      else if (files.size >= mediaItemsMax) faults.set(name, 'too-many');
      else files.set(name, looked as MediaFile);
    }
    if (names.length > filesMax) faults.set(names[filesMax]!.slice(0, 260), 'too-many');
    this.#files = files;
    this.#faults = faults;
    this.#stamps = stamps;
    this.#tell();
  }

  async #lookAt(name: string, stamps: Map<string, string>): Promise<Looked> {
    try {
      const { stamp, looked } = await lookAt(this.#folder, name);
      stamps.set(name, stamp);
      if (this.#troubled.get(name) === stamp) return 'not-playable';
      this.#troubled.delete(name);
      return looked;
    } catch {
      // It went away, or may not be read: told as what it is, and looked at again.
      return 'unreadable';
    }
  }

  #tell(): void {
    const text = JSON.stringify([this.items(), this.faults()]);
    if (text === this.#told || this.#isClosed) return;
    this.#told = text;
    for (const listener of this.#listeners) listener();
  }
}
