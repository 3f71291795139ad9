import { describe, expect, test } from 'vitest';
import { boardPlan } from '../../display-ui/lobby/board-plan.ts';
import { innerWidth, planScreen, type Plan } from '../../display-ui/lobby/plan.ts';
import { capRatio, ems, leastSizes, rowEms } from '../../display-ui/lobby/type-sizes.ts';

const layouts = ['call', 'call-list', 'board', 'split'] as const;
const shapes = [
  { widthPx: 1920, heightPx: 1080 },
  { widthPx: 1080, heightPx: 1920 },
  { widthPx: 3840, heightPx: 2160 },
  { widthPx: 2160, heightPx: 3840 },
  { widthPx: 1366, heightPx: 768 },
  { widthPx: 1280, heightPx: 1024 },
] as const;
const distances = [2, 3.8, 6, 8, 10, 12, 15, 20, 40];

const everyPlan = layouts.flatMap(layout =>
  shapes.flatMap(shape =>
    distances.map(viewingDistanceM => {
      const name = `${layout} ${shape.widthPx}×${shape.heightPx} ${viewingDistanceM} m`;
      const asked = { ...shape, sizeInches: 55, viewingDistanceM };
      return { name, layout, asked, plan: planScreen(layout, asked) };
    }),
  ),
);

test('DISPLAY-18: at 10 m on 55 inches a cap is 131 px high, other words 79', () => {
  const shape = { widthPx: 1920, heightPx: 1080, sizeInches: 55, viewingDistanceM: 10 };
  const { callPx, textPx } = leastSizes(shape);
  expect(callPx * capRatio).toBeCloseTo(131.4, 0);
  expect(textPx * capRatio).toBeCloseTo(78.9, 0);
  const finer = leastSizes({ ...shape, widthPx: 3840, heightPx: 2160 });
  expect(finer.callPx).toBeCloseTo(2 * callPx, 0);
  expect(leastSizes({ ...shape, viewingDistanceM: 20 }).textPx).toBeCloseTo(2 * textPx, 0);
});

/** Everything on a plan that is smaller than it must be. */
function tooSmall({ panel, list, bar, least }: Plan): string[] {
  const { callPx, textPx } = least;
  const sizes: readonly (readonly [string, number, number])[] = [
    ['number', panel.numberPx, callPx],
    ['counter', panel.counterPx, callPx],
    ['crowd', panel.crowdPx, callPx],
    ['place', panel.placePx === 0 ? textPx : panel.placePx, textPx],
    ['list', list.rows === 0 ? textPx : list.wordsPx, textPx],
    ['bar', bar.wordsPx, textPx],
    ['clock', bar.clockPx, textPx],
  ];
  return sizes
    .filter(([, px, least_]) => px < least_ - 0.05)
    .map(([name, px, least_]) => `${name}: ${px} < ${least_}`);
}

test.each(everyPlan)('DISPLAY-18: nothing is planned smaller than it is read: $name', row => {
  const { plan, layout } = row;
  expect(tooSmall(plan)).toEqual([]);
  for (const page of plan.pages) {
    for (const place of Object.values(page)) {
      expect(place.left + place.width).toBeLessThanOrEqual(row.asked.widthPx + 0.5);
      expect(place.top + place.height).toBeLessThanOrEqual(
        row.asked.heightPx - plan.bar.heightPx + 0.5,
      );
    }
  }
  const panel = plan.pages.find(page => page.panel)?.panel;
  expect(panel === undefined).toBe(layout === 'board');
});

test.each(everyPlan.filter(({ layout }) => layout !== 'board'))(
  'DISPLAY-18: the widest number and counter have room: $name',
  ({ plan, asked }) => {
    const panel = plan.pages.find(page => page.panel)!.panel!;
    const room = innerWidth(panel.width, plan.unitPx);
    const { least } = plan;
    expect(ems.label * least.callPx).toBeLessThanOrEqual(room + 0.5);
    const { placePx, isNarrow, crowdRows, crowdPx, isCrowdStacked } = plan.panel;
    if (!isNarrow) expect(ems.counterWords * least.callPx).toBeLessThanOrEqual(room + 0.5);
    const lines = isCrowdStacked ? 2 : 1;
    expect(crowdRows * lines * crowdPx * 0.86).toBeLessThanOrEqual(panel.height);
    const stacked = placePx + plan.panel.numberPx * 0.86 + plan.panel.counterPx * 0.9;
    expect(stacked, `${asked.viewingDistanceM} m`).toBeLessThanOrEqual(panel.height);
    const list = plan.pages.find(page => page.list)?.list;
    if (list) expect(rowEms * least.textPx).toBeLessThanOrEqual(list.width);
  },
);

test('DISPLAY-18: farther away fewer things stand at once, and take turns', () => {
  const at = (viewingDistanceM: number) =>
    planScreen('call-list', { widthPx: 1920, heightPx: 1080, sizeInches: 55, viewingDistanceM });
  expect(at(10).pages).toHaveLength(1);
  expect(Object.keys(at(10).pages[0]!)).toEqual(['panel', 'list']);
  expect(at(16).pages.map(page => Object.keys(page))).toEqual([['panel'], ['list']]);
  expect(at(16).panel.crowdRows).toBeLessThan(at(10).panel.crowdRows);
  expect(at(16).bar.length).toBeLessThan(at(10).bar.length);
});

test('DISPLAY-19: a screen too small for its distance says so and is as large as it holds', () => {
  const shape = { widthPx: 1080, heightPx: 1920, sizeInches: 32, viewingDistanceM: 30 };
  const plan = planScreen('call-list', shape);
  expect(plan.isTooFar).toBe(true);
  expect(plan.least.callPx).toBeGreaterThan(1080 / 5);
  expect(planScreen('call', { ...shape, viewingDistanceM: 4 }).isTooFar).toBe(false);
});

describe('the board', () => {
  const room = (shape: { widthPx: number; heightPx: number }, viewingDistanceM: number) => {
    const plan = planScreen('board', { ...shape, sizeInches: 55, viewingDistanceM });
    const place = plan.pages[0]!.board!;
    const widthPx = place.width - 64 * plan.unitPx;
    const size = { widthPx, heightPx: place.height, unitPx: plan.unitPx };
    return { plan, board: (count: number) => boardPlan(size, plan.least, count), size };
  };

  test('DISPLAY-20: 20 agencies stand on one page at 3.8 m, and evenly on more where farther', () => {
    const { board } = room({ widthPx: 1920, heightPx: 1080 }, 3.8);
    expect(board(20)).toMatchObject({ lines: 1, columns: 2, rows: 10 });
    expect(board(47)).toMatchObject({ columns: 2, rows: 8 });
    expect(board(4)).toMatchObject({ columns: 1, rows: 4 });
    const far = room({ widthPx: 1920, heightPx: 1080 }, 10).board(20);
    expect(far).toMatchObject({ lines: 2, columns: 1, rows: 3 });
    const upright = room({ widthPx: 1080, heightPx: 1920 }, 3.8).board(20);
    expect(upright).toMatchObject({ lines: 1, columns: 1, rows: 20 });
  });

  test.each(everyPlan.filter(({ layout }) => layout === 'board'))(
    'DISPLAY-18: rows are read and have room: $name',
    ({ asked }) => {
      const { plan, board, size } = room(asked, asked.viewingDistanceM);
      for (const count of [1, 4, 11, 20, 47, 80]) {
        const { namePx, numberPx, rowPx, headPx, rows, lines } = board(count);
        expect(namePx).toBeGreaterThanOrEqual(plan.least.textPx - 0.05);
        expect(numberPx).toBeGreaterThanOrEqual(plan.least.callPx - 0.05);
        expect(rows * rowPx + headPx).toBeLessThanOrEqual(size.heightPx + 1);
        const high = lines === 1 ? numberPx : lines === 2 ? 2 * namePx : numberPx + 2 * namePx;
        if (!plan.isTooFar) expect(high).toBeLessThanOrEqual(rowPx);
      }
    },
  );
});
