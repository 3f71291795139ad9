import { z } from 'zod';
import { reportDaysMax } from './reports.ts';
import { surveyAnswersSchema } from './survey.ts';
import { businessDateSchema, idSchema, languageSchema, textSchema } from './values.ts';

/** The report of public satisfaction (SKM) in the form of PermenPANRB 14/2017. */

/** Points of one trend; where there would be more the periods are longer. */
export const trendPointsMax = 400;

const dayMs = 86_400_000;
const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayMs;

export const trendPeriodSchema = z
  .enum(['day', 'week', 'month', 'quarter', 'semester', 'year'])
  .meta({ id: 'SurveyTrendPeriod', description: 'Weeks begin on Monday.' });
export type TrendPeriod = z.infer<typeof trendPeriodSchema>;

interface Range {
  readonly from: string;
  readonly to: string;
}

/** What is wrong with a range of days; null where nothing is. */
export function faultOfRange({ from, to }: Range): string | null {
  if (from >= to) return 'It ends before it begins';
  return daysFrom(from, to) > reportDaysMax ? `At most ${reportDaysMax} days at once` : null;
}

const range = {
  from: businessDateSchema,
  to: businessDateSchema.meta({ description: 'The first day that is no part of it any more.' }),
};
const whose = {
  agencyId: idSchema.optional(),
  serviceId: idSchema.optional(),
};

type Faults = z.core.$RefinementCtx;
const refuse = (context: Faults, path: string, message: string): void => {
  context.addIssue({ code: 'custom', path: [path], message });
};

export const surveyReportQuerySchema = z
  .strictObject({
    ...range,
    ...whose,
    compareFrom: businessDateSchema.optional(),
    compareTo: businessDateSchema.optional(),
    by: trendPeriodSchema.optional(),
    language: languageSchema.default('id'),
  })
  .superRefine(({ from, to, compareFrom, compareTo }, context) => {
    const fault = faultOfRange({ from, to });
    if (fault !== null) refuse(context, 'to', fault);
    if ((compareFrom === undefined) !== (compareTo === undefined)) {
      refuse(context, 'compareTo', 'A period to compare with has two ends');
    } else if (compareFrom !== undefined && compareTo !== undefined) {
      const other = faultOfRange({ from: compareFrom, to: compareTo });
      if (other !== null) refuse(context, 'compareTo', other);
    }
  });
export type SurveyReportQuery = z.infer<typeof surveyReportQuerySchema>;

const elementSchema = surveyAnswersSchema.keyof();

export const qualitySchema = z
  .enum(['A', 'B', 'C', 'D'])
  .meta({ id: 'SurveyQuality', description: 'Mutu pelayanan; A is the best.' });
export type Quality = z.infer<typeof qualitySchema>;

export const surveyElementFiguresSchema = z
  .object({
    element: elementSchema,
    answers: z.int().min(0).meta({ description: 'How many answered this element.' }),
    mean: z.number().nullable().meta({ description: 'NRR, to four decimals.' }),
    weighted: z.number().nullable().meta({ description: 'NRR tertimbang: a ninth of the NRR.' }),
    quality: qualitySchema.nullable(),
  })
  .meta({ id: 'SurveyElementFigures' });
export type SurveyElementFigures = z.infer<typeof surveyElementFiguresSchema>;

export const surveyEnoughSchema = z.enum(['none', 'hidden', 'few', 'enough']).meta({
  id: 'SurveyEnough',
  description:
    'hidden: so few answered that figures would tell what somebody said, so only their number is ' +
    'told. few: fewer than the rule asks for; the index is told and does not stand.',
});
export type SurveyEnough = z.infer<typeof surveyEnoughSchema>;

const indexFields = {
  respondents: z.int().min(0),
  enough: surveyEnoughSchema,
  index: z
    .number()
    .nullable()
    .meta({ description: 'IKM, 25.00 to 100.00; null also where an element has no answer.' }),
  quality: qualitySchema.nullable(),
};

export const surveyFiguresSchema = z
  .object({
    ...indexFields,
    weightedSum: z.number().nullable().meta({ description: 'Σ NRR tertimbang, four decimals.' }),
    elements: z.array(surveyElementFiguresSchema).length(9),
  })
  .meta({ id: 'SurveyFigures' });
export type SurveyFigures = z.infer<typeof surveyFiguresSchema>;

const shareSchema = z.object({
  value: z.string().nullable().meta({ description: 'Null: they did not say.' }),
  count: z.int().min(0),
});
export type ProfileShare = z.infer<typeof shareSchema>;

export const surveyProfileSchema = z
  .object({
    gender: z.array(shareSchema),
    education: z.array(shareSchema),
    occupation: z.array(shareSchema),
    age: z.array(shareSchema),
  })
  .meta({ id: 'SurveyProfile', description: 'Who answered, as far as they said.' });
export type SurveyProfile = z.infer<typeof surveyProfileSchema>;

const rowSchema = z.object({
  id: idSchema,
  name: textSchema,
  /** Of a service: the short name of its agency. */
  short: z.string(),
  means: z
    .array(z.number().nullable())
    .length(9)
    .meta({ description: 'NRR of U1 to U9, to four decimals.' }),
  ...indexFields,
});
export type SurveyRowOf = z.infer<typeof rowSchema>;

export const surveyReportSchema = z
  .object({
    unit: z.object({
      kind: z.enum(['building', 'agency', 'service']),
      id: idSchema.nullable(),
      name: textSchema,
      of: textSchema.nullable().meta({ description: 'The agency of a service, the building.' }),
    }),
    period: z.object(range),
    comparedWith: z.object(range).nullable(),
    respondentsMin: z.int().min(1),
    sample: z.object({
      served: z.int().min(0).meta({ description: 'Visits that were served in the period.' }),
      recommended: z
        .int()
        .min(0)
        .meta({
          description:
            'S = λ²·N·P·Q / (d²·(N − 1) + λ²·P·Q) of Krejcie and Morgan, with N the visits served, ' +
            'λ² = 3.841, P = Q = 0.5 and d = 0.05, rounded.',
        }),
    }),
    figures: surveyFiguresSchema,
    before: surveyFiguresSchema.nullable(),
    priorities: z
      .array(elementSchema)
      .max(3)
      .meta({ description: 'The elements with the lowest NRR, the lowest first.' }),
    profile: surveyProfileSchema
      .nullable()
      .meta({ description: 'Null where too few answered to be told apart from each other.' }),
    agencies: z.array(rowSchema),
    services: z.array(rowSchema),
    trend: z.object({
      by: trendPeriodSchema,
      points: z.array(z.object({ ...range, ...indexFields })).max(trendPointsMax),
    }),
  })
  .meta({ id: 'SurveyReport' });
export type SurveyReport = z.infer<typeof surveyReportSchema>;
