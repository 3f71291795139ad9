import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kioskSetupSchema, type KioskLanguage } from '../../contract/printers.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall } from './hall.ts';
import { Scene } from './scene.ts';
import { chooseService, gone, numberOf, reads, seen } from './steps.ts';

/** Local languages on every step of a visitor, at the sizes of both kinds of kiosk. */

let hall: Hall;
let words: ForeignWords;
let kiosk: Page;
const wide = { width: 1280, height: 1024 };

beforeAll(async () => {
  words = await openForeignWords();
  hall = await openHall('2026-11-23T09:05:00+08:00');
  const languages: KioskLanguage[] = ['id', 'en', 'jv', 'bug'];
  const own = { id: 'kiosk-1', name: 'Kiosk 1', printerIds: ['printer-kiosk-1'], languages };
  await new Scene(hall).configure(setup => setup.kiosks.push(kioskSetupSchema.parse(own)));
  kiosk = (await hall.screen('kiosk', '/kiosk')).page;
  await seen(kiosk.getByTestId('take'));
});
afterAll(() => hall?.close());

async function looksGood(what: string): Promise<void> {
  for (const size of [sizes.kiosk, wide]) {
    await kiosk.setViewportSize(size);
    await kiosk.locator(`.stage[data-shape="${size === wide ? 'wide' : 'tall'}"]`).waitFor();
    // The smaller picture is drawn a little smaller than life.
    const demands =
      size === wide ? { textPxMin: 24, keyPxMin: 76, gapPxMin: 12, keyTopMin: 0 } : {};
    const found = await complaintsOf(kiosk, { kind: 'kiosk', words, demands });
    expect([what, size.width, found]).toEqual([what, size.width, []]);
  }
  await kiosk.setViewportSize(sizes.kiosk);
  expect([what, await barriersOn(kiosk)]).toEqual([what, []]);
}

const drafts = [
  ['jv', 'Pundhut nomer antrean'],
  ['bug', 'Mala nomoro’ antrian'],
] as const;

test.each(drafts)(
  'LANG-7: a number in %s, and nothing is cut on the way',
  async (code, take) => {
    for (const isLarge of [false, true]) {
      const at = (step: string): string => `${code}${isLarge ? ', large' : ''}: ${step}`;
      await kiosk.getByTestId('language').tap();
      await seen(kiosk.getByTestId('language-sheet'));
      await looksGood(at('languages'));
      await kiosk.getByTestId(`language-${code}`).tap();
      await gone(kiosk.getByTestId('language-sheet'));
      await reads(kiosk.getByTestId('take'), take);
      if (isLarge) await kiosk.getByTestId('aid-large').tap();
      await looksGood(at('home'));
      await kiosk.getByTestId('take').tap();
      await seen(kiosk.locator('[data-testid^="agency-"]'));
      await looksGood(at('agencies'));
      await kiosk.getByTestId('agency-agency-a').tap();
      await chooseService(kiosk, 'service-a01');
      await looksGood(at('services'));
      await kiosk.getByTestId('issue').tap();
      await numberOf(kiosk);
      await looksGood(at('ticket'));
      await kiosk.getByTestId('done').tap();
      await reads(kiosk.getByTestId('take'), 'Ambil nomor antrean');
    }
  },
  120_000,
);
