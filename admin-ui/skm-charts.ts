import * as Plot from '@observablehq/plot';
import { bar, drawn, edge, fault, ink, ink2, ink3, line, paper, sea, type Chart } from './plot.ts';
import { figure } from './report-numbers.ts';

/** Charts of satisfaction: elements from the lowest, and the index from period to period. */

export interface ElementAt {
  readonly name: string;
  readonly mean: number;
  readonly before: number | null;
  readonly isLow: boolean;
}

/** Where a class begins (PermenPANRB 14/2017). */
const meanBorders = [2.6, 3.0644, 3.5324];
const indexBorders = [
  { from: 65, quality: 'C' },
  { from: 76.61, quality: 'B' },
  { from: 88.31, quality: 'A' },
];

/** Lines of dots; the hollow one is the period compared with. */
export const elementsChart =
  (elements: readonly ElementAt[]): Chart =>
  widthPx => {
    const least = Math.min(2.4, ...elements.map(({ mean, before }) => Math.min(mean, before ?? 4)));
    const from = Math.max(1, Math.floor(least * 5) / 5);
    const names = Math.min(300, Math.round(widthPx * 0.44));
    const known = elements.filter(({ before }) => before !== null);
    return drawn({
      width: widthPx,
      height: elements.length * 30 + 34,
      marginLeft: names,
      marginRight: 46,
      marginTop: 22,
      marginBottom: 12,
      style: { fontSize: '13px' },
      x: { domain: [from, 4], axis: null },
      y: { domain: elements.map(({ name }) => name), axis: null, padding: 0.4 },
      marks: [
        Plot.ruleX(meanBorders, { stroke: edge, strokeDasharray: '2 3' }),
        Plot.text(['C', 'B', 'A'], {
          x: (quality: string) => meanBorders[['C', 'B', 'A'].indexOf(quality)]!,
          text: (quality: string) => quality,
          frameAnchor: 'top',
          dy: -14,
          dx: 3,
          textAnchor: 'start',
          fill: ink3,
        }),
        Plot.ruleY(elements, { y: 'name', x1: from, x2: 'mean', stroke: bar, strokeWidth: 8 }),
        Plot.dot(known, { x: 'before', y: 'name', r: 4, stroke: ink3, fill: paper }),
        Plot.dot(elements, {
          x: 'mean',
          y: 'name',
          r: 5.5,
          fill: ({ isLow }: ElementAt) => (isLow ? fault : sea),
        }),
        Plot.text(elements, {
          y: 'name',
          text: 'name',
          frameAnchor: 'left',
          textAnchor: 'start',
          dx: -names,
          fill: ink,
          lineWidth: names / 13,
        }),
        Plot.text(elements, {
          y: 'name',
          text: ({ mean }: ElementAt) => figure(mean, 2),
          frameAnchor: 'right',
          textAnchor: 'end',
          dx: 44,
          fontWeight: 700,
          fill: ink,
        }),
      ],
    });
  };

export interface IndexAt {
  /** What stands below it; every one is different. */
  readonly at: string;
  /** Null where too few answered. */
  readonly index: number | null;
  readonly respondents: number;
}

const figuresOf = (told: readonly IndexAt[]): Plot.Markish =>
  Plot.text(told, {
    x: 'at',
    y: 'index',
    text: ({ index }: IndexAt) => figure(index!, 2),
    dy: -16,
    fontWeight: 700,
    fill: ink,
    stroke: paper,
    strokeWidth: 3,
  });

/** Below each period: its name and how many answered. */
const footOf = (named: readonly IndexAt[]): Plot.Markish[] => [
  Plot.text(named, {
    x: 'at',
    text: 'at',
    frameAnchor: 'bottom',
    lineAnchor: 'top',
    dy: 10,
    fill: ink2,
    fontWeight: 600,
  }),
  Plot.text(named, {
    x: 'at',
    text: ({ respondents }: IndexAt) => figure(respondents),
    frameAnchor: 'bottom',
    lineAnchor: 'top',
    dy: 29,
    fill: ink3,
  }),
];

/** Where a class begins is said to the hundredth. */
const axisOf = (from: number): Plot.Markish =>
  Plot.text([from, ...indexBorders.map(border => border.from), 100], {
    y: (value: number) => value,
    text: (value: number) => figure(value, Number.isInteger(value) ? 0 : 2),
    frameAnchor: 'left',
    textAnchor: 'end',
    dx: -8,
    fill: ink3,
  });

/** Room for one name below the axis. */
const nameWidthPx = 64;

export const trendChart =
  (points: readonly IndexAt[]): Chart =>
  widthPx => {
    const told = points.filter(({ index }) => index !== null);
    const least = Math.min(65, ...told.map(({ index }) => index!));
    const from = Math.max(25, Math.floor((least - 3) / 5) * 5);
    const every = Math.max(1, Math.ceil((points.length * nameWidthPx) / widthPx));
    const named = points.filter((_, at) => at % every === 0);
    const isRoomy = told.length * 44 <= widthPx;
    return drawn({
      width: widthPx,
      height: 300,
      marginLeft: 50,
      marginRight: 28,
      marginTop: 16,
      marginBottom: 48,
      style: { fontSize: '13px' },
      x: { type: 'point', domain: points.map(({ at }) => at), axis: null },
      y: { domain: [from, 100], axis: null },
      marks: [
        Plot.ruleY([from], { stroke: edge }),
        Plot.ruleY(
          indexBorders.filter(border => border.from > from),
          { y: 'from', stroke: line },
        ),
        Plot.text(
          indexBorders.filter(border => border.from > from),
          {
            y: 'from',
            text: 'quality',
            frameAnchor: 'right',
            dx: 20,
            dy: -8,
            fontWeight: 700,
            fill: ink3,
          },
        ),
        axisOf(from),
        Plot.line(points, { x: 'at', y: 'index', stroke: sea, strokeWidth: 2 }),
        Plot.dot(told, { x: 'at', y: 'index', r: 5, fill: sea, stroke: paper, strokeWidth: 2 }),
        ...(isRoomy ? [figuresOf(told)] : []),
        ...footOf(named),
      ],
    });
  };
