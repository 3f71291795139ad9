import { z } from 'zod';
import { emptySchema } from '../../../contract/http.ts';
import {
  hideCommentSchema,
  moderatedSchema,
  replyToCommentSchema,
  surveyCommentsQuerySchema,
  surveyCommentsSchema,
  type Moderated,
  type ModerationStep,
} from '../../../contract/survey-comments.ts';
import { idSchema } from '../../../contract/values.ts';
import { surveyComments } from '../../views/survey-comments.ts';
import { problemAnswer } from '../problem.ts';
import { json, orNothing, route, run, type Call, type Reply, type Route } from '../route.ts';
import { commentPage, scopeOf, type SurveyReportOptions } from './survey-report-routes.ts';

type CommentOptions = Pick<SurveyReportOptions, 'building' | 'comments'>;

const idParams = z.strictObject({ id: idSchema });

/** The words themselves stand beside the journal, and the audit names who moderated them. */
async function moderate(
  { building, comments }: CommentOptions,
  call: Pick<Call<{ id: string }, unknown, unknown>, 'params' | 'actor' | 'idempotency'>,
  what: ModerationStep,
  change: Partial<Pick<Moderated, 'hidden' | 'reply'>>,
): Promise<Reply> {
  const { id } = call.params;
  const known = comments.find(id);
  if (!known) return problemAnswer('unknown-comment');
  const { hidden, reply } = { ...known, ...change };
  const told: Moderated = { id, hidden, reply };
  if (hidden === known.hidden && reply === known.reply) return json(told);
  const { actor } = call;
  const review = { hidden, reply };
  return run(
    building,
    call,
    { type: 'moderate-comment', actor, commentId: id, what, review },
    () => told,
  );
}

/** What visitors wrote, and what is done about it. */
export const surveyCommentRoutes = (options: CommentOptions): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/reports/survey/comments',
    access: 'agency-administrator',
    summary: 'What visitors wrote, by the week',
    query: surveyCommentsQuerySchema,
    status: 200,
    answer: surveyCommentsSchema,
    refusals: [],
    handle({ actor, query }) {
      const scope = scopeOf(options.building.state, actor, query);
      if ('status' in scope) return scope;
      const { from, to, state, before = null } = query;
      const { agencyIds, serviceId } = scope;
      const ask = { from, to, state, agencyIds, serviceId };
      const page = { before, ...commentPage };
      return json(surveyComments(options.building.state, options.comments, ask, page));
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/reports/survey/comments/:id/hide',
    access: 'supervisor',
    summary: 'Hide what somebody wrote: no export has it any more',
    params: idParams,
    body: hideCommentSchema,
    status: 200,
    answer: moderatedSchema,
    refusals: ['unknown-comment'],
    handle: call => moderate(options, call, 'hidden', { hidden: call.body.reason }),
  }),
  route({
    method: 'post',
    path: '/api/v1/reports/survey/comments/:id/show',
    access: 'supervisor',
    summary: 'Show what was hidden',
    params: idParams,
    body: orNothing(emptySchema),
    status: 200,
    answer: moderatedSchema,
    refusals: ['unknown-comment'],
    handle: call => moderate(options, call, 'shown', { hidden: null }),
  }),
  route({
    method: 'post',
    path: '/api/v1/reports/survey/comments/:id/reply',
    access: 'supervisor',
    summary: 'Note in a sentence what was done about it',
    params: idParams,
    body: replyToCommentSchema,
    status: 200,
    answer: moderatedSchema,
    refusals: ['unknown-comment'],
    handle: call => moderate(options, call, 'answered', { reply: call.body.reply }),
  }),
];
