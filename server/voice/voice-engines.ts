import { resolve } from 'node:path';
import type { VoiceLanguage } from '../domain/announcement.ts';
import { openEspeakProgram } from './espeak-program.ts';
import { espeakPackage, openEspeakWasm } from './espeak-wasm.ts';
import { hasNeuralModel, openNeuralVoice } from './neural-voice.ts';
import type { EngineState, Rendered, Sentence, SpeechEngine } from './speech-engine.ts';

/** The voices that this machine can render with, each in a process of its own. */
export interface VoiceEngines {
  /** By the language of the model that the building has. */
  readonly neural: Readonly<Partial<Record<VoiceLanguage, SpeechEngine>>>;
  /** espeak-ng, whichever way; null: nothing shall be rendered. */
  readonly espeak: SpeechEngine | null;
  states(): readonly EngineState[];
  close(): Promise<void>;
}

export interface VoiceEnginesOptions {
  /** espeak-ng's program; null: it is not asked for. */
  readonly programPath: string | null;
  /** The optional package that stands in where the program is missing; null: none does. */
  readonly espeakPackageName: string | null;
  /** Has a folder for each language; null: there are no models. */
  readonly neuralFolder: string | null;
  readonly failed: (name: string, why: string) => void;
}

/** After so many failures in a row a program that is there is not asked any more. */
const programFailuresMax = 3;
const languages = ['id', 'en'] as const;

/** The machine's own program, else the package: both are the same voice. */
class Espeak implements SpeechEngine {
  readonly name = 'espeak-ng';
  readonly version = 'espeak-ng 1';
  readonly readsPhonemes = true;
  readonly #program: SpeechEngine | null;
  readonly #wasm: SpeechEngine | null;
  #failures = 0;

  constructor(program: SpeechEngine | null, wasm: SpeechEngine | null) {
    this.#program = program;
    this.#wasm = wasm;
  }

  async render(sentence: Sentence): Promise<Rendered> {
    const byProgram = await this.#byProgram(sentence);
    if (typeof byProgram !== 'string' || byProgram === 'busy') return byProgram;
    return (await this.#wasm?.render(sentence)) ?? byProgram;
  }

  async #byProgram(sentence: Sentence): Promise<Rendered> {
    const isGivenUp = this.#wasm !== null && this.#failures >= programFailuresMax;
    if (this.#program === null || isGivenUp) return 'unavailable';
    const rendered = await this.#program.render(sentence);
    this.#failures = rendered === 'unavailable' ? this.#failures + 1 : 0;
    return rendered;
  }

  /** Of the one that speaks: the program, until it turns out not to be there. */
  state(): EngineState {
    const program = this.#program?.state();
    const isUsed = program?.condition !== 'missing' && this.#failures < programFailuresMax;
    const shown = (isUsed ? program : undefined) ?? this.#wasm?.state() ?? program;
    const none = { condition: 'missing', fault: 'no-library', why: 'it is not installed' } as const;
    const nothing = { kind: 'wasm', language: null, residentBytes: null, renderMs: null } as const;
    return shown ?? { ...nothing, ...none };
  }

  async close(): Promise<void> {
    await Promise.all([this.#program?.close(), this.#wasm?.close()]);
  }
}

function openEspeak(options: VoiceEnginesOptions): SpeechEngine | null {
  const { programPath, espeakPackageName, failed } = options;
  if (programPath === null && espeakPackageName === null) return null;
  const place = espeakPackageName === null ? null : espeakPackage(espeakPackageName);
  const wasm = place === null ? null : openEspeakWasm(place, why => failed('espeak-ng', why));
  return new Espeak(programPath === null ? null : openEspeakProgram(programPath), wasm);
}

/** Nothing is started before the first sentence. */
export function openVoiceEngines(options: VoiceEnginesOptions): VoiceEngines {
  const { neuralFolder, failed } = options;
  const espeak = openEspeak(options);
  const neural: Partial<Record<VoiceLanguage, SpeechEngine>> = {};
  for (const language of neuralFolder === null ? [] : languages) {
    // Its process looks for the library from here, by the whole path.
    const folder = resolve(neuralFolder ?? '', language);
    if (!hasNeuralModel(folder)) continue;
    const name = `neural-${language}`;
    neural[language] = openNeuralVoice({ folder, language, failed: why => failed(name, why) });
  }
  const all = [...Object.values(neural), ...(espeak === null ? [] : [espeak])];
  return {
    neural,
    espeak,
    states: () => all.map(engine => engine.state()),
    async close() {
      await Promise.all(all.map(engine => engine.close()));
    },
  };
}
