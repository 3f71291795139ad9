import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { makeDemoBookings } from '../../server/demo/demo-bookings.ts';
import { setupOf } from '../../server/domain/state.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall, type Screen } from './hall.ts';
import { gone, reads, seen, signIn } from './steps.ts';

/** The office’s frame and its page of agencies and services in a real browser. */

let hall: Hall;
let words: ForeignWords;
let screen: Screen;
let page: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-23T09:12:00+08:00');
  await makeDemoBookings(hall.app.building);
  words = await openForeignWords();
  screen = await hall.screen('desk', '/admin');
  page = screen.page;
});
afterAll(() => hall.close());

async function isFit(name: string, language: Language = 'id'): Promise<void> {
  const found = await complaintsOf(page, { kind: 'desk', words, language });
  expect.soft(found, name).toEqual([]);
  expect.soft(await barriersOn(page), name).toEqual([]);
}

const minutesNow = () => setupOf(hall.app.building.state).services.get('service-a02')!.minutes;
const minutes = () => page.getByTestId('edit-services-service-a02-minutes');

test('OFFICE-1, OFFICE-3: from the board to a service; Ctrl S saves it, one press takes it back', async () => {
  await signIn(page, 'admin');
  await page.getByTestId('to-office').click();
  await reads(page.locator('.office-nav [aria-current]'), 'Instansi, layanan');
  await isFit('an agency');
  await page.getByTestId('find-service').fill('reprint');
  await page.getByTestId('service-service-a02').click();
  await seen(page.getByTestId('slip'));
  await minutes().fill('12');
  await reads(page.getByTestId('service-form'), 'semula 10');
  await reads(page.getByTestId('save'), 'Simpan 1 perubahan');
  await reads(page.getByTestId('consequences'), /booking di Antrean A KTP-el/);
  await isFit('a service that is changed');
  await page.keyboard.press('Control+s');
  await reads(page.getByTestId('saved'), 'Tersimpan');
  expect(minutesNow()).toBe(12);
  await page.getByTestId('undo').click();
  await gone(page.getByTestId('saved'));
  expect(minutesNow()).toBe(10);
  await expect.poll(() => minutes().inputValue()).toBe('10');
}, 60_000);

test('OFFICE-13: a change for tomorrow stands above the page until somebody takes it out', async () => {
  await minutes().fill('15');
  await page.getByTestId('save-from').selectOption('day');
  await reads(page.getByTestId('save'), 'Rencanakan 1 perubahan');
  await page.getByTestId('save').click();
  await reads(page.getByTestId('saved'), 'Direncanakan mulai Selasa, 24 November 2026');
  await page.getByTestId('plans').locator('summary').click();
  await reads(
    page.getByTestId('plans'),
    /Mulai Selasa, 24 November 2026, 1 perubahan: Layanan A02/,
  );
  await isFit('what is planned');
  expect(minutesNow()).toBe(10);
  await page.getByTestId('drop-plan').click();
  await gone(page.getByTestId('plans'));
  expect(setupOf(hall.app.building.state).setup.planned).toEqual([]);
}, 60_000);

test('OFFICE-5, OFFICE-7: 500 characters are told at their field; leaving with changes asks', async () => {
  const name = page.getByTestId('edit-services-service-a02-name-id');
  await name.fill('Pencetakan ulang kartu '.repeat(22).slice(0, 500));
  await reads(page.getByTestId('service-form'), 'Paling banyak 200 huruf, sekarang 500.');
  await reads(page.getByTestId('consequences'), 'terlalu panjang');
  expect(await page.getByTestId('save').isDisabled()).toBe(true);
  await isFit('a name that is too long');
  await page.getByTestId('section-devices').click();
  await isFit('a question before leaving');
  await page.getByTestId('stay').click();
  await gone(page.getByTestId('leaving'));
  await page.getByTestId('put-back').click();
  expect(await name.inputValue()).toBe('Cetak Ulang KTP-el (Rusak/Hilang)');

  await page.getByTestId('remove-service').click();
  await reads(page.getByTestId('consequences'), /booking hari ini atau sesudahnya/);
  await page.getByTestId('language-en').click();
  await reads(page.getByTestId('consequences'), /bookings? of today or later/);
  await isFit('a service that is booked cannot go', 'en');
  await page.getByTestId('put-back').click();
  await page.getByTestId('service-service-a02').click();
  for (const size of [sizes.tower, { width: 1100, height: 768 }]) {
    await page.setViewportSize(size);
    await isFit(`at ${size.width}`, 'en');
  }
  await page.getByTestId('show-preview').click();
  await seen(page.getByTestId('kiosk-row'));
  await isFit('the preview as a tab', 'en');
  await page.setViewportSize(sizes.desk);
  await page.getByTestId('section-devices').click();
  await seen(page.getByTestId('devices'));
  expect(screen.foreign).toEqual([]);
  // Before signing in 401, and 422 for paper that cannot be drawn, as it should.
  expect(screen.errors.filter(error => !/status of (401|422)/.test(error))).toEqual([]);
}, 60_000);
