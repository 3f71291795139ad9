import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../test/browser/launch.ts';
import { median, quantile, rowOf, type Row } from './figures.ts';
import { sides, withServer, type BenchOptions, type Side } from './sides.ts';

/** The kiosk's page in a real browser, against a page of one key; both on the same throttled machine. */

const slowDown = 4;
const paintMsMax = 1_500;
const readyMsMax = 2_500;
const ticketMsMax = 400;
const viewport = { width: 1080, height: 1920 };
const path: Readonly<Record<Side, string>> = { ours: '/kiosk', floor: '/kiosk' };
/** One after the other, so that no line grows so long that the kiosk asks before it gives a number. */
const agencies = 'abcdeghjklmnpqrstu'.split('');

interface Started {
  readonly paintMs: number;
  readonly readyMs: number;
}

/** Runs in the page before its own scripts: touches the key as soon as it stands there. */
function touchAtOnce(): void {
  const own = window as unknown as { readyAt: number | null };
  own.readyAt = null;
  let isTouched = false;
  const find = (selector: string): Element | null => document.querySelector(selector);
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
  // What the first touch leads to: the agencies, or the number of the bare page.
  const isAnswered = (): boolean =>
    find('[data-testid^="agency-"]') !== null ||
    (find('h1[data-testid="number"]')?.textContent ?? '') !== '';
  new MutationObserver(() => {
    const take = find('[data-testid="take"]');
    if (!isTouched && take !== null) {
      isTouched = true;
      queueMicrotask(() => touch(take));
    }
    if (own.readyAt !== null || !isAnswered()) return;
    requestAnimationFrame(() => (own.readyAt ??= performance.now()));
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

async function start(browser: Browser, port: number, side: Side): Promise<Started> {
  // A context of its own: nothing is in its cache, as after a power cut.
  const context = await browser.newContext({ viewport, hasTouch: true });
  try {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    await page.addInitScript(touchAtOnce);
    await page.goto(`http://127.0.0.1:${port}${path[side]}`, { waitUntil: 'commit' });
    const ready = await page.waitForFunction(
      () => (window as unknown as { readyAt: number | null }).readyAt,
    );
    const paint = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    );
    return { paintMs: (await paint.jsonValue())!, readyMs: (await ready.jsonValue())! };
  } finally {
    await context.close();
  }
}

async function startsOf(side: Side, options: BenchOptions): Promise<Started[]> {
  return withServer(side, options, async ({ port }) => {
    const browser = await launchBrowser();
    try {
      const all: Started[] = [];
      for (let round = 0; round <= (options.quick ? 1 : 9); round += 1) {
        all.push(await start(browser, port, side));
      }
      // The first one warms the server and the disk's cache.
      return all.slice(1);
    } finally {
      await browser.close();
    }
  });
}

/** Runs in the page: how long after the last touch a number was painted. */
function watchNumbers(): void {
  const own = window as unknown as { tookMs: number[] };
  own.tookMs = [];
  let touchedAt: number | null = null;
  let before = '';
  const shown = (): string => document.querySelector('[data-testid="number"]')?.textContent ?? '';
  addEventListener(
    'pointerup',
    event => {
      touchedAt = event.timeStamp;
      before = shown();
    },
    { capture: true },
  );
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    if (touchedAt !== null) own.tookMs.push(performance.now() - touchedAt);
    touchedAt = null;
  };
  new MutationObserver(() => {
    const now = shown();
    if (touchedAt === null || now === before || !/\d$/.test(now)) return;
    before = now;
    requestAnimationFrame(() => painted.port2.postMessage(null));
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}

const taken = (page: Page, count: number): Promise<unknown> =>
  page.waitForFunction(
    wanted => (window as unknown as { tookMs: number[] }).tookMs.length >= wanted,
    count,
  );

/** From home to the number, and home again. */
export async function takeOne(page: Page, turn: number): Promise<void> {
  const letter = agencies[turn % agencies.length]!;
  await page.getByTestId('take').tap();
  await page.getByTestId(`agency-agency-${letter}`).tap();
  await page.locator('[data-testid^="service-"]').first().tap();
  await page.getByTestId('issue').tap();
  const number = page.getByTestId('number');
  const goOn = page.getByTestId('long-go');
  await number.or(goOn).first().waitFor();
  if ((await goOn.count()) > 0) await goOn.tap();
  await number.waitFor();
}

async function leave(page: Page): Promise<void> {
  await page.getByTestId('done').tap();
  await page.getByTestId('take').waitFor();
}

async function ticketsOf(side: Side, options: BenchOptions): Promise<number[]> {
  const turns = options.quick ? 3 : 60;
  return withServer(side, options, async ({ port }) => {
    const browser = await launchBrowser();
    try {
      const context = await browser.newContext({ viewport, hasTouch: true });
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${port}${path[side]}`);
      await page.getByTestId('take').waitFor();
      await page.evaluate(watchNumbers);
      for (let turn = 0; turn < turns; turn += 1) {
        if (side === 'floor') await page.getByTestId('take').tap();
        else await takeOne(page, turn);
        await taken(page, turn + 1);
        if (side === 'ours') await leave(page);
      }
      return await page.evaluate(() => (window as unknown as { tookMs: number[] }).tookMs);
    } finally {
      await browser.close();
    }
  });
}

/** First paint, first answered touch, and touch → number, of a kiosk's page. */
export async function measureKiosk(options: BenchOptions): Promise<Row[]> {
  const starts: Partial<Record<Side, Started[]>> = {};
  const tookMs: Partial<Record<Side, number[]>> = {};
  for (const side of sides) {
    starts[side] = await startsOf(side, options);
    tookMs[side] = await ticketsOf(side, options);
  }
  const startFigures = (of: (started: Started) => number) => ({
    ours: median(starts.ours!.map(of)),
    floor: median(starts.floor!.map(of)),
  });
  const ticketFigures = (q: number) => ({
    ours: quantile(tookMs.ours!, q),
    floor: quantile(tookMs.floor!, q),
  });
  const slow = `kiosk at ${slowDown} × slower CPU`;
  return [
    rowOf(
      `${slow}: first paint`,
      'ms',
      startFigures(row => row.paintMs),
      { oursMax: paintMsMax },
    ),
    rowOf(
      `${slow}: first touch answered`,
      'ms',
      startFigures(row => row.readyMs),
      {
        oursMax: readyMsMax,
      },
    ),
    rowOf('kiosk: touch → number painted, p50', 'ms', ticketFigures(0.5)),
    rowOf('kiosk: touch → number painted, p99', 'ms', ticketFigures(0.99), {
      oursMax: ticketMsMax,
    }),
  ];
}
