import { expect, test } from 'vitest';
import type { DisplayCall, DisplayView } from '../../contract/views.ts';
import { mergeDisplay } from '../../display-ui/lobby/merge.ts';
import { Lobby } from '../../display-ui/lobby/model.ts';
import { agencyPages, facetAt } from '../../display-ui/lobby/pages.ts';
import { pendingMsMax } from '../../display-ui/lobby/panel.ts';
import {
  askedSettings,
  settingsOf,
  type ScreenSettings,
} from '../../display-ui/lobby/screen-settings.ts';
import { call, dayStartMs, displayView, rows } from './fixtures/display-fixtures.ts';

/** A lobby with a hand-turned clock; `later` steps as the screen's timer would. */
function hall(view: DisplayView = displayView(), layout: ScreenSettings['layout'] = 'call-list') {
  let atMs = 0;
  const lobby = new Lobby(
    { layout },
    {
      steadyMs: () => atMs,
      buildingMs: () => dayStartMs + atMs,
    },
  );
  let current = view;
  const connect = () => {
    lobby.see(current);
    lobby.link('live');
  };
  const tell = (told: DisplayCall) => {
    current = mergeDisplay(current, { call: told });
    lobby.see(current);
  };
  const later = (ms: number) => {
    for (let step = 0; step < ms; step += 200) {
      atMs += 200;
      lobby.advance();
    }
  };
  const callNow = (label: string, counter: number, rest: Partial<DisplayCall> = {}) =>
    tell(call(label, counter, { calledAt: new Date(dayStartMs + atMs).toISOString(), ...rest }));
  return { lobby, connect, tell, later, callNow, miss: (next: DisplayView) => (current = next) };
}

const labels = (calls: readonly DisplayCall[]) => calls.map(one => one.label);
const oldCall = (label: string, counter: number) =>
  call(label, counter, { calledAt: new Date(dayStartMs - 60_000).toISOString() });

test('DISPLAY-1: a call takes the panel at once and says "now" for 20 seconds', () => {
  const { lobby, connect, callNow, later } = hall();
  connect();
  callNow('A012', 3);
  expect(labels(lobby.board.value.shown)).toEqual(['A012']);
  expect(lobby.now.value).toBe(true);
  later(19_800);
  expect(lobby.now.value).toBe(true);
  later(400);
  expect(lobby.now.value).toBe(false);
  expect(labels(lobby.board.value.shown)).toEqual(['A012']);
});

test('DISPLAY-2: calls queue for the panel, each for at least 6 seconds', () => {
  const { lobby, connect, callNow, later } = hall();
  connect();
  callNow('A012', 3);
  callNow('B034', 9);
  expect(labels(lobby.board.value.shown)).toEqual(['A012']);
  expect(labels(lobby.board.value.pending)).toEqual(['B034']);
  later(5_800);
  expect(labels(lobby.board.value.shown)).toEqual(['A012']);
  later(200);
  expect(labels(lobby.board.value.shown)).toEqual(['B034']);
  expect(labels(lobby.board.value.past)).toEqual(['A012']);
});

test('DISPLAY-3: 41 calls within a minute are all on the panel within 70 seconds', () => {
  const { lobby, connect, callNow, later } = hall();
  connect();
  const seen = new Map<string, number>();
  for (let step = 0; step < 350; step += 1) {
    if (step % 7 === 0 && step / 7 < 41) callNow(`A${String(step / 7).padStart(3, '0')}`, step / 7);
    for (const one of lobby.board.value.shown) {
      seen.set(one.label, (seen.get(one.label) ?? 0) + 200);
    }
    later(200);
  }
  expect(seen.size).toBe(41);
  expect(Math.min(...seen.values())).toBeGreaterThanOrEqual(6_000);
  expect(lobby.board.value.pending).toEqual([]);
});

test('DISPLAY-4: a repeated call pulses again in its place, once in the list', () => {
  const { lobby, connect, callNow, later } = hall();
  connect();
  callNow('A012', 3);
  later(15_000);
  const before = lobby.board.value.attention;
  callNow('A012', 3, { calls: 2 });
  expect(lobby.board.value).toMatchObject({ repeat: true, attention: before + 1, past: [] });
  later(10_000);
  expect(lobby.now.value).toBe(true);
  callNow('B034', 9);
  callNow('A012', 3, { calls: 3 });
  later(6_000);
  expect(labels(lobby.board.value.shown)).toEqual(['A012']);
  expect(labels(lobby.board.value.past)).toEqual(['B034']);
});

test('DISPLAY-5: a call of a waiting number to another counter replaces the first one', () => {
  const { lobby, connect, callNow, later } = hall();
  connect();
  callNow('A012', 3);
  callNow('B034', 9);
  callNow('B034', 8);
  expect(lobby.board.value.pending.map(one => one.counterNumber)).toEqual([8]);
  later(6_000);
  expect(lobby.board.value.shown.map(one => one.counterNumber)).toEqual([8]);
});

test('DISPLAY-6: calls made before the screen looked rest in white and are not announced', () => {
  const { lobby, connect } = hall(
    displayView({ calls: [oldCall('G021', 22), oldCall('B034', 9), oldCall('A011', 5)] }),
  );
  connect();
  expect(labels(lobby.board.value.shown)).toEqual(['G021']);
  expect(labels(lobby.board.value.past)).toEqual(['B034', 'A011']);
  expect(lobby.now.value).toBe(false);
  expect(lobby.covered.value).toBe(false);
});

test('DISPLAY-7: without the server no call stays; the way back is said for a second', () => {
  const { lobby, connect, callNow, later } = hall();
  connect();
  callNow('A012', 3);
  later(8_000);
  lobby.link('lost');
  expect(lobby.stage.value).toEqual({ kind: 'lost', sinceMs: dayStartMs + 3_000 });
  expect(lobby.board.value.shown).toEqual([]);
  connect();
  expect(lobby.stage.value.kind).toBe('back');
  later(1_000);
  expect(lobby.stage.value.kind).toBe('live');
});

test('DISPLAY-8: a call seen before the connection was lost is never played again', () => {
  const { lobby, connect, callNow, later } = hall();
  connect();
  callNow('A012', 3);
  later(6_000);
  lobby.link('lost');
  connect();
  later(1_000);
  expect(labels(lobby.board.value.shown)).toEqual(['A012']);
  expect(lobby.now.value).toBe(false);
});

test('DISPLAY-9: a call made during the silence is shown if it is still recent', () => {
  const { lobby, connect, later, miss } = hall();
  connect();
  later(8_000);
  lobby.link('lost');
  const recent = call('B034', 9, { calledAt: new Date(dayStartMs + 7_000).toISOString() });
  miss(displayView({ calls: [recent, oldCall('A011', 5)] }));
  connect();
  expect(lobby.board.value.pending).toEqual([recent]);
  later(1_200);
  expect(labels(lobby.board.value.shown)).toEqual(['B034']);
  expect(lobby.now.value).toBe(true);
});

test('DISPLAY-10: the board is covered for 6 seconds and its row says "now" for 20', () => {
  const { lobby, connect, callNow, later } = hall(displayView(), 'board');
  connect();
  expect(lobby.covered.value).toBe(false);
  callNow('A012', 3);
  expect(lobby.covered.value).toBe(true);
  expect([...lobby.hotAgencies.value]).toEqual(['biru/Dukcapil']);
  later(6_000);
  expect(lobby.covered.value).toBe(false);
  expect(lobby.hotAgencies.value.size).toBe(1);
  later(14_000);
  expect(lobby.hotAgencies.value.size).toBe(0);
});

test('DISPLAY-16: a hall that calls all the time still sees its board', () => {
  const { lobby, connect, callNow, later } = hall(displayView(), 'board');
  connect();
  let coveredMs = 0;
  let longestMs = 0;
  let boardMs = 0;
  for (let step = 0; step < 300; step += 1) {
    if (step % 2 === 0) callNow(`A${String(step).padStart(3, '0')}`, step % 41);
    coveredMs = lobby.covered.value ? coveredMs + 200 : 0;
    boardMs += lobby.covered.value ? 0 : 200;
    longestMs = Math.max(longestMs, coveredMs);
    later(200);
  }
  expect(longestMs).toBeLessThanOrEqual(24_200);
  expect(boardMs).toBeGreaterThanOrEqual(12_000);
  expect(lobby.board.value.pending.length).toBeLessThanOrEqual(40);
});

test('DISPLAY-6: an old call that an undo brings to light is not announced', () => {
  const newer = oldCall('B034', 9);
  const { lobby, connect, later, callNow } = hall(displayView({ calls: [newer] }));
  connect();
  callNow('A012', 3);
  later(6_000);
  lobby.see(
    displayView({
      calls: [newer, call('G021', 22, { callId: 5, calledAt: '2026-11-23T09:00:00+08:00' })],
    }),
  );
  later(400);
  expect(lobby.board.value.shown.map(one => one.label)).toEqual(['A012']);
  expect(lobby.board.value.pending).toEqual([]);
});

test('DISPLAY-11: a new business day begins with an empty hall', () => {
  const { lobby, connect, callNow } = hall();
  connect();
  callNow('A012', 3);
  lobby.see(displayView());
  expect(lobby.board.value.shown).toEqual([]);
});

test('DISPLAY-12: rows are replaced by id, a call comes first and eight are kept', () => {
  const row = { ...rows[0]!, waiting: 99 };
  const many = Array.from({ length: 8 }, (_, at) => oldCall(`A${at}`, at));
  const merged = mergeDisplay(displayView({ calls: many }), { rows: [row], call: call('Z001', 1) });
  expect(merged.rows[0]).toBe(row);
  expect(merged.rows[1]).toBe(rows[1]);
  expect(merged.calls).toHaveLength(8);
  expect(merged.calls[0]?.label).toBe('Z001');
});

test('DISPLAY-13: every agency is on exactly one page, in the order of the building', () => {
  const many = Array.from({ length: 47 }, (_, at) => ({ ...rows[0]!, agencyId: `agency-${at}` }));
  const pages = agencyPages(many, { columns: 2, rows: 10 });
  expect(pages.map(columns => columns.map(column => column.length))).toEqual([
    [10, 10],
    [10, 10],
    [7],
  ]);
  expect(pages.flat(2).map(row => row.agencyId)).toEqual(many.map(row => row.agencyId));
});

test('DISPLAY-17: no call waits longer than 66 seconds for the panel, whatever comes at once', () => {
  const { lobby, connect, callNow, later } = hall();
  connect();
  for (let at = 0; at < 100; at += 1) callNow(`A${String(at).padStart(3, '0')}`, (at % 41) + 1);
  expect(lobby.board.value.pending).toHaveLength(40);
  const newest = 'A099';
  const shown = new Set<string>();
  let waitedMs = 0;
  while (!lobby.board.value.shown.some(one => one.label === newest) && waitedMs < 120_000) {
    for (const one of lobby.board.value.shown) shown.add(one.label);
    later(200);
    waitedMs += 200;
  }
  expect(waitedMs).toBeLessThanOrEqual(pendingMsMax);
  expect(shown.size).toBe(37);
});

test('DISPLAY-17: where fewer fit at once, fewer wait, so that none waits longer', () => {
  const { lobby, connect, callNow } = hall();
  lobby.windowPx.value = { width: 640, height: 640 };
  connect();
  const room = lobby.plan.value.panel.crowdRows;
  for (let at = 0; at < 60; at += 1) callNow(`A${String(at).padStart(3, '0')}`, (at % 41) + 1);
  expect(lobby.board.value.pending).toHaveLength(10 * room);
});

test('DISPLAY-21: the end of a row says who is next, how many wait and how long, in turns', () => {
  expect([0, 4_000, 8_000, 12_000].map(facetAt)).toEqual(['next', 'waiting', 'wait', 'next']);
});

test('DISPLAY-18: panes that take turns give way to a call at once', () => {
  const { lobby, connect, callNow, later } = hall();
  lobby.windowPx.value = { width: 900, height: 600 };
  connect();
  const seen = new Set<string>();
  for (let step = 0; step < 3; step += 1) {
    seen.add(Object.keys(lobby.panes.value).join());
    later(12_000);
  }
  expect(seen).toEqual(
    lobby.plan.value.pages.length > 1 ? new Set(['panel', 'list']) : new Set(['panel,list']),
  );
  callNow('A012', 3);
  expect(Object.keys(lobby.panes.value)).toContain('panel');
});

test('DISPLAY-27: the set-up of a screen decides what it shows; its address goes before it', () => {
  const display = {
    id: 'tv-1',
    name: 'TV 1',
    layout: 'split',
    viewingDistanceM: 6,
    sizeInches: 75,
    language: 'id',
    playlist: [],
    pictureSeconds: 12,
    mediaVolumePercent: 0,
    isSpeaker: true,
    counterId: null,
    arrow: 'down',
  } as const;
  expect(settingsOf(null, {}, true)).toMatchObject({ layout: 'call-list', viewingDistanceM: 10 });
  expect(settingsOf(null, {}, false)).toMatchObject({ layout: 'board', viewingDistanceM: 3.8 });
  expect(settingsOf({ ...display, playlist: [] }, {}, true)).toMatchObject({
    layout: 'split',
    sizeInches: 75,
  });
  const query = new URLSearchParams('layout=call&distance=12&inches=nothing');
  const asked = askedSettings(query);
  expect(asked).toEqual({ layout: 'call', viewingDistanceM: 12 });
  expect(settingsOf({ ...display, playlist: [] }, asked, true)).toMatchObject({
    layout: 'call',
    viewingDistanceM: 12,
    sizeInches: 75,
  });
});

test('DISPLAY-33: a call that was taken back frees the panel for the next one at once', () => {
  const { lobby, connect, callNow, later } = hall();
  connect();
  callNow('A012', 3);
  callNow('B034', 9);
  lobby.withdraw(lobby.board.value.shown.map(one => one.callId));
  expect(lobby.board.value.shown).toEqual([]);
  later(200);
  expect(labels(lobby.board.value.shown)).toEqual(['B034']);
  expect(lobby.now.value).toBe(true);
});
