import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { VoiceLanguage } from '../domain/announcement.ts';
import { engineText } from './call-phrases.ts';
import { joined, soundMsMax, type SoundPiece } from './compose.ts';
import { loadVoicePack, VoicePackFault, type VoicePack } from './pack.ts';
import { loadPhrasePack, type PhrasePack } from './phrase-pack.ts';
import { soundCache } from './sound-cache.ts';
import { speakable, type Speakable } from './speakable.ts';
import type { Rendered, SpeechEngine, SpeechLanguage } from './speech-engine.ts';
import type { VoiceEngines } from './voice-engines.ts';
import { durationMsOf } from './wav.ts';

/** `unavailable`: no clip has these words, and this machine has no engine that could say them. */
export type Spoken = { readonly wav: Buffer; readonly source: string } | 'unavailable' | 'busy';

export interface SpeechOptions {
  /** A building's own recordings first; folders that are not there are passed over. */
  readonly recordedFolders: readonly string[];
  /** Sentences that come with the product. */
  readonly shippedFolders: readonly string[];
  /** Packs of calls: their numbers and letters are said within sentences. */
  readonly wordFolders: readonly string[];
  /** Voices that render what no clip says; they are closed by whoever opened them. */
  readonly engines: Pick<VoiceEngines, 'neural' | 'espeak'>;
  readonly cacheBytesMax?: number;
  /** A neural voice is waited for so long. */
  readonly neuralMsMax?: number;
  /** Of a pack that cannot be used: the other sources speak instead. */
  readonly faulted?: (fault: VoicePackFault) => void;
}

/** Guides visitors by ear: what a kiosk's screen says, as sound. */
export interface Speech {
  readonly say: (text: string, language: SpeechLanguage) => Promise<Spoken>;
  close(): void;
}

/** About three minutes of speech: a few screens, in both languages. */
const cacheBytesDefault = 8_000_000;
/** Raised whenever the same text would sound different. */
const speechVersion = 1;
/** Somebody stands at the kiosk and waits: after this the next voice speaks. */
const neuralMsDefault = 1_500;

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

type Answer = { readonly spoken: Spoken; readonly isFinal: boolean };

const heardWithin = (rendering: Promise<Rendered>, msMax: number): Promise<Rendered | 'late'> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>(resolve => {
    timer = setTimeout(() => resolve('late'), msMax);
  });
  return Promise.race([rendering, late]).finally(() => clearTimeout(timer));
};

/**
 * Sources in order: recorded sentences, a neural voice, shipped sentences, espeak-ng, a sentence put
 * together from shipped parts. Two voices are never mixed within a sentence.
 */
class ScreenReader implements Speech {
  readonly #options: SpeechOptions;
  readonly #cache: ReturnType<typeof soundCache<Buffer>>;
  readonly #underWay = new Map<string, Promise<Spoken>>();
  // Most kiosks are never asked to speak: nothing is read before the first sentence.
  #loaded: ReturnType<typeof loadPacks> | null = null;
  #isClosed = false;

  constructor(options: SpeechOptions) {
    this.#options = options;
    this.#cache = soundCache<Buffer>(options.cacheBytesMax ?? cacheBytesDefault);
  }

  readonly say = async (text: string, language: SpeechLanguage): Promise<Spoken> => {
    const said = speakable(text, voiceOf(language));
    if (!said.tokens.some(token => /[\p{L}\d]/u.test(token))) return 'unavailable';
    const key = createHash('sha256')
      .update(JSON.stringify([speechVersion, language, said.sentence]))
      .digest('hex');
    const known = this.#cache.get(key);
    if (known !== undefined) return { wav: known, source: 'cache' };
    const begun = this.#underWay.get(key);
    if (begun !== undefined) return begun;
    const making = this.#made(text, said, language, key);
    this.#underWay.set(key, making);
    return making.finally(() => this.#underWay.delete(key));
  };

  close(): void {
    this.#isClosed = true;
    this.#cache.clear();
  }

  #keep(key: string, wav: Buffer): void {
    if (!this.#isClosed) this.#cache.set(key, wav, wav.length);
  }

  async #made(
    text: string,
    said: Speakable,
    language: SpeechLanguage,
    key: string,
  ): Promise<Spoken> {
    const { spoken, isFinal } = await this.#answer(text, said, language, key);
    // What only stands in for a slower voice is not kept: the next time that one is heard.
    if (typeof spoken !== 'string' && isFinal) this.#keep(key, spoken.wav);
    return spoken;
  }

  async #answer(
    text: string,
    { sentence, tokens }: Speakable,
    language: SpeechLanguage,
    key: string,
  ): Promise<Answer> {
    const { recorded, shipped } = (this.#loaded ??= loadPacks(this.#options));
    const { neural, espeak } = this.#options.engines;
    const voice = voiceOf(language);
    const own = fromPacks(recorded, voice, pack => pack.pieces(tokens));
    if (own !== undefined) return { spoken: own, isFinal: true };
    const better = neural[voice];
    const byNeural = better === undefined ? null : await this.#byNeural(better, text, voice, key);
    if (byNeural !== null) return { spoken: byNeural, isFinal: true };
    const isFinal = better === undefined;
    const whole = fromPacks(shipped, voice, pack => pack.whole(tokens));
    if (whole !== undefined) return { spoken: whole, isFinal };
    const rendered = await espeak?.render({ text: sentence, language, pace: 'guide' });
    if (rendered === 'busy') return { spoken: 'busy', isFinal };
    const wav = rendered === undefined ? null : soundOfRendered(rendered);
    if (wav !== null) return { spoken: { wav, source: 'engine' }, isFinal };
    const parts = fromPacks(shipped, voice, pack => pack.pieces(tokens));
    return { spoken: parts ?? 'unavailable', isFinal };
  }

  async #keepLate(key: string, rendering: Promise<Rendered>): Promise<void> {
    const wav = soundOfRendered(await rendering);
    if (wav !== null) this.#keep(key, wav);
  }

  /** Null where it gives no sound in time; what comes later is kept for the next time. */
  async #byNeural(
    engine: SpeechEngine,
    text: string,
    language: VoiceLanguage,
    key: string,
  ): Promise<Spoken | null> {
    const words = engineText(text, language, engine.readsPhonemes);
    const rendering = engine.render({ text: words, language, pace: 'guide' });
    const rendered = await heardWithin(rendering, this.#options.neuralMsMax ?? neuralMsDefault);
    if (rendered === 'late') {
      void this.#keepLate(key, rendering);
      return null;
    }
    const wav = soundOfRendered(rendered);
    return wav === null ? null : { wav, source: engine.name };
  }
}

export const openSpeech = (options: SpeechOptions): Speech => new ScreenReader(options);

function fromPacks(
  packs: readonly PhrasePack[],
  language: VoiceLanguage,
  ask: (pack: PhrasePack) => readonly SoundPiece[] | undefined,
): Spoken | undefined {
  for (const pack of packs) {
    const pieces = pack.language === language ? ask(pack) : undefined;
    const wav = pieces === undefined ? null : soundOf(pieces);
    if (wav !== null) return { wav, source: pack.name };
  }
  return undefined;
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

const soundOfRendered = (rendered: Rendered): Buffer | null =>
  typeof rendered === 'string' ? null : soundOf([{ kind: 'sound', samples: rendered }]);
