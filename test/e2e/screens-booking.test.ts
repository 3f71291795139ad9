import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { makeDemoBookings } from '../../server/demo/demo-bookings.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { gone, reads, seen, signIn } from './steps.ts';

/** The office’s pages for booking in a real browser: keys, webhooks, places, and the desk’s list. */

let hall: Hall;
let words: ForeignWords;
let screen: Screen;
let page: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  await makeDemoBookings(hall.app.building);
  words = await openForeignWords();
  screen = await hall.screen('desk', '/admin/partners');
  page = screen.page;
});
afterAll(() => hall.close());

async function isFit(name: string, language: Language = 'id'): Promise<void> {
  const found = await complaintsOf(page, { kind: 'desk', words, language });
  expect.soft(found, name).toEqual([]);
  expect.soft(await barriersOn(page), name).toEqual([]);
}

test('KEYPAGE-7: a portal gets a key that works, is told at an address, and loses its key', async () => {
  await signIn(page, 'admin');
  await page.getByTestId('new-partner').click();
  await page.getByTestId('partner-name').fill('Portal Layanan Kabupaten Karang Asri');
  await page.getByTestId('agencies-some').check();
  await page.getByTestId('agency-agency-b').check();
  await isFit('a new portal');
  await page.getByTestId('make-key').click();
  const secret = await page.getByTestId('secret').innerText();
  const headers = { Authorization: `Bearer ${secret}` };
  const services = `${hall.app.url}/api/v1/partner/services`;
  expect((await fetch(services, { headers })).status).toBe(200);
  await page.getByTestId('secret-kept').click();
  await gone(page.getByTestId('told-secret'));
  expect(await page.locator('body').innerText()).not.toContain('mppk_');

  await page.getByTestId('new-webhook').click();
  await page.getByTestId('webhook-url').fill('https://portal.invalid/webhook/antrean');
  await page.getByTestId('make-webhook').click();
  await page.getByTestId('secret-kept').click();
  await page.locator('[data-testid^="test-"]').click();
  await reads(page.getByTestId('deliveries'), /Uji Menunggu/);
  await page.locator('[data-testid^="rotate-k"]').click();
  await isFit('keys, webhooks and what was told');
  await page.locator('[data-testid^="revoke-k"]').click();
  await page.getByTestId('revoke-yes').click();
  await reads(page.locator('[data-testid^="key-"]'), /Berakhir/);
  expect((await fetch(services, { headers })).status).toBe(401);
  await page.getByTestId('language-en').click();
  await isFit('a key that has ended', 'en');
  await page.getByTestId('language-id').click();
}, 60_000);

test('BSET-8: what is seen before saving is what can be booked after it', async () => {
  await page.goto('/admin/booking');
  await page.getByTestId('find-line').fill('perizinan konsultasi');
  await page.locator('[data-testid^="line-"]').first().click();
  await reads(page.locator('.booking-form h2'), 'Perizinan dan konsultasi');
  await page.getByTestId('by-sessions').click();
  await page.getByTestId('session-0-opens').fill('13');
  await page.getByTestId('session-0-closes').fill('1400');
  await page.getByTestId('session-0-places').fill('3');
  await page.getByTestId('session-0-places').press('Tab');
  await reads(page.getByTestId('day-totals'), '0 dari 6 tempat terisi');
  await reads(page.getByTestId('slot-13.00'), '0 dari 3');
  await seen(page.getByTestId('consequences'));
  await page.getByTestId('change-limit').click();
  await isFit('a line that is changed, and the limit of the building');
  await page.getByTestId('save-booking').click();
  await reads(page.getByTestId('booking-saved'), 'Tersimpan');
  await page.getByTestId('language-en').click();
  await isFit('what can be booked', 'en');
  await page.getByTestId('language-id').click();
}, 60_000);

test('DESKBOOK-7: at the desk a booking is found, moved, and checked in with a number', async () => {
  await page.goto('/reception#bookings');
  await seen(page.getByTestId('booking-rows'));
  const row = page.locator('.booking-row').filter({ hasText: 'Cetak Ulang KTP-el' });
  await row.click();
  const code = await page.getByTestId('booking-code').innerText();
  await page.getByTestId('move-booking').click();
  await page.getByTestId('move-day-after').click();
  await page.getByTestId('slot-10.00').click();
  await reads(page.getByTestId('booking-day'), 'Rabu, 25 November 2026');
  await page.getByTestId('booking-day-before').click();
  const { bookings } = hall.app.building.state;
  const soon = [...bookings.byId.values()].find(
    ({ status, startsAt }) =>
      status === 'booked' && startsAt === Date.parse('2026-11-24T09:00:00+08:00'),
  )!;
  await page.getByTestId(`booking-${soon.id}`).click();
  expect(await page.getByTestId('booking-code').innerText()).not.toBe(code);
  await page.getByTestId('cancel-booking').click();
  await isFit('before a booking is cancelled');
  await page.keyboard.press('Escape');
  await page.getByTestId('check-in-booking').click();
  await seen(page.getByTestId('number'));
  expect(bookings.byId.get(soon.id)!.status).toBe('checked-in');
  expect(screen.foreign).toEqual([]);
  // Before signing in 401, as it should.
  expect(screen.errors.filter(error => !/status of 401/.test(error))).toEqual([]);
}, 60_000);
