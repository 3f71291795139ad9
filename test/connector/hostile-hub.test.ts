import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { array, assert, constantFrom, property } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hubRequestSchema } from '../../contract/hub.ts';
import { readConfig } from '../../server/config.ts';
import { BackOff, Rate } from '../../server/connector/back-off.ts';
import { openConnector, type Connector } from '../../server/connector/connector.ts';
import { refusalOf } from '../../server/connector/open-paths.ts';
import { KeptAnswers } from '../../server/connector/kept-answers.ts';
import { openLog } from '../../server/log.ts';
import { StartFault } from '../../server/store/start-fault.ts';
import { openTestApp, until, type TestApp } from '../http/open-test-app.ts';
import { Hub } from '../../examples/hub/hub.ts';

/** A hub that is broken, slow or an enemy: the building does not notice. */

let server: TestApp;
beforeAll(async () => {
  server = await openTestApp();
});
afterAll(() => server?.close());

const hubToken = 'a-token-of-the-building';
const quick = { waitSeconds: 0, firstBackOffMs: 2, longestBackOffMs: 20, heldMsMin: 5 };

const connect = (port: number, limits: object = {}): Connector =>
  openConnector({
    url: `http://127.0.0.1:${port}`,
    token: hubToken,
    buildingId: 'mpp-test',
    serverUrl: `http://127.0.0.1:${server.app.port}`,
    log: openLog('silent'),
    random: () => 0.5,
    elapsedMs: () => performance.now(),
    limits: { ...quick, requestsPerSecond: 5_000, ...limits },
  });

interface Enemy {
  readonly port: number;
  readonly asked: () => number;
  close(): Promise<void>;
}

/** Answers every question in its own way, and takes all answers. */
async function enemy(questions: RequestListener, answers?: RequestListener): Promise<Enemy> {
  let asked = 0;
  const hub: Server = createServer((request, response) => {
    if (request.url === '/answers') {
      if (answers) answers(request, response);
      else response.end('{}');
      return;
    }
    asked += 1;
    questions(request, response);
  });
  await new Promise<void>(resolve => hub.listen(0, '127.0.0.1', resolve));
  return {
    port: (hub.address() as AddressInfo).port,
    asked: () => asked,
    async close() {
      const closed = new Promise(resolve => hub.close(resolve));
      hub.closeAllConnections();
      await closed;
    },
  };
}

const request = (id: string, more: object = {}) => ({
  id,
  method: 'GET',
  path: '/api/v1/partner/services',
  ...more,
});

/** The building answers its visitors as ever, and nothing stands in its journal. */
async function expectUntouched(): Promise<void> {
  const before = server.seq();
  const { status } = await server.client().get('/healthz');
  expect(status).toBe(200);
  expect(server.seq()).toBe(before);
}

describe('an enemy', () => {
  const tooLarge = Buffer.alloc(512 * 1024, 'x');
  const bad: readonly (readonly [string, RequestListener])[] = [
    ['no JSON', (_asked, response) => response.end('<html>')],
    ['JSON of another kind', (_asked, response) => response.end('[1, 2, 3]')],
    ['null', (_asked, response) => response.end('null')],
    [
      'a list of a hundred thousand',
      (_asked, response) => response.end(JSON.stringify({ requests: Array(100_000).fill(0) })),
    ],
    ['a refusal', (_asked, response) => response.writeHead(401).end()],
    ['an error', (_asked, response) => response.writeHead(500).end('x'.repeat(10_000))],
    [
      'a redirect into the building',
      (_asked, response) =>
        response
          .writeHead(302, { Location: `http://127.0.0.1:${server.app.port}/api/v1/journal` })
          .end(),
    ],
    ['a line that is cut', (asked, response) => void (asked.socket.destroy(), response.destroy())],
    [
      'an answer without end',
      (_asked, response) => {
        const more = (): void => {
          while (!response.destroyed && response.write(tooLarge));
        };
        response.on('drain', more);
        more();
      },
    ],
    [
      'half an answer',
      (_asked, response) =>
        response
          .writeHead(200, { 'Content-Length': 500 })
          .write('{"requests":[', () => response.destroy()),
    ],
  ];

  test.each(bad)('HUB-5: who answers with %s is a hub that is away', async (_what, questions) => {
    const hub = await enemy(questions);
    const connector = connect(hub.port);
    await until(() => connector.now().failures >= 3, 'three failures');
    expect(connector.now()).toMatchObject({ isConnected: false, underWay: 0, answered: 0 });
    await expectUntouched();
    await connector.close();
    await hub.close();
  });

  test('HUB-5: one wrong request spoils no other, and is answered where it has an id', async () => {
    const told: { id: string; status: number }[] = [];
    let isFirst = true;
    const hub = await enemy(
      (_asked, response) => {
        const requests = [
          null,
          7,
          {},
          { id: 'x' },
          request('request-method', { method: 'TRACE' }),
          request('request-pathless', { path: 'api' }),
          request('request-injected', { headers: { 'x\r\nhost': 'evil' } }),
          request('request-injected-2', { headers: { authorization: 'a\r\nb: c' } }),
          request('request-large-body', { method: 'POST', body: 'x'.repeat(70_000) }),
          request('request-surprise', { surprise: 1 }),
          request('request-good'),
        ];
        response.end(JSON.stringify({ requests: isFirst ? requests : [] }));
        isFirst = false;
      },
      (asked, response) => {
        let text = '';
        asked.on('data', (chunk: Buffer) => (text += chunk.toString()));
        asked.on('end', () => {
          told.push(...(JSON.parse(text) as { answers: typeof told }).answers);
          response.end('{}');
        });
      },
    );
    const connector = connect(hub.port);
    await until(() => told.length >= 7, 'the answers');
    expect(Object.fromEntries(told.map(({ id, status }) => [id, status]))).toEqual({
      'request-method': 422,
      'request-pathless': 422,
      'request-injected': 422,
      'request-injected-2': 422,
      'request-large-body': 422,
      'request-surprise': 422,
      'request-good': 401,
    });
    expect(connector.now().unreadable).toBe(4);
    await connector.close();
    await hub.close();
  });

  test('HUB-5: a flood is taken a few at a time, and no faster than is good', async () => {
    let count = 0;
    let mostAsked = 0;
    const hub = await enemy((asked, response) => {
      let text = '';
      asked.on('data', (chunk: Buffer) => (text += chunk.toString()));
      asked.on('end', () => {
        mostAsked = Math.max(mostAsked, (JSON.parse(text) as { places: number }).places);
        const requests = Array.from({ length: 900 }, () => request(`flood-${(count += 1)}-xxxx`));
        response.end(JSON.stringify({ requests }));
      });
    });
    const begun = performance.now();
    const connector = connect(hub.port, { requestsPerSecond: 40 });
    let mostUnderWay = 0;
    await until(() => {
      mostUnderWay = Math.max(mostUnderWay, connector.now().underWay);
      return connector.now().answered >= 60;
    }, 'sixty answers');
    // Forty at once at the most, then forty a second.
    expect(performance.now() - begun).toBeGreaterThan(400);
    expect(mostUnderWay).toBeLessThanOrEqual(16);
    expect(mostAsked).toBeLessThanOrEqual(16);
    expect(connector.now().unreadable).toBeGreaterThan(800);
    await expectUntouched();
    await connector.close();
    await hub.close();
  });

  test('HUB-5: a hub that takes no answers is asked for no more than there are places', async () => {
    let count = 0;
    const hub = await enemy(
      (_asked, response) =>
        response.end(JSON.stringify({ requests: [request(`unheard-${(count += 1)}-xx`)] })),
      (_asked, response) => response.writeHead(500).end(),
    );
    const connector = connect(hub.port);
    await until(() => connector.now().waiting === 16, 'every place to be taken');
    const asked = hub.asked();
    await until(() => connector.now().failures > 20, 'tries in vain');
    expect(hub.asked()).toBe(asked);
    expect(connector.now()).toMatchObject({ underWay: 0, waiting: 16 });
    await connector.close();
    await hub.close();
  });

  test('HUB-5: a hub that never answers holds neither the building nor its end', async () => {
    const hub = await enemy(() => {});
    const connector = connect(hub.port, { waitSeconds: 25 });
    await until(() => hub.asked() === 1, 'the first question');
    await expectUntouched();
    const begun = performance.now();
    await connector.close();
    expect(performance.now() - begun).toBeLessThan(1_500);
    await hub.close();
  });

  test('HUB-5: a hub that has nothing and holds no question is not asked all the time', async () => {
    const hub = await enemy((_asked, response) => response.end('{"requests":[]}'));
    const connector = connect(hub.port, { heldMsMin: 100, waitSeconds: 5 });
    await until(() => hub.asked() >= 2, 'two questions');
    const [asked, begun] = [hub.asked(), performance.now()];
    await until(() => hub.asked() >= asked + 4, 'four more');
    expect(performance.now() - begun).toBeGreaterThan(300);
    await connector.close();
    await hub.close();
  });
});

test('HUB-2: however a path is written, what gets in is below the partner’s and stays as it is', () => {
  const marks = ['/', '//', '\\', '.', '..', '%2e', '%2E', '%2f', '%5C', '%00', '%', '?', '#', '@'];
  const words = ['api', 'v1', 'partner', 'admin', 'bookings', 'é', ' ', '%C3%A9', 'evil.example'];
  const part = constantFrom(...marks, ...words, ':', ';');
  let accepted = 0;
  const tried = property(
    constantFrom('', '/api/v1/partner/', '/api/v1/partner/bookings', '/api/v1/openapi.json'),
    array(part, { maxLength: 6 }),
    (start, parts) => {
      const path = start + parts.join('');
      const asked = hubRequestSchema.safeParse({ id: 'any-request', method: 'GET', path });
      if (!asked.success || refusalOf(asked.data) !== null) return;
      accepted += 1;
      const { origin, pathname } = new URL(`http://127.0.0.1:1${path}`);
      expect(origin).toBe('http://127.0.0.1:1');
      expect(pathname).toBe(path.split('?', 1)[0]);
      expect(pathname).toMatch(/^\/api\/v1\/(partner\/|openapi\.json$)/);
    },
  );
  assert(tried, { numRuns: 5_000, seed: 7 });
  expect(accepted).toBeGreaterThan(30);
});

describe('limits', () => {
  test('HUB-4: waits double from one second to a minute, each spread by half', () => {
    const limits = { firstMs: 1_000, longestMs: 60_000 };
    const [short, long] = [new BackOff(limits, () => 0), new BackOff(limits, () => 1)];
    const planned = [1, 2, 4, 8, 16, 32, 60, 60];
    expect(planned.map(() => short.failed())).toEqual(planned.map(seconds => seconds * 500));
    expect(planned.map(() => long.failed())).toEqual(planned.map(seconds => seconds * 1_000));
    long.succeeded();
    expect(long.failed()).toBe(1_000);
    expect(long.failed(5_000)).toBe(5_000);
    expect(long.failed(10_000_000)).toBe(60_000);
  });

  test('HUB-5: so many a second, and no more at once', () => {
    const rate = new Rate(10, 0);
    expect(rate.available(100, 0)).toBe(10);
    rate.take(10);
    expect(rate.available(100, 50)).toBe(0);
    expect(rate.available(100, 500)).toBe(5);
    expect(rate.available(3, 900)).toBe(3);
    expect(rate.available(100, 1_000_000)).toBe(10);
  });

  test('HUB-5: kept answers are few, and the oldest go first', () => {
    const kept = new KeptAnswers();
    const answer = (id: string, body = 'x') => ({ id, status: 200, headers: {}, body });
    for (let count = 0; count < 600; count += 1) kept.add(answer(`id-${count}`), 0);
    expect(kept.waiting).toBe(500);
    expect([kept.repeat('id-0'), kept.repeat('id-599')]).toEqual([false, true]);
    const large = 'x'.repeat(4 * 1024 * 1024);
    for (let count = 0; count < 6; count += 1) kept.add(answer(`large-${count}`, large), 0);
    expect(kept.waiting).toBe(4);
    expect(kept.next(16, large.length).map(({ id }) => id)).toEqual(['large-2']);
    kept.taken([answer('large-2')]);
    expect(kept.next(16, large.length * 2)).toHaveLength(2);
    kept.add(answer('late'), 11 * 60_000);
    expect(kept.next(16, 1).map(({ id }) => id)).toEqual(['late']);
  });
});

describe('set up', () => {
  const token = 'a-token-of-the-building';

  test('HUB-6: a hub is named by an https address and a token, or not at all', () => {
    const hubOf = (HUB_URL?: string, HUB_TOKEN?: string) => readConfig({ HUB_URL, HUB_TOKEN }).hub;
    expect(hubOf()).toBeNull();
    expect(hubOf('', '')).toBeNull();
    expect(hubOf('https://portal.example/mpp/', token)).toEqual({
      url: 'https://portal.example/mpp',
      token,
    });
    expect(hubOf('http://127.0.0.1:9000', token)).toMatchObject({ url: 'http://127.0.0.1:9000' });
    for (const [url, with_] of [
      ['https://portal.example', ''],
      ['', token],
      ['https://portal.example', 'short'],
      ['https://portal.example', 'a token with blanks in it'],
      ['http://portal.example', token],
      ['http://192.168.1.5', token],
      ['ftp://portal.example', token],
      ['wss://portal.example', token],
      ['portal.example', token],
      ['https://name:word@portal.example', token],
      ['https://portal.example/?a=b', token],
      ['https://portal.example/#a', token],
    ] as const) {
      expect(() => hubOf(url, with_), url).toThrow(StartFault);
    }
  });

  test('HUB-6: the server opens the way by itself, tells its state and ends it with itself', async () => {
    const hub = await new Hub({ token: hubToken }).listen(0);
    const url = `http://127.0.0.1:${hub.port}/hub`;
    const behind = await openTestApp({ hub: { url, token: hubToken } });
    const answer = await hub.ask({
      method: 'GET',
      path: '/api/v1/openapi.json',
      headers: {},
      body: null,
    });
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([200, { openapi: '3.1.0' }]);
    const read = async (): Promise<string> =>
      (await fetch(`http://127.0.0.1:${behind.app.port}/metrics`)).text();
    expect(await read()).toMatch(/^mpp_hub_connected 1$/m);
    expect(await read()).toMatch(/^mpp_hub_answered 1$/m);
    const other = await fetch(`http://127.0.0.1:${server.app.port}/metrics`);
    expect(await other.text()).not.toContain('mpp_hub');
    const begun = performance.now();
    await behind.close();
    expect(performance.now() - begun).toBeLessThan(5_000);
    await hub.close();
  });
});
