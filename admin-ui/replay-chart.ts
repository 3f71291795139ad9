import * as Plot from '@observablehq/plot';
import type { Replay } from '../contract/replay.ts';
import { timeOfDay } from '../ui-kit/formats.ts';
import { language } from '../ui-kit/language.ts';
import { axisTop, bar, drawn, edge, ink2, ink3, sea, valueLines, type Chart } from './plot.ts';
import { replayStepMs } from './replay-page.ts';

/** How many waited over the day: as it was, and as it would have been. */

const hourMs = 3_600_000;
/** As `styles/replay.css` has it for the mark of the moment. */
export const replayMargins = { left: 34, right: 8 } as const;

const stepOf = (most: number): number =>
  [2, 5, 10, 20, 50, 100].find(step => most / step <= 4) ?? 200;

export function replayChart(
  { from, actual, changed }: Replay,
  timeZone: string,
  heightPx: number,
): Chart {
  const start = Date.parse(from);
  const pointsOf = (counts: readonly number[]) =>
    counts.map((count, step) => ({ at: start + step * replayStepMs, count }));
  const was = pointsOf(actual.waiting);
  const would = changed && pointsOf(changed.waiting);
  const end = was.at(-1)!.at;
  const most = Math.max(4, ...actual.waiting, ...(changed?.waiting ?? []));
  const step = stepOf(most);
  const top = axisTop(most, step);
  const lines = Array.from({ length: Math.floor(top / step) + 1 }, (_, at) => at * step);
  const hours: number[] = [];
  for (let at = Math.ceil(start / hourMs) * hourMs; at <= end; at += hourMs) hours.push(at);
  return widthPx =>
    drawn({
      width: widthPx,
      height: heightPx,
      marginLeft: replayMargins.left,
      marginRight: replayMargins.right,
      marginTop: 8,
      marginBottom: 22,
      style: { fontSize: '12px', overflow: 'visible', background: 'none' },
      x: { domain: [start, end], axis: null },
      y: { domain: [0, top], axis: null },
      marks: [
        ...valueLines(lines, start),
        Plot.text(hours, {
          x: (at: number) => at,
          frameAnchor: 'bottom',
          text: (at: number) => timeOfDay(at, timeZone, language.value),
          dy: 18,
          fill: ink3,
        }),
        Plot.areaY(was, { x: 'at', y: 'count', fill: bar, curve: 'step-after' }),
        Plot.lineY(was, {
          x: 'at',
          y: 'count',
          stroke: ink2,
          strokeWidth: 2,
          curve: 'step-after',
        }),
        ...(would
          ? [
              Plot.lineY(would, {
                x: 'at',
                y: 'count',
                stroke: sea,
                strokeWidth: 2.5,
                curve: 'step-after',
              }),
            ]
          : []),
        Plot.ruleY([0], { stroke: edge }),
      ],
    });
}
