import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decodeWav, durationMsOf, encodeWav, samplesOf } from '../../server/voice/wav.ts';
import { tone } from '../voice/packs.ts';
import { packZip, placeOf, voice, VoiceBench } from './voice-bench.ts';

/** Voices of the building's own: recorded, published, and what speaks then. */

const bench = new VoiceBench();
const { dataDir, view, pack, record, send, newPack, taken, publish, sampleCall, soundAt } = bench;

beforeAll(() => bench.start());
afterAll(() => bench.close());
beforeEach(() => bench.clear());

describe('packs', () => {
  test('STUDIO-3: shipped packs are listed, whole, and are nobody’s to change', async () => {
    const { packs } = await view();
    expect(packs.map(({ id }) => id)).toEqual(['default-id', 'default-en']);
    for (const { id, missing, faults } of packs) {
      expect([missing, faults]).toEqual([[], []]);
      const change = await record(id, 'satu', encodeWav(tone(500, 0.2)));
      expect([change.status, change.json.code]).toEqual([403, 'not-allowed']);
      expect((await bench.admin.post(`${voice}/packs/${id}/remove`)).status).toBe(403);
      expect((await bench.admin.post(`${voice}/packs/${id}/publish`, { setupSeq: 1 })).status).toBe(
        403,
      );
    }
  });

  test('STUDIO-1, STUDIO-3: a word is recorded, trimmed, made even, kept, and can be listened to', async () => {
    const { id } = await newPack();
    const { words } = await pack(id);
    expect(words.some(({ key, kind }) => key === 'agency-agency-a' && kind === 'agency')).toBe(
      true,
    );
    expect(words.find(({ key }) => key === 'satu')).toMatchObject({ isNeeded: true, clip: null });
    expect(words.find(({ key }) => key === 'letter-i')!.isNeeded).toBe(false);
    const take = new Int16Array(samplesOf(1_500));
    take.set(tone(400, 0.05), samplesOf(600));
    const answer = await record(id, 'satu', encodeWav(take));
    expect(answer.status, answer.text).toBe(201);
    expect(answer.json.before.durationMs).toBe(1_500);
    expect(answer.json.after.durationMs).toBeLessThan(600);
    expect(Math.abs(answer.json.after.rmsDb + 20)).toBeLessThan(0.5);
    expect(answer.json.pack.recordedCount).toBe(1);
    const clip = await bench.admin.get(`${voice}/packs/${id}/clips/satu`);
    expect(clip.headers['content-type']).toBe('audio/wav');
    expect(durationMsOf(decodeWav(clip.bytes).length)).toBe(answer.json.after.durationMs);
    const again = await record(id, 'satu', encodeWav(tone(700, 0.1)));
    expect(again.json.word.clip.version).not.toBe(answer.json.word.clip.version);
    // The recording before it is gone from the disk.
    expect(readdirSync(join(dataDir, 'voice', id)).length).toBe(2);
  });

  test('STUDIO-2: what is no word is refused with its reason', async () => {
    const { id } = await newPack();
    const other = encodeWav(tone(500, 0.2));
    other.writeUInt32LE(44_100, 24);
    const cases: readonly [Buffer, string][] = [
      [Buffer.from('GIF89a and so on, long enough to be read as a file of sounds'), 'not-a-wav'],
      [other, 'wrong-format'],
      [encodeWav(new Int16Array(samplesOf(900))), 'silent'],
      [encodeWav(tone(30, 0.2)), 'too-short'],
      [encodeWav(tone(10_500, 0.2)), 'too-long'],
    ];
    for (const [bytes, reason] of cases) {
      const answer = await record(id, 'satu', bytes);
      expect([answer.status, answer.json.code], reason).toEqual([422, 'take-refused']);
      expect(answer.json.facts.reason).toBe(reason);
    }
    expect((await pack(id)).pack.recordedCount).toBe(0);
  });

  test('STUDIO-2: a WAV of 50 MB is refused before it is looked at, also from a stranger', async () => {
    const { id } = await newPack();
    const huge = Buffer.alloc(50_000_000);
    const answer = await record(id, 'satu', huge);
    expect([answer.status, answer.json.code]).toEqual([413, 'body-too-large']);
    const stranger = await bench.server.client().call('POST', `${voice}/packs/${id}/clips/satu`, {
      raw: huge,
      headers: { 'Content-Type': 'audio/wav' },
    });
    expect(stranger.status).toBe(401);
  });

  test('STUDIO-2: hostile names of packs and words reach no file', async () => {
    const { id } = await newPack();
    const good = encodeWav(tone(500, 0.2));
    for (const key of ['..%2F..%2Fevil', 'constructor', '__proto__', 'satu.wav', 'letter-a%00']) {
      expect((await record(id, key, good)).status, key).toBe(404);
    }
    for (const name of ['..', '%2e%2e', '..%2Fvoice', 'phrases-id', '.names']) {
      expect((await bench.admin.get(`${voice}/packs/${name}`)).status, name).toBe(404);
      expect((await record(name, 'satu', good)).status, name).toBe(404);
    }
    for (const name of ['', '   ', 'a\u0000b', 'x'.repeat(61), '\u202eterbalik']) {
      const answer = await bench.admin.post(`${voice}/packs`, { name, language: 'id' });
      expect(answer.status, JSON.stringify(name)).toBe(422);
    }
    const odd = await newPack('../../<script> "Suara" & teman');
    expect(odd.id).toMatch(/^voice-[0-9a-f]{12}$/);
    expect(odd.name).toBe('../../<script> "Suara" & teman');
  });

  test('STUDIO-3: there are at most twenty packs of the building', async () => {
    const made = [];
    for (let count = 0; count < 20; count += 1) made.push((await newPack(`Suara ${count}`)).id);
    expect(new Set(made).size).toBe(20);
    const more = await bench.admin.post(`${voice}/packs`, { name: 'Lagi', language: 'id' });
    expect([more.status, more.json.code]).toEqual([409, 'too-many-packs']);
    expect((await send(packZip())).json.code).toBe('too-many-packs');
  });
});

describe('publishing', () => {
  test('STUDIO-4: a pack that lacks a needed word is refused, and the word is named', async () => {
    const { id } = await newPack();
    await record(id, 'satu', encodeWav(tone(500, 0.2)));
    const answer = await publish(id);
    expect([answer.status, answer.json.code]).toEqual([409, 'words-missing']);
    expect(answer.json.facts.words).toContain('nomor antrean');
    expect((await view()).packs.find(row => row.id === id)!.place).toBeNull();
  });

  test('STUDIO-4, STUDIO-5: a published pack speaks the next call, and is taken back as soon', async () => {
    const { id } = await taken();
    const before = (await sampleCall()).json;
    expect(before.source).toBe('Suara bawaan');
    expect((await publish(id)).status).toBe(200);
    const now = (await sampleCall()).json;
    expect(now.source).toBe('Suara uji');
    const sound = await soundAt(now.url);
    let last = -1;
    for (const key of ['nomor-antrean', 'letter-a', 'nol', 'satu', 'dua', 'loket', 'tiga']) {
      const clip = decodeWav((await bench.admin.get(`${voice}/packs/${id}/clips/${key}`)).bytes);
      const place = placeOf(clip, sound);
      expect(place, key).toBeGreaterThan(last);
      last = place;
    }
    expect((await bench.admin.post(`${voice}/packs/${id}/remove`)).json.code).toBe('pack-in-use');
    const drop = await bench.admin.post(`${voice}/packs/${id}/clips/satu/remove`);
    expect(drop.json.code).toBe('pack-in-use');
    expect((await bench.admin.post(`${voice}/packs/${id}/clips/letter-i/remove`)).status).toBe(200);
    const { setupSeq } = await view();
    const back = await bench.admin.post(`${voice}/packs/${id}/withdraw`, { setupSeq });
    expect(back.status).toBe(200);
    expect((await sampleCall()).json.source).toBe('Suara bawaan');
    expect((await bench.admin.post(`${voice}/packs/${id}/remove`)).status).toBe(200);
    expect(readdirSync(join(dataDir, 'voice'))).not.toContain(id);
  });

  test('STUDIO-5: a word recorded anew in a pack in use is heard in the next call', async () => {
    const { id } = await taken();
    await publish(id);
    const before = (await sampleCall()).json.url;
    expect((await record(id, 'nol', encodeWav(tone(600, 0.2, 900)))).status).toBe(201);
    const after = (await sampleCall()).json;
    expect(after.url).not.toBe(before);
    const clip = decodeWav((await bench.admin.get(`${voice}/packs/${id}/clips/nol`)).bytes);
    expect(placeOf(clip, await soundAt(after.url))).toBeGreaterThan(0);
  });

  test('STUDIO-5: who publishes from an older set-up is told', async () => {
    const { id } = await taken();
    const answer = await bench.admin.post(`${voice}/packs/${id}/publish`, { setupSeq: 1 });
    expect([answer.status, answer.json.code]).toEqual([409, 'setup-changed']);
  });

  test('STUDIO-6: a pack that breaks is shown with its file, and the shipped voice speaks, also after a restart', async () => {
    const { id } = await taken();
    await publish(id);
    writeFileSync(join(dataDir, 'voice', id, 'satu.wav'), 'no sound');
    const second = await taken();
    rmSync(join(dataDir, 'voice', second.id, 'dua.wav'));
    await bench.restart();
    const { packs } = await view();
    const faultsOf = (packId: string) => packs.find(row => row.id === packId)!.faults;
    expect(faultsOf(id)).toEqual([{ file: 'satu.wav', fault: 'not-a-wav' }]);
    expect(faultsOf(second.id)).toEqual([{ file: 'dua.wav', fault: 'missing' }]);
    expect((await sampleCall()).json.source).toBe('Suara bawaan');
    const refused = await publish(second.id);
    expect(refused.json.facts.words).toContain('dua');
    rmSync(join(dataDir, 'voice', id), { recursive: true });
    const gone = (await view()).packs.find(row => row.id === id)!;
    expect(gone.faults).toEqual([{ file: 'manifest.json', fault: 'missing' }]);
    mkdirSync(join(dataDir, 'voice', id));
    writeFileSync(join(dataDir, 'voice', id, 'manifest.json'), '{"formatVersion": 1');
    const broken = (await view()).packs.find(row => row.id === id)!;
    expect(broken.faults).toEqual([{ file: 'manifest.json', fault: 'bad-manifest' }]);
  });
});
