import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Devices } from '../../contract/devices.ts';
import { connectTo, follow, refusalOf } from '../realtime/follower.ts';
import { newDataDir, openTestApp, until, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Computers of the building: let in by a code, known by a token, sent away by one call. */

let server: TestApp;
let supervisor: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  supervisor = await server.signedIn('supervisor');
});
afterAll(() => server?.close());

type Kind = Devices['devices'][number]['kind'];
const codeFor = async (kind: Kind, name = 'Kiosk pintu utara'): Promise<string> => {
  const answer = await supervisor.post('/api/v1/devices/pairing-codes', { kind, name });
  expect(answer.status).toBe(201);
  return answer.json.code;
};
interface Device {
  readonly deviceId: string;
  readonly token: string;
  readonly client: TestClient;
}
async function paired(kind: Kind, name?: string): Promise<Device> {
  const client = server.client();
  const answer = await client.post('/api/v1/devices/pair', { code: await codeFor(kind, name) });
  expect(answer.status).toBe(201);
  return { ...answer.json, client };
}
const byNumber = (one: number, other: number): number => one - other;
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const devices = async (): Promise<Devices['devices']> =>
  (await supervisor.get('/api/v1/devices')).json.devices;
const journal = async () =>
  (await supervisor.get('/api/v1/journal?limit=1000')).json.entries.filter(
    (entry: { type: string }) => entry.type === 'device-changed',
  );
/** Wrong codes are counted by address: a new server has counted none. */
async function withServer(work: (other: TestApp) => Promise<void>): Promise<void> {
  const other = await openTestApp();
  try {
    await work(other);
  } finally {
    await other.close();
  }
}

describe('pairing', () => {
  test('PAIR-1: a code of eight characters that nobody confuses pairs one device', async () => {
    const codes = await Promise.all(Array.from({ length: 40 }, () => codeFor('agent')));
    expect(new Set(codes).size).toBe(40);
    for (const code of codes) expect(code).toMatch(/^[ACDEFGHJKMNPRTWXY34679]{8}$/);
    const [code] = codes;
    const typed = ` ${code!.slice(0, 4).toLowerCase()}-${code!.slice(4)} `;
    const answer = await server.client().post('/api/v1/devices/pair', { code: typed });
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      deviceId: expect.stringMatching(/^d[0-9a-f]{18}$/),
      name: 'Kiosk pintu utara',
      token: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(answer.headers['set-cookie']).toEqual([
      `mpp_device=${answer.json.token}; Max-Age=34560000; Path=/; HttpOnly; SameSite=Strict`,
    ]);
  });

  test('PAIR-1: a code is good once, also for two who come together', async () => {
    const code = await codeFor('display');
    const answers = await Promise.all(
      [1, 2, 3].map(() => server.client().post('/api/v1/devices/pair', { code })),
    );
    expect(answers.map(({ status }) => status).toSorted(byNumber)).toEqual([201, 404, 404]);
    const late = await server.client().post('/api/v1/devices/pair', { code });
    expect([late.status, late.json.code]).toEqual([404, 'unknown-code']);
  });

  test('PAIR-1: after ten minutes a code is nobody’s', async () => {
    const [early, late] = [await codeFor('agent'), await codeFor('agent')];
    server.clock.advance(599);
    expect((await server.client().post('/api/v1/devices/pair', { code: early })).status).toBe(201);
    server.clock.advance(1);
    const answer = await server.client().post('/api/v1/devices/pair', { code: late });
    expect([answer.status, answer.json.code]).toEqual([404, 'unknown-code']);
  });

  test('PAIR-2: five wrong codes, then an address waits a minute', async () => {
    await withServer(async other => {
      const client = other.client();
      const staff = await other.signedIn('admin');
      const body = { kind: 'agent', name: 'x' };
      const { code } = (await staff.post('/api/v1/devices/pairing-codes', body)).json;
      const tries = await Promise.all(
        Array.from({ length: 8 }, () => client.post('/api/v1/devices/pair', { code: 'WRONG' })),
      );
      expect(tries.map(({ status }) => status).toSorted(byNumber)).toEqual([
        404, 404, 404, 404, 404, 429, 429, 429,
      ]);
      const refused = await client.post('/api/v1/devices/pair', { code });
      expect([refused.status, refused.json.code]).toEqual([429, 'too-many-attempts']);
      expect(refused.headers['retry-after']).toBe('60');
      other.clock.advance(60);
      expect((await client.post('/api/v1/devices/pair', { code })).status).toBe(201);
    });
  });

  test('PAIR-3: a retried request pairs once, and its answer is on no disk', async () => {
    const code = await codeFor('kiosk');
    const before = (await devices()).length;
    const key = { 'Idempotency-Key': 'pair-again' };
    const client = server.client();
    const pair = () => server.client().post('/api/v1/devices/pair', { code }, key);
    const answers = await Promise.all([pair(), pair()]);
    const later = await pair();
    expect(new Set([...answers, later].map(({ text }) => text)).size).toBe(1);
    expect((await devices()).length).toBe(before + 1);
    const other = await client.post('/api/v1/devices/pair', { code: 'OTHER' }, key);
    expect(other.json.code).toBe('idempotency-conflict');

    const { token } = later.json as { token: string };
    const kept = readdirSync(server.dataDir, { withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(({ name }) => readFileSync(join(server.dataDir, name)).toString('latin1'));
    expect(kept.join('')).toContain(later.json.deviceId);
    expect(kept.join('')).not.toContain(token);
    expect(kept.join('')).not.toContain(code);
    expect(JSON.stringify(await journal())).not.toContain(token);
  });

  test('PAIR-4: who came and who went is in the journal and on the list', async () => {
    const { deviceId } = await paired('agent', 'Printer Loket 1');
    expect((await devices()).find(({ id }) => id === deviceId)).toEqual({
      id: deviceId,
      kind: 'agent',
      name: 'Printer Loket 1',
      pairedAt: expect.any(String),
      pairedBy: expect.stringMatching(/\S/),
      lastSeenAt: expect.any(String),
      isHere: false,
    });
    const admin = await server.signedIn('admin');
    expect((await admin.call('DELETE', `/api/v1/devices/${deviceId}`)).json).toEqual({ deviceId });
    const again = await admin.call('DELETE', `/api/v1/devices/${deviceId}`);
    expect([again.status, again.json.code]).toEqual([404, 'unknown-device']);
    expect((await devices()).some(({ id }) => id === deviceId)).toBe(false);
    const entries = (await journal()).filter(
      (row: { deviceId: string }) => row.deviceId === deviceId,
    );
    expect(entries).toMatchObject([
      { staffId: 'staff-supervisor', data: { what: 'paired', kind: 'agent' } },
      { staffId: 'staff-admin', data: { what: 'unpaired', kind: 'agent' } },
    ]);
  });
});

describe('what a token opens', () => {
  /** The same devices in a building that takes nobody on this computer for its own. */
  const asReal = async (work: (app: TestApp) => Promise<void>): Promise<void> => {
    const dataDir = newDataDir();
    cpSync(server.dataDir, dataDir, { recursive: true });
    const demo = await openTestApp({ dataDir, clock: server.clock });
    const { setup } = demo.app.building.state.index!;
    const command = {
      type: 'configure',
      actor: { role: 'system' },
      setup: { ...setup, building: { ...setup.building, demo: false } },
    } as const;
    await demo.app.building.execute({ command, answer: () => ({ status: 200, body: '' }) });
    await demo.close();
    const real = await openTestApp({ dataDir, clock: server.clock, mode: 'production' });
    try {
      await work(real);
    } finally {
      await real.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  };

  test('PAIR-5: a kiosk takes tickets in its own name, by header and by cookie', async () => {
    const { token, deviceId, client } = await paired('kiosk');
    const body = { serviceIds: ['service-a01'] };
    expect(client.cookie).toBe(`mpp_device=${token}`);
    await client.post('/api/v1/tickets', body);
    await server.client().post('/api/v1/tickets', body, bearer(token));
    const { entries } = (await supervisor.get('/api/v1/journal?limit=1000')).json;
    const issued = entries.filter((row: { type: string }) => row.type === 'ticket-issued');
    expect(issued.slice(-2).map((row: { deviceId: string }) => row.deviceId)).toEqual([
      deviceId,
      deviceId,
    ]);
  });

  test('PAIR-5: it is known after a restart, and agents and displays take no tickets', async () => {
    const [kiosk, agent, display] = [
      await paired('kiosk'),
      await paired('agent'),
      await paired('display'),
    ];
    await asReal(async real => {
      const status = async (token: string): Promise<number> =>
        (await real.client().get('/api/v1/catalogue', bearer(token))).status;
      expect(await status(kiosk.token)).toBe(200);
      expect(await status(agent.token)).toBe(401);
      expect(await status(display.token)).toBe(401);
    });
  });

  test('PAIR-5: a socket is for the kind of device that it is for', async () => {
    const cookie = async (kind: Kind) => `mpp_device=${(await paired(kind)).token}`;
    const [display, kiosk] = [await cookie('display'), await cookie('kiosk')];
    await asReal(async real => {
      const screen = await follow(real, 'display', { cookie: display });
      screen.close();
      const refusal = (namespace: string, who?: string) =>
        refusalOf(real, namespace, who === undefined ? {} : { cookie: who });
      expect(await refusal('/kiosk', display)).toBe('not-allowed');
      expect(await refusal('/printer', kiosk)).toBe('not-allowed');
      for (const namespace of ['/kiosk', '/display', '/printer']) {
        expect(await refusal(namespace), namespace).toBe('not-signed-in');
      }
    });
  });

  test('PAIR-6: what an unpaired device has open ends at once, and its token opens nothing', async () => {
    const kinds = { kiosk: '/kiosk', display: '/display', agent: '/printer' } as const;
    for (const kind of ['kiosk', 'display', 'agent'] as const) {
      const { token, deviceId } = await paired(kind);
      const others = await paired(kind);
      const socket = connectTo(server, kinds[kind], { cookie: `mpp_device=${token}` });
      const other = connectTo(server, kinds[kind], { cookie: `mpp_device=${others.token}` });
      await until(() => socket.connected && other.connected, `${kind} to be connected`);
      let why = '';
      socket.on('disconnect', reason => (why = reason));
      await supervisor.call('DELETE', `/api/v1/devices/${deviceId}`);
      await until(() => why !== '', `${kind} to be cut off`);
      expect(why).toBe('io server disconnect');
      expect(other.connected).toBe(true);
      other.close();
      if (kind !== 'agent') continue;
      expect(await refusalOf(server, '/printer', { cookie: `mpp_device=${token}` })).toBe(
        'not-signed-in',
      );
    }
  });

  test('PAIR-5: what is no token is nobody’s', async () => {
    const wrong = [
      '',
      'Bearer',
      'Bearer x',
      `Bearer ${'x'.repeat(43)}`,
      `Bearer ${'é'.repeat(43)}`,
    ];
    const before = (await devices()).length;
    for (const Authorization of wrong.map(text => Buffer.from(text).toString('latin1'))) {
      expect((await server.client().get('/api/v1/devices', { Authorization })).status).toBe(401);
    }
    expect((await devices()).length).toBe(before);
  });
});
