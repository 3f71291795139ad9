import * as Plot from '@observablehq/plot';
import {
  axisTop,
  bar,
  drawn,
  edge,
  fault,
  ink,
  ink2,
  ink3,
  line,
  minuteStep,
  paper,
  sea,
  type Chart,
} from './plot.ts';
import { figure, percent } from './report-numbers.ts';

/** Charts of waits: by the hour, and from day to day. */

export interface WaitAt {
  /** "08.00", "5 Okt": what stands below it; every one is different. */
  readonly at: string;
  readonly tickets: number;
  /** Minutes; null where nobody was served. */
  readonly median: number | null;
  readonly p90: number | null;
  /** Share within the promised time, 0 to 1; null where nobody was measured. */
  readonly within: number | null;
}

interface WaitOptions {
  readonly waits: readonly WaitAt[];
  /** The promised wait, minutes; a dotted line. */
  readonly promiseMinutes: number;
}

/** Shares of the height that the bars of tickets have at most: they stay behind the waits. */
const barsShare = 0.46;

/** What every chart of waits stands on: lines of minutes, bars of tickets, the promise. */
function ground({ waits, promiseMinutes }: WaitOptions): { top: number; marks: Plot.Markish[] } {
  const most = Math.max(promiseMinutes, ...waits.map(({ p90 }) => p90 ?? 0));
  const step = minuteStep(most);
  const top = axisTop(most, step);
  const mostTickets = Math.max(1, ...waits.map(({ tickets }) => tickets));
  const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, at) => at * step);
  const marks = [
    Plot.ruleY(lines.slice(1), { stroke: line }),
    Plot.barY(waits, {
      x: 'at',
      y: ({ tickets }: WaitAt) => (tickets / mostTickets) * top * barsShare,
      fill: bar,
      rx: waits.length > 40 ? 0 : 3,
    }),
    Plot.ruleY([promiseMinutes], { stroke: ink3, strokeDasharray: '2 4' }),
    Plot.ruleY([0], { stroke: edge }),
    Plot.text(lines, {
      y: (value: number) => value,
      text: (value: number) => figure(value),
      frameAnchor: 'left',
      textAnchor: 'end',
      dx: -10,
      fill: ink3,
    }),
  ];
  return { top, marks };
}

const drawnWaits = (waits: readonly WaitAt[]): WaitAt[] =>
  waits.filter(({ median, p90 }) => median !== null && p90 !== null);

/** Figures beside the median and, where there is room between the two, beside the P90. */
function figuresOf(waits: readonly WaitAt[], top: number): Plot.Markish[] {
  const far = waits.filter(({ median, p90 }) => (p90! - median!) / top > 0.05);
  const beside = { x: 'at', textAnchor: 'start', stroke: paper, strokeWidth: 3 } as const;
  return [
    Plot.text(waits, {
      ...beside,
      y: 'median',
      text: ({ median }: WaitAt) => figure(median!),
      dx: 12,
      fontSize: 14,
      fontWeight: 700,
      fill: ink,
    }),
    Plot.text(far, {
      ...beside,
      y: 'p90',
      text: ({ p90 }: WaitAt) => figure(p90!),
      dx: 14,
      fill: ink2,
    }),
  ];
}

/** Below each hour: its name, how many tickets, and the share within the promise. */
function footOf(waits: readonly WaitAt[], withinMin: number): Plot.Markish[] {
  const foot = { x: 'at', frameAnchor: 'bottom', lineAnchor: 'top' } as const;
  return [
    Plot.text(waits, { ...foot, text: 'at', dy: 10, fill: ink2, fontWeight: 600 }),
    Plot.text(waits, {
      ...foot,
      text: ({ tickets }: WaitAt) => figure(tickets),
      dy: 29,
      fill: ink3,
    }),
    ...[true, false].map(isBad =>
      Plot.text(
        waits.filter(({ within }) => isBad === (within !== null && within < withinMin)),
        {
          ...foot,
          text: ({ within }: WaitAt) => (within === null ? '–' : percent(within, 0)),
          dy: 48,
          fontSize: 13,
          fontWeight: 700,
          fill: isBad ? fault : ink2,
          // On paper, where nothing is red, it is underlined.
          className: isBad ? 'chart-broken' : 'chart-kept',
        },
      ),
    ),
  ];
}

const bandX = (waits: readonly WaitAt[], padding: number): Plot.ScaleOptions => ({
  type: 'band',
  axis: null,
  domain: waits.map(({ at }) => at),
  padding,
});

/** Median to P90 of the wait by the hour, before how many tickets there were. */
export const waitByHour =
  (
    options: WaitOptions & { /** Below this share it is said in red. */ withinMin: number },
  ): Chart =>
  widthPx => {
    const { top, marks } = ground(options);
    const waits = drawnWaits(options.waits);
    const isNarrow = widthPx / Math.max(1, options.waits.length) < 56;
    const capPx = isNarrow ? 4 : 7;
    return drawn({
      width: widthPx,
      height: 348,
      marginTop: 12,
      marginLeft: 36,
      marginRight: 0,
      marginBottom: 66,
      style: { fontSize: '12px', overflow: 'visible' },
      x: bandX(options.waits, 0.36),
      y: { domain: [0, top], axis: null },
      marks: [
        ...marks,
        Plot.ruleX(waits, { x: 'at', y1: 'median', y2: 'p90', stroke: sea, strokeWidth: 3 }),
        Plot.vector(waits, {
          x: 'at',
          y: 'p90',
          length: capPx * 2,
          rotate: 90,
          shape: capShape,
          stroke: sea,
          strokeWidth: 3,
        }),
        Plot.dot(waits, { x: 'at', y: 'median', r: 6.5, fill: sea, stroke: paper, strokeWidth: 2 }),
        ...figuresOf(waits, top),
        ...footOf(options.waits, options.withinMin),
      ],
    });
  };

/** A plain stroke: the cap of a bar, of the same length in bands of any width. */
const capShape: Plot.VectorShapeImplementation = {
  draw(context, length) {
    context.moveTo(0, 0);
    context.lineTo(0, -length);
  },
};

/** So wide a date below the axis may be, in pixels. */
const dateWidthPx = 64;

/** Waits day by day (or week by week): median to P90, and how many tickets; days off are gaps. */
export const waitByDay =
  (options: WaitOptions): Chart =>
  widthPx => {
    const { top, marks } = ground(options);
    const waits = drawnWaits(options.waits);
    const fitting = Math.max(1, Math.floor(widthPx / dateWidthPx));
    const every = Math.max(1, Math.ceil(options.waits.length / fitting));
    const named = options.waits.filter((_, at) => at % every === 0);
    return drawn({
      width: widthPx,
      height: 190,
      marginTop: 12,
      marginLeft: 36,
      marginRight: 0,
      marginBottom: 26,
      style: { fontSize: '12px', overflow: 'visible' },
      x: bandX(options.waits, 0.3),
      y: { domain: [0, top], axis: null },
      marks: [
        ...marks,
        Plot.ruleX(waits, { x: 'at', y1: 'median', y2: 'p90', stroke: sea, strokeWidth: 2 }),
        Plot.dot(waits, { x: 'at', y: 'median', r: 4, fill: sea, stroke: paper, strokeWidth: 1 }),
        Plot.text(named, {
          x: 'at',
          text: 'at',
          frameAnchor: 'bottom',
          lineAnchor: 'top',
          dy: 8,
          fill: ink2,
        }),
      ],
    });
  };
