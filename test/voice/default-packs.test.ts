import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { announcementClips } from '../../server/domain/announcement.ts';
import type { Announcement, VoiceLanguage } from '../../server/domain/announcement.ts';
import {
  activeRmsDb,
  longestSilenceMs,
  peakDb,
  peakDbMax,
  targetRmsDb,
} from '../../server/voice/loudness.ts';
import { loadVoicePack } from '../../server/voice/pack.ts';
import { vocabulary } from '../../server/voice/vocabulary.ts';
import { durationMsOf, samplesOf } from '../../server/voice/wav.ts';
import { defaultPackFolder } from './packs.ts';

const languages = ['id', 'en'] as const;
const styles = ['nol', 'kosong', 'natural'] as const;
const loaded = {
  id: loadVoicePack(defaultPackFolder.id),
  en: loadVoicePack(defaultPackFolder.en),
} as const;

const announcement = (language: VoiceLanguage, change: Partial<Announcement>): Announcement => ({
  label: 'A012',
  counterNumber: 3,
  language,
  numberStyle: 'nol',
  repeat: 1,
  ...change,
});

function wordsAMinute(language: VoiceLanguage, change: Partial<Announcement>): number {
  const parts = announcementClips(announcement(language, change));
  let words = 0;
  let lengthMs = 0;
  for (const part of parts) {
    if (part.kind === 'pause') lengthMs += part.durationMs;
    else {
      words += vocabulary[language][part.key]?.text.split(' ').length ?? 0;
      lengthMs += durationMsOf(loaded[language].clips.get(part.key)?.length ?? 0);
    }
  }
  return (words * 60_000) / lengthMs;
}

describe.each(languages)('the default pack "%s"', language => {
  const pack = loaded[language];
  const { manifest, clips } = pack;

  test('VOICE-5: has a clip for every word and letter of its vocabulary, and no other', () => {
    expect([...clips.keys()].sort()).toEqual(Object.keys(vocabulary[language]).sort());
    expect(manifest.language).toBe(language);
  });

  test('VOICE-5: says every label from A to Z and 000 to 999 in every style', () => {
    const missing = new Set<string>();
    for (const numberStyle of styles) {
      for (let number = 0; number < 26_000; number += 1) {
        const letter = String.fromCodePoint(65 + Math.floor(number / 1_000));
        const label = `${letter}${String(number % 1_000).padStart(3, '0')}`;
        for (const part of announcementClips(announcement(language, { label, numberStyle }))) {
          if (part.kind === 'clip' && !clips.has(part.key)) missing.add(part.key);
        }
      }
    }
    expect([...missing]).toEqual([]);
  });

  test('VOICE-5: says every counter from 1 to 999', () => {
    const silent = Array.from({ length: 999 }, (_, index) => index + 1).filter(
      counterNumber =>
        pack.speak(language, announcementClips(announcement(language, { counterNumber }))) ===
        undefined,
    );
    expect(silent).toEqual([]);
  });

  test('VOICE-6: a whole sentence runs at 120 to 140 words a minute, the slowest above 100', () => {
    const rates: number[] = [];
    for (let number = 0; number < 1_000; number += 7) {
      const label = `${String.fromCodePoint(65 + (number % 26))}${String(number).padStart(3, '0')}`;
      rates.push(wordsAMinute(language, { label, counterNumber: 1 + (number % 40) }));
    }
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    expect(mean).toBeGreaterThanOrEqual(120);
    expect(mean).toBeLessThanOrEqual(140);
    expect(Math.min(...rates)).toBeGreaterThan(100);
    expect(Math.max(...rates)).toBeLessThan(150);
  });

  test('VOICE-7: every clip is equally loud to 1 dB, and none comes near clipping', () => {
    const uneven = [...clips].filter(
      ([, samples]) => Math.abs(activeRmsDb(samples) - targetRmsDb) > 1,
    );
    const clipped = [...clips].filter(([, samples]) => peakDb(samples) > peakDbMax + 0.01);
    expect(uneven.map(([key]) => key)).toEqual([]);
    expect(clipped.map(([key]) => key)).toEqual([]);
  });

  test('VOICE-7: no clip carries silence at its edges, within a word or in place of it', () => {
    const faulty = [...clips].filter(([, samples]) => {
      const spoken = samples.length > samplesOf(200);
      const edge = samplesOf(40);
      const heardAtEdges =
        peakDb(samples.subarray(0, edge)) > -50 && peakDb(samples.subarray(-edge)) > -50;
      return !spoken || !heardAtEdges || longestSilenceMs(samples) > 80;
    });
    expect(faulty.map(([key]) => key)).toEqual([]);
  });
});

test('VOICE-5: both default packs together are smaller than 3 MB', () => {
  const bytes = languages
    .flatMap(language =>
      readdirSync(defaultPackFolder[language]).map(file => join(defaultPackFolder[language], file)),
    )
    .reduce((sum, file) => sum + statSync(file).size, 0);
  expect(bytes).toBeLessThan(3_000_000);
});

test('VOICE-5: no two clips of a pack are the same sound', () => {
  for (const language of languages) {
    const sounds = [...loaded[language].clips.values()].map(samples => samples.join());
    expect(new Set(sounds).size).toBe(sounds.length);
  }
});
