import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Setup } from '../../contract/setup.ts';
import { setupOf } from '../../server/domain/state.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall, type Screen } from './hall.ts';
import { seen, signIn } from './steps.ts';

/** The set-up taken away as a file, edited, and brought again, in a real browser. */

let hall: Hall;
let words: ForeignWords;
let screen: Screen;
let page: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  screen = await hall.screen('desk', '/admin/setup/files');
  page = screen.page;
});
afterAll(() => hall.close());

const setup = (): Setup => setupOf(hall.app.building.state).setup;
const bring = (text: string, name = 'pengaturan.yaml') =>
  page
    .getByTestId('bring-file')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

async function isFit(name: string): Promise<void> {
  for (const kind of ['desk', 'tower'] as const) {
    await page.setViewportSize(sizes[kind]);
    for (const language of ['en', 'id'] as const) {
      await page.getByTestId(`language-${language}`).click();
      const found = await complaintsOf(page, { kind, words, language });
      expect.soft(found, `${name}, ${kind}, ${language}`).toEqual([]);
    }
  }
  await page.setViewportSize(sizes.desk);
  expect.soft(await barriersOn(page), name).toEqual([]);
}

test('FILES-14, FILES-15, FILES-17: a file is taken, edited, told its errors, applied and taken back', async () => {
  await signIn(page, 'admin');
  // Whoever is not signed in is told so once.
  screen.errors.splice(0);
  const way = page.getByTestId('export-setup');
  await seen(way);
  await isFit('ways out and in');
  const [download] = await Promise.all([page.waitForEvent('download'), way.click()]);
  expect(download.suggestedFilename()).toBe('pengaturan-mpp-karang-asri-2026-11-24.yaml');
  const stream = await download.createReadStream();
  const text = Buffer.concat(await stream.toArray()).toString('utf8');

  await bring(text.replace('    minutes: 12\n', '    minutes: dua belas\n') + 'lain: 1\n');
  await seen(page.getByTestId('file-faults'));
  expect(await page.getByTestId('file-fault').count()).toBe(2);
  expect(await page.getByTestId('apply').count()).toBe(0);
  await isFit('errors');

  const long = `Perubahan Data Kartu Keluarga ${'karena Kelahiran '.repeat(9)}`.trim();
  const edited = text
    .replace('Perubahan Data Kartu Keluarga', long)
    .replace('line2: Kabupaten Karang Asri', 'line2: Kota Baru')
    .replace('longWaitMinutes: 60', 'longWaitMinutes: 45');
  await bring(edited);
  await seen(page.getByTestId('file-changes'));
  await page.getByTestId('take-identity').check();
  await seen(page.getByTestId('edit-building/name'));
  await page.getByTestId('take-rules').uncheck();
  await expect.poll(() => page.getByTestId('edit-rules/longWaitMinutes').count()).toBe(0);
  await isFit('changes');
  await page.getByTestId('apply').click();
  await seen(page.getByTestId('files-done'));
  const { building, rules } = setup();
  expect([building.name.line2, rules.longWaitMinutes]).toEqual(['Kota Baru', 60]);
  await isFit('what was applied');
  await page.getByTestId('undo').click();
  await expect.poll(() => setup().building.name.line2).toBe('Kabupaten Karang Asri');
  expect(screen.errors).toEqual([]);
  expect(screen.foreign).toEqual([]);
}, 60_000);
