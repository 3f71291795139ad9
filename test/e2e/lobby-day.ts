import type { CDPSession, Page } from 'playwright-core';
import type { Hall } from './hall.ts';
import type { Scene } from './scene.ts';

/** A day of calls on one lobby page, as fast as the building takes them, and what the page keeps. */

export interface Kept {
  readonly heapBytes: number;
  readonly listeners: number;
  readonly nodes: number;
}

async function kept(session: CDPSession): Promise<Kept> {
  // Twice: what the first round frees may have held something else.
  for (let round = 0; round < 2; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find(row => row.name === name)?.value ?? 0;
  return {
    heapBytes: of('JSHeapUsedSize'),
    listeners: of('JSEventListeners'),
    nodes: of('Nodes'),
  };
}

/** Counters that serve one line, with a service of it. */
const places = [
  { counter: 36, serviceId: 'service-r01' },
  { counter: 37, serviceId: 'service-s01' },
  { counter: 38, serviceId: 'service-t01' },
] as const;

async function callSome(hall: Hall, scene: Scene, calls: number, seconds: number): Promise<void> {
  for (let made = 0; made < calls; made += 1) {
    const { counter, serviceId } = places[made % places.length]!;
    // The first number of a morning opens its day, with every counter closed.
    const visitId = await scene.visit([serviceId]);
    await scene.clear(counter);
    await scene.callTicket(counter, visitId);
    hall.clock.advance(seconds / calls);
  }
}

/** The page has drawn what it was told, and has nothing to do for a moment. */
const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise(resolve => requestIdleCallback(resolve, { timeout: 2_000 })));

/** Five hours of two mornings and the night between: kept after the first third, and at the end. */
export async function memoryOfDay(
  hall: Hall,
  scene: Scene,
  page: Page,
  calls: number,
): Promise<{ readonly first: Kept; readonly last: Kept }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await callSome(hall, scene, Math.round(calls / 3), 5 * 3_600);
  await drawn(page);
  const first = await kept(session);
  for (const { counter } of places) await scene.clear(counter);
  const nextMorning = new Date(hall.clock.now() + 19 * 3_600_000).toISOString();
  hall.clock.advanceTo(nextMorning);
  await callSome(hall, scene, calls - Math.round(calls / 3), 5 * 3_600);
  await drawn(page);
  const last = await kept(session);
  await session.detach();
  return { first, last };
}
