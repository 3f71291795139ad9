import { zipSync } from 'fflate';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { announcementClips } from '../../server/domain/announcement.ts';
import { durationMsOf, encodeWav, samplesOf } from '../../server/voice/wav.ts';
import { tone } from '../voice/packs.ts';
import { until } from './open-test-app.ts';
import { packZip, voice, VoiceBench } from './voice-bench.ts';

/** Voices as files, and calls that are listened to before anybody else hears them. */

const bench = new VoiceBench();
const { dataDir, view, pack, record, send, newPack, taken, sampleCall, soundAt } = bench;

beforeAll(() => bench.start());
afterAll(() => bench.close());
beforeEach(() => bench.clear());

/** 300 MB of nothing; made before any connection is open, which would be idle meanwhile. */
const zeros = deflateRawSync(Buffer.alloc(300_000_000), { level: 9 });

describe('archives', () => {
  test('STUDIO-7: a pack leaves as one file and comes back the same', async () => {
    const { id } = await taken();
    const archive = await bench.admin.get(`${voice}/packs/${id}/archive`);
    expect(archive.headers['content-type']).toBe('application/zip');
    expect(archive.headers['content-disposition']).toBe(`attachment; filename="${id}.zip"`);
    const answer = await send(archive.bytes);
    expect(answer.status, answer.text).toBe(201);
    const copy: string = answer.json.pack.id;
    for (const file of readdirSync(join(dataDir, 'voice', id))) {
      const [one, other] = [id, copy].map(name => readFileSync(join(dataDir, 'voice', name, file)));
      expect(one!.equals(other!), file).toBe(true);
    }
  });

  test('STUDIO-8: what is no whole pack is refused with the file at fault, and nothing is kept', async () => {
    const wav = encodeWav(tone(200, 0.2));
    const rate = Buffer.from(wav);
    rate.writeUInt32LE(44_100, 24);
    const many = Object.fromEntries(
      Array.from({ length: 1_100 }, (_, at) => [`x${at}.wav`, new Uint8Array(0)]),
    );
    const long = encodeWav(new Int16Array(samplesOf(60_000)));
    const cases: readonly [string, () => Uint8Array, string, string][] = [
      ['no zip', () => Buffer.from('MZ not an archive'), 'not-a-zip', ''],
      ['cut short', () => packZip().subarray(0, 9_000), 'not-a-zip', ''],
      ['no manifest', () => zipSync({ 'satu.wav': wav }), 'no-manifest', 'manifest.json'],
      ['a missing clip', () => packZip({ without: ['lima'] }), 'missing', 'lima.wav'],
      ['wrong rate', () => packZip({ clips: { 'dua.wav': rate } }), 'wrong-format', 'dua.wav'],
      [
        'no sound',
        () => packZip({ clips: { 'dua.wav': Buffer.alloc(99) } }),
        'not-a-wav',
        'dua.wav',
      ],
      [
        'other sound',
        () => packZip({ clips: { 'dua.wav': encodeWav(tone(300, 0.2)) } }),
        'wrong-length',
        'dua.wav',
      ],
      ['a program', () => packZip({ more: { 'setup.exe': wav } }), 'foreign-file', 'setup.exe'],
      [
        'an unlisted clip',
        () => packZip({ more: { 'lain.wav': wav } }),
        'foreign-file',
        'lain.wav',
      ],
      [
        'a way out',
        () => packZip({ more: { '../../evil.wav': wav } }),
        'hostile-name',
        '../../evil.wav',
      ],
      [
        'an absolute name',
        () => packZip({ more: { '/etc/passwd': wav } }),
        'hostile-name',
        '/etc/passwd',
      ],
      ['a drive', () => packZip({ more: { 'C:\\evil.wav': wav } }), 'hostile-name', 'C:\\evil.wav'],
      ['a bomb', () => packZip({ clips: { 'dua.wav': long } }), 'too-large', 'dua.wav'],
      ['many files', () => packZip({ more: many }), 'too-many-files', ''],
      [
        'another version',
        () => packZip({ manifest: { formatVersion: 9 } }),
        'bad-manifest',
        'manifest.json',
      ],
      [
        'a name that leaves',
        () => packZip({ manifest: { clips: { satu: { file: '../x.wav', durationMs: 9 } } } }),
        'bad-manifest',
        'manifest.json',
      ],
    ];
    await taken();
    const before = readdirSync(join(dataDir, 'voice')).toSorted();
    // Made one by one: a connection that is idle for seconds is closed by the server.
    for (const [what, made, reason, file] of cases) {
      const answer = await send(made());
      expect([answer.status, answer.json.code], what).toEqual([422, 'pack-refused']);
      expect([answer.json.facts.reason, answer.json.facts.file], what).toEqual([reason, file]);
    }
    expect(readdirSync(join(dataDir, 'voice')).toSorted()).toEqual(before);
  });

  test('STUDIO-8: a bomb that hides its size costs neither memory nor the building’s time', async () => {
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(zeros.length, 18);
    head.writeUInt32LE(100, 22);
    head.writeUInt16LE(7, 26);
    const begun = performance.now();
    const answer = await send(Buffer.concat([head, Buffer.from('dua.wav'), zeros]));
    expect(answer.json.facts).toEqual({ reason: 'too-large', file: 'dua.wav' });
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test('STUDIO-8: the folder that a zip program puts around a pack is no matter', async () => {
    const inner = packZip();
    const answer = await send(inner);
    const { id } = answer.json.pack;
    const entries: Record<string, Uint8Array> = { '__MACOSX/._satu.wav': Buffer.from('x') };
    for (const file of readdirSync(join(dataDir, 'voice', id))) {
      entries[`Suara Sari/${file}`] = readFileSync(join(dataDir, 'voice', id, file));
    }
    expect((await send(zipSync(entries))).status).toBe(201);
  });
});

describe('sample calls and choices', () => {
  test('STUDIO-9: a sample follows its choices, before they are saved', async () => {
    const { choices } = await view();
    const usual = (await sampleCall()).json;
    const slow = (await sampleCall({ choices: { ...choices, speedPercent: 70 } })).json;
    expect(slow.durationMs).toBeGreaterThan(usual.durationMs * 1.2);
    const once = (await sampleCall({ choices: { ...choices, repeat: 1 } })).json;
    expect(once.durationMs).toBeLessThan(usual.durationMs * 0.7);
    const both = (await sampleCall({ language: 'en' })).json;
    expect(both.durationMs).toBeGreaterThan(usual.durationMs);
    expect(durationMsOf((await soundAt(usual.url)).length)).toBe(usual.durationMs);
    const kosong = (await sampleCall({ choices: { ...choices, numberStyle: 'kosong' } })).json;
    expect(kosong.url).not.toBe(usual.url);
  });

  test('STUDIO-9: a pack tried alone says what it lacks instead of speaking with another voice', async () => {
    const { id } = await newPack();
    const { json } = await sampleCall({ packId: id });
    expect(json.source).toBeNull();
    expect(json.missing).toContain('nomor antrean');
    const { words } = await pack(id);
    const needed = announcementClips({
      label: 'A012',
      counterNumber: 3,
      language: 'id',
      numberStyle: 'nol',
      repeat: 1,
    });
    for (const part of needed) {
      if (part.kind === 'clip') await record(id, part.key, encodeWav(tone(300, 0.2)));
    }
    expect(words.length).toBeGreaterThan(needed.length);
    expect((await sampleCall({ packId: id })).json.source).toBe('Suara Ibu Sari');
  });

  test('STUDIO-10: a name is said by the pack that recorded it, by the shipped voice where its program is here, else left out', async () => {
    const { choices } = await view();
    const named = { ...choices, says: 'agency' } as const;
    const [plain, said] = [(await sampleCall()).json, (await sampleCall({ choices: named })).json];
    expect(said.isNamed).toBe(true);
    expect(said.durationMs).toBeGreaterThan(plain.durationMs);
    const { id } = await taken();
    expect((await sampleCall({ choices: named, packId: id })).json.isNamed).toBe(false);
    await record(id, 'agency-agency-a', encodeWav(tone(600, 0.2, 700)));
    expect((await sampleCall({ choices: named, packId: id })).json.isNamed).toBe(true);
  });

  test('STUDIO-10: names of a saved choice are rendered beforehand and kept on the disk', async () => {
    const { choices, setupSeq } = await view();
    const body = { setupSeq, choices: { ...choices, says: 'agency' } };
    expect((await bench.admin.post(voice, body)).status).toBe(200);
    const kept = (): number => {
      try {
        return readdirSync(join(dataDir, 'voice', '.names')).length;
      } catch {
        return 0;
      }
    };
    await until(() => kept() >= 20, 'names on the disk');
    const heard = bench.engine.heard().length;
    await bench.restart();
    expect((await sampleCall()).json.isNamed).toBe(true);
    const later = bench.engine.heard().length;
    expect(later).toBeLessThanOrEqual(heard + 40);
    const now = await view();
    await bench.admin.post(voice, { setupSeq: now.setupSeq, choices });
  });

  test('STUDIO-11: choices are saved as asked; another zone and an older set-up are refused', async () => {
    const { choices, setupSeq } = await view();
    const quiet = { days: [1, 2], from: '12:00', until: '13:00' };
    const zones = [{ zoneId: 'zone-biru', volumePercent: 40, isSilent: false }];
    const other = { ...choices, repeat: 3, quietTimes: [quiet], zones };
    expect((await bench.admin.post(voice, { setupSeq, choices: other })).status).toBe(200);
    const now = await view();
    expect(now.choices).toEqual(other);
    expect((await bench.admin.post(voice, { setupSeq, choices })).json.code).toBe('setup-changed');
    const wrong = { ...choices, zones: [{ ...zones[0], zoneId: 'zone-nowhere' }] };
    const refused = await bench.admin.post(voice, { setupSeq: now.setupSeq, choices: wrong });
    expect(refused.json.errors[0].path).toBe('choices.zones.0.zoneId');
    await bench.admin.post(voice, { setupSeq: now.setupSeq, choices });
  });

  test('STUDIO-12: a supervisor looks and listens, and changes nothing', async () => {
    const supervisor = await bench.server.signedIn('supervisor');
    expect((await supervisor.get(voice)).status).toBe(200);
    const { choices, setupSeq } = await view();
    expect((await supervisor.post(voice, { setupSeq, choices })).status).toBe(403);
    expect((await supervisor.post(`${voice}/packs`, { name: 'x', language: 'id' })).status).toBe(
      403,
    );
    const sample = {
      choices,
      label: 'A012',
      counterNumber: 3,
      serviceId: 'service-a01',
      language: 'id',
      packId: null,
    };
    expect((await supervisor.post(`${voice}/sample`, sample)).status).toBe(200);
  });

  test('STUDIO-13: a test tone says that no screen of the zone can be heard', async () => {
    const answer = await bench.admin.post(`${voice}/zones/zone-biru/tone`, { volumePercent: 60 });
    expect(answer.json).toEqual({ told: 'unheard' });
    expect(
      (await bench.admin.post(`${voice}/zones/zone-nowhere/tone`, { volumePercent: 60 })).status,
    ).toBe(404);
  });
});
