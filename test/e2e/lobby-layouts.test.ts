import { join } from 'node:path';
import { env } from 'node:process';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barriersOn, complaintsOf } from './complaints.ts';
import { drawnCapPx } from './drawn-caps.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { Scene } from './scene.ts';
import { reads, seen } from './steps.ts';

/** Every layout at every size of screen, quiet and in a rush: what is drawn is measured. */

const layouts = ['call', 'call-list', 'split', 'board'] as const;
/** 4K as well where somebody asks for all (EVERY_SCREEN=1). */
const everySize = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 3840, height: 2160 },
] as const;
const sizes = everySize.slice(0, env['EVERY_SCREEN'] === '1' ? 3 : 2);
const inches = 55;
/** Where a picture of everything that is looked at is kept, for people; empty keeps none. */
const folder = env['LOOK_FOLDER'] ?? '';

interface Hung extends Screen {
  readonly name: string;
  readonly layout: (typeof layouts)[number];
  /** Heights of capitals that have to be reached, in CSS pixels. */
  readonly callCapPx: number;
  readonly textCapPx: number;
}

let hall: Hall;
let words: ForeignWords;
let scene: Scene;
const hung: Hung[] = [];

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  scene = new Scene(hall);
  for (const size of sizes) {
    for (const layout of layouts) {
      const distance = layout === 'board' ? 3.8 : 10;
      const zone = layout === 'board' ? '' : '&zone=zone-biru';
      const path = `/display?layout=${layout}&distance=${distance}${zone}`;
      const screen = await hall.screen('lobby', path);
      await screen.page.setViewportSize(size);
      const pxPerMm = Math.hypot(size.width, size.height) / (inches * 25.4);
      hung.push({
        ...screen,
        layout,
        name: `${layout} ${size.width}×${size.height}`,
        callCapPx: (distance * 1_000 * pxPerMm) / 120,
        textCapPx: (distance * 1_000 * pxPerMm) / 200,
      });
    }
  }
});

afterAll(() => hall?.close());

/** What stands here may be hung in a hall: nothing cut, nothing overflows, one language. */
async function isFit({ page, name }: Hung, state: string, barriers = false): Promise<void> {
  const found = await complaintsOf(page, { kind: 'lobby', words, demands: { textPxMin: 26 } });
  expect.soft(found, `${name}, ${state}`).toEqual([]);
  if (folder !== '') {
    await page.screenshot({
      path: join(folder, `lobby-${name} ${state}.png`.replaceAll(' ', '-')),
    });
  }
  if (barriers) expect.soft(await barriersOn(page), `${name}, ${state}`).toEqual([]);
}

/** How many were measured. A rounding of the drawing may take a pixel from a letter. */
async function capsOf(
  page: Page,
  selector: string,
  leastPx: number,
  what: string,
): Promise<number> {
  let count = 0;
  for (const place of await page.locator(selector).all()) {
    const text = (await place.innerText({ timeout: 1_000 }).catch(() => '')).trim();
    if (!/^[A-Z0-9]/.test(text)) continue;
    const drawn = await drawnCapPx(place);
    if (drawn === null) continue;
    count += 1;
    expect.soft(drawn, `${what}: ${selector}: ${text}`).toBeGreaterThanOrEqual(leastPx - 1);
  }
  return count;
}

describe('before the first call', () => {
  test('SCREEN-60: every layout greets an empty hall at every size', async () => {
    for (const screen of hung) {
      await seen(screen.page.getByTestId('lobby-sentence'));
      const first = screen.layout === 'board' ? 'lobby-board' : 'lobby-empty';
      await seen(screen.page.getByTestId(first));
      await isFit(screen, 'empty', true);
    }
  });

  test('DISPLAY-18: the greeting and the bottom line are read from the last seat', async () => {
    for (const { page, textCapPx, name } of hung) {
      await capsOf(page, '.welcome .greeting, .welcome .building', textCapPx, name);
      expect(await capsOf(page, '.sentence, .clock, .zone-name', textCapPx, name)).toBeGreaterThan(
        1,
      );
    }
  });
});

describe('with one call', () => {
  beforeAll(async () => {
    for (let counter = 1; counter <= 41; counter += 1) await scene.open(counter);
    for (const code of ['a05', 'a01', 'a03', 'b01', 'c01', 'd01', 'e01', 'g01', 'h01', 'r01']) {
      await scene.visits(4, `service-${code}`);
    }
    for (const counter of [1, 2, 7, 11]) await scene.call(counter);
    // What was called a minute ago rests and is no longer new.
    hall.clock.advance(60);
    await Promise.all(hung.map(({ page }) => page.reload()));
    for (const { page } of hung) await seen(page.getByTestId('lobby-sentence'));
  });

  test('SCREEN-61: a quiet hall, with who was called before and who comes next', async () => {
    for (const screen of hung) {
      if (screen.layout !== 'board') await reads(screen.page.getByTestId('lobby-panel'), 'C001');
      await isFit(screen, 'quiet', true);
    }
  });

  test(
    'DISPLAY-18: caps are drawn as high as the distance asks, on every layout',
    { timeout: 90_000 },
    async () => {
      for (const { page, callCapPx, textCapPx, name } of hung) {
        const called = '.one .number, .one .counter, .agency .number.figures';
        expect(await capsOf(page, called, callCapPx, name), name).toBeGreaterThanOrEqual(2);
        await capsOf(page, '.one .where, .one .word, .side h2', textCapPx, name);
        await capsOf(page, '.side .call-row .number, .ready-row .figures', textCapPx, name);
        await capsOf(page, '.agency:not(.head) .name, .agency .words', textCapPx, name);
        await capsOf(page, '.sentence, .clock, .zone-name', textCapPx, name);
      }
    },
  );

  test('DISPLAY-28: the hall is told to get ready', async () => {
    const list = hung.find(({ layout }) => layout === 'call-list')!;
    await reads(list.page.getByTestId('lobby-ready'), /A\w?0\d\d/, 40_000);
    await isFit(list, 'ready');
    await capsOf(list.page, '.ready-row .figures', list.textCapPx, list.name);
  });

  test('DISPLAY-24: a call takes every screen at once, with its sentence as text', async () => {
    const begun = performance.now();
    await scene.call(3);
    await Promise.all(hung.map(({ page }) => reads(page.getByTestId('lobby-panel'), 'A00')));
    expect(performance.now() - begun).toBeLessThan(5_000);
    for (const screen of hung) {
      const caption = screen.page.locator('[data-testid="lobby-sentence"][data-kind="caption"]');
      if ((await caption.count()) === 0) continue;
      expect.soft(await caption.innerText(), screen.name).toMatch(/Nomor|antrean|Loket|silakan/);
      break;
    }
  });
});

describe('in a rush', () => {
  beforeAll(async () => {
    for (const counter of [4, 5, 6, 8, 9, 12, 15, 17, 22, 24, 36]) {
      await scene.call(counter).catch(() => undefined);
    }
    // The panel takes several once the first has had its time.
    await seen(hung[0]!.page.locator('.crowd'));
  });

  test(
    'SCREEN-62: many calls at once stay readable on every layout',
    { timeout: 90_000 },
    async () => {
      for (const screen of hung) await isFit(screen, 'rush');
    },
  );

  test('DISPLAY-18: numbers of a crowd are drawn as high as a single one must be', async () => {
    let count = 0;
    for (const { page, callCapPx, textCapPx, name } of hung) {
      const calls = '.crowd .call-row .number, .crowd .call-row .counter';
      count += await capsOf(page, calls, callCapPx, name);
      const stacked = '.call-stack .number, .call-stack .counter';
      count += await capsOf(page, stacked, callCapPx, name);
      await capsOf(page, '.side .call-row .number', textCapPx, name);
    }
    expect(count).toBeGreaterThan(20);
  });
});

test('DISPLAY-18: from 16 m the same screens show less, and nothing smaller', async () => {
  const { page } = hung.find(({ layout }) => layout === 'call-list')!;
  for (const distance of [6, 13, 16]) {
    await page.goto(`/display?layout=call-list&zone=zone-biru&distance=${distance}`);
    await seen(page.locator('.one .number, .side .call-row, .crowd .number'));
    const pxPerMm = Math.hypot(1920, 1080) / (inches * 25.4);
    const callCapPx = (distance * 1_000 * pxPerMm) / 120;
    const textCapPx = (distance * 1_000 * pxPerMm) / 200;
    await capsOf(page, '.one .number, .one .counter, .crowd .number', callCapPx, `${distance} m`);
    await capsOf(page, '.sentence, .clock, .side .number', textCapPx, `${distance} m`);
    const found = await complaintsOf(page, { kind: 'lobby', words });
    expect.soft(found, `${distance} m`).toEqual([]);
  }
});

test(
  'SCREEN-63: the longest names, and more agencies than a page holds',
  { timeout: 90_000 },
  async () => {
    await scene.configure(setup => {
      for (const [at, agency] of setup.agencies.entries()) {
        agency.short = at % 2 === 0 ? 'Wawasan Mandir' : 'Disdukcapil KB';
      }
      const last = setup.agencies.at(-1)!;
      for (let more = 0; more < 24; more += 1) {
        setup.agencies.push({ ...last, id: `agency-more-${more}`, short: `Instansi Ke-${more}` });
      }
    });
    for (const screen of hung.filter(({ layout }) => layout === 'board')) {
      await reads(screen.page.getByTestId('lobby-board'), /Wawasan Mandir/, 30_000);
      await isFit(screen, 'long names');
    }
  },
);

test('SCREEN-64: no screen complained and none asked for anything outside', () => {
  for (const { errors, foreign, name } of hung) {
    expect.soft(errors, name).toEqual([]);
    expect.soft(foreign, name).toEqual([]);
  }
});
