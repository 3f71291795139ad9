import { evenLoudness, trimSilence } from './loudness.ts';

/** Languages that are read out; those without a voice of their own are read by the Indonesian one. */
export type SpeechLanguage = 'id' | 'en' | 'jv' | 'bug';

/** Calls are said as fast as the shipped packs, a screen is read out more slowly. */
export type Pace = 'call' | 'guide';

export interface Sentence {
  readonly text: string;
  readonly language: SpeechLanguage;
  readonly pace: Pace;
}

/**
 * Sound at the common rate and loudness, without silence at its edges. `silent`: this sentence gave
 * none. `unavailable`: the engine is not there, rests after a failure, or took too long.
 */
export type Rendered = Int16Array | 'busy' | 'silent' | 'unavailable';

export type EngineKind = 'program' | 'wasm' | 'neural';

/** `asleep`: started by the next sentence. `resting`: it failed, and was not better since. */
export type EngineCondition = 'asleep' | 'starting' | 'ready' | 'resting' | 'missing';

/** What went wrong with it last, for whoever looks after the machine. */
export type EngineFault =
  | 'no-library'
  | 'no-model'
  | 'many-models'
  | 'no-tokens'
  | 'slow-start'
  | 'slow'
  | 'no-sound'
  | 'failed';

export interface EngineState {
  readonly kind: EngineKind;
  /** The one language it speaks; null: every one. */
  readonly language: 'id' | 'en' | null;
  readonly condition: EngineCondition;
  /** Null while nothing is wrong. */
  readonly fault: EngineFault | null;
  /** The same in the words of the program or library; they are English. */
  readonly why: string | null;
  /** Of its process, as it was after the last sentence; null where none runs. */
  readonly residentBytes: number | null;
  /** Of the last sentence, from the question to its last sample. */
  readonly renderMs: number | null;
}

/** A voice in a process of its own, asked for one sentence at a time. */
export interface SpeechEngine {
  /** How the source is called where somebody asks who speaks. */
  readonly name: string;
  /** Changes whenever the same sentence would sound different. */
  readonly version: string;
  /** Whether it takes phonemes in double square brackets and reads numbers by itself. */
  readonly readsPhonemes: boolean;
  render(sentence: Sentence): Promise<Rendered>;
  state(): EngineState;
  close(): Promise<void>;
}

/** What an engine gave, ready to be joined with other sounds. */
export function heard(samples: Int16Array): Int16Array | 'silent' {
  const trimmed = trimSilence(samples);
  return trimmed.length === 0 ? 'silent' : evenLoudness(trimmed);
}
