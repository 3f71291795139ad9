import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import {
  announcementClips,
  pauseMs,
  type Announcement,
  type AnnouncementPart,
} from '../domain/announcement.ts';
import { chime } from './chime.ts';
import { compose, type ComposedSound, type SoundPiece } from './compose.ts';
import { loadVoicePack, VoicePackFault, withNames } from './pack.ts';
import type { Preparation, VoicePack, VoiceSource } from './pack.ts';
import { soundCache } from './sound-cache.ts';
import { atSpeed } from './tempo.ts';

export interface Sound extends ComposedSound {
  /** Names this exact sound; the same announcement by the same voice has the same hash. */
  readonly contentHash: string;
  /** Name of the source that speaks it; `chime` where none could, and only the chime is heard. */
  readonly source: string;
  readonly isSpoken: boolean;
}

/** A pack, and names of agencies and services that its voice rendered, by clip key. */
export interface PackUse {
  readonly folder: string;
  readonly names?: ReadonlyMap<string, Int16Array>;
}

/** A pack by its folder, or a source that is made elsewhere. */
export type SourceUse = PackUse | VoiceSource;

export interface VoiceOptions {
  /** Best first: an administrator's own pack before the default ones. */
  readonly packFolders: readonly string[];
  readonly cacheBytesMax?: number;
}

export interface Voice {
  /** Packs that could not be loaded: shown to staff; the other sources speak instead. */
  readonly faults: readonly VoicePackFault[];
  /**
   * One call: its sentences in order behind one chime, each by the best source that can say it.
   * Never fails for want of a clip: the last resort is the chime alone.
   */
  sound(sentences: Announcement | readonly Announcement[], speedPercent?: number): Sound;
  /** As `sound`, but by these packs or not at all: to be listened to before they are in use. */
  trial(sentences: readonly Announcement[], speedPercent: number, by: readonly SourceUse[]): Sound;
  /** Other sources from now on, the best first: what was recorded, published or taken back. */
  use(sources: readonly SourceUse[]): void;
  /**
   * Has engines render what a call lacks, where one comes before every source that can say it now.
   * Null: nothing is to be waited for. `by`: as in `trial`.
   */
  prepare(
    sentences: readonly Announcement[],
    isUrgent: boolean,
    by?: readonly SourceUse[],
  ): Preparation | null;
  /** A sound made lately, for the display that fetches it by name. */
  find(contentHash: string): Sound | undefined;
  close(): void;
}

/** Around sixteen calls spoken twice: a display fetches a sound within seconds of its call. */
const cacheBytesDefault = 8_000_000;
const trialBytesMax = 4_000_000;
/** Raised whenever compose or the chime change, so that no display replays an older sound. */
const compositionVersion = 2;

/** Reading a pack takes a tenth of a second: it is read again only where its manifest is another. */
class PackShelf {
  #packs = new Map<string, { readonly stamp: string; readonly pack: VoicePack }>();

  load(folder: string): VoicePack {
    const stamp = stampOf(folder);
    const known = this.#packs.get(folder);
    if (known !== undefined && known.stamp === stamp) return known.pack;
    const pack = loadVoicePack(folder);
    this.#packs.set(folder, { stamp, pack });
    return pack;
  }

  /** What was only tried is not held for ever. */
  keepOnly(folders: ReadonlySet<string>): void {
    for (const folder of this.#packs.keys()) if (!folders.has(folder)) this.#packs.delete(folder);
  }
}

/** The manifest is written anew whenever a clip is. */
function stampOf(folder: string): string {
  const found = statSync(join(folder, 'manifest.json'), { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino} ${found.mtimeMs} ${found.size}`;
}

const foldersOf = (uses: readonly SourceUse[]): string[] =>
  uses.flatMap(use => ('folder' in use ? [use.folder] : []));

function loadSources(
  shelf: PackShelf,
  uses: readonly SourceUse[],
): {
  readonly sources: readonly VoiceSource[];
  readonly faults: readonly VoicePackFault[];
} {
  const sources: VoiceSource[] = [];
  const faults: VoicePackFault[] = [];
  for (const use of uses) {
    try {
      sources.push('folder' in use ? withNames(shelf.load(use.folder), use.names) : use);
    } catch (error) {
      if (!(error instanceof VoicePackFault)) throw error;
      faults.push(error);
    }
  }
  return { sources, faults };
}

/** What one sentence came to: by which source, and its pieces. */
interface Said {
  readonly source: VoiceSource;
  readonly parts: readonly AnnouncementPart[];
  readonly pieces: readonly SoundPiece[];
}

function say(sources: readonly VoiceSource[], sentence: Announcement): Said | undefined {
  const parts = announcementClips(sentence);
  for (const source of sources) {
    const pieces = source.speak(sentence.language, parts);
    if (pieces !== undefined) return { source, parts, pieces };
  }
  return undefined;
}

/** What engines render for these sentences until a source comes that has everything at hand. */
function prepared(
  sources: readonly VoiceSource[],
  sentences: readonly Announcement[],
  isUrgent: boolean,
): Preparation | null {
  const asked: Preparation[] = [];
  for (const sentence of sentences) {
    const parts = announcementClips(sentence);
    for (const source of sources) {
      const isPack = source.prepare === undefined;
      if (isPack && source.speak(sentence.language, parts) !== undefined) break;
      const preparation = source.prepare?.(sentence.language, parts, isUrgent) ?? 'unable';
      if (preparation === 'ready') break;
      if (preparation !== 'unable') asked.push(preparation);
    }
  }
  if (asked.length === 0) return null;
  const done = Promise.all(asked.map(one => one.done)).then(() => undefined);
  return { isSoon: asked.some(({ isSoon }) => isSoon), done };
}

function paced(piece: SoundPiece, speedPercent: number): SoundPiece {
  return piece.kind === 'sound'
    ? { kind: 'sound', samples: atSpeed(piece.samples, speedPercent) }
    : { kind: 'pause', durationMs: Math.round((piece.durationMs * 100) / speedPercent) };
}

/** Sentences one after the other, each at the speed that is set. */
function inOrder(said: readonly Said[], speedPercent: number): SoundPiece[] {
  const between: SoundPiece = { kind: 'pause', durationMs: pauseMs.betweenRepeats };
  return said
    .flatMap(({ pieces }, place) => (place === 0 ? pieces : [between, ...pieces]))
    .map(piece => paced(piece, speedPercent));
}

const hashOf = (said: readonly Said[], speedPercent: number): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        compositionVersion,
        speedPercent,
        // An engine leaves out a name that it has no sound of: then there are fewer pieces.
        said.map(({ source, parts, pieces }) => [source.contentHash, parts, pieces.length]),
      ]),
    )
    .digest('hex');

export function openVoice({ packFolders, cacheBytesMax = cacheBytesDefault }: VoiceOptions): Voice {
  const shelf = new PackShelf();
  let { sources, faults } = loadSources(
    shelf,
    packFolders.map(folder => ({ folder })),
  );
  const cache = soundCache<Sound>(cacheBytesMax);
  // What is tried out shall not push the sound of a call out before its screen has fetched it.
  const trials = soundCache<Sound>(trialBytesMax);
  const chimeSamples = chime();
  let isOpen = true;
  let used = new Set(packFolders);

  function made(
    by: readonly VoiceSource[],
    sentences: readonly Announcement[],
    speedPercent: number,
    kept: typeof cache,
  ): Sound {
    if (!isOpen) throw new Error('the voice is closed');
    const said = sentences.flatMap(sentence => say(by, sentence) ?? []);
    const contentHash = hashOf(said, speedPercent);
    const known = kept.get(contentHash);
    if (known !== undefined) return known;
    const source = said[0]?.source.name ?? 'chime';
    const named = { contentHash, source, isSpoken: said.length > 0 };
    const sound = Object.assign(compose(chimeSamples, inOrder(said, speedPercent)), named);
    kept.set(contentHash, sound, sound.wavBytes);
    return sound;
  }

  return {
    get faults() {
      return faults;
    },
    sound(sentences, speedPercent = 100) {
      const all = Array.isArray(sentences) ? sentences : [sentences as Announcement];
      return made(sources, all, speedPercent, cache);
    },
    trial(sentences, speedPercent, uses) {
      const by = loadSources(shelf, uses).sources;
      shelf.keepOnly(new Set([...used, ...foldersOf(uses)]));
      return made(by, sentences, speedPercent, trials);
    },
    use(uses) {
      used = new Set(foldersOf(uses));
      ({ sources, faults } = loadSources(shelf, uses));
      shelf.keepOnly(used);
    },
    prepare(sentences, isUrgent, uses) {
      const by = uses === undefined ? sources : loadSources(shelf, uses).sources;
      return prepared(by, sentences, isUrgent);
    },
    find: contentHash => cache.get(contentHash) ?? trials.get(contentHash),
    close() {
      isOpen = false;
      cache.clear();
      trials.clear();
    },
  };
}
