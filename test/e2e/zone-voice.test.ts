import { chromium, type Browser, type BrowserServer, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchOptions } from '../browser/launch.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { seededRandom } from '../demo/seeded-random.ts';
import { explain } from '../voice/heard-calls.ts';
import { openHall, sizes, type Hall } from './hall.ts';
import { callAtRandom, sayOnce } from './recorded-zone.ts';
import { Scene } from './scene.ts';
import { heardTimes, recordingOf, tapIsReady, tapSound } from './sound-tap.ts';
import { gone, reads, seen, signIn } from './steps.ts';

/** What a zone really hears, taken from the sound of real browsers; and who speaks when one dies. */

/** Of each of two zones at once; the bench records many more. */
const callsPerZone = Number(process.env['HEARD_CALLS'] ?? 3);

let hall: Hall;
let scene: Scene;
let words: ForeignWords;
let ownServer: BrowserServer | undefined;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  scene = new Scene(hall);
  await sayOnce(scene);
  words = await openForeignWords();
});
afterAll(async () => {
  await ownServer?.kill();
  await hall?.close();
});

async function openScreen(zone: string, browser: Browser = hall.browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: sizes.lobby,
    baseURL: hall.app.url,
    bypassCSP: true,
  });
  await tapSound(context);
  const page = await context.newPage();
  await page.goto(`/display?zone=${zone}`);
  await seen(page.getByTestId('lobby-empty').or(page.getByTestId('lobby-panel')));
  await tapIsReady(page);
  return page;
}

describe('the sound of a zone', () => {
  test(
    'HEARD-2: every call is heard whole, in order, one after the other, and nothing besides',
    { timeout: 30_000 + callsPerZone * 12_000 },
    async () => {
      const zones = ['biru', 'merah'];
      const pages: Page[] = [];
      for (const zone of zones) pages.push(await openScreen(zone));
      const expected = await Promise.all(
        pages.map((page, at) => {
          const random = seededRandom(7 + at);
          const asked = { zoneId: `zone-${zones[at]}`, count: callsPerZone, random };
          return callAtRandom(hall, scene, page, asked);
        }),
      );
      for (const [at, page] of pages.entries()) {
        const recording = await recordingOf(page);
        const { faults, found, strangestShare } = explain(recording, expected[at]!);
        expect(faults, zones[at]).toEqual([]);
        expect(found).toHaveLength(callsPerZone);
        if (process.env['HEARD_CALLS']) console.info(zones[at], strangestShare, found);
        await page.context().close();
      }
    },
  );
});

describe('a speaker that dies', () => {
  /** Calls somebody new to a counter of the brown zone. */
  async function callNow(counter: number, serviceId: string): Promise<number> {
    await scene.clear(counter);
    const visitId = await scene.visit([serviceId]);
    await scene.callTicket(counter, visitId);
    return Date.now();
  }
  const heardAgain = async (page: Page, count: number): Promise<number> => {
    await page.waitForFunction(
      least => (globalThis as unknown as Tapped).soundTap.heardAt.length >= least,
      count,
      { timeout: 15_000 },
    );
    return (await heardTimes(page))[count - 1]!;
  };
  interface Tapped {
    readonly soundTap: { readonly heardAt: readonly number[] };
  }

  test(
    'HEARD-3: when the speaker’s browser stands still another screen says the call within 5 s',
    { timeout: 60_000 },
    async () => {
      ownServer = await chromium.launchServer(await launchOptions());
      const group = -ownServer.process().pid!;
      const one = await openScreen('hijau', await chromium.connect(ownServer.wsEndpoint()));
      const two = await openScreen('hijau');
      const { setup } = hall.app.building.state.index!;
      const counter = setup.counters.find(({ zoneId }) => zoneId === 'zone-hijau')!;
      const service = setup.services.find(({ queueId }) => counter.queueIds.includes(queueId))!;

      await callNow(counter.number, service.id);
      const begun = await heardAgain(one, 1);
      expect(begun).toBeGreaterThan(0);
      process.kill(group, 'SIGSTOP');
      const stoppedAt = Date.now();
      const whileSpeaking = (await heardAgain(two, 1)) - stoppedAt;
      expect(whileSpeaking).toBeLessThan(5_000);
      if (process.env['HEARD_CALLS']) console.info('taken over within', whileSpeaking);
      process.kill(group, 'SIGCONT');
      await two.context().close();
      await ownServer.kill();
    },
  );
});

test('PROOF-2: the supervisor sees where calls are not seen or not heard, and when they are again', async () => {
  const { page: tower } = await hall.screen('tower', '/supervisor');
  await signIn(tower, 'supervisor');
  const alert = tower.getByTestId('zone-alert');
  await reads(alert, 'tidak ada layar sejak 09.');
  const pages = await Promise.all(
    ['biru', 'cokelat', 'hijau'].map(async zone => hall.screen('lobby', `/display?zone=${zone}`)),
  );
  // The last zone has the whole building's screens, and those have no sound.
  const context = await hall.browser.newContext({ viewport: sizes.lobby, baseURL: hall.app.url });
  await context.addInitScript(() => {
    Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' });
  });
  const silent = await context.newPage();
  await silent.goto('/display');
  await reads(silent.getByTestId('lobby'), 'Suara belum aktif. Sentuh layar sekali.');
  await reads(alert, /Zona Merah: suara mati sejak 09\.\d\d/);
  await tower.getByTestId('all-screens').click();
  await reads(
    tower.getByTestId('zone-health-zone-biru'),
    '1 layar, tampil dan terdengar sejak 09.',
  );
  await reads(tower.getByTestId('zone-health-zone-merah'), '1 layar, suara mati sejak 09.');
  for (const size of [sizes.desk, sizes.tower]) {
    await tower.setViewportSize(size);
    expect(await complaintsOf(tower, { kind: 'tower', words })).toEqual([]);
    expect(await barriersOn(tower)).toEqual([]);
  }
  await tower.getByTestId('screens-close').click();
  await context.close();
  const heard = await hall.screen('lobby', '/display?zone=merah');
  await gone(alert, 5_000);
  for (const { page } of [...pages, heard]) await page.context().close();
  await reads(alert, 'Semua zona: tidak ada layar', 5_000);
  await tower.context().close();
});
