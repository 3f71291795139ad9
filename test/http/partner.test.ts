import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { Answer, TestClient } from './test-client.ts';

/** What a portal does with a building, over a whole server: 09.00 on Monday 23 November. */

let server: TestApp;
let admin: TestClient;
let kiosk: TestClient;
let own: Portal;
let keys = 0;

beforeAll(async () => {
  server = await openTestApp();
  admin = await server.signedIn('admin');
  kiosk = server.client();
  own = await portal();
});
afterAll(() => server?.close());

const everyScope = ['catalogue', 'bookings', 'check-in', 'queues', 'webhooks'];
const path = '/api/v1/partner';
const at = (time: string, day = '23'): string => `2026-11-${day}T${time}:00.000+08:00`;

interface Portal {
  readonly keyId: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  send(method: string, path: string, body?: unknown, headers?: object): Promise<Answer>;
}

async function portal(more: object = {}): Promise<Portal> {
  keys += 1;
  const body = { partnerName: `Portal ${keys}`, scopes: everyScope, ...more };
  const { json, status } = await admin.post('/api/v1/admin/partner-keys', body);
  expect(status).toBe(201);
  return withSecret(json.secret, json.key.id);
}

function withSecret(secret: string, keyId: string): Portal {
  const client = server.client();
  const authorization = { Authorization: `Bearer ${secret}` };
  return {
    keyId,
    get: (to, headers = {}) => client.get(path + to, { ...authorization, ...headers }),
    send: (method, to, sent, headers = {}) =>
      client.call(method, path + to, {
        ...(sent === undefined ? {} : { body: sent }),
        headers: { ...authorization, ...headers },
      }),
  };
}

const book = (by: Portal, startsAt: string, more: object = {}, headers = {}) =>
  by.send('POST', '/bookings', { serviceId: 'service-b01', startsAt, ...more }, headers);

describe('keys', () => {
  test('PARTNER-1: a key is told once, kept as a hash, and ends when it is revoked', async () => {
    const brief = await portal();
    expect((await brief.get('/services')).status).toBe(200);
    const list = await admin.get('/api/v1/admin/partner-keys');
    expect(JSON.stringify(list.json)).not.toContain('mppk_');
    await admin.post(`/api/v1/admin/partner-keys/${brief.keyId}/revoke`);
    expect((await brief.get('/services')).status).toBe(401);
    const { json } = await admin.get(`/api/v1/journal?after=${server.seq() - 1}`);
    expect(json.entries.at(-1)).toMatchObject({
      type: 'partner-key-changed',
      data: { keyId: brief.keyId, what: 'revoked' },
    });
  });

  test('PARTNER-1: after a rotation both keys work until the grace is over', async () => {
    const old = await portal();
    const { json } = await admin.post(`/api/v1/admin/partner-keys/${old.keyId}/rotate`, {
      graceHours: 1,
    });
    const renewed = withSecret(json.secret, json.key.id);
    const { json: made } = await book(old, at('15:00'));
    expect((await renewed.get(`/bookings/${made.booking.code}`)).status).toBe(200);
    server.clock.advance(3_600);
    expect((await old.get('/services')).status).toBe(401);
    expect((await renewed.get('/services')).status).toBe(200);
  });

  test('PARTNER-2: a key opens what its scopes say, and only its agencies', async () => {
    const narrow = await portal({ scopes: ['catalogue'], agencyIds: ['agency-b'] });
    const { json } = await narrow.get('/services');
    expect(new Set(json.services.map((row: { agency: { id: string } }) => row.agency.id))).toEqual(
      new Set(['agency-b']),
    );
    expect((await narrow.get('/queues')).json).toMatchObject({ code: 'not-allowed' });
    expect((await narrow.get('/slots?serviceId=service-a01&date=2026-11-23')).json).toMatchObject({
      code: 'unknown-service',
    });
  });

  test('PARTNER-2: beyond its minute a key is told when to come again', async () => {
    const slow = await portal({ requestsPerMinute: 3 });
    for (let asked = 0; asked < 3; asked += 1) expect((await slow.get('/queues')).status).toBe(200);
    const refused = await slow.get('/queues');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBe(20);
    server.clock.advance(20);
    expect((await slow.get('/queues')).status).toBe(200);
  });

  test.each(['', 'Bearer', 'Bearer mppk_x', 'Basic abc', `Bearer mppk_${'A'.repeat(43)}`])(
    'PARTNER-1: %j opens nothing',
    async authorization => {
      const answer = await server
        .client()
        .get(`${path}/services`, { Authorization: authorization });
      expect(answer.status).toBe(401);
    },
  );
});

describe('catalogue', () => {
  test('PARTNER-3: services come page by page, each once', async () => {
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { json } = await own.get(`/services?limit=40${after}`);
      seen.push(...json.services.map((row: { id: string }) => row.id));
      if (json.nextAfter === null) break;
      after = `&after=${json.nextAfter}`;
    }
    expect(seen).toHaveLength(97);
    expect(new Set(seen).size).toBe(97);
  });

  test('PARTNER-3: who has the answer already is told that nothing changed', async () => {
    const first = await own.get('/services?limit=5');
    const again = await own.get('/services?limit=5', { 'If-None-Match': first.headers.etag! });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('PARTNER-4: slots are those that can be booked now, for one day or several', async () => {
    const { json } = await own.get('/slots?serviceId=service-b01&date=2026-11-24');
    expect(json.slots).toHaveLength(48);
    expect(json.slots[0]).toEqual({ startsAt: at('00:00', '24'), minutes: 30, places: 2, left: 2 });
    const week = await own.get('/slots?serviceId=service-b01&date=2026-11-23&days=31');
    // Today from the cut-off on, and seven days more.
    const last = week.json.slots.at(-1).startsAt;
    expect(last).toBe(at('23:30', '30'));
    expect(Date.parse(week.json.slots[0].startsAt)).toBeGreaterThanOrEqual(
      server.clock.now() + 30 * 60_000,
    );
  });

  test.each([
    ['no day', '/slots?serviceId=service-b01', 422],
    ['a day that is none', '/slots?serviceId=service-b01&date=2026-02-30', 422],
    ['32 days', '/slots?serviceId=service-b01&date=2026-11-23&days=32', 422],
    ['a service without bookings', '/slots?serviceId=service-c01&date=2026-11-23', 409],
    ['no service', '/slots?serviceId=nobody&date=2026-11-23', 422],
  ])('PARTNER-4: %s is refused', async (_what, to, status) => {
    expect((await own.get(to)).status).toBe(status);
  });

  test('PARTNER-5: queues tell how many wait and how long a newcomer would', async () => {
    const { json } = await own.get('/queues');
    expect(json.queues).toHaveLength(28);
    expect(json.queues[0]).toMatchObject({ waiting: 0, availability: { open: true }, called: [] });
  });
});

describe('bookings', () => {
  test('PARTNER-6: booked, read, moved and cancelled; the place is free at once', async () => {
    const { json, status } = await book(own, at('14:00', '24'));
    expect(status).toBe(201);
    const { code } = json.booking;
    expect(json.booking).toMatchObject({
      code: expect.stringMatching(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/),
      qr: expect.stringMatching(/^MPP:mpp-[0-9a-f]+:[2-9A-HJ-NP-Z]{8}$/),
      status: 'booked',
      checkInFrom: at('13:45', '24'),
      checkInUntil: at('14:30', '24'),
      ticket: null,
    });
    const moved = await own.send('PATCH', `/bookings/${code}`, { startsAt: at('14:30', '24') });
    expect(moved.json.booking).toMatchObject({ code, startsAt: at('14:30', '24') });
    const cancelled = await own.send('DELETE', `/bookings/${code.toLowerCase()}`);
    expect(cancelled.json.booking.status).toBe('cancelled');
    expect((await own.get(`/bookings/${code}`)).json.booking.status).toBe('cancelled');
    const slots = await own.get('/slots?serviceId=service-b01&date=2026-11-24');
    const slot = slots.json.slots.find(
      (row: { startsAt: string }) => row.startsAt === at('14:30', '24'),
    );
    expect(slot.left).toBe(2);
    expect((await own.send('DELETE', `/bookings/${code}`)).status).toBe(200);
    const late = await own.send('PATCH', `/bookings/${code}`, { startsAt: at('15:00', '24') });
    expect(late.json.code).toBe('booking-cancelled');
  });

  test('PARTNER-7: the same key and body book once, another body is refused', async () => {
    const headers = { 'Idempotency-Key': 'book-once' };
    const first = await book(own, at('16:00', '24'), {}, headers);
    const again = await book(own, at('16:00', '24'), {}, headers);
    expect(again.text).toBe(first.text);
    expect((await book(own, at('16:30', '24'), {}, headers)).json.code).toBe(
      'idempotency-conflict',
    );
  });

  test('PARTNER-8: what changed since it was read is not changed blindly', async () => {
    const { json } = await book(own, at('17:00', '24'));
    const to = `/bookings/${json.booking.code}`;
    const read = await own.get(to);
    const etag = { 'If-Match': read.headers.etag! };
    const moved = await own.send('PATCH', to, { startsAt: at('17:30', '24') }, etag);
    expect(moved.status).toBe(200);
    const blind = await own.send('DELETE', to, undefined, etag);
    expect([blind.status, blind.json.code]).toEqual([412, 'changed-meanwhile']);
    const fresh = { 'If-Match': moved.headers.etag! };
    expect((await own.send('DELETE', to, undefined, fresh)).status).toBe(200);
  });

  test('PARTNER-9: a portal sees its own bookings only, page by page', async () => {
    const other = await portal();
    const codes: string[] = [];
    for (const minute of ['00', '30']) {
      codes.push((await book(other, at(`18:${minute}`, '24'))).json.booking.code);
    }
    expect((await own.get(`/bookings/${codes[0]}`)).json.code).toBe('unknown-booking');
    await expect.poll(async () => (await other.get('/bookings')).json.bookings.length).toBe(2);
    const first = await other.get('/bookings?limit=1');
    const second = await other.get(`/bookings?limit=1&after=${first.json.nextAfter}`);
    const seen = [...first.json.bookings, ...second.json.bookings];
    expect(seen.map((row: { code: string }) => row.code).sort()).toEqual(codes.sort());
    expect(second.json.nextAfter).toBeNull();
  });

  test('PARTNER-9: codes cannot be found by trying', async () => {
    const guesser = await portal();
    const statuses = [];
    for (let tried = 0; tried < 21; tried += 1) {
      statuses.push((await guesser.get('/bookings/AAAA-AAAA')).status);
    }
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(404));
    expect(statuses[20]).toBe(429);
    const { json } = await book(guesser, at('19:00', '24'));
    expect((await guesser.get(`/bookings/${json.booking.code}`)).status).toBe(429);
    server.clock.advance(60);
    expect((await guesser.get(`/bookings/${json.booking.code}`)).status).toBe(200);
  });

  test('DATA-1: what the service asks is required, and stands in no answer and no entry', async () => {
    const person = { name: 'Ni Made Sukerti', nik: '5103 0145 0988 0001', phone: '0812-3456-789' };
    const asked = { serviceId: 'service-a09', startsAt: at('10:00', '24') };
    const missing = await own.send('POST', '/bookings', asked);
    expect(missing.json).toMatchObject({
      code: 'person-required',
      errors: [{ path: 'person.name' }, { path: 'person.nik' }, { path: 'person.phone' }],
    });
    const made = await own.send('POST', '/bookings', { ...asked, person });
    expect(made.status).toBe(201);
    const again = await own.send('POST', '/bookings', {
      ...asked,
      startsAt: at('11:00', '24'),
      person,
    });
    expect(again.json.code).toBe('already-booked');
    const journal = await admin.get('/api/v1/journal?limit=1000');
    expect(made.text + journal.text).not.toMatch(/Sukerti|510301450988|8123456789/);
  });

  test('PARTNER-10: checked in by the portal or at the kiosk, called, fulfilled', async () => {
    const { json } = await book(own, at('12:00', '23'));
    const { code, qr } = json.booking;
    const early = await kiosk.post('/api/v1/check-ins', { code });
    expect(early.json).toMatchObject({
      code: 'booking-too-early',
      facts: { opensAt: at('11:45'), startsAt: at('12:00') },
    });
    server.clock.advance((Date.parse(at('11:50')) - server.clock.now()) / 1000);
    const issued = await kiosk.post('/api/v1/check-ins', { code: qr });
    expect(issued.status).toBe(201);
    expect(issued.json.ticket).toMatchObject({ class: 'booked' });
    const read = async () => (await own.get(`/bookings/${code}`)).json.booking;
    expect(await read()).toMatchObject({
      status: 'checked-in',
      ticket: { label: issued.json.ticket.label },
    });
    const { token } = (await read()).ticket;
    expect((await own.get(`/tickets/${token}`)).json.bookedFor).toBe(at('12:00'));
    expect((await kiosk.post('/api/v1/check-ins', { code })).json).toMatchObject({
      code: 'booking-used',
      facts: { label: issued.json.ticket.label },
    });
    const counter = '/api/v1/counters/counter-7';
    await admin.post(`${counter}/open`);
    await admin.post(`${counter}/call`, { ticketId: issued.json.ticket.id });
    expect((await read()).status).toBe('arrived');
    await admin.post(`/api/v1/tickets/${issued.json.ticket.id}/start`);
    await admin.post(`/api/v1/tickets/${issued.json.ticket.id}/finish`);
    expect((await read()).status).toBe('fulfilled');
    const second = await book(own, at('12:30', '23'));
    const byPortal = await own.send('POST', `/bookings/${second.json.booking.code}/check-in`);
    expect(byPortal.json.code).toBe('booking-too-early');
  });

  test('CHECKIN-2: the QR of another building is told from a code that is not there', async () => {
    const foreign = await kiosk.post('/api/v1/check-ins', { code: 'MPP:mpp-other:ABCDEFGH' });
    expect(foreign.json.code).toBe('other-building');
    for (const code of ['ABCDEFGH', 'x', '1', 'MPP:', '💥'.repeat(20)]) {
      expect((await kiosk.post('/api/v1/check-ins', { code })).json.code).toBe('unknown-booking');
    }
  });
});

test('PARTNER-11: a sandbox key acts on a shadow, and the building does not notice', async () => {
  const sandbox = await portal({ isSandbox: true });
  const before = server.seq();
  const made = await book(sandbox, at('14:00', '25'));
  expect(made.status).toBe(201);
  const { code } = made.json.booking;
  expect((await sandbox.get(`/bookings/${code}`)).status).toBe(200);
  expect((await own.get(`/bookings/${code}`)).status).toBe(404);
  expect((await kiosk.post('/api/v1/check-ins', { code })).json.code).toBe('unknown-booking');
  expect(server.seq()).toBe(before);
});
