import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { Answer, TestClient } from './test-client.ts';

/** What partners send by mistake or on purpose: 09.00 on Monday 23 November, over a whole server. */

const path = '/api/v1/partner';
const everyScope = ['catalogue', 'bookings', 'check-in', 'queues', 'webhooks'];
const at = (time: string, day = '24'): string => `2026-11-${day}T${time}:00.000+08:00`;

const byNumber = (one: number, other: number): number => one - other;

let server: TestApp;
let admin: TestClient;
let client: TestClient;
let keys = 0;

beforeAll(async () => {
  server = await openTestApp();
  admin = await server.signedIn('admin');
  client = server.client();
});
afterAll(() => server?.close());

type Ask = (method: string, to: string, body?: unknown, headers?: object) => Promise<Answer>;

async function portal(more: object = {}): Promise<Ask> {
  keys += 1;
  const body = { partnerName: `Portal ${keys}`, scopes: everyScope, ...more };
  const made = await admin.post('/api/v1/admin/partner-keys', body);
  expect(made.status).toBe(201);
  const Authorization = `Bearer ${made.json.secret}`;
  return (method, to, sent, headers = {}) =>
    client.call(method, path + to, {
      ...(sent === undefined ? {} : { body: sent }),
      headers: { Authorization, ...headers },
    });
}

const book = (ask: Ask, startsAt: string, more: object = {}, headers = {}) =>
  ask('POST', '/bookings', { serviceId: 'service-b01', startsAt, ...more }, headers);

async function booked(ask: Ask, startsAt: string): Promise<string> {
  const { status, json } = await book(ask, startsAt);
  expect(status).toBe(201);
  return json.booking.code;
}

describe('names of answers', () => {
  test('PARTNER-13: of two changes at once that read the same, one is made', async () => {
    const ask = await portal();
    const code = await booked(ask, at('09:00'));
    const { headers } = await ask('GET', `/bookings/${code}`);
    const read = { 'If-Match': headers.etag! };
    // Connections that are open already: what is sent on them now is decided in one turn.
    await Promise.all(['', '', ''].map(() => ask('GET', `/bookings/${code}`)));
    const answers = await Promise.all(
      ['09:30', '10:00', '10:30'].map(time =>
        ask('PATCH', `/bookings/${code}`, { startsAt: at(time) }, read),
      ),
    );
    expect(answers.map(({ status }) => status).sort(byNumber)).toEqual([200, 412, 412]);
    const made = answers.find(({ status }) => status === 200)!;
    const now = await ask('GET', `/bookings/${code}`);
    expect(now.text).toBe(made.text);
    expect(now.headers.etag).toBe(made.headers.etag);
  });

  test('PARTNER-13: a weak name changes nothing, any name changes', async () => {
    const ask = await portal();
    const { json, headers } = await book(ask, at('11:00'));
    const to = `/bookings/${json.booking.code}`;
    const weak = await ask('DELETE', to, undefined, { 'If-Match': `W/${headers.etag}` });
    expect(weak.status).toBe(412);
    const several = { 'If-Match': `"other", ${headers.etag}` };
    expect((await ask('PATCH', to, { startsAt: at('11:30') }, several)).status).toBe(200);
    expect((await ask('DELETE', to, undefined, { 'If-Match': '*' })).status).toBe(200);
  });

  test('PARTNER-15: catalogue, slots, queues and bookings spare what has not changed', async () => {
    const ask = await portal();
    const code = await booked(ask, at('12:00'));
    const lists = [
      '/services',
      '/slots?serviceId=service-b01&date=2026-11-24',
      '/queues',
      `/bookings/${code}`,
    ];
    for (const to of lists) {
      const first = await ask('GET', to);
      const etag = first.headers.etag!;
      const again = await ask('GET', to, undefined, { 'If-None-Match': `"x", W/${etag}` });
      expect([again.status, again.text, again.headers.etag], to).toEqual([304, '', etag]);
    }
    const slots = await ask('GET', lists[1]!);
    await booked(ask, at('12:30'));
    const changed = { 'If-None-Match': slots.headers.etag! };
    expect((await ask('GET', lists[1]!, undefined, changed)).status).toBe(200);
  });
});

describe('pages', () => {
  test('PARTNER-15: deliveries come the newest first, each once', async () => {
    const ask = await portal();
    // Nobody listens there: they stay to be sent.
    const made = await ask('POST', '/webhooks', { url: 'http://127.0.0.1:9/hook' });
    const to = `/webhooks/${made.json.webhook.id}`;
    for (let sent = 0; sent < 5; sent += 1) {
      server.clock.advance(1);
      expect((await ask('POST', `${to}/test`)).status).toBe(201);
    }
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { json } = await ask('GET', `${to}/deliveries?limit=2${after}`);
      seen.push(...json.deliveries.map((row: { id: string }) => row.id));
      if (json.nextAfter === null) break;
      after = `&after=${json.nextAfter}`;
    }
    const all = (await ask('GET', `${to}/deliveries?limit=200`)).json.deliveries;
    expect(seen).toEqual(all.map((row: { id: string }) => row.id));
    expect(new Set(seen).size).toBe(5);
    const others = await portal();
    const foreign = (await others('POST', '/webhooks', { url: 'http://127.0.0.1:9/x' })).json;
    const theirs = await others(
      'GET',
      `/webhooks/${foreign.webhook.id}/deliveries?after=${seen[1]}`,
    );
    expect(theirs.json).toEqual({ deliveries: [], nextAfter: null });
  });

  test('IDEM-1, IDEM-2: a ping asked for twice under one key is sent once', async () => {
    const ask = await portal();
    const made = await ask('POST', '/webhooks', { url: 'http://127.0.0.1:9/hook' });
    const to = `/webhooks/${made.json.webhook.id}`;
    const key = { 'Idempotency-Key': 'ping-once' };
    const first = await ask('POST', `${to}/test`, {}, key);
    expect((await ask('POST', `${to}/test`, {}, key)).text).toBe(first.text);
    expect((await ask('GET', `${to}/deliveries`)).json.deliveries).toHaveLength(1);
    const other = await ask('POST', `${to}/rotate`, { graceHours: 1 }, key);
    expect([other.status, other.json.code]).toEqual([409, 'idempotency-conflict']);
  });
});

describe('codes', () => {
  const ways: readonly [string, string, unknown?][] = [
    ['GET', ''],
    ['PATCH', '', { startsAt: at('16:00') }],
    ['DELETE', ''],
    ['POST', '/check-in'],
  ];

  test('PARTNER-14: somebody else’s code is answered as one that is not there', async () => {
    const [owner, other] = [await portal(), await portal()];
    const theirs = await booked(owner, at('13:00'));
    const facts = ({ status, text, headers }: Answer) => [status, text, { ...headers, date: null }];
    for (const [method, more, body] of ways) {
      const answers = [];
      for (const code of [theirs, 'ZZZZ-ZZZZ', 'not a code', 'MPP:mpp-other:ZZZZZZZZ']) {
        answers.push(
          facts(await other(method, `/bookings/${encodeURIComponent(code)}${more}`, body)),
        );
      }
      for (const answer of answers) expect(answer, method).toEqual(answers[0]);
      expect(answers[0]![0]).toBe(404);
    }
    // Sixteen so far: somebody else's counted like the others.
    for (let left = 4; left > 0; left -= 1) {
      expect((await other('GET', `/bookings/${theirs}`)).status).toBe(404);
    }
    const waits = await other('GET', `/bookings/${theirs}`);
    expect([waits.status, waits.json.code]).toEqual([429, 'too-many-attempts']);
    expect(Number(waits.headers['retry-after'])).toBeGreaterThan(0);
    expect((await owner('GET', `/bookings/${theirs}`)).json.booking.status).toBe('booked');
  });

  test('PARTNER-2: each scope opens its own operations and no other', async () => {
    const asked: readonly [string, string, string, unknown?][] = [
      ['catalogue', 'GET', '/services'],
      ['catalogue', 'GET', '/slots?serviceId=service-b01&date=2026-11-24'],
      ['bookings', 'GET', '/bookings'],
      ['bookings', 'POST', '/bookings', { serviceId: 'service-b01', startsAt: at('08:00', '25') }],
      ['check-in', 'POST', '/bookings/ZZZZ-ZZZZ/check-in'],
      ['queues', 'GET', '/queues'],
      ['webhooks', 'GET', '/webhooks'],
    ];
    for (const scope of everyScope) {
      const ask = await portal({ scopes: [scope] });
      for (const [needed, method, to, body] of asked) {
        const { status, json } = await ask(method, to, body);
        if (scope === needed) expect(status, `${scope} ${to}`).not.toBe(403);
        else
          expect([status, json.code, json.facts], to).toEqual([
            403,
            'not-allowed',
            { scope: needed },
          ]);
      }
    }
  });
});

describe('what is sent', () => {
  test('PARTNER-16: another offset means the same instant', async () => {
    const ask = await portal();
    const { json } = await book(ask, '2026-11-25T01:00:00Z');
    expect(json.booking.startsAt).toBe(at('09:00', '25'));
    const east = await book(ask, '2026-11-25T10:00:00+09:00');
    expect(east.json.booking.startsAt).toBe(at('09:00', '25'));
  });

  test.each([
    ['twenty-four o’clock', '2026-11-24T24:00:00+08:00', 422, 'invalid-input'],
    ['no day of any month', '2026-11-31T09:00:00+08:00', 422, 'invalid-input'],
    ['no offset', '2026-11-24T09:00:00', 422, 'invalid-input'],
    ['an hour that is over', '2026-11-23T08:00:00+08:00', 409, 'slot-closed'],
    ['a year that is over', '2025-11-24T09:00:00+08:00', 409, 'slot-closed'],
    ['beyond the window', '2026-12-24T09:00:00+08:00', 409, 'slot-closed'],
    ['the last year that can be written', '9999-12-31T23:30:00+08:00', 409, 'slot-closed'],
    ['within a slot', '2026-11-24T09:07:00+08:00', 422, 'unknown-slot'],
    ['a millisecond beside a slot', '2026-11-24T09:00:00.001+08:00', 422, 'unknown-slot'],
  ])('PARTNER-16: %s', async (_what, startsAt, status, code) => {
    const ask = await portal();
    const seq = server.seq();
    const answer = await book(ask, startsAt);
    expect([answer.status, answer.json.code]).toEqual([status, code]);
    expect(server.seq()).toBe(seq);
  });

  test('PARTNER-16: markup and statements in a name are kept and told to nobody', async () => {
    const ask = await portal();
    const names = [
      `<img src=x onerror=alert(1)>`,
      `'; DROP TABLE booking; --`,
      '${7*7} {{7*7}} %s %n',
      'Ｎｉ Made 李 ᬲᬸᬓᭂᬃᬢᬶ',
      'x'.repeat(100),
    ];
    for (const [index, name] of names.entries()) {
      const nik = `510301450988000${index}`;
      const person = { name, nik, phone: '0812-3456-789' };
      const made = await ask('POST', '/bookings', {
        serviceId: 'service-a09',
        startsAt: at('10:00', `${24 + index}`),
        person,
      });
      expect(made.status, name).toBe(201);
      expect(made.text).not.toContain(name);
      expect((await ask('GET', `/bookings/${made.json.booking.code}`)).text).not.toContain(name);
    }
    const journal = await admin.get(`/api/v1/journal?limit=1000&after=${server.seq() - 20}`);
    for (const name of names) expect(journal.text).not.toContain(JSON.stringify(name));
    expect((await ask('GET', '/bookings')).status).toBe(200);
    const empty = await ask('POST', '/bookings', {
      serviceId: 'service-a09',
      startsAt: at('11:00'),
      person: { name: ' \u0000 ', nik: '5103014509880009', phone: '0812-3456-789' },
    });
    expect([empty.status, empty.json.errors[0].path]).toEqual([422, 'person.name']);
  });

  test('PARTNER-16: a megabyte is refused before it is read, and nothing of it stays', async () => {
    const ask = await portal();
    const seq = server.seq();
    const answer = await book(ask, at('14:00'), { person: { name: 'x'.repeat(1_048_576) } });
    expect([answer.status, answer.json.code]).toEqual([413, 'body-too-large']);
    expect(server.seq()).toBe(seq);
    expect((await ask('GET', '/queues')).status).toBe(200);
  });

  test('PARTNER-7: a place is taken once, whatever is sent at once under one key', async () => {
    const ask = await portal();
    const key = { 'Idempotency-Key': 'at-once' };
    const times = ['15:00', '15:00', '15:00', '15:30'];
    const answers = await Promise.all(times.map(time => book(ask, at(time), {}, key)));
    const statuses = answers.map(({ status }) => status).sort(byNumber);
    expect([
      [201, 201, 201, 409],
      [201, 409, 409, 409],
    ]).toContainEqual(statuses);
    const codes = answers.flatMap(({ json }) => json.booking?.code ?? []);
    expect(new Set(codes).size).toBe(1);
    // Of another partner the same key is another one.
    const other = await portal();
    expect((await book(other, at('16:00'), {}, key)).status).toBe(201);
  });
});
