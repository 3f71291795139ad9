import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openVirtualPrinter, type VirtualPrinter } from '../../hardware/virtual-printer.ts';
import { openSetup, type SetupRun, type SetupTold } from '../../server/first-run.ts';
import { openLog } from '../../server/log.ts';
import { launchBrowser } from '../browser/launch.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { sizes } from './hall.ts';
import { pressKey, reads, seen } from './steps.ts';
import { SteeredClock } from './steered-clock.ts';

/** A technician with an empty computer, docs/OPERATIONS.md, a kiosk, a TV and a printer. */

const dataDir = mkdtempSync(join(tmpdir(), 'mpp-first-'));
const said: SetupTold[] = [];
const errors: string[] = [];
let run: SetupRun;
let browser: Browser;
let words: ForeignWords;
let printer: VirtualPrinter;
let office: Page;
let kiosk: Page;
let tv: Page;

const first = () => {
  const [told] = said;
  if (told === undefined || told.kind === 'ready') throw new Error('No code was said.');
  return told;
};

async function openPage(kind: 'desk' | 'kiosk' | 'lobby', path: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes[kind],
    hasTouch: kind === 'kiosk',
    locale: 'id-ID',
    baseURL: first().url,
  });
  const page = await context.newPage();
  page.on('pageerror', error => errors.push(error.stack ?? error.message));
  page.setDefaultTimeout(8_000);
  await page.goto(path);
  return page;
}

beforeAll(async () => {
  [words, browser, printer] = await Promise.all([
    openForeignWords(),
    launchBrowser(),
    openVirtualPrinter(),
  ]);
  run = await openSetup(
    { host: '127.0.0.1', port: 0, dataDir, logLevel: 'silent', demoPublic: false },
    { clock: new SteeredClock('2026-11-23T09:05:00+08:00'), log: openLog('silent') },
    told => said.push(told),
  );
  office = await openPage('desk', '/');
});
afterAll(async () => {
  await browser?.close();
  await run?.close();
  await printer?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const at = (testId: string) => office.getByTestId(testId);
const onStep = (name: string) => seen(at(`step-${name}`));
const pressMain = () => at('main-key').click();

/** Nothing is cut, small or foreign in both languages and at both sizes; nothing bars anybody. */
async function isFit(): Promise<void> {
  for (const language of ['en', 'id'] as const) {
    await at(`language-${language}`).click();
    for (const kind of ['tower', 'desk'] as const) {
      await office.setViewportSize(sizes[kind]);
      const wanted = { kind, words, language, demands: { scrolls: true } };
      expect(await complaintsOf(office, wanted), `${language} ${kind}`).toEqual([]);
    }
  }
  expect(await barriersOn(office)).toEqual([]);
}

async function enterAgency(name: string, short: string, services: readonly string[]) {
  await at('agency-name').fill(name);
  await at('agency-short').fill(short);
  for (const [index, service] of services.entries()) {
    if (index > 0) await at('add-service').click();
    await at(`service-${index + 1}`).fill(service);
  }
  await pressMain();
  await reads(at('agencies-have'), name);
}

test('FIRST-8: the code, the building and its administrator, from the browser alone', async () => {
  await onStep('code');
  await at('setup-code').fill('ACDE-FGHJ');
  await office.keyboard.press('Enter');
  await reads(at('wizard-trouble'), 'Kode ini tidak cocok');
  await isFit();
  await at('setup-code').fill(first().made.code);
  await office.keyboard.press('Enter');
  await onStep('building');
  await at('line2').fill('Kabupaten Karang Asri');
  await pressMain();
  await reads(at('step-building'), 'Isi nama singkat.');
  await isFit();
  await at('short').fill('MPP Karang Asri');
  await at('Asia/Makassar').check();
  await office.keyboard.press('Enter');
  await onStep('administrator');
  await at('admin-name').fill('Putu Wirawan');
  await at('admin-username').fill('wirawan');
  await at('admin-password').fill('selendang-49-biru');
  await at('admin-password').press('Enter');
  await onStep('agencies');
  expect(said.map(({ kind }) => kind)).toEqual(['first-run', 'ready']);
});

test('FIRST-8: three agencies and their counters; a closed page goes on where it was', async () => {
  await isFit();
  await enterAgency('Dinas Kependudukan dan Pencatatan Sipil', 'Dukcapil', [
    'Perekaman KTP-el',
    'Kartu Keluarga',
  ]);
  await at('add-agency').click();
  await enterAgency('Badan Pertanahan Nasional', 'BPN', ['Pengecekan sertipikat']);
  await at('add-agency').click();
  await enterAgency('Kepolisian Resor Karang Asri', 'Polres', ['SKCK']);
  await pressMain();
  await onStep('counters');
  await at('counters-A').fill('2');
  await isFit();
  await reads(at('main-key'), 'Simpan 4 loket');
  await office.goto('/setup');
  await onStep('counters');
  await at('counters-A').fill('2');
  await pressMain();
  await onStep('printer');
  await reads(at('go-counters'), '4 loket, 1 zona');
});

test('FIRST-8: the printer, by a code on paper that only the right one can have', async () => {
  await at('host').fill('127.0.0.1');
  await at('port').fill(String(printer.port));
  await at('probe').click();
  await seen(at('probe-report'));
  await pressMain();
  await reads(at('step-printer'), /Apakah kertas bertulisan [A-Z]{4} keluar/);
  await isFit();
  await at('slip-wrong').click();
  await at('trouble-nothing').click();
  await reads(at('wizard-trouble'), 'Periksa daya');
  await pressMain();
  await reads(at('main-key'), 'Ya, semuanya benar');
  await office.keyboard.press('Enter');
  await onStep('screens');
});

test('FIRST-8: a kiosk and a TV are let in, and set up by themselves', async () => {
  kiosk = await openPage('kiosk', '/kiosk');
  tv = await openPage('lobby', '/display');
  await isFit();
  await pressMain();
  const code = (await at('code').innerText()).replace('-', '');
  await seen(kiosk.getByTestId('pairing'));
  for (const sign of code) await kiosk.getByTestId(`sign-${sign}`).tap();
  await kiosk.getByTestId('pair-send').tap();
  await reads(at('paired'), 'Kiosk 1');
  await at('pair-display').click();
  await seen(tv.getByTestId('screen-code'));
  await at('screen-code').fill(await tv.getByTestId('screen-code').innerText());
  await pressMain();
  await reads(at('paired'), 'TV 1');
  await reads(at('go-screens'), '1 kiosk, 1 layar');
  await pressMain();
  await onStep('trial');
});

test('FIRST-8: one number on trial, and then the first visitor is called and served', async () => {
  await pressMain();
  await reads(at('step-trial'), /A001 dipanggil ke loket 1/);
  await reads(tv.locator('body'), 'A001');
  await reads(at('trial-print'), 'Kertas keluar');
  await isFit();
  await at('main-key').press('Enter');
  await seen(at('step-end'));
  await isFit();
  await seen(kiosk.getByTestId('take'));
  await kiosk.getByTestId('take').tap();
  await kiosk.locator('[data-testid^="agency-"]').first().tap();
  await kiosk.locator('[data-testid^="service-"]').first().tap();
  await kiosk.getByTestId('issue').tap();
  await reads(kiosk.locator('body'), 'A002');
  await office.goto('/counter');
  await at('choose-1').click();
  for (const key of ['Buka loket', 'Panggil berikutnya', 'Hadir, mulai layani', 'Selesai']) {
    await reads(at('primary'), key);
    if (key === 'Hadir, mulai layani') await reads(tv.locator('body'), 'A002');
    await pressKey(office, 'Space');
  }
  await reads(at('primary'), 'Panggil berikutnya');
  expect(errors).toEqual([]);
});
