import type { Forecast } from '../contract/forecast.ts';

/** A point of the picture, in its own units. */
interface Point {
  readonly x: number;
  readonly y: number;
}

export interface CurvePlan {
  readonly past: string;
  readonly future: string;
  /** Between P50 and P90. */
  readonly band: string;
  readonly nowAt: Point;
  readonly peakAt: Point | null;
  readonly hours: readonly { readonly at: number; readonly x: number }[];
}

export interface CurveSize {
  readonly width: number;
  readonly height: number;
  /** Kept free above the curve for its words. */
  readonly top: number;
}

/**
 * Whether there is anything to foresee the day from: days that are over, or at least hours that end.
 * In a building that never closes the first hour says nothing of the night.
 */
export const isForeseeable = ({ pastDays, queues }: Forecast): boolean =>
  pastDays > 0 || queues.filter(({ closesAt }) => closesAt !== null).length * 2 > queues.length;

const hourMs = 3_600_000;
/** A calm day is drawn low, not stretched to the top. */
const peopleFullMin = 10;

const pathOf = (points: readonly Point[]): string =>
  points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** More would touch each other under the picture. */
const hoursShownMax = 6;

function hoursBetween(from: number, to: number): readonly number[] {
  const step = Math.max(1, Math.ceil((to - from) / hourMs / hoursShownMax));
  const found: number[] = [];
  const first = Math.ceil(from / hourMs) * hourMs;
  for (let at = first; at <= to; at += step * hourMs) found.push(at);
  return found;
}

/** How many waited so far today and will wait: a line, its dashed way on, and the doubt around it. */
export function curvePlan(
  forecast: Forecast,
  waitingNow: number,
  now: number,
  size: CurveSize,
): CurvePlan {
  const points = forecast.waiting.map(point => ({ ...point, ms: Date.parse(point.at) }));
  const from = Math.min(now, points[0]?.ms ?? now);
  const to = Math.max(now + hourMs, points.at(-1)?.ms ?? now);
  const most = Math.max(peopleFullMin, waitingNow, ...points.map(({ waiting }) => waiting.p90));
  const x = (ms: number): number => ((ms - from) / (to - from)) * size.width;
  const y = (people: number): number => size.height - (people / most) * (size.height - size.top);
  const nowAt = { x: x(now), y: y(waitingNow) };
  const past = points.filter(({ ms, isPast }) => isPast && ms < now);
  const future = points.filter(({ ms, isPast }) => !isPast && ms > now);
  const middle = future.map(({ ms, waiting }) => ({ x: x(ms), y: y(waiting.p50) }));
  const upper = future.map(({ ms, waiting }) => ({ x: x(ms), y: y(waiting.p90) }));
  const { peak } = forecast;
  return {
    past: pathOf([...past.map(({ ms, waiting }) => ({ x: x(ms), y: y(waiting.p50) })), nowAt]),
    future: pathOf([nowAt, ...middle]),
    band: `${pathOf([nowAt, ...upper, ...middle.toReversed()])}Z`,
    nowAt,
    peakAt: peak && { x: x(Date.parse(peak.at)), y: y(peak.waiting.p50) },
    hours: hoursBetween(from, to).map(at => ({ at, x: x(at) })),
  };
}
