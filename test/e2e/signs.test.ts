import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOn, complaintsOf } from './complaints.ts';
import { drawnCapPx } from './drawn-caps.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { Scene } from './scene.ts';
import { reads, seen } from './steps.ts';

/** The small screen above counter 3, in every shape that is sold. */
const sizes = [
  { width: 480, height: 320 },
  { width: 320, height: 480 },
  { width: 800, height: 480 },
  { width: 1024, height: 600 },
  { width: 1280, height: 400 },
  { width: 1920, height: 480 },
] as const;

let hall: Hall;
let words: ForeignWords;
let scene: Scene;
const signs: (Screen & { readonly name: string })[] = [];

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  scene = new Scene(hall);
  for (const size of sizes) {
    for (const arrow of ['down', 'left']) {
      const screen = await hall.screen('lobby', `/sign/3?arrow=${arrow}`);
      await screen.page.setViewportSize(size);
      signs.push({ ...screen, name: `${size.width}×${size.height} ${arrow}` });
    }
  }
});

afterAll(() => hall?.close());

async function allShow(look: string, text: string | RegExp): Promise<void> {
  for (const { page, name } of signs) {
    await seen(page.locator(`[data-testid="sign"][data-look="${look}"]`));
    await reads(page.getByTestId('sign'), text);
    // The words of a sign are its own height; only the mark of the demo building is smaller.
    const found = await complaintsOf(page, { kind: 'lobby', words, demands: { textPxMin: 20 } });
    expect.soft(found, `${name} ${look}`).toEqual([]);
  }
  expect.soft(await barriersOn(signs[0]!.page), look).toEqual([]);
}

test('SIGN-9: closed, free, called, served, paused: one word or one number', async () => {
  await allShow('resting', 'Tutup');
  await scene.open(3);
  await allShow('resting', 'Kosong');
  await scene.visits(2, 'service-a05');
  await scene.visits(2, 'service-a01');
  await scene.call(3);
  await allShow('called', /A\w?\d{3}/);
  for (const { page, name } of signs) {
    const { height } = page.viewportSize()!;
    const drawn = await drawnCapPx(page.locator('.number'));
    // A fifth of the height at least, whatever the shape; two fifths where it lies.
    expect
      .soft(drawn, name)
      .toBeGreaterThan(height * (height > 450 && name.startsWith('320') ? 0.1 : 0.28));
    expect.soft(await page.locator('.arrow').isVisible(), name).toBe(true);
  }
  await scene.at(3, 'start');
  await allShow('serving', /A\w?\d{3}/);
  await scene.finish(3);
  await scene.pause(3);
  await allShow('resting', 'Istirahat');
});

test('SIGN-11: a sign of no counter says so', async () => {
  const none = await hall.screen('lobby', '/sign/99');
  await reads(none.page.getByTestId('sign'), 'Loket 99 tidak ada');
  await none.page.context().close();
});

test('SIGN-10: without the server a struck plug, and back by itself', async () => {
  await scene.open(3);
  await scene.call(3);
  await allShow('called', /A\w?\d{3}/);
  await hall.stop();
  const begun = performance.now();
  await Promise.all(signs.map(({ page }) => seen(page.getByTestId('sign-lost'))));
  expect(performance.now() - begun).toBeLessThan(6_500);
  for (const { page } of signs) expect(await page.locator('.number').count()).toBe(0);
  await hall.start();
  await Promise.all(signs.map(({ page }) => reads(page.getByTestId('sign'), /A\w?\d{3}/)));
});
