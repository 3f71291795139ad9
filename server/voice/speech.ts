import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { VoiceLanguage } from '../domain/announcement.ts';
import { joined, soundMsMax, type SoundPiece } from './compose.ts';
import { evenLoudness, trimSilence } from './loudness.ts';
import { loadVoicePack, VoicePackFault, type VoicePack } from './pack.ts';
import { loadPhrasePack, type PhrasePack } from './phrase-pack.ts';
import { soundCache } from './sound-cache.ts';
import { speakable, type Speakable } from './speakable.ts';
import { openSpeechEngine } from './speech-engine.ts';
import { decodeWav, durationMsOf } from './wav.ts';

/** Languages a kiosk speaks; those without a voice of their own are read by the Indonesian one. */
export type SpeechLanguage = 'id' | 'en' | 'jv' | 'bug';

/** `unavailable`: no clip has these words, and this machine has no engine that could say them. */
export type Spoken = { readonly wav: Buffer; readonly source: string } | 'unavailable' | 'busy';

export interface SpeechOptions {
  /** A building's own recordings first; folders that are not there are passed over. */
  readonly recordedFolders: readonly string[];
  /** Sentences that come with the product. */
  readonly shippedFolders: readonly string[];
  /** Packs of calls: their numbers and letters are said within sentences. */
  readonly wordFolders: readonly string[];
  /** espeak-ng's program; null: none is asked for. */
  readonly enginePath: string | null;
  readonly cacheBytesMax?: number;
  /** Of a pack that cannot be used: the other sources speak instead. */
  readonly faulted?: (fault: VoicePackFault) => void;
}

/** Guides visitors by ear: what a kiosk's screen says, as sound. */
export interface Speech {
  readonly say: (text: string, language: SpeechLanguage) => Promise<Spoken>;
  close(): Promise<void>;
}

/** About three minutes of speech: a few screens, in both languages. */
const cacheBytesDefault = 8_000_000;
/** Raised whenever the same text would sound different. */
const speechVersion = 1;

const voiceOf = (language: SpeechLanguage): VoiceLanguage => (language === 'en' ? 'en' : 'id');

function loadPacks(options: SpeechOptions) {
  const attempt = <Loaded>(load: () => Loaded): readonly Loaded[] => {
    try {
      return [load()];
    } catch (error) {
      if (!(error instanceof VoicePackFault)) throw error;
      options.faulted?.(error);
      return [];
    }
  };
  const words: readonly VoicePack[] = options.wordFolders.flatMap(folder =>
    attempt(() => loadVoicePack(folder)),
  );
  const phrases = (folder: string): readonly PhrasePack[] =>
    attempt(() => {
      const plain = loadPhrasePack(folder, null);
      const own = words.find(pack => pack.manifest.language === plain.language);
      return own === undefined ? plain : loadPhrasePack(folder, own);
    });
  return {
    recorded: options.recordedFolders.filter(folder => existsSync(folder)).flatMap(phrases),
    shipped: options.shippedFolders.flatMap(phrases),
  };
}

/**
 * Sources in order: recorded sentences, shipped sentences, the engine, a sentence put together from
 * shipped parts. Two voices are never mixed within a sentence.
 */
export function openSpeech(options: SpeechOptions): Speech {
  // Most kiosks are never asked to speak: nothing is read before the first sentence.
  let loaded: ReturnType<typeof loadPacks> | null = null;
  const engine = options.enginePath === null ? null : openSpeechEngine(options.enginePath);
  const cache = soundCache<Buffer>(options.cacheBytesMax ?? cacheBytesDefault);
  const underWay = new Map<string, Promise<Spoken>>();

  const fromPacks = (
    packs: readonly PhrasePack[],
    language: VoiceLanguage,
    ask: (pack: PhrasePack) => readonly SoundPiece[] | undefined,
  ): Spoken | undefined => {
    for (const pack of packs) {
      const pieces = pack.language === language ? ask(pack) : undefined;
      const wav = pieces === undefined ? null : soundOf(pieces);
      if (wav !== null) return { wav, source: pack.name };
    }
    return undefined;
  };

  async function made(said: Speakable, language: SpeechLanguage): Promise<Spoken> {
    const { sentence, tokens } = said;
    const { recorded, shipped } = (loaded ??= loadPacks(options));
    const voice = voiceOf(language);
    const clips =
      fromPacks(recorded, voice, pack => pack.pieces(tokens)) ??
      fromPacks(shipped, voice, pack => pack.whole(tokens));
    if (clips !== undefined) return clips;
    const rendered = (await engine?.render(sentence, language)) ?? null;
    if (rendered === 'busy') return 'busy';
    const samples = rendered === null ? null : heard(rendered);
    const wav = samples === null ? null : soundOf([{ kind: 'sound', samples }]);
    if (wav !== null) return { wav, source: 'engine' };
    return fromPacks(shipped, voice, pack => pack.pieces(tokens)) ?? 'unavailable';
  }

  async function say(text: string, language: SpeechLanguage): Promise<Spoken> {
    const said = speakable(text, voiceOf(language));
    if (!said.tokens.some(token => /[\p{L}\d]/u.test(token))) return 'unavailable';
    const key = createHash('sha256')
      .update(JSON.stringify([speechVersion, language, said.sentence]))
      .digest('hex');
    const known = cache.get(key);
    if (known !== undefined) return { wav: known, source: 'cache' };
    const begun = underWay.get(key);
    if (begun !== undefined) return begun;
    const making = made(said, language).finally(() => underWay.delete(key));
    underWay.set(key, making);
    const spoken = await making;
    if (typeof spoken !== 'string') cache.set(key, spoken.wav, spoken.wav.length);
    return spoken;
  }

  return {
    say,
    async close() {
      await engine?.close();
      cache.clear();
    },
  };
}

/** Null where it would be longer than anybody listens. */
function soundOf(pieces: readonly SoundPiece[]): Buffer | null {
  const ms = pieces.reduce(
    (sum, piece) =>
      sum + (piece.kind === 'pause' ? piece.durationMs : durationMsOf(piece.samples.length)),
    0,
  );
  return ms < soundMsMax ? joined(pieces).wav : null;
}

/** What the engine wrote, at the common loudness; null where that is no sound of ours. */
function heard(wav: Buffer): Int16Array | null {
  try {
    const samples = trimSilence(decodeWav(wav));
    return samples.length === 0 ? null : evenLoudness(samples);
  } catch {
    return null;
  }
}
