import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeskHand } from './desk-hand.ts';
import { withCounters } from './desk-staff.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { Scene } from './scene.ts';
import { deskIs, gone, reads, seen, signIn } from './steps.ts';

/** One counter, one officer, one window, one press: whatever is tried with them. */

const begins = '2026-11-23T11:05:00+08:00';

let hall: Hall;
let scene: Scene;
let screens: Screen[];
let desk: DeskHand;

beforeAll(async () => {
  hall = await openHall(begins, withCounters(begins, { 'petugas-2': [2, 1] }));
  scene = new Scene(hall);
  await scene.visits(8, 'service-a01');
  screens = [await hall.screen('desk', '/counter')];
  desk = new DeskHand(screens[0]!, 1);
  await signIn(desk.page, 'petugas-1');
  await desk.isFree('closed');
  await desk.act(' ');
  await desk.isFree('open');
});

afterAll(() => hall.close());

const calls = (): number =>
  [...hall.app.building.state.legs.values()].filter(leg => leg.calls > 0).length;

/** After the time in which a second press counts for the first one. */
const rest = (page: Page) => page.waitForTimeout(700);

test('DESK-46: a double click, a held key and two keys at once are one press', async () => {
  await rest(desk.page);
  await desk.place('primary').dblclick();
  await desk.has('called', 'A001');
  await rest(desk.page);
  await desk.has('called', 'A001');
  for (let held = 0; held < 8; held += 1) await desk.page.keyboard.down(' ');
  await desk.page.keyboard.up(' ');
  await desk.has('serving', 'A001');
  await rest(desk.page);
  for (let held = 0; held < 8; held += 1) await desk.page.keyboard.down(' ');
  await desk.page.keyboard.up(' ');
  await desk.has('called', 'A002');
  await rest(desk.page);
  await desk.has('called', 'A002');
  expect(calls()).toBe(2);
});

/** Seconds of a stopwatch as it is shown. */
const secondsOf = (shown: string): number =>
  shown.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

test('DESK-47: a wrong clock of the officer’s computer changes no wait and no timer', async () => {
  await scene.clear(1);
  await scene.open(3);
  const screen = await hall.screen('desk', '/');
  screens.push(screen);
  const { page } = screen;
  await page.addInitScript(() => {
    const own = window as unknown as { skewMs: number };
    own.skewMs = 5 * 3_600_000;
    const Right = Date;
    const now = (): number => Right.now() + own.skewMs;
    window.Date = new Proxy(Right, {
      construct: (target, given: readonly number[]) =>
        new target(...((given.length === 0 ? [now()] : given) as [number])),
      get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
    });
  });
  await page.goto('/counter');
  const wrong = new DeskHand(screen, 3);
  await signIn(page, 'petugas-3');
  await seen(wrong.place('hold').or(wrong.place('primary')));
  await wrong.isFree('open');
  hall.clock.advance(14 * 60);
  await reads(wrong.place('next'), /menunggu 14 menit/i, 15_000);
  await wrong.act(' ');
  await deskIs(page, 'called');
  await wrong.may('recall', false);
  await wrong.act(' ');
  await deskIs(page, 'serving');
  const served = hall.app.building.state.counters.get('counter-3')!.leg!;
  const shownAndTrue = async (): Promise<readonly [number, number]> => {
    const shown = secondsOf(await page.locator('.timer').innerText());
    return [shown, (hall.app.building.now() - served.startedAt!) / 1000];
  };
  for (const skewHours of [5, -72, 0]) {
    await page.evaluate(hours => {
      (window as unknown as { skewMs: number }).skewMs = hours * 3_600_000;
    }, skewHours);
    hall.clock.advance(60);
    // The clock of the page follows the server's word, which comes every two seconds.
    await expect
      .poll(
        async () => {
          const [shown, right] = await shownAndTrue();
          return Math.abs(shown - right);
        },
        { timeout: 8_000 },
      )
      .toBeLessThan(2.5);
    const issued = page.locator('.facts').first();
    await reads(issued, '11.05');
  }
  await reads(page.locator('.clock'), /11\.2\d/);
  await page.context().close();
});

test('DESK-48: of two windows of one counter one works; the other is told, and may take over', async () => {
  await scene.clear(1);
  await desk.isFree('open');
  const second = await desk.page.context().newPage();
  await second.goto('/counter');
  const other = new DeskHand(second, 1);
  const asked = (page: Page) => page.locator('[data-testid="hold"][data-by="window"]');
  await seen(asked(second));
  await reads(asked(second), 'Loket 1');
  const before = calls();
  // Habit presses Space: it neither calls nor signs out, nor takes over.
  await other.act(' ');
  await rest(second);
  await seen(asked(second));
  expect(calls()).toBe(before);
  expect((await desk.now()).counter.state).toBe('open');

  await other.place('take-over').click();
  await gone(asked(second));
  await seen(asked(desk.page));
  await desk.act(' ');
  await rest(desk.page);
  expect(calls()).toBe(before);
  await other.act(' ');
  await deskIs(second, 'called');
  expect(calls()).toBe(before + 1);

  // A window that was loaded anew is still the same one.
  await second.reload();
  await deskIs(second, 'called');
  expect(await asked(second).count()).toBe(0);

  await desk.place('take-over').click();
  await gone(asked(desk.page));
  await seen(asked(second));
  await deskIs(desk.page, 'called');
  await second.close();
  await desk.act(' ');
  await deskIs(desk.page, 'serving');
  await scene.clear(1);
});

test('DESK-49: another officer’s counter is taken over after a question only, and the first is told', async () => {
  await desk.isFree('open');
  const screen = await hall.screen('desk', '/counter');
  screens.push(screen);
  const other = new DeskHand(screen, 1);
  const asked = (page: Page) => page.locator('[data-testid="hold"][data-by="officer"]');
  await signIn(screen.page, 'petugas-2');
  await other.place('choose-1').click();
  await seen(asked(screen.page));
  await reads(asked(screen.page), 'Ni Wayan Sulastri');
  const before = calls();
  await other.act(' ');
  await rest(screen.page);
  await seen(asked(screen.page));
  expect(calls()).toBe(before);
  const unasked = await screen.page.request.post('/api/v1/counters/counter-1/call-next', {
    data: {},
  });
  expect(unasked.status()).toBe(409);
  expect(((await unasked.json()) as { code: string }).code).toBe('counter-taken');

  await other.place('take-over').click();
  await gone(screen.page.locator('[data-testid="hold"]'));
  expect(hall.app.building.state.counters.get('counter-1')?.staffId).toBe('staff-petugas-2');
  await seen(asked(desk.page));
  await reads(asked(desk.page), 'Andi Rahmat Pawelloi');
  await rest(screen.page);
  await other.act(' ');
  await deskIs(screen.page, 'called');
  expect(calls()).toBe(before + 1);
});

test('DESK-49: no desk complained of anything but what was refused on purpose', () => {
  for (const { errors, foreign } of screens) {
    expect(errors.filter(error => !error.includes('status of 401'))).toEqual([]);
    expect(foreign).toEqual([]);
  }
});
