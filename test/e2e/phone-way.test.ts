import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { Scene } from './scene.ts';
import { gone, reads, seen } from './steps.ts';

/** One visitor with a phone, from the line to the survey, on large and small screens. */

let hall: Hall;
let words: ForeignWords;
let scene: Scene;
let screen: Screen;
let phone: Page;
let trackUrl = '';
let label = '';

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  scene = new Scene(hall);
  await scene.visits(4, 'service-c01');
  ({ trackUrl, label } = await scene.ticket('service-c01'));
  await scene.open(11);
  screen = await hall.screen('phone', trackUrl);
  phone = screen.page;
});

afterAll(() => hall.close());

const phase = (kind: string) => seen(phone.locator(`[data-testid="phone"][data-phase="${kind}"]`));
const counterNow = () => hall.app.building.state.counters.get('counter-11')!;

/** Common phones, the smallest one, and the first with everything twice as large. */
const windows = [
  { width: 360, height: 740 },
  { width: 320, height: 640 },
  { width: 180, height: 370 },
] as const;

/** Nothing cut, nothing too small, nothing in the other language, no barrier; in every window. */
async function isFit(name: string): Promise<void> {
  for (const language of ['id', 'en'] as const) {
    for (const size of windows) {
      await phone.setViewportSize(size);
      await phone.evaluate(() => scrollTo(0, 0));
      const found = await complaintsOf(phone, { kind: 'phone', words, language });
      expect.soft(found, `${name}, ${language}, ${size.width} px`).toEqual([]);
    }
    expect.soft(await barriersOn(phone), `${name}, ${language}`).toEqual([]);
    if ((await phone.locator('dialog[open]').count()) > 0) break;
    await phone.getByTestId('phone-language').tap();
  }
  await phone.setViewportSize(windows[0]);
}

const themeColour = () =>
  phone.locator('meta[name="theme-color"]').getAttribute('content') as Promise<string>;

test('PHONE-19: the phone says what it can do to be noticed, and tries it on a touch', async () => {
  await phase('waiting');
  await reads(phone.getByTestId('phone-ahead'), '4');
  await isFit('waiting');
  await phone.getByTestId('phone-alert').tap();
  await reads(phone.getByTestId('phone-alert-on'), 'Pemberitahuan aktif Ponsel berbunyi');
  await phone.getByTestId('phone-alert-try').tap();
  await reads(phone.getByTestId('phone-alert-on'), 'Naikkan volume');
  await isFit('armed');
  await phone.getByTestId('phone-alert-off').tap();
  await seen(phone.getByTestId('phone-alert'));
});

test('PHONE-19: a phone that can neither sound nor shake says so plainly', async () => {
  const silent = await hall.screen('phone', '/t/nothing');
  await silent.page.addInitScript(() => {
    Reflect.deleteProperty(window, 'AudioContext');
    Reflect.deleteProperty(Navigator.prototype, 'vibrate');
  });
  await silent.page.goto(trackUrl);
  await silent.page.getByTestId('phone-alert').tap();
  const said = silent.page.getByTestId('phone-alert-impossible');
  await reads(said, 'tidak dapat berbunyi');
  await reads(said, 'dengarkan panggilan di ruang tunggu');
  await silent.page.context().close();
});

test('PHONE-20: ten more minutes are asked once, given once, and said until when', async () => {
  await phone.getByTestId('phone-delay').tap();
  await reads(phone.getByTestId('phone-delay-dialog'), 'Ini hanya dapat diminta satu kali.');
  await isFit('asking for time');
  await phone.getByTestId('phone-stay').tap();
  await gone(phone.getByTestId('phone-delay-dialog'));
  expect(await phone.getByTestId('phone').getAttribute('data-phase')).toBe('waiting');

  await phone.getByTestId('phone-delay').tap();
  await phone.getByTestId('phone-delay-yes').tap();
  await phase('away');
  await reads(phone.locator('main'), /pukul 09\.2\d WITA/);
  await isFit('away');
  hall.clock.advance(601);
  await phase('waiting');
  await reads(phone.getByTestId('phone-ahead'), '4');
  expect(await phone.getByTestId('phone-delay').count()).toBe(0);
});

test('PHONE-17: near the turn it says where to be, and listeners hear the place', async () => {
  for (const left of [3, 2]) {
    await scene.call(11);
    await scene.clear(11);
    await reads(phone.getByTestId('phone-ahead'), String(left));
  }
  await seen(phone.getByTestId('phone-near'));
  const said = phone.getByTestId('phone-said');
  await reads(said, /2 orang di depan Anda.*Zona/);
  expect(await phone.title()).toContain('2 orang di depan');
  await isFit('near');
});

test('PHONE-18: a page that was opened once opens without the server, as old and never as a call', async () => {
  for (let left = 2; left > 0; left -= 1) {
    await scene.call(11);
    await scene.clear(11);
  }
  await scene.call(11);
  expect(scene.labelOf(counterNow().leg!.visitId)).toBe(label);
  await phase('called');
  await reads(phone.getByTestId('phone-said-call'), `Giliran Anda. Nomor ${label}`);
  expect(await themeColour()).toBe('#f2a900');
  await isFit('called');

  await phone.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const now = hall.clock.now();
  await hall.stop();
  const lostAt = performance.now();
  await seen(phone.getByTestId('phone-band'), 7_000);
  expect(performance.now() - lostAt).toBeLessThan(6_000);
  // The phone's own date decides whether what it keeps is of today.
  await phone.clock.setSystemTime(now);
  await phone.reload();
  await reads(phone.getByTestId('phone-band'), 'Sambungan terputus, data pukul 09.2');
  await reads(phone.getByTestId('phone-number'), label);
  await reads(phone.locator('main'), 'Terakhir diketahui');
  await reads(phone.locator('main'), 'Dipanggil ke');
  expect(await themeColour()).toBe('#f6f4ef');
  expect(await phone.locator('body').evaluate(body => getComputedStyle(body).backgroundColor)).toBe(
    'rgb(246, 244, 239)',
  );
  await isFit('opened without the server');
  await hall.start();
  await gone(phone.getByTestId('phone-band'), 20_000);
  await reads(phone.locator('main'), 'Giliran Anda');
  expect(await themeColour()).toBe('#f2a900');
});

test('PHONE-23: a touch says the own call in the building’s voice, a second one stops it', async () => {
  await phase('called');
  const key = phone.getByTestId('phone-listen');
  const isIn = (state: string) =>
    seen(phone.locator(`[data-testid="phone-listen"][data-state="${state}"]`));
  await key.tap();
  await isIn('playing');
  await reads(key, 'Hentikan suara');
  await key.tap();
  await isIn('idle');
  await isFit('called, to be listened to');
});

test('PHONE-16: who was called and has not come sees what to do now', async () => {
  hall.clock.advance(15);
  await scene.at(11, 'recall');
  await reads(phone.locator('main'), 'Panggilan ke-2');
  hall.clock.advance(200);
  await scene.at(11, 'no-show');
  await phase('no-show');
  await reads(phone.locator('main'), 'Temui petugas di sana');
  await isFit('missed');
  const { visitId } = [...hall.app.building.state.aside][0]!;
  await scene.callTicket(11, visitId);
  await phase('called');
  await scene.at(11, 'start');
  await phase('serving');
  await isFit('served');
});

test('SURVEY-6: after service the survey is one touch away', async () => {
  await scene.finish(11);
  await phase('done');
  await seen(phone.getByTestId('phone-rate'));
  await isFit('done');
  await phone.getByTestId('phone-rate').tap();
  await seen(phone.locator('[data-testid="survey"][data-step="requirements"]'));
});

const step = (name: string) => seen(phone.locator(`[data-testid="survey"][data-step="${name}"]`));
const choose = (name: string) => phone.getByTestId(`survey-${name}`).check({ force: true });

test('SURVEY-7: nine questions, a touch selects, the next key moves on, back and forth', async () => {
  // A listener hears the question, and the answers are what comes after it.
  expect(await phone.evaluate(() => document.activeElement?.id)).toBe('survey-question');
  await isFit('first question');
  await choose('requirements-4');
  await step('requirements');
  await phone.getByTestId('survey-next').tap();
  await step('procedure');
  await choose('procedure-3');
  await phone.getByTestId('survey-back').tap();
  await step('requirements');
  expect(await phone.getByTestId('survey-requirements-4').isChecked()).toBe(true);
  await phone.getByTestId('survey-next').tap();
  await phone.getByTestId('survey-next').tap();
  await step('time');
  await phone.getByTestId('survey-next').tap();
  await step('cost');
  await isFit('cost');
  await phone.getByTestId('survey-next').tap();
});

test('SURVEY-8: who leaves, also by the phone’s own back key or a reload, finds their answers', async () => {
  await step('product');
  await choose('product-2');
  await phone.goBack();
  await step('cost');
  await phone.getByTestId('survey-next').tap();
  await phone.reload();
  await phone.getByTestId('phone-rate').tap();
  await step('product');
  expect(await phone.getByTestId('survey-product-2').isChecked()).toBe(true);
  for (const name of ['competence', 'conduct', 'facilities', 'complaints']) {
    await phone.getByTestId('survey-next').tap();
    await step(name);
    if (name === 'conduct') await isFit('conduct');
    await choose(`${name}-4`);
  }
  await phone.getByTestId('survey-next').tap();
  await step('about-you');
});

test('SURVEY-2: it is sent once, also where the answer was lost, and thanked for', async () => {
  await isFit('about you');
  await phone.getByTestId('survey-comment').fill('Ruang tunggu sejuk.');
  await phone.getByTestId('survey-age').selectOption('30-44');
  let lost = 0;
  const path = '**/api/v1/track/*/survey';
  await phone.route(path, async route => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  const before = hall.app.building.state.seq;
  await phone.getByTestId('survey-send').tap();
  await seen(phone.getByTestId('survey-thanks'));
  expect(lost).toBe(1);
  expect(hall.app.building.state.seq).toBe(before);
  await isFit('thanks');
  await phone.getByTestId('survey-close').tap();
  await seen(phone.getByTestId('phone-rated'));
  expect(await phone.getByTestId('phone-rate').count()).toBe(0);
  await isFit('rated');
  await phone.unroute(path);
});

test('PHONE-13: on another day the number is said to be of its day', async () => {
  const { trackUrl: never } = await scene.ticket('service-c01');
  hall.clock.advanceTo('2026-11-25T09:00:00+08:00');
  await scene.open(12);
  await phone.goto(never);
  await phase('past');
  await reads(phone.getByTestId('phone-past'), 'hanya berlaku Selasa, 24 November 2026');
  expect(await phone.getByTestId('phone-rate').count()).toBe(0);
  await isFit('another day');
  await phone.goto(trackUrl);
  await phase('past');
  await seen(phone.getByTestId('phone-rated'));
});

test('PHONE-20: leaving is asked once, and what is lost is said before', async () => {
  const { trackUrl: own, label: number } = await scene.ticket('service-c01');
  await phone.goto(own);
  await phone.getByTestId('phone-leave').tap();
  await reads(phone.getByTestId('phone-leave-dialog'), `Nomor ${number} hilang`);
  await isFit('leaving');
  await phone.getByTestId('phone-leave-yes').tap();
  await phase('cancelled');
  await isFit('left');
});

test('PHONE-21: the page can be put on the home screen and opens its own number there', async () => {
  const href = await phone.locator('link[rel="manifest"]').getAttribute('href');
  const manifest = (await (await phone.request.get(href!)).json()) as {
    start_url: string;
    scope: string;
    display: string;
    icons: { src: string; sizes: string }[];
  };
  expect(new URL(phone.url()).pathname).toBe(manifest.start_url);
  expect(manifest.start_url.startsWith(manifest.scope)).toBe(true);
  expect(manifest.display).toBe('standalone');
  expect(manifest.icons.map(icon => icon.sizes)).toEqual(['192x192', '512x512']);
  for (const { src } of manifest.icons) {
    const icon = await phone.request.get(src);
    expect(icon.headers()['content-type'], src).toBe('image/png');
  }
});

test('PHONE-12: a ticket in English opens in English, and the choice is kept', async () => {
  const answer = await fetch(`${hall.app.url}/api/v1/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ serviceIds: ['service-c01'], language: 'en' }),
  });
  const { ticket } = (await answer.json()) as { ticket: { trackUrl: string } };
  const english = await hall.screen('phone', ticket.trackUrl);
  await reads(english.page.getByTestId('phone'), 'Leave the queue');
  expect(await english.page.locator('html').getAttribute('lang')).toBe('en');
  await english.page.getByTestId('phone-language').tap();
  await english.page.reload();
  await reads(english.page.getByTestId('phone'), 'Keluar dari antrean');
  expect(english.errors).toEqual([]);
  await english.page.context().close();
});

test('PHONE-22: without a stream the page asks, and the phone’s own clock changes no time on it', async () => {
  const { trackUrl: own } = await scene.ticket('service-c01');
  const other = await hall.screen('phone', '/t/nothing');
  await other.page.routeWebSocket(/socket\.io/, socket => socket.close());
  await other.page.clock.setSystemTime('2031-01-01T00:00:00Z');
  await other.page.goto(own);
  const shown = other.page.getByTestId('phone');
  await reads(shown, /Dipanggil sekitar 09\.|Belum dapat/);
  // Others may stand before it: the counter calls until it is this one's turn.
  await scene.clear(11);
  for (let calls = 0; calls < 10 && counterNow().leg === null; calls += 1) {
    await scene.call(11);
    if (!own.includes(counterNow().leg!.visitId)) await scene.clear(11);
  }
  await seen(other.page.locator('[data-testid="phone"][data-phase="called"]'), 12_000);
  await reads(shown, 'Dipanggil 09.');
  expect(await other.page.getByTestId('phone-band').count()).toBe(0);
  await other.page.context().close();
});

test('PHONE-21: nothing was asked for outside the building, and nothing complained', () => {
  // What a lost server and refused numbers make the browser report was meant.
  const meant = /ERR_CONNECTION_REFUSED|ERR_FAILED|status of 409|WebSocket connection/;
  expect(screen.errors.filter(error => !meant.test(error))).toEqual([]);
  expect(screen.foreign).toEqual([]);
});
