import { describe, expect, test } from 'vitest';
import { chime, chimeDurationMs } from '../../server/voice/chime.ts';
import { chimeGapMs, compose, fadeMs, soundMsMax } from '../../server/voice/compose.ts';
import {
  activeRmsDb,
  evenLoudness,
  peakDb,
  peakDbMax,
  targetRmsDb,
  trimSilence,
} from '../../server/voice/loudness.ts';
import { decodeWav, durationMsOf, encodeWav, samplesOf } from '../../server/voice/wav.ts';
import { tone } from './packs.ts';

const chimeSamples = chime();
const sound = (samples: Int16Array) => ({ kind: 'sound', samples }) as const;
const pause = (durationMs: number) => ({ kind: 'pause', durationMs }) as const;
const loudest = (samples: Int16Array): number =>
  samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

describe('the chime', () => {
  test('VOICE-1: is between 0.8 and 1.5 s long and loud enough to be noticed', () => {
    const lengthMs = durationMsOf(chimeSamples.length);
    expect(lengthMs).toBe(chimeDurationMs);
    expect(lengthMs).toBeGreaterThanOrEqual(800);
    expect(lengthMs).toBeLessThanOrEqual(1_500);
    expect(activeRmsDb(chimeSamples)).toBeGreaterThan(targetRmsDb - 1);
    expect(peakDb(chimeSamples)).toBeLessThanOrEqual(peakDbMax + 0.01);
  });

  test('VOICE-8: rises from silence and ends in it', () => {
    expect(Math.abs(chimeSamples[0] ?? 1)).toBeLessThan(50);
    expect(loudest(chimeSamples.subarray(-samplesOf(5)))).toBeLessThan(50);
    expect(loudest(chimeSamples.subarray(samplesOf(400), samplesOf(600)))).toBeGreaterThan(5_000);
  });
});

describe('the composed sound', () => {
  const first = tone(400, 0.5);
  const second = tone(300, 0.5, 700);
  const composed = compose(chimeSamples, [sound(first), pause(150), sound(second)]);
  const samples = decodeWav(composed.wav);
  const speechAt = chimeSamples.length + samplesOf(chimeGapMs);
  const secondAt = speechAt + first.length + samplesOf(150);

  test('VOICE-8: is exactly as long as its parts: chime, 0.3 s, clips and pauses', () => {
    expect(samples.length).toBe(secondAt + second.length);
    expect(composed.durationMs).toBe(chimeDurationMs + 300 + 400 + 150 + 300);
  });

  test('VOICE-8: holds each part in its place, and silence between', () => {
    const middle = samplesOf(100);
    expect(samples[speechAt + middle]).toBe(first[middle]);
    expect(samples[secondAt + middle]).toBe(second[middle]);
    expect(loudest(samples.subarray(chimeSamples.length, speechAt))).toBe(0);
    expect(loudest(samples.subarray(speechAt + first.length, secondAt))).toBe(0);
  });

  test('VOICE-8: every join fades over 5 ms, so that two loud clips meet without a click', () => {
    const loud = Int16Array.from({ length: samplesOf(100) }, () => 20_000);
    const joined = decodeWav(compose(chimeSamples, [sound(loud), sound(loud)]).wav);
    const speech = joined.subarray(speechAt);
    const steps = Array.from(speech.subarray(1), (sample, at) =>
      Math.abs(sample - (speech[at] ?? 0)),
    );
    expect(Math.max(...steps)).toBeLessThanOrEqual(Math.ceil(20_000 / samplesOf(fadeMs)) + 1);
    expect(speech[0]).toBe(0);
    expect(speech.at(-1)).toBe(0);
    expect(speech[samplesOf(50)]).toBe(20_000);
  });

  test('VOICE-8: fading leaves the clips themselves as they were', () => {
    expect(first).toEqual(tone(400, 0.5));
  });

  test('VOICE-8: a clip shorter than two fades still fits', () => {
    const tiny = Int16Array.of(9_000, 9_000, 9_000);
    const { wav } = compose(chimeSamples, [sound(tiny)]);
    expect([...decodeWav(wav).subarray(speechAt)]).toEqual([0, 9_000, 0]);
  });

  test('VOICE-12: with nothing to say it is the chime alone', () => {
    expect(compose(chimeSamples, []).durationMs).toBe(chimeDurationMs);
  });

  test('VOICE-14: a sound beyond one minute is a bug, not a sound', () => {
    expect(() => compose(chimeSamples, [pause(soundMsMax)])).toThrow('longer than 60000 ms');
  });
});

describe('loudness', () => {
  test.each([0.02, 0.1, 0.9])('VOICE-7: a tone at level %d comes to the common loudness', level => {
    expect(activeRmsDb(evenLoudness(tone(500, level)))).toBeCloseTo(targetRmsDb, 1);
  });

  test('VOICE-7: a sound with high peaks is held below clipping rather than made as loud', () => {
    const spiky = Int16Array.from({ length: 22_050 }, (_, at) => (at % 400 === 0 ? 8_000 : 5));
    const even = evenLoudness(spiky);
    expect(peakDb(even)).toBeCloseTo(peakDbMax, 1);
    expect(activeRmsDb(even)).toBeLessThan(targetRmsDb);
  });

  test('VOICE-7: silence stays silence, and near-silence is not blown up to full loudness', () => {
    expect(loudest(evenLoudness(new Int16Array(2_000)))).toBe(0);
    expect(activeRmsDb(evenLoudness(tone(500, 0.0005)))).toBeLessThan(-40);
  });

  test('VOICE-7: silence around a recording is trimmed to a breath', () => {
    const quiet = new Int16Array(samplesOf(500));
    const recording = Int16Array.from([...quiet, ...tone(300, 0.4), ...quiet]);
    expect(durationMsOf(trimSilence(recording).length)).toBeGreaterThan(320);
    expect(durationMsOf(trimSilence(recording).length)).toBeLessThan(340);
    expect(trimSilence(quiet)).toHaveLength(0);
  });
});

describe('WAV', () => {
  test('VOICE-12: what is written is read back sample for sample', () => {
    const samples = Int16Array.of(0, 1, -1, 32_767, -32_768);
    expect(decodeWav(encodeWav(samples))).toEqual(samples);
  });

  test('VOICE-12: unknown chunks are skipped, a data chunk without a true length is read', () => {
    const wav = encodeWav(Int16Array.of(5, 6, 7));
    const extra = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1');
    wav.writeUInt32LE(0xffff_ffff, 40);
    const odd = Buffer.concat([wav.subarray(0, 36), extra, wav.subarray(36)]);
    expect([...decodeWav(odd)]).toEqual([5, 6, 7]);
  });

  test.each([
    ['text', Buffer.from('this is a text and certainly not a sound at all'), 'is not a WAV file'],
    ['nothing', Buffer.alloc(0), 'is not a WAV file'],
    ['a header only', encodeWav(Int16Array.of()).subarray(0, 36), 'is not a WAV file'],
  ])('VOICE-12: %s is not taken for a sound', (_, bytes, message) => {
    expect(() => decodeWav(bytes)).toThrow(message);
  });

  test.each([
    ['stereo', 22, 2, '2 channel'],
    ['44,100 Hz', 24, 44_100, '44100 Hz'],
    ['8 bit', 34, 8, '8 bit'],
    ['compressed', 20, 85, 'format 85'],
  ])('VOICE-12: %s is refused by name', (_, at, value, message) => {
    const wav = encodeWav(tone(100, 0.5));
    if (at === 24) wav.writeUInt32LE(value, at);
    else wav.writeUInt16LE(value, at);
    expect(() => decodeWav(wav)).toThrow(message);
  });
});
