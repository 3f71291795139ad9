import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert, constantFrom, property, string } from 'fast-check';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { packSound, unpackSound } from '../../server/voice/adpcm.ts';
import { activeRmsDb } from '../../server/voice/loudness.ts';
import { loadPhrasePack } from '../../server/voice/phrase-pack.ts';
import { resample } from '../../server/voice/resample.ts';
import { speakable } from '../../server/voice/speakable.ts';
import { openSpeech, type Speech, type SpeechOptions } from '../../server/voice/speech.ts';
import { openVoiceEngines } from '../../server/voice/voice-engines.ts';
import { decodeWav, durationMsOf, encodeWav, samplesOf } from '../../server/voice/wav.ts';
import { standInEngine, type Behaviour, type StandInEngine } from './stand-in-engine.ts';

const packsFolder = fileURLToPath(new URL('../../server/voice/packs', import.meta.url));
const folders = (name: string): string[] =>
  ['id', 'en'].map(one => join(packsFolder, `${name}-${one}`));
const shipped = { shippedFolders: folders('phrases'), wordFolders: folders('default') };

const open: { close(): Promise<void> }[] = [];
const standIns: StandInEngine[] = [];
const own = mkdtempSync(join(tmpdir(), 'mpp-phrases-'));

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  for (const one of standIns.splice(0)) one.remove();
});
afterAll(() => rmSync(own, { recursive: true, force: true }));

interface Voices extends Partial<Omit<SpeechOptions, 'engines'>> {
  readonly enginePath?: string | null;
  readonly espeakPackageName?: string | null;
}

interface OpenSpeech extends Omit<Speech, 'close'> {
  close(): Promise<void>;
}

function speechOf({ enginePath = null, espeakPackageName = null, ...options }: Voices = {}) {
  const engines = openVoiceEngines({
    programPath: enginePath,
    espeakPackageName,
    neuralFolder: null,
    failed: () => undefined,
  });
  const packs = { recordedFolders: [], shippedFolders: [], wordFolders: [] };
  const speech = openSpeech({ ...packs, engines, ...options });
  const both: OpenSpeech = {
    say: speech.say,
    async close() {
      await engines.close();
      speech.close();
    },
  };
  open.push(both);
  return both;
}

function engineThat(behaviour: Behaviour, holdSeconds = 0): StandInEngine {
  const engine = standInEngine(behaviour, holdSeconds);
  standIns.push(engine);
  return engine;
}

const tone = (ms: number, hz = 400): Int16Array =>
  Int16Array.from({ length: samplesOf(ms) }, (_, at) => 8_000 * Math.sin((at * hz) / 3_509));

/** A building's own recordings: whatever they say, each has its own length. */
function recordedPack(phrases: Readonly<Record<string, number>>): string {
  const folder = mkdtempSync(join(own, 'pack-'));
  mkdirSync(folder, { recursive: true });
  const files: Record<string, string> = {};
  Object.entries(phrases).forEach(([text, ms], at) => {
    writeFileSync(join(folder, `clip-${at}.wav`), encodeWav(tone(ms)));
    files[text] = `clip-${at}.wav`;
  });
  const about = { name: 'Rekaman', source: 'studio', licence: 'own' };
  const manifest = { formatVersion: 1, language: 'id', ...about, phrases: files };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

const msOf = (wav: Buffer): number => durationMsOf(decodeWav(wav).length);

describe('what is read out', () => {
  test.each([
    ['A012', 'a, nol, satu, dua'],
    ['Buka hari ini 08.00–16.30', 'Buka hari ini pukul 8 sampai pukul 16 lewat 30'],
    ['Nomor terakhir pukul 15.30', 'Nomor terakhir pukul 15 lewat 30'],
    ['8 menunggu · 20–35 menit', '8 menunggu, 20 sampai 35 menit'],
    ['+2 keperluan lain', 'dan 2 keperluan lain'],
    ['Cetak Ulang KTP-el (Rusak/Hilang)', 'Cetak Ulang KTP elektronik, Rusak, Hilang,'],
    ['KTP-\u2060el', 'KTP elektronik'],
    ['Sentuh “Coba lagi”.', 'Sentuh Coba lagi .'],
    ['[[evil]] <mark/>', 'evil mark,'],
  ])('SPEECH-1: %s', (text, sentence) => {
    expect(speakable(text, 'id').sentence).toBe(sentence);
  });

  test('SPEECH-1: English times, ranges and numbers of tickets', () => {
    const { sentence, tokens } = speakable('B105, 09:00–16:05, 20–35 min, 9 s', 'en');
    expect(sentence).toBe("B, one, zero, five, 9 o'clock to 16 oh 5, 20 to 35 minutes, 9 seconds");
    expect(tokens.slice(0, 8)).toEqual(['B', ',', 'one', ',', 'zero', ',', 'five', ',']);
    expect(tokens).toContain("o'clock");
  });

  test('SPEECH-1: whatever is written, no sign of the engine’s own language is left', () => {
    assert(
      property(string({ maxLength: 400 }), constantFrom('id', 'en'), (text, language) => {
        expect(speakable(text, language).sentence).not.toMatch(/[[\]{}<>|\\\p{Cc}]/u);
      }),
    );
  });
});

describe('sources', () => {
  test('SPEECH-2: a building’s own recording speaks before everything else', async () => {
    const recordedFolders = [recordedPack({ 'Mohon tunggu': 700 })];
    const engine = engineThat('speaks');
    const speech = speechOf({ ...shipped, recordedFolders, enginePath: engine.path });
    const spoken = await speech.say('Mohon tunggu.', 'id');
    expect(spoken).toMatchObject({ source: 'Rekaman' });
    if (typeof spoken === 'string') throw new Error(spoken);
    expect(msOf(spoken.wav)).toBe(700);
    expect(engine.heard()).toEqual([]);
  });

  test('SPEECH-2: then a shipped sentence, then the engine', async () => {
    const engine = engineThat('speaks');
    const speech = speechOf({ ...shipped, enginePath: engine.path });
    expect(await speech.say('Apa keperluan Anda?', 'id')).toMatchObject({
      source: 'Kalimat bawaan',
    });
    expect(await speech.say('Akta Kelahiran', 'id')).toMatchObject({ source: 'engine' });
    expect(engine.heard()).toEqual(['Akta Kelahiran']);
  });

  test('SPEECH-2: without an engine sentences are put together, or not said at all', async () => {
    for (const enginePath of [null, '/nowhere/espeak-ng', engineThat('fails').path]) {
      const speech = speechOf({ ...shipped, enginePath });
      for (const text of [
        'Nomor antrean Anda A012',
        'Perkiraan menunggu 20–35 menit',
        'Anda dipanggil ke salah satu Loket 1–6',
        'Buka hari ini 08.00–16.00',
      ]) {
        const spoken = await speech.say(text, 'id');
        expect(spoken, text).toMatchObject({ source: 'Kalimat bawaan' });
      }
      // A name that no clip has is never left out of a sentence without a word.
      expect(await speech.say('Silakan menuju Akta Kelahiran', 'id')).toBe('unavailable');
    }
  });

  test('SPEECH-2: nothing of a language is said by the voice of another', async () => {
    const speech = speechOf(shipped);
    expect(await speech.say('Apa keperluan Anda?', 'en')).toBe('unavailable');
    expect(await speech.say('What do you need?', 'en')).toMatchObject({
      source: 'Default sentences',
    });
    expect(await speech.say('Apa keperluan Anda?', 'jv')).toMatchObject({
      source: 'Kalimat bawaan',
    });
  });

  test('SPEECH-2: a pack that is broken is passed over and told', async () => {
    const broken = recordedPack({ 'Mohon tunggu': 300 });
    writeFileSync(join(broken, 'manifest.json'), '{');
    const half = recordedPack({ 'Mohon tunggu': 300 });
    rmSync(join(half, 'clip-0.wav'));
    const faults: string[] = [];
    const speech = speechOf({
      ...shipped,
      recordedFolders: [broken, join(own, 'nowhere'), half],
      faulted: fault => faults.push(fault.folder),
    });
    const spoken = await speech.say('Mohon tunggu', 'id');
    expect(spoken).toMatchObject({ source: 'Kalimat bawaan' });
    expect(faults).toEqual([broken]);
  });

  test('SPEECH-2: the engine that came along, where the machine has none, says any sentence', async () => {
    const speech = speechOf({
      enginePath: '/nowhere/espeak-ng',
      espeakPackageName: '@echogarden/espeak-ng-emscripten',
    });
    const spoken = await speech.say('Silakan menuju Akta Kelahiran', 'id');
    if (typeof spoken === 'string') throw new Error(spoken);
    expect(msOf(spoken.wav)).toBeGreaterThan(800);
    expect(activeRmsDb(decodeWav(spoken.wav))).toBeGreaterThan(-23);
    // A local language is read by the Indonesian voice.
    expect(await speech.say('Sugeng rawuh', 'jv')).toMatchObject({ source: 'engine' });
  });

  test('SPEECH-2: a package that was left out is as no engine at all', async () => {
    const speech = speechOf({
      ...shipped,
      enginePath: '/nowhere/espeak-ng',
      espeakPackageName: '@nowhere/espeak-ng',
    });
    expect(await speech.say('Silakan menuju Akta Kelahiran', 'id')).toBe('unavailable');
    const spoken = await speech.say('Nomor antrean Anda A012', 'id');
    expect(spoken).toMatchObject({ source: 'Kalimat bawaan' });
  });
});

describe('limits', () => {
  test('SPEECH-3: an engine that hangs, floods or babbles only costs its sentence', async () => {
    for (const behaviour of ['hangs', 'floods', 'babbles'] as const) {
      const speech = speechOf({ enginePath: engineThat(behaviour).path });
      const begun = performance.now();
      expect(await speech.say('Akta Kelahiran', 'id'), behaviour).toBe('unavailable');
      expect(performance.now() - begun, behaviour).toBeLessThan(8_000);
    }
  });

  test('SPEECH-3: two programs at once, sixteen sentences in line, the rest are refused', async () => {
    const engine = engineThat('speaks', 0.2);
    const speech = speechOf({ enginePath: engine.path });
    const asked = Array.from({ length: 24 }, (_, at) => speech.say(`Kalimat ${at}`, 'id'));
    const spoken = await Promise.all(asked);
    expect(spoken.filter(one => one === 'busy')).toHaveLength(6);
    expect(engine.mostAtOnce()).toBe(2);
    expect(engine.heard()).toHaveLength(18);
  });

  test('SPEECH-3: a sentence is made once, however often and at once it is asked for', async () => {
    const engine = engineThat('speaks');
    const speech = speechOf({ enginePath: engine.path });
    await Promise.all([1, 2, 3].map(() => speech.say('Akta Kelahiran', 'id')));
    await speech.say('Akta Kelahiran', 'id');
    expect(engine.heard()).toEqual(['Akta Kelahiran']);
  });

  test('SPEECH-3: what would take longer than a minute is not said', async () => {
    const speech = speechOf(shipped);
    expect(await speech.say('9 '.repeat(200), 'id')).toBe('unavailable');
  });

  test('SPEECH-3: closing ends the program that is at work', async () => {
    const speech = speechOf({ enginePath: engineThat('hangs').path });
    const saying = speech.say('Akta Kelahiran', 'id');
    await speech.close();
    expect(await saying).toBe('unavailable');
  });
});

describe('the shipped sentences', () => {
  test('SPEECH-4: both packs are under 8 MB, and every file is a sound', () => {
    let bytes = 0;
    for (const folder of folders('phrases')) {
      const names = readdirSync(folder);
      for (const name of names) bytes += statSync(join(folder, name)).size;
      const files = names.filter(name => name.endsWith('.wav'));
      expect(files.length).toBeGreaterThan(100);
      const pack = loadPhrasePack(folder, null);
      expect(pack.whole(['mohon', 'tunggu']) ?? pack.whole(['please', 'wait'])).toBeDefined();
    }
    expect(bytes).toBeLessThan(8_000_000);
  });

  test('SPEECH-4: packing to four bits keeps a sound as long and nearly as it was', () => {
    for (const ms of [1, 20, 333, 1_500]) {
      const samples = tone(ms);
      const read = unpackSound(packSound({ samples, rateHz: 12_000 }));
      expect(read.rateHz).toBe(12_000);
      expect(read.samples).toHaveLength(samples.length);
      const noise = read.samples.map((sample, at) => sample - (samples[at] ?? 0));
      if (ms > 100) expect(activeRmsDb(noise)).toBeLessThan(activeRmsDb(samples) - 20);
    }
    expect(() => unpackSound(encodeWav(tone(20)))).toThrow('is not IMA ADPCM');
    expect(() =>
      unpackSound(packSound({ samples: tone(99), rateHz: 8_000 }).subarray(0, 80)),
    ).toThrow('is shorter');
  });

  test('SPEECH-4: another rate keeps length, loudness and pitch', () => {
    const samples = tone(500);
    const there = resample(samples, 22_050, 12_000);
    expect(there).toHaveLength(6_000);
    const back = resample(there, 12_000, 22_050);
    expect(back).toHaveLength(samples.length);
    expect(Math.abs(activeRmsDb(back) - activeRmsDb(samples))).toBeLessThan(0.5);
  });
});
