import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffMemberView, StaffSessionView } from '../../contract/staff.ts';
import { follow } from '../realtime/follower.ts';
import { newDataDir, openTestApp, until, type TestApp } from './open-test-app.ts';
import type { Answer, TestClient } from './test-client.ts';

/** Accounts as other programs and people see them: over HTTP, on a whole server. */

let server: TestApp;
let supervisor: TestClient;
let admin: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  supervisor = await server.signedIn('supervisor');
  admin = await server.signedIn('admin');
});
afterAll(() => server?.close());

const passwordPath = '/api/v1/session/password';
const next = 'selendang-49-biru';

const signIn = (username: string, password: string, client = server.client()) =>
  client.post('/api/v1/session', { username, password });
const codeOf = ({ status, json }: Answer): [number, string | undefined] => [status, json?.code];
const sessionsOf = async (client: TestClient): Promise<StaffSessionView[]> =>
  (await client.get('/api/v1/sessions')).json.sessions;
const memberOf = async (username: string): Promise<StaffMemberView> => {
  const { staff } = (await supervisor.get('/api/v1/staff')).json;
  return staff.find((row: StaffMemberView) => row.username === username);
};
const end = (client: TestClient, path: string) => client.call('DELETE', `/api/v1${path}`);

/** Notes of accounts since a seq: what, whose account, who did it. */
async function notesSince(seq: number): Promise<string[]> {
  const { entries } = (await supervisor.get(`/api/v1/journal?after=${seq}&limit=1000`)).json;
  return entries
    .filter((entry: { type: string }) => entry.type === 'staff-account')
    .map(
      (entry: { staffId: string; data: { what: string; byStaffId: string | null } }) =>
        `${entry.data.what} ${entry.staffId} by ${entry.data.byStaffId}`,
    );
}

/** Twenty wrong passwords from one address, as fast as the address is let. */
async function lock(username: string, of = server): Promise<Answer> {
  let last: Answer | undefined;
  for (let at = 1; at <= 20; at += 1) {
    last = await of.client().post('/api/v1/session', { username, password: 'wrong' });
    if (at % 5 === 0 && at < 20) of.clock.advance(60);
  }
  return last!;
}

describe('the own password', () => {
  test('AUTH-7: is changed, and every other device is signed out', async () => {
    const [here, there] = [await server.signedIn('petugas-1'), await server.signedIn('petugas-1')];
    const before = server.seq();
    const body = { current: 'demo-petugas-1', next };
    const { status, json } = await here.post(passwordPath, body);
    expect([status, json.user.username]).toEqual([200, 'petugas-1']);
    expect((await here.get('/api/v1/session')).status).toBe(200);
    expect((await there.get('/api/v1/session')).status).toBe(401);
    expect(codeOf(await signIn('petugas-1', 'demo-petugas-1'))).toEqual([401, 'wrong-credentials']);
    expect((await signIn('petugas-1', next)).status).toBe(200);
    expect(await notesSince(before)).toEqual([
      'password-changed staff-petugas-1 by staff-petugas-1',
      'signed-in staff-petugas-1 by staff-petugas-1',
    ]);
  });

  test('AUTH-7: a new one that is too weak or the same is refused with the reason', async () => {
    const client = await server.signedIn('petugas-2');
    const ask = (wanted: string) =>
      client.post(passwordPath, { current: 'demo-petugas-2', next: wanted });
    for (const [wanted, reason] of [
      ['short', 'too-short'],
      ['petugas-2-', 'user-name'],
      ['indonesia17', 'obvious'],
    ] as const) {
      const { status, json } = await ask(wanted);
      expect([status, json.code]).toEqual([422, 'password-too-weak']);
      expect(json.facts).toEqual({ reason, charactersMin: 10 });
      expect(json.errors[0].path).toBe('next');
    }
    expect(codeOf(await ask('demo-petugas-2'))).toEqual([422, 'same-password']);
    expect(codeOf(await ask('x'.repeat(257)))).toEqual([422, 'invalid-input']);
    expect((await ask('z7-x'.repeat(64))).status).toBe(200);
  });

  test('AUTH-7: a wrong current one counts, and the sign-in is stopped with it', async () => {
    const client = await server.signedIn('petugas-3');
    const body = { current: 'wrong', next };
    for (let triesLeft = 4; triesLeft > 0; triesLeft -= 1) {
      const { status, json } = await client.post(passwordPath, body);
      expect([status, json.facts]).toEqual([401, { triesLeft }]);
    }
    const stopped = await client.post(passwordPath, body);
    expect(codeOf(stopped)).toEqual([429, 'too-many-attempts']);
    expect(stopped.headers['retry-after']).toBe('60');
    expect((await signIn('petugas-3', 'demo-petugas-3')).status).toBe(429);
    expect((await client.get('/api/v1/session')).status).toBe(200);
  });

  test('IDEM-1, AUTH-7: asked again with the same key it happens once', async () => {
    const client = await server.signedIn('petugas-4');
    const key = { 'Idempotency-Key': 'a-key-of-its-own' };
    const body = { current: 'demo-petugas-4', next };
    const before = server.seq();
    const answers = await Promise.all([
      client.post(passwordPath, body, key),
      client.post(passwordPath, body, key),
    ]);
    answers.push(await client.post(passwordPath, body, key));
    expect(answers.map(answer => answer.status)).toEqual([200, 200, 200]);
    expect(await notesSince(before)).toEqual([
      'password-changed staff-petugas-4 by staff-petugas-4',
    ]);
    const other = await client.post(passwordPath, { ...body, next: `${next}!` }, key);
    expect(codeOf(other)).toEqual([409, 'idempotency-conflict']);
  });

  test('AUTH-7: neither an old nor a new password is found on disk', async () => {
    const client = await server.signedIn('petugas-5');
    const secret = 'gerimis-di-tepi-danau';
    const key = { 'Idempotency-Key': 'another-key' };
    const body = { current: 'demo-petugas-5', next: secret };
    expect((await client.post(passwordPath, body, key)).status).toBe(200);
    const bytes = readdirSync(server.dataDir, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
      .join('');
    expect(bytes).not.toContain(secret);
    expect(bytes).not.toContain('demo-petugas-5');
  });
});

describe('a locked account', () => {
  test('AUTH-8, AUTH-9: is told until when, seen by supervisors, and opened by them', async () => {
    const open = await server.signedIn('petugas-6');
    const before = server.seq();
    const last = await lock('petugas-6');
    expect(codeOf(last)).toEqual([429, 'account-locked']);
    expect(last.headers['retry-after']).toBe('900');
    expect(last.json.facts.waitSeconds).toBe(900);
    const lockedUntil = server.clock.now() + 900_000;
    expect(Date.parse(last.json.facts.until)).toBe(lockedUntil);
    server.clock.advance(60);
    const right = await signIn('petugas-6', 'demo-petugas-6');
    expect([...codeOf(right), right.headers['retry-after']]).toEqual([
      429,
      'account-locked',
      '840',
    ]);
    expect((await open.get('/api/v1/session')).status).toBe(200);
    expect(Date.parse((await memberOf('petugas-6')).lockedUntil!)).toBe(lockedUntil);

    const unlock = '/api/v1/staff/staff-petugas-6/unlock';
    expect(codeOf(await open.post(unlock))).toEqual([403, 'not-allowed']);
    const { status, json } = await supervisor.post(unlock);
    expect([status, json.member.lockedUntil]).toEqual([200, null]);
    expect((await signIn('petugas-6', 'demo-petugas-6')).status).toBe(200);
    expect((await supervisor.post(unlock)).status).toBe(200);
    expect(await notesSince(before)).toEqual([
      'locked staff-petugas-6 by null',
      'unlocked staff-petugas-6 by staff-supervisor',
      'signed-in staff-petugas-6 by staff-petugas-6',
    ]);
  });

  test('AUTH-12: wrong passwords never fill the journal', async () => {
    const before = server.seq();
    await lock('petugas-7');
    for (let at = 0; at < 30; at += 1) {
      await signIn('petugas-7', 'wrong');
      await signIn('nobody-at-all', 'wrong');
      if (at % 4 === 0) server.clock.advance(20);
    }
    expect(await notesSince(before)).toEqual(['locked staff-petugas-7 by null']);
    expect(server.seq()).toBe(before + 1);
  });

  test('AUTH-8: stays locked over a restart', async () => {
    const dataDir = newDataDir();
    const first = await openTestApp({ dataDir });
    await lock('petugas-1', first);
    await first.close();
    const second = await openTestApp({ dataDir, clock: first.clock });
    const body = { username: 'petugas-1', password: 'demo-petugas-1' };
    const answer = await second.client().post('/api/v1/session', body);
    expect(codeOf(answer)).toEqual([429, 'account-locked']);
    await second.close();
  });

  test('AUTH-9: nobody of that id', async () => {
    expect(codeOf(await supervisor.post('/api/v1/staff/nobody/unlock'))).toEqual([
      404,
      'unknown-staff',
    ]);
    expect(codeOf(await end(admin, '/staff/nobody/sessions'))).toEqual([404, 'unknown-staff']);
  });
});

describe('sessions', () => {
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0';

  test('AUTH-10: a member sees their own, each with its device and times', async () => {
    const client = await server.signedIn('petugas-8');
    const openedAt = server.clock.now();
    server.clock.advance(90);
    const other = server.client();
    const body = { username: 'petugas-8', password: 'demo-petugas-8' };
    await other.post('/api/v1/session', body, { 'User-Agent': firefox });
    const rows = await sessionsOf(client);
    expect(rows.map(({ device, isThis }) => [device, isThis])).toEqual([
      ['Firefox, Linux', false],
      [null, true],
    ]);
    expect(Date.parse(rows[1]!.openedAt)).toBe(openedAt);
    expect(Date.parse(rows[1]!.lastSeenAt)).toBe(openedAt + 90_000);
    expect(rows[1]!.id).not.toContain(client.cookie!.split('=')[1]!.slice(0, 8));
  });

  test('AUTH-10: one is ended, or all others, and another’s never', async () => {
    const [here, two, three] = [
      await server.signedIn('petugas-9'),
      await server.signedIn('petugas-9'),
      await server.signedIn('petugas-9'),
    ];
    const stranger = await server.signedIn('petugas-10');
    const strangers = (await sessionsOf(stranger))[0]!.id;
    const before = server.seq();
    expect(codeOf(await end(here, `/sessions/${strangers}`))).toEqual([404, 'not-found']);
    const twos = (await sessionsOf(two)).find(row => row.isThis)!;
    expect((await end(here, `/sessions/${twos.id}`)).json).toEqual({ ended: 1 });
    expect((await two.get('/api/v1/session')).status).toBe(401);
    expect((await end(here, '/sessions')).json).toEqual({ ended: 1 });
    expect((await three.get('/api/v1/session')).status).toBe(401);
    expect((await end(here, '/sessions')).json).toEqual({ ended: 0 });
    expect((await stranger.get('/api/v1/session')).status).toBe(200);
    const [own] = await sessionsOf(here);
    const { headers } = await end(here, `/sessions/${own!.id}`);
    expect(headers['set-cookie']![0]).toMatch(/^mpp_session=; Max-Age=0; /);
    expect(await notesSince(before)).toEqual(
      Array(3).fill('sessions-ended staff-petugas-9 by staff-petugas-9'),
    );
  });

  test('AUTH-11: an administrator signs a member out everywhere, nobody else may', async () => {
    const officer = await server.signedIn('petugas-11');
    const path = '/staff/staff-petugas-11/sessions';
    expect(codeOf(await end(supervisor, path))).toEqual([403, 'not-allowed']);
    expect(codeOf(await end(officer, path))).toEqual([403, 'not-allowed']);
    const before = server.seq();
    expect((await end(admin, path)).json).toEqual({ ended: 1 });
    expect((await officer.get('/api/v1/session')).status).toBe(401);
    expect(await notesSince(before)).toEqual(['sessions-ended staff-petugas-11 by staff-admin']);
  });

  test('AUTH-11: what ends takes its desk along, however it ends', async () => {
    const desk = async (username: string, counterId: string) => {
      const client = await server.signedIn(username);
      const follower = await follow(server, 'desk', {
        query: { counterId },
        cookie: client.cookie!,
      });
      return { client, isOver: () => until(() => !follower.socket.connected, 'the end', 5_000) };
    };
    const one = await desk('petugas-12', 'counter-12');
    await end(admin, '/staff/staff-petugas-12/sessions');
    await one.isOver();
    const two = await desk('petugas-13', 'counter-13');
    const elsewhere = await server.signedIn('petugas-13');
    await end(elsewhere, '/sessions');
    await two.isOver();
    const three = await desk('petugas-14', 'counter-14');
    const there = await server.signedIn('petugas-14');
    await there.post(passwordPath, { current: 'demo-petugas-14', next });
    await three.isOver();
  });

  test('AUTH-13: a session that grows too old loses its desk at once', async () => {
    const own = await openTestApp();
    const client = await own.signedIn('petugas-1');
    const query = { counterId: 'counter-1' };
    const desk = await follow(own, 'desk', { query, cookie: client.cookie! });
    own.clock.advance(12 * 3600);
    await until(() => !desk.socket.connected, 'the desk to end', 6_000);
    expect((await client.get('/api/v1/session')).status).toBe(401);
    await own.close();
  });
});

describe('the list of staff', () => {
  test('AUTH-9: says who may sign in, and nothing secret', async () => {
    const { staff } = (await supervisor.get('/api/v1/staff')).json;
    expect(staff).toHaveLength(45);
    expect(await memberOf('petugas-15')).toEqual({
      id: 'staff-petugas-15',
      username: 'petugas-15',
      name: 'Cut Meurah Fitriani',
      role: 'officer',
      counterIds: ['counter-15'],
      serviceIds: null,
      agencyIds: [],
      lockedUntil: null,
      sessions: 0,
      lastSeenAt: null,
      mustChange: false,
      endedAt: null,
      version: expect.stringMatching(/^[\w-]{22}$/),
    });
    expect(JSON.stringify(staff)).not.toContain('argon2');
    await server.signedIn('petugas-15');
    expect((await memberOf('petugas-15')).sessions).toBe(1);
  });
});

describe('the cookie', () => {
  const body = { username: 'petugas-16', password: 'demo-petugas-16' };

  test('AUTH-14: is Secure where the request came over TLS, by a proxy on this computer', async () => {
    const post = (headers: Record<string, string>) =>
      server.client().post('/api/v1/session', body, headers);
    const [encrypted] = (await post({ 'X-Forwarded-Proto': 'https' })).headers['set-cookie']!;
    expect(encrypted!.split('; ')).toContain('Secure');
    for (const headers of [{}, { 'X-Forwarded-Proto': 'http' }]) {
      const [plain] = (await post(headers)).headers['set-cookie']!;
      expect(plain!.split('; ')).not.toContain('Secure');
    }
  });
});
