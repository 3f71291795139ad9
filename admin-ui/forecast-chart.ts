import * as Plot from '@observablehq/plot';
import type { ForecastCurve, QueueForecastDetail } from '../contract/forecast.ts';
import { timeOfDay } from '../ui-kit/formats.ts';
import { language } from '../ui-kit/language.ts';
import { forecastText as f } from './forecast-texts.ts';
import {
  axisTop,
  drawn,
  edge,
  fault,
  ink,
  ink2,
  ink3,
  minuteStep,
  paper,
  sea,
  valueLines,
  type Chart,
} from './plot.ts';

/** The wait of who takes a number, over the day: what was, what comes, and what if. */

const heightPx = 206;
const hourMs = 3_600_000;

interface Point {
  readonly at: number;
  readonly p50: number;
  readonly p90: number;
}

const pointsOf = ({ points }: ForecastCurve): Point[] =>
  points.flatMap(({ at, wait }) => (wait === null ? [] : [{ at: Date.parse(at), ...wait }]));

interface Curves {
  readonly detail: QueueForecastDetail;
  readonly base: readonly Point[];
  readonly changed: readonly Point[] | null;
  /** What was, up to the wait of who takes a number now. */
  readonly past: readonly { readonly at: number; readonly minutes: number }[];
}

function curvesOf(detail: QueueForecastDetail): Curves {
  const base = pointsOf(detail.base);
  const known = detail.past
    .filter(({ isKnown }) => isKnown)
    .map(({ at, minutes }) => ({ at: Date.parse(at), minutes }));
  const now = base[0] ? [{ at: base[0].at, minutes: base[0].p50 }] : [];
  return {
    detail,
    base,
    changed: detail.changed && pointsOf(detail.changed),
    past: [...known, ...now],
  };
}

/** Whole hours, at most every so many pixels one. */
function hoursOf(from: number, to: number, widthPx: number): number[] {
  const hours = (to - from) / hourMs;
  const step = [1, 2, 3, 4].find(each => (widthPx / hours) * each >= 56) ?? 6;
  const found: number[] = [];
  for (let at = Math.ceil(from / hourMs) * hourMs; at <= to; at += step * hourMs) found.push(at);
  return found;
}

/** Band and line of one forecast. */
function curveMarks(points: readonly Point[], isMain: boolean): Plot.Markish[] {
  const colour = isMain ? sea : ink3;
  return [
    Plot.areaY(points, { x: 'at', y1: 'p50', y2: 'p90', fill: colour, fillOpacity: 0.17 }),
    Plot.lineY(points, {
      x: 'at',
      y: 'p50',
      stroke: colour,
      strokeWidth: isMain ? 2.5 : 2,
      strokeLinecap: 'round',
      ...(isMain ? {} : { strokeDasharray: '3 5' }),
    }),
  ];
}

/** Names of the two forecasts, each where it is farthest from the other. */
function nameMarks({ detail, base, changed }: Curves, top: number): Plot.Markish[] {
  if (changed === null || !detail.changed) return [];
  const apart = base.map((point, place) => ({
    point,
    other: changed[place],
    gap: Math.abs(point.p50 - (changed[place]?.p50 ?? point.p50)),
  }));
  const widest = apart.reduce((best, row) => (row.gap > best.gap ? row : best), apart[0]!);
  if (!widest.other || widest.gap < top * 0.04) return [];
  const isBaseAbove = widest.point.p50 >= widest.other.p50;
  const isSame = detail.base.counters === detail.changed.counters;
  const name = (count: number, key: 'asIs' | 'changed'): string =>
    isSame ? f(key) : f('counters', { count });
  const label = (point: Point, words: string, isAbove: boolean, fill: string) =>
    Plot.text([point], {
      x: 'at',
      y: 'p50',
      text: () => words,
      // Below a line that lies on the ground the hours stand.
      dy: isAbove || point.p50 < top * 0.1 ? -11 : 12,
      fill,
      fontWeight: 700,
      stroke: paper,
      strokeWidth: 4,
    });
  return [
    label(widest.point, name(detail.base.counters, 'asIs'), isBaseAbove, ink2),
    label(widest.other, name(detail.changed.counters, 'changed'), !isBaseAbove, sea),
  ];
}

function pastMarks({ past }: Curves): Plot.Markish[] {
  const last = past.at(-1);
  if (!last) return [];
  return [
    Plot.lineY(past, { x: 'at', y: 'minutes', stroke: ink, strokeWidth: 2.5 }),
    Plot.dot([last], { x: 'at', y: 'minutes', r: 4, fill: ink }),
    Plot.text([last], {
      x: 'at',
      y: 'minutes',
      text: ({ minutes }: { minutes: number }) => String(minutes),
      dx: past.length > 1 ? -6 : 6,
      dy: -12,
      textAnchor: past.length > 1 ? 'end' : 'start',
      fill: ink,
      fontWeight: 700,
      stroke: paper,
      strokeWidth: 4,
    }),
  ];
}

function ground({ detail }: Curves, top: number, from: number): Plot.Markish[] {
  const step = minuteStep(top);
  const lines = Array.from({ length: Math.floor(top / step) + 1 }, (_, at) => at * step);
  const limit = detail.alertMinutes;
  return [
    ...valueLines(lines, from),
    ...(limit <= top
      ? [
          Plot.ruleY([limit], { stroke: fault, strokeDasharray: '2 4' }),
          Plot.text([limit], {
            x: from,
            y: limit,
            text: () => f('limit', { minutes: limit }),
            textAnchor: 'start',
            dx: 4,
            dy: -8,
            fill: fault,
            fontWeight: 600,
            stroke: paper,
            strokeWidth: 4,
          }),
        ]
      : []),
  ];
}

function closingMarks(closesAt: number | null): Plot.Markish[] {
  if (closesAt === null) return [];
  return [
    Plot.ruleX([closesAt], { stroke: ink, strokeWidth: 1.5 }),
    Plot.text([closesAt], {
      x: closesAt,
      frameAnchor: 'top',
      text: () => f('closes'),
      textAnchor: 'start',
      dx: 6,
      dy: 4,
      fill: ink,
      fontWeight: 600,
    }),
  ];
}

/** Room at the right of the closing for its word. */
const closingRoomMs = 0.6 * hourMs;

export function forecastChart(detail: QueueForecastDetail, timeZone: string): Chart {
  const curves = curvesOf(detail);
  const { base, changed, past } = curves;
  const all = [...base, ...(changed ?? [])];
  const closesAt = detail.closesAt === null ? null : Date.parse(detail.closesAt);
  const from = Math.min(past[0]?.at ?? Infinity, all[0]?.at ?? Date.parse(detail.at));
  const last = all.reduce((latest, { at }) => Math.max(latest, at), from + hourMs);
  const to = closesAt === null ? last : Math.max(last, closesAt + closingRoomMs);
  const most = Math.max(20, ...all.map(({ p90 }) => p90), ...past.map(({ minutes }) => minutes));
  const top = axisTop(most, minuteStep(most));
  return widthPx =>
    drawn({
      width: widthPx,
      height: heightPx,
      marginLeft: 34,
      marginRight: 8,
      marginTop: 8,
      marginBottom: 22,
      style: { fontSize: '12px', overflow: 'visible', background: 'none' },
      x: { domain: [from, to], axis: null },
      y: { domain: [0, top], axis: null },
      marks: [
        ...ground(curves, top, from),
        Plot.text(hoursOf(from, to, widthPx - 42), {
          x: (at: number) => at,
          frameAnchor: 'bottom',
          text: (at: number) => timeOfDay(at, timeZone, language.value),
          dy: 18,
          fill: ink3,
        }),
        ...curveMarks(base, changed === null),
        ...(changed ? curveMarks(changed, true) : []),
        ...pastMarks(curves),
        Plot.ruleY([0], { stroke: edge }),
        ...closingMarks(closesAt),
        ...nameMarks(curves, top),
      ],
    });
}
