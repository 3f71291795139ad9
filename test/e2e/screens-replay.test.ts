import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { playHistory } from '../../server/demo/history-days.ts';
import { openLog } from '../../server/log.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall, type Screen } from './hall.ts';
import { reads, seen, signIn } from './steps.ts';

/** A past day on the screen of a supervisor: played, looked at anywhere, and with something changed. */

const now = '2026-11-24T09:12:00+08:00';

let hall: Hall;
let words: ForeignWords;
let screen: Screen;
let page: Page;

beforeAll(async () => {
  const log = openLog('silent');
  const past = { days: 1, seed: 5, withToday: false, now: Date.parse(now) };
  hall = await openHall(now, async dataDir => {
    await playHistory({ ...past, dataDir, log, told: () => undefined });
  });
  words = await openForeignWords();
  screen = await hall.screen('desk', '/supervisor/replay?date=2026-11-23&queueId=queue-a');
  page = screen.page;
}, 60_000);
afterAll(() => hall?.close());

async function isFit(name: string, language: Language = 'id'): Promise<void> {
  for (const size of [sizes.tower, sizes.desk]) {
    await page.setViewportSize(size);
    await seen(page.locator('[data-testid="replay-chart"] svg'));
    const found = await complaintsOf(page, { kind: 'desk', words, language });
    expect.soft(found, `${name} ${size.width}`).toEqual([]);
  }
  expect.soft(await barriersOn(page), name).toEqual([]);
}

test('REPLAY-6: a day runs as a line of time, alone and beside what would have been', async () => {
  await signIn(page, 'supervisor');
  // The browser complains that nobody was signed in at first.
  screen.errors.length = 0;
  await seen(page.getByTestId('replay-chart').locator('svg'));
  await reads(page.getByTestId('replay-waits'), /Semua\s*\d+/);
  await isFit('a day as it was');
  const scrub = page.getByTestId('replay-scrub');
  await scrub.fill('0');
  const begin = await page.getByTestId('replay-now').textContent();
  await page.getByTestId('replay-play').click();
  await expect.poll(() => page.getByTestId('replay-now').textContent()).not.toBe(begin);
  await page.getByTestId('replay-play').click();
  await scrub.focus();
  await scrub.press('End');
  await reads(page.getByTestId('replay-now'), /0 menunggu/);

  await page.getByTestId('replay-counters').selectOption('6');
  await page.getByTestId('replay-policy').selectOption('ratio');
  await reads(page.getByTestId('replay-would-all'), /jika diubah/);
  const mean = async (row: string): Promise<number> => {
    const told = await page.getByTestId(row).locator('td').nth(1).textContent();
    return Number(told!.replace(',', '.'));
  };
  expect(await mean('replay-would-all')).toBeLessThan(await mean('replay-was-all'));
  await isFit('a day with something changed');
  await page.getByTestId('other-language').click();
  await reads(page.getByTestId('replay-would-all'), /if changed/);
  await isFit('a day with something changed', 'en');
  await page.getByTestId('replay-undo').click();
  await expect.poll(() => page.getByTestId('replay-would-all').count()).toBe(0);
  expect(screen.errors).toEqual([]);
  expect(screen.foreign).toEqual([]);
}, 60_000);
