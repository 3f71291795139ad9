import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { gone, reads, seen, signIn } from './steps.ts';

let hall: Hall;
let words: ForeignWords;
let screens: Screen[];
let board: Page;
let other: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  screens = [await hall.screen('tower', '/supervisor'), await hall.screen('desk', '/supervisor')];
  [board, other] = screens.map(({ page }) => page) as [Page, Page];
});

afterAll(() => hall.close());

const sizes = [
  { width: 1366, height: 768 },
  { width: 320, height: 640 },
] as const;

async function isFit(name: string, language: Language = 'id'): Promise<void> {
  for (const size of sizes) {
    await board.setViewportSize(size);
    // A key cap's width is measured in whole pixels, which makes its letter seem smaller.
    const demands = { scrolls: true, textPxMin: 11.5 };
    const found = await complaintsOf(board, { kind: 'tower', words, language, demands });
    expect.soft(found, `${name} ${size.width}`).toEqual([]);
    expect.soft(await barriersOn(board), `${name} ${size.width}`).toEqual([]);
  }
}

const wrongPassword = (username: string) =>
  fetch(`${hall.app.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: 'wrong' }),
  });

async function fill(current: string, next: string, again = next): Promise<void> {
  await board.getByTestId('account-current').fill(current);
  await board.getByTestId('account-next').fill(next);
  await board.getByTestId('account-again').fill(again);
  await board.keyboard.press('Enter');
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');

test('AUTH-16: the sheet says who is here and where else they are', async () => {
  await signIn(board, 'supervisor');
  await signIn(other, 'supervisor');
  await seen(other.getByTestId('board'));
  await board.getByTestId('account').click();
  await reads(board.getByTestId('account-who'), 'Hasanuddin Tahir');
  await seen(board.getByTestId('account-end-others'));
  expect(await board.getByTestId('account-session').count()).toBe(2);
  await reads(board.getByTestId('account-session').first(), /perangkat ini.*masuk 09\.12/);
  await isFit('sheet');
});

test('AUTH-16: each refusal of a new password stands at its field, which has the focus', async () => {
  await board.getByTestId('account-change').click();
  await isFit('new password');
  const cases: [string, string, string, string, string][] = [
    ['', 'x', 'x', 'account-current', 'Isi kata sandi sekarang'],
    ['demo-supervisor', 'pendek', 'pendek', 'account-next', 'Terlalu pendek'],
    ['demo-supervisor', 'supervisor-1', 'supervisor-1', 'account-next', 'nama pengguna'],
    ['demo-supervisor', 'demo-supervisor', 'demo-supervisor', 'account-next', 'Sama dengan'],
    ['demo-supervisor', 'gerimis-di-danau', 'gerimis', 'account-again', 'Tidak sama'],
    ['salah', 'gerimis-di-danau', 'gerimis-di-danau', 'account-current', '4 percobaan lagi'],
  ];
  for (const [current, next, again, field, said] of cases) {
    await fill(current, next, again);
    await reads(board.getByTestId('account-trouble'), said);
    expect(await focused(board), said).toBe(field);
  }
  await isFit('refused');
  await board.getByTestId('account-reveal').check();
  expect(await board.getByTestId('account-next').getAttribute('type')).toBe('text');
});

test('AUTH-7, AUTH-16: a new password signs the other screen out', async () => {
  await fill('demo-supervisor', 'gerimis-di-danau');
  await reads(board.getByTestId('account-changed'), 'sudah diganti');
  expect(await focused(board)).toBe('account-change');
  await seen(other.getByTestId('username'));
  await isFit('changed');
});

test('AUTH-16: Escape closes the sheet, and the focus is where it was opened', async () => {
  await board.keyboard.press('Escape');
  await gone(board.getByTestId('account-sheet'));
  expect(await focused(board)).toBe('account');
});

test('AUTH-16: the sheet in English and in the dark', async () => {
  await board.getByTestId('other-language').click();
  await board.emulateMedia({ colorScheme: 'dark' });
  await board.getByTestId('account').click();
  await seen(board.getByTestId('account-session'));
  await isFit('English', 'en');
  await board.getByTestId('account-change').click();
  await fill('demo-supervisor', 'short');
  await reads(board.getByTestId('account-trouble'), 'Too short');
  await isFit('English refused', 'en');
  await board.getByTestId('account-close').click();
  await gone(board.getByTestId('account-sheet'));
  await board.emulateMedia({ colorScheme: 'light' });
  await board.getByTestId('other-language').click();
});

test('AUTH-17, AUTH-18: who is locked is told until when, and the board opens the account', async () => {
  for (let at = 1; at <= 20; at += 1) {
    await wrongPassword('petugas-9');
    if (at % 5 === 0 && at < 20) hall.clock.advance(60);
  }
  await signIn(other, 'petugas-9');
  await reads(other.getByTestId('sign-in-trouble'), /terkunci sampai pukul 09\.3\d .*Supervisor/);
  await reads(board.getByTestId('locked'), /Asep Kurniawan \(petugas-9\), sampai 09\.3\d/, 25_000);
  await isFit('somebody is locked');
  await board.getByTestId('unlock-staff-petugas-9').click();
  await gone(board.getByTestId('locked'));
  await signIn(other, 'petugas-9');
  await reads(other.locator('body'), 'Akun ini untuk loket');
});

test('AUTH-16: signing out leads back to the sign-in', async () => {
  await board.getByTestId('account').click();
  await board.getByTestId('account-sign-out').click();
  await seen(board.getByTestId('username'));
  const complained = screens.flatMap(({ errors }) => errors);
  // Refusals were asked for; a stream that was signed out tried once more.
  const expected = /status of 4(01|22|29)|closed before the connection/;
  const unexpected = complained.filter(line => !expected.test(line));
  expect(unexpected).toEqual([]);
  expect(screens.flatMap(({ foreign }) => foreign)).toEqual([]);
});
