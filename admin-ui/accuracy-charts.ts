import * as Plot from '@observablehq/plot';
import { bar, drawn, edge, fault, ink2, ink3, line, paper, sea, type Chart } from './plot.ts';
import { percent } from './report-numbers.ts';

/** The chart of how well ranges held. */

export interface CoverageAt {
  /** What stands below it; every one is different. */
  readonly at: string;
  /** 0 to 1. */
  readonly share: number;
  readonly isFew: boolean;
  readonly isOff: boolean;
}

/** So wide a date below the axis may be, in pixels. */
const dateWidthPx = 64;

/** Shares within the range from day to day, before the band in which they shall be. */
export const coverageByDay =
  (options: {
    readonly points: readonly CoverageAt[];
    readonly band: readonly [number, number];
  }): Chart =>
  widthPx => {
    const { points, band } = options;
    const least = Math.min(band[0], ...points.map(({ share }) => share));
    // From a round tenth below the lowest; from nought the band would be a line.
    const from = Math.max(0, Math.floor((least - 0.04) * 10) / 10);
    const ticks = Array.from(
      { length: Math.round((1 - from) * 10) + 1 },
      (_, at) => from + at / 10,
    );
    const every = Math.max(1, Math.ceil(points.length / Math.max(1, Math.floor(widthPx / 64))));
    const judged = points.filter(({ isFew }) => !isFew);
    return drawn({
      width: widthPx,
      height: 220,
      marginTop: 12,
      marginLeft: dateWidthPx - 16,
      marginRight: 0,
      marginBottom: 26,
      style: { fontSize: '12px', overflow: 'visible' },
      x: { type: 'point', axis: null, domain: points.map(({ at }) => at), padding: 0.5 },
      y: { domain: [from, 1], axis: null },
      marks: [
        Plot.rectY([band], { y1: '0', y2: '1', fill: bar }),
        Plot.ruleY(ticks.slice(1), { stroke: line }),
        Plot.ruleY([from], { stroke: edge }),
        Plot.text(ticks, {
          y: (value: number) => value,
          text: (value: number) => percent(value, 0),
          frameAnchor: 'left',
          textAnchor: 'end',
          dx: -10,
          fill: ink3,
        }),
        Plot.lineY(judged, { x: 'at', y: 'share', stroke: sea, strokeWidth: 2 }),
        Plot.dot(points, {
          x: 'at',
          y: 'share',
          r: 4,
          stroke: ({ isOff }: CoverageAt) => (isOff ? fault : sea),
          fill: ({ isFew, isOff }: CoverageAt) => (isFew ? paper : isOff ? fault : sea),
          strokeWidth: 2,
        }),
        Plot.text(
          points.filter((_, at) => at % every === 0),
          {
            x: 'at',
            text: 'at',
            frameAnchor: 'bottom',
            lineAnchor: 'top',
            dy: 8,
            fill: ink2,
          },
        ),
      ],
    });
  };
