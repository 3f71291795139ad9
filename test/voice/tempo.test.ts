import { expect, test } from 'vitest';
import { atSpeed } from '../../server/voice/tempo.ts';
import { sampleRateHz } from '../../server/voice/wav.ts';
import { loadVoicePack } from '../../server/voice/pack.ts';
import { activeRmsDb } from '../../server/voice/loudness.ts';
import { defaultPackFolder, tone } from './packs.ts';

/** Zero crossings upwards in a second: the pitch of a pure tone. */
function pitchHz(samples: Int16Array): number {
  let crossings = 0;
  for (let at = 1; at < samples.length; at += 1) {
    if (samples[at - 1]! < 0 && samples[at]! >= 0) crossings += 1;
  }
  return (crossings * sampleRateHz) / samples.length;
}

test('VOICE-20: at 100 % nothing is changed', () => {
  const samples = tone(500, 0.3, 440);
  expect(atSpeed(samples, 100)).toBe(samples);
});

test.each([70, 85, 115, 130])(
  'VOICE-20: at %i %% a sound has its length and keeps its pitch',
  percent => {
    const samples = tone(1_000, 0.3, 220);
    const made = atSpeed(samples, percent);
    const wanted = (samples.length * 100) / percent;
    expect(Math.abs(made.length - wanted) / wanted).toBeLessThan(0.06);
    expect(Math.abs(pitchHz(made) - 220)).toBeLessThan(12);
  },
);

test.each([70, 130])('VOICE-20: words of the default pack stay as loud at %i %%', percent => {
  const { clips } = loadVoicePack(defaultPackFolder.id);
  for (const key of ['nomor-antrean', 'silakan-menuju', 'sembilan']) {
    const samples = clips.get(key)!;
    const made = atSpeed(samples, percent);
    expect(Math.abs(activeRmsDb(made) - activeRmsDb(samples))).toBeLessThan(1.5);
  }
});
