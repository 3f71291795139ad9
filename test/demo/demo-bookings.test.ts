import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoBooking } from '../../contract/bookings.ts';
import { makeDemoBookings } from '../../server/demo/demo-bookings.ts';
import { openTestApp, type TestApp } from '../http/open-test-app.ts';
import type { TestClient } from '../http/test-client.ts';

let server: TestApp;
let kiosk: TestClient;

beforeAll(async () => {
  server = await openTestApp({ hasDemoBookings: true });
  kiosk = server.client();
});
afterAll(() => server?.close());

const bookings = async (): Promise<readonly DemoBooking[]> =>
  (await kiosk.get('/api/v1/demo/bookings')).json.bookings;

test('DEMO-10: each of them answers a check-in as it stands to now', async () => {
  const answers = [];
  for (const { code, startsAt } of await bookings()) {
    const { status, json } = await kiosk.post('/api/v1/check-ins', { code });
    const minutes = Math.round((Date.parse(startsAt) - server.clock.now()) / 60_000);
    answers.push([minutes, status === 201 ? 'checked in' : json.code]);
  }
  // At nine sharp of a half-hourly grid.
  expect(answers).toEqual([
    [-120, 'booking-too-late'],
    [-30, 'checked in'],
    [0, 'checked in'],
    [30, 'booking-too-early'],
    [120, 'booking-too-early'],
  ]);
});

test('DEMO-10: another start books nothing twice, and what was used says so', async () => {
  const before = await bookings();
  await makeDemoBookings(server.app.building);
  const after = await bookings();
  expect(after.map(({ code }) => code)).toEqual(before.map(({ code }) => code));
  expect(after.filter(({ status }) => status === 'checked-in')).toHaveLength(2);
  expect(after.every(({ qr, code }) => qr.endsWith(`:${code.replace('-', '')}`))).toBe(true);
});

test('DEMO-10: whoever does not want them has none', async () => {
  const plain = await openTestApp();
  expect((await plain.client().get('/api/v1/demo/bookings')).json).toEqual({ bookings: [] });
  await plain.close();
});
