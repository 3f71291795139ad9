import { describe, expect, test } from 'vitest';
import type { SurveyAnswers } from '../../contract/survey.ts';
import {
  lowestElements,
  qualityOfMean,
  roundedMean,
  roundedNinth,
  sampleSizeOf,
  satisfactionOf,
  sumsOf,
  surveyElements,
  weightedSumOf,
  type ElementSums,
} from '../../server/domain/satisfaction.ts';

/**
 * Worked by hand. Everybody answers all nine elements, so NRR = Σ / n and
 * IKM = 25 × Σ NRR / 9 = 25 × T / (9 × n), with T the sum of all answers.
 */

/** So many respondents whose answers, read one after the other, sum up to T: 4s first, then the rest. */
function respondents(count: number, total: number): SurveyAnswers[] {
  const places = count * 9;
  // Everybody says 1 at first; each place can take 3 more.
  let left = total - places;
  const answers = Array.from({ length: places }, () => {
    const more = Math.min(3, left);
    left -= more;
    return 1 + more;
  });
  expect(left).toBe(0);
  return Array.from({ length: count }, (_, person) =>
    Object.fromEntries(surveyElements.map((name, at) => [name, answers[person * 9 + at]!])),
  );
}

/** The same total as sums of the nine elements, where there are thousands of respondents. */
const sumsFor = (count: number, total: number): ElementSums =>
  Object.fromEntries(
    surveyElements.map((name, at) => [
      name,
      { sum: Math.floor(total / 9) + (at < total % 9 ? 1 : 0), count },
    ]),
  ) as ElementSums;

describe('IKM at every class boundary', () => {
  test.each([
    // 1 respondent, nine times 1: 25 × 9 / 9 = 25.
    [1, 9, 25, 'D'],
    // 25 × 1123 / 432 = 28075 / 432 = 64.98842… → 64.99.
    [48, 1_123, 64.99, 'D'],
    // 25 × 117 / 45 = 2925 / 45 = 65 exactly.
    [5, 117, 65, 'C'],
    // 25 × 910 / 297 = 22750 / 297 = 76.59932… → 76.60.
    [33, 910, 76.6, 'C'],
    // 25 × 717 / 234 = 17925 / 234 = 76.60256… → 76.60.
    [26, 717, 76.6, 'C'],
    // 25 × 524 / 171 = 13100 / 171 = 76.60818… → 76.61.
    [19, 524, 76.61, 'B'],
    // 25 × 604 / 171 = 15100 / 171 = 88.30409… → 88.30.
    [19, 604, 88.3, 'B'],
    // 25 × 763 / 216 = 19075 / 216 = 88.31018… → 88.31.
    [24, 763, 88.31, 'A'],
    // 1 respondent, nine times 4: 25 × 36 / 9 = 100.
    [1, 36, 100, 'A'],
  ])('SKM-6: %d respondents with a sum of %d have %d, class %s', (count, total, index, quality) => {
    const sums = sumsOf(respondents(count, total));
    expect(satisfactionOf(sums)).toMatchObject({ index, quality });
  });

  test.each([
    // 25 × 58491 / 22500 = 1462275 / 22500 = 64.99 exactly; one answer more: 64.9911… → 64.99.
    [2_500, 58_491, 64.99, 'D'],
    [2_500, 58_492, 64.99, 'D'],
    // 25 × 116991 / 45000 = 2924775 / 45000 = 64.995 exactly: half goes up, 65.00.
    [5_000, 116_990, 64.99, 'D'],
    [5_000, 116_991, 65, 'C'],
    // 25 × 137889 / 45000 = 3447225 / 45000 = 76.605 exactly → 76.61.
    [5_000, 137_888, 76.6, 'C'],
    [5_000, 137_889, 76.61, 'B'],
    // 25 × 158949 / 45000 = 3973725 / 45000 = 88.305 exactly → 88.31.
    [5_000, 158_948, 88.3, 'B'],
    [5_000, 158_949, 88.31, 'A'],
  ])('SKM-6: half a hundredth goes up: %d with %d have %d, %s', (count, total, index, quality) => {
    expect(satisfactionOf(sumsFor(count, total))).toMatchObject({ index, quality });
  });

  test('SKM-6: the printed weight of 0.11 would give 99 at best; a ninth gives 100', () => {
    expect(weightedSumOf(sumsOf(respondents(1, 36)))).toBe(4);
    expect(4 * 9 * 0.11 * 25).toBeCloseTo(99, 10);
  });

  test('SKM-6: elements that fewer answered count by their own mean', () => {
    // U1 to U8: one respondent each with 3; U9: three respondents with 4, 4 and 3, so 11 / 3.
    // Σ NRR = 24 + 11/3 = 83/3; IKM = 25 × 83 / 27 = 2075 / 27 = 76.85185… → 76.85.
    const sums = Object.fromEntries(
      surveyElements.map(name => [
        name,
        name === 'complaints' ? { sum: 11, count: 3 } : { sum: 3, count: 1 },
      ]),
    ) as ElementSums;
    expect(satisfactionOf(sums)).toMatchObject({ index: 76.85, quality: 'B' });
    // 83 / 27 = 3.07407… → 3.0741.
    expect(weightedSumOf(sums)).toBe(3.0741);
  });
});

describe('the class of one element', () => {
  test.each([
    // NRR × 25 as the index counts it: 2.5996 is 64.99, 2.60 is 65.00.
    [6_499, 2_500, 2.5996, 'D'],
    [6_500, 2_500, 2.6, 'C'],
    // 3.064 is 76.60, 3.0644 is 76.61.
    [7_660, 2_500, 3.064, 'C'],
    [7_661, 2_500, 3.0644, 'B'],
    // 3.532 is 88.30, 3.5324 is 88.31.
    [8_830, 2_500, 3.532, 'B'],
    [8_831, 2_500, 3.5324, 'A'],
    // The table leaves a gap between its classes: 2.5998 is 64.995, and half goes up.
    [12_999, 5_000, 2.5998, 'C'],
    [25_995, 10_000, 2.5995, 'D'],
    [1, 1, 1, 'D'],
    [4, 1, 4, 'A'],
  ])('SKM-5: a sum of %d from %d is an NRR of %d, class %s', (sum, count, mean, quality) => {
    expect(roundedMean({ sum, count })).toBe(mean);
    expect(qualityOfMean({ sum, count })).toBe(quality);
  });

  test('SKM-5: weighted it is a ninth, to four decimals', () => {
    // 10 / 3 = 3.33333…; a ninth of it 10 / 27 = 0.37037…
    expect(roundedMean({ sum: 10, count: 3 })).toBe(3.3333);
    expect(roundedNinth({ sum: 10, count: 3 })).toBe(0.3704);
  });
});

describe('what to do first, and whom to ask', () => {
  test('SURVEY-11: the three elements with the lowest means, the lowest first', () => {
    const means = [31, 32, 24, 40, 33, 25, 34, 25, 30];
    const sums = Object.fromEntries(
      surveyElements.map((name, at) => [name, { sum: means[at]!, count: 10 }]),
    ) as ElementSums;
    expect(lowestElements(sums)).toEqual(['time', 'competence', 'facilities']);
    expect(lowestElements(sumsOf([{ cost: 2 }]))).toEqual(['cost']);
  });

  test('SURVEY-11: the sample is that of Krejcie and Morgan’s table', () => {
    const table = [
      [0, 0],
      [10, 10],
      [20, 19],
      [30, 28],
      [100, 80],
      [200, 132],
      [500, 217],
      [1_000, 278],
      [5_000, 357],
      [10_000, 370],
      [50_000, 381],
      [75_000, 382],
      [1_000_000, 384],
    ] as const;
    for (const [served, asked] of table) expect(sampleSizeOf(served), `${served}`).toBe(asked);
  });
});
