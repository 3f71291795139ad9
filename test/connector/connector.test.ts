import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HubRequest } from '../../contract/hub.ts';
import { partnerBookingAnswerSchema } from '../../contract/partner.ts';
import { openConnector, type Connector } from '../../server/connector/connector.ts';
import { openLog } from '../../server/log.ts';
import { openTestApp, until, type TestApp } from '../http/open-test-app.ts';
import type { TestClient } from '../http/test-client.ts';
import { Hub, type HubOptions } from '../../examples/hub/hub.ts';
import { openCuttingLine } from './cutting-line.ts';

/** A building that nobody can reach, and a hub that asks it through the way it holds open. */

let server: TestApp;
let admin: TestClient;
let authorization = '';
let keyId = '';

beforeAll(async () => {
  server = await openTestApp();
  admin = await server.signedIn('admin');
  const scopes = ['catalogue', 'bookings', 'check-in', 'queues'];
  const made = await admin.post('/api/v1/admin/partner-keys', {
    partnerName: 'Portal',
    scopes,
    requestsPerMinute: 60_000,
  });
  authorization = `Bearer ${made.json.secret}`;
  keyId = made.json.key.id;
});
afterAll(() => server?.close());

const hubToken = 'a-token-of-the-building';
const openHub = (more: Partial<HubOptions> = {}, port = 0): Promise<Hub> =>
  new Hub({ token: hubToken, ...more }).listen(port);
const buildingUrl = (port: number): string => `http://127.0.0.1:${port}/hub`;

/** Waits are short here; how often and how long is for the product to choose. */
const quick = {
  waitSeconds: 5,
  firstBackOffMs: 2,
  longestBackOffMs: 20,
  requestsPerSecond: 5_000,
  heldMsMin: 5,
};

/** Chance with a seed, so that what fails once fails again [mulberry32]. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function connect(url: string, more: Partial<Parameters<typeof openConnector>[0]> = {}): Connector {
  return openConnector({
    url,
    token: hubToken,
    buildingId: 'mpp-test',
    serverUrl: `http://127.0.0.1:${server.app.port}`,
    log: openLog('silent'),
    random: seeded(1),
    elapsedMs: () => performance.now(),
    limits: quick,
    ...more,
  });
}

/** One hub and one building's end of it, both ended when the work is done. */
async function connected<Result>(
  work: (hub: Hub, connector: Connector) => Promise<Result>,
): Promise<Result> {
  const hub = await openHub();
  const connector = connect(buildingUrl(hub.port));
  await until(() => hub.isBuildingHere, 'the building at its hub');
  try {
    return await work(hub, connector);
  } finally {
    await connector.close();
    await hub.close();
  }
}

const asked = (path: string, more: Partial<HubRequest> = {}): Omit<HubRequest, 'id'> => ({
  method: 'GET',
  path,
  headers: { authorization },
  body: null,
  ...more,
});

const booking = (key: string, startsAt: string): Omit<HubRequest, 'id'> =>
  asked('/api/v1/partner/bookings', {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ serviceId: 'service-b01', startsAt }),
  });

const codeOf = (text: string): string => (JSON.parse(text) as { code: string }).code;

describe('the same API', () => {
  test('HUB-1: a portal asks the hub as it would ask the building, and is answered the same', async () => {
    await connected(async hub => {
      const path = '/api/v1/partner/services?limit=5';
      const near = await server.client().get(path, { authorization });
      const far = await fetch(`http://127.0.0.1:${hub.port}${path}`, {
        headers: { authorization },
      });
      expect([far.status, await far.text()]).toEqual([200, near.text]);
      expect(far.headers.get('etag')).toBe(near.headers.etag);
      const again = await fetch(`http://127.0.0.1:${hub.port}${path}`, {
        headers: { authorization, 'if-none-match': near.headers.etag! },
      });
      expect(again.status).toBe(304);
    });
  });

  test('HUB-1: booked, read, moved, cancelled through the hub', async () => {
    await connected(async hub => {
      const made = await hub.ask(booking('through-the-hub', '2026-11-24T10:00:00+08:00'));
      expect(made.status).toBe(201);
      const { code } = partnerBookingAnswerSchema.parse(JSON.parse(made.body)).booking;
      const path = `/api/v1/partner/bookings/${code}`;
      const moved = await hub.ask(
        asked(path, {
          method: 'PATCH',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify({ startsAt: '2026-11-24T10:30:00+08:00' }),
        }),
      );
      expect(moved.status).toBe(200);
      expect((await hub.ask(asked(path, { method: 'DELETE' }))).status).toBe(200);
      expect(JSON.parse((await hub.ask(asked(path))).body)).toMatchObject({
        booking: { status: 'cancelled', startsAt: '2026-11-24T10:30:00.000+08:00' },
      });
    });
  });

  test('HUB-2: who has no key, a wrong one or too few scopes is refused by the building itself', async () => {
    await connected(async hub => {
      const path = '/api/v1/partner/webhooks';
      for (const [headers, status] of [
        [{}, 401],
        [{ authorization: `Bearer mppk_${'A'.repeat(43)}` }, 401],
        [{ authorization }, 403],
        // A session of staff does not come along.
        [{ cookie: admin.cookie! }, 401],
      ] as const) {
        expect((await hub.ask(asked(path, { headers }))).status).toBe(status);
      }
    });
  });

  test.each([
    '/api/v1/session',
    '/api/v1/admin/partner-keys',
    '/api/v1/journal',
    '/api/v1/catalogue',
    '/api/v1/tickets',
    '/metrics',
    '/healthz',
    '/',
    '/API/V1/partner/services',
    '/api/v1/partner',
    '/api/v1/partnerships',
    '/api/v1/partner/../admin/partner-keys',
    '/api/v1/partner/%2e%2e/admin/partner-keys',
    '/api/v1/partner/..%2fadmin',
    '/api/v1/partner/..%5cadmin',
    '/api/v1/partner//admin',
    '/api/v1/partner/%00',
    '//evil.example/api/v1/partner/services',
  ])('HUB-2: %s is not there', async path => {
    await connected(async hub => {
      const answer = await hub.ask(asked(path));
      expect([answer.status, codeOf(answer.body)]).toEqual([404, 'not-found']);
    });
  });

  test('HUB-2: what makes something new must carry the key by which it is made once', async () => {
    await connected(async hub => {
      const before = server.seq();
      const { 'idempotency-key': _key, ...headers } = booking('x', '').headers;
      const answer = await hub.ask({ ...booking('x', '2026-11-24T11:00:00+08:00'), headers });
      expect([answer.status, codeOf(answer.body)]).toEqual([422, 'invalid-input']);
      expect(server.seq()).toBe(before);
    });
  });
});

describe('a line that breaks', () => {
  test('HUB-3: with 100 cuts and restarts nothing is booked twice and no answer is lost', async () => {
    const hub = await openHub({ handAgainMs: 30 });
    const line = await openCuttingLine(hub.port, 100, seeded(20_261_122));
    const { cuts, left } = line;
    let connector = connect(buildingUrl(line.port));
    let restarts = 0;
    let bookings = 0;
    const answers: { key: string; status: number; body: string }[] = [];
    const times = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
    const bookSome = async (citizen: number): Promise<void> => {
      while (left() > 0 || bookings < 60) {
        bookings += 1;
        const key = `citizen-${citizen}-${bookings}`;
        const day = 25 + (bookings % 5);
        const startsAt = `2026-11-${day}T${times[bookings % 24]}:00:00+08:00`;
        const { status, body } = await hub.ask(booking(key, startsAt));
        answers.push({ key, status, body });
      }
    };
    const restarting = (async () => {
      for (let count = 0; count < 5; count += 1) {
        const enough = answers.length + 8;
        await until(() => answers.length >= enough || left() === 0, 'more answers', 20_000);
        const old = connector;
        connector = connect(buildingUrl(line.port));
        restarts += 1;
        await old.close();
      }
    })();
    await Promise.all([
      ...Array.from({ length: 8 }, (_, citizen) => bookSome(citizen)),
      restarting,
    ]);
    const { handedAgain, pending } = hub.counts;
    await connector.close();
    await line.close();
    await hub.close();
    expect([left(), pending, restarts]).toEqual([0, 0, 5]);
    expect(Math.min(cuts.up, cuts.down)).toBeGreaterThan(20);
    expect(handedAgain).toBeGreaterThan(20);
    // Every answer is a booking or an honest refusal, and every booking was told to whoever asked.
    const told = answers
      .filter(({ status }) => status === 201)
      .map(({ body }) => {
        const { code } = partnerBookingAnswerSchema.parse(JSON.parse(body)).booking;
        return code.replace('-', '');
      });
    for (const { status, body } of answers) {
      if (status !== 201) expect(codeOf(body)).toBe('slot-full');
    }
    expect(new Set(told).size).toBe(told.length);
    expect(told.length).toBeGreaterThan(40);
    const { partnerId } = (await admin.get('/api/v1/admin/partner-keys')).json.keys.find(
      (row: { id: string }) => row.id === keyId,
    );
    const made = [...server.app.building.state.bookings.byId.values()].filter(
      row => row.partnerId === partnerId && row.status === 'booked',
    );
    expect(made.length).toBe(told.length);
  }, 120_000);

  test('HUB-3: a request that is handed out again while it is under way is answered once', async () => {
    await connected(async (hub, connector) => {
      const before = server.seq();
      const request = booking('twice', '2026-11-30T20:00:00+08:00');
      const first = await hub.ask(request, 'the-same-request');
      const again = await hub.ask(request, 'the-same-request');
      expect(again).toEqual(first);
      expect(server.seq()).toBe(before + 1);
      expect(connector.now()).toMatchObject({ repeated: 1, answered: 1 });
    });
  });

  test('HUB-4: the hub is tried again after it was away, and told by the state of the way', async () => {
    const hub = await openHub();
    const { port } = hub;
    const connector = connect(buildingUrl(port));
    // Before anybody asks anything.
    await until(() => connector.now().isConnected, 'the hub to be found');
    await hub.ask(asked('/api/v1/partner/services?limit=1'));
    await hub.close();
    await until(() => !connector.now().isConnected, 'the loss to be seen');
    expect((await server.client().get('/healthz')).status).toBe(200);
    const back = await openHub({}, port);
    expect((await back.ask(asked('/api/v1/partner/services?limit=1'))).status).toBe(200);
    expect(connector.now().isConnected).toBe(true);
    expect(connector.now().failures).toBeGreaterThan(0);
    await connector.close();
    await back.close();
  });
});
