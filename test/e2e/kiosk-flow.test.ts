import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { kioskSetupSchema } from '../../contract/printers.ts';
import { bookingQr, newBookingCode } from '../../server/auth/booking-codes.ts';
import { newBookingId } from '../../server/auth/person-hashes.ts';
import { minuteMs } from '../../server/domain/local-time.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { Scene } from './scene.ts';
import { chooseService, holdToScanner, numberOf, reads, seen } from './steps.ts';

/** Visitors at a kiosk, from the first touch to their number; and all that may come between. */

let hall: Hall;
let screen: Screen;
let kiosk: Page;
/** Since the visitor came. */
let touches = 0;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  const scene = new Scene(hall);
  await scene.open(5);
  await scene.visits(3, 'service-b01');
  screen = await hall.screen('kiosk', '/kiosk');
  kiosk = screen.page;
});

afterAll(() => hall.close());

beforeEach(async () => {
  await kiosk.reload();
  await seen(kiosk.getByTestId('take'));
  touches = 0;
});

async function touch(testId: string): Promise<void> {
  touches += 1;
  await kiosk.getByTestId(testId).tap();
}

const typed = async (code: string): Promise<void> => {
  await touch('booked');
  for (const sign of code) await touch(`sign-${sign}`);
  await touch('check-in');
};

/** A booking that begins so many minutes from now, on the hour's grid of half hours. */
async function book(minutes: number, serviceId = 'service-a01'): Promise<string> {
  const { building } = hall.app;
  const halfHourMs = 30 * minuteMs;
  const startsAt = Math.round((building.now() + minutes * minuteMs) / halfHourMs) * halfHourMs;
  const code = newBookingCode();
  const { status } = await building.execute({
    command: {
      type: 'book',
      actor: { role: 'system' },
      bookingId: newBookingId(),
      code,
      serviceId,
      startsAt,
      language: 'id',
      atAnyTime: true,
    },
    answer: ({ refusal }) => ({ status: refusal ? 409 : 201, body: refusal?.refused ?? '' }),
  });
  expect(status).toBe(201);
  return code;
}

const twoAgencies = kioskSetupSchema.parse({
  id: 'kiosk-1',
  name: 'Kiosk 1',
  printerIds: [],
  agencyIds: ['agency-a', 'agency-b'],
});

const buildingId = async (): Promise<string> => {
  const health = (await (await fetch(`${hall.app.url}/healthz`)).json()) as { buildingId: string };
  return health.buildingId;
};

const wave = (text: string): Promise<void> => holdToScanner(kiosk, text);

test('FLOW-11: one errand needs three touches after the first', async () => {
  await touch('take');
  await touch('agency-agency-a');
  await touch('service-service-a01');
  await touch('issue');
  expect(await numberOf(kiosk)).toMatch(/^A\d{3}$/);
  expect(touches - 1).toBe(3);
});

test('FLOW-11: what is chosen most needs one touch less', async () => {
  await touch('take');
  await kiosk.locator('[data-testid^="popular-"]').first().tap();
  await kiosk.getByTestId('issue').tap();
  await numberOf(kiosk);
});

test('FLOW-7: three errands, one number, in the order that was shown', async () => {
  await touch('take');
  for (const [agency, service] of [
    ['b', 'b01'],
    ['g', 'g01'],
    ['a', 'a02'],
  ] as const) {
    await kiosk.getByTestId(`agency-agency-${agency}`).tap();
    await chooseService(kiosk, `service-${service}`);
    if (service !== 'a02') await kiosk.getByTestId('add-errand').tap();
  }
  await kiosk.getByTestId('need-elderly').tap();
  await kiosk.getByTestId('issue').tap();
  await reads(kiosk.getByTestId('total'), /\d+–\d+ menit/);
  const rows = kiosk.locator('[data-testid^="errand-"]');
  const shown = await rows.evaluateAll(all => all.map(row => row.getAttribute('data-testid')));
  await kiosk.getByTestId('issue').tap();
  await numberOf(kiosk);
  const visit = [...hall.app.building.state.visits.values()].at(-1)!;
  expect(visit.legs.map(leg => `errand-${leg.serviceId}`)).toEqual(shown);
  expect([visit.class, visit.need]).toEqual(['vulnerable', 'elderly']);
  await reads(kiosk.locator('.how-long'), /1 .+, 2 .+, 3 /);
});

test('FLOW-9: one of five closes between looking and touching', async () => {
  const scene = new Scene(hall);
  await touch('take');
  const errands = ['b01', 'g01', 'd01', 'c01', 'j01'] as const;
  for (const code of errands) {
    await kiosk.getByTestId(`agency-agency-${code.charAt(0)}`).tap();
    await chooseService(kiosk, `service-${code}`);
    if (code !== 'j01') await kiosk.getByTestId('add-errand').tap();
  }
  await kiosk.getByTestId('issue').tap();
  await seen(kiosk.getByTestId('remove-service-j01'));
  const before = hall.app.building.state.visits.size;
  await scene.configure(setup => {
    for (const queue of setup.queues) if (queue.agencyId === 'agency-c') queue.quotaPerDay = 0;
  });
  await reads(kiosk.getByTestId('left-out-service-c01'), 'Nomor hari ini habis');
  await kiosk.getByTestId('issue').tap();
  await numberOf(kiosk);
  expect(hall.app.building.state.visits.size).toBe(before + 1);
  expect([...hall.app.building.state.visits.values()].at(-1)!.legs).toHaveLength(4);
  await scene.configure(setup => {
    for (const queue of setup.queues) if (queue.agencyId === 'agency-c') queue.quotaPerDay = null;
  });
});

test('FLOW-5: a kiosk that is set up for two agencies shows these, and at once', async () => {
  const scene = new Scene(hall);
  await scene.configure(setup => {
    setup.kiosks = [twoAgencies];
  });
  await seen(kiosk.getByTestId('take'));
  await touch('take');
  await seen(kiosk.getByTestId('agency-agency-b'));
  await expect.poll(() => kiosk.locator('[data-testid^="agency-agency-"]').count()).toBe(2);
  await scene.configure(setup => {
    setup.kiosks = [];
  });
  await seen(kiosk.getByTestId('agency-agency-c'));
});

test('CHECKIN-7: by code, and the ticket tells the booked time', async () => {
  const code = await book(0);
  await typed(code);
  await numberOf(kiosk);
  await reads(kiosk.locator('.ticket-head'), 'booking pukul 09.00');
});

test('CHECKIN-8: held to a scanner at home, without a touch', async () => {
  const code = await book(0);
  await wave(bookingQr(await buildingId(), code));
  await numberOf(kiosk);
  expect(touches).toBe(0);
});

test('CHECKIN-9: a ticket, and something else, held to the scanner', async () => {
  await wave('http://antrean.example/t/k3JYw0QmR7uTz9aP2bXc5d');
  await reads(kiosk.getByTestId('scanned-sheet'), 'Ini tiket antrean');
  await touch('sheet-close');
  await wave('8991234567890');
  await reads(kiosk.getByTestId('scanned-sheet'), 'bukan kode booking');
  await touch('sheet-type');
  await seen(kiosk.getByTestId('check-in'));
});

const refusals: readonly (readonly [name: string, minutes: number | null, says: RegExp])[] = [
  ['too early', 180, /Check-in Anda dibuka pukul 11\.45.*pukul 12\.00.*mulai pukul 11\.45/],
  ['another day', 2880, /Booking ini untuk Kamis, 26 November 2026.*15 menit sebelumnya/],
  ['too late', -60, /Waktu booking Anda sudah lewat.*pukul 08\.00.*nomor biasa/],
  ['unknown', null, /Kode 2222-2222 tidak dikenal.*Periksa lagi/],
];

for (const [name, minutes, says] of refusals) {
  test(`CHECKIN-10: ${name} has its own sentence and a way on`, async () => {
    await typed(minutes === null ? '22222222' : await book(minutes));
    await reads(kiosk.getByTestId('check-in-sheet'), says);
    if (name === 'too late') {
      await touch('way-walk-in');
      await numberOf(kiosk);
    } else if (name === 'unknown') {
      await touch('way-correct');
      await touch('sign-erase');
      expect(await kiosk.getByTestId('code').getAttribute('data-code')).toBe('2222222');
    } else {
      await touch('way-take');
      await seen(kiosk.locator('[data-testid="service-service-a01"][aria-checked="true"]'));
    }
  });
}

test('CHECKIN-10: used, cancelled and another building', async () => {
  const used = await book(0);
  await typed(used);
  const label = await numberOf(kiosk);
  await touch('done');
  await typed(used);
  await reads(kiosk.getByTestId('check-in-sheet'), `sudah dipakai Nomornya ${label}`);
  await touch('way-leave');
  const cancelled = await book(0);
  const { building } = hall.app;
  const bookingId = [...building.state.bookings.byId.keys()].at(-1)!;
  await building.execute({
    command: { type: 'cancel-booking', actor: { role: 'system' }, bookingId },
    answer: () => ({ status: 200, body: '' }),
  });
  await typed(cancelled);
  await reads(kiosk.getByTestId('check-in-sheet'), 'sudah dibatalkan');
  await touch('way-leave');
  await wave(bookingQr('another-building', newBookingCode()));
  await reads(kiosk.getByTestId('check-in-sheet'), 'untuk gedung lain');
});
