import { seededRandom } from '../test/demo/seeded-random.ts';
import { openHall, sizes, type Hall } from '../test/e2e/hall.ts';
import { memoryOfDay } from '../test/e2e/lobby-day.ts';
import { callAtRandom, sayOnce } from '../test/e2e/recorded-zone.ts';
import { Scene } from '../test/e2e/scene.ts';
import {
  endedSounds,
  heardTimes,
  recordingOf,
  tapIsReady,
  tapSound,
} from '../test/e2e/sound-tap.ts';
import { explain } from '../test/voice/heard-calls.ts';
import { fileURLToPath } from 'node:url';
import { openVoice } from '../server/voice/voice.ts';
import { nowMs, quantile, rowOf, type Row } from './figures.ts';
import type { BenchOptions } from './sides.ts';

/** What a hall hears, by the samples of a real browser's sound. */

const opening = '2026-11-24T08:05:00+08:00';

async function tappedScreen(hall: Hall, zone: string) {
  const context = await hall.browser.newContext({
    viewport: sizes.lobby,
    baseURL: hall.app.url,
    bypassCSP: true,
  });
  await tapSound(context);
  const page = await context.newPage();
  await page.goto(`/display?zone=${zone}`);
  await page.getByTestId('lobby').waitFor();
  await tapIsReady(page);
  return page;
}

type Page = Awaited<ReturnType<typeof tappedScreen>>;

/** Calls of two zones at once; how many of a hundred are whole, in order and apart. */
async function wholeCalls(hall: Hall, scene: Scene, perZone: number): Promise<number> {
  const zones = ['biru', 'merah'];
  const pages: Page[] = [];
  for (const zone of zones) pages.push(await tappedScreen(hall, zone));
  const expected = await Promise.all(
    pages.map((page, at) =>
      callAtRandom(hall, scene, page, {
        zoneId: `zone-${zones[at]}`,
        count: perZone,
        random: seededRandom(11 + at),
      }),
    ),
  );
  let whole = 0;
  for (const [at, page] of pages.entries()) {
    const { faults, found } = explain(await recordingOf(page), expected[at]!);
    whole += found.length - faults.length;
    await page.context().close();
  }
  return (whole * 100) / (perZone * zones.length);
}

/** An officer's call in a silent zone → the first sample of its chime, milliseconds. */
async function chimes(hall: Hall, scene: Scene, count: number): Promise<number[]> {
  const page = await tappedScreen(hall, 'merah');
  const tookMs: number[] = [];
  for (let made = 0; made < count; made += 1) {
    await scene.clear(36);
    const visitId = await scene.visit(['service-r01']);
    const begun = Date.now();
    await scene.callTicket(36, visitId);
    const isHeard = async (): Promise<boolean> => (await heardTimes(page)).length > made;
    while (!(await isHeard())) await page.waitForTimeout(50);
    tookMs.push((await heardTimes(page))[made]! - begun);
    while ((await endedSounds(page)) <= made) await page.waitForTimeout(100);
    // Half a second of silence tells two sounds apart.
    await page.waitForTimeout(700);
  }
  await page.context().close();
  return tookMs;
}

/** Calls that nobody has heard yet, composed one by one. */
function composing(count: number): number[] {
  const folder = fileURLToPath(new URL('../server/voice/packs/default-id', import.meta.url));
  const voice = openVoice({ packFolders: [folder] });
  const tookMs = Array.from({ length: count }, (_, at) => {
    const label = `A${String(at % 1_000).padStart(3, '0')}`;
    const said = { label, counterNumber: 1 + (at % 60), language: 'id', repeat: 2 } as const;
    const begun = nowMs();
    void voice.sound({ ...said, numberStyle: 'nol' }).wav;
    return nowMs() - begun;
  });
  voice.close();
  return tookMs;
}

export async function measureHearing({ quick }: BenchOptions): Promise<Row[]> {
  const hall = await openHall(opening);
  try {
    const scene = new Scene(hall);
    await sayOnce(scene);
    const chimeMs = await chimes(hall, scene, quick ? 3 : 8);
    const perZone = quick ? 3 : 30;
    const whole = await wholeCalls(hall, scene, perZone);
    const composeMs = composing(quick ? 50 : 1_000);
    return [
      rowOf(`recorded calls whole, in order, apart, of ${perZone * 2}`, '%', { ours: whole }),
      rowOf(
        'click → first sample of the chime, p50',
        'ms',
        { ours: quantile(chimeMs, 0.5) },
        {
          oursMax: 500,
        },
      ),
      rowOf('click → first sample of the chime, most', 'ms', { ours: quantile(chimeMs, 0.99) }),
      rowOf('composing a call said twice, p50', 'ms', { ours: quantile(composeMs, 0.5) }),
      rowOf('composing a call said twice, p99', 'ms', { ours: quantile(composeMs, 0.99) }),
    ];
  } finally {
    await hall.close();
  }
}

const mebibyte = 1024 * 1024;

/** What a lobby page keeps of a day's calls and the night after them. */
export async function measureLobbyDay({ quick }: BenchOptions): Promise<Row[]> {
  const hall = await openHall(opening);
  try {
    const { page } = await hall.screen('lobby', '/display?zone=merah&layout=call-list');
    await page.getByTestId('lobby-empty').waitFor();
    const calls = quick ? 90 : 1_500;
    const { first, last } = await memoryOfDay(hall, new Scene(hall), page, calls);
    const grownMb = (last.heapBytes - first.heapBytes) / mebibyte;
    return [
      rowOf(
        `lobby page, heap grown over ${calls} calls and a night`,
        'MB',
        { ours: grownMb },
        {
          oursMax: 2,
        },
      ),
      rowOf('lobby page, listeners grown over the same', '', {
        ours: last.listeners - first.listeners,
      }),
    ];
  } finally {
    await hall.close();
  }
}
