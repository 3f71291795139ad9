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
  await tower.keyboard.press('p');
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
