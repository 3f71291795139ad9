import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { availabilityOf } from '../../server/domain/availability.ts';
import { setupOf } from '../../server/domain/state.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall, type Screen } from './hall.ts';
import { reads, seen, signIn } from './steps.ts';

/** The pages of the building, its hours, its rules and its texts, in a real browser. */

let hall: Hall;
let words: ForeignWords;
let screen: Screen;
let page: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  screen = await hall.screen('desk', '/admin/setup/building');
  page = screen.page;
  await signIn(page, 'admin');
});
afterAll(() => hall.close());

const windows = [
  ['id', 'desk'],
  ['en', 'tower'],
] as const;

/** In both languages, each at one of the sizes of an office. */
async function isFit(name: string): Promise<void> {
  await page.locator('.house-form, .rule-groups').evaluate(form => form.scrollTo(0, 0));
  expect.soft(await barriersOn(page), name).toEqual([]);
  for (const [language, kind] of windows) {
    await page.getByTestId(`language-${language}`).click();
    await page.setViewportSize(sizes[kind]);
    const found = await complaintsOf(page, { kind, words, language });
    expect.soft(found, `${name} ${language}`).toEqual([]);
  }
  await page.getByTestId('language-id').click();
  await page.setViewportSize(sizes.desk);
}

const save = async (): Promise<void> => {
  await page.getByTestId('save').click();
  await reads(page.getByTestId('saved'), 'Tersimpan');
};

test('OFFICE-32: the building, its rules and its texts fit, and what is saved holds', async () => {
  await seen(page.getByTestId('building-setup'));
  await page.getByTestId('add-zone').click();
  await page.getByTestId('logo-file').setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: Buffer.alloc(1_048_577),
  });
  await reads(page.getByTestId('logo-said'), 'lebih dari 1 MB');
  await isFit('the building');
  await save();
  expect(setupOf(hall.app.building.state).setup.zones).toHaveLength(5);

  await page.goto('/admin/setup/rules');
  await page.getByTestId('edit-rules-recallsMax').fill('99');
  await reads(page.getByTestId('edit-rules-recallsMax-wrong'), '0 sampai 20');
  await isFit('the rules');
  await page.getByTestId('usual-recallsMax').click();

  await page.goto('/admin/setup/texts');
  await page.getByTestId('add-sentence').click();
  await page.getByTestId('sentence-8-id').fill('Mohon siapkan KTP dan kartu keluarga asli Anda');
  await page.getByTestId('sentence-8-en').fill('Please have your identity card ready');
  await isFit('the texts');
  await save();
  expect(setupOf(hall.app.building.state).setup.building.sentences).toHaveLength(9);
}, 60_000);

test('OFFICE-32: hours, a season and holidays fit, and what is saved holds', async () => {
  await page.goto('/admin/setup/hours');
  await page.getByTestId('whose-agency-f').click();
  await page.getByTestId('hours-2-add').click();
  await page.getByTestId('hours-2-add').click();
  await page.getByTestId('hours-2-1-opens').fill('11');
  await page.getByTestId('hours-2-1-opens').press('Tab');
  await reads(page.getByTestId('hours-2-wrong'), 'bertumpuk');
  await isFit('hours that overlap');
  await page.getByTestId('hours-2-1-out').click();
  await reads(page.getByTestId('day-2026-11-24'), '08.00–16.00');
  await save();
  const { state } = hall.app.building;
  const queue = setupOf(state).setup.queues.find(({ agencyId }) => agencyId === 'agency-f')!;
  expect(availabilityOf(state, queue.id, hall.clock.now()).open).toBe(true);

  await page.getByTestId('tab-seasons').click();
  await page.getByTestId('add-season').click();
  await page.getByTestId('season-from').fill('8 Februari 2027');
  await page.getByTestId('season-until').fill('9/3/2027');
  await page.getByTestId('season-until').press('Tab');
  await page.getByTestId('add-differing').selectOption('agency-a');
  await page.getByTestId('differs-agency-a-how').selectOption('differs');
  await reads(page.getByTestId('day-2027-02-08'), '08.00–15.00');
  await isFit('a season');

  await page.getByTestId('tab-holidays').click();
  await page.getByTestId('import-holidays').click();
  await page
    .getByTestId('import-text')
    .fill(
      '1 Januari 2027;Tahun Baru 2027 Masehi;;New Year\n31-02-2027;Tidak ada\n25-12-2026;Natal',
    );
  await reads(page.getByTestId('import-found'), '1 baru, 1 berubah, 0 sudah ada');
  await reads(page.getByTestId('import-faults'), 'Baris 2');
  await isFit('an import of holidays');
  await page.getByTestId('take-import').click();
  await page.getByTestId('holiday-2027-01-01').click();
  await page.getByTestId('open-on-agency-h').check();
  await isFit('a holiday');
  await save();
  const { building } = setupOf(state).setup;
  expect(building.seasons).toMatchObject([{ from: '2027-02-08', until: '2027-03-09' }]);
  expect(building.holidays.find(({ date }) => date === '2027-01-01')?.exceptAgencyIds).toEqual([
    'agency-h',
  ]);
  expect(screen.foreign).toEqual([]);
  // Before signing in 401, as it should.
  expect(screen.errors.filter(error => !/status of 401/.test(error))).toEqual([]);
}, 60_000);
