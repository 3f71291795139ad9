import { describe, expect, test } from 'vitest';
import {
  cellLook,
  cellText,
  curveOf,
  joined,
  meaning,
  verdictOf,
} from '../../admin-ui/accuracy-figures.ts';
import { isOffTarget } from '../../admin-ui/report-figures.ts';
import { octoberAccuracy, quotes } from './fixtures/accuracy-report.ts';

describe('how well waits were foretold', () => {
  test('REPORT-30: a share is off its target only beyond what chance brings', () => {
    expect([
      isOffTarget(0.896, 4400),
      isOffTarget(0.869, 4400),
      isOffTarget(0.8696, 4400),
      isOffTarget(0.85, 40),
      isOffTarget(0.75, 40),
      isOffTarget(0.1, 29),
      isOffTarget(null, 4400),
    ]).toEqual([false, true, false, false, true, false, false]);
    const verdict = (n: number, share: number) => verdictOf(quotes(n, 4, 0, share));
    expect([
      verdict(4400, 0.9),
      verdict(4400, 0.84),
      verdict(4400, 0.95),
      verdict(40, 0.85),
      verdict(29, 0.9),
    ]).toEqual(['good', 'narrow', 'wide', 'chance', 'few']);
  });

  test('REPORT-30: what the figures mean is said in whole sentences', () => {
    expect(meaning(octoberAccuracy.totals)).toEqual([
      'Dari 4.400 perkiraan, 89,6\u00a0% pengunjung dipanggil paling lambat pada ujung atas kisarannya.',
      'Ini sesuai sasaran 87–93 %: kisaran di tiket dapat dipercaya.',
      'Titik tengah kisaran meleset rata-rata 4,1 menit.',
      'Pengunjung menunggu rata-rata 0,6 menit lebih singkat dari titik tengahnya.',
    ]);
    expect(meaning(quotes(50, 4, 0.02, 0.9)).at(-1)).toMatch(/tidak condong/);
    expect(meaning({ n: 0, mae: null, bias: null, coverage90: null })).toEqual([]);
  });

  test('REPORT-30: cells show their figure and stand out where it breaks its target', () => {
    const late = quotes(200, 9, 3.2, 0.8);
    expect([cellText('coverage', late), cellText('mae', late), cellText('bias', late)]).toEqual([
      '80\u00a0%',
      '9,0',
      '+3,2',
    ]);
    expect(cellText('bias', quotes(200, 9, -3.2, 0.8))).toBe('−3,2');
    expect(cellText('bias', quotes(200, 9, -0.01, 0.8))).toBe('0,0');
    expect([cellLook('coverage', late), cellLook('mae', late), cellLook('bias', late)]).toEqual([
      'is-bad',
      'is-dark-3',
      'is-bad',
    ]);
    expect(cellLook('coverage', quotes(12, 9, 3, 0.5))).toBe('is-few');
  });

  test('REPORT-30: days put together weigh by how many they are of', () => {
    expect(joined([quotes(100, 4, 1, 0.9), quotes(300, 8, -1, 0.7), quotes(0, 0, 0, 0)])).toEqual({
      n: 400,
      mae: 7,
      bias: -0.5,
      coverage90: 0.75,
    });
    expect(joined([]).mae).toBeNull();
    const many = Array.from({ length: 80 }, (_, at) => ({
      date: new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
      accuracy: quotes(10, 4, 0, 0.9),
    }));
    const weeks = curveOf(many);
    expect(weeks.by).toBe('week');
    expect(weeks.points[0]).toMatchObject({ date: '2025-12-29', accuracy: { n: 40 } });
    expect(curveOf(many.slice(0, 20)).by).toBe('day');
  });
});
