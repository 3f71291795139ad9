import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeskHand } from './desk-hand.ts';
import { isFit } from './desk-look.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall, type Screen } from './hall.ts';
import { Scene } from './scene.ts';
import { deskIs, gone, reads, scan, seen, signIn } from './steps.ts';

/** Papers scanned at a desk, and what the front desk is told: in a real browser, by real keys. */

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
  desk = new DeskHand(page, 1);
  await signIn(page, 'petugas-1');
  await desk.isFree('closed');
  await desk.act(' ');
  await desk.isFree('open');
});
afterAll(() => hall.close());

/** Every state is measured in light and dark, and by every rule of access. */
const looksMsMax = 90_000;

const scanned = (code: string): Promise<void> => scan(page, code);

test(
  'DESK-51: a scanned paper opens in the search, and Enter does what may be done',
  async () => {
    await scene.visits(2, 'service-a01');
    const ticket = await scene.ticket('service-a01');
    await seen(desk.place('primary'));
    await scanned(ticket.trackUrl);
    await reads(desk.place(`found-${ticket.label}`), ticket.label);
    expect(await page.locator('.number-search input').inputValue()).toBe(ticket.label);
    await isFit(page, 'a scanned paper', { words });
    await page.keyboard.press('Enter');
    // Out of order it asks for a reason, as every call does.
    await seen(page.locator('dialog:modal'));
    await page.keyboard.press('Escape');
    await gone(page.locator('dialog:modal'));
    expect((await desk.now()).ticket).toBeNull();
  },
  looksMsMax,
);

test(
  'DESK-51: who is elsewhere, what is foreign and what is no ticket are told apart',
  async () => {
    const elsewhere = await scene.ticket('service-b01');
    await scanned(elsewhere.trackUrl);
    await reads(desk.place('scan-says'), new RegExp(`^${elsewhere.label} menunggu .*Loket 7`));
    await isFit(page, 'a paper of another line', { words });
    await scanned(`${elsewhere.trackUrl.slice(0, -3)}xyz`);
    await reads(desk.place('scan-says'), /bukan tiket gedung ini/);
    await scanned('8991234567890');
    await reads(desk.place('scan-says'), /^Yang dipindai bukan tiket/);
    await page.keyboard.press('Escape');
    await gone(desk.place('search'));
    // A barcode pressed no key of the desk: nobody was called, nothing was marked.
    await scanned('2345234523452');
    await reads(desk.place('scan-says'), /^Yang dipindai bukan tiket/);
    expect((await desk.now()).ticket).toBeNull();
    await page.keyboard.press('Escape');
  },
  looksMsMax,
);

test(
  'DESK-52: a scan under a question presses nothing, and what is written stays',
  async () => {
    const ticket = await scene.ticket('service-a01');
    await desk.act(' ');
    await deskIs(page, 'called');
    await desk.act(' ');
    await deskIs(page, 'serving');
    await desk.key('c');
    const note = page.locator('dialog:modal textarea');
    await seen(note);
    await page.keyboard.type('Berkas lengkap', { delay: 60 });
    // Nobody scans while they write: so soon after a key it may be the rest of something.
    const written = await page.evaluate(() => performance.now());
    await page.waitForFunction(since => performance.now() - since > 250, written);
    await scanned(ticket.trackUrl);
    await scanned(ticket.label);
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.number-search input')?.value !== undefined,
    );
    expect(await note.inputValue()).toBe('Berkas lengkap');
    await seen(page.locator('dialog:modal'));
    expect((await desk.now()).ticket?.legs[0]?.state).toBe('serving');
    await page.keyboard.press('Escape');
    await gone(page.locator('dialog:modal'));
    await reads(desk.place(`found-${ticket.label}`), ticket.label);
    await page.locator('.number-search input').press('Escape');
    await gone(desk.place('search'));
  },
  looksMsMax,
);

test(
  'DESK-53, HELP-1: printers and calls from a kiosk show until somebody went',
  async () => {
    const { virtual } = hall.app.demoPrinter!;
    virtual.setFault({ paperEnd: true });
    const board = await hall.screen('tower', '/supervisor');
    await signIn(board.page, 'supervisor');
    await seen(board.page.getByTestId('board'));
    const first = await scene.ticket('service-a01');
    const second = await scene.ticket('service-b01');
    await reads(desk.place('front-desk'), /kertas habis sejak 09\.1\d/, 15_000);
    for (const { id } of [first, second]) {
      await fetch(`${hall.app.url}/api/v1/tickets/${id}/help`, { method: 'POST' });
    }
    await reads(desk.place(`help-${first.label}`), 'Kiosk 1 memanggil petugas');
    await reads(board.page.getByTestId('board-help'), first.label);
    await isFit(page, 'the front desk', { words });
    await desk.place('front-desk-more').click();
    await isFit(page, 'the front desk, all of it', { words });
    await page.setViewportSize({ width: 320, height: 640 });
    await isFit(page, 'the front desk, docked', { words, scrolls: true });
    await page.setViewportSize(sizes.desk);
    await desk.place(`help-${first.label}`).getByRole('button').click();
    await gone(desk.place(`help-${first.label}`));
    await gone(board.page.getByTestId(`help-${first.label}`));
    await board.page.getByTestId(`help-${second.label}`).getByRole('button').click();
    await gone(desk.place(`help-${second.label}`));
    virtual.setFault({ paperEnd: false });
    await gone(desk.place('front-desk').locator('li'), 20_000);
    // Before signing in nobody is known: a browser calls that an error.
    const errors = [...screen.errors, ...board.errors];
    expect(errors.filter(error => !/40[149]/.test(error))).toEqual([]);
  },
  looksMsMax,
);
