import { env } from 'node:process';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../http/open-test-app.ts';
import { barriersOn } from './complaints.ts';
import { CutLine } from './cut-line.ts';
import { openHall, sizes, type Hall } from './hall.ts';

/**
 * Somebody who touches and presses anything, for as long as MONKEY_SECONDS says (a minute where it
 * does not), the same for the same MONKEY_SEED. A seed that failed is added to the list below.
 */
const seeds = env['MONKEY_SEED'] === undefined ? [1] : [Number(env['MONKEY_SEED'])];
const seconds = Number(env['MONKEY_SECONDS'] ?? 10);
const stepsOfVisitor = 40;
/** Longer than any screen waits for its visitor. */
const awayMs = 200_000;
const homeMsMax = 8_000;

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

let hall: Hall;
let line: CutLine;
let kiosk: Page;
const errors: string[] = [];
/** What was done, for whoever looks for the cause. */
const done: string[] = [];
/** The line is cut on purpose, which browsers tell on their console. */
const isOfTheLine = (text: string): boolean => /ERR_|WebSocket|Failed to (load|fetch)/.test(text);

beforeAll(async () => {
  hall = await openHall('2026-11-23T09:05:00+08:00');
  line = await new CutLine(hall.app.port).open();
  const context = await hall.browser.newContext({
    viewport: sizes.kiosk,
    hasTouch: true,
    locale: 'id-ID',
    baseURL: `http://127.0.0.1:${line.port}`,
  });
  kiosk = await context.newPage();
  await kiosk.clock.install({ time: new Date('2026-11-23T09:05:00+08:00') });
  kiosk.on('pageerror', error => errors.push(error.stack ?? error.message));
  kiosk.on('console', message => {
    const text = message.text();
    if (message.type() === 'error' && !isOfTheLine(text)) errors.push(text);
  });
  await kiosk.goto('/kiosk');
  await kiosk.getByTestId('take').waitFor();
});
afterAll(async () => {
  await line?.close();
  await hall?.close();
});

type Step = (random: () => number) => Promise<string>;
const pick = <Item>(items: readonly Item[], random: () => number): Item | undefined =>
  items[Math.floor(random() * items.length)];

/** Where keys can be touched now. */
const keysNow = () =>
  kiosk.evaluate(() =>
    [...document.querySelectorAll('button')]
      .filter(key => key.closest('[inert]') === null && key.checkVisibility())
      .map(key => {
        const { left, top, width, height } = key.getBoundingClientRect();
        return { name: key.dataset['testid'] ?? '', left, top, width, height };
      }),
  );

/** What leads to a number: without a leaning that way a monkey seldom gets one. */
const onward = /^(take|agency-|service-|popular-|issue|long-go|try-again|noted|done)/;

const touchKey: Step = async random => {
  const all = await keysNow();
  const leading = all.filter(({ name }) => onward.test(name));
  const key = pick(random() < 0.4 && leading.length > 0 ? leading : all, random);
  if (!key) return 'no key';
  const x = key.left + key.width * random();
  const y = key.top + key.height * random();
  await kiosk.touchscreen.tap(x, y);
  return `touch ${key.name}`;
};
const touchAnywhere: Step = async random => {
  const [x, y] = [random() * sizes.kiosk.width, random() * sizes.kiosk.height];
  await kiosk.touchscreen.tap(x, y);
  return `touch ${Math.round(x)}, ${Math.round(y)}`;
};
const keys = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Enter', 'Escape', 'Tab', '5'];
const others = ['0', '+', '-', 'Backspace', 'a', 'F5', 'Control+p', 'Home', 'PageDown', 'Delete'];
const press: Step = async random => {
  const key = pick([...keys, ...keys, ...others.filter(name => name !== 'F5')], random)!;
  await kiosk.keyboard.press(key);
  return `press ${key}`;
};
const drag: Step = async random => {
  const at = () => ({ x: random() * sizes.kiosk.width, y: random() * sizes.kiosk.height });
  const [from, to] = [at(), at()];
  await kiosk.mouse.move(from.x, from.y);
  await kiosk.mouse.down();
  await kiosk.mouse.move(to.x, to.y, { steps: 3 });
  await kiosk.mouse.up();
  return 'drag';
};
const scan: Step = async random => {
  const text = pick(['MPP:other:ABCDEFGH', 'https://example.org/t/x', '8991234567890'], random)!;
  await kiosk.keyboard.type(text);
  await kiosk.keyboard.press('Enter');
  return `scan ${text}`;
};
const cut: Step = async random => {
  const before = random() < 0.5;
  line.cutNext('POST /api/v1/', before ? 'before' : 'after');
  return before ? 'cut before' : 'cut after';
};
const unplug: Step = async random => {
  line.pull();
  await kiosk.waitForTimeout(random() * 400);
  line.mend();
  return 'unplug';
};
const changePaper: Step = async random => {
  const paperEnd = random() < 0.4;
  hall.app.demoPrinter!.virtual.setFault({ paperEnd });
  return paperEnd ? 'no paper' : 'new paper';
};
/** Time passes at the kiosk alone, as while somebody only stands there. */
const wait: Step = async random => {
  const ms = Math.round(random() * 30_000);
  await kiosk.clock.fastForward(ms);
  return `wait ${ms}`;
};

const steps: readonly (readonly [share: number, step: Step])[] = [
  [62, touchKey],
  [10, touchAnywhere],
  [14, press],
  [4, drag],
  [2, scan],
  [2, cut],
  [1, unplug],
  [2, changePaper],
  [5, wait],
];
const sharesAll = steps.reduce((sum, [share]) => sum + share, 0);

function nextStep(random: () => number): Step {
  let left = random() * sharesAll;
  for (const [share, step] of steps) {
    left -= share;
    if (left < 0) return step;
  }
  return touchKey;
}

/** Whoever was there has gone: the kiosk is to be at its resting screen again by itself. */
async function comesHome(): Promise<void> {
  const home = kiosk.locator('.stage[data-screen="home"][data-link="live"]');
  for (let round = 0; round < 8; round += 1) {
    // In pieces: what is due in one of them may begin something that ends in the next.
    for (let piece = 0; piece < 4; piece += 1) await kiosk.clock.fastForward(awayMs / 4);
    // The server was not heard all that time, as the page's clock has it: it has to come back
    // first, perhaps with a number that was under way, whose screen then has its own time.
    const begun = performance.now();
    while (performance.now() - begun < homeMsMax) {
      const isHome = (await home.count()) > 0 && (await kiosk.getByTestId('take').count()) > 0;
      const isCovered = (await kiosk.locator('.veil, .saving').count()) > 0;
      if (isHome && !isCovered) return;
      await kiosk.waitForTimeout(100);
    }
  }
  const shown = await kiosk.locator('.stage').innerText();
  const did = done.slice(-60).join('; ');
  throw new Error(`The kiosk does not come home from “${shown.slice(0, 300)}” after: ${did}`);
}

/** A number that nobody has and that may still be called. */
function ghosts(): string[] {
  const { visits, paper } = hall.app.building.state;
  return [...visits.values()]
    .filter(visit => {
      const papers = paper.ofVisit.get(visit.id) ?? [];
      const mayBeOut = papers.some(job => job.state === 'printed' || job.state === 'unknown');
      const isOver = visit.legs.every(leg => leg.state === 'cancelled' || leg.state === 'expired');
      return !mayBeOut && !isOver && !paper.claimed.has(visit.id);
    })
    .map(visit => visit.label);
}

test.each(seeds)(
  'MONKEY-1: whatever is touched or pressed (seed %i), nothing is stuck, broken or half-issued',
  async seed => {
    const random = seeded(seed);
    const ends = performance.now() + seconds * 1000;
    let visitors = 0;
    while (performance.now() < ends) {
      for (let step = 0; step < stepsOfVisitor && performance.now() < ends; step += 1) {
        done.push(await nextStep(random)(random));
      }
      expect(await barriersOn(kiosk), done.slice(-stepsOfVisitor).join('; ')).toEqual([]);
      await comesHome();
      expect(errors, done.slice(-stepsOfVisitor).join('; ')).toEqual([]);
      visitors += 1;
      done.push('home');
    }
    expect(visitors).toBeGreaterThan(0);
    hall.app.demoPrinter!.virtual.setFault({ paperEnd: false });
    const { paper: papers, visits } = hall.app.building.state;
    const isSettled = (): boolean =>
      [...papers.jobs.values()].every(job => job.state !== 'queued' && job.state !== 'printing');
    await until(isSettled, 'every paper', 60_000);
    hall.clock.advance(180);
    await until(() => ghosts().length === 0, `nobody’s numbers to end: ${ghosts().join()}`, 30_000);
    expect(visits.size).toBeGreaterThan(visitors / 4);
    const labels = [...visits.values()].map(visit => visit.label);
    expect(new Set(labels).size).toBe(labels.length);
    const printed = hall.app.demoPrinter!.papers().map(({ label }) => label);
    expect(new Set(printed).size).toBe(printed.length);
  },
  (seconds + 180) * 1000,
);
