import { describe, expect, test } from 'vitest';
import { evaluate, type Told } from '../../server/estimates/evaluate.ts';
import { Errors } from '../../server/estimates/figures.ts';
import type { LogRow } from '../../server/estimates/log-rows.ts';
import { logOfAHall } from './log-of-a-hall.ts';

const row = (
  ticket: string,
  [enqueued, called, finished]: readonly [number, number | null, number | null],
  more: Partial<LogRow> = {},
): LogRow => ({
  date: '2026-03-02',
  ticket,
  service: 'ktp',
  counter: called === null ? null : 'c1',
  enqueued,
  called,
  finished,
  wasServed: called !== null,
  ...more,
});

function toldOf(rows: readonly LogRow[]): Map<LogRow, Told> {
  const told = new Map<LogRow, Told>();
  evaluate(rows, (each, what) => told.set(each, what));
  return told;
}

test('EST-5: errors are told minus real, and coverage the share not above the P90', () => {
  const errors = new Errors();
  errors.note(10, 4, 12);
  errors.note(5, 8, 7);
  errors.note(20, 20, 20);
  errors.note(0, 1, 30);
  const { count, mae, bias, p90Error, coverage } = errors.accuracy();
  expect({ count, mae, bias, p90Error, coverage }).toEqual({
    count: 4,
    mae: 2.5,
    bias: 0.5,
    p90Error: 6,
    coverage: 0.75,
  });
  expect(new Errors().accuracy()).toMatchObject({ count: 0, mae: 0, coverage: null });
});

describe('the four usual estimates, by hand', () => {
  const rows = [
    row('A1', [480, 480, 490]),
    row('A2', [482, 490, 496]),
    row('A3', [484, 496, 510]),
    row('A4', [491, 510, 512]),
    row('A5', [500, 512, 520]),
  ];
  const told = toldOf(rows);
  const of = (place: number) => told.get(rows[place]!)!.baselines;

  test('EST-5: the wait of the last who was called, of the head so far, and the mean of ten', () => {
    expect(of(0)).toMatchObject({ LES: 0, HOL: 0, rolling10: 0 });
    // At 8.20 A3 was called last, after 12 minutes, and A4 waits since 8.11.
    expect(of(4)).toMatchObject({ LES: 12, HOL: 9, rolling10: (0 + 8 + 12) / 3 });
  });

  test('EST-5: the line by the mean service, with five configured ones, over the open counters', () => {
    // Nothing has ended at 8.02, and nobody waits; at 8.20 services of 10 and 6 have, and A4 waits.
    expect(of(1).QL).toBeCloseTo(1 * 10, 9);
    expect(of(4).QL).toBeCloseTo((2 * (10 + 6 + 5 * 10)) / 7, 9);
  });

  test('EST-5: a second counter that calls later is not open yet', () => {
    const two = [...rows, row('B1', [501, 505, 509], { counter: 'c2' })];
    const lone = toldOf(two).get(two[4]!)!.baselines;
    expect(lone.QL).toBeCloseTo(of(4).QL, 9);
  });
});

test('EST-6: whatever comes later changes nothing that was told before', () => {
  const rows = logOfAHall(6, 11);
  const [date, minute] = ['2026-03-05', 640] as const;
  const isPast = (each: LogRow): boolean =>
    each.date < date || (each.date === date && each.enqueued <= minute);
  const later = (at: number | null): number | null =>
    at === null || at <= minute ? at : minute + (at - minute) * 1.7;
  /** Who is still at the counter or waits goes on otherwise, and nobody comes any more. */
  const changed = rows.flatMap(each => {
    if (!isPast(each)) return [];
    if (each.date < date) return [each];
    return [{ ...each, called: later(each.called), finished: later(each.finished) }];
  });
  const before = [...toldOf(rows)].filter(([each]) => isPast(each)).map(([, told]) => told.ours);
  const after = [...toldOf(changed)].map(([, told]) => told.ours);
  expect(after.length).toBeGreaterThan(300);
  expect(before).toEqual(after);
});

test('EST-6: days in any order are replayed by their dates', () => {
  const rows = logOfAHall(4, 12);
  const turned = rows.toReversed().toSorted((a, b) => a.enqueued - b.enqueued);
  expect(evaluate(turned)).toEqual(evaluate(rows));
});

test('EST-5: a replay beats the usual estimates, and nine in ten wait no longer than told', () => {
  const { ours, baselines } = evaluate(logOfAHall(28, 13));
  const best = Math.min(...Object.values(baselines).map(({ mae }) => mae));
  expect(ours.count).toBeGreaterThan(1_500);
  expect(ours.mae).toBeLessThan(0.75 * best);
  expect(Math.abs(ours.bias)).toBeLessThan(2.5);
  expect(ours.coverage).toBeGreaterThan(0.87);
  expect(ours.coverage).toBeLessThan(0.93);
});
