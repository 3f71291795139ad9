import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall } from './hall.ts';
import { gone, reads, seen, signIn } from './steps.ts';

/** People of the building in a real browser: made, let in with their own password, read in. */

let hall: Hall;
let words: ForeignWords;
let page: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  ({ page } = await hall.screen('desk', '/admin/staff'));
});
afterAll(() => hall?.close());

async function isFit(on: Page, name: string, language: Language = 'id'): Promise<void> {
  const found = await complaintsOf(on, { kind: 'desk', words, language });
  expect.soft(found, name).toEqual([]);
  expect.soft(await barriersOn(on), name).toEqual([]);
}

let given = '';

test('STAFF-15: an account is made in the browser, and its password is told once', async () => {
  await signIn(page, 'admin');
  await seen(page.getByTestId('staff-rows'));
  await isFit(page, 'list');
  await page.getByTestId('new-staff').click();
  await page.getByTestId('staff-username').fill('made.suastini');
  await page.getByTestId('staff-name').fill('Ni Made Suastini Kusumawardhani Tirtayasa');
  await page.getByTestId('staff-role').selectOption('officer');
  await page.getByTestId('counter-3').click();
  await isFit(page, 'form');
  await page.getByTestId('save-staff').click();
  const told = page.getByTestId('password-made.suastini');
  await seen(told);
  given = await told.innerText();
  await isFit(page, 'password');
  await page.getByTestId('password-kept').click();
  await gone(told);
}, 30_000);

test('STAFF-15: a table is looked over before it is read in', async () => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.getByTestId('language-en').click();
  await page.getByTestId('import-staff').click();
  const table = 'username;name;role;counters\nputu;Putu Eka;officer;4\nx;;boss;99\n';
  await page
    .getByTestId('staff-file')
    .setInputFiles({ name: 'petugas.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await seen(page.getByTestId('import-faults'));
  await isFit(page, 'table in English, large', 'en');
  await page.getByTestId('language-id').click();
  await page.setViewportSize({ width: 1366, height: 768 });
}, 30_000);

test('STAFF-15: whoever was given a password chooses their own before anything else', async () => {
  const { page: desk } = await hall.screen('desk', '/counter');
  await desk.getByTestId('username').fill('made.suastini');
  await desk.getByTestId('password').fill(given);
  await desk.getByTestId('sign-in').click();
  await seen(desk.getByTestId('own-password'));
  await isFit(desk, 'own password');
  await desk.locator('#own-next').fill('kata sandi milik saya');
  await desk.locator('#own-again').fill('kata sandi milik saya');
  await desk.getByTestId('own-save').click();
  await seen(desk.getByTestId('desk'));
  await reads(desk.locator('body'), /Loket 3/);
}, 30_000);
