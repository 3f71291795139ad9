import type { Quality } from '../../contract/survey-report.ts';
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

/** A fraction in hundredths, rounded half up. */
const roundedHundredths = (numerator: bigint, denominator: bigint): number =>
  Number((numerator * 200n + denominator) / (denominator * 2n));

/** The class of an index that was rounded to two decimals. */
export function qualityOf(index: number): Quality {
  const hundredths = Math.round(index * 100);
  return classes.find(([, from]) => hundredths >= from)?.[0] ?? 'D';
}

/** The class of one element: its mean as the index counts it, rounded once (SKM-5). */
export function qualityOfMean({ sum, count }: ElementSum): Quality {
  return qualityOf(roundedHundredths(BigInt(sum) * 25n, BigInt(count)) / 100);
}

/** A mean to four decimals, half up, and the ninth of it by which it counts. */
export const roundedMean = ({ sum, count }: ElementSum): number =>
  roundedHundredths(BigInt(sum) * 100n, BigInt(count)) / 10_000;
export const roundedNinth = ({ sum, count }: ElementSum): number =>
  roundedHundredths(BigInt(sum) * 100n, BigInt(count) * 9n) / 10_000;

/** Sums element by element; what was left out counts nowhere. */
export function sumsOf(all: readonly SurveyAnswers[]): ElementSums {
  const sums = surveyElements.map(element => {
    const given = all.flatMap(answers => answers[element] ?? []);
    const sum = given.reduce((total, answer) => total + answer, 0);
    return [element, { sum, count: given.length }] as const;
  });
  return Object.fromEntries(sums) as Record<SurveyElement, ElementSum>;
}

/**
 * How many to ask of so many served (Krejcie and Morgan, as the annex of PermenPANRB 14/2017 has it):
 * S = λ²·N·P·Q / (d²·(N − 1) + λ²·P·Q) with λ² = 3.841 (one degree of freedom, 5 %), P = Q = 0.5 and
 * d = 0.05, rounded.
 */
export function sampleSizeOf(served: number): number {
  if (served <= 0) return 0;
  const ofChance = 3.841 * 0.5 * 0.5;
  return Math.round((ofChance * served) / (0.05 ** 2 * (served - 1) + ofChance));
}

interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Σ NRR as a whole fraction; null where an element was answered by nobody. */
function sumOfMeans(sums: ElementSums): Fraction | null {
  let numerator = 0n;
  let denominator = 1n;
  for (const element of surveyElements) {
    const { sum, count } = sums[element];
    if (count === 0) return null;
    numerator = numerator * BigInt(count) + BigInt(sum) * denominator;
    denominator *= BigInt(count);
  }
  return { numerator, denominator };
}

/** Σ NRR tertimbang, to four decimals: a twenty-fifth of the index before it is rounded. */
export function weightedSumOf(sums: ElementSums): number | null {
  const means = sumOfMeans(sums);
  if (means === null) return null;
  return roundedHundredths(means.numerator * 100n, means.denominator * 9n) / 10_000;
}

/** Null where an element was answered by nobody: without all nine there is no index. */
export function satisfactionOf(sums: ElementSums): Satisfaction | null {
  const whole = sumOfMeans(sums);
  if (whole === null) return null;
  const index = roundedHundredths(whole.numerator * 25n, whole.denominator * 9n) / 100;
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

/** Both sums together. */
export function addedSums(one: ElementSums, other: ElementSums): ElementSums {
  const rows = surveyElements.map(element => {
    const sum = one[element].sum + other[element].sum;
    return [element, { sum, count: one[element].count + other[element].count }] as const;
  });
  return Object.fromEntries(rows) as Record<SurveyElement, ElementSum>;
}

export const noSums: ElementSums = sumsOf([]);

/** The three elements with the lowest mean, the lowest first; of equal ones the first. */
export function lowestElements(sums: ElementSums): SurveyElement[] {
  const less = (one: SurveyElement, other: SurveyElement): number =>
    sums[one].sum * sums[other].count - sums[other].sum * sums[one].count;
  return surveyElements
    .filter(element => sums[element].count > 0)
    .toSorted(less)
    .slice(0, 3);
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
