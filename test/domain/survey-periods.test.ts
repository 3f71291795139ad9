import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dayAfter,
  periodEnd,
  periodStart,
  periodsIn,
  periodWithin,
  usualPeriod,
} from '../../server/domain/survey-periods.ts';

const day = fc.integer({ min: 0, max: 4_000 }).map(days => dayAfter('2024-01-01', days));
const by = fc.constantFrom('day', 'week', 'month', 'quarter', 'semester', 'year' as const);

describe('periods', () => {
  test('SURVEY-12: a period has its first day and the first one after it, weeks from Monday', () => {
    expect(periodStart('2026-11-22', 'week')).toBe('2026-11-16');
    expect(periodEnd('2026-11-16', 'week')).toBe('2026-11-23');
    expect([periodStart('2024-02-29', 'month'), periodEnd('2024-02-01', 'month')]).toEqual([
      '2024-02-01',
      '2024-03-01',
    ]);
    expect([periodStart('2026-11-23', 'quarter'), periodEnd('2026-10-01', 'quarter')]).toEqual([
      '2026-10-01',
      '2027-01-01',
    ]);
    expect([periodStart('2026-11-23', 'semester'), periodEnd('2026-07-01', 'semester')]).toEqual([
      '2026-07-01',
      '2027-01-01',
    ]);
    expect([periodStart('2026-11-23', 'year'), periodEnd('2026-01-01', 'year')]).toEqual([
      '2026-01-01',
      '2027-01-01',
    ]);
  });

  test('SURVEY-12: the periods of a range are all of its days, each once', () => {
    fc.assert(
      fc.property(day, fc.nat(400), by, (from, days, kind) => {
        const to = dayAfter(from, days + 1);
        const periods = periodsIn({ from, to }, kind);
        expect(periods[0]!.from).toBe(from);
        expect(periods.at(-1)!.to).toBe(to);
        for (const [at, period] of periods.slice(1).entries()) {
          expect(period.from).toBe(periods[at]!.to);
          expect(period.from < period.to).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('SURVEY-12: where there would be too many points they are of longer periods', () => {
    const years = { from: '2022-01-01', to: '2027-01-01' };
    expect(usualPeriod({ from: '2026-11-01', to: '2026-12-01' })).toBe('day');
    expect(usualPeriod(years)).toBe('quarter');
    expect(periodWithin(years, 'day', 400)).toBe('week');
    expect(periodWithin(years, 'month', 400)).toBe('month');
  });
});
