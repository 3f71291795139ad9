import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import type { Paper } from '../../hardware/virtual/paper.ts';
import { openVirtualPrinter, type VirtualPrinter } from '../../hardware/virtual-printer.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall } from './hall.ts';
import { Scene } from './scene.ts';
import { reads, seen, signIn, takeNumber } from './steps.ts';

/** The administrator's pages for printers and slips, and what comes out of the printers then. */

let hall: Hall;
let words: ForeignWords;
let virtual: VirtualPrinter;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  virtual = await openVirtualPrinter({ mmPerSecond: 200 });
});

afterAll(async () => {
  await virtual.close();
  await hall.close();
});

const errand = { agencyId: 'agency-a', serviceId: 'service-a01' };

async function isFit(page: Page, name: string, language: Language = 'id'): Promise<void> {
  for (const size of [
    { width: 1366, height: 768 },
    { width: 1920, height: 1080 },
  ]) {
    await page.setViewportSize(size);
    const found = await complaintsOf(page, { kind: 'desk', words, language });
    expect.soft(found, `${name} at ${size.width}`).toEqual([]);
    expect.soft(await barriersOn(page), `${name} at ${size.width}`).toEqual([]);
  }
}

/** Waits for papers, however slow the printer. */
async function paperAfter(count: number, from = virtual): Promise<Paper> {
  await expect.poll(() => from.papers().length, { timeout: 20_000 }).toBeGreaterThan(count);
  return from.papers().at(-1)!;
}

test('ADMIN-9: a printer is looked at, tried, saved, and prints the kiosk’s next ticket', async () => {
  const { page, errors, foreign } = await hall.screen('desk', '/admin/printers');
  await seen(page.getByTestId('username'));
  await isFit(page, 'sign-in');
  await signIn(page, 'admin');
  await seen(page.getByTestId('new-printer'));
  await isFit(page, 'the list');
  await page.getByTestId('printer-printer-kiosk-1').click();
  await isFit(page, 'the printer of software');

  await page.getByTestId('new-printer').click();
  await page.getByTestId('host').fill('a b');
  await reads(page.locator('#connection-hint'), 'Tulis alamat IP');
  await isFit(page, 'a place that cannot be');
  await page.getByTestId('host').fill('127.0.0.1');
  await page.getByTestId('port').fill(String(hall.app.port));
  await page.getByTestId('probe').click();
  await reads(page.getByTestId('probe-report'), 'Ini server web');
  await isFit(page, 'a web server');
  await page.getByTestId('port').fill(String(virtual.port));
  expect(await page.getByTestId('probe-report').count()).toBe(0);
  virtual.setFault({ coverOpen: true });
  await page.getByTestId('probe').click();
  await reads(page.getByTestId('probe-report'), 'penutup terbuka');
  await page.getByTestId('test-page').click();
  await reads(page.getByTestId('test-page-sent'), 'Belum tercetak: penutup terbuka');
  await isFit(page, 'a printer with its cover open');
  virtual.setFault({ coverOpen: false });
  await page.getByTestId('probe').click();
  await reads(page.getByTestId('probe-report'), 'Memastikan tiap tiket keluar');
  expect(virtual.papers()).toEqual([]);

  await page.getByTestId('test-page').click();
  const testPage = await paperAfter(0);
  const code = /^[BCDFGHJKLMNPRTVWXZ]{4}$/m.exec(testPage.text)![0];
  await page.getByTestId('code-seen').fill('XXXX');
  await page.getByTestId('suggest').click();
  await reads(page.getByTestId('suggestion'), 'Kodenya lain');
  await page.getByTestId('code-seen').fill(code);
  await page.getByTestId('suggest').click();
  await reads(page.getByTestId('suggestion'), 'Epson TM-T82X');
  await page.getByTestId('name').fill('Printer utama Kiosk 1 di dekat pintu masuk sebelah timur');
  await page.getByTestId('place-kiosk-1').selectOption('first');
  await isFit(page, 'ready to be saved');
  await page.getByTestId('language-en').click();
  await isFit(page, 'English', 'en');
  await page.getByTestId('language-id').click();
  await page.getByTestId('save-printer').click();
  await reads(page.getByTestId('saving'), 'Tersimpan');
  await reads(page.locator('.printer-list'), 'Kiosk 1, pertama');
  await isFit(page, 'saved');

  const kiosk = await hall.screen('kiosk', '/kiosk');
  const label = await takeNumber(kiosk.page, errand);
  expect((await paperAfter(1)).label).toBe(label);
  expect(hall.app.demoPrinter!.papers()).toEqual([]);
  await kiosk.page.context().close();

  await page.getByTestId('remove-printer').click();
  await seen(page.getByTestId('remove-sheet'));
  await isFit(page, 'removing');
  await page.getByTestId('remove-no').click();
  // Before signing in 401, and the wrong code 409, as they should.
  expect(errors.filter(error => !/status of 4(01|09)/.test(error))).toEqual([]);
  expect(foreign).toEqual([]);
  await page.context().close();
}, 120_000);

/** A black square with a white middle, larger than anything else at the top of a slip. */
function logoFile(): Buffer {
  const png = new PNG({ width: 300, height: 300 });
  for (let at = 0; at < 300 * 300; at += 1) {
    const [x, y] = [at % 300, Math.floor(at / 300)];
    const isBlack = Math.min(x, y, 299 - x, 299 - y) < 90;
    const shade = isBlack ? 0 : 255;
    png.data.set([shade, shade, shade, 255], at * 4);
  }
  return PNG.sync.write(png);
}

/** Whether a square of that side stands alone at the top, black around white. */
function hasSquareOnTop(png: Buffer, side: number): boolean {
  const { width, data, height } = PNG.sync.read(png);
  const isBlack = (x: number, y: number) => (data[(y * width + x) * 4] ?? 255) < 128;
  const middle = Math.floor(width / 2);
  for (let y = 0; y < Math.min(height, 200); y += 1) {
    const runs = Array.from({ length: side }, (_, at) => isBlack(middle - side / 2 + at, y));
    if (!runs.every(Boolean)) continue;
    return !isBlack(middle, y + side / 2) && isBlack(middle, y + side - 2);
  }
  return false;
}

test('ADMIN-10: a layout and a logo are edited beside their picture, and the next ticket carries them', async () => {
  await new Scene(hall).configure(setup => Object.assign(setup, { printers: [], kiosks: [] }));
  const { page, errors, foreign } = await hall.screen('desk', '/admin/ticket');
  await signIn(page, 'admin');
  await seen(page.getByTestId('slip-80'));
  await isFit(page, 'as it is printed');
  const firstPicture = await page.getByTestId('slip-80').getAttribute('src');
  await page.getByTestId('layout-compact').click();
  await page.getByTestId('logo-file').setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: Buffer.from('GIF89a'),
  });
  await reads(page.getByTestId('upload-words'), 'bukan gambar PNG');
  await isFit(page, 'no PNG');
  await page.getByTestId('logo-file').setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: logoFile(),
  });
  await reads(page.getByTestId('upload-words'), 'Logo siap');
  await seen(page.getByTestId('logo-dots'));
  await page.getByTestId('add-part').selectOption('text');
  await page.getByTestId('field-text-id').fill('Parkir gratis dua jam');
  await page.getByTestId('field-text-en').fill('');
  await reads(page.getByTestId('draw-problem'), 'isi teks dalam dua bahasa');
  expect(await page.getByTestId('save-slip').isDisabled()).toBe(true);
  await isFit(page, 'a text in one language');
  await page.getByTestId('field-text-en').fill('Two hours of parking are free');
  await page.getByTestId('field-bothLanguages').check();
  await reads(page.getByTestId('draw-problem'), 'Digambar dari baris yang sama');
  await expect
    .poll(() => page.getByTestId('slip-80').getAttribute('src'), { timeout: 10_000 })
    .not.toBe(firstPicture);
  await isFit(page, 'edited');
  await page.getByTestId('open-0').click();
  await isFit(page, 'the logo opened');
  await page.getByTestId('show-longest').click();
  await page.getByTestId('language-en').click();
  await isFit(page, 'English', 'en');
  await page.getByTestId('language-id').click();
  await page.getByTestId('save-slip').click();
  await reads(page.getByTestId('slip-saving'), 'Tersimpan');
  await isFit(page, 'saved');

  const kiosk = await hall.screen('kiosk', '/kiosk');
  const demo = hall.app.demoPrinter!.virtual;
  const count = demo.papers().length;
  const label = await takeNumber(kiosk.page, errand);
  const paper = await paperAfter(count, demo);
  expect(paper.label).toBe(label);
  expect(paper.text).toContain('Parkir gratis dua jam');
  expect(paper.text).toContain('Two hours of parking are free');
  expect(hasSquareOnTop(paper.png, 120)).toBe(true);
  await kiosk.page.context().close();
  // Before signing in 401; what is no PNG and what has no text 422, as they should.
  expect(errors.filter(error => !/status of 4(01|22)/.test(error))).toEqual([]);
  expect(foreign).toEqual([]);
  await page.context().close();
}, 120_000);

test('ADMIN-11: a supervisor sees the printers and changes nothing; an officer sees no such page', async () => {
  const connection = { kind: 'network', host: '127.0.0.1', port: virtual.port } as const;
  const own = { id: 'own', name: 'Printer Kiosk 1', connection, profileId: 'epson-tm-t82x' };
  await new Scene(hall).configure(setup => Object.assign(setup, { printers: [own] }));
  const tower = await hall.screen('tower', '/supervisor');
  await signIn(tower.page, 'supervisor');
  await seen(tower.page.getByTestId('to-office'));
  await tower.page.setViewportSize({ width: 1366, height: 768 });
  expect.soft(await complaintsOf(tower.page, { kind: 'tower', words })).toEqual([]);
  await tower.page.getByTestId('to-office').click();
  await seen(tower.page.getByTestId('section-printers'));
  expect(await tower.page.getByTestId('section-ticket').count()).toBe(0);
  await tower.page.getByTestId('section-printers').click();
  await seen(tower.page.getByTestId('read-only'));
  await tower.page.locator('.printer-list li button').first().click();
  expect(await tower.page.getByTestId('name').isDisabled()).toBe(true);
  expect(await tower.page.getByTestId('probe').isDisabled()).toBe(true);
  expect(await tower.page.getByTestId('save-printer').count()).toBe(0);
  await isFit(tower.page, 'read only');
  await tower.page.context().close();
  const officer = await hall.screen('desk', '/admin/ticket');
  await signIn(officer.page, 'petugas-1');
  await reads(officer.page.locator('h1'), 'untuk administrator');
  await isFit(officer.page, 'an officer');
  await officer.page.context().close();
  const admin = await hall.screen('tower', '/admin');
  await signIn(admin.page, 'admin');
  await seen(admin.page.getByTestId('to-office'));
  expect.soft(await complaintsOf(admin.page, { kind: 'tower', words })).toEqual([]);
  await admin.page.setViewportSize({ width: 1366, height: 768 });
  expect.soft(await complaintsOf(admin.page, { kind: 'tower', words })).toEqual([]);
  await admin.page.context().close();
}, 120_000);
