import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { playHistory } from '../../server/demo/history-days.ts';
import { openLog } from '../../server/log.ts';
import { until } from '../http/open-test-app.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall, type Screen } from './hall.ts';
import { reads, seen, signIn } from './steps.ts';

/** The reports in a real browser: a building with days behind it, and days of which there are none. */

let hall: Hall;
let words: ForeignWords;
let screen: Screen;
let page: Page;

const now = '2026-11-24T18:12:00+08:00';
const full = '?from=2026-11-01&to=2026-11-30&by=agency';

beforeAll(async () => {
  const log = openLog('silent');
  const play = async (dataDir: string): Promise<void> => {
    await playHistory({ dataDir, days: 1, now: Date.parse(now), seed: 7, log, share: 0.12 });
  };
  hall = await openHall(now, play, { hasReportExports: true });
  const written = join(hall.dataDir, 'reports', 'laporan-2026-11-23.csv');
  await until(() => existsSync(written), 'the report of the day before');
  words = await openForeignWords();
  screen = await hall.screen('desk', `/reports${full}`);
  page = screen.page;
  await signIn(page, 'supervisor');
}, 60_000);
afterAll(() => hall.close());

/** Every figure is there and every chart is drawn. */
async function settled(): Promise<void> {
  await seen(page.locator('[data-testid="report-body"][data-busy="false"]'));
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('.chart-box')].every(
      ({ dataset }) => dataset['drawn'] === 'yes',
    ),
  );
}

/** At both sizes of an office. */
async function isFit(name: string, ...languages: Language[]): Promise<void> {
  for (const language of languages) {
    if ((await page.locator('html').getAttribute('lang')) !== language) {
      await page.getByTestId('other-language').click();
    }
    await settled();
    for (const size of [sizes.tower, sizes.desk]) {
      await page.setViewportSize(size);
      const found = await complaintsOf(page, { kind: 'desk', words, language });
      expect.soft(found, `${name} ${language} ${size.width}`).toEqual([]);
    }
    expect.soft(await barriersOn(page), `${name} ${language}`).toEqual([]);
  }
  if (languages.includes('en')) await page.getByTestId('other-language').click();
}

test('REPORT-31: a report of days that were is fit for an office, leads deeper, and back again', async () => {
  await settled();
  await reads(page.getByTestId('report-facts'), /Laporan bulanan, 1 hari layanan, \d+ loket/);
  // October has no days: nothing is held against nothing.
  await reads(page.getByTestId('report-no-comparison'), '1–24 Oktober 2026');
  await isFit('the building', 'id', 'en');
  const exports = page.getByTestId('report-exports');
  await reads(exports, /Harian, Senin, 23 November 2026/);
  const download = page.waitForEvent('download');
  await exports.getByRole('link').first().click();
  expect((await download).suggestedFilename()).toMatch(/^laporan-2026-11-23\.(csv|xlsx)$/);
  const long = 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu';
  await page.getByRole('button', { name: long }).click();
  await reads(page.getByTestId('report-title'), long);
  await settled();
  expect(new URL(page.url()).search).toMatch(/by=service&agencyId=\w/);
  await isFit('an agency', 'id');
  await page.getByTestId('report-tile-visits').click();
  await seen(page.locator('.report-visit-rows'));
  await reads(page.getByTestId('visits-count'), /^1–\d+ dari \d+$/);
  expect.soft(await complaintsOf(page, { kind: 'desk', words }), 'the list').toEqual([]);
  expect.soft(await barriersOn(page), 'the list').toEqual([]);
  await page.getByTestId('visits-close').click();
  await page.goBack();
  await reads(page.getByTestId('report-title'), 'Mal Pelayanan Publik');
  await settled();
  await page.getByTestId('report-period').click();
  await page.getByTestId('report-kind-day').click();
  await page.getByTestId('report-compared-last-year').check();
  expect.soft(await barriersOn(page), 'the days').toEqual([]);
  await page.getByTestId('report-show').click();
  await reads(page.getByTestId('report-facts'), /Laporan harian/);
  await page.goto('/reports?from=2026-11-30&to=2026-11-01');
  await reads(page.getByTestId('report-trouble'), 'Tanggal awal sesudah tanggal akhir');
}, 60_000);

test('REPORT-31: of days of which there is nothing that is said, and nothing else', async () => {
  await page.goto('/reports?from=2020-01-01&to=2020-12-31');
  await seen(page.getByTestId('report-empty'));
  await isFit('nothing', 'id');
  expect(await page.getByTestId('report-body').innerText()).not.toMatch(/NaN|null|undefined/);
}, 60_000);

test('REPORT-31: how well waits were foretold is fit for an office', async () => {
  await page.goto(`/reports/estimates${full}`);
  await reads(page.getByTestId('accuracy-meaning'), /Dari [\d.]+ perkiraan/);
  await isFit('the accuracy', 'id', 'en');
  // Who is not signed in yet is told so.
  expect(screen.errors.filter(error => !error.includes('status of 401'))).toEqual([]);
  expect(screen.foreign).toEqual([]);
}, 60_000);

test('REPORT-32: on paper it is the report alone, black on white, upright', async () => {
  await page.goto(`/reports${full}`);
  await settled();
  const paper = await page.pdf({ preferCSSPageSize: true });
  // A4 in points.
  expect(paper.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
  await page.emulateMedia({ media: 'print' });
  const shown = await page.evaluate(() => {
    const colours = new Set<string>();
    for (const element of document.querySelectorAll('.reports *, .chart-box svg *')) {
      if (!element.checkVisibility() || element.closest('.chart-box rect')) continue;
      colours.add(getComputedStyle(element).color);
    }
    const isThere = (name: string) => document.querySelector(name)?.checkVisibility() ?? false;
    return {
      colours: [...colours],
      there: ['.report-head', '.report-minutes', '.report-hours', '.report-rows'].map(isThere),
      gone: ['.tower-top', '.report-tabs', '.report-keys', '.report-by'].map(isThere),
      ground: getComputedStyle(document.body).backgroundColor,
    };
  });
  expect(shown.there).toEqual([true, true, true, true]);
  expect(shown.gone).toEqual([false, false, false, false]);
  expect(shown.ground).toBe('rgb(255, 255, 255)');
  // Black and greys: no colour carries a meaning that a copier loses.
  for (const colour of shown.colours) {
    const [red, green, blue] = colour.match(/\d+/g)!.map(Number);
    expect([green, blue], colour).toEqual([red, red]);
  }
  await page.emulateMedia({ media: 'screen' });
}, 60_000);
