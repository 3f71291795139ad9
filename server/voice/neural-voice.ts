import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { VoiceLanguage } from '../domain/announcement.ts';
import { ChildEngine } from './child-engine.ts';
import { versionOf } from './neural-model.ts';
import { heard, type Pace, type SpeechEngine } from './speech-engine.ts';

/** A model of a hundred megabytes on a slow disk. */
const startMsMax = 60_000;
/** A phrase of three seconds takes half a second on one core; a sentence of a screen, two. */
const renderMsMax = 10_000;
const residentBytesMax = 1_500_000_000;

/** Of the speed at which the model speaks by itself. */
const speeds: Readonly<Record<Pace, number>> = { call: 1, guide: 0.9 };

const script = join(import.meta.dirname, 'neural-child.ts');

export interface NeuralVoiceOptions {
  readonly folder: string;
  readonly language: VoiceLanguage;
  readonly failed: (why: string) => void;
  readonly restMs?: (failures: number) => number;
}

/** A building put something there: whether it is a model, its process finds out and says. */
export function hasNeuralModel(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}

/** A neural voice of one language. Its process is kept: a model takes too long to load. */
export function openNeuralVoice(options: NeuralVoiceOptions): SpeechEngine {
  const { folder, language, failed, restMs } = options;
  const child = new ChildEngine({
    script,
    arguments: [folder],
    startMsMax,
    renderMsMax,
    residentBytesMax,
    idleMsMax: null,
    failed,
    ...(restMs === undefined ? {} : { restMs }),
  });
  return {
    name: `neural-${language}`,
    version: versionOf(folder),
    readsPhonemes: false,
    async render({ text, pace }) {
      const rendered = await child.render({ text, speed: speeds[pace] });
      return typeof rendered === 'string' ? rendered : heard(rendered);
    },
    state: () => ({ kind: 'neural', language, ...child.state() }),
    close: () => child.close(),
  };
}
