import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VoiceLanguage } from '../domain/announcement.ts';
import { speakable } from './speakable.ts';
import type { SpeechEngine } from './speech-engine.ts';
import { decodeWav, durationMsOf, encodeWav } from './wav.ts';

export interface NameToSay {
  readonly key: string;
  readonly text: string;
}

/**
 * Names of agencies and services in the voice of the shipped packs: these were rendered by espeak-ng,
 * so it may add to them without a second voice being heard (VOICE-13). Rendered beforehand, kept on
 * the disk; a machine without espeak-ng leaves names out.
 */
export interface NameVoice {
  /** Names that can be said; those that cannot are not among them. */
  render(
    names: readonly NameToSay[],
    language: VoiceLanguage,
  ): Promise<ReadonlyMap<string, Int16Array>>;
  /** The engine is its opener's to close. */
  close(): void;
}

/** Raised whenever the same name would sound different. */
const nameVersion = 1;
const namesMax = 600;
const nameMsMax = 10_000;

class RenderedNames implements NameVoice {
  readonly #folder: string;
  readonly #engine: SpeechEngine;
  /** By file; a building's names are asked for at every change of its set-up. */
  readonly #known = new Map<string, Int16Array>();
  #isClosed = false;

  constructor(folder: string, engine: SpeechEngine) {
    this.#folder = folder;
    this.#engine = engine;
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
    const rendered = await this.#engine.render({ text: sentence, language, pace: 'call' });
    if (typeof rendered === 'string' || durationMsOf(rendered.length) > nameMsMax) return null;
    this.#remember(file, rendered);
    await this.#keep(file, rendered);
    return rendered;
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

  close(): void {
    this.#isClosed = true;
  }
}

/** `folder` keeps what was rendered; the engine is espeak-ng, of which the shipped packs are. */
export const openNameVoice = (folder: string, engine: SpeechEngine): NameVoice =>
  new RenderedNames(folder, engine);
