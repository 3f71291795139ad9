import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { announcementClips } from '../../server/domain/announcement.ts';
import type { Announcement } from '../../server/domain/announcement.ts';
import { chimeDurationMs } from '../../server/voice/chime.ts';
import { peakDb, peakDbMax } from '../../server/voice/loudness.ts';
import { loadVoicePack, VoicePackFault } from '../../server/voice/pack.ts';
import { soundCache } from '../../server/voice/sound-cache.ts';
import { openVoice } from '../../server/voice/voice.ts';
import type { Voice, VoiceOptions } from '../../server/voice/voice.ts';
import { decodeWav, durationMsOf } from '../../server/voice/wav.ts';
import { defaultPackFolder, tone, writePack } from './packs.ts';

const call: Announcement = {
  label: 'A012',
  counterNumber: 3,
  language: 'id',
  numberStyle: 'nol',
  repeat: 2,
};
const bothDefaults = [defaultPackFolder.id, defaultPackFolder.en];

function opened(options: VoiceOptions): Voice {
  const voice = openVoice(options);
  onTestFinished(() => voice.close());
  return voice;
}

/** A pack that can say `A012` to counter 3, and nothing else. */
function ownClips(frequencyHz: number = 440): Record<string, Int16Array> {
  const keys = announcementClips(call).flatMap(part => (part.kind === 'clip' ? [part.key] : []));
  return Object.fromEntries(keys.map(key => [key, tone(200, 0.3, frequencyHz)]));
}

describe('a call becomes a sound', () => {
  test('VOICE-8: its length is that of chime, gap, clips and pauses, said twice', () => {
    const pack = loadVoicePack(defaultPackFolder.id);
    const sound = opened({ packFolders: bothDefaults }).sound(call);
    const speechMs = announcementClips(call).reduce(
      (sum, part) =>
        sum +
        (part.kind === 'pause'
          ? part.durationMs
          : ((pack.clips.get(part.key)?.length ?? 0) * 1000) / 22_050),
      0,
    );
    expect(Math.abs(sound.durationMs - (chimeDurationMs + 300 + speechMs))).toBeLessThan(2);
    expect(durationMsOf(decodeWav(sound.wav).length)).toBe(sound.durationMs);
  });

  test('VOICE-7: no call clips, whatever its label, counter, style and language', () => {
    const voice = opened({ packFolders: bothDefaults });
    const anyCall = fc.record<Announcement>({
      label: fc.stringMatching(/^[A-Z]{1,2}[0-9]{3}$/),
      counterNumber: fc.integer({ min: 1, max: 199 }),
      language: fc.constantFrom('id', 'en'),
      numberStyle: fc.constantFrom('nol', 'kosong', 'natural'),
      repeat: fc.constant(1),
    });
    fc.assert(
      fc.property(anyCall, announcement => {
        const sound = voice.sound(announcement);
        expect(sound.isSpoken).toBe(true);
        expect(peakDb(decodeWav(sound.wav))).toBeLessThanOrEqual(peakDbMax + 0.01);
      }),
      { numRuns: 60 },
    );
  });

  test('VOICE-14: the same call by the same voice is the same sound; another is another', () => {
    const voice = opened({ packFolders: bothDefaults });
    const sound = voice.sound(call);
    expect(voice.sound({ ...call })).toBe(sound);
    expect(voice.find(sound.contentHash)).toBe(sound);
    expect(voice.sound({ ...call, label: 'A013' }).contentHash).not.toBe(sound.contentHash);
    expect(opened({ packFolders: bothDefaults }).sound(call).contentHash).toBe(sound.contentHash);
  });

  test('VOICE-14: the cache keeps no more bytes than its limit, last used last', () => {
    const cache = soundCache<string>(100);
    cache.set('a', 'A', 40);
    cache.set('b', 'B', 40);
    cache.get('a');
    cache.set('c', 'C', 40);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C']);
    cache.set('too large', 'X', 101);
    expect(cache.get('too large')).toBe(undefined);
    expect(cache.bytesHeld()).toBe(80);
    cache.set('a', 'again', 10);
    expect(cache.bytesHeld()).toBe(50);
  });

  test('VOICE-14: a voice without room for its sounds speaks all the same', () => {
    const voice = opened({ packFolders: bothDefaults, cacheBytesMax: 1_000 });
    const sound = voice.sound(call);
    expect(sound.isSpoken).toBe(true);
    expect(voice.find(sound.contentHash)).toBe(undefined);
  });

  test('VOICE-14: a closed voice holds nothing and makes nothing', () => {
    const voice = openVoice({ packFolders: bothDefaults });
    const { contentHash } = voice.sound(call);
    voice.close();
    expect(voice.find(contentHash)).toBe(undefined);
    expect(() => voice.sound(call)).toThrow('the voice is closed');
  });
});

describe('sources in order', () => {
  test("VOICE-13: an administrator's pack speaks before the default one", () => {
    const voice = opened({ packFolders: [writePack(ownClips()), ...bothDefaults] });
    expect(voice.sound(call).source).toBe('Suara uji');
  });

  test('VOICE-13: a pack that lacks one word leaves the whole sentence to the next', () => {
    const voice = opened({ packFolders: [writePack(ownClips()), ...bothDefaults] });
    const alone = opened({ packFolders: bothDefaults });
    const other = { ...call, label: 'A019' };
    expect(voice.sound(other).source).toBe('Suara bawaan');
    expect(voice.sound(other).wav).toEqual(alone.sound(other).wav);
  });

  test('VOICE-13: a pack speaks its own language only', () => {
    const voice = opened({ packFolders: [writePack(ownClips()), ...bothDefaults] });
    expect(voice.sound({ ...call, language: 'en' }).source).toBe('Default voice');
  });

  test('VOICE-13: packs that sound different give different hashes', () => {
    const low = opened({ packFolders: [writePack(ownClips(300))] });
    const high = opened({ packFolders: [writePack(ownClips(600))] });
    expect(low.sound(call).contentHash).not.toBe(high.sound(call).contentHash);
  });

  test("VOICE-13: an agency's name is said where the pack has it, and left out where not", () => {
    const named = { ...call, repeat: 1, agencyClip: 'agency-dukcapil' };
    const plain = { ...call, repeat: 1 };
    const clips = ownClips();
    const without = opened({ packFolders: [writePack(clips)] });
    expect(without.sound(named).durationMs).toBe(without.sound(plain).durationMs);
    const folder = writePack({ ...clips, 'agency-dukcapil': tone(700, 0.3) });
    const withName = opened({ packFolders: [folder] });
    expect(withName.sound(named).durationMs).toBe(withName.sound(plain).durationMs + 160 + 700);
  });

  test('VOICE-12: where no pack can speak, the chime alone is heard, and says so', () => {
    const sound = opened({ packFolders: [] }).sound(call);
    expect(sound).toMatchObject({ source: 'chime', isSpoken: false, durationMs: chimeDurationMs });
  });
});

describe('a pack that is wrong', () => {
  test('VOICE-12: a missing file is refused by clip and file name', () => {
    const folder = writePack(ownClips());
    rmSync(join(folder, 'satu.wav'));
    expect(() => loadVoicePack(folder)).toThrow(
      `voice pack ${folder}: clip "satu": file satu.wav is missing`,
    );
  });

  test('VOICE-12: a file that is no WAV is refused by clip and file name', () => {
    const folder = writePack(ownClips());
    writeFileSync(join(folder, 'dua.wav'), 'a'.repeat(100));
    expect(() => loadVoicePack(folder)).toThrow('clip "dua": file dua.wav is not a WAV file');
  });

  test('VOICE-12: a file that is not the one the manifest describes is refused', () => {
    const folder = writePack(ownClips(), {
      clips: { dua: { file: 'dua.wav', durationMs: 900 } },
    });
    expect(() => loadVoicePack(folder)).toThrow('manifest says 900 ms, dua.wav has 200 ms');
  });

  test.each([
    ['a newer format', { formatVersion: 2 }, 'formatVersion'],
    ['another sample rate', { sampleRate: 44_100 }, 'sampleRate'],
    ['an unknown language', { language: 'fr' }, 'language'],
    ['no licence', { licence: '' }, 'licence'],
    ['a path out of its folder', { clips: { a: { file: '../a.wav', durationMs: 1 } } }, 'file'],
  ])('VOICE-12: %s is refused, naming the field', (_, change, field) => {
    const folder = writePack(ownClips(), change);
    expect(() => loadVoicePack(folder)).toThrow(VoicePackFault);
    expect(() => loadVoicePack(folder)).toThrow(field);
  });

  test('VOICE-12: a broken or absent manifest is refused', () => {
    const folder = writePack(ownClips());
    writeFileSync(join(folder, 'manifest.json'), '{');
    expect(() => loadVoicePack(folder)).toThrow('manifest.json is wrong');
    rmSync(join(folder, 'manifest.json'));
    expect(() => loadVoicePack(folder)).toThrow("manifest.json can't be read");
  });

  test('VOICE-12: is a fault to be shown, and the next pack speaks', () => {
    const folder = writePack(ownClips());
    rmSync(join(folder, 'satu.wav'));
    const voice = opened({ packFolders: [folder, ...bothDefaults] });
    expect(voice.faults.map(fault => fault.folder)).toEqual([folder]);
    expect(voice.sound(call).source).toBe('Suara bawaan');
  });
});
