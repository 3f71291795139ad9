import type { SurveyAnswers, SurveyElement, SurveyState } from '../../contract/survey.ts';
import { dayMs } from './local-time.ts';

/**
 * The index of public satisfaction (IKM) by PermenPANRB 14/2017: NRR is the mean of an element, the
 * index 25 × Σ NRR / 9. The weight is a ninth exactly: the regulation prints 0.11, with which nobody
 * could reach 100. Counted in whole numbers, so that no class is missed by the last digit of a float.
 */

/** U1 to U9, in the order of the regulation. */
export const surveyElements = [
  'requirements',
  'procedure',
  'time',
  'cost',
  'product',
  'competence',
  'conduct',
  'facilities',
  'complaints',
] as const satisfies readonly SurveyElement[];

export type Quality = 'A' | 'B' | 'C' | 'D';

/** Where each class begins, in hundredths of the index, the best first. */
const classes: readonly (readonly [quality: Quality, fromHundredths: number])[] = [
  ['A', 88_31],
  ['B', 76_61],
  ['C', 65_00],
  ['D', 25_00],
];

/** Of one element: how many answered it, and the sum of what they answered. */
export interface ElementSum {
  readonly sum: number;
  readonly count: number;
}

export interface Satisfaction {
  /** Mean per element, 1 to 4. */
  readonly means: Readonly<Record<SurveyElement, number>>;
  /** 25.00 to 100.00. */
  readonly index: number;
  readonly quality: Quality;
}

export type ElementSums = Readonly<Record<SurveyElement, ElementSum>>;

/** The class of an index that was rounded to two decimals. */
export function qualityOf(index: number): Quality {
  const hundredths = Math.round(index * 100);
  return classes.find(([, from]) => hundredths >= from)?.[0] ?? 'D';
}

/** Sums element by element; what was left out counts nowhere. */
export function sumsOf(all: readonly SurveyAnswers[]): ElementSums {
  const sums = surveyElements.map(element => {
    const given = all.flatMap(answers => answers[element] ?? []);
    const sum = given.reduce((total, answer) => total + answer, 0);
    return [element, { sum, count: given.length }] as const;
  });
  return Object.fromEntries(sums) as Record<SurveyElement, ElementSum>;
}

/** A fraction in hundredths, rounded half up. */
const roundedHundredths = (numerator: bigint, denominator: bigint): number =>
  Number((numerator * 200n + denominator) / (denominator * 2n));

/** Null where an element was answered by nobody: without all nine there is no index. */
export function satisfactionOf(sums: ElementSums): Satisfaction | null {
  let numerator = 0n;
  let denominator = 1n;
  for (const element of surveyElements) {
    const { sum, count } = sums[element];
    if (count === 0) return null;
    numerator = numerator * BigInt(count) + BigInt(sum) * denominator;
    denominator *= BigInt(count);
  }
  const index = roundedHundredths(numerator * 25n, denominator * 9n) / 100;
  const means = surveyElements.map(element => {
    const { sum, count } = sums[element];
    return [element, sum / count] as const;
  });
  return {
    means: Object.fromEntries(means) as Record<SurveyElement, number>,
    index,
    quality: qualityOf(index),
  };
}

/** A visit can be rated on its day and until so many days later. */
export const surveyDays = 7;

export interface RatedVisit {
  /** Services that were finished, not those that were sent on. */
  readonly finished: number;
  readonly isAnswered: boolean;
  readonly businessDate: string;
}

export function surveyStateOf(visit: RatedVisit, today: string): SurveyState {
  const days = (Date.parse(today) - Date.parse(visit.businessDate)) / dayMs;
  if (days > surveyDays) return 'over';
  if (visit.isAnswered) return 'answered';
  return visit.finished > 0 ? 'open' : 'nothing-finished';
}

/** Free text may name people: the words of a survey are wiped after a year and its report. */
export const commentDays = 400;

const dateBefore = (date: string, days: number): string =>
  new Date(Date.parse(date) - days * dayMs).toISOString().slice(0, 10);

/** On this day what is of before these dates is forgotten: who has answered, and words. */
export const surveyEnds = (
  today: string,
): { readonly given: string; readonly comment: string } => ({
  given: dateBefore(today, surveyDays),
  comment: dateBefore(today, commentDays),
});
