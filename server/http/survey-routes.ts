import {
  giveSurveySchema,
  surveyGivenSchema,
  surveyViewSchema,
  type GiveSurvey,
  type SurveyView,
} from '../../contract/survey.ts';
import { surveyHash } from '../auth/ticket-tokens.ts';
import type { Building } from '../building.ts';
import { setupOf } from '../domain/state.ts';
import type { PastVisits } from '../store/past-visits.ts';
import type { Surveys } from '../store/surveys.ts';
import { surveyView, type RateableVisit } from '../views/survey-view.ts';
import { problemAnswer } from './problem.ts';
import { json, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';
import { doorRefusals, tokenParams, type TicketDoor } from './ticket-door.ts';

export interface SurveyRoutesOptions {
  readonly building: Building;
  readonly secret: Buffer;
  readonly surveys: Surveys;
  readonly pastVisits: PastVisits;
}

export const rateableVisit = (
  { building, pastVisits }: SurveyRoutesOptions,
  visitId: string,
): RateableVisit | undefined => building.state.visits.get(visitId) ?? pastVisits.find(visitId);

export function surveyViewOf(
  { building, surveys, secret }: SurveyRoutesOptions,
  visitId: string,
  visit: RateableVisit,
): SurveyView {
  const isAnswered = surveys.isGiven(surveyHash(secret, visitId));
  return surveyView(building.state, visit, isAnswered, building.now());
}

/** What a keyboard cannot type has no place in a report. */
const wordsOf = (comment: string | undefined): string | null =>
  comment?.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ').trim() || null;

/**
 * Rating is no matter of the queue: it goes past the journal, which leaves the building and in which
 * an entry beside a finished service would say who answered.
 */
export function giveSurvey(options: SurveyRoutesOptions, visitId: string, body: GiveSurvey): Reply {
  const { building, surveys, secret } = options;
  const visit = rateableVisit(options, visitId);
  if (!visit) return problemAnswer('unknown-ticket');
  const { state, services, businessDate, label } = surveyViewOf(options, visitId, visit);
  if (state === 'nothing-finished') return problemAnswer('wrong-state', { label });
  if (state === 'over') return problemAnswer('too-late', { label });
  const serviceId = body.serviceId ?? services[0]?.serviceId;
  const service = services.find(finished => finished.serviceId === serviceId);
  if (!service) {
    const error = { path: 'serviceId', message: 'Not a finished service of this visit' };
    return problemAnswer('unknown-service', undefined, [error]);
  }
  const isKept = surveys.give(surveyHash(secret, visitId), businessDate, {
    businessDate,
    serviceId: service.serviceId,
    agencyId: setupOf(building.state).services.get(service.serviceId)!.agencyId,
    language: body.language ?? visit.language,
    answers: body.answers,
    comment: wordsOf(body.comment),
    respondent: body.respondent ?? {},
  });
  return isKept ? json({ state: 'answered' }, 201) : problemAnswer('already-answered', { label });
}

function giveRoute(options: SurveyRoutesOptions, door: TicketDoor): Route {
  // Of what was sent not even a hash is kept on disk: there are too few answers to hide in it.
  const requests = new SecretRequests();
  return route({
    method: 'post',
    path: '/api/v1/track/:token/survey',
    access: 'anyone',
    summary: 'Rate a finished service (SKM, nine elements), once per visit and anonymously',
    params: tokenParams,
    body: giveSurveySchema,
    status: 201,
    answer: surveyGivenSchema,
    refusals: [...doorRefusals, 'wrong-state', 'too-late', 'unknown-service', 'already-answered'],
    handle(call) {
      const found = door(call);
      if ('status' in found) return found;
      const answer = (): Promise<Reply> =>
        Promise.resolve().then(() => giveSurvey(options, found.visitId, call.body));
      return requests.once(call.idempotency, answer);
    },
  });
}

/** Of the visits of today and of seven days before. */
export const surveyRoutes = (options: SurveyRoutesOptions, door: TicketDoor): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/track/:token/survey',
    access: 'anyone',
    summary: 'Whether the visit can be rated, and for which finished services',
    params: tokenParams,
    status: 200,
    answer: surveyViewSchema,
    refusals: [...doorRefusals],
    handle(call) {
      const found = door(call);
      if ('status' in found) return found;
      const visit = rateableVisit(options, found.visitId);
      if (!visit) return problemAnswer('unknown-ticket');
      return json(surveyViewOf(options, found.visitId, visit));
    },
  }),
  giveRoute(options, door),
];
