import { signal } from '@preact/signals';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Forecast, QueueForecast } from '../../contract/forecast.ts';
import type { Overview } from '../../contract/overview.ts';
import {
  axisHours,
  boardRows,
  counterLook,
  lastAxis,
  placeOn,
  rowsOnPageMax,
  servedTogether,
  zoneSums,
} from '../../admin-ui/board-rows.ts';
import { curvePlan, isForeseeable } from '../../admin-ui/waiting-curve.ts';
import { BoardPage } from '../../admin-ui/model.ts';
import type { send } from '../../ui-kit/api.ts';
import { faultWords } from '../../ui-kit/paper-trouble.ts';
import type { Link } from '../../ui-kit/stream.ts';
import { building, deskNow } from './fixtures/desk-views.ts';
import { counterRow, overview, queueRow } from './fixtures/overview.ts';

const series = (order: 'series' | 'urgent') => boardRows(overview, order).map(row => row.series);
const rowsOf = (of: Overview) => boardRows(of, 'series').flatMap(({ queues }) => queues);
const row = (name: string, of: Overview = overview) =>
  rowsOf(of).find(({ queue }) => queue.series === name)!;

/** A queue whose last visitor leaves between these hours of the fixture's day, and closes at 15. */
function foreseen(queueId: string, from: string, to: string, more: Partial<QueueForecast> = {}) {
  const closesAt = '2026-11-23T15:00:00+08:00';
  const zero = { p50: 0, p90: 0 };
  return {
    queueId,
    waiting: 0,
    closesAt,
    lastTicketAt: closesAt,
    lateAt: null,
    last: { p50: `2026-11-23T${from}:00+08:00`, p90: `2026-11-23T${to}:00+08:00` },
    isLate: Date.parse(`2026-11-23T${to}:00+08:00`) > Date.parse(closesAt),
    afterClosing: zero,
    unserved: zero,
    longestWait: zero,
    newcomerWait: null,
    stopAt: null,
    counters: 1,
    ...more,
  } satisfies QueueForecast;
}

const foreseenRow = (name: string, forecast: Forecast) =>
  boardRows(overview, 'series', forecast).find(agency => agency.series === name)!;

const forecastOf = (...queues: QueueForecast[]): Forecast => ({
  at: '2026-11-23T10:00:00+08:00',
  businessDate: '2026-11-23',
  pastDays: 0,
  waiting: [],
  peak: null,
  queues,
});

describe('the rows of the board', () => {
  test('BOARD-1: keep the order of the series, or put what presses most first', () => {
    expect(series('series')).toEqual(['A', 'C', 'H']);
    expect(series('urgent')).toEqual(['A', 'H', 'C']);
  });

  test('BOARD-2: only a broken threshold has colour', () => {
    expect(rowsOf(overview).map(({ queue, isBroken }) => [queue.series, isBroken])).toEqual([
      ['A', true],
      ['B', false],
      ['C', false],
      ['H', true],
    ]);
  });

  test('BOARD-2: the building\u2019s own rules decide, and how many wait is one of them', () => {
    const strict = {
      ...overview,
      limits: { ...overview.limits, waitAlertMinutes: 47, waitingAlertPeople: 20 },
    };
    expect(row('B', strict).isBroken).toBe(true);
    const crowded = { ...strict, queues: [queueRow('B', 20, 3)] };
    expect(row('B', crowded).isBroken).toBe(true);
  });

  test('BOARD-2: a queue that nobody serves breaks sooner, a paused counter still counts', () => {
    const early = { ...overview, queues: [queueRow('H', 1, 14)] };
    expect(row('H', early)).toMatchObject({ hasNoCounter: true, isBroken: false });
    expect(row('H')).toMatchObject({ hasNoCounter: true, isBroken: true });
    expect(row('B').hasNoCounter).toBe(false);
  });

  test('BOARD-3: a square says what its counter does', () => {
    expect(overview.counters.map(counterLook)).toEqual(['serving', 'paused', 'ready', 'closed']);
    expect(counterLook(counterRow('D', { legState: 'called', label: 'D001' }))).toBe('serving');
  });

  test('BOARD-4: zones are summed from the same view', () => {
    const sums = zoneSums(overview, boardRows(overview, 'series'));
    expect(sums.map(({ waiting, open, counters }) => [waiting, open, counters])).toEqual([
      [25, 2, 3],
      [6, 0, 1],
    ]);
  });

  test('TOWER-1: an agency is one row with all its queues, counters and its promise of service', () => {
    const [dukcapil] = boardRows(overview, 'series');
    expect(dukcapil).toMatchObject({ series: 'A', waiting: 25, longestMinutes: 64 });
    expect(dukcapil!.queues.map(({ queue }) => queue.series)).toEqual(['A', 'B']);
    expect(dukcapil!.counters.map(({ id }) => id)).toEqual(['counter-A', 'counter-B']);
    const half = { ...queueRow('A', 1, 1), servedWithin: { percent: 50, called: 30 } };
    const all = { ...queueRow('B', 1, 1), servedWithin: { percent: 100, called: 10 } };
    const none = { ...queueRow('C', 1, 1), servedWithin: null };
    expect(servedTogether([half, all, none])).toEqual({ percent: 63, called: 40 });
    expect(servedTogether([none])).toBeNull();
  });

  test('TOWER-2: the last ticket is the latest of all queues, and late where one of them is', () => {
    const forecast = forecastOf(
      foreseen('queue-A', '14:00', '15:20', { unserved: { p50: 6, p90: 9 } }),
      foreseen('queue-B', '13:00', '14:30'),
    );
    const [dukcapil, bapenda] = boardRows(overview, 'series', forecast);
    expect(dukcapil).toMatchObject({ unserved: 6, isBroken: true, last: { isLate: true } });
    expect(dukcapil!.last!.to).toBe(Date.parse('2026-11-23T15:20:00+08:00'));
    expect(bapenda!.last).toBeNull();
    const calm = boardRows(overview, 'series', forecastOf(foreseen('queue-C', '13:00', '14:30')));
    expect(calm[1]).toMatchObject({ isBroken: false, last: { isLate: false } });
  });

  test('TOWER-2: a few minutes after the closing are not late, whoever is not served is', () => {
    const lastOf = (queue: QueueForecast) => foreseenRow('C', forecastOf(queue)).last;
    expect(lastOf(foreseen('queue-C', '14:00', '15:04'))!.isLate).toBe(false);
    expect(lastOf(foreseen('queue-C', '14:00', '15:05'))!.isLate).toBe(true);
    const unserved = { p50: 6, p90: 8 };
    expect(lastOf(foreseen('queue-C', '14:00', '14:30', { unserved }))!.isLate).toBe(true);
    const nobody = foreseen('queue-C', '14:00', '14:30', { last: null });
    expect(lastOf(nobody)).toBeNull();
    const closes = Date.parse('2026-11-23T15:00:00+08:00');
    expect(lastOf({ ...nobody, unserved })).toMatchObject({ from: closes, to: closes, closes });
    expect(lastOf({ ...nobody, unserved, closesAt: null })).toBeNull();
  });

  test('TOWER-2: the bars share an axis from now to the hour after the last of them', () => {
    const rows = boardRows(overview, 'series', forecastOf(foreseen('queue-A', '14:00', '16:10')));
    const now = Date.parse('2026-11-23T10:12:00+08:00');
    const axis = lastAxis(rows, now)!;
    expect(axis).toEqual({ from: now, to: Date.parse('2026-11-23T17:00:00+08:00') });
    expect(placeOn(axis, now)).toBe(0);
    expect(placeOn(axis, axis.to + 60_000)).toBe(100);
    expect(axisHours(axis).map(at => new Date(at).toISOString().slice(11, 16))).toEqual([
      '03:00',
      '05:00',
      '07:00',
      '09:00',
    ]);
    expect(lastAxis(boardRows(overview, 'series'), now)).toBeNull();
  });

  test('BOARD-5: a printer fault is a word, also one that is new', () => {
    expect(faultWords('paper-end')).toBe('kertas habis');
    expect(faultWords('something-new')).toBe('perlu diperiksa');
    expect(faultWords(undefined)).toBe('perlu diperiksa');
  });
});

test('TOWER-3: the curve goes through now, and what comes is a band between P50 and P90', () => {
  const now = Date.parse('2026-11-23T10:00:00+08:00');
  const point = (hour: string, p50: number, p90: number, isPast: boolean) => ({
    at: `2026-11-23T${hour}:00+08:00`,
    waiting: { p50, p90 },
    isPast,
  });
  const forecast = {
    ...forecastOf(),
    waiting: [
      point('08:00', 0, 0, true),
      point('09:00', 20, 20, true),
      point('11:00', 30, 40, false),
      point('12:00', 0, 10, false),
    ],
    peak: { at: '2026-11-23T11:00:00+08:00', waiting: { p50: 30, p90: 40 } },
  };
  expect(isForeseeable({ ...forecast, pastDays: 3, queues: [] })).toBe(true);
  expect(isForeseeable({ ...forecast, pastDays: 0, queues: [] })).toBe(false);
  const plan = curvePlan(forecast, 25, now, { width: 400, height: 100, top: 20 });
  expect(plan.nowAt).toEqual({ x: 200, y: 50 });
  expect(plan.past).toBe('M0.0 100.0L100.0 60.0L200.0 50.0');
  expect(plan.future).toBe('M200.0 50.0L300.0 40.0L400.0 100.0');
  expect(plan.band).toBe('M200.0 50.0L300.0 20.0L400.0 80.0L400.0 100.0L300.0 40.0Z');
  expect(plan.peakAt).toEqual({ x: 300, y: 40 });
  expect(plan.hours.map(({ x }) => x)).toEqual([0, 100, 200, 300, 400]);
});

/** A board before a server that knows one member of staff of this role. */
function openBoard(role: 'officer' | 'supervisor', told: Overview = overview) {
  const link = signal<Link>('live');
  const second = signal(deskNow);
  const server = { knows: true };
  const events: string[] = [];
  const answer = (path: string) => {
    if (path === '/building') return { ok: true, status: 200, body: building };
    if (path === '/staff') return { ok: true, status: 200, body: { staff: [] } };
    if (path === '/forecast' || path === '/admin/health') {
      return { ok: false, problem: { code: 'unreachable', status: 0 } };
    }
    if (path === '/printers') return { ok: true, status: 200, body: { printers: [] } };
    return server.knows
      ? { ok: true, status: 200, body: { user: { id: 'u1', role, counterIds: [] } } }
      : { ok: false, problem: { code: 'not-signed-in', status: 401 } };
  };
  const page = new BoardPage({
    playSoft: () => events.push('sound'),
    sound: { read: () => true, keep: () => undefined },
    send: ((_method: string, path: string) => Promise.resolve(answer(path))) as typeof send,
    openOverview: () => {
      events.push('opened');
      const clock = { now: () => second.value, second };
      return {
        view: signal<Overview | null>(told),
        link,
        clock,
        close: () => events.push('closed'),
      };
    },
  });
  page.start();
  return { page, link, second, server, events };
}

let close = (): void => undefined;
afterEach(() => close());

describe('who sees the board', () => {
  test('BOARD-6: a supervisor does, and an officer opens no stream', async () => {
    const board = openBoard('supervisor');
    close = () => board.page.close();
    await vi.waitFor(() => expect(board.page.overview.value).toBe(overview));
    const other = openBoard('officer');
    await vi.waitFor(() => expect(other.page.session.state.value).toBe('signed-in'));
    expect(other.events).toEqual([]);
    other.page.close();
  });

  test('BOARD-7: without a link it says of when it is, and keeps one stream', async () => {
    const { page, link, second, events } = openBoard('supervisor');
    close = () => page.close();
    await vi.waitFor(() => expect(page.overview.value).not.toBeNull());
    link.value = 'lost';
    const { lostAt } = page;
    expect(lostAt).toBe(deskNow - 5_000);
    second.value += 60_000;
    await page.session.load();
    expect(page.lostAt).toBe(lostAt);
    expect(events).toEqual(['opened']);
  });

  test('BOARD-7: a session that ended elsewhere leads to signing in', async () => {
    const { page, link, server, events } = openBoard('supervisor');
    close = () => page.close();
    await vi.waitFor(() => expect(page.overview.value).not.toBeNull());
    server.knows = false;
    link.value = 'lost';
    await vi.waitFor(() => expect(page.session.state.value).toBe('signed-out'));
    expect(events).toEqual(['opened', 'closed']);
    expect(page.overview.value).toBeNull();
  });
});

/** More agencies than one page of the board holds, in the two zones of the fixture. */
const crowded: Overview = {
  ...overview,
  queues: Array.from({ length: rowsOnPageMax + 6 }, (_, at) => {
    const name = `${String.fromCharCode(65 + Math.floor(at / 5))}${at % 5}`;
    return {
      ...queueRow(name, at, at),
      agencyId: `agency-${at}`,
      zoneId: at % 3 === 0 ? 'zone-cokelat' : 'zone-biru',
    };
  }),
};

test('TOWER-4: more agencies than a page holds are shown zone by zone, and what presses of all', async () => {
  const board = openBoard('supervisor', crowded);
  close = () => board.page.close();
  await vi.waitFor(() => expect(board.page.overview.value).not.toBeNull());
  const { page } = board;
  expect(page.shownZoneId.value).toBe('zone-biru');
  expect(page.rows.value).toHaveLength(20);
  page.zoneId.value = 'zone-cokelat';
  expect(page.rows.value).toHaveLength(10);
  page.zoneId.value = null;
  page.toggleOrder();
  expect(page.rows.value).toHaveLength(rowsOnPageMax);
  expect(page.rows.value[0]!.waiting).toBe(rowsOnPageMax + 5);
});
