import { durationMsOf, samplesOf } from './wav.ts';

/** Levels are in dBFS: 0 is the largest 16-bit sample, everything else is below. */
const fullScale = 32_768;

/** Loud enough for a hall, low enough that the peaks of a clear voice need no limiter. */
export const targetRmsDb = -20;
export const peakDbMax = -1.5;
/** An administrator's quiet recording is lifted by no more than this, or its noise would be too. */
const gainDbMax = 24;
/** Frames this far below the loudest frame are pauses and do not count for the loudness. */
const pauseDb = -30;
const frameMs = 20;

const toDb = (ratio: number): number => 20 * Math.log10(Math.max(ratio, 1e-9));
const fromDb = (db: number): number => 10 ** (db / 20);

export function peakDb(samples: Int16Array): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return toDb(peak / fullScale);
}

function framePowers(samples: Int16Array): number[] {
  const size = samplesOf(frameMs);
  const powers: number[] = [];
  for (let start = 0; start < samples.length; start += size) {
    const end = Math.min(start + size, samples.length);
    let sum = 0;
    for (let at = start; at < end; at += 1) sum += samples[at]! * samples[at]!;
    powers.push(sum / (end - start) / fullScale ** 2);
  }
  return powers;
}

/** RMS over the frames in which somebody speaks. −180 for silence. */
export function activeRmsDb(samples: Int16Array): number {
  const powers = framePowers(samples);
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
  const active = powers.filter(power => power > loudest * fromDb(pauseDb) ** 2);
  if (active.length === 0) return toDb(0);
  return toDb(Math.sqrt(active.reduce((sum, power) => sum + power, 0) / active.length));
}

/** The same sound at the common loudness, as far as its peaks allow. */
export function evenLoudness(samples: Int16Array, rmsDb: number = targetRmsDb): Int16Array {
  const wantedDb = rmsDb - activeRmsDb(samples);
  const gainDb = Math.min(wantedDb, peakDbMax - peakDb(samples), gainDbMax);
  const gain = fromDb(gainDb);
  const even = new Int16Array(samples.length);
  for (let at = 0; at < even.length; at += 1) even[at] = Math.round(samples[at]! * gain);
  return even;
}

/** Trims what is quieter than 1 % of the peak, keeping a breath on both sides. */
export function trimSilence(
  samples: Int16Array,
  keepBeforeMs: number = 8,
  keepAfterMs: number = 25,
): Int16Array {
  const threshold = fromDb(peakDb(samples)) * fullScale * 0.01;
  const isHeard = (sample: number): boolean => Math.abs(sample) > threshold;
  const first = samples.findIndex(isHeard);
  if (first === -1) return samples.slice(0, 0);
  const last = samples.findLastIndex(isHeard);
  const start = Math.max(0, first - samplesOf(keepBeforeMs));
  return samples.slice(start, last + 1 + samplesOf(keepAfterMs));
}

/** Length of the longest stretch quieter than −50 dBFS. */
export function longestSilenceMs(samples: Int16Array): number {
  const threshold = fromDb(-50) * fullScale;
  let longest = 0;
  let current = 0;
  for (const sample of samples) {
    current = Math.abs(sample) < threshold ? current + 1 : 0;
    longest = Math.max(longest, current);
  }
  return durationMsOf(longest);
}
