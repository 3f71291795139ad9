import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GivenPassword } from '../../contract/staff-office.ts';
import type { StaffMemberView } from '../../contract/staff.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { Answer, TestClient } from './test-client.ts';

/** Accounts as administrators make, change and end them: over HTTP, on a whole server. */

let server: TestApp;
let admin: TestClient;
let dukcapil: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  admin = await server.signedIn('admin');
  dukcapil = await server.signedIn('admin-dukcapil');
});
afterAll(() => server?.close());

const path = '/api/v1/staff';
const officer = { role: 'officer', counterIds: ['counter-1'], serviceIds: null, agencyIds: [] };
const codeOf = ({ status, json }: Answer): [number, string | undefined] => [status, json?.code];
const pathsOf = ({ json }: Answer): string[] =>
  json.errors.map((error: { path: string; code: string }) => `${error.path} ${error.code}`);
const make = async (username: string, more: object = {}): Promise<GivenPassword> => {
  const body = { username, name: `Nama ${username}`, ...officer, ...more };
  const answer = await admin.post(path, body);
  expect(answer.status, answer.text).toBe(201);
  return answer.json;
};
const signIn = async (username: string, password: string): Promise<TestClient> => {
  const client = server.client();
  expect((await client.post('/api/v1/session', { username, password })).status).toBe(200);
  return client;
};
/** An account with a password of its own. */
const settled = async (username: string, more: object = {}) => {
  const { member, password } = await make(username, more);
  const client = await signIn(username, password);
  const body = { current: password, next: 'selendang-49-biru' };
  expect((await client.post('/api/v1/session/password', body)).status).toBe(200);
  return { member, client };
};
const memberOf = async (id: string): Promise<StaffMemberView> =>
  (await admin.get(path)).json.staff.find((row: StaffMemberView) => row.id === id);
const change = (client: TestClient, member: StaffMemberView, more: object) => {
  const { name, role, counterIds, serviceIds, agencyIds, version } = member;
  const now = { name, role, counterIds, serviceIds, agencyIds, version };
  return client.post(`${path}/${member.id}`, { ...now, ...more });
};
async function notesSince(seq: number): Promise<string[]> {
  const { entries } = (await admin.get(`/api/v1/journal?after=${seq}&limit=1000`)).json;
  return entries
    .filter((entry: { type: string }) => entry.type === 'staff-account')
    .map((entry: { staffId: string; data: { what: string } }) => entry.data.what);
}

describe('a new account', () => {
  test('STAFF-1: its password is told once, and good for choosing another one alone', async () => {
    const before = server.seq();
    const { member, password } = await make('wayan.baru');
    expect(member).toMatchObject({ username: 'wayan.baru', mustChange: true, sessions: 0 });
    expect(password).toMatch(/^[2-9a-z]{4}(-[2-9a-z]{4}){2}$/);
    expect((await admin.get(path)).text).not.toContain(password);
    expect(await notesSince(before)).toEqual(['made']);
    const client = await signIn('wayan.baru', password);
    expect((await client.get('/api/v1/session')).json.user.mustChange).toBe(true);
    for (const refused of [
      await client.get('/api/v1/counters'),
      await client.post('/api/v1/counters/counter-1/open'),
      await client.post('/api/v1/reception/tickets', { serviceIds: ['service-a01'] }),
    ]) {
      expect(codeOf(refused)).toEqual([403, 'password-must-change']);
    }
    const own = { current: password, next: 'selendang-49-biru' };
    const changed = await client.post('/api/v1/session/password', own);
    expect([changed.status, changed.json.user.mustChange]).toEqual([200, undefined]);
    expect((await client.get('/api/v1/counters')).status).toBe(200);
    expect((await memberOf(member.id)).mustChange).toBe(false);
  });

  test('STAFF-1: asked twice with one key it is made once, and gives the same password', async () => {
    const key = { 'Idempotency-Key': 'made-once' };
    const body = { username: 'wayan.dua', name: 'Wayan', ...officer };
    const [one, two] = [await admin.post(path, body, key), await admin.post(path, body, key)];
    expect([one.status, two.text]).toEqual([201, one.text]);
  });

  test('STAFF-2: a user name is one person’s, also of an account that has ended', async () => {
    const { member } = await make('nama-lama');
    await admin.post(`${path}/${member.id}/end`);
    const again = await admin.post(path, { username: 'nama-lama', name: 'B', ...officer });
    expect(codeOf(again)).toEqual([409, 'username-taken']);
    for (const username of ['ab', 'Besar', 'a b c', '-abc', 'x'.repeat(41)]) {
      const answer = await admin.post(path, { username, name: 'B', ...officer });
      expect([...codeOf(answer), answer.json.errors[0].path]).toEqual([
        422,
        'invalid-input',
        'username',
      ]);
    }
  });

  test('STAFF-3: what is not in the building is named with its place', async () => {
    const wrong = { counterIds: ['counter-1', 'counter-900'], serviceIds: ['service-z'] };
    const answer = await admin.post(path, { username: 'salah', name: 'S', ...officer, ...wrong });
    expect(codeOf(answer)).toEqual([422, 'staff-refused']);
    expect(pathsOf(answer)).toEqual([
      'counterIds.1 unknown-counter',
      'serviceIds.0 unknown-service',
    ]);
    const agency = { role: 'agency-administrator', agencyIds: [] };
    const none = await admin.post(path, { username: 'salah', name: 'S', ...officer, ...agency });
    expect(pathsOf(none)).toEqual(['agencyIds agency-required']);
  });

  test('STAFF-3: what a role makes no use of is not kept', async () => {
    const { member } = await make('sup.baru', { role: 'supervisor', agencyIds: ['agency-a'] });
    expect(member).toMatchObject({ counterIds: [], serviceIds: null, agencyIds: [] });
  });
});

describe('a change', () => {
  test('STAFF-4: of two at once the second is told, and nothing is overwritten', async () => {
    const { member } = await make('dua.admin');
    expect((await change(admin, member, { name: 'Pertama' })).json.member.name).toBe('Pertama');
    const second = await change(admin, member, { name: 'Kedua' });
    expect(codeOf(second)).toEqual([412, 'changed-meanwhile']);
    expect((await memberOf(member.id)).name).toBe('Pertama');
  });

  test('STAFF-5: a name is new everywhere at once, and no change leaves no note', async () => {
    const { member, client } = await settled('nama.baru', { counterIds: ['counter-20'] });
    await client.post('/api/v1/counters/counter-20/open');
    const before = server.seq();
    const { json } = await change(admin, member, { name: 'Ni Nyoman Rai' });
    expect((await change(admin, json.member, {})).status).toBe(200);
    expect(await notesSince(before)).toEqual(['changed']);
    const { counters } = (await admin.get('/api/v1/counters')).json;
    const row = counters.find(({ id }: { id: string }) => id === 'counter-20');
    expect(row.officer.name).toBe('Ni Nyoman Rai');
    expect((await client.get('/api/v1/session')).json.user.name).toBe('Ni Nyoman Rai');
  });

  test('STAFF-5: who loses a role or a counter is signed out; who gains one goes on', async () => {
    const { member, client } = await settled('dua.loket');
    const more = await change(admin, member, { counterIds: ['counter-1', 'counter-2'] });
    expect((await client.get('/api/v1/session')).json.user.counterIds).toHaveLength(2);
    await change(admin, more.json.member, { counterIds: ['counter-2'] });
    expect((await client.get('/api/v1/session')).status).toBe(401);
  });

  test('STAFF-6: nobody is taken from a counter that is open in their name', async () => {
    const { member, client } = await settled('di.loket', { counterIds: ['counter-21'] });
    await client.post('/api/v1/counters/counter-21/open');
    for (const answer of [
      await admin.post(`${path}/${member.id}/end`),
      await change(admin, member, { counterIds: ['counter-22'] }),
      await change(admin, member, { role: 'auditor' }),
    ]) {
      expect(codeOf(answer)).toEqual([409, 'counter-open']);
      expect(answer.json.facts).toEqual({ counterId: 'counter-21', number: 21 });
    }
    await client.post('/api/v1/counters/counter-21/close', {});
    expect((await admin.post(`${path}/${member.id}/end`)).status).toBe(200);
  });
});

describe('an end', () => {
  test('STAFF-7: the last administrator stays one, whoever asks', async () => {
    const own = await memberOf('staff-admin');
    expect(codeOf(await admin.post(`${path}/staff-admin/end`))).toEqual([
      409,
      'last-administrator',
    ]);
    const demoted = await change(admin, own, { role: 'supervisor' });
    expect(codeOf(demoted)).toEqual([409, 'last-administrator']);
    const { member } = await make('admin.dua', { role: 'administrator' });
    expect((await admin.post(`${path}/${member.id}/end`)).status).toBe(200);
    expect(codeOf(await admin.post(`${path}/staff-admin/end`))).toEqual([
      409,
      'last-administrator',
    ]);
  });

  test('STAFF-7: of two administrators who end each other at once one stays', async () => {
    const { member, client } = await settled('admin.tiga', { role: 'administrator' });
    const answers = await Promise.all([
      client.post(`${path}/staff-admin/end`),
      admin.post(`${path}/${member.id}/end`),
    ]);
    const codes: string[] = answers.map(answer => answer.json.code ?? 'ended');
    expect(new Set(codes)).toEqual(new Set(['ended', 'last-administrator']));
    // Whoever stayed takes the other one up again.
    const [left, id] = codes[0] === 'ended' ? [client, 'staff-admin'] : [admin, member.id];
    expect((await left.post(`${path}/${id}/return`)).status).toBe(200);
    if (left === client) admin = await server.signedIn('admin');
    expect((await admin.post(`${path}/${member.id}/end`)).status).toBe(200);
  });

  test('STAFF-8: who has ended is signed out and lets nobody in; their name stays', async () => {
    const { member, client } = await settled('pergi');
    const before = server.seq();
    expect((await admin.post(`${path}/${member.id}/end`)).json.member.endedAt).not.toBeNull();
    expect((await admin.post(`${path}/${member.id}/end`)).status).toBe(200);
    expect((await client.get('/api/v1/session')).status).toBe(401);
    const body = { username: 'pergi', password: 'selendang-49-biru' };
    expect(codeOf(await server.client().post('/api/v1/session', body))[1]).toBe(
      'wrong-credentials',
    );
    expect(codeOf(await change(admin, member, { name: 'Lain' }))).toEqual([409, 'account-ended']);
    expect(codeOf(await admin.post(`${path}/${member.id}/new-password`))[1]).toBe('account-ended');
    expect((await memberOf(member.id)).name).toBe('Nama pergi');
    expect((await admin.post(`${path}/${member.id}/return`)).json.member.endedAt).toBeNull();
    expect((await server.client().post('/api/v1/session', body)).status).toBe(200);
    expect(await notesSince(before)).toEqual(['ended', 'returned', 'signed-in']);
  });

  test('STAFF-9: a forgotten password: a new one is told once, and opens a locked account', async () => {
    const { member, client } = await settled('lupa');
    for (let at = 1; at <= 20; at += 1) {
      await server.client().post('/api/v1/session', { username: 'lupa', password: 'x' });
      if (at % 5 === 0) server.clock.advance(60);
    }
    expect((await memberOf(member.id)).lockedUntil).not.toBeNull();
    const before = server.seq();
    const given = (await admin.post(`${path}/${member.id}/new-password`)).json;
    expect(given.member).toMatchObject({ lockedUntil: null, mustChange: true, sessions: 0 });
    expect((await client.get('/api/v1/session')).status).toBe(401);
    await signIn('lupa', given.password);
    expect(await notesSince(before)).toEqual(['password-given', 'signed-in']);
  });

  test('STAFF-8: nobody of that id', async () => {
    for (const way of ['', '/end', '/return', '/new-password']) {
      const own = await memberOf('staff-supervisor');
      const body = way === '' ? { ...own, id: undefined } : {};
      const { name, role, counterIds, serviceIds, agencyIds, version } = own;
      const asked = way === '' ? { name, role, counterIds, serviceIds, agencyIds, version } : body;
      const answer = await admin.post(`${path}/nobody${way}`, asked);
      expect(codeOf(answer)).toEqual([404, 'unknown-staff']);
    }
  });
});

describe('an agency’s administrator', () => {
  test('STAFF-10: sees and looks after the officers of their own counters, and nobody else', async () => {
    const { staff } = (await dukcapil.get(path)).json;
    const setup = (await admin.get('/api/v1/admin/setup')).json.setup;
    const own = new Set(
      setup.counters
        .filter((row: { agencyId: string }) => row.agencyId === 'agency-a')
        .map(({ id }: { id: string }) => id),
    );
    expect(staff.length).toBeGreaterThan(0);
    for (const { role, counterIds } of staff as StaffMemberView[]) {
      expect([role, counterIds.every(id => own.has(id))]).toEqual(['officer', true]);
    }
    const foreign = setup.counters.find((row: { id: string }) => !own.has(row.id)).id;
    const body = { username: 'dukcapil.baru', name: 'Baru', ...officer };
    for (const more of [
      { role: 'supervisor' },
      { role: 'administrator' },
      { role: 'agency-administrator', agencyIds: ['agency-a'] },
      { counterIds: [foreign] },
      { counterIds: ['counter-1', foreign] },
      { counterIds: [] },
      { serviceIds: ['service-b01'] },
    ]) {
      expect(codeOf(await dukcapil.post(path, { ...body, ...more })), JSON.stringify(more)).toEqual(
        [403, 'not-allowed'],
      );
    }
    const made = await dukcapil.post(path, body);
    expect(made.status).toBe(201);
    const taken = await change(dukcapil, made.json.member, { counterIds: [foreign] });
    expect(codeOf(taken)).toEqual([403, 'not-allowed']);
    expect((await dukcapil.post(`${path}/${made.json.member.id}/end`)).status).toBe(200);
    for (const id of ['staff-admin', 'staff-supervisor', 'staff-admin-dukcapil']) {
      for (const way of ['end', 'return', 'new-password']) {
        const answer = await dukcapil.post(`${path}/${id}/${way}`);
        expect(codeOf(answer), `${id} ${way}`).toEqual([403, 'not-allowed']);
      }
    }
  });
});
