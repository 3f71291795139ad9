import { z } from 'zod';
import { faultOfRange } from './survey-report.ts';
import { businessDateSchema, idSchema, languageSchema, textSchema } from './values.ts';

/** What visitors wrote, as it is read and moderated: by the week, and by nobody's name. */

/** Comments of one page; the week that fills it is told whole, up to `commentsOfPageMax`. */
export const commentsOfPageMin = 50;
export const commentsOfPageMax = 400;
export const commentReplyLengthMax = 300;

export const hiddenReasonSchema = z
  .enum(['names-someone', 'insult', 'advertising', 'off-topic', 'unreadable'])
  .meta({ id: 'HiddenReason', description: 'Why what somebody wrote is shown to nobody else.' });
export type HiddenReason = z.infer<typeof hiddenReasonSchema>;

export const commentStateSchema = z
  .enum(['all', 'new', 'acted', 'hidden'])
  .meta({ id: 'CommentState', description: 'new: shown, and nothing was done about it yet.' });
export type CommentState = z.infer<typeof commentStateSchema>;

export const surveyCommentsQuerySchema = z
  .strictObject({
    from: businessDateSchema,
    to: businessDateSchema.meta({ description: 'The first day that is no part of it any more.' }),
    agencyId: idSchema.optional(),
    serviceId: idSchema.optional(),
    state: commentStateSchema.default('all'),
    before: businessDateSchema.optional().meta({
      description: 'Weeks from before this Monday: `nextBefore` of the page before.',
    }),
  })
  .superRefine(({ from, to }, context) => {
    const fault = faultOfRange({ from, to });
    if (fault !== null) context.addIssue({ code: 'custom', path: ['to'], message: fault });
  });
export type SurveyCommentsQuery = z.infer<typeof surveyCommentsQuerySchema>;

export const surveyCommentSchema = z
  .object({
    id: idSchema,
    week: businessDateSchema.meta({
      description: 'The Monday of the week in which it was written; the day is told to nobody.',
    }),
    agencyId: idSchema,
    agencyShort: z.string(),
    serviceName: textSchema.nullable().meta({
      description: 'Null where too few rated the service that week to be told apart.',
    }),
    language: languageSchema,
    text: z.string(),
    hidden: hiddenReasonSchema.nullable(),
    reply: z.string().nullable().meta({ description: 'What was done about it.' }),
  })
  .meta({ id: 'SurveyComment' });
export type SurveyComment = z.infer<typeof surveyCommentSchema>;

export const surveyCommentsSchema = z
  .object({
    comments: z.array(surveyCommentSchema).max(commentsOfPageMax),
    nextBefore: businessDateSchema.nullable(),
    counts: z.object({
      all: z.int().min(0),
      new: z.int().min(0),
      acted: z.int().min(0),
      hidden: z.int().min(0),
    }),
  })
  .meta({ id: 'SurveyComments' });
export type SurveyComments = z.infer<typeof surveyCommentsSchema>;

export const hideCommentSchema = z
  .strictObject({ reason: hiddenReasonSchema })
  .meta({ id: 'HideComment' });

export const replyToCommentSchema = z
  .strictObject({ reply: z.string().trim().min(1).max(commentReplyLengthMax) })
  .meta({ id: 'ReplyToComment' });

export const moderatedSchema = z
  .object({
    id: idSchema,
    hidden: hiddenReasonSchema.nullable(),
    reply: z.string().nullable(),
  })
  .meta({ id: 'ModeratedComment' });
export type Moderated = z.infer<typeof moderatedSchema>;

/** For the audit; what was written stands in no entry. */
export type ModerationStep = 'hidden' | 'shown' | 'answered';

/** Words of a visitor were hidden, shown or answered; an id drawn by chance, and no word. */
export interface ModerationEventBody {
  readonly type: 'comment-moderated';
  readonly data: { readonly commentId: string; readonly what: ModerationStep };
}
