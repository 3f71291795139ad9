import { rmSync } from 'node:fs';
import { relative } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { announcementClips, type Announcement } from '../../server/domain/announcement.ts';
import { callPhrases, engineText } from '../../server/voice/call-phrases.ts';
import { chimeDurationMs } from '../../server/voice/chime.ts';
import { chimeGapMs } from '../../server/voice/compose.ts';
import { engineSource } from '../../server/voice/engine-source.ts';
import { activeRmsDb } from '../../server/voice/loudness.ts';
import { PreparedPhrases } from '../../server/voice/prepared-phrases.ts';
import type { SpeechEngine } from '../../server/voice/speech-engine.ts';
import { openSpeech, type Spoken } from '../../server/voice/speech.ts';
import { openVoiceEngines, type VoiceEngines } from '../../server/voice/voice-engines.ts';
import { openVoice, type SourceUse, type Voice } from '../../server/voice/voice.ts';
import { decodeWav, samplesOf } from '../../server/voice/wav.ts';
import { defaultPackFolder, tone, writePack } from './packs.ts';
import { explain } from './heard-calls.ts';
import { standInNeural, type NeuralFolder, type StandInNeural } from './stand-in-neural.ts';

/** Engines as sources of calls: espeak-ng itself, and a model in a process as a building has it. */

const espeakPackageName = '@echogarden/espeak-ng-emscripten';
const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const call: Announcement = {
  label: 'A012',
  counterNumber: 3,
  language: 'id',
  numberStyle: 'nol',
  repeat: 1,
};
const names = {
  id: new Map([['agency-dukcapil', 'Disdukcapil (Lantai 2)']]),
  en: new Map([['agency-dukcapil', 'Civil registry']]),
};
const noNames = { id: new Map<string, string>(), en: new Map<string, string>() };

function enginesWith(neural: StandInNeural | null): VoiceEngines & { readonly faults: string[] } {
  const faults: string[] = [];
  const engines = openVoiceEngines({
    programPath: null,
    espeakPackageName,
    // A data folder is usually given as it lies beside the server.
    neuralFolder: neural === null ? null : relative('.', neural.folder),
    failed: (name, why) => faults.push(`${name}: ${why}`),
  });
  ends.push(() => engines.close());
  return Object.assign(engines, { faults });
}

function neuralWith(options: NeuralFolder = {}): StandInNeural {
  const neural = standInNeural(options);
  ends.push(() => neural.remove());
  return neural;
}

function preparedBy(engine: SpeechEngine): PreparedPhrases {
  const phrases = new PreparedPhrases(engine);
  ends.push(() => phrases.close());
  return phrases;
}

function voiceOf(...sources: SourceUse[]): Voice {
  const voice = openVoice({ packFolders: [] });
  voice.use(sources);
  ends.push(() => voice.close());
  return voice;
}

/** A recorded pack that lacks the word "satu". */
function packWithoutOne(): string {
  const clips: Record<string, Int16Array> = {};
  for (const part of announcementClips(call)) {
    if (part.kind === 'clip' && part.key !== 'satu') clips[part.key] = tone(200, 0.3);
  }
  return writePack(clips);
}

const samplesOfSound = (wav: Buffer): Int16Array => decodeWav(wav);

describe('what an engine is given', () => {
  const texts = (change: Partial<Announcement>, readsPhonemes: boolean): string[] => {
    const said = { ...call, ...change };
    const words = { language: said.language, names: names[said.language], readsPhonemes };
    const phrases = callPhrases(announcementClips(said), words) ?? [];
    return phrases.flatMap(phrase => (phrase.kind === 'phrase' ? [phrase.text] : []));
  };

  test('VOICE-22: digits one by one, a counter as a number, a name at the end, in phrases of their own', () => {
    expect(texts({}, false)).toEqual([
      'nomor antrean, a, nol, satu, dua.',
      'silakan menuju loket tiga.',
    ]);
    expect(texts({ counterNumber: 138, numberStyle: 'natural', label: 'B015' }, false)).toEqual([
      'nomor antrean, be, lima belas.',
      'silakan menuju loket seratus tiga puluh delapan.',
    ]);
    expect(texts({ language: 'en', agencyClip: 'agency-dukcapil' }, false)).toEqual([
      'number, A, zero, one, two.',
      'please go to counter three.',
      'civil registry.',
    ]);
    expect(texts({ agencyClip: 'agency-dukcapil' }, true)).toEqual([
      'nomor antrean, a, nol, satu, dua.',
      "silakan menuju [[l'oket]] tiga.",
      'Disdukcapil, Lantai 2.',
    ]);
    // A name that nobody wrote down is left out, and a sentence said twice is two sentences.
    expect(texts({ agencyClip: 'agency-unknown', repeat: 2 }, false)).toHaveLength(4);
  });

  test('VOICE-22: a voice that knows no digits gets them as words', () => {
    expect(engineText('Buka 08.00–16.30, nomor A012', 'id', false)).toBe(
      'buka pukul delapan sampai pukul enam belas lewat tiga puluh, nomor a, nol, satu, dua',
    );
    expect(engineText('[[evil]] 3 s', 'en', false)).toBe('evil three seconds');
  });
});

describe('espeak-ng as the last voice', () => {
  test('VOICE-21: a pack that lacks a clip leaves the whole call to the engine, and nothing of it is heard', async () => {
    const espeak = enginesWith(null).espeak!;
    const engine = engineSource(preparedBy(espeak), ['id', 'en'], noNames);
    const voice = voiceOf({ folder: packWithoutOne() }, engine);
    expect(voice.sound([call])).toMatchObject({ source: 'chime', isSpoken: false });
    await voice.prepare([call], true)?.done;
    const sound = voice.sound([call]);
    expect(sound).toMatchObject({ source: 'espeak-ng', isSpoken: true });
    const spoken = samplesOfSound(sound.wav).subarray(samplesOf(chimeDurationMs + chimeGapMs));
    expect(spoken.length).toBeGreaterThan(samplesOf(2_500));
    expect(activeRmsDb(spoken)).toBeGreaterThan(-23);
    // By samples: it is the same call as where no pack is there at all.
    const alone = voiceOf(engine).sound([call]);
    expect(Buffer.compare(alone.wav, sound.wav)).toBe(0);
    // What the pack can say it says itself.
    const other = { ...call, label: 'A022' };
    expect(voice.sound([other]).source).toBe('Suara uji');
    expect(voice.prepare([other], true)).toBe(null);
  });

  test('HEARD-1: calls that an engine said are found complete and apart, beside those of packs', async () => {
    const espeak = enginesWith(null).espeak!;
    const engine = engineSource(preparedBy(espeak), ['id', 'en'], noNames);
    const voice = voiceOf({ folder: packWithoutOne() }, engine);
    const calls = ['A022', 'A012'].map(label => ({ ...call, label }));
    for (const one of calls) await voice.prepare([one], true)?.done;
    const expected = calls.map(one => {
      const { wav, source } = voice.sound([one]);
      return { name: source, samples: samplesOfSound(wav), rateHz: 22_050 };
    });
    expect(expected.map(({ name }) => name)).toEqual(['Suara uji', 'espeak-ng']);
    const gap = 22_050;
    const total = expected.reduce((sum, { samples }) => sum + samples.length + gap, 0);
    const recorded = new Int16Array(total);
    let at = 0;
    for (const { samples } of expected) {
      recorded.set(samples, at);
      at += samples.length + gap;
    }
    const { faults, found } = explain({ samples: recorded, rateHz: 22_050 }, expected);
    expect(faults).toEqual([]);
    expect(found).toHaveLength(2);
  });

  test('VOICE-23: an engine is not even started where a pack says the call', () => {
    const engines = enginesWith(neuralWith());
    const engine = engineSource(preparedBy(engines.espeak!), ['id', 'en'], noNames);
    const voice = voiceOf({ folder: defaultPackFolder.id }, engine);
    expect(voice.prepare([call], true)).toBe(null);
    expect(voice.sound([call]).source).toBe('Suara bawaan');
    expect(engines.states().map(({ condition }) => condition)).toEqual(['asleep', 'asleep']);
  });
});

describe('a neural voice', () => {
  function neuralVoice(neural: StandInNeural) {
    const engines = enginesWith(neural);
    const source = engineSource(preparedBy(engines.neural.id!), ['id'], names);
    return { engines, voice: voiceOf(source, { folder: defaultPackFolder.id }) };
  }

  test('VOICE-21: a model speaks before what is shipped, and the name with it, in one voice', async () => {
    const neural = neuralWith();
    const { voice, engines } = neuralVoice(neural);
    const named = { ...call, agencyClip: 'agency-dukcapil' };
    expect(voice.sound([named]).source).toBe('Suara bawaan');
    await voice.prepare([named], false)?.done;
    const sound = voice.sound([named]);
    expect(sound.source).toBe('neural-id');
    expect(neural.heard()).toEqual([
      'nomor antrean, a, nol, satu, dua.',
      'silakan menuju loket tiga.',
      'disdukcapil, lantai dua.',
    ]);
    // 0.02 s a letter, at the model's own rate: as long at ours.
    const speech = (33 + 26 + 24) * 20 + 360 + 160;
    expect(Math.abs(sound.durationMs - chimeDurationMs - chimeGapMs - speech)).toBeLessThan(120);
    expect(engines.states()[0]).toMatchObject({ kind: 'neural', language: 'id', why: null });
    // Another language is not its own.
    expect(voice.sound([{ ...call, language: 'en' }]).isSpoken).toBe(false);
  });

  test('VOICE-23: phrases are made once, whoever needs them', async () => {
    const neural = neuralWith();
    const { voice } = neuralVoice(neural);
    const calls = [call, { ...call, label: 'A013' }, { ...call, counterNumber: 4 }];
    await Promise.all(calls.map(async one => voice.prepare([one], false)?.done));
    await Promise.all(calls.map(async one => voice.prepare([one], true)?.done));
    expect(neural.heard()).toHaveLength(4);
    expect(calls.map(one => voice.sound([one]).source)).toEqual(Array(3).fill('neural-id'));
    expect(voice.sound([call])).toBe(voice.sound([call]));
  });

  test('VOICE-23: what a call needs is rendered before what is only likely to be needed', async () => {
    const neural = neuralWith();
    neural.behave('speaks', 20);
    const { voice } = neuralVoice(neural);
    const likely = Array.from({ length: 8 }, (_, at) => ({ ...call, label: `B00${at}` }));
    const all = likely.map(async one => voice.prepare([one], false)?.done);
    await voice.prepare([call], true)?.done;
    expect(neural.heard().length).toBeLessThan(5);
    await Promise.all(all);
    expect(neural.heard()).toHaveLength(10);
  });

  test.each([
    ['ends', 'it ended with 7'],
    ['throws', 'the model is broken'],
  ] as const)(
    'ENGINE-4: a model that %s leaves calls to the next voice and says why',
    async (how, why) => {
      const neural = neuralWith();
      neural.behave(how);
      const { voice, engines } = neuralVoice(neural);
      await voice.prepare([call], true)?.done;
      expect(voice.sound([call]).source).toBe('Suara bawaan');
      expect(engines.faults).toEqual([`neural-id: ${why}`]);
      expect(engines.states()[0]).toMatchObject({ condition: 'resting', why });
      // It rests: nobody waits for it.
      expect(voice.prepare([call], true)?.isSoon).toBe(false);
    },
  );

  test('ENGINE-4: a library or a file that is missing is named', async () => {
    const without = neuralVoice(neuralWith({ hasLibrary: false }));
    await without.voice.prepare([call], true)?.done;
    expect(without.engines.faults).toEqual(['neural-id: sherpa-onnx-node is not installed']);
    expect(without.engines.states()[0]).toMatchObject({
      condition: 'resting',
      fault: 'no-library',
    });
    const empty = standInNeural({ languages: ['id'] });
    ends.push(() => empty.remove());
    rmSync(`${empty.folder}/id/tokens.txt`);
    const half = neuralVoice(empty);
    await half.voice.prepare([call], true)?.done;
    expect(half.engines.faults).toEqual(['neural-id: tokens.txt is missing']);
    expect(half.engines.states()[0]).toMatchObject({ fault: 'no-tokens' });
    expect(half.voice.sound([call]).source).toBe('Suara bawaan');
  });

  test('ENGINE-4: a model that gives no sound of a name leaves out the name, and of a number the call', async () => {
    const neural = neuralWith();
    const { voice } = neuralVoice(neural);
    await voice.prepare([call], true)?.done;
    neural.behave('is-mute');
    const named = { ...call, agencyClip: 'agency-dukcapil' };
    await voice.prepare([named], true)?.done;
    expect(voice.sound([named])).toMatchObject({ source: 'neural-id' });
    expect(voice.sound([named]).durationMs).toBe(voice.sound([call]).durationMs);
    const other = { ...call, label: 'A099' };
    await voice.prepare([other], true)?.done;
    expect(voice.sound([other]).source).toBe('Suara bawaan');
    expect(voice.prepare([other], true)).toBe(null);
  });
});

describe('screens that are read out', () => {
  const packs = (name: string) =>
    ['id', 'en'].map(one => defaultPackFolder.id.replace(/default-id$/, `${name}-${one}`));

  function reader(neural: StandInNeural, neuralMsMax: number) {
    const engines = enginesWith(neural);
    const shipped = { shippedFolders: packs('phrases'), wordFolders: packs('default') };
    const speech = openSpeech({ ...shipped, recordedFolders: [], engines, neuralMsMax });
    ends.push(() => speech.close());
    return speech;
  }
  const sourceOf = (spoken: Spoken): string =>
    typeof spoken === 'string' ? spoken : spoken.source;

  test('SPEECH-2: a neural voice reads before shipped sentences, numbers in words; local languages too', async () => {
    const neural = neuralWith();
    const speech = reader(neural, 30_000);
    expect(sourceOf(await speech.say('Nomor Anda A012, 20–35 menit', 'id'))).toBe('neural-id');
    expect(sourceOf(await speech.say('Sugeng rawuh', 'jv'))).toBe('neural-id');
    expect(sourceOf(await speech.say('What do you need?', 'en'))).toBe('Default sentences');
    expect(neural.heard()).toEqual([
      'nomor anda a, nol, satu, dua, dua puluh sampai tiga puluh lima menit',
      'sugeng rawuh',
    ]);
  });

  test('SPEECH-2: one that takes too long is not waited for, and is heard the next time', async () => {
    const neural = neuralWith();
    neural.behave('speaks', 500);
    const speech = reader(neural, 400);
    expect(sourceOf(await speech.say('Apa keperluan Anda?', 'id'))).toBe('Kalimat bawaan');
    await expect
      .poll(async () => sourceOf(await speech.say('Apa keperluan Anda?', 'id')), {
        timeout: 20_000,
      })
      .toBe('cache');
    expect(neural.heard()).toContain('apa keperluan anda');
  });
});
