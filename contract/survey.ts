import { z } from 'zod';
import { businessDateSchema, idSchema, languageSchema, textSchema } from './values.ts';
import { buildingViewSchema } from './views.ts';

/**
 * The survey of public satisfaction (SKM, PermenPANRB 14/2017): nine elements, U1 to U9 in this
 * order, each answered 1 (worst) to 4 (best) or left out, and who answered only as the regulation's
 * form asks. No answer leads back to a visitor.
 */

const answerSchema = z.int().min(1).max(4);

export const surveyAnswersSchema = z
  .strictObject({
    requirements: answerSchema.optional(),
    procedure: answerSchema.optional(),
    time: answerSchema.optional(),
    cost: answerSchema.optional(),
    product: answerSchema.optional(),
    competence: answerSchema.optional(),
    conduct: answerSchema.optional(),
    facilities: answerSchema.optional(),
    complaints: answerSchema.optional(),
  })
  .refine(answers => Object.values(answers).some(answer => answer !== undefined), {
    message: 'At least one element is answered',
  })
  .meta({
    id: 'SurveyAnswers',
    description: 'U1 to U9, each 1 (worst) to 4 (best); what was not answered is left out.',
  });
export type SurveyAnswers = z.infer<typeof surveyAnswersSchema>;
export type SurveyElement = keyof SurveyAnswers;

export const respondentSchema = z
  .strictObject({
    age: z.enum(['under-18', '18-29', '30-44', '45-59', '60-over']).optional(),
    gender: z.enum(['male', 'female']).optional(),
    education: z.enum(['sd', 'smp', 'sma', 's1', 's2', 's3']).optional(),
    occupation: z.enum(['pns', 'tni', 'polri', 'private', 'business', 'other']).optional(),
  })
  .meta({ id: 'SurveyRespondent', description: 'Who answered, as far as they wish to say.' });
export type Respondent = z.infer<typeof respondentSchema>;

export const commentLengthMax = 500;

export const giveSurveySchema = z
  .strictObject({
    serviceId: idSchema
      .optional()
      .meta({ description: 'Which finished service is meant; the last one where it is left out.' }),
    answers: surveyAnswersSchema,
    comment: z.string().max(commentLengthMax).optional(),
    respondent: respondentSchema.optional(),
    language: languageSchema.optional(),
  })
  .meta({ id: 'GiveSurvey' });
export type GiveSurvey = z.infer<typeof giveSurveySchema>;

/** At a tablet a visitor is known by the code on their paper, or by the number they type. */
const whoseShape = {
  token: z.string().min(1).max(64).optional().meta({ description: 'Of the code on the paper.' }),
  label: z.string().trim().min(1).max(12).optional().meta({
    description: 'A number of today, as typed: A012, a12.',
  }),
};
type Whose = { readonly token?: unknown; readonly label?: unknown };

/** Either the token or the number: none of them is a number that is missing, both a token too many. */
function holdsOne({ value: { token, label }, issues }: z.core.ParsePayload<Whose>): void {
  if ((token === undefined) !== (label === undefined)) return;
  const path = [token === undefined ? 'label' : 'token'];
  issues.push({ code: 'custom', message: 'Either the token or the number', path, input: token });
}

export const findRatedVisitSchema = z
  .strictObject(whoseShape)
  .check(holdsOne)
  .meta({ id: 'FindRatedVisit' });
export type FindRatedVisit = z.infer<typeof findRatedVisitSchema>;

export const giveSurveyAtTabletSchema = z
  .strictObject({ ...whoseShape, ...giveSurveySchema.shape })
  .check(holdsOne)
  .meta({ id: 'GiveSurveyAtTablet' });
export type GiveSurveyAtTablet = z.infer<typeof giveSurveyAtTabletSchema>;

export const surveyStateSchema = z.enum(['nothing-finished', 'open', 'answered', 'over']).meta({
  id: 'SurveyState',
  description: 'Whether a visit can be rated: from its first finished service, once, for 7 days.',
});
export type SurveyState = z.infer<typeof surveyStateSchema>;

export const surveyViewSchema = z
  .object({
    building: buildingViewSchema,
    label: z.string(),
    businessDate: businessDateSchema,
    language: languageSchema,
    state: surveyStateSchema,
    /** What was finished, the last one first. */
    services: z.array(
      z.object({ serviceId: idSchema, serviceName: textSchema, agencyShort: z.string() }),
    ),
  })
  .meta({ id: 'SurveyView' });
export type SurveyView = z.infer<typeof surveyViewSchema>;

export const surveyGivenSchema = z.object({ state: z.literal('answered') }).meta({
  id: 'SurveyGiven',
});

/** What the tablet at the exit is told: whose building it is, and of which letters numbers are made. */
export const surveyScreenViewSchema = z
  .object({ building: buildingViewSchema, letters: z.string().max(26) })
  .meta({ id: 'SurveyScreenView' });
export type SurveyScreenView = z.infer<typeof surveyScreenViewSchema>;
