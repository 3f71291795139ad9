import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isFit } from './desk-look.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall, type Screen } from './hall.ts';
import { reads, scan, seen, signIn } from './steps.ts';

/** The front desk in a real browser: by keyboard alone, and looked at in every state. */

let hall: Hall;
let words: ForeignWords;
let screen: Screen;
let page: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  screen = await hall.screen('desk', '/reception');
  page = screen.page;
});
afterAll(() => hall.close());

const fit = (name: string, more: Partial<Parameters<typeof isFit>[2]> = {}): Promise<void> =>
  isFit(page, name, { words, ...more });

/** Types what is looked for; the first row found is taken. */
async function add(query: string): Promise<void> {
  const before = await page.locator('.errands li').count();
  await page.keyboard.type(query, { delay: 60 });
  await page.keyboard.press('Enter');
  await seen(page.locator('.errands li').nth(before));
}

async function tabTo(testId: string): Promise<void> {
  for (let tabs = 0; tabs < 40; tabs += 1) {
    const at = await page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    if (at === testId) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${testId}.`);
}

/** Every state is measured in light and dark, and by every rule of access. */
const looksMsMax = 90_000;

const number = () => page.getByTestId('number').innerText();

test(
  'FRONT-10: by keyboard alone: several errands, a need, what is asked, and the next',
  async () => {
    await signIn(page, 'petugas-1');
    await seen(page.getByTestId('reception'));
    await fit('reception, empty');
    await add('pindah datang');
    await add('ktp');
    await tabTo('need-none');
    await page.keyboard.press('ArrowRight');
    await tabTo('person-name');
    await page.keyboard.type('Ni Luh Putu Ayu', { delay: 60 });
    await tabTo('person-nik');
    await page.keyboard.type('123', { delay: 60 });
    await tabTo('note');
    await page.keyboard.type('Membawa surat pengantar', { delay: 60 });
    await fit('reception, a visitor');
    await page.keyboard.press('Control+Enter');
    await reads(page.getByTestId('refused'), 'NIK belum benar: 16 angka.');
    await fit('reception, refused');
    await page.getByTestId('person-nik').fill('5107 0123 4567 8901');
    await page.keyboard.press('Control+Enter');
    await seen(page.locator('[data-testid="paper"][data-state="printed"]'), 15_000);
    const label = await number();
    await fit('reception, issued');
    const visit = [...hall.app.building.state.visits.values()].at(-1)!;
    expect([visit.label, visit.need, visit.legs.length]).toEqual([label, 'elderly', 2]);
    await page.keyboard.press('Escape');
    await add('ktp');
    await page.keyboard.press('Control+Enter');
    await seen(page.getByTestId('number'));
    expect(await number()).not.toBe(label);
    await page.keyboard.press('Escape');
    expect(await page.locator('body').innerText()).not.toContain('Ni Luh');
  },
  looksMsMax,
);

test(
  'FRONT-3, FRONT-9: a number is found, scanned and printed again; a wrong code is said',
  async () => {
    const answer = await page.request.post('/api/v1/reception/tickets', {
      data: { serviceIds: ['service-b01'] },
    });
    const { ticket } = (await answer.json()) as { ticket: { label: string; trackUrl: string } };
    await scan(page, ticket.trackUrl);
    await reads(page.getByTestId('found'), new RegExp(`${ticket.label} menunggu`));
    expect(await page.getByTestId('service-search').inputValue()).toBe('');
    await fit('reception, found');
    await page.getByTestId('reprint').click();
    await seen(page.locator('[data-testid="paper"][data-state="printed"]'), 15_000);
    await page.keyboard.press('Escape');
    await page.getByTestId('code').fill('ABCD-2345');
    await page.getByTestId('code').press('Enter');
    await reads(page.getByTestId('refused'), 'Kode itu tidak dikenal');
    await page.keyboard.press('Escape');
  },
  looksMsMax,
);

test(
  'FRONT-8: without paper the number and its QR stand there, and the number holds',
  async () => {
    hall.app.demoPrinter!.virtual.setFault({ paperEnd: true });
    await page.getByTestId('service-search').click();
    await add('akta');
    await page.keyboard.press('Control+Enter');
    await reads(page.getByTestId('paper'), /Tidak tercetak: kertas habis/, 15_000);
    await seen(page.getByTestId('qr'));
    await fit('reception, no paper');
    hall.app.demoPrinter!.virtual.setFault({ paperEnd: false });
    await page.getByTestId('other-language').click();
    await fit('reception in English', { language: 'en' });
    await page.setViewportSize(sizes.tower);
    await fit('reception on a large screen', { language: 'en' });
    await page.setViewportSize(sizes.desk);
    await page.getByTestId('sign-out').click();
    await seen(page.getByTestId('sign-in'));
    expect(screen.errors.filter(error => !/40[14]|422|409/.test(error))).toEqual([]);
  },
  looksMsMax,
);

test(
  'FRONT-1: who does not work at the front desk is told so',
  async () => {
    await page.reload();
    await signIn(page, 'petugas-3');
    await seen(page.getByTestId('forbidden'));
    await reads(page.getByTestId('forbidden'), 'tidak bertugas di meja informasi');
  },
  looksMsMax,
);
