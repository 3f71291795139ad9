import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { reads, seen, signIn } from './steps.ts';

/** What staff see of paper: the printers on the board, sheets of numbers and their way back in. */

let hall: Hall;
let words: ForeignWords;
let board: Screen;
let tower: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  board = await hall.screen('tower', '/supervisor');
  tower = board.page;
  await signIn(tower, 'supervisor');
  await seen(tower.getByTestId('board'));
});

afterAll(() => hall.close());

async function towerIsFit(name: string, language: Language = 'id'): Promise<void> {
  const found = await complaintsOf(tower, { kind: 'tower', words, language });
  expect.soft(found, name).toEqual([]);
  expect.soft(await barriersOn(tower), name).toEqual([]);
}

test('SCREEN-44: the printers on the board, faults first, and all of them on a sheet', async () => {
  hall.app.demoPrinter!.virtual.setFault({ paperEnd: true });
  await reads(tower.getByTestId('printers'), 'kertas habis sejak', 20_000);
  await towerIsFit('a printer without paper');
  await tower.getByTestId('all-printers').click();
  await seen(tower.getByTestId('printers-sheet'));
  await towerIsFit('all printers');
  await tower.getByTestId('printers-close').click();
  hall.app.demoPrinter!.virtual.setFault({ paperEnd: false, paperNearEnd: true });
  await reads(tower.getByTestId('printers'), 'sekitar 40 tiket lagi', 20_000);
  await tower.setViewportSize({ width: 1366, height: 768 });
  await towerIsFit('near its end, on a small screen');
  await tower.setViewportSize({ width: 1920, height: 1080 });
  hall.app.demoPrinter!.virtual.setFault({ paperNearEnd: false });
});

async function deskIsFit(page: Page, name: string, language: Language = 'id'): Promise<void> {
  // The sheets of the preview are shown smaller than they are printed.
  const demands = {
    scrolls: true,
    textPxMin: (await page.getByTestId('sheet-slips').count()) ? 0 : 12,
  };
  const found = await complaintsOf(page, { kind: 'desk', words, language, demands });
  expect.soft(found, name).toEqual([]);
  expect.soft(await barriersOn(page), name).toEqual([]);
}

test('SCREEN-45: sheets of numbers are chosen, previewed and printed on A4', async () => {
  const { page, errors, foreign } = await hall.screen('desk', '/supervisor/sheets');
  await seen(page.getByTestId('username'));
  await deskIsFit(page, 'sign-in');
  await signIn(page, 'supervisor');
  await seen(page.getByTestId('queue-A'));
  await deskIsFit(page, 'nothing chosen');
  await page.getByTestId('queue-A').check();
  await page.getByTestId('queue-HK').check();
  await page.getByTestId('count').fill('15');
  await reads(page.getByTestId('print'), '30 nomor, 6 halaman');
  await reads(page.getByTestId('sheet-pages'), 'HK915');
  await deskIsFit(page, 'chosen');
  await page.getByTestId('language-en').click();
  await reads(page.getByTestId('print'), '30 numbers, 6 pages');
  // Papers stay Indonesian.
  await reads(page.getByTestId('sheet-slips').first(), 'Tunggu dipanggil di');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(6);
  expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
  expect(errors.filter(error => !error.includes('status of 401'))).toEqual([]);
  expect(foreign).toEqual([]);
  await page.context().close();
});

test('SCREEN-46: an officer enters paper numbers by keyboard, and each row says what came of it', async () => {
  const { page, errors, foreign } = await hall.screen('desk', '/supervisor/manual-entry');
  await signIn(page, 'petugas-5');
  await seen(page.getByTestId('entry-service'));
  expect(await page.getByTestId('tab-print').count()).toBe(0);
  await deskIsFit(page, 'empty');
  const { keyboard } = page;
  await keyboard.type('akta');
  await seen(page.getByTestId('match-service-a05'));
  await deskIsFit(page, 'choosing');
  await keyboard.press('Enter');
  await keyboard.type('907');
  await keyboard.press('Tab');
  await keyboard.type('0805');
  await keyboard.press('Tab');
  await keyboard.type('L');
  await keyboard.press('Enter');
  await reads(page.getByTestId('row-907'), /08\.05.*Lansia.*Masuk antrean sebagai AC907/);
  await keyboard.type('907');
  await keyboard.press('Enter');
  await reads(page.getByTestId('row-907').first(), 'Nomor AC907 sudah pernah dimasukkan');
  await keyboard.type('908');
  await keyboard.press('Tab');
  await keyboard.type('2359');
  await keyboard.press('Enter');
  await reads(page.getByTestId('entry-hint'), 'tidak lebih dari sekarang');
  await deskIsFit(page, 'a time to come');
  await page.getByTestId('language-en').click();
  await deskIsFit(page, 'English', 'en');
  const visits = [...hall.app.building.state.visits.values()];
  expect(visits.map(visit => [visit.label, visit.legs[0]?.state])).toEqual([['AC907', 'waiting']]);
  // Before signing in 401, and the double 409, as they should.
  expect(errors.filter(error => !/status of 4(01|09)/.test(error))).toEqual([]);
  expect(foreign).toEqual([]);
  await page.context().close();
});
