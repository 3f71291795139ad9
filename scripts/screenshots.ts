import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { openApp } from '../server/app.ts';
import { fastClock } from '../server/clock.ts';
import { runDay, seededRandom } from '../server/demo/simulated-day.ts';
import { planDay, visitsAtCapacity } from '../server/demo/simulation-plan.ts';
import { setupOf } from '../server/domain/state.ts';
import { openLog } from '../server/log.ts';
import { openHall, type Hall } from '../test/e2e/hall.ts';
import { Scene } from '../test/e2e/scene.ts';
import {
  chooseErrand,
  deskIs,
  numberOf,
  pressKey,
  reads,
  seen,
  signIn,
} from '../test/e2e/steps.ts';
import { takeDeskPictures } from './desk-pictures.ts';
import { drawn, takeKioskMore, takeOfficePictures, takeSign } from './office-pictures.ts';

/**
 * Takes the pictures of the README: the demo building after a simulated morning, every screen at
 * its real size. Run it with `node scripts/run.js scripts/screenshots.ts` after `npm run build`.
 */

const folder = fileURLToPath(new URL('../docs/images', import.meta.url));
const date = '2026-11-23';
const opens = Date.parse(`${date}T07:20:00+08:00`);
const shows = Date.parse(`${date}T10:04:00+08:00`);
/** Simulated seconds in a real one: the morning takes a quarter of a minute. */
const speed = 600;

/** Fills the building with everything that happens until the pictures are taken. */
async function liveThroughTheMorning(dataDir: string): Promise<void> {
  const log = openLog('silent');
  const clock = fastClock(opens, speed);
  const app = await openApp(
    {
      mode: 'demo',
      host: '127.0.0.1',
      port: 0,
      dataDir,
      logLevel: 'silent',
      demoPublic: false,
      hasPrinter: false,
      hasVoice: false,
    },
    { clock, log },
  );
  const { setup } = setupOf(app.building.state);
  const random = seededRandom(20_261_123);
  const plan = planDay(setup, random, { visits: visitsAtCapacity(setup, date), date });
  const midnight = Date.parse(`${date}T00:00:00+08:00`);
  const { building } = app;
  const day = runDay({ building, plan, random, midnight, log, printerId: () => null });
  const realMs = (shows - clock.now()) / speed;
  await new Promise(resolve => {
    setTimeout(resolve, realMs);
  });
  await day.stop();
  await app.close();
}

async function keep(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  process.stdout.write(`${name}\n`);
}

async function takeKiosk(hall: Hall): Promise<void> {
  const { page } = await hall.screen('kiosk', '/kiosk');
  await seen(page.getByTestId('take'));
  await keep(page, 'kiosk-home');
  await page.getByTestId('take').tap();
  await seen(page.getByTestId('agency-agency-a'));
  await keep(page, 'kiosk-agencies');
  await page.getByTestId('back').tap();
  await chooseErrand(page, { agencyId: 'agency-a', serviceId: 'service-a05', need: 'elderly' });
  await keep(page, 'kiosk-service');
  await page.getByTestId('issue').tap();
  await numberOf(page);
  // The paper slides out while it is really printed; the picture is of the whole of it.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  await keep(page, 'kiosk-ticket');
  const [paper] = hall.app.demoPrinter?.papers() ?? [];
  if (paper) writeFileSync(join(folder, 'paper.png'), paper.png);
  await page.context().close();
}

interface HallScreens {
  readonly lobby: Page;
  readonly board: Page;
}

/** What lies behind the board; the report is that of the day that is played. */
const towerPages = [
  {
    name: 'tower-queue',
    path: '/supervisor/queues/queue-a',
    first: '[data-testid="line"]',
  },
  { name: 'tower-counters', path: '/supervisor/counters', first: 'main' },
  { name: 'report', path: '/reports', first: 'main svg' },
] as const;

async function takeBoards(hall: Hall): Promise<HallScreens> {
  const lobby = (await hall.screen('lobby', '/display?zone=zone-biru')).page;
  const board = (await hall.screen('lobby', '/display?layout=board')).page;
  await seen(board.getByTestId('lobby-board'));
  await keep(board, 'lobby-board');
  const { page } = await hall.screen('tower', '/supervisor');
  await signIn(page, 'supervisor');
  await drawn(page);
  await keep(page, 'supervisor');
  for (const { name, path, first } of towerPages) {
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto(path);
    await seen(page.locator(first).first());
    await drawn(page);
    await keep(page, name);
  }
  await page.context().close();
  return { lobby, board };
}

/** Counter 3 calls; afterwards it serves for a while. */
async function takeDesk(hall: Hall, scene: Scene, { lobby }: HallScreens): Promise<void> {
  const { page } = await hall.screen('desk', '/counter');
  await signIn(page, 'petugas-3');
  await seen(page.getByTestId('desk'));
  await scene.clear(3);
  await deskIs(page, 'open');
  await pressKey(page, ' ');
  await deskIs(page, 'called');
  await reads(lobby.getByTestId('lobby-panel'), await page.getByTestId('number').innerText());
  await lobby.evaluate(() => document.getAnimations().map(animation => animation.finish()));
  await keep(lobby, 'lobby-call');
  hall.clock.advance(31);
  await pressKey(page, ' ');
  await deskIs(page, 'serving');
  hall.clock.advance(4 * 60 + 12);
  await reads(page.getByTestId('card'), '04:1');
  // Waits of the list grow by themselves, those in sentences with the next word of the server.
  await reads(page.getByTestId('next'), /menunggu (\d+) menit.*\b\1 menit/, 15_000);
  await keep(page, 'desk-serving');
  await page.context().close();
}

async function takePhone(hall: Hall, scene: Scene): Promise<void> {
  const ticket = await scene.ticket('service-a01');
  const { page } = await hall.screen('phone', new URL(ticket.trackUrl).pathname);
  await seen(page.getByTestId('phone-ahead'));
  await keep(page, 'phone-waiting');
  await scene.clear(2);
  await scene.callTicket(2, ticket.id);
  await seen(page.locator('[data-testid="phone"][data-phase="called"]'));
  await keep(page, 'phone-called');
  await page.context().close();
}

mkdirSync(folder, { recursive: true });
// A minute later: calls of the simulated morning are no longer news.
const hall = await openHall('2026-11-23T10:05:00+08:00', liveThroughTheMorning);
const scene = new Scene(hall);
try {
  // Whatever the morning was like, somebody waits for every screen that is shown.
  await scene.visits(2, 'service-a02');
  await scene.visit(['service-a11', 'service-a05'], 'pregnant');
  await scene.visits(1, 'service-a03');
  const screens = await takeBoards(hall);
  await takeKiosk(hall);
  await takeDesk(hall, scene, screens);
  await takePhone(hall, scene);
  await takeSign(hall, keep);
  await takeKioskMore(hall, keep);
  await takeOfficePictures(hall, keep);
  // The last of them is without a server.
  await takeDeskPictures(hall, scene, keep);
} finally {
  await hall.close();
}
