import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VoiceStudioView } from '../../contract/voice-studio.ts';
import { standInNeural, type StandInNeural } from '../voice/stand-in-neural.ts';
import { newDataDir, openTestApp, type TestApp, type TestAppOptions } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Voices that render, as a whole server uses them and tells of them. */

const ends: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const voice = '/api/v1/admin/voice';

interface Opened {
  readonly server: TestApp;
  readonly admin: TestClient;
  readonly view: () => Promise<VoiceStudioView>;
}

async function opened(options: TestAppOptions): Promise<Opened> {
  const server = await openTestApp({ hasVoice: true, speechEngine: null, ...options });
  ends.push(() => server.close());
  const admin = await server.signedIn('admin');
  const view = async (): Promise<VoiceStudioView> => (await admin.get(voice)).json;
  while (!(await view()).isSpeaking);
  return { server, admin, view };
}

/** A building with a model in its data folder, as a technician leaves it. */
let neural: StandInNeural;
let building: Opened;
beforeAll(async () => {
  const dataDir = newDataDir();
  const folder = join(dataDir, 'voice', 'neural');
  mkdirSync(folder, { recursive: true });
  ends.push(() => rmSync(dataDir, { recursive: true, force: true }));
  neural = standInNeural({ folder });
  building = await opened({ dataDir });
});

const metric = (text: string, name: string): string[] =>
  text.split('\n').filter(line => line.startsWith(`${name}{`));

async function sampled(admin: TestClient, view: VoiceStudioView): Promise<unknown> {
  const call = { label: 'A012', counterNumber: 3, serviceId: 'service-a01', language: 'id' };
  const asked = { choices: view.choices, ...call, packId: null };
  const answer = await admin.post(`${voice}/sample`, asked);
  expect(answer.status, answer.text).toBe(200);
  return answer.json.source;
}

test('VOICE-23: numbers are rendered when they are issued, counters when they are set up', async () => {
  const { server, admin, view } = building;
  const { counters, packs } = await view();
  expect(packs.map(({ id }) => id)).toEqual(['default-id', 'default-en']);
  await expect
    .poll(() => neural.heard().length, { timeout: 30_000 })
    .toBeGreaterThan(counters.length);
  expect(neural.heard()).toContain('silakan menuju loket tiga.');
  const answer = await server.client().post('/api/v1/tickets', { serviceIds: ['service-a01'] });
  expect(answer.status, answer.text).toBe(201);
  const digits = Array.from((answer.json.ticket.label as string).slice(1), Number);
  const words = digits.map(digit => 'nol satu dua tiga empat lima'.split(' ')[digit]);
  const phrase = `nomor antrean, a, ${words.join(', ')}.`;
  await expect.poll(() => neural.heard().includes(phrase), { timeout: 10_000 }).toBe(true);
  const before = neural.heard().length;
  expect(await sampled(admin, await view())).toBe('neural-id');
  // The number that was tried is new, its counter is not.
  expect(neural.heard().length).toBeLessThanOrEqual(before + 1);
});

test('ENGINE-5: the voice page and the metrics tell of an engine that works, and why one does not', async () => {
  const { server, admin, view } = building;
  expect(await sampled(admin, await view())).toBe('neural-id');
  const [first, last] = (await view()).engines;
  expect(first).toMatchObject({ kind: 'neural', language: 'id', condition: 'ready', why: null });
  expect(first!.residentBytes).toBeGreaterThan(20_000_000);
  expect(last).toMatchObject({ kind: 'wasm', language: null, condition: 'asleep' });
  const metrics = async (): Promise<string> => (await server.client().get('/metrics')).text;
  const ofModel = '{engine="neural",language="id"}';
  expect(metric(await metrics(), 'mpp_voice_engine_usable')).toEqual([
    `mpp_voice_engine_usable${ofModel} 1`,
    'mpp_voice_engine_usable{engine="wasm",language="every"} 1',
  ]);
  expect(metric(await metrics(), 'mpp_voice_engine_resident_bytes')).toHaveLength(1);
  expect(metric(await metrics(), 'mpp_voice_engine_render_seconds')).toHaveLength(1);
  neural.behave('throws');
  const view2 = await view();
  const other = { ...view2, choices: { ...view2.choices, numberStyle: 'kosong' as const } };
  expect(await sampled(admin, other)).toBe('Suara bawaan');
  expect((await view()).engines[0]).toMatchObject({
    condition: 'resting',
    why: 'the model is broken',
  });
  expect(metric(await metrics(), 'mpp_voice_engine_usable')[0]).toBe(
    `mpp_voice_engine_usable${ofModel} 0`,
  );
});

test('ENGINE-5: an install without the optional package speaks as before, and says so', async () => {
  const { admin, view } = await opened({
    speechEngine: '/nowhere/espeak-ng',
    espeakPackage: '@nowhere/espeak-ng',
  });
  expect(await sampled(admin, await view())).toBe('Suara bawaan');
  const speech = await admin.post('/api/v1/speech', { text: 'Akta Kelahiran', language: 'id' });
  expect(speech.json.code).toBe('speech-unavailable');
  expect((await view()).engines).toMatchObject([{ kind: 'program', condition: 'missing' }]);
});
