import { env } from 'node:process';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kioskSetupSchema } from '../../contract/printers.ts';
import { barriersOn, complaintsOf, faintOn } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall } from './hall.ts';
import { Scene } from './scene.ts';
import { chooseService, numberOf, seen } from './steps.ts';

/** Every screen of the kiosk × what a visitor may set × both pictures, measured. */

const pictures = [
  {
    name: '1080 × 1920',
    width: 1080,
    height: 1920,
    drawnWidth: 1080,
    usualTop: 226,
    reachTop: 629,
  },
  // The whole picture is below 1,120 mm: no line, and no mode for it.
  { name: '1280 × 1024', width: 1280, height: 1024, drawnWidth: 1350, usualTop: 0, reachTop: 0 },
] as const satisfies readonly Picture[];
/** Sizes are measured by widths in whole pixels, which are few for a single figure. */
const roundingPx = 0.9;
interface Picture {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly drawnWidth: number;
  readonly usualTop: number;
  readonly reachTop: number;
}

const everyWay = [
  [],
  ['large', 'contrast', 'reach'],
  ['contrast'],
  ['large'],
  ['reach'],
  ['large', 'reach'],
] as const;
const isEvery = env['EVERY_SCREEN'] === '1';

let hall: Hall;
let words: ForeignWords;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  const scene = new Scene(hall);
  await scene.open(5);
  await scene.visits(14, 'service-a05');
  await scene.visits(9, 'service-a14');
  await scene.visits(3, 'service-b01');
});

afterAll(() => hall.close());

interface Measured {
  readonly kiosk: Page;
  /** Complains of what stands on the screen now. */
  readonly whole: (name: string) => Promise<void>;
}

async function openKiosk(picture: Picture, aids: readonly string[]): Promise<Measured> {
  const { page: kiosk } = await hall.screen('kiosk', '/healthz');
  await kiosk.setViewportSize({ width: picture.width, height: picture.height });
  await kiosk.goto('/kiosk');
  await seen(kiosk.getByTestId('take'));
  for (const aid of aids) {
    const key = kiosk.getByTestId(`aid-${aid}`);
    if (aid !== 'reach' || picture.reachTop > 0) await key.tap();
  }
  // Drawn larger or smaller than it is shown: what is asked for is asked for as it is drawn.
  const scale = Math.min(1, picture.width / picture.drawnWidth);
  const isReach = aids.includes('reach');
  const demands = {
    keyPxMin: 82 * scale,
    gapPxMin: 13 * scale,
    textPxMin: (aids.includes('large') ? 40 : 26) * scale - roundingPx,
    keyTopMin: isReach ? picture.reachTop : picture.usualTop,
  };
  const isInspected = aids.length !== 1 || aids[0] === 'contrast';
  return {
    kiosk,
    async whole(name) {
      const found = await complaintsOf(kiosk, { kind: 'kiosk', words, demands });
      expect.soft(found, name).toEqual([]);
      if (isInspected) expect.soft(await barriersOn(kiosk), name).toEqual([]);
      if (aids.includes('contrast')) expect.soft(await faintOn(kiosk), name).toEqual([]);
    },
  };
}

async function sheets({ kiosk, whole }: Measured): Promise<void> {
  await whole('home');
  await kiosk.getByTestId('sound').tap();
  await seen(kiosk.getByTestId('sound-sheet'));
  await kiosk.getByTestId('sound-off').waitFor();
  await whole('sound');
  await kiosk.getByTestId('sound-off').tap();
  await kiosk.getByTestId('booked').tap();
  await seen(kiosk.getByTestId('sign-erase'));
  await whole('code of a booking');
  await kiosk.getByTestId('back').tap();
}

async function finding({ kiosk, whole }: Measured): Promise<void> {
  await kiosk.getByTestId('take').tap();
  await seen(kiosk.getByTestId('agency-agency-a'));
  await whole('agencies');
  await kiosk.getByTestId('search').tap();
  await seen(kiosk.getByTestId('sign-K'));
  await whole('search');
  for (const sign of ['S', 'U', 'R']) await kiosk.getByTestId(`sign-${sign}`).tap();
  await whole('found');
  for (const sign of ['Z', 'Z', 'Q', 'X']) await kiosk.getByTestId(`sign-${sign}`).tap();
  await whole('nothing found');
  await kiosk.getByTestId('back').tap();
  while ((await kiosk.getByTestId('agency-agency-f').count()) === 0) {
    await kiosk.getByTestId('page-down').tap();
  }
  await kiosk.getByTestId('agency-agency-f').tap();
  await seen(kiosk.getByTestId('closed-sheet'));
  await whole('closed');
  await kiosk.getByTestId('sheet-close').tap();
  while ((await kiosk.getByTestId('agency-agency-a').count()) === 0) {
    await kiosk.getByTestId('page-up').tap();
  }
}

async function taking({ kiosk, whole }: Measured): Promise<void> {
  await kiosk.getByTestId('agency-agency-a').tap();
  await chooseService(kiosk, 'service-a14');
  await whole('services');
  if ((await kiosk.getByTestId('need').count()) > 0) {
    await kiosk.getByTestId('need').tap();
    await seen(kiosk.getByTestId('need-sheet'));
    await whole('needs');
    await kiosk.getByTestId('need-disability').tap();
  }
  await kiosk.getByTestId('add-errand').tap();
  await seen(kiosk.getByTestId('kept'));
  await whole('another errand');
  await kiosk.getByTestId('agency-agency-b').tap();
  await chooseService(kiosk, 'service-b01');
  await kiosk.getByTestId('issue').tap();
  await seen(kiosk.locator('.stage[data-screen="overview"]'));
  await whole('overview');
  await kiosk.getByTestId('issue').tap();
  await seen(kiosk.getByTestId('long-wait-sheet'));
  await whole('long wait');
  await kiosk.getByTestId('long-go').tap();
  await numberOf(kiosk);
  await whole('ticket');
}

for (const [place, picture] of pictures.entries()) {
  // Upright with nothing, wide with everything; the rest where somebody asks for all (EVERY_SCREEN=1).
  for (const aids of isEvery ? everyWay : [everyWay[place]!]) {
    const name = aids.length === 0 ? 'as it is' : aids.join(', ');
    test(`ACCESS-10: at ${picture.name}, ${name}, every screen keeps its measures`, async () => {
      const measured = await openKiosk(picture, aids);
      await sheets(measured);
      await finding(measured);
      await taking(measured);
      await measured.kiosk.context().close();
    }, 120_000);
  }
}

for (const aids of [[], ['large'], ['large', 'contrast']]) {
  test(`ACCESS-7: 40 mm higher, ${aids.join(', ') || 'as it is'}, no key is above 1,220 mm`, async () => {
    await new Scene(hall).configure(setup => {
      const kiosk = {
        id: 'kiosk-1',
        name: 'Kiosk 1',
        printerIds: ['printer-kiosk-1'],
        mountBottomMm: 840,
      };
      setup.kiosks = [kioskSetupSchema.parse(kiosk)];
    });
    // 1,220 mm over the floor in a picture whose lower edge is at 840 mm.
    const measured = await openKiosk({ ...pictures[0], usualTop: 387 }, aids);
    expect(await measured.kiosk.getByTestId('aid-reach').count()).toBe(0);
    await sheets(measured);
    await finding(measured);
    await taking(measured);
    await measured.kiosk.context().close();
  }, 120_000);
}

test('ACCESS-11: no key and no state is told by its colour alone', async () => {
  const { kiosk } = await openKiosk(pictures[0], []);
  await kiosk.getByTestId('take').tap();
  await kiosk.getByTestId('agency-agency-a').tap();
  await chooseService(kiosk, 'service-a05');
  await kiosk.getByTestId('need-elderly').tap();
  // Whatever is pressed, marked or closed carries a tick or a word besides.
  const silent = await kiosk.evaluate(() =>
    [...document.querySelectorAll('[aria-pressed="true"], [aria-checked="true"]')]
      .filter(key => key.closest('.languages') === null && key.querySelector('svg') === null)
      .map(key => key.outerHTML.slice(0, 120)),
  );
  expect(silent).toEqual([]);
  await kiosk.emulateMedia({ reducedMotion: 'reduce' });
  await kiosk.getByTestId('back').tap();
  await kiosk.getByTestId('agency-agency-f').tap();
  await seen(kiosk.getByTestId('closed-sheet'));
  const longest = await kiosk.evaluate(() =>
    Math.max(
      0,
      ...document.getAnimations().map(({ effect }) => Number(effect?.getTiming().duration ?? 0)),
    ),
  );
  expect(longest).toBeLessThan(1);
});
