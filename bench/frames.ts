import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordVideo } from '../test/e2e/moving-picture.ts';
import { median, quantile, rowOf, type Row } from './figures.ts';
import { load } from './load.ts';
import { waitingHall } from './officers.ts';
import { openPaintedPage, withBrowser } from './painted-page.ts';
import { withServer, type BenchOptions } from './sides.ts';

/** Milliseconds between the frames of a page, for so long. */
function frameTimes(forMs: number): Promise<number[]> {
  return new Promise(resolve => {
    const times: number[] = [];
    const begun = performance.now();
    let before = begun;
    const step = (at: number): void => {
      times.push(at - before);
      before = at;
      if (at - begun < forMs) requestAnimationFrame(step);
      else resolve(times.slice(1));
    };
    requestAnimationFrame(step);
  });
}

/** How smoothly a screen with running text, a video and calls now and then is drawn. */
export async function measureFrames(options: BenchOptions): Promise<Row[]> {
  const seconds = options.quick ? 3 : 20;
  const times = await withServer('ours', options, async ({ port }) =>
    withBrowser(async browser => {
      const studio = await browser.newPage();
      const video = await recordVideo(studio, options.quick ? 3 : 8);
      await studio.close();
      const name = readdirSync(options.folder).find(entry => entry.startsWith('ours-')) ?? '';
      const folder = join(options.folder, name, 'media');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'film.webm'), video);
      const [officer] = await waitingHall('ours', port, 40, 1);
      const { page } = await openPaintedPage(
        browser,
        `http://127.0.0.1:${port}/display?layout=split`,
      );
      // The folder is looked at every 10 s.
      await page.locator('video.front').waitFor({ timeout: 30_000 });
      const measured = page.evaluate(frameTimes, seconds * 1_000);
      await load(port, 1, 1, async connection => {
        await officer!.call(connection);
        return 0;
      });
      return measured;
    }),
  );
  return [
    rowOf('frames a second with video and running text, median', '1/s', {
      ours: 1_000 / median(times),
    }),
    rowOf('between two frames there, p99', 'ms', { ours: quantile(times, 0.99) }),
  ];
}
