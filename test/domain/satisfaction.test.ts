import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { surveyAnswersSchema, type SurveyAnswers } from '../../contract/survey.ts';
import {
  qualityOf,
  satisfactionOf,
  sumsOf,
  surveyElements,
  surveyEnds,
  surveyStateOf,
  type ElementSums,
} from '../../server/domain/satisfaction.ts';

/** Everybody answers every element alike. */
const all = (answer: number): SurveyAnswers =>
  Object.fromEntries(surveyElements.map(element => [element, answer]));

const answer = fc.integer({ min: 1, max: 4 });
const wholeAnswers: fc.Arbitrary<SurveyAnswers> = fc
  .tuple(...surveyElements.map(() => answer))
  .map(given => Object.fromEntries(surveyElements.map((name, at) => [name, given[at]])) as never);

describe('index', () => {
  test('SKM-1: the nine elements are those of the regulation, in its order', () => {
    expect(surveyElements).toEqual(Object.keys(surveyAnswersSchema.shape));
    expect(surveyElements).toHaveLength(9);
  });

  test('SKM-2: four everywhere is 100.00, one everywhere 25.00', () => {
    expect(satisfactionOf(sumsOf([all(4)]))).toMatchObject({ index: 100, quality: 'A' });
    expect(satisfactionOf(sumsOf([all(3)]))).toMatchObject({ index: 75, quality: 'C' });
    expect(satisfactionOf(sumsOf([all(2)]))).toMatchObject({ index: 50, quality: 'D' });
    expect(satisfactionOf(sumsOf([all(1)]))).toMatchObject({ index: 25, quality: 'D' });
  });

  test('SKM-2: it is 25 × Σ NRR / 9, half a hundredth up', () => {
    fc.assert(
      fc.property(fc.array(wholeAnswers, { minLength: 1, maxLength: 40 }), given => {
        const found = satisfactionOf(sumsOf(given))!;
        // Of everybody's nine answers the sum is a whole number: the index follows from it exactly.
        const whole = given.flatMap(one => surveyElements.map(name => one[name]!));
        const sum = whole.reduce((one, other) => one + other, 0);
        const scaled = BigInt(sum) * 2500n * 2n + 9n * BigInt(given.length);
        const hundredths = scaled / (18n * BigInt(given.length));
        expect(Math.round(found.index * 100)).toBe(Number(hundredths));
        expect(found.index).toBeGreaterThanOrEqual(25);
        expect(found.index).toBeLessThanOrEqual(100);
      }),
    );
  });

  test('SKM-3: what was left out counts nowhere; with an element that nobody answered there is none', () => {
    const { cost: _cost, ...rest } = all(2);
    expect(satisfactionOf(sumsOf([all(4), rest]))!.means).toMatchObject({ cost: 4, time: 3 });
    expect(satisfactionOf(sumsOf([rest, rest]))).toBeNull();
    expect(satisfactionOf(sumsOf([]))).toBeNull();
  });
});

describe('classes', () => {
  /** As the regulation's table has them: the last of one class, the first of the next. */
  const boundaries = [
    [25.0, 'D', 64.99, 'D'],
    [64.99, 'D', 65.0, 'C'],
    [76.6, 'C', 76.61, 'B'],
    [88.3, 'B', 88.31, 'A'],
    [100.0, 'A', 100.0, 'A'],
  ] as const;

  test('SKM-4: every class begins and ends where the table says', () => {
    for (const [last, one, first, next] of boundaries) {
      expect([qualityOf(last), qualityOf(first)], `${last} | ${first}`).toEqual([one, next]);
    }
  });

  test('SKM-4: a better answer never makes a worse class', () => {
    const order = ['D', 'C', 'B', 'A'];
    fc.assert(
      fc.property(wholeAnswers, fc.nat(8), (given, at) => {
        const element = surveyElements[at]!;
        const better = { ...given, [element]: Math.min(4, given[element]! + 1) };
        const one = satisfactionOf(sumsOf([given]))!;
        const other = satisfactionOf(sumsOf([better]))!;
        expect(other.index).toBeGreaterThanOrEqual(one.index);
        expect(order.indexOf(other.quality)).toBeGreaterThanOrEqual(order.indexOf(one.quality));
      }),
    );
  });

  test('SKM-4: around every boundary the class is that of the exact fraction, rounded once', () => {
    const count = 2_000;
    fc.assert(
      fc.property(
        fc.constantFrom(6500, 7661, 8831),
        fc.integer({ min: -40, max: 40 }),
        (hundredths, step) => {
          // Sums so near to the boundary that one answer more or less decides.
          const total = Math.round((hundredths * 9 * count) / 2500) + step;
          const sums = Object.fromEntries(
            surveyElements.map((name, at) => {
              const share = Math.floor(total / 9) + (at < total % 9 ? 1 : 0);
              return [name, { sum: share, count }];
            }),
          ) as ElementSums;
          const exact = BigInt(total) * 2500n * 2n + 9n * BigInt(count);
          const rounded = Number(exact / (18n * BigInt(count)));
          const found = satisfactionOf(sums)!;
          const expected =
            rounded >= 8831 ? 'A' : rounded >= 7661 ? 'B' : rounded >= 6500 ? 'C' : 'D';
          expect(found.quality).toBe(expected);
        },
      ),
    );
  });
});

describe('who may rate', () => {
  const visit = { finished: 1, isAnswered: false, businessDate: '2026-11-23' };

  test('SURVEY-1: from the first finished service until seven days later, once', () => {
    expect(surveyStateOf({ ...visit, finished: 0 }, '2026-11-23')).toBe('nothing-finished');
    expect(surveyStateOf(visit, '2026-11-23')).toBe('open');
    expect(surveyStateOf(visit, '2026-11-30')).toBe('open');
    expect(surveyStateOf(visit, '2026-12-01')).toBe('over');
    expect(surveyStateOf({ ...visit, isAnswered: true }, '2026-11-24')).toBe('answered');
  });

  test('SURVEY-4: who has answered is known as long as they could answer again, words 400 days', () => {
    expect(surveyEnds('2026-11-30')).toEqual({ given: '2026-11-23', comment: '2025-10-26' });
  });
});
