import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  BookedQueue,
  BookingChoices,
  BookingPreview,
  BookingSetupView,
} from '../../contract/booking-setup.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { Answer, TestClient } from './test-client.ts';

/** What an administrator sets up for those who book: 09.00 on Monday 23 November. */

let server: TestApp;
let admin: TestClient;
let portal: TestClient;
let headers: Record<string, string>;

const path = '/api/v1/admin/booking';
const monday = '2026-11-23';
const at = (time: string): string => `${monday}T${time}:00.000+08:00`;

beforeAll(async () => {
  server = await openTestApp();
  admin = await server.signedIn('admin');
  portal = server.client();
  const body = { partnerName: 'Portal', scopes: ['catalogue', 'bookings'] };
  const { secret } = (await admin.post('/api/v1/admin/partner-keys', body)).json;
  headers = { Authorization: `Bearer ${secret}` };
});
afterAll(() => server?.close());

const viewNow = async (): Promise<BookingSetupView> => (await admin.get(path)).json;
const lineOf = (view: BookingSetupView, serviceId = 'service-b01'): BookedQueue =>
  view.queues.find(queue => queue.services.some(({ id }) => id === serviceId))!;

interface Wish {
  readonly choices?: Partial<BookingChoices> | null;
  readonly bookableIds?: readonly string[];
}

function wishOf(view: BookingSetupView, { choices = {}, bookableIds }: Wish) {
  const queue = lineOf(view);
  const kept = queue.booking ?? view.usual;
  const booking = choices === null ? null : { ...kept, ...choices };
  const ids = bookableIds ?? queue.services.map(({ id }) => id);
  return { queueId: queue.id, booking, bookableIds: ids };
}

async function save(wish: Wish): Promise<Answer> {
  const view = await viewNow();
  return admin.post(path, { setupSeq: view.setupSeq, ...wishOf(view, wish) });
}

async function preview(wish: Wish, date = monday): Promise<BookingPreview> {
  const answer = await admin.post(`${path}/preview`, { ...wishOf(await viewNow(), wish), date });
  expect(answer.status).toBe(200);
  return answer.json;
}

const book = (time: string): Promise<Answer> =>
  portal.post(
    '/api/v1/partner/bookings',
    { serviceId: 'service-b01', startsAt: at(time) },
    headers,
  );

const slotsOf = async (): Promise<{ startsAt: string; places: number; left: number }[]> => {
  const query = `?serviceId=service-b01&date=${monday}`;
  return (await portal.get(`/api/v1/partner/slots${query}`, headers)).json.slots ?? [];
};

const everyDay = [0, 1, 2, 3, 4, 5, 6];

describe('what is booked', () => {
  test('BSET-1: what is saved is what can be booked from then on', async () => {
    const sessions = [{ days: everyDay, opens: '13:00', closes: '14:00', placesPerSlot: 3 }];
    const answer = await save({ choices: { slotMinutes: 20, sessions } });
    expect([answer.status, answer.json.code]).toEqual([201, undefined]);
    expect(answer.json.queue.booking).toMatchObject({ slotMinutes: 20, sessions });
    expect((await slotsOf()).map(row => [row.startsAt, row.places])).toEqual([
      [at('13:00'), 3],
      [at('13:20'), 3],
      [at('13:40'), 3],
    ]);
  });

  test('BSET-1: a service alone, or a whole line, is taken out of what is booked', async () => {
    await save({ bookableIds: [] });
    expect(await slotsOf()).toEqual([]);
    expect((await book('13:00')).json.code).toBe('not-bookable');
    await save({ choices: null });
    expect(lineOf(await viewNow()).booking).toBe(null);
    await save({});
    expect(lineOf(await viewNow()).booking).toEqual((await viewNow()).usual);
  });

  test('BSET-1: what somebody else changed meanwhile is never overwritten', async () => {
    const view = await viewNow();
    await save({ choices: { daysAhead: 10 } });
    const late = await admin.post(path, { setupSeq: view.setupSeq, ...wishOf(view, {}) });
    expect([late.status, late.json.code]).toEqual([409, 'setup-changed']);
    expect(lineOf(await viewNow()).booking!.daysAhead).toBe(10);
  });

  test('BSET-1: a service of another line, and a session that ends before it begins', async () => {
    const other = await save({ bookableIds: ['service-a01'] });
    expect([other.status, other.json.errors[0].path]).toEqual([422, 'bookableIds.0']);
    const sessions = [{ days: [1], opens: '12:00', closes: '12:00', placesPerSlot: null }];
    const empty = await save({ choices: { sessions } });
    expect([empty.status, empty.json.errors[0].path]).toEqual([422, 'booking.sessions']);
  });

  test('BSET-4: how often who booked may stay away is set for the whole building', async () => {
    const { setupSeq } = await viewNow();
    const noShowLimit = { missed: 2, days: 14, pauseDays: 7 };
    const saved = await admin.post(`${path}/no-show-limit`, { setupSeq, noShowLimit });
    expect(saved.status).toBe(200);
    expect((await viewNow()).noShowLimit).toEqual(noShowLimit);
    const late = await admin.post(`${path}/no-show-limit`, { setupSeq, noShowLimit: null });
    expect(late.json.code).toBe('setup-changed');
  });
});

describe('before saving', () => {
  test('BSET-2: slots of a day as they would be, and nothing is changed', async () => {
    const before = server.seq();
    const shown = await preview({ choices: { slotMinutes: 60, placesPerSlot: 5, daysAhead: 3 } });
    expect(server.seq()).toBe(before);
    expect(shown.days.map(({ date }) => date)).toEqual([
      monday,
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
    ]);
    expect(shown.slots.length).toBeGreaterThan(3);
    expect(shown.slots.every(({ minutes, places }) => minutes === 60 && places === 5)).toBe(true);
    expect(shown.days[0]!.places).toBe(shown.slots.length * 5);
    expect((await preview({ choices: null })).days.every(({ slots }) => slots === 0)).toBe(true);
  });

  test('BSET-2: a day without a session has none', async () => {
    const sessions = [{ days: [2], opens: '08:00', closes: '09:00', placesPerSlot: null }];
    const choices = { slotMinutes: 30, sessions };
    expect((await preview({ choices })).slots).toEqual([]);
    expect((await preview({ choices }, '2026-11-24')).slots).toHaveLength(2);
  });

  test('BSET-3: bookings that stand stay; an over-full slot takes no more and is told of', async () => {
    const sessions = [{ days: everyDay, opens: '14:00', closes: '15:00', placesPerSlot: 2 }];
    await save({ choices: { slotMinutes: 30, sessions } });
    const made = [await book('14:00'), await book('14:00'), await book('14:30')];
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
    const one = { choices: { sessions: [{ ...sessions[0]!, placesPerSlot: 1 }] } };
    expect(await preview(one)).toMatchObject({ overFull: 1, outside: 0 });
    const morning = { ...sessions[0]!, opens: '14:30', closes: '15:00' };
    expect(await preview({ choices: { sessions: [morning] } })).toMatchObject({
      overFull: 0,
      outside: 2,
    });
    expect(await preview({ bookableIds: [] })).toMatchObject({ outside: 3 });
    expect((await save(one)).status).toBe(201);
    expect((await slotsOf()).map(({ places, left }) => [places, left])).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect((await book('14:00')).json.code).toBe('slot-full');
    const { code } = made[1]!.json.booking;
    const kept = await portal.get(`/api/v1/partner/bookings/${code}`, headers);
    expect(kept.json.booking.status).toBe('booked');
    const { pools, ahead } = lineOf(await viewNow());
    expect([pools.places, pools.taken, ahead]).toEqual([2, 3, 3]);
  });
});
