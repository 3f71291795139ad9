import { activeRmsDb, evenLoudness, peakDb } from './loudness.ts';
import { durationMsOf, samplesOf } from './wav.ts';

/** What a person has just recorded, made into a clip: trimmed to the word and evenly loud. */

export interface Measures {
  readonly durationMs: number;
  /** Over the frames in which somebody speaks, in dBFS. */
  readonly rmsDb: number;
  readonly peakDb: number;
}

export interface CleanTake {
  readonly samples: Int16Array;
  readonly before: Measures;
  readonly after: Measures;
  /** Its loudest samples were cut off by the microphone: it sounds harsh. */
  readonly isDistorted: boolean;
}

export type TakeFault = 'silent' | 'too-short' | 'too-long';

export const takeMsMax = 10_000;
/** No word of the vocabulary is said in less. */
const wordMsMin = 80;
const frameMs = 10;
/** A breath before a consonant and the ring of a vowel are part of the word. */
const keepBeforeMs = 40;
const keepAfterMs = 80;
/** A word stands this far above the noise of its room … */
const aboveNoiseDb = 10;
/** … and its quietest sounds no further than this below its loudest. */
const belowLoudestDb = 34;
/** Below this nobody spoke: the microphone is off or covered. */
const silentDb = -52;
/** A click or a knock is shorter than any sound of speech. */
const framesTogetherMin = 4;
const fullSample = 32_700;
const distortedShare = 0.001;

const toDb = (power: number): number => 10 * Math.log10(Math.max(power, 1e-12));

/** Loudness of each 10 ms in dBFS. */
function frameLevels(samples: Int16Array): number[] {
  const size = samplesOf(frameMs);
  const levels: number[] = [];
  for (let start = 0; start + size <= samples.length; start += size) {
    let sum = 0;
    for (let at = start; at < start + size; at += 1) sum += samples[at]! ** 2;
    levels.push(toDb(sum / size / 32_768 ** 2));
  }
  return levels;
}

/** A microphone's constant offset would sound as a click at every join. */
function centred(samples: Int16Array): Int16Array {
  let sum = 0;
  for (const sample of samples) sum += sample;
  const offset = Math.round(sum / Math.max(1, samples.length));
  return offset === 0 ? samples : samples.map(sample => sample - offset);
}

/** First and last frame of what stands above the room; null where nothing does. */
function wordFrames(levels: readonly number[]): { first: number; last: number } | null {
  const sorted = levels.toSorted((one, other) => one - other);
  const noise = sorted[Math.floor(sorted.length / 10)] ?? silentDb;
  const loudest = sorted.at(-1) ?? silentDb;
  if (loudest < silentDb) return null;
  // Where the word fills the take, its quietest sounds are not the noise of the room.
  const threshold = Math.max(
    silentDb,
    Math.min(Math.max(noise + aboveNoiseDb, loudest - belowLoudestDb), loudest - aboveNoiseDb),
  );
  const isHeard = (at: number): boolean => {
    for (let step = 0; step < framesTogetherMin; step += 1) {
      if ((levels[at + step] ?? -Infinity) < threshold) return false;
    }
    return true;
  };
  const starts = levels.flatMap((_, at) => (isHeard(at) ? [at] : []));
  const [first, lastStart] = [starts[0], starts.at(-1)];
  if (first === undefined || lastStart === undefined) return null;
  return { first, last: lastStart + framesTogetherMin - 1 };
}

const measured = (samples: Int16Array): Measures => ({
  durationMs: durationMsOf(samples.length),
  rmsDb: activeRmsDb(samples),
  peakDb: peakDb(samples),
});

function isDistorted(samples: Int16Array): boolean {
  let full = 0;
  for (const sample of samples) if (Math.abs(sample) >= fullSample) full += 1;
  return full > samples.length * distortedShare;
}

/** A clip of one word, or why this is none. */
export function cleanTake(taken: Int16Array): CleanTake | TakeFault {
  if (durationMsOf(taken.length) > takeMsMax) return 'too-long';
  if (durationMsOf(taken.length) < wordMsMin) return 'too-short';
  const samples = centred(taken);
  const word = wordFrames(frameLevels(samples));
  if (word === null) return 'silent';
  const start = Math.max(0, samplesOf(word.first * frameMs - keepBeforeMs));
  const end = Math.min(samples.length, samplesOf((word.last + 1) * frameMs + keepAfterMs));
  if (durationMsOf(end - start) < wordMsMin) return 'too-short';
  const clip = evenLoudness(samples.subarray(start, end));
  return {
    samples: clip,
    before: measured(taken),
    after: measured(clip),
    isDistorted: isDistorted(taken),
  };
}
