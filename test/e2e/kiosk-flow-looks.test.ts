import { env } from 'node:process';
import type { Page } from 'playwright-core';
import { encode } from 'uqr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kioskSetupSchema } from '../../contract/printers.ts';
import { bookingQr, newBookingCode } from '../../server/auth/booking-codes.ts';
import { newBookingId } from '../../server/auth/person-hashes.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall } from './hall.ts';
import { Scene } from './scene.ts';
import { chooseService, holdToScanner, reads, seen } from './steps.ts';

/** What lies between the first touch and the number, looked at in both shapes of screen. */

const shapes = [
  { name: 'tall', width: 1080, height: 1920, scale: 1, keyTopMin: 226 },
  // All of it stands below 1,120 mm.
  { name: 'wide', width: 1280, height: 1024, scale: 1280 / 1350, keyTopMin: 0 },
] as const;
type Shape = (typeof shapes)[number];

let hall: Hall;
let words: ForeignWords;
let kiosk: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  const scene = new Scene(hall);
  // Nobody serves births, so that their line is long.
  await scene.visits(40, 'service-a05');
  ({ page: kiosk } = await hall.screen('kiosk', '/kiosk'));
});

afterAll(() => hall.close());

async function begin(shape: Shape, isLarge: boolean): Promise<void> {
  await kiosk.setViewportSize(shape);
  await kiosk.reload();
  await seen(kiosk.getByTestId('take'));
  if (isLarge) await kiosk.getByTestId('aid-large').tap();
}

async function isFit(name: string, shape: Shape, isLarge: boolean): Promise<void> {
  const { scale, keyTopMin } = shape;
  const demands = {
    keyPxMin: 82 * scale,
    gapPxMin: 13 * scale,
    textPxMin: (isLarge ? 40 : 26) * scale,
    keyTopMin,
  };
  const found = await complaintsOf(kiosk, { kind: 'kiosk', words, demands });
  expect.soft(found, name).toEqual([]);
  expect.soft(await barriersOn(kiosk), name).toEqual([]);
  // "10–15 menit" is read as one word.
  const broken = await kiosk
    .locator('.on-one-line')
    .evaluateAll(ranges => ranges.filter(range => range.getClientRects().length > 1).length);
  expect.soft(broken, `${name}: ranges on two lines`).toBe(0);
}

async function book(startsAt: string, serviceId = 'service-a12'): Promise<string> {
  const code = newBookingCode();
  const { status } = await hall.app.building.execute({
    command: {
      type: 'book',
      actor: { role: 'system' },
      bookingId: newBookingId(),
      code,
      serviceId,
      startsAt: Date.parse(startsAt),
      language: 'id',
      atAnyTime: true,
    },
    answer: ({ refusal }) => ({ status: refusal ? 409 : 201, body: refusal?.refused ?? '' }),
  });
  expect(status).toBe(201);
  return code;
}

for (const shape of shapes) {
  // The other size of text in each shape as well where somebody asks for all.
  for (const isLarge of env['EVERY_SCREEN'] === '1' ? [false, true] : [shape.name === 'wide']) {
    const name = `${shape.name}${isLarge ? ', large' : ''}`;

    test(`FLOW-12: what to bring and a long wait (${name})`, async () => {
      await begin(shape, isLarge);
      await kiosk.getByTestId('take').tap();
      await kiosk.getByTestId('look-up').tap();
      await isFit('asking only', shape, isLarge);
      await kiosk.getByTestId('agency-agency-a').tap();
      const row = kiosk.getByTestId('service-service-a07');
      await seen(kiosk.locator('main.services'));
      while ((await row.count()) === 0) await kiosk.getByTestId('page-down').tap();
      await isFit('services to ask about', shape, isLarge);
      await row.tap();
      await seen(kiosk.getByTestId('bring-take'));
      await isFit('what to bring', shape, isLarge);
      await kiosk.getByTestId('bring-other').tap();
      await kiosk.getByTestId('back').tap();
      await kiosk.getByTestId('look-up').tap();
      await kiosk.getByTestId('agency-agency-a').tap();
      await chooseService(kiosk, 'service-a05');
      await kiosk.getByTestId('issue').tap();
      await reads(kiosk.getByTestId('long-wait-sheet'), /perkiraan menunggu/);
      await isFit('long wait', shape, isLarge);
      await kiosk.getByTestId('sheet-close').tap();
      await seen(kiosk.getByTestId('issue'));
      expect(hall.app.building.state.visits.size).toBeGreaterThanOrEqual(40);
    });

    test(`FLOW-12: every refusal of a check-in (${name})`, async () => {
      await begin(shape, isLarge);
      const late = await book('2026-11-24T07:00:00+08:00');
      const codes = [
        await book('2026-11-24T15:30:00+08:00'),
        await book('2026-11-26T10:00:00+08:00'),
        late,
        '22222222',
      ];
      for (const code of codes) {
        await kiosk.getByTestId('booked').tap();
        for (const sign of code) await kiosk.getByTestId(`sign-${sign}`).tap();
        await kiosk.getByTestId('check-in').tap();
        await seen(kiosk.getByTestId('check-in-sheet'));
        await isFit(`refused ${code}`, shape, isLarge);
        await kiosk.reload();
        await seen(kiosk.getByTestId('take'));
        if (isLarge) await kiosk.getByTestId('aid-large').tap();
      }
      await holdToScanner(kiosk, 'http://antrean.example/t/k3JYw0QmR7uTz9aP2bXc5d');
      await seen(kiosk.getByTestId('scanned-sheet'));
      await isFit('a ticket that was scanned', shape, isLarge);
    });

    test(`FLOW-12: five errands, one of them closed (${name})`, async () => {
      await begin(shape, isLarge);
      await kiosk.getByTestId('take').tap();
      const errands = ['a14', 'b01', 'd01', 'e01', 'g01'] as const;
      for (const code of errands) {
        const agency = kiosk.getByTestId(`agency-agency-${code.charAt(0)}`);
        await seen(kiosk.locator('main.agencies'));
        while ((await agency.count()) === 0) await kiosk.getByTestId('page-down').tap();
        await agency.tap();
        await chooseService(kiosk, `service-${code}`);
        if (code !== 'g01') await kiosk.getByTestId('add-errand').tap();
      }
      await kiosk.getByTestId('issue').tap();
      await reads(kiosk.getByTestId('total'), /menit/);
      const scene = new Scene(hall);
      await scene.configure(setup => {
        for (const queue of setup.queues) if (queue.agencyId === 'agency-e') queue.quotaPerDay = 0;
      });
      await seen(kiosk.locator('.stage[data-link="live"]'));
      while ((await kiosk.getByTestId('left-out-service-e01').count()) === 0) {
        const down = kiosk.getByTestId('page-down');
        if ((await down.count()) > 0) await down.tap();
      }
      await isFit('one closed', shape, isLarge);
      await scene.configure(setup => {
        for (const queue of setup.queues) {
          if (queue.agencyId === 'agency-e') queue.quotaPerDay = null;
        }
      });
    });
  }
}

test('CHECKIN-8: the camera reads a booking, and is off when it is left', async () => {
  const scene = new Scene(hall);
  await scene.configure(setup => {
    const own = { id: 'kiosk-1', name: 'Kiosk 1', printerIds: [], hasCamera: true };
    setup.kiosks = [kioskSetupSchema.parse(own)];
  });
  const code = await book('2026-11-24T09:00:00+08:00');
  const health = (await (await fetch(`${hall.app.url}/healthz`)).json()) as { buildingId: string };
  const { data, size } = encode(bookingQr(health.buildingId, code), { border: 4 });
  await begin(shapes[0], false);
  // A camera made of a picture: the rest of the way is the real one.
  await kiosk.evaluate(
    ({ modules, side }) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [1280, 720];
      const context = canvas.getContext('2d')!;
      const px = Math.floor(600 / side);
      const draw = (): void => {
        context.fillStyle = '#fff';
        context.fillRect(0, 0, 1280, 720);
        context.fillStyle = '#000';
        modules.forEach((row, y) => {
          row.forEach((isDark, x) => {
            if (isDark) context.fillRect(340 + x * px, 60 + y * px, px, px);
          });
        });
        requestAnimationFrame(draw);
      };
      draw();
      const stream = canvas.captureStream();
      (window as unknown as { cameraTrack: MediaStreamTrack }).cameraTrack = stream.getTracks()[0]!;
      const devices = { getUserMedia: () => Promise.resolve(stream) };
      Object.defineProperty(navigator, 'mediaDevices', { value: devices, configurable: true });
    },
    { modules: data, side: size },
  );
  await kiosk.getByTestId('booked').tap();
  await isFit('a kiosk with a camera', shapes[0], false);
  await kiosk.getByTestId('use-camera').tap();
  await seen(kiosk.getByTestId('number'), 20_000);
  const state = await kiosk.evaluate(
    () => (window as unknown as { cameraTrack: MediaStreamTrack }).cameraTrack.readyState,
  );
  expect(state).toBe('ended');
});

test('CHECKIN-8: without a camera the sentence says so, and the keys are there', async () => {
  await begin(shapes[0], false);
  await kiosk.evaluate(() => {
    const devices = { getUserMedia: () => Promise.reject(new DOMException('', 'NotAllowedError')) };
    Object.defineProperty(navigator, 'mediaDevices', { value: devices, configurable: true });
  });
  await kiosk.getByTestId('booked').tap();
  await kiosk.getByTestId('use-camera').tap();
  await reads(kiosk.getByTestId('check-in-hint'), 'Kamera tidak dapat dipakai');
  await isFit('no camera', shapes[0], false);
  for (const sign of await book('2026-11-24T09:00:00+08:00')) {
    await kiosk.getByTestId(`sign-${sign}`).tap();
  }
  await kiosk.getByTestId('check-in').tap();
  await seen(kiosk.getByTestId('number'));
});
