import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Route } from '../../server/http/route.ts';
import { alternatives, goodBodies } from './good-bodies.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import { expectProblem, type Answer, type CallOptions, type TestClient } from './test-client.ts';

/** Whatever is sent: a refusal of the list, never a 5xx, and nothing in the journal. */

let server: TestApp;
let staff: TestClient;
let portal: TestClient;
let portalKey = '';
let seqBefore = 0;

beforeAll(async () => {
  server = await openTestApp();
  staff = await server.signedIn('admin');
  // One open counter and one waiting ticket, so that bad input meets a building at work.
  await staff.post('/api/v1/counters/counter-1/open');
  await staff.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
  portal = server.client();
  const made = await staff.post('/api/v1/admin/partner-keys', {
    partnerName: 'Portal',
    scopes: ['catalogue', 'bookings', 'check-in', 'queues', 'webhooks'],
    requestsPerMinute: 60_000,
  });
  portalKey = made.json.secret;
  seqBefore = server.seq();
});
afterAll(() => server?.close());

function expectRefused(answer: Answer, what: string): void {
  expect(answer.status, `${what}: ${answer.text.slice(0, 300)}`).toBeGreaterThanOrEqual(400);
  expect(answer.status, `${what}: ${answer.text.slice(0, 300)}`).toBeLessThan(500);
  expectProblem(answer, what);
  expect(server.seq(), what).toBe(seqBefore);
}

/** Asks as whoever the route is for. */
function ask(route: Route, options: CallOptions, address = addressOf(route)): Promise<Answer> {
  const method = route.method.toUpperCase();
  if (route.access !== 'partner') return staff.call(method, address, options);
  const headers = { ...options.headers, Authorization: `Bearer ${portalKey}` };
  return portal.call(method, address, { ...options, headers });
}

/** Names and addresses may be any: these make something that is nobody's. */
const onlyLooks = ({ path }: Route): boolean => path.endsWith('/setup/check');
const mayBeGood = ({ path }: Route): boolean =>
  /\/(pairing-codes|partner-keys|webhooks|voice\/packs|staff)$/.test(path);

const deep = (levels: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = { a: [value] };
  return value;
};

const wrongValues: readonly [string, unknown][] = [
  ['null', null],
  ['huge string', 'x'.repeat(15_000)],
  ['array', []],
  ['array of arrays', [[['a']]]],
  ['object', { a: 1 }],
  ['number', 42],
  ['negative', -1],
  ['fraction', 1.5],
  ['beyond safe integers', 1e300],
  ['NaN text', 'NaN\u0000'],
  ['true', true],
  ['deep nesting', deep(500)],
  ['control characters', '\u0000\u0007\u001b[2J'],
  ['lone surrogate', '\ud800 \udfff'],
  ['markup', '<script>alert(1)</script>'],
  ['statement', "'; DROP TABLE journal; --"],
  ['path', '../../etc/passwd'],
];

function bodyOf(route: Route): { fields: string[]; good: Record<string, unknown> } {
  const schema = route.body instanceof z.ZodDefault ? route.body.unwrap() : route.body;
  if (!(schema instanceof z.ZodObject)) throw new Error(`${route.path} takes no object`);
  const id = z.globalRegistry.get(schema)?.id ?? '';
  const good = goodBodies[id];
  if (!good) throw new Error(`No good body is known for ${route.path} (${id}): add one`);
  const named = [...Object.keys(good), ...(alternatives[id] ?? [])].sort();
  expect(named, id).toEqual(Object.keys(schema.shape).sort());
  return { fields: Object.keys(schema.shape), good };
}

/** An address of a route with ids that exist nowhere, so that a good body cannot act either. */
const addressOf = (route: Route, id = 'nobody'): string => route.path.replaceAll(/:\w+/g, id);
const withBody = (): Route[] => server.app.routes.filter(route => route.body);

describe('bodies', () => {
  test('HTTP-1, HTTP-2: every field of every route with every wrong value', async () => {
    let calls = 0;
    for (const route of withBody()) {
      const { fields, good } = bodyOf(route);
      for (const field of fields) {
        for (const [name, value] of wrongValues) {
          const what = `${route.path} ${field}: ${name}`;
          const answer = await ask(route, { body: { ...good, [field]: value } });
          calls += 1;
          // Any name will do, and nobody has to be there for it.
          if (mayBeGood(route) && answer.status === 201) {
            seqBefore = server.seq();
            continue;
          }
          // A question about a change changes nothing, whatever is asked.
          if (onlyLooks(route) && answer.status === 200) continue;
          expectRefused(answer, what);
          // A text may be any text: a sign-in or a note with it is simply of nobody.
          const isValid = (route.body as z.ZodType).safeParse({ ...good, [field]: value }).success;
          if (isValid || /\/(session|password|check-ins)$/.test(route.path)) continue;
          expect(answer.status, what).toBe(422);
          expect(answer.json.errors[0].path, what).toMatch(new RegExp(`^${field}(\\.|$)`));
        }
      }
    }
    expect(calls).toBeGreaterThan(100);
    // Some ten thousand requests, ever more with every route.
  }, 180_000);

  test('HTTP-1: a missing field is named', async () => {
    for (const route of withBody()) {
      const { fields, good } = bodyOf(route);
      const schema = route.body as z.ZodType;
      for (const field of fields) {
        const { [field]: _, ...rest } = good;
        if (schema.safeParse(rest).success) continue;
        const answer = await ask(route, { body: rest });
        expect(answer.json.errors.map((row: { path: string }) => row.path)).toEqual([field]);
        expectRefused(answer, `${route.path} without ${field}`);
      }
    }
  });

  test('HTTP-1: unknown fields are named, also those of a prototype', async () => {
    for (const route of withBody()) {
      const { good } = bodyOf(route);
      for (const field of ['surprise', 'constructor', 'toString', 'isAdmin', 'x'.repeat(5_000)]) {
        const answer = await ask(route, { body: { ...good, [field]: 1 } });
        expectRefused(answer, `${route.path} with ${field.slice(0, 20)}`);
        expect(answer.status).toBe(422);
        expect(answer.json.errors[0].path).toBe(field.slice(0, 100));
      }
      const proto = `{"__proto__":{"role":"administrator"},${JSON.stringify(good).slice(1)}`;
      const raw = proto.replace(',}', '}');
      expectRefused(await ask(route, { raw }), `${route.path} __proto__`);
    }
    expect(({} as { role?: string }).role).toBeUndefined();
  });

  test('HTTP-2: a body that is no object', async () => {
    for (const route of withBody()) {
      for (const body of [null, [], [{}], 'text', 1, true, deep(2_000)]) {
        const answer = await ask(route, { body });
        expectRefused(answer, `${route.path} ${JSON.stringify(body).slice(0, 20)}`);
        expect(answer.status).toBe(422);
      }
      const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`field${at}`, at]));
      expectRefused(await ask(route, { body: many }), `${route.path} 1000 fields`);
    }
  });

  test('HTTP-3: broken JSON is 422, wrong types 415, too large 413', async () => {
    const path = '/api/v1/tickets';
    const good = JSON.stringify({ serviceIds: ['service-a01'] });
    for (const raw of ['{', '{"a":}', "{'a':1}", 'undefined', '\u0000', '[1,', '{"a":1}}', 'NaN']) {
      const answer = await staff.call('POST', path, { raw });
      expectRefused(answer, raw);
      expect([answer.status, answer.json.code]).toEqual([422, 'invalid-json']);
    }
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'x'];
    for (const type of types) {
      for (const headers of [
        { 'Content-Type': type },
        { 'Content-Type': type, 'Transfer-Encoding': 'chunked' },
      ]) {
        const answer = await staff.call('POST', path, { raw: good, headers });
        expectRefused(answer, type);
        expect([answer.status, answer.json.code]).toEqual([415, 'unsupported-media-type']);
      }
    }
    const odd: Record<string, string>[] = [
      { 'Content-Encoding': 'rot13' },
      { 'Content-Type': 'application/json; charset=klingon' },
    ];
    for (const headers of odd) {
      const answer = await staff.call('POST', path, { raw: good, headers });
      expectRefused(answer, JSON.stringify(headers));
      expect(answer.status).toBe(415);
    }
    const large = JSON.stringify({ serviceIds: ['x'.repeat(1_000_000)] });
    const answer = await staff.call('POST', path, { raw: large });
    expectRefused(answer, '1 MB');
    expect([answer.status, answer.json.code]).toEqual([413, 'body-too-large']);
  });

  test('HTTP-2: a body that inflates, or does not', async () => {
    const gzip = { 'Content-Encoding': 'gzip' };
    const bomb = gzipSync(Buffer.alloc(5_000_000, 0x20));
    const inflated = await staff.call('POST', '/api/v1/tickets', { raw: bomb, headers: gzip });
    expectRefused(inflated, 'bomb');
    expect(inflated.status).toBe(413);
    const garbage = await staff.call('POST', '/api/v1/tickets', { raw: 'zzzz', headers: gzip });
    expectRefused(garbage, 'garbage');
    expect(garbage.json.code).toBe('invalid-json');
  });
});

describe('addresses', () => {
  const absurdIds = [
    '%00',
    '..%2F..%2Fetc%2Fpasswd',
    // Twice in one address it still is one that the server reads.
    'x'.repeat(7_000),
    '%F0%9F%8E%AB',
    '%E0%A4%A',
    '%',
    '%2e%2e',
    '__proto__',
    'constructor',
    'a b'.replace(' ', '%20'),
    '-1',
    '1;drop',
  ];

  test('HTTP-2: every route with ids that cannot exist', async () => {
    for (const route of server.app.routes.filter(row => row.path.includes('/:'))) {
      const body = route.body ? bodyOf(route).good : undefined;
      for (const id of absurdIds) {
        const query = route.path.endsWith('/transfer-preview') ? '?serviceId=service-b01' : '';
        const path = addressOf(route, id) + query;
        const answer = await ask(route, { body }, path);
        expectRefused(answer, path.slice(0, 80));
        // What is for administrators alone says so first, and a set-up that is older at once.
        const known = route.access === 'administrator' ? [403, 404, 409] : [404, 409, 429];
        // A file is asked for by its type before its place is looked up.
        const allowed = route.upload ? [...known, 415] : known;
        expect(allowed, path.slice(0, 80)).toContain(answer.status);
      }
    }
  });

  test('HTTP-3: unknown paths are 404 for every method', async () => {
    const paths = ['/api', '/api/v1', '/api/v1/nothing', '/nothing', '/%00', '/%', '/../x'];
    for (const path of [
      ...paths,
      '/api/v1/sounds/..%2f..%2fpackage.json',
      '/api/v1/sounds/x.wav',
    ]) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        if (path.includes('/sounds/') && method !== 'GET') continue;
        const answer = await staff.call(method, path);
        expectRefused(answer, `${method} ${path}`);
        expect([answer.status, answer.json.code], `${method} ${path}`).toEqual([404, 'not-found']);
      }
    }
  });

  test('HTTP-3: other methods are 405 and Allow names the right ones', async () => {
    const byPath = new Map<string, Set<string>>();
    for (const { path, method } of server.app.routes) {
      byPath.set(path, (byPath.get(path) ?? new Set()).add(method.toUpperCase()));
    }
    for (const path of ['/api/v1/openapi.json', '/api/docs', '/api/docs/style.css']) {
      byPath.set(path, new Set(['GET']));
    }
    for (const [path, methods] of byPath) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']) {
        if (methods.has(method)) continue;
        const answer = await staff.call(method, path.replaceAll(/:\w+/g, 'nobody'));
        expectRefused(answer, `${method} ${path}`);
        expect([answer.status, answer.json.code], `${method} ${path}`).toEqual([
          405,
          'method-not-allowed',
        ]);
        const allowed = new Set((answer.headers.allow ?? '').split(', '));
        expect(allowed, `${method} ${path}`).toEqual(
          methods.has('GET') ? new Set([...methods, 'HEAD']) : methods,
        );
      }
    }
  });

  test('HTTP-2: absurd queries are refused where a query is read, ignored elsewhere', async () => {
    const values = ['', 'NaN', '-1', '1e99', '0x1F', '9'.repeat(400), '%00', '1&after=2', '[]=1'];
    for (const value of values) {
      const answer = await staff.get(`/api/v1/journal?after=${value}`);
      expectRefused(answer, `after=${value.slice(0, 20)}`);
      expect(answer.status).toBe(422);
    }
    expectRefused(await staff.get('/api/v1/journal?surprise=1'), 'unknown query');
    for (const route of server.app.routes) {
      if (route.method !== 'get' || route.query || route.path.includes(':')) continue;
      const query = `?a[__proto__]=1&%00=%00&${'x'.repeat(5_000)}`;
      const answer = await ask(route, {}, route.path + query);
      expect(answer.status, route.path).toBe(200);
    }
  });
});

describe('headers', () => {
  test('IDEM-2: a key must be 1 to 200 printable characters', async () => {
    for (const route of server.app.routes.filter(row => row.method === 'post')) {
      const good = route.body ? bodyOf(route).good : undefined;
      for (const key of ['k'.repeat(5_000), 'k'.repeat(201), 'two words', 'é', 'tab\there']) {
        const headers = { 'Idempotency-Key': key };
        const answer = await ask(route, { body: good, headers });
        expectRefused(answer, `${route.path} ${key.slice(0, 10)}`);
        expect(answer.status).toBe(422);
        expect(answer.json.errors[0].path).toBe('Idempotency-Key');
      }
    }
  });

  test('AUTH-2: a broken cookie is nobody’s', async () => {
    const stranger = server.client();
    const cookies = [
      'mpp_session',
      'mpp_session=',
      'mpp_session=%',
      'mpp_session=%00',
      `mpp_session=${'x'.repeat(8_000)}`,
      ';;;=;=',
      '__proto__=1; constructor=2',
      'mpp_session="\\"',
    ];
    for (const cookie of cookies) {
      const answer = await stranger.get('/api/v1/session', { Cookie: cookie });
      expectRefused(answer, cookie.slice(0, 30));
      expect([answer.status, answer.json.code]).toEqual([401, 'not-signed-in']);
    }
  });

  test('HTTP-2: odd headers change nothing', async () => {
    const odd: Record<string, string>[] = [
      { Accept: 'application/xml' },
      { Accept: '\u0001'.replace('\u0001', 'x/'.repeat(2_000)) },
      { 'Accept-Language': 'x'.repeat(4_000) },
      { 'X-Forwarded-For': '::1, 127.0.0.1' },
      { 'X-HTTP-Method-Override': 'DELETE' },
      { Authorization: 'Bearer x' },
      { Range: 'bytes=0-1' },
      { 'If-None-Match': '*' },
      { 'If-Modified-Since': 'yesterday' },
    ];
    for (const headers of odd) {
      const answer = await staff.get('/api/v1/session', headers);
      expect(answer.status, JSON.stringify(headers).slice(0, 60)).toBe(200);
    }
  });

  /** What no client library would send. */
  const sendBytes = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(server.app.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
      let heard = '';
      socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
      socket.on('close', () => resolve(heard));
      socket.on('error', reject);
      socket.setTimeout(5_000, () => socket.destroy());
    });

  test('HTTP-2: what is not HTTP is refused as a problem, too', async () => {
    const head = 'Host: 127.0.0.1\r\nConnection: close\r\n';
    const requests: [string, number][] = [
      ['hello\r\n\r\n', 400],
      [`GET /healthz HTTP/1.1\r\n${head}X: a\u0001b\r\n\r\n`, 400],
      [`GET /health\u0000z HTTP/1.1\r\n${head}\r\n`, 400],
      [`GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n`, 400],
      [`POST /api/v1/tickets HTTP/1.1\r\n${head}Content-Length: x\r\n\r\n`, 400],
      [
        `POST /api/v1/tickets HTTP/1.1\r\n${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
        400,
      ],
      [`GET /healthz HTTP/1.1\r\n${head}X: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
    ];
    for (const [request, status] of requests) {
      const heard = await sendBytes(request);
      const what = `${request.slice(0, 40)} → ${heard.slice(0, 120)}`;
      expect(heard, what).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      // That a Host is missing is told by the runtime itself, with an empty body.
      if (request.startsWith('GET') && !request.includes('Host')) continue;
      expect(heard, what).toContain('application/problem+json');
      const body = heard.slice(heard.indexOf('\r\n\r\n') + 4);
      expect(JSON.parse(body), what).toMatchObject({ status, code: 'invalid-input' });
    }
    expect(server.seq()).toBe(seqBefore);
    expect((await staff.get('/healthz')).status).toBe(200);
  });
});
