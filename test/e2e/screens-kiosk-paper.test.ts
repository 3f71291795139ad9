import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { kioskSetupSchema, type PrinterSetup } from '../../contract/printers.ts';
import type { Language } from '../../contract/values.ts';
import { openVirtualPrinter, type VirtualPrinter } from '../../hardware/virtual-printer.ts';
import { noFaults } from '../../hardware/virtual/faults.ts';
import { demoKioskId } from '../../server/http/dispatch.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { Scene } from './scene.ts';
import { chooseErrand, reads, seen } from './steps.ts';

/** A kiosk with two real printers of software: every end that a paper can take, as it is seen. */

/** As long as a printer's name may be. */
const longName = 'Printer lobi timur lantai dasar, samping tangga menuju zona';

let hall: Hall;
let scene: Scene;
let words: ForeignWords;
let screen: Screen;
let kiosk: Page;
let first: VirtualPrinter;
let second: VirtualPrinter;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  scene = new Scene(hall);
  words = await openForeignWords();
  first = await openVirtualPrinter({ mmPerSecond: 300 });
  // Slow enough to look at the screen while it prints.
  second = await openVirtualPrinter({ mmPerSecond: 20 });
  await printers('epson-tm-t82x');
  screen = await hall.screen('kiosk', '/kiosk');
  kiosk = screen.page;
});
afterAll(async () => {
  await hall.close();
  await first.close();
  await second.close();
});
beforeEach(async () => {
  for (const printer of [first, second]) printer.setFault(noFaults);
  await kiosk.reload();
  await seen(kiosk.getByTestId('take'));
});

/** The kiosk's printers from now on: two on the network, or none. */
async function printers(profileId: string | null): Promise<void> {
  const row = (id: string, name: string, { port }: VirtualPrinter): PrinterSetup => ({
    id,
    name,
    connection: { kind: 'network', host: '127.0.0.1', port },
    profileId: profileId ?? '',
  });
  const rows = [row('first', 'Printer Kiosk 1', first), row('second', longName, second)];
  const printerIds = profileId === null ? [] : ['first', 'second'];
  await scene.configure(setup => {
    setup.printers = profileId === null ? [] : rows;
    const kioskRow = { ...setup.kiosks[0], id: demoKioskId, name: 'Kiosk 1', printerIds };
    setup.kiosks = [kioskSetupSchema.parse(kioskRow)];
  });
}

const take = async (serviceId = 'service-a14'): Promise<void> => {
  await chooseErrand(kiosk, { agencyId: 'agency-a', serviceId });
  await kiosk.getByTestId('issue').tap();
};
const paperIs = (state: string): Promise<void> =>
  seen(kiosk.locator(`[data-testid="paper"][data-state="${state}"]`), 30_000);
const homeSays = (text: RegExp): Promise<void> =>
  reads(kiosk.getByTestId('take-text'), text, 20_000);

async function isFit(name: string, language: Language = 'id', textPxMin = 26): Promise<void> {
  const asked = { kind: 'kiosk', words, language, demands: { textPxMin } } as const;
  expect.soft(await complaintsOf(kiosk, asked), `${name}, ${language}`).toEqual([]);
  expect.soft(await barriersOn(kiosk), `${name}, ${language}`).toEqual([]);
  const folder = process.env['SCREENS_TO'];
  if (folder) await kiosk.screenshot({ path: `${folder}/${name}-${language}-${textPxMin}.png` });
}

/** In both languages, and with everything enlarged. */
async function isFitInEveryWay(name: string): Promise<void> {
  await isFit(name);
  await kiosk.getByTestId('aid-large').tap();
  await isFit(name, 'id', 40);
  await kiosk.getByTestId('language-en').or(kiosk.getByTestId('language')).first().tap();
  await isFit(name, 'en', 40);
  await kiosk.getByTestId('aid-large').tap();
  await isFit(name, 'en');
}

test('SCREEN-43: a ticket that another printer prints is said to be there, by that printer’s name', async () => {
  for (const isLarge of [false, true]) {
    if (isLarge) await kiosk.getByTestId('aid-large').tap();
    const px = isLarge ? 40 : 26;
    await homeSays(/ambil tiket/);
    first.setFault({ hung: true });
    await take();
    await reads(kiosk.getByTestId('paper-text'), longName, 20_000);
    await paperIs('printing');
    await isFit('printing-elsewhere', 'id', px);
    await paperIs('printed');
    await reads(kiosk.getByTestId('paper-text'), `Tiket keluar di ${longName}.`);
    await isFit('printed-elsewhere', 'id', px);
    const [text, closing] = await Promise.all(
      ['paper-text', 'done'].map(id => kiosk.getByTestId(id).boundingBox()),
    );
    // The name of the printer and what counts down below it do not lie over each other.
    expect.soft(text!.y + text!.height, 'overlaps').toBeLessThan(closing!.y - 100);
    const label = await kiosk.getByTestId('number').innerText();
    expect(first.papers().map(paper => paper.label)).not.toContain(label);
    expect(second.papers().at(-1)?.label).toBe(label);
    first.setFault({ hung: false });
    await kiosk.getByTestId('done').tap();
    await seen(kiosk.getByTestId('take'));
  }
});

const faults = [
  ['cover-open', { coverOpen: true }, 'Penutup printer terbuka.'],
  ['cutter', { cutterJammed: true }, 'Tiket tidak dapat dicetak.'],
] as const;

test.each(faults)('PRINT-40: no paper by %s, at both printers', async (name, fault, sentence) => {
  await homeSays(/ambil tiket/);
  for (const printer of [first, second]) printer.setFault(fault);
  await homeSays(/di ponsel/);
  await take();
  await paperIs('failed');
  await reads(kiosk.getByTestId('paper'), sentence);
  await reads(kiosk.getByTestId('count-down'), /^(60|5\d)$/);
  await isFitInEveryWay(`failed-${name}`);
  for (const printer of [first, second])
    printer.setFault({ coverOpen: false, cutterJammed: false });
  await kiosk.getByTestId('noted').tap();
  await paperIs('held');
});

test('PRINT-40: paper that may have come, and a phone that takes the number over', async () => {
  await homeSays(/ambil tiket/);
  first.setFault({ later: { afterDotLines: 300, faults: { paperEnd: true } } });
  await take();
  await paperIs('unknown');
  await reads(kiosk.getByTestId('paper'), 'Kertas mungkin keluar, mungkin juga tidak.');
  expect(await kiosk.getByTestId('count-down').count()).toBe(0);
  await isFitInEveryWay('unknown');
  const visit = [...hall.app.building.state.visits.values()].at(-1)!;
  expect(second.papers().map(({ label }) => label)).not.toContain(visit.label);
  const answer = await fetch(`${hall.app.url}/api/v1/tickets/${visit.id}/claim`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'phone-1' },
    body: JSON.stringify({ how: 'phone' }),
  });
  expect(answer.status).toBe(200);
  await paperIs('held');
});

test('PRINT-40: a mute printer promises nothing and accuses nobody', async () => {
  await printers('generic-80-mute');
  for (const printer of [first, second]) printer.setFault({ mute: true });
  await homeSays(/ambil tiket/);
  await take();
  await paperIs('unknown');
  await reads(kiosk.getByTestId('paper'), 'Silakan lihat tempat keluar tiket.');
  await isFitInEveryWay('mute');
});

test('PRINT-40: a kiosk without a printer shows the number and says that it holds', async () => {
  await printers(null);
  await homeSays(/di ponsel/);
  await take();
  await paperIs('none');
  await reads(kiosk.getByTestId('paper'), 'Kiosk ini tanpa tiket kertas.');
  await isFitInEveryWay('none');
});

test('PRINT-40: the kiosk complained of nothing and asked for nothing outside', () => {
  expect(screen.errors).toEqual([]);
  expect(screen.foreign).toEqual([]);
});
