import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { displaySetupSchema } from '../../contract/displays.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { plainPicture, recordVideo } from './moving-picture.ts';
import { Scene } from './scene.ts';
import { seen } from './steps.ts';

/** Pictures and videos of the building beside the calls, in a real browser. */

let hall: Hall;
let scene: Scene;
let screen: Screen;
let lobby: Page;

const red = [200, 30, 30] as const;
const green = [30, 200, 30] as const;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  scene = new Scene(hall);
  const studio = await hall.screen('lobby', '/display');
  const video = await recordVideo(studio.page, 3);
  await studio.page.context().close();
  const folder = join(hall.dataDir, 'media');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '1-merah.png'), plainPicture(1600, 900, red));
  writeFileSync(join(folder, '2-film.webm'), video);
  // Right by its first bytes, and nothing behind them.
  writeFileSync(join(folder, '3-rusak.webm'), Buffer.concat([video.subarray(0, 40)]));
  writeFileSync(join(folder, '4-hijau.png'), plainPicture(900, 1600, green));
  await hall.app.media.look();
  await scene.configure(setup => {
    setup.displays = [
      displaySetupSchema.parse({
        id: 'tv-1',
        name: 'TV pintu masuk',
        zoneId: 'zone-biru',
        layout: 'split',
        pictureSeconds: 3,
        mediaVolumePercent: 40,
      }),
    ];
  });
  screen = await hall.screen('lobby', '/display?display=tv-1');
  lobby = screen.page;
});

afterAll(() => hall?.close());

/** Every frame from now on: what stands in front, and whether it can be seen. */
async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seenNow = { names: [] as string[], emptyFrames: 0, frames: 0 };
    Object.assign(window, { seenNow });
    const look = (): void => {
      const front = document.querySelector<HTMLElement>('.layer.front');
      const isDrawn =
        front instanceof HTMLImageElement
          ? front.complete && front.naturalWidth > 0
          : front instanceof HTMLVideoElement && front.readyState >= 2;
      seenNow.frames += 1;
      if (!isDrawn) seenNow.emptyFrames += 1;
      const source = front?.getAttribute('src') ?? '';
      const name = decodeURIComponent(source.split('/').at(-1)!.split('?')[0]!);
      if (seenNow.names.at(-1) !== name) seenNow.names.push(name);
      requestAnimationFrame(look);
    };
    look();
  });
}

const framesOf = (page: Page) =>
  page.evaluate(
    () =>
      (window as unknown as { seenNow: { names: string[]; emptyFrames: number; frames: number } })
        .seenNow,
  );

test('MEDIA-5: pictures and videos follow each other without an empty moment', async () => {
  await seen(lobby.locator('[data-testid="lobby-media"][data-shown="true"]'));
  await watchFrames(lobby);
  // Twice around: red, film, green, red, film, green.
  await lobby.waitForFunction(
    () => (window as unknown as { seenNow: { names: string[] } }).seenNow.names.length >= 6,
    undefined,
    { timeout: 40_000 },
  );
  const { names, emptyFrames, frames } = await framesOf(lobby);
  expect(frames).toBeGreaterThan(50);
  expect(emptyFrames).toBe(0);
  expect(names).not.toContain('3-rusak.webm');
  expect(new Set(names)).toEqual(new Set(['1-merah.png', '2-film.webm', '4-hijau.png']));
  // One after the other, none twice in a row, none left over in the page.
  expect(await lobby.locator('.layers > *').count()).toBeLessThanOrEqual(3);
});

test('MEDIA-4: a file that cannot be played is skipped, and the supervisor is told', async () => {
  const faults = hall.app.media.faults();
  expect(faults).toEqual([{ name: '3-rusak.webm', fault: 'not-playable' }]);
});

test('MEDIA-5: during a call they are dimmed and silent, and play on', async () => {
  await scene.open(7);
  await scene.visits(1, 'service-b01');
  await scene.call(7);
  await seen(lobby.locator('.media.calling'));
  await lobby.waitForFunction(() => {
    const layers = document.querySelector('.layers')!;
    return Number(getComputedStyle(layers).opacity) < 0.35;
  });
  const sounding = await lobby.evaluate(() =>
    [...document.querySelectorAll('video')].filter(video => !video.muted).map(video => video.src),
  );
  expect(sounding).toEqual([]);
  await lobby.locator('.media:not(.calling)').waitFor({ timeout: 10_000 });
});

test('MEDIA-3: a new file is played', async () => {
  const folder = join(hall.dataDir, 'media');
  writeFileSync(join(folder, '0-biru.png'), plainPicture(1600, 900, [30, 30, 200]));
  await hall.app.media.look();
  await lobby.waitForFunction(
    () => document.querySelector('.layer.front')?.getAttribute('src')?.includes('0-biru') === true,
    undefined,
    { timeout: 25_000 },
  );
  expect(screen.errors.filter(error => !/DEMUXER|media/i.test(error))).toEqual([]);
  expect(screen.foreign).toEqual([]);
});
