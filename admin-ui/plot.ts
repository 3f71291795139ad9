import * as Plot from '@observablehq/plot';
import { figure, percent } from './report-numbers.ts';

/**
 * Every chart of the office. This is the one file that knows the library, so that only the pages
 * that draw fetch it. Colours are the role tokens: a chart follows the theme and turns black on
 * white in print by itself. What a chart shows stands in a table beside it, so it is a picture to
 * whoever listens.
 */

export type Chart = (widthPx: number) => SVGSVGElement;

const ink = 'var(--text)';
const ink2 = 'var(--text-2)';
const ink3 = 'var(--text-3)';
const line = 'var(--rule)';
const fault = 'var(--fault)';
const sea = 'var(--primary-text)';
const ground = 'var(--chart-bar)';
const paper = 'var(--bg)';

/** The library puts a style sheet into each picture, which the building's CSP does not let in. */
function drawn(options: Plot.PlotOptions): SVGSVGElement {
  const found = Plot.plot({ className: 'chart', ...options });
  const svg = found instanceof SVGSVGElement ? found : found.querySelector('svg')!;
  for (const sheet of svg.querySelectorAll('style')) sheet.remove();
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  return svg;
}

/** A round upper end that leaves room above, in steps of the axis. */
export function axisTop(most: number, step: number): number {
  return Math.max(step * 2, Math.ceil((most * 1.06) / step) * step);
}

/** Steps that leave three to five lines: minutes go by 5, 15, 30, 60. */
export const minuteStep = (most: number): number =>
  [2, 5, 10, 15, 30, 60, 120].find(step => most / step <= 4) ?? 240;

const lines = (top: number, step: number): number[] =>
  Array.from({ length: Math.round(top / step) + 1 }, (_, at) => at * step);

export interface HourOfWait {
  /** "08.00". */
  readonly hour: string;
  readonly tickets: number;
  /** Minutes; null where nobody was served. */
  readonly median: number | null;
  readonly p90: number | null;
  /** Share within the promised time, 0 to 1. */
  readonly within: number | null;
}

interface HourOptions {
  readonly hours: readonly HourOfWait[];
  /** The promised wait, minutes; a dotted line. */
  readonly promiseMinutes: number;
  /** A share below this is a broken promise. */
  readonly withinMin: number;
}

/** Median to P90 of the wait by the hour, on top of how many tickets there were. */
export const waitByHour =
  ({ hours, promiseMinutes, withinMin }: HourOptions): Chart =>
  widthPx => {
    const most = Math.max(promiseMinutes, ...hours.map(({ p90 }) => p90 ?? 0));
    const step = minuteStep(most);
    const top = axisTop(most, step);
    const mostTickets = Math.max(1, ...hours.map(({ tickets }) => tickets));
    const waits = hours.filter(({ median, p90 }) => median !== null && p90 !== null);
    const far = waits.filter(({ median, p90 }) => (p90! - median!) / top > 0.05);
    const x = 'hour';
    const foot = { x, frameAnchor: 'bottom', lineAnchor: 'top' } as const;
    return drawn({
      width: widthPx,
      height: 348,
      marginTop: 12,
      marginLeft: 36,
      marginRight: 0,
      marginBottom: 66,
      style: { fontSize: '12px', overflow: 'visible' },
      x: { type: 'band', axis: null, domain: hours.map(({ hour }) => hour), padding: 0.36 },
      y: { domain: [0, top], axis: null },
      marks: [
        Plot.ruleY(lines(top, step).slice(1), { stroke: line }),
        Plot.barY(hours, {
          x,
          y: ({ tickets }: HourOfWait) => (tickets / mostTickets) * top * 0.46,
          fill: ground,
          rx: 3,
        }),
        Plot.ruleY([promiseMinutes], { stroke: ink3, strokeDasharray: '2 4' }),
        Plot.ruleY([0], { stroke: 'var(--control)' }),
        Plot.text(lines(top, step), {
          x: null,
          y: (value: number) => value,
          text: (value: number) => figure(value),
          frameAnchor: 'left',
          textAnchor: 'end',
          dx: -10,
          fill: ink3,
        }),
        Plot.ruleX(waits, { x, y1: 'median', y2: 'p90', stroke: sea, strokeWidth: 3 }),
        Plot.tickY(waits, { x, y: 'p90', stroke: sea, strokeWidth: 3, inset: 14 }),
        Plot.dot(waits, { x, y: 'median', r: 6.5, fill: sea, stroke: paper, strokeWidth: 2 }),
        Plot.text(waits, {
          x,
          y: 'median',
          text: ({ median }: HourOfWait) => figure(median!),
          textAnchor: 'start',
          dx: 12,
          fontSize: 14,
          fontWeight: 700,
          fill: ink,
          stroke: paper,
          strokeWidth: 3,
        }),
        Plot.text(far, {
          x,
          y: 'p90',
          text: ({ p90 }: HourOfWait) => figure(p90!),
          textAnchor: 'start',
          dx: 14,
          fill: ink2,
          stroke: paper,
          strokeWidth: 3,
        }),
        Plot.text(hours, { ...foot, text: x, dy: 10, fill: ink2, fontWeight: 600 }),
        Plot.text(hours, {
          ...foot,
          text: ({ tickets }: HourOfWait) => figure(tickets),
          dy: 29,
          fill: ink3,
        }),
        Plot.text(hours, {
          ...foot,
          text: ({ within }: HourOfWait) => (within === null ? '–' : percent(within, 0)),
          dy: 48,
          fontSize: 13,
          fontWeight: 700,
          fill: ({ within }: HourOfWait) =>
            within !== null && within < withinMin ? fault : ink2,
        }),
      ],
    });
  };

export interface DayOfWait {
  readonly date: Date;
  readonly tickets: number;
  readonly median: number | null;
  readonly p90: number | null;
}

interface DayOptions {
  readonly days: readonly DayOfWait[];
  readonly promiseMinutes: number;
  /** A date below the axis: "5 Okt". */
  readonly dayWords: (date: Date) => string;
}

/** Waits day by day: the median, the band up to P90, and how many tickets; days off are gaps. */
export const waitByDay =
  ({ days, promiseMinutes, dayWords }: DayOptions): Chart =>
  widthPx => {
    const most = Math.max(promiseMinutes, ...days.map(({ p90 }) => p90 ?? 0));
    const step = minuteStep(most);
    const top = axisTop(most, step);
    const mostTickets = Math.max(1, ...days.map(({ tickets }) => tickets));
    const band = days.filter(({ median, p90 }) => median !== null && p90 !== null);
    const every = Math.max(1, Math.ceil(days.length / Math.max(1, Math.floor(widthPx / 72))));
    const named = days.filter((_, at) => at % every === 0);
    const key = ({ date }: DayOfWait) => date.getTime();
    return drawn({
      width: widthPx,
      height: 200,
      marginTop: 12,
      marginLeft: 36,
      marginRight: 16,
      marginBottom: 26,
      style: { fontSize: '12px', overflow: 'visible' },
      x: { type: 'band', axis: null, domain: days.map(key), padding: 0.3 },
      y: { domain: [0, top], axis: null },
      marks: [
        Plot.ruleY(lines(top, step).slice(1), { stroke: line }),
        Plot.barY(days, {
          x: key,
          y: ({ tickets }: DayOfWait) => (tickets / mostTickets) * top * 0.46,
          fill: ground,
        }),
        Plot.ruleY([promiseMinutes], { stroke: ink3, strokeDasharray: '2 4' }),
        Plot.ruleY([0], { stroke: 'var(--control)' }),
        Plot.text(lines(top, step), {
          x: null,
          y: (value: number) => value,
          text: (value: number) => figure(value),
          frameAnchor: 'left',
          textAnchor: 'end',
          dx: -10,
          fill: ink3,
        }),
        Plot.ruleX(band, { x: key, y1: 'median', y2: 'p90', stroke: sea, strokeWidth: 2 }),
        Plot.dot(band, { x: key, y: 'median', r: 3.5, fill: sea, stroke: paper }),
        Plot.text(named, {
          x: key,
          text: ({ date }: DayOfWait) => dayWords(date),
          frameAnchor: 'bottom',
          lineAnchor: 'top',
          dy: 8,
          fill: ink2,
        }),
      ],
    });
  };
