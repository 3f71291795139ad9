import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { Answer, TestClient } from './test-client.ts';

/** A portal puts people on the waiting list of a real building: 09.00 on Monday 23 November. */

let server: TestApp;
let admin: TestClient;
const serviceId = 'service-b01';
const startsAt = '2026-11-24T10:00:00.000+08:00';
const path = '/api/v1/partner';

beforeAll(async () => {
  server = await openTestApp();
  admin = await server.signedIn('admin');
});
afterAll(() => server?.close());

type Send = (method: string, path: string, body?: unknown, headers?: object) => Promise<Answer>;

let portals = 0;

async function portal(more: object = {}): Promise<Send> {
  portals += 1;
  const body = { partnerName: `Portal ${portals}`, scopes: ['catalogue', 'bookings'], ...more };
  const { json } = await admin.post('/api/v1/admin/partner-keys', body);
  const client = server.client();
  const own = { Authorization: `Bearer ${json.secret}` };
  return (method, to, sent, headers = {}) =>
    client.call(method, path + to, {
      ...(sent === undefined ? {} : { body: sent }),
      headers: { ...own, ...headers },
    });
}

/** Takes every place of the slot and gives the codes. */
async function fill(send: Send): Promise<string[]> {
  const codes: string[] = [];
  for (;;) {
    const { status, json } = await send('POST', '/bookings', { serviceId, startsAt });
    if (status !== 201) return codes;
    codes.push(json.booking.code);
  }
}

const wish = { serviceId, date: '2026-11-24', from: '10:00', until: '10:00' };
const join = (send: Send, more: object = {}) => send('POST', '/waiting-list', { ...wish, ...more });

test('WAITLIST-9: a portal joins for a citizen, is told of the offer by reading, and accepts it once', async () => {
  const send = await portal();
  expect((await join(send)).json).toMatchObject({ code: 'places-left' });
  const codes = await fill(send);
  const first = (await join(send)).json.waiting;
  const second = (await join(send)).json.waiting;
  expect([first.before, second.before, first.offer]).toEqual([0, 1, null]);
  await send('DELETE', `/bookings/${codes[0]}`);
  const read = await send('GET', `/waiting-list/${first.id}`);
  expect(read.json.waiting.offer).toMatchObject({ startsAt, minutes: 30 });
  // The place is kept: nobody else can book it.
  expect((await send('POST', '/bookings', { serviceId, startsAt })).json.code).toBe('slot-full');
  const key = { 'Idempotency-Key': 'accept-1' };
  const [taken, again] = [
    await send('POST', `/waiting-list/${first.id}/accept`, undefined, key),
    await send('POST', `/waiting-list/${first.id}/accept`, undefined, key),
  ];
  expect(taken.status).toBe(201);
  expect(again.text).toBe(taken.text);
  expect(taken.json.booking).toMatchObject({ startsAt, status: 'booked', serviceId });
  expect((await send('GET', `/bookings/${taken.json.booking.code}`)).status).toBe(200);
  expect((await send('GET', `/waiting-list/${first.id}`)).json.code).toBe('unknown-waiting');
  await send('DELETE', `/waiting-list/${second.id}`);
  expect((await send('GET', `/waiting-list/${second.id}`)).status).toBe(404);
});

test('WAITLIST-9: another portal neither reads, accepts nor leaves what is not its own', async () => {
  const [own, other] = [await portal(), await portal()];
  await fill(own);
  const { id } = (await join(own)).json.waiting;
  for (const [method, to] of [
    ['GET', `/waiting-list/${id}`],
    ['POST', `/waiting-list/${id}/accept`],
    ['DELETE', `/waiting-list/${id}`],
  ] as const) {
    expect((await other(method, to)).json.code, `${method} ${to}`).toBe('unknown-waiting');
  }
  expect((await own('GET', `/waiting-list/${id}`)).status).toBe(200);
});

test('WAITLIST-9: a sandbox key waits in the shadow of the building', async () => {
  const [real, shadow] = [await portal(), await portal({ isSandbox: true })];
  await fill(real);
  await fill(shadow);
  const { id } = (await join(shadow)).json.waiting;
  expect((await shadow('GET', `/waiting-list/${id}`)).status).toBe(200);
  expect(server.app.building.state.waitingLists.byId.has(id)).toBe(false);
});

const nik = '5103014509880001';

test('DATA-3: erased at the wish of the person: details and notes are gone, the journal has no data', async () => {
  const send = await portal();
  const asks = (await send('GET', '/services')).json.services.find(
    (row: { asks: string[]; booking: unknown }) => row.asks.includes('nik') && row.booking,
  );
  const slots = await send('GET', `/slots?serviceId=${asks.id}&date=2026-11-24`);
  const person = { name: 'Ni Made Sukerti', nik, phone: '08123456789' };
  const made = await send('POST', '/bookings', {
    serviceId: asks.id,
    startsAt: slots.json.slots.find((slot: { left: number }) => slot.left > 0).startsAt,
    person,
  });
  expect(made.status).toBe(201);
  const erase = (body: unknown) => admin.post('/api/v1/admin/people/erase', body);
  expect((await erase({ nik: '5103014509880002' })).json.code).toBe('unknown-person');
  expect((await erase({})).status).toBe(422);
  const answer = await erase({ nik });
  expect(answer.json).toMatchObject({ erased: 1 });
  expect((await erase({ nik })).json.code).toBe('unknown-person');
  const entries = await admin.get(`/api/v1/journal?after=${server.seq() - 1}`);
  expect(entries.json.entries.at(-1)).toMatchObject({
    type: 'person-erased',
    data: { subjects: 1 },
  });
  expect(entries.text).not.toContain(nik);
  expect(entries.text).not.toContain('Sukerti');
  // The place stays, without a name, and can still be cancelled by its code.
  expect((await send('DELETE', `/bookings/${made.json.booking.code}`)).status).toBe(200);
});

test('DATA-3: whoever holds a booking code can have that booking erased', async () => {
  const send = await portal();
  const { json } = await send('POST', '/bookings', {
    serviceId,
    startsAt: '2026-11-25T10:00:00.000+08:00',
  });
  const answer = await admin.post('/api/v1/admin/people/erase', { code: json.booking.code });
  expect(answer.json.erased).toBe(1);
});
