import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from '../../server/app.ts';
import { openLog } from '../../server/log.ts';
import { launchBrowser } from '../browser/launch.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { sizes } from './hall.ts';
import { gone, reads, seen } from './steps.ts';
import { SteeredClock } from './steered-clock.ts';

/** A building that takes no computer for its own: a TV is taken in, set up, and sent away. */

let app: App;
let browser: Browser;
let tv: Page;
let office: Page;
let words: ForeignWords;
let port = 0;
const errors: string[] = [];
const dataDir = mkdtempSync(join(tmpdir(), 'mpp-screens-'));
const clock = new SteeredClock('2026-11-23T09:05:00+08:00');

const openAs = (mode: 'demo' | 'production'): Promise<App> =>
  openApp(
    { mode, host: '127.0.0.1', port, dataDir, logLevel: 'silent', demoPublic: false },
    { clock, log: openLog('silent') },
  );

/** A demo building that has become a real one. */
async function openReal(): Promise<App> {
  const demo = await openAs('demo');
  const { setup } = demo.building.state.index!;
  await demo.building.execute({
    command: {
      type: 'configure',
      actor: { role: 'system' },
      setup: { ...setup, building: { ...setup.building, demo: false } },
    },
    answer: () => ({ status: 200, body: '' }),
  });
  await demo.close();
  return openAs('production');
}

async function openPage(kind: 'lobby' | 'desk', path: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes[kind],
    locale: 'id-ID',
    baseURL: app.url,
  });
  const page = await context.newPage();
  page.on('pageerror', error => errors.push(error.stack ?? error.message));
  page.setDefaultTimeout(8_000);
  await page.goto(path);
  return page;
}

function fillMediaFolder(): void {
  const folder = join(dataDir, 'media');
  mkdirSync(folder, { recursive: true });
  for (const name of ['1 satu.png', '2 dua.png']) {
    writeFileSync(join(folder, name), PNG.sync.write(new PNG({ width: 64, height: 36 })));
  }
  writeFileSync(join(folder, 'surat.png'), 'bukan gambar');
}

beforeAll(async () => {
  fillMediaFolder();
  words = await openForeignWords();
  browser = await launchBrowser();
  app = await openReal();
  port = app.port;
  tv = await openPage('lobby', '/display');
  office = await openPage('desk', '/admin/devices');
  await office.getByTestId('username').fill('admin');
  await office.getByTestId('password').fill('demo-admin');
  await office.getByTestId('sign-in').click();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const isFit = async (page: Page, kind: 'lobby' | 'desk'): Promise<void> => {
  expect.soft(await complaintsOf(page, { kind, words })).toEqual([]);
  expect.soft(await barriersOn(page)).toEqual([]);
};

async function takeIn(name: string): Promise<void> {
  await office.getByTestId('new-kind').selectOption('display');
  await office.getByTestId('new-name').fill(name);
  const code = await tv.getByTestId('screen-code').innerText();
  await office.getByTestId('screen-code').fill(code.toLowerCase());
  await office.getByTestId('take-in').click();
}

const sinceSeen = async (place: ReturnType<Page['getByTestId']>): Promise<number> => {
  const begun = performance.now();
  await seen(place);
  return performance.now() - begun;
};

test('SHOW-1: an unpaired screen shows its code and where to type it', async () => {
  await seen(tv.getByTestId('screen-pairing'));
  await reads(
    tv.getByTestId('screen-pairing'),
    /^Layar ini belum terdaftar [A-Z0-9]{4} [A-Z0-9]{4} /,
  );
  await reads(tv.getByTestId('screen-pairing'), `${new URL(app.url).host}/admin/devices`);
  const high = await tv
    .getByTestId('screen-code')
    .evaluate(row => row.getBoundingClientRect().height);
  expect(high).toBeGreaterThan(200);
  await isFit(tv, 'lobby');
  await tv.setViewportSize({ width: 1080, height: 1920 });
  await isFit(tv, 'lobby');
  await tv.setViewportSize(sizes.lobby);
});

test('DSET-3: taken in by its code, set up, and told to say which one it is', async () => {
  await office.getByTestId('new-kind').selectOption('display');
  await office.getByTestId('new-name').fill('TV salah');
  await office.getByTestId('screen-code').fill('ACDE FGHJ');
  await office.getByTestId('take-in').click();
  await reads(office.getByTestId('devices-trouble'), 'Kode ini salah');
  await takeIn('TV lantai dua');
  await gone(tv.getByTestId('screen-pairing'));
  await seen(tv.getByTestId('lobby'));
  await reads(office.getByTestId('arrived'), 'TV lantai dua sudah terdaftar.');
  await office.getByTestId('set-up-displays').click();
  await office.getByTestId('add-display').click();
  await office.getByTestId('display-zone').selectOption('zone-merah');
  await office.getByTestId('display-layout').selectOption('board');
  await office.getByTestId('save-display').click();
  await seen(tv.locator('[data-layout="board"]'), 3_000);
  await reads(office.getByTestId('display-saved'), 'Tersimpan');
  for (const size of [sizes.tower, sizes.desk]) {
    await office.setViewportSize(size);
    await isFit(office, 'desk');
  }
  await office.locator('[data-testid^="identify-d"]').click();
  expect(await sinceSeen(tv.getByTestId('identify'))).toBeLessThan(3_000);
  await reads(tv.getByTestId('identify'), 'TV lantai dua');
  await isFit(tv, 'lobby');
  await tv.evaluate(() => Object.assign(window, { isOldPage: true }));
  await office.locator('[data-testid^="reload-d"]').click();
  await tv.waitForFunction(() => !('isOldPage' in window));
  await seen(tv.locator('[data-layout="board"]'));
});

test('SHOW-3: it becomes the sign of a counter, and a screen of the hall again', async () => {
  await office.getByTestId('display-use').selectOption('counter-5');
  await office.getByTestId('save-display').click();
  await tv.waitForURL('**/sign/counter-5');
  await seen(tv.getByTestId('sign'));
  await office.getByTestId('display-use').selectOption('');
  await office.getByTestId('save-display').click();
  await tv.waitForURL('**/display');
  await seen(tv.locator('[data-layout="board"]'));
});

test('MEDIA-8: its pictures are chosen from the folder, and it shows the first of them', async () => {
  await office.getByTestId('display-layout').selectOption('split');
  // From further away words take the whole screen, and pictures only their turn.
  await office.getByTestId('viewingDistanceM').fill('4');
  const file = (name: string) => office.getByTestId(`plays-${name}`);
  await file('2 dua.png').click();
  await file('1 satu.png').click();
  await reads(office.getByTestId('playlist'), 'surat.png isinya bukan gambar');
  expect(await file('surat.png').isDisabled()).toBe(true);
  await office.getByTestId('later-2 dua.png').click();
  await office.getByTestId('earlier-2 dua.png').click();
  await office.getByTestId('save-display').click();
  await seen(tv.locator('[data-testid="lobby-media"] img[src*="2%20dua.png"]'));
  await isFit(office, 'desk');
  await office.getByTestId('display-layout').selectOption('board');
  await office.getByTestId('save-display').click();
  await seen(tv.locator('[data-layout="board"]'));
});

test('SHOW-2: after a power cut it says that it has no connection, and comes by itself', async () => {
  await tv.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await app.close();
  await tv.reload();
  await seen(tv.getByTestId('lobby-lost').or(tv.getByTestId('lobby-connecting')));
  await seen(tv.getByTestId('lobby-lost'));
  expect(await tv.getByTestId('lobby-panel').count()).toBe(0);
  app = await openAs('production');
  expect(
    await sinceSeen(tv.locator('[data-layout="board"] [data-testid="lobby-board"]')),
  ).toBeLessThan(3_000);
});

test('DSET-3: sent away, it asks to be taken in at once', async () => {
  await office.reload();
  await office.locator('[data-testid^="unpair-d"]').click();
  await office.getByTestId('unpair-yes').click();
  expect(await sinceSeen(tv.getByTestId('screen-pairing'))).toBeLessThan(3_000);
  await seen(tv.getByTestId('screen-code'));
  expect(errors).toEqual([]);
});
