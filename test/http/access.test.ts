import { cpSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Access } from '../../server/auth/access.ts';
import { openDatabase } from '../../server/store/database.ts';
import type { Route } from '../../server/http/route.ts';
import { accessOfRoutes } from './access-of-routes.ts';
import { newDataDir, openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Every route × everybody who may come, against the table of accesses. */

type Who = 'nobody' | 'partner' | 'officer' | 'supervisor' | 'agency' | 'administrator' | 'auditor';

/** The table, written a second time: a change must be made in two places on purpose. */
const members = ['officer', 'supervisor', 'agency', 'administrator', 'auditor'] as const;
const everybody: readonly Who[] = ['nobody', 'partner', ...members];
const allowed: Readonly<Record<Access, readonly Who[]>> = {
  anyone: everybody,
  demo: everybody,
  account: members,
  kiosk: ['officer', 'supervisor', 'administrator'],
  screen: ['officer', 'supervisor', 'administrator'],
  staff: ['officer', 'supervisor', 'administrator'],
  supervisor: ['supervisor', 'administrator'],
  'agency-administrator': ['agency', 'administrator'],
  administrator: ['administrator'],
  partner: ['partner'],
};
/** Who reads beside those: what is there to be seen, and is not theirs to change. */
const alsoReading: Readonly<Partial<Record<Access, readonly Who[]>>> = {
  kiosk: ['auditor'],
  screen: ['auditor'],
  staff: ['auditor'],
  supervisor: ['auditor'],
  'agency-administrator': ['supervisor', 'auditor'],
  administrator: ['auditor'],
};
const mayAsk = ({ method, access }: Route, who: Who): boolean =>
  allowed[access].includes(who) ||
  (method === 'get' && (alsoReading[access]?.includes(who) ?? false));

const endsSession = ({ method, path }: Route): boolean =>
  method === 'delete' && /session/.test(path);

let demo: TestApp;
/** The same building, but real: the device of a demo building on the same computer is unknown. */
let real: TestApp;
let realDir = '';
let partnerKey = '';

beforeAll(async () => {
  const dataDir = newDataDir();
  const first = await openTestApp({ dataDir });
  await first.close();
  realDir = newDataDir();
  cpSync(dataDir, realDir, { recursive: true });
  rmSync(dataDir, { recursive: true });
  makeReal(realDir);
  demo = await openTestApp();
  real = await openTestApp({ dataDir: realDir, mode: 'production' });
  const scopes = ['catalogue', 'bookings', 'check-in', 'queues', 'webhooks'];
  const body = { partnerName: 'Portal', scopes };
  const made = await (await real.signedIn('admin')).post('/api/v1/admin/partner-keys', body);
  partnerKey = made.json.secret;
});
afterAll(async () => {
  await demo?.close();
  await real?.close();
  rmSync(realDir, { recursive: true, force: true });
});

/** Writes a later set-up into the journal, as an administrator's command would. */
function makeReal(folder: string): void {
  const { database, close } = openDatabase(folder);
  const last = database.prepare<[], { seq: number; at: number }>(
    'SELECT seq, at FROM journal ORDER BY seq DESC LIMIT 1',
  );
  const configured = database.prepare<[], { data: string }>(
    `SELECT data FROM journal WHERE type = 'building-configured'`,
  );
  const { seq, at } = last.get()!;
  const data = JSON.parse(configured.get()!.data) as { setup: { building: { demo: boolean } } };
  data.setup.building.demo = false;
  const insert = database.prepare(
    `INSERT INTO journal (seq, at, type, version, data) VALUES (?, ?, ?, 1, ?)`,
  );
  insert.run(seq + 1, at, 'building-configured', JSON.stringify(data));
  close();
}

const bodies: Readonly<Record<string, unknown>> = {
  '/api/v1/tickets': { serviceIds: ['nobody'] },
  '/api/v1/check-ins': { code: 'x' },
  '/api/v1/reception/tickets': { serviceIds: ['nobody'] },
  '/api/v1/reception/check-ins': { code: 'x' },
  '/api/v1/reception/tickets/:id/reprint': { printerId: 'nobody' },
  '/api/v1/speech': { text: 'x' },
  '/api/v1/admin/voice/zones/:id/tone': { volumePercent: 50 },
  '/api/v1/session': { username: 'nobody', password: 'x' },
  '/api/v1/session/password': { current: 'x', next: 'x' },
  '/api/v1/devices/pairing-codes': { kind: 'agent', name: 'Printer Loket 1' },
  '/api/v1/devices/pair': { code: 'NOBODY' },
  '/api/v1/counters/:id/call': { ticketId: 'nobody' },
  '/api/v1/counters/:id/auto-call': { on: true },
  '/api/v1/counters/:id/walk-in': { serviceId: 'service-a01' },
  '/api/v1/counters/:id/hold': { windowId: 'window-1' },
  '/api/v1/counters/:id/asks/:askId/answer': { accept: true },
  '/api/v1/tickets/:id/transfer': { serviceId: 'service-b01' },
  '/api/v1/tickets/:id/add-service': { serviceId: 'service-b01' },
  '/api/v1/tickets/:id/change-service': { serviceId: 'service-a02' },
  '/api/v1/tickets/:id/note': { text: 'x' },
  '/api/v1/tickets/:id/print-at': { kioskId: 'nobody' },
  '/api/v1/track/:token/survey': { answers: { time: 4 } },
  '/api/v1/survey/visits': { label: 'Z999' },
  '/api/v1/survey/answers': { label: 'Z999', answers: { time: 4 } },
  '/api/v1/reports/survey/comments/:id/hide': { reason: 'insult' },
  '/api/v1/reports/survey/comments/:id/reply': { reply: 'x' },
  '/api/v1/displays/message': {
    text: { id: 'x', en: 'x' },
    until: '2026-11-23T09:00:00+08:00',
  },
};
const queries: Readonly<Record<string, string>> = {
  '/api/v1/comparisons': '?first=nobody&second=somebody',
  '/api/v1/tickets/:id/transfer-preview': '?serviceId=service-b01',
};
const ask = (client: TestClient, route: Route, id = 'nobody', who: Who = 'nobody') =>
  client.call(
    route.method.toUpperCase(),
    route.path.replaceAll(/:\w+/g, id) + (queries[route.path] ?? ''),
    {
      ...(route.method === 'post' ? { body: bodies[route.path] ?? {} } : {}),
      ...(who === 'partner' ? { headers: { Authorization: `Bearer ${partnerKey}` } } : {}),
    },
  );

const usernames: Readonly<Record<Exclude<Who, 'nobody' | 'partner'>, string>> = {
  officer: 'petugas-1',
  supervisor: 'supervisor',
  agency: 'admin-dukcapil',
  administrator: 'admin',
  auditor: 'auditor',
};
const clientOf = async (server: TestApp, who: Who): Promise<TestClient> =>
  who === 'nobody' || who === 'partner' ? server.client() : server.signedIn(usernames[who]);

describe('the table', () => {
  test('AUTH-4: every route has its access, and it is the one written here', () => {
    const routes = demo.app.routes.map(row => [`${row.method} ${row.path}`, row.access]);
    expect(Object.fromEntries(routes)).toEqual(accessOfRoutes);
  });

  test('AUTH-4, AUTH-19, AUTH-20: every route × everybody', async () => {
    // Signing out ends the session, so it comes last.
    const routes = real.app.routes.toSorted(
      (one, other) => Number(endsSession(one)) - Number(endsSession(other)),
    );
    for (const who of everybody) {
      const client = await clientOf(real, who);
      for (const route of routes) {
        const { status, json } = await ask(client, route, 'nobody', who);
        const what = `${who}: ${route.method} ${route.path} → ${status} ${json?.code ?? ''}`;
        if (mayAsk(route, who)) {
          expect(['not-signed-in', 'not-allowed'], what).not.toContain(json?.code);
        } else {
          // A key is no member of staff.
          const isStranger = who === 'nobody' || who === 'partner';
          const code = isStranger ? 'not-signed-in' : 'not-allowed';
          expect([status, json.code], what).toEqual([isStranger ? 401 : 403, code]);
        }
      }
    }
    // Some thousand requests, ever more with every route.
  }, 120_000);

  test('AUTH-19: an auditor’s reading leaves no trace, and tells no secret', async () => {
    const admin = await real.signedIn('admin');
    const hook = { partnerId: 'none', isSandbox: false, url: 'https://a.example/x', types: [] };
    const [{ json: keys }] = [await admin.get('/api/v1/admin/partner-keys')];
    const made = await admin.post('/api/v1/admin/webhooks', {
      ...hook,
      partnerId: keys.keys[0].partnerId,
      types: ['booking.created'],
    });
    const secrets = [partnerKey, made.json.secret, 'argon2', admin.cookie!.split('=')[1]!];
    expect(secrets.every(secret => typeof secret === 'string' && secret.length > 5)).toBe(true);
    const auditor = await real.signedIn('auditor');
    const before = real.seq();
    for (const route of real.app.routes.filter(row => row.method === 'get')) {
      const { text } = await ask(auditor, route);
      for (const secret of secrets) expect(text.includes(secret), route.path).toBe(false);
    }
    expect(real.seq()).toBe(before);
  });

  test('AUTH-19: at the demo building’s kiosk an auditor is the kiosk', async () => {
    const auditor = await demo.signedIn('auditor');
    const before = demo.seq();
    const issued = await auditor.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
    expect(issued.status).toBe(201);
    const { entries } = (await auditor.get(`/api/v1/journal?after=${before}`)).json;
    expect(entries.map((entry: { staffId?: string }) => entry.staffId)).not.toContain(
      'staff-auditor',
    );
  });

  test('AUTH-4: access is checked before the input is looked at', async () => {
    const nobody = real.client();
    for (const route of real.app.routes) {
      if (allowed[route.access].includes('nobody')) continue;
      const raw = route.method === 'post' ? { body: { surprise: 1 } } : {};
      const path = route.path.replaceAll(/:\w+/g, '%00');
      const { status } = await nobody.call(route.method.toUpperCase(), path, raw);
      expect(status, `${route.method} ${route.path}`).toBe(401);
    }
  });
});

describe('devices', () => {
  test('AUTH-6: a demo building takes the same computer for its kiosk', async () => {
    const kiosk = demo.client();
    expect((await kiosk.get('/api/v1/catalogue')).status).toBe(200);
    const { status } = await kiosk.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
    expect(status).toBe(201);
    expect((await kiosk.get('/api/v1/journal')).status).toBe(401);
  });

  test('AUTH-6: a real building does not, and has no papers to show', async () => {
    const stranger = real.client();
    expect((await stranger.get('/api/v1/catalogue')).status).toBe(401);
    const { status } = await stranger.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
    expect(status).toBe(401);
    const papers = await (await real.signedIn('admin')).get('/api/v1/demo/papers');
    expect(papers.status).toBe(404);
  });
});

/** Routes that officers may ask for; a supervisor’s are refused to them before. */
const ofStaff = (part: string) =>
  demo.app.routes.filter(({ path, access }) => path.includes(part) && access !== 'supervisor');

describe('counters', () => {
  test('AUTH-5: an officer is refused at another officer’s counter, whatever they ask', async () => {
    const officer = await demo.signedIn('petugas-2');
    const before = demo.seq();
    for (const route of ofStaff('/counters/')) {
      const { status, json } = await ask(officer, route, 'counter-1');
      expect([status, json.code], route.path).toEqual([403, 'not-this-counter']);
    }
    expect(demo.seq()).toBe(before);
  });

  test('AUTH-5: an officer may not touch the visitor at another counter', async () => {
    const [one, two] = [await demo.signedIn('petugas-1'), await demo.signedIn('petugas-2')];
    await demo.client().post('/api/v1/tickets', { serviceIds: ['service-a01'] });
    await one.post('/api/v1/counters/counter-1/open');
    const { ticket } = (await one.post('/api/v1/counters/counter-1/call-next')).json;
    const before = demo.seq();
    for (const route of ofStaff('/tickets/:id')) {
      const { status, json } = await ask(two, route, ticket.id);
      expect([status, json.code], route.path).toEqual([403, 'not-this-counter']);
    }
    expect(demo.seq()).toBe(before);
    expect((await one.post(`/api/v1/tickets/${ticket.id}/start`)).status).toBe(200);
  });

  test('AUTH-5: supervisors and administrators may work at every counter', async () => {
    for (const [username, counterId] of [
      ['supervisor', 'counter-3'],
      ['admin', 'counter-4'],
    ] as const) {
      const client = await demo.signedIn(username);
      const { status, json } = await client.post(`/api/v1/counters/${counterId}/open`);
      expect([status, json.counter.state]).toEqual([200, 'open']);
    }
  });
});

describe('origin', () => {
  test('HTTP-4: a page from elsewhere may not act on any route', async () => {
    const client = await demo.signedIn('supervisor');
    const before = demo.seq();
    const own = `127.0.0.1:${demo.app.port}`;
    const foreign: Record<string, string>[] = [
      { Origin: 'https://example.org' },
      { Origin: 'null' },
      { Origin: `http://127.0.0.1:${demo.app.port + 1}` },
      { Origin: `http://${own}.example.org` },
      { Origin: `http://localhost:${demo.app.port}` },
      { Origin: 'nonsense' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ];
    for (const route of demo.app.routes.filter(row => row.method !== 'get')) {
      for (const headers of foreign) {
        const method = route.method.toUpperCase();
        const path = route.path.replaceAll(/:\w+/g, 'counter-5');
        const answer = await client.call(method, path, { body: bodies[route.path], headers });
        const what = `${route.path} ${JSON.stringify(headers)}`;
        expect([answer.status, answer.json.code], what).toEqual([403, 'foreign-origin']);
      }
    }
    expect(demo.seq()).toBe(before);
    const headers = { Origin: `http://${own}` };
    const answer = await client.post('/api/v1/counters/counter-5/open', undefined, headers);
    expect(answer.status).toBe(200);
  });
});
