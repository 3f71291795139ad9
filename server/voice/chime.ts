import { evenLoudness } from './loudness.ts';
import { sampleRateHz, samplesOf } from './wav.ts';

export const chimeDurationMs = 1_200;

/** A rising major chord, G4 C5 E5: heard as friendly, and within what small hall speakers carry. */
const notes = [
  { frequencyHz: 392.0, startMs: 0, level: 0.8 },
  { frequencyHz: 523.25, startMs: 200, level: 0.9 },
  { frequencyHz: 659.25, startMs: 400, level: 1 },
] as const;

/** Soft overtones make a tone warm; higher ones die sooner, as on a struck bar. */
const overtones = [
  { multiple: 1, level: 1, decayMs: 330 },
  { multiple: 2, level: 0.28, decayMs: 200 },
  { multiple: 3, level: 0.1, decayMs: 120 },
  { multiple: 4, level: 0.04, decayMs: 70 },
] as const;

const attackMs = 8;
/** The chord is brought to silence before the gap, so that no tone is cut off. */
const releaseMs = 180;
const chimeRmsDb = -19;

function addNote(into: Float64Array, note: (typeof notes)[number]): void {
  const start = samplesOf(note.startMs);
  for (let at = start; at < into.length; at += 1) {
    const ageMs = ((at - start) * 1000) / sampleRateHz;
    const attack = Math.min(1, ageMs / attackMs);
    let sum = 0;
    for (const { multiple, level, decayMs } of overtones) {
      const phase = (2 * Math.PI * note.frequencyHz * multiple * ageMs) / 1000;
      sum += level * Math.exp(-ageMs / decayMs) * Math.sin(phase);
    }
    into[at] = (into[at] ?? 0) + sum * attack * note.level;
  }
}

/** Takes some milliseconds to synthesise: make it once and keep it. */
export function chime(): Int16Array {
  const mix = new Float64Array(samplesOf(chimeDurationMs));
  for (const note of notes) addNote(mix, note);
  const release = samplesOf(releaseMs);
  const raw = Int16Array.from(mix, (value, at) => {
    const left = Math.min(1, (mix.length - 1 - at) / release);
    return Math.round(value * 8_000 * left * left);
  });
  return evenLoudness(raw, chimeRmsDb);
}
