import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { standInEngine } from '../voice/stand-in-engine.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';

/** The voice of the kiosk over HTTP. */

const engine = standInEngine('speaks');
let server: TestApp;

beforeAll(async () => {
  server = await openTestApp({ hasVoice: true, speechEngine: engine.path });
});
afterAll(async () => {
  await server?.close();
  engine.remove();
  rmSync(engine.path, { force: true });
});

const ask = (body: unknown): Promise<Response> =>
  fetch(`${server.app.url}/api/v1/speech`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('SPEECH-5: a kiosk gets a sentence as sound, kept nowhere', async () => {
  const before = server.seq();
  const answer = await ask({ text: 'Akta Kelahiran', language: 'id' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('audio/wav');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const wav = Buffer.from(await answer.arrayBuffer());
  expect(wav.toString('latin1', 0, 4)).toBe('RIFF');
  expect(engine.heard()).toEqual(['Akta Kelahiran']);
  expect(server.seq()).toBe(before);
});

test('SPEECH-5: what has no sound is refused by name, and text has its length', async () => {
  const silent = await ask({ text: '· – ·', language: 'id' });
  expect([silent.status, (await silent.json()).code]).toEqual([404, 'speech-unavailable']);
  expect((await ask({ text: 'a'.repeat(401) })).status).toBe(422);
  expect((await ask({ text: 'a', language: 'fr' })).status).toBe(422);
});

test('SPEECH-5: one kiosk that asks without end is told to wait', async () => {
  const statuses: number[] = [];
  let last: Response | undefined;
  for (let asked = 0; asked < 400 && !statuses.includes(429); asked += 1) {
    last = await ask({ text: 'Mohon tunggu', language: 'id' });
    statuses.push(last.status);
  }
  expect(statuses.at(-1)).toBe(429);
  expect(statuses.length).toBeGreaterThan(40);
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
});
