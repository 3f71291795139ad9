import {
  findRatedVisitSchema,
  giveSurveyAtTabletSchema,
  surveyGivenSchema,
  surveyViewSchema,
  type FindRatedVisit,
} from '../../../contract/survey.ts';
import type { Caller } from '../../auth/access.ts';
import { CodeTries } from '../../auth/code-tries.ts';
import { visitIdOf } from '../../auth/ticket-tokens.ts';
import type { BuildingState } from '../../domain/state.ts';
import { problemAnswer } from '../problem.ts';
import { json, route, type Reply, type Route } from '../route.ts';
import { SecretRequests } from '../secret-requests.ts';
import {
  giveSurvey,
  rateableVisit,
  surveyViewOf,
  type SurveyRoutesOptions,
} from '../survey-routes.ts';

/** "a 12" is A012: people leave zeros out. */
const labelPattern = /^([A-Z]{1,2})[\s-]*0*(\d{1,6})$/;

/** The visit of today that has this number; its letters and its figures, however they are written. */
export function visitOfLabel(state: BuildingState, typed: string): string | null {
  const [, series, digits] = labelPattern.exec(typed.trim().toUpperCase()) ?? [];
  if (series === undefined) return null;
  const number = Number(digits);
  for (const visit of state.visits.values()) {
    const isSame = visit.series === series && visit.number === number;
    if (isSame && visit.businessDate === state.businessDate) return visit.id;
  }
  return null;
}

/**
 * Who holds the paper proves it by its code. A number anybody can read off the hall's screens: so many
 * typed ones a minute from one tablet, right or wrong, that a visitor is never kept waiting and nobody
 * answers for a hall.
 */
class TabletDoor {
  readonly #options: SurveyRoutesOptions;
  readonly #tries = new CodeTries();

  constructor(options: SurveyRoutesOptions) {
    this.#options = options;
  }

  find({ token, label }: FindRatedVisit, caller: Caller): { readonly visitId: string } | Reply {
    const { building, secret } = this.#options;
    const source = caller.screenId ?? caller.staff?.id ?? caller.address;
    const now = performance.now();
    const waitSeconds = this.#tries.blockedSeconds(source, now);
    if (waitSeconds > 0) {
      const headers = { 'Retry-After': String(waitSeconds) };
      return { ...problemAnswer('too-many-attempts', { waitSeconds }), headers };
    }
    const visitId =
      token === undefined ? visitOfLabel(building.state, label ?? '') : visitIdOf(secret, token);
    if (token === undefined || visitId === null) this.#tries.wrong(source, now);
    return visitId === null ? problemAnswer('unknown-ticket') : { visitId };
  }
}

const refusals = ['unknown-ticket', 'too-many-attempts'] as const;

/** Rating at the exit, for whoever has no phone at hand: as anonymous as there, and once all the same. */
export function tabletRoutes(options: SurveyRoutesOptions): Route[] {
  const door = new TabletDoor(options);
  // As on the phone: of what was sent not even a hash is kept on disk.
  const requests = new SecretRequests();
  return [
    route({
      method: 'post',
      path: '/api/v1/survey/visits',
      access: 'screen',
      summary: 'Whether a visitor at the exit can rate their visit, and which services of it',
      body: findRatedVisitSchema,
      status: 200,
      answer: surveyViewSchema,
      refusals: [...refusals],
      handle({ body, caller }) {
        const found = door.find(body, caller);
        if ('status' in found) return found;
        const visit = rateableVisit(options, found.visitId);
        return visit
          ? json(surveyViewOf(options, found.visitId, visit))
          : problemAnswer('unknown-ticket');
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/survey/answers',
      access: 'screen',
      summary: 'Rate a finished service at the exit, once per visit and anonymously',
      body: giveSurveyAtTabletSchema,
      status: 201,
      answer: surveyGivenSchema,
      refusals: [...refusals, 'wrong-state', 'too-late', 'unknown-service', 'already-answered'],
      handle({ body, caller, idempotency }) {
        const answer = (): Promise<Reply> =>
          Promise.resolve().then(() => {
            const found = door.find(body, caller);
            return 'status' in found ? found : giveSurvey(options, found.visitId, body);
          });
        return requests.once(idempotency, answer);
      },
    }),
  ];
}
