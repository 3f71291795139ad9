import { describe, expect, test } from 'vitest';
import { activeRmsDb } from '../../server/voice/loudness.ts';
import { cleanTake, type CleanTake } from '../../server/voice/take.ts';
import { durationMsOf, samplesOf } from '../../server/voice/wav.ts';
import { tone } from './packs.ts';

/** A room is never silent: noise of one seed, so that a failure comes again. */
function noise(durationMs: number, level: number, seed = 7): Int16Array {
  let state = seed;
  return Int16Array.from({ length: samplesOf(durationMs) }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.round((state / 1_073_741_824 - 1) * level * 32_767);
  });
}

function recorded(
  ...parts: readonly { readonly samples: Int16Array; readonly atMs: number }[]
): Int16Array {
  const room = noise(2_000, 0.003);
  for (const { samples, atMs } of parts) {
    const start = samplesOf(atMs);
    for (let at = 0; at < samples.length; at += 1) room[start + at]! += samples[at]!;
  }
  return room;
}

const cleaned = (taken: Int16Array): CleanTake => {
  const result = cleanTake(taken);
  if (typeof result === 'string') throw new Error(`refused: ${result}`);
  return result;
};

describe('a take', () => {
  test('STUDIO-1: is trimmed to the word, in spite of the noise of its room', () => {
    const { samples, before, after } = cleaned(recorded({ samples: tone(500, 0.2), atMs: 700 }));
    expect(before.durationMs).toBe(2_000);
    expect(after.durationMs).toBe(durationMsOf(samples.length));
    expect(after.durationMs).toBeGreaterThanOrEqual(500);
    expect(after.durationMs).toBeLessThanOrEqual(500 + 40 + 80 + 20);
  });

  test('STUDIO-1: keeps a quiet end of a word, and both parts of a word with a pause', () => {
    const fading = tone(400, 0.2).map((sample, at, all) =>
      Math.round(sample * (1 - (0.93 * at) / all.length)),
    );
    expect(cleaned(recorded({ samples: fading, atMs: 500 })).after.durationMs).toBeGreaterThan(400);
    const twice = cleaned(
      recorded({ samples: tone(150, 0.2), atMs: 600 }, { samples: tone(150, 0.1), atMs: 950 }),
    );
    expect(twice.after.durationMs).toBeGreaterThanOrEqual(500);
  });

  test.each([0.02, 0.1, 0.5])('STUDIO-1: at level %d it comes to the common loudness', level => {
    const { samples, after } = cleaned(recorded({ samples: tone(500, level), atMs: 600 }));
    expect(Math.abs(activeRmsDb(samples) + 20)).toBeLessThan(1);
    expect(after.peakDb).toBeLessThan(0);
  });

  test('STUDIO-1: a knock before the word and a constant offset are not part of it', () => {
    const { after } = cleaned(
      recorded({ samples: tone(12, 0.9), atMs: 100 }, { samples: tone(400, 0.3), atMs: 1_000 }).map(
        sample => sample + 900,
      ),
    );
    expect(after.durationMs).toBeLessThan(600);
  });

  test('STUDIO-2: nothing spoken, too short and too long are told apart', () => {
    expect(cleanTake(noise(1_500, 0.002))).toBe('silent');
    expect(cleanTake(new Int16Array(samplesOf(1_000)))).toBe('silent');
    expect(cleanTake(new Int16Array(0))).toBe('too-short');
    expect(cleanTake(noise(11_000, 0.3))).toBe('too-long');
  });

  test('STUDIO-2: a take that the microphone cut off is taken, and says so', () => {
    const loud = tone(500, 0.9).map(sample => Math.max(-32_768, Math.min(32_767, sample * 3)));
    expect(cleaned(recorded({ samples: tone(500, 0.5), atMs: 500 })).isDistorted).toBe(false);
    const room = noise(2_000, 0.003);
    room.set(loud, samplesOf(500));
    expect(cleaned(room).isDistorted).toBe(true);
  });
});
