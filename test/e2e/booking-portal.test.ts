import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openPortal, type Portal } from '../../examples/booking-portal/portal.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall } from './hall.ts';
import { Scene } from './scene.ts';
import { codeOnPaper, holdToScanner, numberOf, reads, seen } from './steps.ts';

/** One citizen from the portal at home to the thanks afterwards, with every part in between real. */

let hall: Hall;
let scene: Scene;
let portal: Portal;
let words: ForeignWords;
let context: BrowserContext;
let phone: Page;
const errors: string[] = [];
const foreign: string[] = [];
const dataDir = mkdtempSync(join(tmpdir(), 'mpp-portal-'));

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  scene = new Scene(hall);
  words = await openForeignWords();
  // Signatures are held against the computer's own time, which here is the building's.
  vi.spyOn(Date, 'now').mockImplementation(() => hall.clock.now());
  const key = null;
  const address = { host: '127.0.0.1', port: 0, publicUrl: null } as const;
  portal = await openPortal(
    { buildingUrl: hall.app.url, key, ...address, dataDir },
    { now: () => hall.clock.now(), log: () => {} },
  );
  await portal.enrolled;
  context = await hall.browser.newContext({ viewport: sizes.phone, locale: 'id-ID' });
  phone = await context.newPage();
  phone.setDefaultTimeout(8_000);
  phone.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  phone.on('pageerror', error => errors.push(String(error)));
  phone.on('request', request => {
    if (!request.url().startsWith(portal.url)) foreign.push(request.url());
  });
});

afterAll(async () => {
  vi.restoreAllMocks();
  await portal?.close();
  await hall?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Nothing cut, too small or in another language, and no barrier. */
async function isFit(name: string): Promise<void> {
  expect.soft(await complaintsOf(phone, { kind: 'phone', words }), name).toEqual([]);
  expect.soft(await barriersOn(phone), name).toEqual([]);
}

/** Webhooks that the portal has taken, read past it. */
function messagesHeard(): number {
  const database = new Database(join(dataDir, 'portal.sqlite'), { readonly: true });
  const { heard } = database.prepare('SELECT count(*) AS heard FROM heard').get() as Count;
  database.close();
  return heard;
}

interface Count {
  readonly heard: number;
}

const phaseIs = (phase: string): Promise<void> =>
  seen(phone.locator(`[data-testid="ticket"][data-phase="${phase}"]`));

test('PORTAL-14: from the portal to the kiosk, the counter and back, told by webhooks', async () => {
  await phone.goto(portal.url);
  await isFit('agencies');
  await phone.getByText('DPMPTSP', { exact: true }).click();
  await phone.locator('a[href="/layanan/service-b01"]').click();
  await isFit('slots');
  await phone.getByRole('radio', { name: '10.00' }).check();
  await phone.getByTestId('book').click();
  await phaseIs('booked');
  await isFit('booked');
  const code = await phone.getByTestId('code').innerText();
  const qr = codeOnPaper(await phone.getByTestId('qr').screenshot());
  expect(qr).toMatch(new RegExp(`^MPP:.+:${code.replace('-', '')}$`));

  hall.clock.advanceTo('2026-11-24T09:50:00+08:00');
  await scene.open(7);
  await scene.visits(1, 'service-b01');
  await scene.call(7);
  const kiosk = await hall.screen('kiosk', '/kiosk');
  await seen(kiosk.page.getByTestId('take'));
  await holdToScanner(kiosk.page, qr);
  const label = await numberOf(kiosk.page);
  expect(hall.app.demoPrinter!.papers()[0]!.label).toBe(label);
  await kiosk.page.context().close();

  await phaseIs('checked-in');
  await reads(phone.getByTestId('number'), label);
  await reads(phone.getByTestId('ticket'), /Giliran Anda berikutnya.*Zona .*loket/i);
  await isFit('waiting');
  await scene.clear(7);
  await scene.call(7);
  await phaseIs('called');
  await reads(phone.getByTestId('counter'), 'Loket 7');
  await isFit('called');
  await scene.at(7, 'start');
  await phaseIs('serving');
  await scene.finish(7);
  await phaseIs('fulfilled');
  await reads(phone.getByTestId('ticket'), 'Terima kasih');
  await isFit('fulfilled');
  // created, checked-in, called, serving, fulfilled: each was told, none was only asked for.
  await expect.poll(messagesHeard).toBe(5);
  expect(errors).toEqual([]);
  expect(foreign).toEqual([]);
});

test('PORTAL-15: every line as it is, and a page that lost its portal says so', async () => {
  await phone.goto(`${portal.url}/antrean`);
  const line = phone.locator('.row', { hasText: 'Perizinan dan konsultasi' });
  await reads(line, /0 menunggu/);
  await isFit('lines');
  await scene.visits(3, 'service-b01');
  await reads(line, /3 menunggu/, 15_000);
  await portal.close();
  await seen(phone.locator('#lost'), 15_000);
});
