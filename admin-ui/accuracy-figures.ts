import type { AccuracyReport, QuoteAccuracy } from '../contract/reports.ts';
import { accuracyText as a } from './accuracy-texts.ts';
import { coverageMin, isBeyondChance, isOutside, nothing, quotesMin } from './report-figures.ts';
import { figure, percent, rounding } from './report-numbers.ts';
import { periodAround } from './report-period.ts';

/** How well waits were foretold: sentences, colours of the table, and days put together. */

/** The middle of the range may lean so far (numbers.md). */
export const biasMinutesMax = 2.5;
/** From here on a mean error is as dark as it gets, minutes. */
const maeDarkMinutes = 15;

export type Verdict = 'good' | 'narrow' | 'wide' | 'chance' | 'few';

export function verdictOf({ n, coverage90 }: QuoteAccuracy): Verdict {
  if (coverage90 === null || n < quotesMin) return 'few';
  if (!isOutside(coverage90)) return 'good';
  if (!isBeyondChance(coverage90, n)) return 'chance';
  return rounding(coverage90, 3) < coverageMin ? 'narrow' : 'wide';
}

/** What the figures mean, in whole sentences; none where nothing was foretold. */
export function meaning(totals: QuoteAccuracy): string[] {
  const { n, mae, bias, coverage90 } = totals;
  if (coverage90 === null) return [];
  const said = [
    a('kept', { count: figure(n), share: percent(coverage90) }),
    a(`verdict:${verdictOf(totals)}`, { least: quotesMin }),
  ];
  if (mae !== null) said.push(a('missed', { mae: figure(mae, 1) }));
  if (bias !== null) {
    const shown = rounding(bias, 1);
    const lean = shown === 0 ? 'even' : shown > 0 ? 'longer' : 'shorter';
    said.push(a(`bias:${lean}`, { by: figure(Math.abs(shown), 1) }));
  }
  return said;
}

export const shownFigures = ['coverage', 'mae', 'bias'] as const;
export type Shown = (typeof shownFigures)[number];

/** A figure of the table; "+1,2" where people waited longer than foretold. */
export function cellText(shown: Shown, { mae, bias, coverage90 }: QuoteAccuracy): string {
  if (shown === 'coverage') return coverage90 === null ? nothing : percent(coverage90, 0);
  if (shown === 'mae') return mae === null ? nothing : figure(mae, 1);
  if (bias === null) return nothing;
  const text = figure(Math.abs(bias), 1);
  const rounded = rounding(bias, 1);
  return rounded === 0 ? text : `${rounded > 0 ? '+' : '−'}${text}`;
}

/** How a cell stands out: too few are pale, what breaks its target is tinted, errors get darker. */
export function cellLook(shown: Shown, accuracy: QuoteAccuracy): string {
  const { n, mae, bias } = accuracy;
  if (n === 0) return 'is-none';
  if (n < quotesMin) return 'is-few';
  if (shown === 'coverage') {
    const verdict = verdictOf(accuracy);
    return verdict === 'narrow' ? 'is-bad' : verdict === 'wide' ? 'is-other' : 'is-good';
  }
  if (shown === 'mae') {
    const step = Math.min(4, Math.floor(((mae ?? 0) / maeDarkMinutes) * 5));
    return `is-dark-${step}`;
  }
  if (Math.abs(bias ?? 0) <= biasMinutesMax) return 'is-good';
  return (bias ?? 0) > 0 ? 'is-bad' : 'is-other';
}

/** Several put together: means weighted by how many they are of. */
export function joined(parts: readonly QuoteAccuracy[]): QuoteAccuracy {
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const mean = (of: (part: QuoteAccuracy) => number | null): number | null =>
    n === 0 ? null : parts.reduce((sum, part) => sum + (of(part) ?? 0) * part.n, 0) / n;
  return {
    n,
    mae: mean(({ mae }) => mae),
    bias: mean(({ bias }) => bias),
    coverage90: mean(({ coverage90 }) => coverage90),
  };
}

/** More days than this are drawn week by week. */
const curveDaysMax = 70;

export interface AccuracyAt {
  readonly date: string;
  readonly accuracy: QuoteAccuracy;
}

/** Days as the curve has them; weeks where they are many, exactly, since all are means. */
export function curveOf(days: AccuracyReport['days']): {
  readonly by: 'day' | 'week';
  readonly points: readonly AccuracyAt[];
} {
  const known = days.filter(({ accuracy }) => accuracy.n > 0);
  if (known.length <= curveDaysMax) return { by: 'day', points: known };
  const weeks = new Map<string, QuoteAccuracy[]>();
  for (const { date, accuracy } of known) {
    const { from } = periodAround('week', date);
    weeks.set(from, [...(weeks.get(from) ?? []), accuracy]);
  }
  const points = [...weeks].map(([date, parts]) => ({ date, accuracy: joined(parts) }));
  return { by: 'week', points };
}
