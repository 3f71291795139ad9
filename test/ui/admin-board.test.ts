import { signal } from '@preact/signals';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Overview } from '../../contract/overview.ts';
import { boardRows, counterLook, pausedCounters, zoneSums } from '../../admin-ui/board-rows.ts';
import { BoardPage } from '../../admin-ui/model.ts';
import type { send } from '../../ui-kit/api.ts';
import { faultWords } from '../../ui-kit/paper-trouble.ts';
import type { Link } from '../../ui-kit/stream.ts';
import { building, deskNow } from './fixtures/desk-views.ts';
import { counterRow, overview, queueRow } from './fixtures/overview.ts';

const series = (order: 'series' | 'urgent') =>
  boardRows(overview, order).map(row => row.queue.series);
const row = (name: string, of: Overview = overview) =>
  boardRows(of, 'series').find(({ queue }) => queue.series === name)!;

describe('the rows of the board', () => {
  test('BOARD-1: keep the order of the series, or put what presses most first', () => {
    expect(series('series')).toEqual(['A', 'B', 'C', 'H']);
    expect(series('urgent')).toEqual(['A', 'H', 'B', 'C']);
  });

  test('BOARD-2: only a broken threshold has colour', () => {
    expect(boardRows(overview, 'series').map(({ isBroken }) => isBroken)).toEqual([
      true,
      false,
      false,
      true,
    ]);
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

  test('BOARD-4: zones and pauses are summed from the same view', () => {
    expect(
      zoneSums(overview).map(({ waiting, open, counters }) => [waiting, open, counters]),
    ).toEqual([
      [25, 2, 3],
      [6, 0, 1],
    ]);
    expect(pausedCounters(overview).map(({ id }) => id)).toEqual(['counter-B']);
  });

  test('BOARD-5: a printer fault is a word, also one that is new', () => {
    expect(faultWords('paper-end')).toBe('kertas habis');
    expect(faultWords('something-new')).toBe('perlu diperiksa');
    expect(faultWords(undefined)).toBe('perlu diperiksa');
  });
});

/** A board before a server that knows one member of staff of this role. */
function openBoard(role: 'officer' | 'supervisor') {
  const link = signal<Link>('live');
  const second = signal(deskNow);
  const server = { knows: true };
  const events: string[] = [];
  const answer = (path: string) => {
    if (path === '/building') return { ok: true, status: 200, body: building };
    if (path === '/staff') return { ok: true, status: 200, body: { staff: [] } };
    if (path === '/printers') return { ok: true, status: 200, body: { printers: [] } };
    return server.knows
      ? { ok: true, status: 200, body: { user: { id: 'u1', role, counterIds: [] } } }
      : { ok: false, problem: { code: 'not-signed-in', status: 401 } };
  };
  const page = new BoardPage({
    send: ((_method: string, path: string) => Promise.resolve(answer(path))) as typeof send,
    openOverview: () => {
      events.push('opened');
      const clock = { now: () => second.value, second };
      return {
        view: signal<Overview | null>(overview),
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
