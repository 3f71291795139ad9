import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VoiceLanguage } from '../domain/announcement.ts';
import { evenLoudness, trimSilence } from './loudness.ts';
import { speakable } from './speakable.ts';
import { openSpeechEngine, type SpeechEngine } from './speech-engine.ts';
import { decodeWav, durationMsOf, encodeWav } from './wav.ts';

export interface NameToSay {
  readonly key: string;
  readonly text: string;
}

/**
 * Names of agencies and services in the voice of the shipped packs: these were rendered by espeak-ng,
 * so it may add to them without a second voice being heard (VOICE-13). Rendered beforehand, kept on
 * the disk; a machine without the program leaves names out.
 */
export interface NameVoice {
  /** Names that can be said; those that cannot are not among them. */
  render(
    names: readonly NameToSay[],
    language: VoiceLanguage,
  ): Promise<ReadonlyMap<string, Int16Array>>;
  close(): Promise<void>;
}

/** As the shipped packs were rendered. */
const wordsPerMinute: Readonly<Record<VoiceLanguage, number>> = { id: 180, en: 160 };
/** Raised whenever the same name would sound different. */
const nameVersion = 1;
const namesMax = 600;
const nameMsMax = 10_000;

function heard(wav: Buffer): Int16Array | null {
  try {
    const samples = trimSilence(decodeWav(wav));
    const isName = samples.length > 0 && durationMsOf(samples.length) <= nameMsMax;
    return isName ? evenLoudness(samples) : null;
  } catch {
    return null;
  }
}

class RenderedNames implements NameVoice {
  readonly #folder: string;
  readonly #engines: Readonly<Record<VoiceLanguage, SpeechEngine>>;
  /** By file; a building's names are asked for at every change of its set-up. */
  readonly #known = new Map<string, Int16Array>();
  #isClosed = false;

  constructor(folder: string, enginePath: string) {
    this.#folder = folder;
    this.#engines = {
      id: openSpeechEngine(enginePath, wordsPerMinute.id),
      en: openSpeechEngine(enginePath, wordsPerMinute.en),
    };
  }

  async render(
    names: readonly NameToSay[],
    language: VoiceLanguage,
  ): Promise<ReadonlyMap<string, Int16Array>> {
    const found = new Map<string, Int16Array>();
    for (const { key, text } of names.slice(0, namesMax)) {
      if (this.#isClosed) break;
      const samples = await this.#one(speakable(text, language).sentence, language);
      if (samples !== null) found.set(key, samples);
    }
    return found;
  }

  async #one(sentence: string, language: VoiceLanguage): Promise<Int16Array | null> {
    const hash = createHash('sha256').update(JSON.stringify([nameVersion, language, sentence]));
    const file = `${hash.digest('hex')}.wav`;
    const known = this.#known.get(file) ?? (await this.#kept(file));
    if (known !== null) return known;
    const rendered = await this.#engines[language].render(sentence, language);
    const samples = rendered === null || rendered === 'busy' ? null : heard(rendered);
    if (samples === null) return null;
    this.#remember(file, samples);
    await this.#keep(file, samples);
    return samples;
  }

  #remember(file: string, samples: Int16Array): void {
    if (this.#known.size >= namesMax * 2) this.#known.clear();
    this.#known.set(file, samples);
  }

  async #kept(file: string): Promise<Int16Array | null> {
    try {
      const samples = decodeWav(await readFile(join(this.#folder, file)));
      this.#remember(file, samples);
      return samples;
    } catch {
      // Not there yet, or spoilt: it is rendered anew.
      return null;
    }
  }

  /** A disk that takes nothing costs only that it is rendered again. */
  async #keep(file: string, samples: Int16Array): Promise<void> {
    const draft = join(this.#folder, `${file}.${randomBytes(4).toString('hex')}.part`);
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(draft, encodeWav(samples));
      await rename(draft, join(this.#folder, file));
    } catch {
      return;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#engines.id.close(), this.#engines.en.close()]);
  }
}

/** `folder` keeps what was rendered; `enginePath` is espeak-ng's program. */
export const openNameVoice = (folder: string, enginePath: string): NameVoice =>
  new RenderedNames(folder, enginePath);
