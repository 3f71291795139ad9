import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CutLine, type Cut } from './cut-line.ts';
import { openHall, sizes, type Hall } from './hall.ts';
import { chooseErrand, gone, numberOf, reads, seen } from './steps.ts';

/** The demo building's kiosk behind a cable that is pulled and cut, in a real browser. */

/** Another one for each number, so that no line grows long. */
const errands = 'abcdegh'.split('').map(letter => ({
  agencyId: `agency-${letter}`,
  serviceId: `service-${letter}01`,
}));
const nextErrand = (): (typeof errands)[number] => {
  const errand = errands.shift()!;
  errands.push(errand);
  return errand;
};
const yearMs = 365 * 24 * 3_600_000;

let hall: Hall;
let line: CutLine;
const errors: string[] = [];

beforeAll(async () => {
  hall = await openHall('2026-11-23T09:05:00+08:00');
  line = await new CutLine(hall.app.port).open();
});
afterAll(async () => {
  await line?.close();
  await hall?.close();
});

async function openKiosk(before: (context: BrowserContext) => Promise<unknown> = async () => {}) {
  const context = await hall.browser.newContext({
    viewport: sizes.kiosk,
    hasTouch: true,
    locale: 'id-ID',
    baseURL: `http://127.0.0.1:${line.port}`,
  });
  await before(context);
  const page = await context.newPage();
  page.on('pageerror', error => errors.push(error.stack ?? error.message));
  await page.goto('/kiosk');
  await seen(page.getByTestId('take'));
  return page;
}

/** Once it is in charge the page opens without the server. */
const keepsItself = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => navigator.serviceWorker.controller !== null);

const issuedCount = (): number => hall.app.building.state.visits.size;
const printedCount = (): number => hall.app.demoPrinter!.papers().length;

describe('a line that breaks', () => {
  const cases: readonly (readonly [string, readonly Cut[]])[] = [
    ['before the server has it', ['before']],
    ['after it was issued and before the answer', ['after']],
    ['before, and then after', ['before', 'after']],
    ['twice after', ['after', 'after']],
  ];
  test.each(cases)(
    'APPL-6: the touch whose line is cut %s makes one number, printed once',
    async (_when, cuts) => {
      const kiosk = await openKiosk();
      const [issued, printed, cutBefore] = [issuedCount(), printedCount(), line.cutCount];
      await chooseErrand(kiosk, nextErrand());
      for (const cut of cuts) line.cutNext('POST /api/v1/tickets ', cut);
      await kiosk.getByTestId('issue').tap();
      const label = await numberOf(kiosk);
      expect(line.cutCount - cutBefore).toBe(cuts.length);
      expect(issuedCount() - issued).toBe(1);
      expect(printedCount() - printed).toBe(1);
      const { visits } = hall.app.building.state;
      expect([...visits.values()].at(-1)!.label).toBe(label);
      await kiosk.context().close();
    },
  );

  test('APPL-6: a line that is gone for good says so, and the same touch again is the same number', async () => {
    const kiosk = await openKiosk();
    const issued = issuedCount();
    await chooseErrand(kiosk, nextErrand());
    // More than the page and the browser try by themselves.
    for (let cut = 0; cut < 20; cut += 1) line.cutNext('POST /api/v1/tickets ', 'after');
    await kiosk.getByTestId('issue').tap();
    await seen(kiosk.getByTestId('try-again'), 20_000);
    line.mend();
    await kiosk.getByTestId('try-again').tap();
    await numberOf(kiosk);
    expect(issuedCount() - issued).toBe(1);
    await kiosk.context().close();
  });
});

describe('without the server', () => {
  test('APPL-7: it says what is wrong and what to do, and comes back by itself', async () => {
    const kiosk = await openKiosk();
    line.pull();
    await reads(kiosk.getByTestId('lost'), 'Silakan ambil nomor di petugas meja informasi.');
    expect(await kiosk.getByTestId('take').count()).toBe(0);
    line.mend();
    await seen(kiosk.getByTestId('take'));
    await hall.stop();
    await seen(kiosk.getByTestId('lost'));
    await hall.start();
    await seen(kiosk.getByTestId('take'));
    await kiosk.context().close();
  });

  test('APPL-8: a kiosk that starts before the server shows its page, and goes on once it is up', async () => {
    const kiosk = await openKiosk();
    await keepsItself(kiosk);
    line.pull();
    await kiosk.reload();
    await reads(kiosk.getByTestId('lost'), 'Silakan ambil nomor di petugas meja informasi.');
    line.mend();
    await seen(kiosk.getByTestId('take'));
    // Every part that it loads later is there too.
    line.pull();
    await kiosk.reload();
    line.mend();
    await seen(kiosk.getByTestId('take'));
    await chooseErrand(kiosk, nextErrand());
    await kiosk.context().close();
  });

  test('APPL-9: what its own clock says does not matter', async () => {
    for (const offMs of [yearMs, -yearMs]) {
      const kiosk = await openKiosk(context =>
        context.addInitScript(ms => {
          const Real = Date;
          const now = (): number => Real.now() + ms;
          globalThis.Date = class extends Real {
            constructor(...given: [] | [number | string]) {
              super(...((given.length === 0 ? [now()] : given) as [number]));
            }
            static override now = now;
          } as DateConstructor;
        }, offMs),
      );
      await reads(kiosk.locator('.hero-time'), 'Senin, 23 November 2026');
      await chooseErrand(kiosk, nextErrand());
      await kiosk.getByTestId('issue').tap();
      await numberOf(kiosk);
      await kiosk.getByTestId('done').tap();
      await seen(kiosk.getByTestId('take'));
      await kiosk.context().close();
    }
  });
});

describe('told from afar', () => {
  test('APPL-4: somebody who stands there is left in peace, then the page is loaded anew', async () => {
    const kiosk = await openKiosk();
    await kiosk.evaluate(() => Object.assign(window, { isOldPage: true }));
    await chooseErrand(kiosk, nextErrand());
    const staff = await hall.screen('desk', '/admin/devices');
    await staff.page.getByTestId('username').fill('supervisor');
    await staff.page.getByTestId('password').fill('demo-supervisor');
    await staff.page.getByTestId('sign-in').click();
    await staff.page.getByTestId('identify-kiosk-1').click();
    await reads(kiosk.getByTestId('identify'), 'Kiosk 1');
    await staff.page.getByTestId('reload-kiosk-1').click();
    await gone(kiosk.getByTestId('identify'), 20_000);
    const isOld = (): Promise<boolean> => kiosk.evaluate(() => 'isOldPage' in window);
    expect(await isOld()).toBe(true);
    await kiosk.getByTestId('issue').tap();
    await numberOf(kiosk);
    await kiosk.getByTestId('done').tap();
    await kiosk.waitForFunction(() => !('isOldPage' in window));
    await seen(kiosk.getByTestId('take'));
    await staff.page.context().close();
    await kiosk.context().close();
  }, 60_000);

  test('APPL-10: no page complained', () => {
    expect(errors).toEqual([]);
  });
});
