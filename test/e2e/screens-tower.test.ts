import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall, type Screen } from './hall.ts';
import { Scene } from './scene.ts';
import { gone, reads, seen, signIn } from './steps.ts';

let hall: Hall;
let words: ForeignWords;
let scene: Scene;
let screen: Screen;
let tower: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T08:40:00+08:00');
  words = await openForeignWords();
  scene = new Scene(hall);
  await scene.configure(setup => {
    setup.building.hours = {
      periods: [{ days: [1, 2, 3, 4, 5], opens: '08:00', closes: '15:30' }],
      lastTicketMinutes: 60,
    };
  });
  screen = await hall.screen('tower', '/supervisor');
  tower = screen.page;
  await signIn(tower, 'supervisor');
  await seen(tower.getByTestId('board'));
});

afterAll(() => hall.close());

async function complaintsAt(
  size: typeof sizes.desk | typeof sizes.tower,
  name: string,
  language: 'id' | 'en' = 'id',
): Promise<void> {
  await tower.setViewportSize(size);
  const found = await complaintsOf(tower, { kind: 'tower', words, language });
  expect.soft(found, `${name} at ${size.width} in ${language}`).toEqual([]);
}

async function isFit(name: string): Promise<void> {
  await complaintsAt(sizes.tower, name);
  await complaintsAt(sizes.desk, name);
}

/** English is longer in most places: where it fits the small window it fits the large one. */
async function isFitInBoth(name: string): Promise<void> {
  await isFit(name);
  await tower.getByTestId('other-language').click();
  await complaintsAt(sizes.desk, name, 'en');
  await tower.getByTestId('other-language').click();
}

async function hasNoBarriers(name: string): Promise<void> {
  for (const size of [sizes.desk, sizes.tower]) {
    await tower.setViewportSize(size);
    expect.soft(await barriersOn(tower), `${name} at ${size.width}`).toEqual([]);
  }
}

test('TOWER-12: the board of a quiet building, both sizes and languages', async () => {
  await reads(tower.getByTestId('sum-waiting'), /^0 menunggu/);
  await isFitInBoth('quiet');
  await hasNoBarriers('quiet');
});

test('TOWER-12: a rush hour: broken rows, an agency opened by key, the most urgent first', async () => {
  for (const counter of [1, 2, 3, 4, 6, 7, 8, 17, 24]) await scene.open(counter);
  await scene.visits(24, 'service-a01');
  await scene.visits(6, 'service-b01');
  await scene.visits(5, 'service-h01');
  for (const counter of [1, 2, 7, 24]) {
    await scene.call(counter);
    await scene.at(counter, 'start');
  }
  await scene.pause(8);
  hall.clock.advance(64 * 60);
  const dukcapil = tower.getByTestId('agency-A');
  await reads(dukcapil, /64 menit/);
  expect(await dukcapil.getAttribute('class')).toContain('broken');
  await tower.keyboard.press('ArrowDown');
  await tower.keyboard.press('Enter');
  await reads(tower.getByTestId('queue-AK'), /AK/);
  await isFitInBoth('rush');
  await tower.keyboard.press('u');
  await reads(tower.locator('tbody tr').first(), /Dinas Kependudukan/);
  await tower.getByTestId('zone-zone-hijau').click();
  await gone(dukcapil);
  // What is beyond its threshold is an alert once it was so for a while.
  hall.clock.advance(60);
});

test('TOWER-13: a message and a question lie over the board, and Escape leaves them', async () => {
  await tower.keyboard.press('p');
  await tower.getByTestId('tell-to-counters').check();
  await isFit('a message');
  await hasNoBarriers('a message');
  await tower.keyboard.press('Escape');
  await gone(tower.getByTestId('messages-sheet'));
  await tower.keyboard.press('p');
  await tower.getByTestId('tell-text').fill('Rapat singkat pukul 10.30 di ruang supervisor');
  await tower.getByTestId('tell-send').click();
  await gone(tower.getByTestId('messages-sheet'));
});

test('TOWER-8: sixty counters as tiles, and what can be done at one', async () => {
  await scene.configure(setup => {
    const { number: last, ...like } = setup.counters.at(-1)!;
    for (let number = last + 1; setup.counters.length < 60; number += 1) {
      const name = { id: `Loket ${number}`, en: `Counter ${number}` };
      const more = { ...like, id: `counter-${number}`, code: `L${number}`, number, name };
      setup.counters.push(more);
    }
  });
  await tower.getByTestId('tower-counters').click();
  await tower.getByTestId('counter-1').click();
  await reads(tower.getByTestId('counter-pane'), /Loket 1 Dukcapil.*melayani sejak 08\.4/);
  await isFitInBoth('counters');
  await hasNoBarriers('counters');
  await tower.setViewportSize(sizes.desk);
  const hidden = await tower
    .locator('.tiles-scroll')
    .evaluate(list => list.scrollHeight - list.clientHeight);
  expect(hidden, 'all sixty are in sight').toBeLessThanOrEqual(0);
  await tower.keyboard.press('x');
  await reads(tower.getByTestId('end-sheet'), /Akhiri A001 di Loket 1/);
  await complaintsAt(sizes.desk, 'a question');
  expect.soft(await barriersOn(tower)).toEqual([]);
  await tower.getByTestId('reason-yes').click();
  await gone(tower.getByTestId('end-sheet'));
  await reads(tower.getByTestId('counter-pane'), /Loket 1 Dukcapil.*siap sejak/);
});

test('TOWER-10: the page of messages', async () => {
  await tower.getByTestId('tower-messages').click();
  await seen(tower.getByTestId('messages-new'));
  await reads(tower.getByTestId('told-message'), /semua loket.*Rapat singkat.*Dibaca 0 dari 41/);
  await isFitInBoth('messages');
  await hasNoBarriers('messages');
});

test('TOWER-6: what needs somebody stands beside the board, and is handled there', async () => {
  await tower.getByTestId('tower-building').click();
  await seen(tower.getByTestId('alert-long-wait'), 15_000);
  await isFitInBoth('alerts');
  await hasNoBarriers('alerts');
  const waiting = await tower.getByTestId('alert-long-wait').count();
  await tower.getByTestId('acknowledge-long-wait').first().click();
  await reads(tower.getByTestId('handled'), /tunggu terlama \d+ menit .*Hasanuddin Tahir/);
  expect(await tower.getByTestId('alert-long-wait').count()).toBe(waiting - 1);
});

test('TOWER-14: without the server every page of the tower is grey and says of when it is', async () => {
  await tower.keyboard.press('/');
  expect(await tower.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe(
    'tower-search',
  );
  // What was asked on the way to another page was not answered by anybody.
  expect(screen.errors.filter(error => !/status of 40[14]/.test(error))).toEqual([]);
  expect(screen.foreign).toEqual([]);
  await hall.stop();
  await reads(tower.getByTestId('board-lost'), /Sambungan terputus, keadaan 09\.4\d\.\d\d/);
  await complaintsAt(sizes.desk, 'lost');
});
