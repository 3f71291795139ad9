import { createHash } from 'node:crypto';
import { announcementClips } from '../domain/announcement.ts';
import type { Announcement } from '../domain/announcement.ts';
import { chime } from './chime.ts';
import { compose } from './compose.ts';
import type { ComposedSound } from './compose.ts';
import { loadVoicePack, VoicePackFault } from './pack.ts';
import type { VoiceSource } from './pack.ts';
import { soundCache } from './sound-cache.ts';

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
  /** Never fails for want of a clip: the last resort is the chime alone. */
  sound(announcement: Announcement): Sound;
  /** A sound made lately, for the display that fetches it by name. */
  find(contentHash: string): Sound | undefined;
  close(): void;
}

/** Around sixteen calls spoken twice: a display fetches a sound within seconds of its call. */
const cacheBytesDefault = 8_000_000;
/** Raised whenever compose or the chime change, so that no display replays an older sound. */
const compositionVersion = 1;

const chimeOnly: VoiceSource = { name: 'chime', contentHash: 'chime', speak: () => [] };

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

export function openVoice({ packFolders, cacheBytesMax = cacheBytesDefault }: VoiceOptions): Voice {
  const { sources, faults } = loadSources(packFolders);
  const cache = soundCache<Sound>(cacheBytesMax);
  const chimeSamples = chime();
  let isOpen = true;

  function sound(announcement: Announcement): Sound {
    if (!isOpen) throw new Error('the voice is closed');
    const parts = announcementClips(announcement);
    for (const source of [...sources, chimeOnly]) {
      const pieces = source.speak(announcement.language, parts);
      if (pieces === undefined) continue;
      const isSpoken = source !== chimeOnly;
      const said = isSpoken ? parts : [];
      const contentHash = createHash('sha256')
        .update(JSON.stringify([compositionVersion, source.contentHash, said]))
        .digest('hex');
      const known = cache.get(contentHash);
      if (known !== undefined) return known;
      const named = { contentHash, source: source.name, isSpoken };
      const made = Object.assign(compose(chimeSamples, pieces), named);
      cache.set(contentHash, made, made.wavBytes);
      return made;
    }
    throw new Error('the chime can always be heard');
  }

  return {
    faults,
    sound,
    find: contentHash => cache.get(contentHash),
    close() {
      isOpen = false;
      cache.clear();
    },
  };
}
