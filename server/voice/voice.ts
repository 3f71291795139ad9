import { createHash } from 'node:crypto';
import {
  announcementClips,
  pauseMs,
  type Announcement,
  type AnnouncementPart,
} from '../domain/announcement.ts';
import { chime } from './chime.ts';
import { compose, type ComposedSound, type SoundPiece } from './compose.ts';
import { loadVoicePack, VoicePackFault } from './pack.ts';
import type { VoiceSource } from './pack.ts';
import { soundCache } from './sound-cache.ts';
import { atSpeed } from './tempo.ts';

export interface Sound extends ComposedSound {
  /** Names this exact sound; the same announcement by the same voice has the same hash. */
  readonly contentHash: string;
  /** Name of the source that speaks it; `chime` where none could, and only the chime is heard. */
  readonly source: string;
  readonly isSpoken: boolean;
}

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
  /** Other packs from now on, the best first: what was recorded, published or taken back. */
  use(packFolders: readonly string[]): void;
  /** A sound made lately, for the display that fetches it by name. */
  find(contentHash: string): Sound | undefined;
  close(): void;
}

/** Around sixteen calls spoken twice: a display fetches a sound within seconds of its call. */
const cacheBytesDefault = 8_000_000;
/** Raised whenever compose or the chime change, so that no display replays an older sound. */
const compositionVersion = 2;

function loadSources(folders: readonly string[]): {
  readonly sources: readonly VoiceSource[];
  readonly faults: readonly VoicePackFault[];
} {
  const sources: VoiceSource[] = [];
  const faults: VoicePackFault[] = [];
  for (const folder of folders) {
    try {
      sources.push(loadVoicePack(folder));
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
        said.map(({ source, parts }) => [source.contentHash, parts]),
      ]),
    )
    .digest('hex');

export function openVoice({ packFolders, cacheBytesMax = cacheBytesDefault }: VoiceOptions): Voice {
  let { sources, faults } = loadSources(packFolders);
  const cache = soundCache<Sound>(cacheBytesMax);
  const chimeSamples = chime();
  let isOpen = true;
  return {
    get faults() {
      return faults;
    },
    sound(sentences, speedPercent = 100) {
      if (!isOpen) throw new Error('the voice is closed');
      const all = Array.isArray(sentences) ? sentences : [sentences as Announcement];
      const said = all.flatMap(sentence => say(sources, sentence) ?? []);
      const contentHash = hashOf(said, speedPercent);
      const known = cache.get(contentHash);
      if (known !== undefined) return known;
      const source = said[0]?.source.name ?? 'chime';
      const named = { contentHash, source, isSpoken: said.length > 0 };
      const made = Object.assign(compose(chimeSamples, inOrder(said, speedPercent)), named);
      cache.set(contentHash, made, made.wavBytes);
      return made;
    },
    use(folders) {
      ({ sources, faults } = loadSources(folders));
    },
    find: contentHash => cache.get(contentHash),
    close() {
      isOpen = false;
      cache.clear();
    },
  };
}
