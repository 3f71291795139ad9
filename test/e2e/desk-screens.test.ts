import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeskHand } from './desk-hand.ts';
import { isFit } from './desk-look.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall, type Screen } from './hall.ts';
import { Scene } from './scene.ts';
import { deskIs, gone, reads, seen, signIn } from './steps.ts';

/** Every part of the complete desk, measured: at its own size, zoomed and docked. */

let hall: Hall;
let words: ForeignWords;
let scene: Scene;
let screen: Screen;
let page: Page;
let desk: DeskHand;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  scene = new Scene(hall);
  screen = await hall.screen('desk', '/counter');
  page = screen.page;
  desk = new DeskHand(page, 3);
  for (const counter of [1, 4, 5, 7, 8]) await scene.open(counter);
  await signIn(page, 'petugas-3');
  await desk.isFree('closed');
  await desk.act(' ');
  await desk.isFree('open');
});

afterAll(() => hall.close());

const fit = (name: string, more: Partial<Parameters<typeof isFit>[2]> = {}): Promise<void> =>
  isFit(page, name, { words, ...more });

async function inEnglish(look: () => Promise<void>): Promise<void> {
  for (const switched of [true, false]) {
    await desk.place('menu').click();
    await desk.place('other-language').click();
    if (switched) await look();
  }
}

/** The one who is called next is served here for a while. */
async function serve(): Promise<void> {
  await desk.act(' ');
  await deskIs(page, 'called');
  await desk.act(' ');
  await deskIs(page, 'serving');
}

test('SCREEN-30: those set aside and those who did not come', async () => {
  await scene.visit(['service-a01', 'service-a03', 'service-b01', 'service-a05'], 'disability');
  await scene.visits(16, 'service-a01');
  await scene.visit(['service-a14'], 'nursing');
  await scene.visits(9, 'service-a03');
  await desk.setAside('documents');
  await desk.setAside(
    'copies',
    'Fotokopi KTP dan Kartu Keluarga di toko sebelah, kembali sebentar',
  );
  await desk.setAside('payment');
  for (let missed = 0; missed < 3; missed += 1) await desk.miss(hall);
  hall.clock.advance(12 * 60);
  await reads(desk.place('shelf'), /saatnya ditanya/, 15_000);
  await fit('shelf, free');
  await inEnglish(() => fit('shelf, free, in English', { language: 'en' }));
  await page.locator('.shelf-more').first().click();
  await seen(desk.place('shelf-sheet'));
  await fit('all of the shelf');
  await desk.key('Escape');
  await gone(desk.place('shelf-sheet'));
  await desk.key('/');
  await seen(desk.place('search'));
  await desk.write('A0');
  await fit('search');
  await desk.key('Escape');
  await gone(desk.place('search'));
});

test('SCREEN-30: the shelf beside somebody who is served, and what is asked about them', async () => {
  await serve();
  await fit('shelf, serving');
  await desk.key('d');
  await seen(desk.place('question'));
  await fit('why aside');
  await desk.key('Escape');
  await gone(desk.place('question'));
  await desk.key('c');
  await seen(desk.place('question'));
  await fit('note');
  await desk.write('Berkas asli sudah dilihat, tinggal tanda tangan kepala dinas.');
  await desk.act('Control+Enter');
  await reads(desk.place('notes'), 'Berkas asli');
  await fit('with a note');
});

test('SCREEN-31: sending on: services, counters, officers, places, closed ones', async () => {
  await desk.key('a');
  await seen(desk.place('pane-transfer'));
  await seen(desk.place('to-service-service-a05'));
  await fit('nowhere yet');
  await desk.write('paspor');
  await reads(desk.place('pane-transfer'), /Imigrasi/i);
  await fit('closed');
  await page.keyboard.press('Control+a');
  await desk.write('akta');
  await reads(desk.place('pane-says'), /AC|urutan/);
  await desk.key('Enter');
  await desk.write('Minta kutipan akta lama, lalu kembali ke loket ini untuk perekaman.');
  await desk.key('Alt+KeyK');
  await fit('to a service and back');
  await desk.key('F2');
  await seen(desk.place('to-counter-counter-1'));
  await fit('to a counter');
  await desk.key('F3');
  await fit('to an officer');
  await desk.key('Escape');
  await gone(desk.place('pane-transfer'));
  await inEnglish(async () => {
    await desk.key('a');
    await seen(desk.place('to-service-service-a05'));
    await fit('sending in English', { language: 'en' });
    await desk.key('Escape');
    await gone(desk.place('pane-transfer'));
  });
});

test('SCREEN-32: one more service, another service, and a visitor without a ticket', async () => {
  await desk.key('l');
  await seen(desk.place('pane-add-service'));
  await desk.write('akta');
  await fit('one more service');
  await desk.act('Enter');
  await gone(desk.place('pane-add-service'));
  await desk.key('g');
  await seen(desk.place('pane-change-service'));
  await fit('another service');
  await desk.key('Escape');
  await gone(desk.place('pane-change-service'));
  await fit('several errands');
  await desk.act('s');
  await deskIs(page, 'open');
  await seen(desk.place('left'));
  await fit('where they go next');
  await desk.key('w');
  await seen(desk.place('pane-walk-in'));
  await desk.write('konsultasi');
  await desk.key('Alt+Digit5');
  await fit('without a ticket');
  await inEnglish(() => fit('without a ticket, in English', { language: 'en' }));
  await desk.key('Escape');
  await gone(desk.place('pane-walk-in'));
});

/** The states of a desk one after the other, at whatever size it has. */
async function everyState(size: string): Promise<void> {
  const look = (name: string) => fit(`${size}: ${name}`, { scrolls: true });
  await deskIs(page, 'open');
  await look('free');
  await desk.act(' ');
  await deskIs(page, 'called');
  await look('called');
  await desk.act(' ');
  await deskIs(page, 'serving');
  await look('serving');
  await desk.key('a');
  await seen(desk.place('to-service-service-a05'));
  await desk.write('akta');
  await look('sending on');
  await desk.key('Escape');
  await gone(desk.place('pane-transfer'));
  await desk.key('d');
  await seen(desk.place('question'));
  await look('why aside');
  await desk.key('Escape');
  await gone(desk.place('question'));
  await desk.key('?');
  await seen(desk.place('question'));
  await fit(`${size}: keys`, { scrolls: true, hasPrimary: false });
  await desk.key('Escape');
  await gone(desk.place('question'));
  if (await desk.place('counts').isVisible()) {
    await desk.place('counts').click();
    await fit(`${size}: lists`, { scrolls: true, isUnderSheet: true });
    await desk.place('counts').click();
  }
  await desk.act('s');
  await deskIs(page, 'open');
}

test('SCREEN-34: at 200 % every state keeps whole and its primary key in view', async () => {
  await page.setViewportSize({ width: 683, height: 384 });
  await everyState('683 × 384');
});

test('SCREEN-35: docked at 320 px, high and low', async () => {
  for (const height of [640, 400]) {
    await page.setViewportSize({ width: 320, height });
    await everyState(`320 × ${height}`);
  }
  await inEnglish(() => fit('320 in English', { scrolls: true, language: 'en' }));
  await page.setViewportSize(sizes.desk);
});

test('SCREEN-33: without the server, with what is kept', async () => {
  await scene.visits(2, 'service-a01');
  await serve();
  expect(screen.errors.filter(error => !error.includes('status of 401'))).toEqual([]);
  expect(screen.foreign).toEqual([]);
  await hall.stop();
  await seen(desk.place('offline'));
  await fit('lost');
  await desk.key('c');
  await seen(desk.place('question'));
  await desk.write('Sambungan putus saat dilayani, berkas sudah diterima semuanya.');
  await desk.act('Control+Enter');
  await desk.act(' ');
  await seen(desk.place('outbox-kept').nth(1));
  await fit('two kept');
  await inEnglish(() => fit('two kept, in English', { language: 'en' }));
  await page.setViewportSize({ width: 320, height: 640 });
  await fit('320 × 640: two kept', { scrolls: true });
});
