import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Setup } from '../../contract/setup.ts';
import { setupOf } from '../../server/domain/state.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall, type Screen } from './hall.ts';
import { reads, seen, signIn } from './steps.ts';

/** Queues and counters set up in a real browser while visitors take numbers. */

let hall: Hall;
let words: ForeignWords;
let screen: Screen;
let page: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  screen = await hall.screen('desk', '/admin/setup/queues');
  page = screen.page;
});
afterAll(() => hall.close());

const setup = (): Setup => setupOf(hall.app.building.state).setup;

/** As it is: in both languages and at both sizes of an office; `desk` is the smaller one. */
async function isFit(name: string, kind: 'desk' | 'tower'): Promise<void> {
  await page.setViewportSize(sizes[kind]);
  for (const language of ['en', 'id'] as const) {
    await page.getByTestId(`language-${language}`).click();
    const found = await complaintsOf(page, { kind, words, language });
    expect.soft(found, `${name}, ${kind}, ${language}`).toEqual([]);
  }
  await page.setViewportSize(sizes.desk);
}
const isOpenToAll = async (name: string): Promise<void> =>
  expect.soft(await barriersOn(page), name).toEqual([]);

test('OFFICE-46: a queue is changed on a working day, seen before it is saved, its series from tomorrow', async () => {
  const body = JSON.stringify({ serviceIds: ['service-a01'] });
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': 'office-lines-1' };
  await fetch(`${hall.app.url}/api/v1/tickets`, { method: 'POST', headers, body });
  await signIn(page, 'admin');
  await reads(page.getByTestId('queue-queue-a'), /1 menunggu/);
  await page.getByTestId('edit-queues-queue-a-series').fill('i1z');
  await page.getByTestId('series-tomorrow').click();
  expect(await page.getByTestId('save-from').inputValue()).toBe('day');
  await page.getByTestId('policy-strict').check();
  // The vulnerable, then who booked, then in order of arrival.
  const came = page.locator('[data-came]');
  const order = await came.evaluateAll(rows => rows.map(row => row.getAttribute('data-came')));
  expect(order).toEqual(['4', '6', '3', '1', '2', '5']);
  await isFit('a queue', 'tower');
  await isFit('a queue', 'desk');
  await isOpenToAll('a queue');
  await page.keyboard.press('Control+s');
  await expect.poll(() => setup().planned.length).toBe(1);
  expect(setup().queues[0]).toMatchObject({ series: 'A', policy: { kind: 'accumulating' } });
}, 60_000);

test('OFFICE-46: counters are added and take part in other queues, and open with the next save', async () => {
  await page.goto('/admin/setup/counters');
  await seen(page.getByTestId('counter-form'));
  await page.getByTestId('add-counters').click();
  await page.getByTestId('more-count').fill('2');
  await isFit('counters that are added', 'desk');
  await page.getByTestId('more-add').click();
  await page.getByTestId('share-queue-ak').selectOption('idle');
  await page.getByTestId('add-line').selectOption('queue-b');
  await page.getByTestId('share-queue-b').selectOption('long');
  await page.getByTestId('share-queue-b-minutes').fill('25');
  await isFit('a counter', 'tower');
  await isFit('a counter', 'desk');
  await isOpenToAll('a counter');
  await page.keyboard.press('Control+s');
  await expect.poll(() => setup().counters.length).toBe(43);
  await seen(page.getByTestId('saved'));
  expect(setup().counters.at(-2)).toMatchObject({
    number: 42,
    preferences: [
      { queueId: 'queue-ak', weight: 1, when: { kind: 'idle' } },
      { queueId: 'queue-b', weight: 1, when: { kind: 'long', minutes: 25 } },
    ],
  });
  expect(screen.errors.filter(error => !/status of 401/.test(error))).toEqual([]);
}, 60_000);
