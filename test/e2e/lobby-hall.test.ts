import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { Scene } from './scene.ts';
import { gone, reads, seen, signIn } from './steps.ts';

/** What a hall is told beside its calls, and what must not trouble a screen. */

let hall: Hall;
let words: ForeignWords;
let scene: Scene;
let screen: Screen;
let lobby: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  scene = new Scene(hall);
  screen = await hall.screen('lobby', '/display?zone=zone-biru');
  lobby = screen.page;
  for (let counter = 1; counter <= 41; counter += 1) await scene.open(counter);
});

afterAll(() => hall?.close());

const sentence = () => lobby.getByTestId('lobby-sentence');
const supervisorCookie = async (): Promise<string> => {
  const answer = await fetch(`${hall.app.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'supervisor', password: 'demo-supervisor' }),
  });
  return answer.headers.get('set-cookie')!.split(';')[0]!;
};

test('DISPLAY-25: what a supervisor says is on the screen at once, and gone when it is over', async () => {
  const cookie = await supervisorCookie();
  const text = {
    id: 'Mohon perhatian, ruang tunggu pindah ke Lantai 2',
    en: 'The waiting room is on floor 2',
  };
  await seen(sentence());
  const begun = performance.now();
  const told = await fetch(`${hall.app.url}/api/v1/displays/message`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({
      text,
      zoneIds: ['zone-biru'],
      until: new Date(hall.clock.now() + 120_000).toISOString(),
    }),
  });
  expect(told.status).toBe(201);
  await seen(lobby.locator('[data-kind="message"]'));
  expect(performance.now() - begun).toBeLessThan(1_500);
  await reads(sentence(), /Mohon perhatian|tunggu pindah/);
  expect(await complaintsOf(lobby, { kind: 'lobby', words })).toEqual([]);
  hall.clock.advance(121);
  await gone(lobby.locator('[data-kind="message"]'));
});

test('DISPLAY-34: a supervisor writes to the screens from the board, and ends it there', async () => {
  const board = await hall.screen('tower', '/supervisor');
  writeFileSync(join(hall.dataDir, 'media', 'brosur.pdf'), 'no picture');
  await hall.app.media.look();
  await signIn(board.page, 'supervisor');
  await reads(board.page.getByTestId('media-faults'), /brosur\.pdf/);
  await board.page.keyboard.press('p');
  await board.page.getByTestId('screen-messages').click();
  await board.page.getByTestId('message-id').fill('Lift sedang diperbaiki, gunakan tangga');
  expect(await complaintsOf(board.page, { kind: 'tower', words })).toEqual([]);
  expect(await barriersOn(board.page)).toEqual([]);
  await board.page.getByTestId('message-tell').click();
  await reads(board.page.getByTestId('standing-message'), /Lift sedang diperbaiki/);
  await seen(lobby.locator('[data-kind="message"]'));
  await reads(sentence(), /Lift sedang|gunakan tangga/);
  await board.page.getByTestId('message-end').click();
  await gone(lobby.locator('[data-kind="message"]'));
  await board.page.getByTestId('messages-close').click();
  await board.page.context().close();
});

test('DISPLAY-23: closing and holidays are told in time, and no sentence is needed for it', async () => {
  await scene.configure(setup => {
    setup.building.hours = {
      periods: [{ days: [1, 2, 3, 4, 5], opens: '08:00', closes: '09:45' }],
      lastTicketMinutes: 10,
    };
    setup.building.holidays = [
      {
        date: '2026-11-25',
        name: { id: 'Hari Guru', en: 'Teachers’ Day' },
        kind: 'holiday',
        exceptAgencyIds: [],
      },
    ];
    setup.building.sentences = [];
  });
  await reads(sentence(), /Pelayanan berakhir 09\.45|Ambil nomor sampai 09\.35|Besok libur: Hari/);
  await reads(sentence(), /Besok libur: Hari Guru/, 30_000);
  await reads(lobby.locator('.zone-name'), 'WITA');
  expect(await complaintsOf(lobby, { kind: 'lobby', words })).toEqual([]);
});

test('DISPLAY-22: a text of 300 characters, emoji and Arabic stay within the line', async () => {
  const family = '👨‍👩‍👧‍👦';
  const long = `${'Mohonsiapkanberkasasli'.repeat(4)} ${family.repeat(20)} ‮balik`.slice(0, 300);
  await scene.configure(setup => {
    setup.building.hours.periods = [
      { days: [0, 1, 2, 3, 4, 5, 6], opens: '00:00', closes: '24:00' },
    ];
    setup.building.sentences = [
      { id: long, en: long },
      { id: 'مرحبا بكم في مركز الخدمات العامة', en: 'مرحبا' },
    ];
  });
  const begun = performance.now();
  const read = new Set<string>();
  // A line box is higher than its letters.
  const leading = 16;
  // Several steps of 8 s: each must lie within the line, whatever its script.
  while (read.size < 4 && performance.now() - begun < 45_000) {
    const text = await sentence().innerText();
    if (!read.has(text) && text !== '') {
      read.add(text);
      const line = await lobby.getByTestId('lobby-bottom').boundingBox();
      const box = await sentence().locator('bdi').boundingBox();
      const clock = await lobby.getByTestId('lobby-clock').boundingBox();
      expect.soft(box!.y, text).toBeGreaterThanOrEqual(line!.y - leading);
      expect.soft(box!.y + box!.height, text).toBeLessThanOrEqual(1080 + leading);
      expect.soft(box!.x + box!.width, text).toBeLessThanOrEqual(clock!.x + 1);
    }
    hall.clock.advance(6);
    await lobby.waitForTimeout(500);
  }
  expect(read.size).toBeGreaterThanOrEqual(4);
  // What stands beside a text that turns the direction is not turned.
  await reads(lobby.getByTestId('lobby-clock'), /^\d\d\.\d\d$/);
});

test('DISPLAY-29: a display whose own clock is years ahead shows calls and time as they are', async () => {
  const context = await lobby
    .context()
    .browser()!
    .newContext({
      viewport: { width: 1920, height: 1080 },
      baseURL: hall.app.url,
    });
  const page = await context.newPage();
  await page.clock.install({ time: new Date('2031-05-05T23:59:00Z') });
  await page.goto('/display?zone=zone-biru');
  await seen(page.getByTestId('lobby-bottom'));
  await scene.visits(2, 'service-b01');
  await scene.call(7);
  await reads(page.getByTestId('lobby-panel'), /B\d{3}/);
  await seen(page.locator('[data-testid="lobby-panel"][data-now="true"]'));
  const own = await lobby.getByTestId('lobby-clock').innerText();
  await reads(page.getByTestId('lobby-clock'), own.trim());
  await context.close();
});

test('DISPLAY-32: what is called is told from what is not without colours', async () => {
  const board = await hall.screen('lobby', '/display?layout=board');
  await seen(board.page.getByTestId('lobby-board'));
  await scene.at(7, 'start');
  await scene.finish(7);
  await scene.call(7);
  // The row goes on saying "now" after the call has left the middle of the screen.
  await seen(board.page.locator('.agency.now'), 20_000);
  const grey = async (selector: string): Promise<number> => {
    const box = (await board.page.locator(selector).first().boundingBox())!;
    const clip = { x: box.x + box.width - 6, y: box.y + 4, width: 2, height: 2 };
    const { data } = PNG.sync.read(await board.page.screenshot({ clip }));
    const linear = [0, 1, 2].map(channel => {
      const share = data[channel]! / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
  };
  const now = await grey('.agency.now');
  const other = await grey('.agency:not(.now):not(.head)');
  expect((now + 0.05) / (other + 0.05)).toBeGreaterThan(4.5);
  await board.page.context().close();
});

test('DISPLAY-31: who asked for less motion sees nothing pulse', async () => {
  const still = await hall.screen('lobby', '/display?zone=zone-biru');
  await still.page.emulateMedia({ reducedMotion: 'reduce' });
  await still.page.reload();
  await scene.visits(3, 'service-b01');
  await scene.at(7, 'start');
  await scene.finish(7);
  await scene.call(7);
  const panel = still.page.locator('[data-testid="lobby-panel"][data-now="true"]');
  await seen(panel);
  const moving = await still.page.evaluate(() =>
    document.getAnimations().map(animation => {
      const timing = animation.effect!.getComputedTiming();
      return Number(timing.activeDuration);
    }),
  );
  expect(Math.max(0, ...moving)).toBeLessThan(20);
  await still.page.context().close();
});

test('DISPLAY-30: 100 calls within a second leave the screen whole', async () => {
  for (const code of ['a01', 'a05', 'b01', 'c01', 'd01', 'e01']) {
    await scene.visits(12, `service-${code}`);
  }
  const counters = [1, 2, 3, 4, 5, 6, 7, 8, 11, 15, 17];
  for (const counter of counters) await scene.clear(counter);
  let calls = 0;
  const begun = performance.now();
  for (let round = 0; round < 40 && calls < 100; round += 1) {
    for (const counter of counters) {
      const { building } = hall.app;
      const { leg } = building.state.counters.get(`counter-${counter}`)!;
      if (leg) await scene.clear(counter);
      await scene.call(counter);
      calls += 1;
    }
  }
  const tookMs = performance.now() - begun;
  expect(calls).toBeGreaterThanOrEqual(100);
  // What the machine can do within a second; the screen must take it in any case.
  expect(tookMs).toBeLessThan(10_000);
  await seen(lobby.locator('.crowd'));
  const { state } = hall.app.building;
  const last = Math.max(...[...state.counters.values()].map(({ leg }) => leg?.callId ?? 0));
  expect(last).toBeGreaterThan(0);
  expect(await complaintsOf(lobby, { kind: 'lobby', words, demands: {} })).toEqual([]);
  // It goes on as before: a new call is there within the time that any call may wait.
  const elements = await lobby.evaluate(() => document.querySelectorAll('*').length);
  expect(elements).toBeLessThan(600);
  expect(screen.errors).toEqual([]);
});
