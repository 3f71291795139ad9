import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHall, type Hall } from './hall.ts';
import { memoryOfDay } from './lobby-day.ts';
import { Scene } from './scene.ts';
import { seen } from './steps.ts';

/** Between the first third of the calls and the end; the bench makes many more. */
const calls = 75;
const growthBytesMax = 1_500_000;

let hall: Hall;

beforeAll(async () => {
  hall = await openHall('2026-11-24T08:05:00+08:00');
});
afterAll(() => hall?.close());

test(
  'SHOW-4: a day of calls, and the night, leave nothing behind on the page',
  { timeout: 60_000 },
  async () => {
    const scene = new Scene(hall);
    const { page, errors } = await hall.screen('lobby', '/display?zone=merah&layout=call-list');
    await seen(page.getByTestId('lobby-empty'));
    const { first, last } = await memoryOfDay(hall, scene, page, calls);
    expect(last.heapBytes - first.heapBytes).toBeLessThan(growthBytesMax);
    expect(last.listeners - first.listeners).toBeLessThanOrEqual(20);
    expect(last.nodes - first.nodes).toBeLessThanOrEqual(400);
    // It still goes on: each call has the panel for six seconds, and many wait for it.
    const panel = page.getByTestId('lobby-panel');
    const before = await panel.innerText();
    await page.waitForFunction(
      words =>
        document.querySelector<HTMLElement>('[data-testid="lobby-panel"]')?.innerText !== words,
      before,
    );
    expect(errors).toEqual([]);
  },
);
