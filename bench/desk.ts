import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/browser/launch.ts';
import { quantile, rowOf, type Row } from './figures.ts';
import { load } from './load.ts';
import { startProcess } from './processes.ts';
import { sides, ticketsPath, withServer, type BenchOptions, type Side } from './sides.ts';
import { takingTickets } from './visitors.ts';

const desks = 40;
/**
 * Each other desk is done with a visitor in so many milliseconds: 50 times as fast as on a large day,
 * and slow enough that server, browser and 40 clients share the two cores of a small computer.
 */
const turnMs = 5_000;
const rounds = 2;
const paintedMsMax = 100;
/** A desk takes no second press within 600 ms; an officer needs longer. */
const betweenPressesMs = 650;

/** Runs in the page: what is told of each press, once the frame with the new number is painted. */
function watchPresses(): void {
  const own = window as unknown as { presses: number[] };
  own.presses = [];
  const inPage = (selector: string) => document.querySelector<HTMLElement>(selector);
  // Whoever has another errand here keeps the number: they are called anew all the same.
  const shownNow = () =>
    (inPage('[data-testid="desk"]')?.dataset['state'] ?? '') +
    (inPage('[data-testid="number"]')?.textContent ?? '');
  let pressedAt: number | null = null;
  let before = '';
  const note = (event: Event) => {
    pressedAt = event.timeStamp;
    before = shownNow();
  };
  addEventListener('keydown', note, { capture: true });
  addEventListener('pointerdown', note, { capture: true });
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    if (pressedAt !== null) own.presses.push(performance.now() - pressedAt);
    pressedAt = null;
  };
  new MutationObserver(() => {
    const shown = shownNow();
    if (pressedAt === null || shown === before || !/\d$/.test(shown)) return;
    before = shown;
    // After the frame that shows it: what is posted from within a frame comes once it is drawn.
    requestAnimationFrame(() => painted.port2.postMessage(null));
  }).observe(document.body, {
    attributeFilter: ['data-state'],
    childList: true,
    characterData: true,
    subtree: true,
  });
}

type Press = (page: Page) => Promise<void>;
const byKey: Press = page => page.keyboard.press(' ');
const byPointer: Press = page => page.getByTestId('primary').click();

async function pressed(page: Page, press: Press): Promise<number> {
  await page.evaluate(() => ((window as unknown as { presses: number[] }).presses = []));
  await press(page);
  const handle = await page.waitForFunction(
    () => (window as unknown as { presses: number[] }).presses[0],
  );
  return (await handle.jsonValue())!;
}

const stateIs = (page: Page, state: string): Promise<unknown> =>
  page.waitForSelector(`[data-testid="desk"][data-state="${state}"]`);

/** An officer at counter 1: whoever is there is served, then the key finishes and calls. */
async function ourTurns(page: Page, turns: number): Promise<number[]> {
  await page.getByTestId('username').fill('petugas-1');
  await page.getByTestId('password').fill('demo-petugas-1');
  await page.getByTestId('sign-in').click();
  await stateIs(page, 'closed');
  for (const state of ['open', 'called']) {
    await page.waitForTimeout(betweenPressesMs);
    await byKey(page);
    await stateIs(page, state);
  }
  const tookMs: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    await page.waitForTimeout(betweenPressesMs);
    await byKey(page);
    await stateIs(page, 'serving');
    await page.waitForTimeout(betweenPressesMs);
    tookMs.push(await pressed(page, turn % 2 === 0 ? byKey : byPointer));
    await stateIs(page, 'called');
  }
  return tookMs;
}

async function bareTurns(page: Page, turns: number): Promise<number[]> {
  const tookMs: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    await page.waitForTimeout(betweenPressesMs);
    tookMs.push(await pressed(page, turn % 2 === 0 ? byKey : byPointer));
  }
  return tookMs;
}

async function turnsOf(side: Side, options: BenchOptions): Promise<number[]> {
  const [tickets, others, turns] = options.quick ? [300, 4, 4] : [2_000, desks, 60];
  const warmUp = options.quick ? 1 : 5;
  return withServer(side, options, async ({ port }) => {
    if (side === 'ours') await load(port, 16, tickets, takingTickets(ticketsPath.ours));
    const args = [side, String(port), '2', String(others), String(turnMs)];
    const crowd = startProcess('./desks.ts', args);
    const browser = await launchBrowser();
    try {
      await crowd.receive();
      const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
      await page.goto(`http://127.0.0.1:${port}/${side === 'ours' ? 'counter' : 'desk'}`);
      await page.getByTestId(side === 'ours' ? 'username' : 'number').waitFor();
      await page.evaluate(watchPresses);
      const all = await (side === 'ours' ? ourTurns : bareTurns)(page, warmUp + turns);
      return all.slice(warmUp);
    } finally {
      await browser.close();
      await crowd.stop();
    }
  });
}

/**
 * The primary key of one desk in a real browser → the next visitor is painted there, while 40 other
 * desks press next; against a page whose key is an empty POST and one word on the socket.
 */
export async function measureDesk(options: BenchOptions): Promise<Row[]> {
  const tookMs: Record<Side, number[]> = { ours: [], floor: [] };
  for (let round = 0; round < (options.quick ? 1 : rounds); round += 1) {
    for (const side of sides) tookMs[side].push(...(await turnsOf(side, options)));
  }
  const figures = (q: number) => ({
    ours: quantile(tookMs.ours, q),
    floor: quantile(tookMs.floor, q),
  });
  const name = `next → painted at the desk, ${desks} others press too`;
  return [
    rowOf(`${name}, p50`, 'ms', figures(0.5)),
    rowOf(`${name}, p99`, 'ms', figures(0.99), { oursMax: paintedMsMax }),
  ];
}
