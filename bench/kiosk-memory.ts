import { env } from 'node:process';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/browser/launch.ts';
import { rowOf, type Row } from './figures.ts';
import { withServer, type BenchOptions } from './sides.ts';

/**
 * What a kiosk's page keeps of its visitors: the heap after many numbers, against the heap after the
 * first hundred. Everybody is driven through the page by the same events as fingers make.
 */

const mebibyte = 1024 * 1024;
/** A week's numbers of a busy kiosk may leave no more than this. */
const growthMbMax = 3;
const firstLook = 100;

/** Runs in the page: so many visitors from home to a number and home again, without waiting. */
async function visitors(count: number): Promise<number> {
  const find = (id: string): Element | null => document.querySelector(`[data-testid^="${id}"]`);
  const appears = (...ids: string[]): Promise<Element> =>
    new Promise((resolve, reject) => {
      const begun = performance.now();
      const look = (): void => {
        const found = ids.map(find).find(element => element !== null);
        if (found) resolve(found);
        else if (performance.now() - begun > 10_000) reject(new Error(`No ${ids.join()}`));
        else setTimeout(look, 0);
      };
      look();
    });
  const touch = (key: Element): void => {
    const { left, top } = key.getBoundingClientRect();
    const at = {
      bubbles: true,
      isPrimary: true,
      pointerId: 1,
      clientX: left + 9,
      clientY: top + 9,
    };
    key.setPointerCapture = () => undefined;
    key.dispatchEvent(new PointerEvent('pointerdown', at));
    key.dispatchEvent(new PointerEvent('pointerup', at));
  };
  const agencies = 'abcdeghjklmnpqrstu';
  for (let turn = 0; turn < count; turn += 1) {
    touch(await appears('take'));
    touch(await appears(`agency-agency-${agencies.charAt(turn % agencies.length)}`));
    touch(await appears('service-service-'));
    await appears('issue');
    touch(find('issue')!);
    const next = await appears('number', 'long-go');
    if (next.getAttribute('data-testid') === 'long-go') touch(next);
    await appears('number');
    touch(await appears('done'));
  }
  await appears('take');
  return count;
}

/** After everything that nobody holds is gone. */
async function heapOf(page: Page): Promise<{ bytes: number; nodes: number; listeners: number }> {
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.collectGarbage');
  await client.send('HeapProfiler.collectGarbage');
  await client.send('Performance.enable');
  const { metrics } = await client.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find(metric => metric.name === name)?.value ?? 0;
  await client.detach();
  return { bytes: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

/**
 * Numbers before the first look at the heap, and after it. KIOSK_NUMBERS asks for another count in
 * all: 10,000 are two weeks of a busy kiosk, and take some minutes.
 */
function numbersOf({ quick }: BenchOptions): readonly [first: number, rest: number] {
  if (quick) return [3, 6];
  const asked = Number(env['KIOSK_NUMBERS'] ?? 2_000);
  if (!Number.isInteger(asked) || asked <= firstLook) throw new Error('KIOSK_NUMBERS is too small');
  return [firstLook, asked - firstLook];
}

export async function measureKioskMemory(options: BenchOptions): Promise<Row[]> {
  const [first, rest] = numbersOf(options);
  return withServer('ours', options, async ({ port }) => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1080, height: 1920 } });
      page.setDefaultTimeout(0);
      await page.goto(`http://127.0.0.1:${port}/kiosk`);
      await page.getByTestId('take').waitFor();
      await page.evaluate(visitors, first);
      const before = await heapOf(page);
      // In pieces, so that what the page waits for meanwhile has its turn.
      for (let made = 0; made < rest; made += 100) {
        await page.evaluate(visitors, Math.min(100, rest - made));
      }
      const after = await heapOf(page);
      const name = `kiosk, from number ${first} to ${first + rest}`;
      const grownMb = (after.bytes - before.bytes) / mebibyte;
      return [
        rowOf(`${name}: heap grows by`, 'MB', { ours: grownMb }, { oursMax: growthMbMax }),
        rowOf(`${name}: heap in use`, 'MB', { ours: after.bytes / mebibyte }),
        rowOf(`${name}: nodes more`, 'nodes', { ours: after.nodes - before.nodes }),
        rowOf(`${name}: listeners more`, 'listeners', { ours: after.listeners - before.listeners }),
      ];
    } finally {
      await browser.close();
    }
  });
}
