import * as Plot from '@observablehq/plot';

/**
 * What all charts of the office share. A file of charts imports this one and the library, and is
 * itself only imported where it draws (`screens/chart.tsx`), so that no other page fetches them.
 * Colours are the role tokens: a chart follows the theme and turns black on white in print by
 * itself. What it shows stands in a table beside it, so it is nothing to whoever listens.
 */

/** Draws itself in so many CSS pixels of width. */
export type Chart = (widthPx: number) => SVGSVGElement;

/** The roles of colours in a chart. */
export const ink = 'var(--text)';
export const ink2 = 'var(--text-2)';
export const ink3 = 'var(--text-3)';
export const line = 'var(--rule)';
export const edge = 'var(--control)';
export const fault = 'var(--fault)';
export const sea = 'var(--primary-text)';
/** What stands behind the figures: `.chart` sets it (styles/charts.css). */
export const bar = 'var(--chart-bar)';
export const paper = 'var(--bg)';

/** The library puts a style sheet into each picture, which the building's CSP does not let in. */
export function drawn(options: Plot.PlotOptions): SVGSVGElement {
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

/** Steps that leave three to five lines, as minutes are thought of: by 5, 15, 30, 60. */
export const minuteStep = (most: number): number =>
  [2, 5, 15, 30, 60, 120].find(step => most / step <= 4) ?? 240;

/** Level lines of an axis, each with its value at the left end. */
export function valueLines(values: readonly number[], left: number): Plot.Markish[] {
  return [
    Plot.ruleY(values, { stroke: line }),
    Plot.text(values, {
      x: left,
      y: (value: number) => value,
      text: (value: number) => String(value),
      textAnchor: 'end',
      dx: -8,
      fill: ink3,
    }),
  ];
}
