import type { NotTaken, PackShelf } from '../http/voice-pack-routes.ts';
import type { VoiceStudio } from '../http/voice-routes.ts';
import type { Realtime } from '../realtime/realtime.ts';
import { ArchiveFault, packArchive, unpackArchive } from '../voice/pack-archive.ts';
import { cleanTake } from '../voice/take.ts';
import { vocabulary } from '../voice/vocabulary.ts';
import { decodeWav, WavFault } from '../voice/wav.ts';
import type { VoiceRoom } from './voice-room.ts';

/** The voice as its administrator records, tries and publishes it. */

function notTaken(error: unknown): NotTaken {
  if (error instanceof ArchiveFault) return { reason: error.reason, file: error.file };
  if (error instanceof WavFault) return { reason: error.reason };
  throw error;
}

function packShelf({ packs, packChanged }: VoiceRoom): PackShelf {
  return {
    words: vocabulary,
    look: id => packs.look(id),
    create: (name, language) => packs.create(name, language),
    clip: (id, key) => packs.clip(id, key),
    async record(id, key, wav) {
      try {
        const taken = cleanTake(decodeWav(wav));
        if (typeof taken === 'string') return { reason: taken };
        const { samples, ...told } = taken;
        if (!(await packs.keep(id, key, samples))) return { reason: 'unreadable' };
        packChanged(id);
        return told;
      } catch (error) {
        return notTaken(error);
      }
    },
    async drop(id, key) {
      const isDropped = await packs.drop(id, key);
      if (isDropped) packChanged(id);
      return isDropped;
    },
    remove: id => packs.remove(id),
    async archive(id) {
      const look = await packs.look(id);
      if (!look) return { reason: 'missing', file: id };
      return packArchive(look).catch(notTaken);
    },
    async unpack(zip) {
      try {
        const { manifest, files } = await unpackArchive(zip);
        return await packs.place(manifest, files);
      } catch (error) {
        return notTaken(error);
      }
    },
  };
}

export function voiceStudio(
  room: VoiceRoom,
  realtime: () => Realtime | null,
): { readonly shelf: PackShelf; readonly studio: VoiceStudio } {
  const shelf = packShelf(room);
  const studio: VoiceStudio = {
    words: vocabulary,
    isSpeaking: () => room.voice() !== null,
    engines: room.engines,
    list: () => room.packs.list(),
    look: id => room.packs.look(id),
    sample: room.sample,
    tone: (zoneId, volumePercent) => realtime()?.tone(zoneId, volumePercent) ?? 'unheard',
  };
  return { shelf, studio };
}
