import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall } from './hall.ts';
import { seen, signIn } from './steps.ts';

/** Backups and health in a real browser, in both languages and on both sizes. */

let hall: Hall;
let words: ForeignWords;
let page: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  ({ page } = await hall.screen('desk', '/admin/backups'));
});
afterAll(() => hall.close());

async function isFit(name: string, language: Language = 'id'): Promise<void> {
  const found = await complaintsOf(page, { kind: 'desk', words, language });
  expect.soft(found, name).toEqual([]);
  expect.soft(await barriersOn(page), name).toEqual([]);
}

test('KEEPPAGE-2: backups and health are whole and readable in both languages', async () => {
  await signIn(page, 'admin');
  await page.getByTestId('backup-now').click();
  await seen(page.locator('[data-testid^="backup-backup-"]').first());
  await isFit('backups');
  await page.getByTestId('set-place').click();
  await page.getByTestId('language-en').click();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await isFit('backups in English, large', 'en');
  await page.goto('/admin/health');
  await seen(page.getByTestId('diagnosis'));
  await page.getByTestId('language-en').click();
  await isFit('health in English, large', 'en');
  await page.getByTestId('language-id').click();
  await page.setViewportSize({ width: 1366, height: 768 });
  await isFit('health');
}, 30_000);
