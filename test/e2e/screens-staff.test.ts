import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { isFit } from './desk-look.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { Scene } from './scene.ts';
import { deskIs, pressKey, reads, seen, signIn } from './steps.ts';

let hall: Hall;
let words: ForeignWords;
let scene: Scene;
let screens: Screen[];
let desk: Page;
let tower: Page;
let front: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  scene = new Scene(hall);
  screens = [
    await hall.screen('desk', '/counter'),
    await hall.screen('tower', '/supervisor'),
    await hall.screen('desk', '/'),
  ];
  [desk, tower, front] = screens.map(({ page }) => page) as [Page, Page, Page];
});

afterAll(() => hall.close());

const deskIsFit = (name: string, language: Language = 'id'): Promise<void> =>
  isFit(desk, name, { words, language, hasPrimary: false });

async function towerIsFit(name: string, language: Language = 'id'): Promise<void> {
  const found = await complaintsOf(tower, { kind: 'tower', words, language });
  expect.soft(found, name).toEqual([]);
  expect.soft(await barriersOn(tower), name).toEqual([]);
}

test('SCREEN-20: the front page shows every screen and how to sign in', async () => {
  await seen(front.getByTestId('screen-kiosk'));
  for (const language of ['id', 'en'] as const) {
    await front.getByTestId(`language-${language}`).click();
    const found = await complaintsOf(front, {
      kind: 'desk',
      words,
      language,
      demands: { scrolls: true },
    });
    expect.soft(found, language).toEqual([]);
    expect.soft(await barriersOn(front), language).toEqual([]);
  }
});

test('SCREEN-21: an officer signs in, and is told what was wrong', async () => {
  await seen(desk.getByTestId('username'));
  await deskIsFit('sign-in');
  await desk.getByTestId('username').fill('petugas-5');
  await desk.getByTestId('password').fill('wrong');
  await desk.getByTestId('sign-in').click();
  await reads(desk.getByTestId('sign-in-trouble'), 'tidak cocok');
  await deskIsFit('wrong password');
  await signIn(desk, 'petugas-5');
  await deskIs(desk, 'closed');
  await deskIsFit('closed');
});

test('SCREEN-22: the desk with nobody and with many waiting', async () => {
  await pressKey(desk, ' ');
  await deskIs(desk, 'open');
  await deskIsFit('nobody waits');
  await scene.visit(['service-a14', 'service-a05', 'service-b01'], 'disability');
  await scene.visits(18, 'service-a05');
  await scene.visit(['service-a05'], 'elderly');
  await scene.visits(12, 'service-a03');
  hall.clock.advance(48 * 60);
  await reads(desk.getByTestId('waiting-count'), '33');
  await deskIsFit('many wait');
});

test('SCREEN-23: the desk while somebody is called and served', async () => {
  await pressKey(desk, ' ');
  await deskIs(desk, 'called');
  await deskIsFit('called');
  await pressKey(desk, 'x');
  await seen(desk.getByTestId('question'));
  await deskIsFit('cancel?');
  await pressKey(desk, 'Escape');
  await pressKey(desk, ' ');
  await deskIs(desk, 'serving');
  await deskIsFit('serving');
  await desk.keyboard.press('?');
  await seen(desk.getByTestId('question'));
  await deskIsFit('keys');
  await desk.keyboard.press('Escape');
});

test('SCREEN-24: the desk in English and in a docked window', async () => {
  await desk.getByTestId('menu').click();
  await desk.getByTestId('other-language').click();
  await reads(desk.getByTestId('card'), 'Being served');
  await deskIsFit('English', 'en');
  await desk.getByTestId('menu').click();
  await desk.getByTestId('other-language').click();
  await desk.setViewportSize({ width: 320, height: 640 });
  // The person and the primary key stay; who waits can be scrolled to.
  await isFit(desk, 'docked', { words, scrolls: true });
  await desk.setViewportSize({ width: 1366, height: 768 });
});

test('SCREEN-25: a pause asks for its reason and shows it', async () => {
  await pressKey(desk, 's');
  await deskIs(desk, 'open');
  await pressKey(desk, 'i');
  await seen(desk.getByTestId('question'));
  await deskIsFit('why a pause');
  await desk.getByTestId('pause-prayer').click();
  await deskIs(desk, 'paused');
  await deskIsFit('paused');
});

test('SCREEN-26: the building as one board', async () => {
  await seen(tower.getByTestId('username'));
  await towerIsFit('sign-in');
  for (const counter of [1, 2, 4, 6, 7, 8, 17, 18]) await scene.open(counter);
  await scene.visits(9, 'service-a01');
  await scene.visits(4, 'service-b01');
  for (const counter of [1, 2, 6, 7]) await scene.call(counter);
  await scene.at(1, 'start');
  await scene.pause(18);
  await signIn(tower, 'supervisor');
  await seen(tower.getByTestId('board'));
  await towerIsFit('board');
  await tower.getByTestId('other-language').click();
  await towerIsFit('board in English', 'en');
  await tower.getByTestId('other-language').click();
  await tower.setViewportSize({ width: 1366, height: 768 });
  await towerIsFit('board on a small screen');
  await tower.setViewportSize({ width: 1920, height: 1080 });
});

test('SCREEN-27: the pages of the API can be read', async () => {
  const docs = await hall.screen('desk', '/api/docs');
  await reads(docs.page.locator('body'), '/api/v1/tickets');
  expect.soft(await barriersOn(docs.page)).toEqual([]);
  expect.soft(docs.errors).toEqual([]);
  expect.soft(docs.foreign).toEqual([]);
  await docs.page.context().close();
});

test('SCREEN-28: none complained and none asked for anything outside', () => {
  for (const { errors, foreign } of screens) {
    // Before signing in and with a wrong password the server says 401, as it should.
    expect.soft(errors.filter(error => !error.includes('status of 401'))).toEqual([]);
    expect.soft(foreign).toEqual([]);
  }
});

test('SCREEN-29: without the server the desk and the board say since when', async () => {
  await hall.stop();
  await Promise.all([seen(desk.getByTestId('offline')), seen(tower.getByTestId('board-lost'))]);
  await deskIsFit('offline');
  await towerIsFit('lost');
});
