import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApp, type App } from '../../server/app.ts';
import { openLog } from '../../server/log.ts';
import { launchBrowser } from '../browser/launch.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { sizes } from './hall.ts';
import { gone, reads, seen } from './steps.ts';
import { SteeredClock } from './steered-clock.ts';

/** A building that takes no computer for its own: a kiosk is let in by a code, and sent away. */

let app: App;
let browser: Browser;
let kiosk: Page;
let office: Page;
let words: ForeignWords;
const errors: string[] = [];
const dataDir = mkdtempSync(join(tmpdir(), 'mpp-paired-'));
const clock = new SteeredClock('2026-11-23T09:05:00+08:00');

const openAs = (mode: 'demo' | 'production'): Promise<App> =>
  openApp(
    { mode, host: '127.0.0.1', port: 0, dataDir, logLevel: 'silent', demoPublic: false },
    { clock, log: openLog('silent') },
  );

async function openPage(kind: 'kiosk' | 'desk', path: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes[kind],
    hasTouch: kind === 'kiosk',
    locale: 'id-ID',
    baseURL: app.url,
  });
  const page = await context.newPage();
  page.on('pageerror', error => errors.push(error.stack ?? error.message));
  page.setDefaultTimeout(8_000);
  await page.goto(path);
  return page;
}

/** A demo building that has become a real one. */
async function openReal(): Promise<App> {
  const demo = await openAs('demo');
  const { setup } = demo.building.state.index!;
  const real = { ...setup, building: { ...setup.building, demo: false } };
  await demo.building.execute({
    command: { type: 'configure', actor: { role: 'system' }, setup: real },
    answer: () => ({ status: 200, body: '' }),
  });
  await demo.close();
  return openAs('production');
}

beforeAll(async () => {
  words = await openForeignWords();
  browser = await launchBrowser();
  app = await openReal();
  kiosk = await openPage('kiosk', '/kiosk');
  office = await openPage('desk', '/admin/devices');
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const typeCode = async (code: string): Promise<void> => {
  for (const sign of code) await kiosk.getByTestId(`sign-${sign}`).tap();
};

describe('a kiosk of the building', () => {
  test('PAIR-10: unpaired, it shows how to be paired and nothing else', async () => {
    await seen(kiosk.getByTestId('pairing'));
    await reads(kiosk.getByTestId('pairing'), '/admin/devices');
    expect(await complaintsOf(kiosk, { kind: 'kiosk', words })).toEqual([]);
    expect(await barriersOn(kiosk)).toEqual([]);
    await kiosk.setViewportSize({ width: 1280, height: 1024 });
    await kiosk.getByTestId('language-en').tap();
    await reads(kiosk.getByTestId('pairing'), 'This kiosk is not registered');
    await kiosk.getByTestId('language-id').tap();
    await kiosk.setViewportSize(sizes.kiosk);
    await typeCode('ACDEFGHJ');
    await kiosk.getByTestId('pair-send').tap();
    await reads(kiosk.getByTestId('pair-trouble'), 'Kode ini salah');
  });

  test('PAIR-10: the code that an administrator made lets it in, which that page sees', async () => {
    await office.getByTestId('username').fill('admin');
    await office.getByTestId('password').fill('demo-admin');
    await office.getByTestId('sign-in').click();
    await office.getByTestId('new-name').fill('Kiosk pintu utara');
    await office.getByTestId('make-code').click();
    const code = (await office.getByTestId('code').innerText()).replace('-', '');
    await typeCode(code);
    await kiosk.getByTestId('pair-send').tap();
    await seen(kiosk.getByTestId('take'));
    await reads(office.getByTestId('arrived'), 'Kiosk pintu utara sudah terdaftar.');
    await reads(office.getByTestId('presence'), 'tersambung');
    const [cookie] = await kiosk.context().cookies();
    const days = ((cookie?.expires ?? 0) - Date.now() / 1000) / 86_400;
    expect([cookie?.name, cookie?.httpOnly, Math.round(days)]).toEqual(['mpp_device', true, 400]);
  });

  test('KSET-1: what is set up for it there shows on it at once', async () => {
    await office.getByTestId('add-kiosk').click();
    await office.getByTestId('kiosk-name').fill('Kiosk Utara');
    for (const code of ['jv', 'bug']) await office.getByTestId(`speaks-${code}`).check();
    await office.getByTestId('agency-agency-b').uncheck();
    await office.getByTestId('save-kiosk').click();
    await reads(office.getByTestId('kiosk-saved'), 'Tersimpan');
    await kiosk.getByTestId('language').tap();
    await reads(kiosk.getByTestId('language-sheet'), 'belum diperiksa penuturnya');
    await kiosk.getByTestId('language-jv').tap();
    await gone(kiosk.getByTestId('language-sheet'));
    await reads(kiosk.getByTestId('take'), 'Pundhut nomer antrean');
    await reads(kiosk.getByTestId('draft-mark'), 'Terjemahan draf');
    await kiosk.waitForFunction(() => document.documentElement.lang === 'jv');
    await kiosk.getByTestId('take').tap();
    await seen(kiosk.getByTestId('agency-agency-a'));
    expect(await kiosk.getByTestId('agency-agency-b').count()).toBe(0);
    await kiosk.getByTestId('language').tap();
    await kiosk.getByTestId('language-id').tap();
    await gone(kiosk.getByTestId('draft-mark'));
    await seen(kiosk.getByTestId('agency-agency-a'));
    await kiosk.getByTestId('back').tap();
    await seen(kiosk.getByTestId('take'));
  });

  test('KSET-3: what somebody else changed meanwhile is said, and the form begins anew', async () => {
    const { setup } = app.building.state.index!;
    await office.getByTestId('kiosk-name').fill('Kiosk Utara Baru');
    await app.building.execute({
      command: { type: 'configure', actor: { role: 'system' }, setup },
      answer: () => ({ status: 200, body: '' }),
    });
    await office.getByTestId('save-kiosk').click();
    await reads(office.getByTestId('kiosk-trouble'), 'baru saja diubah orang lain');
    await office.getByTestId('begin-anew').click();
    await gone(office.getByTestId('kiosk-trouble'));
    expect(await office.getByTestId('kiosk-name').inputValue()).toBe('Kiosk Utara');
    await office.getByTestId('kiosk-name').fill('Kiosk Utara Baru');
    await office.getByTestId('save-kiosk').click();
    await reads(office.getByTestId('kiosk-saved'), 'Tersimpan');
  });

  test('KSET-5: the page for it has no accessibility fault and fits its screens', async () => {
    expect(await barriersOn(office)).toEqual([]);
    for (const size of [sizes.desk, { width: 1920, height: 1080 }]) {
      await office.setViewportSize(size);
      expect(await complaintsOf(office, { kind: 'desk', words })).toEqual([]);
    }
  });
});

describe('no way out', () => {
  /** Whether the page let the browser do what it does by itself. */
  const isHeld = (type: string, init: Record<string, unknown>, kind = 'Event') =>
    kiosk.evaluate(
      ([name, options, of]) => {
        const Kind = (globalThis as unknown as Record<string, typeof Event>)[of]!;
        const event = new Kind(name, { bubbles: true, cancelable: true, ...options });
        return !document.body.dispatchEvent(event);
      },
      [type, init, kind] as const,
    );

  test('APPL-11: nothing that is touched or dragged shows a browser', async () => {
    for (const type of [
      'contextmenu',
      'selectstart',
      'dragstart',
      'drop',
      'dragover',
      'auxclick',
    ]) {
      expect([type, await isHeld(type, {})]).toEqual([type, true]);
    }
    expect(await isHeld('wheel', { ctrlKey: true, deltaY: 10 }, 'WheelEvent')).toBe(true);
    const client = await kiosk.context().newCDPSession(kiosk);
    await client.send('Input.synthesizePinchGesture', { x: 500, y: 900, scaleFactor: 2.5 });
    await client.send('Input.synthesizeTapGesture', {
      x: 540,
      y: 500,
      duration: 1_500,
      tapCount: 1,
    });
    await client.send('Input.synthesizeTapGesture', { x: 540, y: 500, tapCount: 2 });
    const state = await kiosk.evaluate(() => ({
      scale: visualViewport?.scale,
      marked: String(getSelection()),
      scrolled: [scrollX, scrollY],
    }));
    expect(state).toEqual({ scale: 1, marked: '', scrolled: [0, 0] });
  });

  test('APPL-11: keys that lead out are held', async () => {
    const held: readonly (readonly [string, Record<string, unknown>])[] = [
      ['p', { ctrlKey: true }],
      ['r', { ctrlKey: true }],
      ['+', { ctrlKey: true }],
      ['ArrowLeft', { altKey: true }],
      ['F5', {}],
      ['F11', {}],
      ['F12', {}],
      ['BrowserBack', {}],
      ['ContextMenu', {}],
    ];
    for (const [key, options] of held) {
      expect([key, await isHeld('keydown', { key, ...options }, 'KeyboardEvent')]).toEqual([
        key,
        true,
      ]);
    }
  });

  test('APPL-11: "back" stays where it is', async () => {
    await kiosk.evaluate(() => history.back());
    await kiosk.evaluate(() => history.back());
    await kiosk.waitForFunction(() => location.pathname === '/kiosk');
    await seen(kiosk.getByTestId('take'));
  });

  test('APPL-2: unpaired while somebody stands there, it asks to be paired at once', async () => {
    await kiosk.getByTestId('take').tap();
    await seen(kiosk.getByTestId('agency-agency-a'));
    const [row] = (await office.locator('[data-testid^="unpair-d"]').all()).slice(0, 1);
    await row!.click();
    const begun = performance.now();
    await office.getByTestId('unpair-yes').click();
    await seen(kiosk.getByTestId('pairing'));
    expect(performance.now() - begun).toBeLessThan(3_000);
    await kiosk.reload();
    await seen(kiosk.getByTestId('pairing'));
  });

  test('APPL-10: no page complained', () => {
    expect(errors).toEqual([]);
  });
});
