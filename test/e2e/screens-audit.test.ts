import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import type { SetupEdit } from '../../contract/setup-edits.ts';
import { setupOf } from '../../server/domain/state.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall, type Screen } from './hall.ts';
import { reads, seen, signIn } from './steps.ts';

/** The audit and the data of people in a real browser: read, taken back, found, told and erased. */

let hall: Hall;
let words: ForeignWords;
let screen: Screen;
let page: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  screen = await hall.screen('desk', '/admin/audit');
  page = screen.page;
});
afterAll(() => hall.close());

/** At both sizes of an office, in one language. */
async function isFit(name: string, language: Language = 'id'): Promise<void> {
  for (const size of [sizes.tower, sizes.desk]) {
    await page.setViewportSize(size);
    const found = await complaintsOf(page, { kind: 'desk', words, language });
    expect.soft(found, `${name} ${size.width}`).toEqual([]);
  }
  expect.soft(await barriersOn(page), name).toEqual([]);
}

type Change = (row: Record<string, unknown>) => Record<string, unknown>;

/** Saves as the pages do, by whoever is signed in there. */
async function save(path: string, change: Change, from: string | null = null): Promise<void> {
  const { services, queues } = setupOf(hall.app.building.state).setup;
  const rows = [...services, ...queues] as unknown as Record<string, unknown>[];
  const row = rows.find(({ id }) => id === path.split('/')[1])!;
  const edits = [{ path, before: row, after: change(row) }] as SetupEdit[];
  const data = { edits, from };
  const answer = await page.request.post('/api/v1/admin/setup/edits', { data });
  expect(answer.status(), await answer.text()).toBe(200);
}

test('AUDIT-6: what was changed is read in words, taken back, and a plan is dropped', async () => {
  await signIn(page, 'admin');
  await seen(page.getByTestId('audit-list'));
  await save('services/service-a01', row => ({
    ...row,
    minutes: 17,
    name: { id: 'Perekaman KTP-el, pertama kali dan pindah alamat', en: 'e-ID recording' },
    synonyms: ['rekam ktp', 'ktp baru'],
  }));
  await save('queues/queue-ak', row => ({ ...row, quotaPerDay: 40 }), '2026-12-01');
  await page.reload();
  const list = page.getByTestId('audit-list');
  await reads(list.locator('.audit-row').first(), /perubahan direncanakan mulai/);
  await list.locator('.audit-row button').nth(0).click();
  await reads(list.locator('.audit-details'), /Lama layanan\s*\d+ menit\s*17 menit/);
  await reads(page.getByTestId('audit-plans'), /Kuota per hari\s*tidak ada\s*40/);
  await isFit('the audit');
  await page.getByTestId('language-en').click();
  await reads(list.locator('.audit-details'), /Service time\s*\d+ min\s*17 min/);
  await isFit('the audit', 'en');
  await page.getByTestId('language-id').click();
  await page.locator('[data-testid^="undo-"]').click();
  await page.locator('[data-testid$="-yes"]').click();
  await reads(list.locator('.audit-row').first(), /Perubahan pengaturan diurungkan/);
  await page.locator('[data-testid^="drop-"]').click();
  await page.locator('[data-testid$="-yes"]').click();
  await reads(page.getByTestId('audit-plans'), /Tidak ada perubahan yang direncanakan/);
  const download = page.waitForEvent('download');
  await page.getByTestId('audit-csv').click();
  expect((await download).suggestedFilename()).toBe('audit-2026-11-24.csv');
}, 60_000);

const person = { name: 'I Made Purnawa', nik: '5103010101800001', phone: '081234567890' };

test('PRIVACY-7: what is kept is seen, and one person is found, told and erased after a question', async () => {
  await save('services/service-b01', row => ({ ...row, asks: ['name', 'nik', 'phone'] }));
  const data = { serviceIds: ['service-b01'], person, note: 'Membawa fotokopi akta' };
  expect((await page.request.post('/api/v1/reception/tickets', { data })).status()).toBe(201);
  await page.goto('/admin/privacy');
  await reads(page.getByTestId('privacy-details'), /30 hari setelah kunjungan/);
  await page.getByTestId('person-text').fill('5103 0101 0180 0001');
  await page.getByTestId('person-find').click();
  await reads(page.getByTestId('person-found'), /I• M••• P••••••[^]*NIK berakhir 0001/);
  expect(await page.locator('body').innerText()).not.toContain('Purnawa');
  await isFit('a person found');
  await page.getByTestId('language-en').click();
  await isFit('a person found', 'en');
  await page.getByTestId('language-id').click();
  const download = page.waitForEvent('download');
  await page.getByTestId('person-save').click();
  expect((await download).suggestedFilename()).toBe('data-pribadi-2026-11-24.json');
  await page.getByTestId('person-erase').click();
  await page.getByTestId('person-erase-yes').click();
  await seen(page.getByTestId('person-erased'));
  await page.getByTestId('edit-rules-personDays').fill('14');
  await seen(page.getByTestId('save'));
  await isFit('a shorter time');
  await page.getByTestId('save').click();
  await reads(page.getByTestId('privacy-details'), /14 hari setelah kunjungan/);
  await page.goto('/admin/audit?kind=people');
  const rows = page.getByTestId('audit-list').locator('.audit-row');
  await reads(rows.nth(0), /Data pribadi seseorang dihapus/);
  await reads(rows.nth(1), /Mengunduh salinan data 1 orang/);
  await reads(rows.nth(2), /Mencari dan melihat data 1 orang/);
  // Who is not signed in yet is told so.
  expect(screen.errors.filter(error => !error.includes('401'))).toEqual([]);
  expect(screen.foreign).toEqual([]);
}, 60_000);
