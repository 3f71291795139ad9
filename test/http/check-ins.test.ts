import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../../contract/commands.ts';
import { newBookingCode } from '../../server/auth/booking-codes.ts';
import { newBookingId } from '../../server/auth/person-hashes.ts';
import { CodeTries, unknownCodesMax } from '../../server/auth/code-tries.ts';
import { minuteMs } from '../../server/domain/local-time.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Bookings at a kiosk, over a whole server: windows to the second, and each refusal its own. */

let server: TestApp;
let kiosk: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  kiosk = server.client();
});
afterAll(() => server?.close());

interface Booked {
  readonly bookingId: string;
  readonly code: string;
  readonly startsAt: number;
}

const halfHourMs = 30 * minuteMs;
const nextSlot = (): number => (Math.floor(server.clock.now() / halfHourMs) + 2) * halfHourMs;

async function run(command: Command): Promise<void> {
  const { status, body } = await server.app.building.execute({
    command,
    answer: ({ refusal }) => ({ status: refusal ? 409 : 200, body: refusal?.refused ?? '' }),
  });
  expect([status, body]).toEqual([200, '']);
}

async function book(startsAt = nextSlot(), serviceId = 'service-a01'): Promise<Booked> {
  const booked = { bookingId: newBookingId(), code: newBookingCode(), startsAt };
  const actor = { role: 'system' } as const;
  await run({ type: 'book', actor, ...booked, serviceId, language: 'id' });
  return booked;
}

const checkIn = (code: string, more: object = {}) =>
  kiosk.post('/api/v1/check-ins', { code, ...more });

/** The building's clock at so many seconds from the booked time. */
function standAt({ startsAt }: Booked, seconds: number): void {
  server.clock.advance((startsAt - server.clock.now()) / 1000 + seconds);
}

const instantOf = (text: unknown): number => Date.parse(String(text));
const buildingId = async (): Promise<string> =>
  (await kiosk.get('/healthz')).json.buildingId as string;

describe('the window', () => {
  test('CHECKIN-1: 15 minutes before the booked time it opens, to the second', async () => {
    const booked = await book();
    standAt(booked, -15 * 60 - 1);
    const early = await checkIn(booked.code);
    expect([early.status, early.json.code]).toEqual([409, 'booking-too-early']);
    expect(instantOf(early.json.facts.opensAt)).toBe(booked.startsAt - 15 * minuteMs);
    expect(instantOf(early.json.facts.startsAt)).toBe(booked.startsAt);
    server.clock.advance(1);
    const { status, json } = await checkIn(booked.code);
    expect(status).toBe(201);
    expect(json.ticket).toMatchObject({ class: 'booked', legs: [{ serviceId: 'service-a01' }] });
    expect(instantOf(json.ticket.bookedFor)).toBe(booked.startsAt);
  });

  test('CHECKIN-4: 30 minutes after it still holds, a second later a number like all is offered', async () => {
    const [last, late] = [await book(), await book()];
    standAt(last, 30 * 60);
    expect((await checkIn(last.code)).json.ticket.class).toBe('booked');
    server.clock.advance(1);
    const refused = await checkIn(late.code);
    expect([refused.status, refused.json.code]).toEqual([409, 'booking-too-late']);
    expect(refused.json.facts).toMatchObject({ walkIn: true, serviceId: 'service-a01' });
    const { status, json } = await checkIn(late.code, { asWalkIn: true });
    expect([status, json.ticket.class]).toEqual([201, 'walk-in']);
    expect((await checkIn(late.code)).json.code).toBe('booking-used');
  });
});

describe('refusals', () => {
  test('CHECKIN-2: used, with the number it has', async () => {
    const booked = await book();
    standAt(booked, 0);
    const { ticket } = (await checkIn(booked.code)).json;
    const { status, json } = await checkIn(booked.code);
    expect([status, json.code, json.facts.label]).toEqual([409, 'booking-used', ticket.label]);
  });

  test('CHECKIN-2: cancelled', async () => {
    const booked = await book();
    const actor = { role: 'system' } as const;
    await run({ type: 'cancel-booking', actor, bookingId: booked.bookingId });
    standAt(booked, 0);
    const { status, json } = await checkIn(booked.code);
    expect([status, json.code]).toEqual([409, 'booking-cancelled']);
    expect(json.facts.serviceId).toBe('service-a01');
  });

  test('CHECKIN-2: another day, with the day', async () => {
    const booked = await book(nextSlot() + 48 * 60 * minuteMs);
    const { status, json } = await checkIn(booked.code);
    expect([status, json.code]).toEqual([409, 'booking-other-day']);
    expect(instantOf(json.facts.startsAt)).toBe(booked.startsAt);
  });

  test('CHECKIN-2: another building, and unknown; the QR of this one is as good as its code', async () => {
    const booked = await book();
    standAt(booked, 0);
    const other = await checkIn(`MPP:another-one:${booked.code}`);
    expect([other.status, other.json.code]).toEqual([409, 'other-building']);
    for (const code of ['22222222', 'ABC', '????????', `${booked.code}2`]) {
      const { status, json } = await checkIn(code);
      expect([status, json.code], code).toEqual([404, 'unknown-booking']);
    }
    const spoken = `mpp:${await buildingId()}:${booked.code.toLowerCase()}`;
    expect((await checkIn(spoken)).status).toBe(201);
  });

  test('CHECKIN-7: a lost answer gives the same ticket, and no second one', async () => {
    const booked = await book();
    standAt(booked, 0);
    const headers = { 'idempotency-key': 'check-in-once' };
    const first = await kiosk.post('/api/v1/check-ins', { code: booked.code }, headers);
    const seq = server.seq();
    const again = await kiosk.post('/api/v1/check-ins', { code: booked.code }, headers);
    expect([again.status, again.json]).toEqual([201, first.json]);
    expect(server.seq()).toBe(seq);
  });
});

describe('guessing', () => {
  test('CHECKIN-11: after ten unknown codes in a minute a kiosk waits, for a good code too', async () => {
    const booked = await book();
    standAt(booked, 0);
    server.clock.advance(60);
    for (let at = 0; at < unknownCodesMax; at += 1) {
      expect((await checkIn('22222222')).status).toBe(404);
      server.clock.advance(1);
    }
    const { status, json, headers } = await checkIn(booked.code);
    expect([status, json.code, json.facts.seconds]).toEqual([429, 'too-many-attempts', 50]);
    expect(headers['retry-after']).toBe('50');
    server.clock.advance(50);
    expect((await checkIn(booked.code)).status).toBe(201);
  });

  test('CHECKIN-11: refusals of bookings that exist are not counted', async () => {
    const booked = await book(nextSlot() + 3 * 60 * minuteMs);
    for (let at = 0; at < 2 * unknownCodesMax; at += 1) {
      expect((await checkIn(booked.code)).json.code).toBe('booking-too-early');
    }
  });

  test('CHECKIN-11: each device is counted alone, and no more of them than fit', () => {
    const tries = new CodeTries();
    for (let at = 0; at < unknownCodesMax; at += 1) tries.wrong('kiosk-1', 0);
    expect(tries.blockedSeconds('kiosk-1', 0)).toBe(60);
    expect(tries.blockedSeconds('kiosk-1', 59_999)).toBe(1);
    expect(tries.blockedSeconds('kiosk-1', 60_000)).toBe(0);
    expect(tries.blockedSeconds('kiosk-2', 0)).toBe(0);
    for (let at = 0; at < 5_000; at += 1) tries.wrong(`address ${at}`, 0);
    expect(tries.blockedSeconds('kiosk-1', 0)).toBe(0);
  });
});

describe('late and full', () => {
  test('CHECKIN-4: late for a line that gives no numbers any more: closed, with the reason', async () => {
    const setup = structuredClone(server.app.building.state.index!.setup);
    const booked = await book();
    const queue = setup.queues.find(({ id }) => id === 'queue-a')!;
    // Unused places would be the walk-ins' by then.
    const booking = { ...queue.booking!, releaseMinutes: null };
    const full = { ...queue, quotaPerDay: 0, booking };
    const queues = setup.queues.map(one => (one === queue ? full : one));
    standAt(booked, 30 * 60 + 1);
    await run({ type: 'configure', actor: { role: 'system' }, setup: { ...setup, queues } });
    const { status, json } = await checkIn(booked.code, { asWalkIn: true });
    expect([status, json.code]).toEqual([409, 'service-closed']);
    expect(json.facts).toMatchObject({ serviceId: 'service-a01', reason: 'quota-reached' });
  });
});
