import { describe, expect, test } from 'vitest';
import type { TimeZone } from '../../contract/setup.ts';
import { rollDay } from '../../server/domain/business-day.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { businessDateOf, localTime, toInstant } from '../../server/domain/local-time.ts';
import { everywhere, hourMs, MemoryBuilding, minuteMs, setupWith } from './memory-building.ts';

const typesOf = (rows: readonly { type: string }[]): string[] => rows.map(({ type }) => type);

const midnights: readonly [TimeZone, string][] = [
  ['Asia/Jakarta', '2026-03-04T17:00:00Z'],
  ['Asia/Makassar', '2026-03-04T16:00:00Z'],
  ['Asia/Jayapura', '2026-03-04T15:00:00Z'],
];

test.each(midnights)('DAY-1: in %s the day changes at its own midnight', (timeZone, midnight) => {
  const at = Date.parse(midnight);
  expect(businessDateOf(at - 1, timeZone)).toBe('2026-03-04');
  expect(businessDateOf(at, timeZone)).toBe('2026-03-05');
  expect(localTime(at, timeZone)).toEqual({
    date: '2026-03-05',
    weekday: 4,
    minuteOfDay: 0,
    midnight: at,
  });
  expect(Date.parse(toInstant(at, timeZone))).toBe(at);
  const building = new MemoryBuilding(
    setupWith(setup => (setup.building.timeZone = timeZone)),
    at - 1,
  );
  expect(building.state.businessDate).toBe('2026-03-04');
  expect(rollDay(building.state, at - 1)).toEqual([]);
  expect(rollDay(building.state, at)).toEqual([
    { type: 'day-opened', at, data: { businessDate: '2026-03-05' } },
  ]);
});

test('DAY-1: the end of a month, of a year and of February are ordinary midnights', () => {
  for (const [before, after] of [
    ['2026-03-31', '2026-04-01'],
    ['2026-12-31', '2027-01-01'],
    ['2028-02-29', '2028-03-01'],
  ]) {
    const at = Date.parse(`${after}T00:00:00+08:00`);
    expect(businessDateOf(at - 1, 'Asia/Makassar')).toBe(before);
    expect(businessDateOf(at, 'Asia/Makassar')).toBe(after);
  }
});

describe('the end of a day', () => {
  /** One visitor in each state, counters 1 and 2 busy, 3 paused. */
  function busyDay() {
    const building = new MemoryBuilding().open('c1', 'c2', 'c3');
    const served = building.issue('a1');
    const called = building.issue('a1');
    const waiting = building.issue(['b1', 'a1']);
    const done = building.issue('b1');
    building.pass(minuteMs);
    building.callNext('c1');
    building.on('start', served);
    const choose = (counterId: string, visitId: string) =>
      building.must({ type: 'call-ticket', actor: everywhere, counterId, visitId });
    choose('c2', called);
    choose('c3', done);
    building.on('start', done);
    building.finish(done);
    building.must({ type: 'pause-counter', actor: everywhere, counterId: 'c3', reason: 'meal' });
    return { building, served, called, waiting, done };
  }

  test('DAY-2: ends every visit and every counter, then opens the new day', () => {
    const { building, served, called, waiting } = busyDay();
    const before = building.journal.length;
    building.pass(14 * hourMs).must({ type: 'roll-day', actor: { role: 'system' } });
    const ended = building.journal.slice(before);
    expect(typesOf(ended)).toEqual([
      'leg-finished',
      'leg-expired',
      'leg-expired',
      'leg-expired',
      'counter-closed',
      'counter-closed',
      'counter-closed',
      'day-opened',
    ]);
    expect(ended.slice(0, 4).map(({ visitId }) => visitId)).toEqual([
      served,
      called,
      waiting,
      waiting,
    ]);
    expect(ended[0]!.data).toEqual({ outcome: 'continued' });
    expect(building.state.visits.size).toBe(0);
    expect([...building.state.counters.values()].map(({ state }) => state)).toEqual([
      'closed',
      'closed',
      'closed',
    ]);
    expect(brokenInvariants(building.state)).toEqual([]);
  });

  test('NUM-4: every series starts at 1, and every quota anew', () => {
    const { building } = busyDay();
    building.pass(14 * hourMs);
    expect(building.label(building.issue('a1'))).toBe('A001');
    expect(building.label(building.issue('b1'))).toBe('B001');
    expect(building.state.queues.get('qa')!.issued).toBe(1);
  });

  test('DAY-2: happens once, however often it is asked for', () => {
    const { building } = busyDay();
    building.pass(14 * hourMs);
    const roll = { type: 'roll-day', actor: { role: 'system' } } as const;
    building.must(roll);
    const journal = building.journal.length;
    expect(building.must(roll)).toEqual([]);
    expect(building.must(roll)).toEqual([]);
    expect(building.journal).toHaveLength(journal);
  });

  test('DAY-2: days that nobody worked are passed over in one step', () => {
    const { building } = busyDay();
    building.pass(10 * 24 * hourMs).must({ type: 'roll-day', actor: { role: 'system' } });
    expect(building.journal.at(-1)).toMatchObject({ data: { businessDate: '2026-03-14' } });
    expect(building.journal.filter(({ type }) => type === 'day-opened')).toHaveLength(2);
  });

  test('DAY-2: yesterday’s ticket is unknown today', () => {
    const { building, called } = busyDay();
    building.pass(14 * hourMs);
    expect(building.on('start', called)?.refused).toBe('unknown-ticket');
  });
});

test('DAY-3: a clock set back by days never reopens a day', () => {
  const building = new MemoryBuilding();
  building.issue('a1');
  building.pass(-30 * 24 * hourMs);
  expect(rollDay(building.state, building.now)).toEqual([]);
  expect(building.label(building.issue('a1'))).toBe('A002');
  expect(building.state.businessDate).toBe('2026-03-04');
});
