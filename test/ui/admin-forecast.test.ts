import { expect, test } from 'vitest';
import type { ForecastCurve, QueueForecastDetail } from '../../contract/forecast.ts';
import { asItIs } from '../../admin-ui/forecast-model.ts';
import { compareRows } from '../../admin-ui/forecast-rows.ts';

const late = '2026-11-23T16:40:00+08:00';
const base: ForecastCurve = {
  counters: 2,
  points: [],
  longestWait: { p50: 20, p90: 40 },
  last: { p50: late, p90: late },
  isLate: true,
  afterClosing: { p50: 1, p90: 3 },
  unserved: { p50: 0, p90: 4 },
  classes: [],
};

test('FORECAST-9: without a closing nobody is the last one, and nobody comes too late', () => {
  const shown = (closesAt: string | null) => {
    const detail = { base, changed: null, alertMinutes: 60, closesAt } as QueueForecastDetail;
    return compareRows(detail, asItIs, 'Asia/Makassar');
  };
  const closing = shown('2026-11-23T16:00:00+08:00');
  expect(closing.map(({ id }) => id)).toEqual(['longest', 'last', 'unserved']);
  expect(closing.map(({ isBaseBroken }) => isBaseBroken)).toEqual([false, true, true]);
  expect(shown(null).map(({ id }) => id)).toEqual(['longest']);
});
