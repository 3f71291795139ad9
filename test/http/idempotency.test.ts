import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newDataDir, openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** A request that is sent twice is done once, and hears the same answer. */

const dataDir = newDataDir();
let server: TestApp;
let kiosk: TestClient;
let count = 0;

beforeAll(async () => {
  server = await openTestApp({ dataDir });
  kiosk = server.client();
});
afterAll(async () => {
  await server?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const newKey = () => ({ 'Idempotency-Key': `key-${(count += 1)}` });
const order = { serviceIds: ['service-a01'] };
const take = (key: Record<string, string>, body: unknown = order, client = kiosk) =>
  client.post('/api/v1/tickets', body, key);

describe('same key', () => {
  test('IDEM-1: same key and body give the same bytes and one ticket', async () => {
    const key = newKey();
    const first = await take(key);
    const seq = server.seq();
    server.clock.advance(3600);
    const again = await take(key);
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(server.seq()).toBe(seq);
    expect((await take(newKey())).json.ticket.label).not.toBe(first.json.ticket.label);
  });

  test('IDEM-1: a refusal is given again, too', async () => {
    const officer = await server.signedIn('petugas-1');
    const key = newKey();
    const path = '/api/v1/counters/counter-1/call-next';
    const first = await officer.post(path, undefined, key);
    expect([first.status, first.json.code]).toEqual([409, 'counter-not-open']);
    await officer.post('/api/v1/counters/counter-1/open');
    expect((await officer.post(path, undefined, key)).text).toBe(first.text);
    expect((await officer.post(path, undefined, newKey())).status).toBe(200);
  });

  test('IDEM-1: the answer survives a restart', async () => {
    const key = newKey();
    const first = await take(key);
    const { clock } = server;
    await server.close();
    server = await openTestApp({ dataDir, clock });
    kiosk = server.client();
    const seq = server.seq();
    const again = await take(key);
    expect([again.status, again.json.ticket.id]).toEqual([201, first.json.ticket.id]);
    expect(again.text).toBe(first.text);
    expect(server.seq()).toBe(seq);
  });

  test('IDEM-2: the same key with another body or address is a conflict', async () => {
    const key = newKey();
    await take(key);
    const seq = server.seq();
    const other = await take(key, { serviceIds: ['service-b01'] });
    expect([other.status, other.json.code]).toEqual([409, 'idempotency-conflict']);
    expect(server.seq()).toBe(seq);
    const officer = await server.signedIn('petugas-2');
    await officer.post('/api/v1/counters/counter-2/open', undefined, key);
    const elsewhere = await officer.post('/api/v1/counters/counter-2/close', undefined, key);
    expect([elsewhere.status, elsewhere.json.code]).toEqual([409, 'idempotency-conflict']);
  });

  test('IDEM-3: keys belong to their caller', async () => {
    const key = newKey();
    const mine = await take(key);
    const officer = await server.signedIn('petugas-3');
    const theirs = await take(key, order, officer);
    expect(theirs.status).toBe(201);
    expect(theirs.json.ticket.id).not.toBe(mine.json.ticket.id);
  });

  test('IDEM-4: sent twenty times at once, done once', async () => {
    const key = newKey();
    const seq = server.seq();
    const answers = await Promise.all(Array.from({ length: 20 }, () => take(key)));
    expect(new Set(answers.map(answer => answer.text)).size).toBe(1);
    expect(server.seq()).toBe(seq + 1);
  });

  test('IDEM-4: two bodies under one key at once: one ticket, one conflict', async () => {
    const key = newKey();
    const seq = server.seq();
    const answers = await Promise.all([take(key), take(key, { serviceIds: ['service-b01'] })]);
    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([201, 409]));
    expect(server.seq()).toBe(seq + 1);
  });

  test('IDEM-1: input that was refused does not use up its key', async () => {
    const key = newKey();
    expect((await take(key, { serviceIds: [] })).status).toBe(422);
    expect((await take(key)).status).toBe(201);
  });
});

describe('signing in', () => {
  const signIn = (username: string, password: string, key: Record<string, string>) =>
    server.client().post('/api/v1/session', { username, password }, key);

  test('IDEM-2: another password under the same key is a conflict', async () => {
    const key = newKey();
    expect((await signIn('petugas-4', 'demo-petugas-4', key)).status).toBe(200);
    expect((await signIn('petugas-4', 'demo-petugas-4', key)).status).toBe(200);
    const other = await signIn('petugas-4', 'other', key);
    expect([other.status, other.json.code]).toEqual([409, 'idempotency-conflict']);
  });

  test('IDEM-3: a key used by who is signed in is not taken from others', async () => {
    const key = newKey();
    const officer = await server.signedIn('petugas-5');
    const body = { username: 'petugas-5', password: 'demo-petugas-5' };
    expect((await officer.post('/api/v1/session', body, key)).status).toBe(200);
    expect((await signIn('petugas-6', 'demo-petugas-6', key)).status).toBe(200);
  });

  test('AUTH-2: no answer with a session is kept on disk', async () => {
    const key = newKey();
    const client = server.client();
    const body = { username: 'petugas-7', password: 'demo-petugas-7' };
    await client.post('/api/v1/session', body, key);
    const first = client.cookie;
    await client.post('/api/v1/session', body, key);
    expect(client.cookie).not.toBe(first);
  });
});

describe('at once', () => {
  test('NUM-1, NUM-2: fifty tickets at once have fifty numbers in a row', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => take({}, { serviceIds: ['service-k01'] })),
    );
    const numbers = answers.map(answer => Number(answer.json.ticket.label.slice(1)));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
  });

  test('CALL-5: eight officers’ worth of calls at once never share a ticket', async () => {
    const clients = [await server.signedIn('supervisor'), await server.signedIn('admin')];
    await Promise.all(
      ['counter-28', 'counter-29'].map(id => clients[0]!.post(`/api/v1/counters/${id}/open`)),
    );
    const calls = await Promise.all(
      ['counter-28', 'counter-29'].flatMap(id =>
        clients.flatMap(client => [
          client.post(`/api/v1/counters/${id}/call-next`),
          client.post(`/api/v1/counters/${id}/call-next`),
        ]),
      ),
    );
    const called = calls.filter(answer => answer.status === 200);
    expect(new Set(called.map(answer => answer.json.ticket.id)).size).toBe(called.length);
    expect(called).toHaveLength(2);
    expect(calls.filter(answer => answer.json.code === 'counter-occupied')).toHaveLength(6);
  });
});
