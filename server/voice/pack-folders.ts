import { randomBytes } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { VoiceLanguage } from '../domain/announcement.ts';
import { activeRmsDb, peakDb } from './loudness.ts';
import {
  clipsMax,
  packFormatVersion,
  readManifest,
  VoicePackFault,
  type PackManifest,
} from './pack.ts';
import { decodeWav, durationMsOf, encodeWav, sampleRateHz, WavFault } from './wav.ts';

/** Packs as they lie in folders: those that are shipped, and the building's own, which grow. */

export const ownPacksMax = 20;
const clipBytesMax = 1_000_000;
const looksMax = 4_000;
/** Names of folders that hold no pack: sentences of kiosks, and models of neural voices. */
const ownId = /^(?!phrases-|neural$)[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export type ClipFault =
  'missing' | 'unreadable' | 'too-large' | 'wrong-length' | WavFault['reason'];

export interface GoodClip {
  readonly durationMs: number;
  readonly rmsDb: number;
  readonly peakDb: number;
  /** Another one whenever its sound may be another. */
  readonly version: string;
}

export type ClipLook = { readonly file: string } & (GoodClip | { readonly fault: ClipFault });

export interface PackLook {
  readonly id: string;
  readonly folder: string;
  readonly isShipped: boolean;
  /** Null where it cannot be read: nothing of the pack can be used. */
  readonly manifest: PackManifest | null;
  readonly clips: ReadonlyMap<string, ClipLook>;
}

export interface PackFoldersOptions {
  /** Where the building's own packs lie, a folder each. */
  readonly root: string;
  readonly shipped: readonly { readonly id: string; readonly folder: string }[];
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Half a file is never found under its name, also after a power cut. */
async function writeWhole(path: string, bytes: Buffer | string): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`;
  const file = await open(draft, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

export class PackFolders {
  readonly #options: PackFoldersOptions;
  /** By path, size and time of change: sounds are measured once. */
  readonly #looks = new Map<string, GoodClip | ClipFault>();
  /** Changes of the folders happen one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: PackFoldersOptions) {
    this.#options = options;
  }

  /** Undefined where there is no such pack. A link is none: a pack lies in the building's folder. */
  folderOf(id: string): string | undefined {
    const shipped = this.#options.shipped.find(pack => pack.id === id);
    if (shipped) return shipped.folder;
    const folder = join(this.#options.root, id);
    const isFolder = ownId.test(id) && lstatSync(folder, { throwIfNoEntry: false })?.isDirectory();
    return isFolder ? folder : undefined;
  }

  isShipped(id: string): boolean {
    return this.#options.shipped.some(pack => pack.id === id);
  }

  /** The building's own ones, then those that are shipped. */
  async list(): Promise<PackLook[]> {
    const ids = [...(await this.#ownIds()), ...this.#options.shipped.map(({ id }) => id)];
    const looks = await Promise.all(ids.map(id => this.look(id)));
    return looks.filter(look => look !== undefined);
  }

  async #ownIds(): Promise<string[]> {
    try {
      const entries = await readdir(this.#options.root, { withFileTypes: true });
      const folders = entries.filter(entry => entry.isDirectory() && ownId.test(entry.name));
      const names = folders.map(entry => entry.name).filter(name => !this.isShipped(name));
      return names.toSorted().slice(0, ownPacksMax);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async look(id: string): Promise<PackLook | undefined> {
    const folder = this.folderOf(id);
    if (folder === undefined) return undefined;
    const isShipped = this.isShipped(id);
    const manifest = manifestOf(folder);
    const rows = Object.entries(manifest?.clips ?? {});
    const clips = new Map<string, ClipLook>();
    for (const [key, { file, durationMs }] of rows) {
      const found = await this.#clipLook(join(folder, file));
      const isSame = typeof found === 'string' || Math.abs(found.durationMs - durationMs) <= 5;
      const look = isSame ? found : 'wrong-length';
      clips.set(key, typeof look === 'string' ? { file, fault: look } : { file, ...look });
    }
    return { id, folder, isShipped, manifest, clips };
  }

  async #clipLook(path: string): Promise<GoodClip | ClipFault> {
    try {
      const { size, mtimeMs } = await stat(path);
      const name = `${path} ${size} ${mtimeMs}`;
      const known = this.#looks.get(name);
      if (known !== undefined) return known;
      const look = size > clipBytesMax ? 'too-large' : measured(await readFile(path), mtimeMs);
      if (this.#looks.size >= looksMax) this.#looks.clear();
      this.#looks.set(name, look);
      return look;
    } catch (error) {
      return isMissing(error) ? 'missing' : 'unreadable';
    }
  }

  async clip(id: string, key: string): Promise<Buffer | undefined> {
    const look = await this.look(id);
    const clip = look?.clips.get(key);
    if (look === undefined || clip === undefined || 'fault' in clip) return undefined;
    return readFile(join(look.folder, clip.file));
  }

  create(name: string, language: VoiceLanguage): Promise<PackLook | 'too-many'> {
    return this.#inTurn(async () => {
      if ((await this.#ownIds()).length >= ownPacksMax) return 'too-many';
      const id = `voice-${randomBytes(6).toString('hex')}`;
      const folder = join(this.#options.root, id);
      await mkdir(folder, { recursive: true });
      await writeManifest(folder, {
        formatVersion: packFormatVersion,
        language,
        name,
        source: 'Recorded in the building',
        licence: 'Of the building',
        sampleRate: sampleRateHz,
        clips: {},
      });
      return (await this.look(id))!;
    });
  }

  /** Takes a clip into an own pack, in place of the one of that key. False where there is none. */
  keep(id: string, key: string, samples: Int16Array): Promise<boolean> {
    return this.#change(id, async (folder, { clips, ...rest }) => {
      if (clips[key] === undefined && Object.keys(clips).length >= clipsMax) return null;
      // Each recording is a file of its own: the manifest alone says which one counts.
      const file = `${key.slice(0, 50)}-${randomBytes(4).toString('hex')}.wav`;
      await writeWhole(join(folder, file), encodeWav(samples));
      const durationMs = durationMsOf(samples.length);
      return { ...rest, clips: { ...clips, [key]: { file, durationMs } } };
    });
  }

  drop(id: string, key: string): Promise<boolean> {
    return this.#change(id, async (_folder, { clips, ...rest }) => {
      if (clips[key] === undefined) return null;
      const { [key]: _gone, ...others } = clips;
      return { ...rest, clips: others };
    });
  }

  remove(id: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const folder = this.isShipped(id) ? undefined : this.folderOf(id);
      if (folder === undefined) return false;
      await rm(folder, { recursive: true, force: true });
      return true;
    });
  }

  /** A whole pack from elsewhere: nothing of it is there until all of it is. */
  place(
    manifest: PackManifest,
    files: ReadonlyMap<string, Buffer>,
  ): Promise<PackLook | 'too-many'> {
    return this.#inTurn(async () => {
      if ((await this.#ownIds()).length >= ownPacksMax) return 'too-many';
      const id = `voice-${randomBytes(6).toString('hex')}`;
      const folder = join(this.#options.root, id);
      const draft = join(this.#options.root, `.${id}.part`);
      await mkdir(draft, { recursive: true });
      try {
        for (const [file, bytes] of files) await writeWhole(join(draft, file), bytes);
        await writeManifest(draft, manifest);
        await rename(draft, folder);
      } catch (error) {
        await rm(draft, { recursive: true, force: true });
        throw error;
      }
      return (await this.look(id))!;
    });
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
  }

  #change(
    id: string,
    change: (folder: string, manifest: PackManifest) => Promise<PackManifest | null>,
  ): Promise<boolean> {
    return this.#inTurn(async () => {
      const folder = this.isShipped(id) ? undefined : this.folderOf(id);
      const before = folder === undefined ? null : manifestOf(folder);
      if (folder === undefined || before === null) return false;
      const after = await change(folder, before);
      if (after === null) return false;
      await writeManifest(folder, after);
      const used = new Set(Object.values(after.clips).map(clip => clip.file));
      for (const { file } of Object.values(before.clips)) {
        if (!used.has(file)) await unlink(join(folder, file)).catch(() => undefined);
      }
      return true;
    });
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => undefined);
    return next;
  }
}

const writeManifest = (folder: string, manifest: PackManifest): Promise<void> =>
  writeWhole(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);

function manifestOf(folder: string): PackManifest | null {
  try {
    return readManifest(folder);
  } catch (error) {
    if (error instanceof VoicePackFault) return null;
    throw error;
  }
}

function measured(bytes: Buffer, mtimeMs: number): GoodClip | ClipFault {
  try {
    const samples = decodeWav(bytes);
    return {
      durationMs: durationMsOf(samples.length),
      rmsDb: activeRmsDb(samples),
      peakDb: peakDb(samples),
      version: `${bytes.length.toString(36)}-${Math.round(mtimeMs).toString(36)}`,
    };
  } catch (error) {
    if (error instanceof WavFault) return error.reason;
    throw error;
  }
}
