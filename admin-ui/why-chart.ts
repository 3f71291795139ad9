import type { Comparison } from '../contract/stories.ts';

/** What is drawn of a comparison: lines of urgency over time, or since when each has waited. */

export const chart = { width: 590, height: 164, left: 28, right: 142, top: 8, bottom: 20 } as const;
const plotRight = chart.width - chart.right;
const plotBottom = chart.height - chart.bottom;

export interface ChartLine {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
}

export interface WhyChart {
  readonly kind: 'lines' | 'bars';
  /** Of the first and of the second; null where it was not there yet. */
  readonly lines: readonly [ChartLine | null, ChartLine | null];
  readonly callX: number;
  readonly crossing: readonly [x: number, y: number] | null;
  /** Times along the bottom, milliseconds since the epoch. */
  readonly times: readonly { readonly x: number; readonly at: number }[];
  /** Minutes of urgency at the left; none where bars are drawn. */
  readonly heights: readonly { readonly y: number; readonly minutes: number }[];
  /** Where the two values at the right stand: apart, however near they are. */
  readonly labelY: readonly [number, number];
}

const minuteMs = 60_000;
/** Steps of an axis that people read easily. */
const steps = [1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480, 1000, 2000, 5000];

const stepFor = (span: number, most: number): number =>
  steps.find(step => span / step <= most) ?? steps.at(-1)!;

/** Labels need a line of their own each. */
const apartPx = 20;

function apart(one: number, other: number): [number, number] {
  if (Math.abs(one - other) >= apartPx) return [one, other];
  const middle = Math.min(plotBottom - apartPx / 2, Math.max(14 + apartPx / 2, (one + other) / 2));
  const isOneAbove = one <= other;
  const [high, low] = [middle - apartPx / 2, middle + apartPx / 2];
  return isOneAbove ? [high, low] : [low, high];
}

interface Axis {
  readonly begin: number;
  readonly end: number;
  readonly x: (at: number) => number;
  readonly times: WhyChart['times'];
}

function axisOf(begin: number, end: number): Axis {
  const span = Math.max(minuteMs, end - begin);
  const from = begin - span * 0.06;
  const x = (at: number): number =>
    chart.left + ((at - from) / (end - from)) * (plotRight - chart.left);
  const stepMs = stepFor(span / minuteMs, 5) * minuteMs;
  const times: { x: number; at: number }[] = [];
  for (let at = Math.ceil(from / stepMs) * stepMs; at <= end; at += stepMs) {
    // A time at the very edge would be cut, or lie under the next.
    if (x(at) > chart.left + 14) times.push({ x: x(at), at });
  }
  return { begin, end, x, times };
}

/** Nobody who was there yet has a line. */
const refOf = ({ urgency }: Comparison['first']): number | null =>
  urgency === null ? null : Date.parse(urgency.ref);

function linesChart(told: Comparison, refs: readonly [number, number], at: number): WhyChart {
  const { first, second, crossedAt } = told;
  const axis = axisOf(Math.min(...refs), at);
  const values = [first.urgency!.value, second.urgency!.value].map(value => value / 60);
  const most = Math.max(5, ...values);
  const step = stepFor(most, 3);
  const top = Math.ceil((most * 1.02) / step) * step;
  const y = (minutes: number): number => plotBottom - (minutes / top) * (plotBottom - chart.top);
  const line = (place: 0 | 1): ChartLine => ({
    from: [axis.x(Math.min(refs[place], at)), y(0)],
    to: [axis.x(at), y(values[place]!)],
  });
  const lines = [line(0), line(1)] as const;
  const crossed = crossedAt === null ? null : Date.parse(crossedAt);
  const { rate } = first.urgency!;
  const heights = [];
  for (let minutes = 0; minutes <= top; minutes += step) heights.push({ y: y(minutes), minutes });
  return {
    kind: 'lines',
    lines,
    callX: axis.x(at),
    crossing:
      crossed === null
        ? null
        : [axis.x(crossed), y((rate * Math.max(0, crossed - refs[0])) / minuteMs)],
    times: axis.times,
    heights,
    labelY: apart(lines[0].to[1], lines[1].to[1]),
  };
}

function barsChart(
  { first, second }: Comparison,
  refs: readonly [number | null, number | null],
  at: number,
): WhyChart {
  const known = refs.map((ref, place) => ref ?? Date.parse([first, second][place]!.joinedAt));
  const axis = axisOf(Math.min(...known, at), at);
  const rows = [56, 108] as const;
  const line = (place: 0 | 1): ChartLine | null => {
    const ref = refs[place];
    if (ref === null) return null;
    return { from: [axis.x(Math.min(ref, at)), rows[place]], to: [axis.x(at), rows[place]] };
  };
  return {
    kind: 'bars',
    lines: [line(0), line(1)],
    callX: axis.x(at),
    crossing: null,
    times: axis.times,
    heights: [],
    labelY: rows,
  };
}

/** Lines where urgency decides; where classes, turns or times decide, since when each has waited. */
export function whyChart(told: Comparison): WhyChart {
  const at = Date.parse(told.at);
  const [one, other] = [refOf(told.first), refOf(told.second)];
  const isWeighed = told.policy === 'accumulating' && one !== null && other !== null;
  return isWeighed ? linesChart(told, [one, other], at) : barsChart(told, [one, other], at);
}
