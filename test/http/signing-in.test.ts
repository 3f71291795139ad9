import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from './open-test-app.ts';

let server: TestApp;

beforeAll(async () => {
  server = await openTestApp();
});
afterAll(() => server?.close());

const signIn = (username: string, password: string) =>
  server.client().post('/api/v1/session', { username, password });

describe('wrong passwords', () => {
  test('AUTH-3: five lock the account for a minute, also for the right one', async () => {
    for (let triesLeft = 4; triesLeft > 0; triesLeft -= 1) {
      const { status, json } = await signIn('petugas-1', 'wrong');
      expect([status, json.code]).toEqual([401, 'wrong-credentials']);
      expect(json.facts).toEqual({ triesLeft });
    }
    for (const password of ['wrong', 'demo-petugas-1']) {
      const answer = await signIn('petugas-1', password);
      expect([answer.status, answer.json.code]).toEqual([429, 'too-many-attempts']);
      expect(answer.headers['retry-after']).toBe('60');
    }
    expect((await signIn('PETUGAS-1', 'demo-petugas-1')).status).toBe(429);
    expect((await signIn('petugas-2', 'demo-petugas-2')).status).toBe(200);
    server.clock.advance(59);
    expect((await signIn('petugas-1', 'demo-petugas-1')).headers['retry-after']).toBe('1');
    server.clock.advance(1);
    expect((await signIn('petugas-1', 'demo-petugas-1')).status).toBe(200);
  });

  test('AUTH-3: a right password before the lock forgives the wrong ones', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let tries = 0; tries < 4; tries += 1) await signIn('petugas-3', 'wrong');
      expect((await signIn('petugas-3', 'demo-petugas-3')).status).toBe(200);
    }
  });

  test('AUTH-3: guesses sent at once do not outrun the lock', async () => {
    const guesses = Array.from({ length: 19 }, (_, at) => `guess-${at}`);
    const answers = await Promise.all(
      [...guesses, 'demo-petugas-4'].map(password => signIn('petugas-4', password)),
    );
    const codes = answers.map(answer => answer.json.code ?? 'signed-in');
    expect(codes.filter(code => code === 'wrong-credentials').length).toBeLessThanOrEqual(5);
    expect(codes.at(-1)).toBe('too-many-attempts');
  });

  test('AUTH-3: an unknown name and a wrong password look the same', async () => {
    const [unknown, wrong] = [await signIn('nobody-1', 'x'), await signIn('petugas-5', 'x')];
    expect(unknown.text).toBe(wrong.text);
  });
});

describe('sessions', () => {
  test('AUTH-2: the cookie is HttpOnly, SameSite=Strict, and for the whole server', async () => {
    const { headers } = await signIn('petugas-6', 'demo-petugas-6');
    const [cookie, ...others] = headers['set-cookie'] ?? [];
    expect(others).toEqual([]);
    const [value, ...flags] = cookie!.split('; ');
    expect(value).toMatch(/^mpp_session=[\w-]{43}$/);
    expect(flags.sort()).toEqual(['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Strict']);
  });

  test('AUTH-2: signing out takes the cookie away and ends the session on the server', async () => {
    const client = await server.signedIn('petugas-7');
    const { cookie } = client;
    const { headers } = await client.call('DELETE', '/api/v1/session');
    expect(headers['set-cookie']![0]).toMatch(/^mpp_session=; Max-Age=0; /);
    client.cookie = cookie;
    expect((await client.get('/api/v1/session')).status).toBe(401);
  });

  test('AUTH-2: a session ends after twelve hours', async () => {
    const client = await server.signedIn('petugas-8');
    server.clock.advance(12 * 3600 - 1);
    expect((await client.get('/api/v1/session')).status).toBe(200);
    server.clock.advance(1);
    expect((await client.get('/api/v1/session')).status).toBe(401);
  });

  test('AUTH-1, AUTH-2: neither a password nor a token is found on disk', async () => {
    const client = await server.signedIn('petugas-9');
    const token = client.cookie!.split('=')[1]!;
    const bytes = readdirSync(server.dataDir, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
      .join('');
    expect(bytes).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(bytes).not.toContain('demo-petugas-9');
    expect(bytes).not.toContain(token);
  });
});
