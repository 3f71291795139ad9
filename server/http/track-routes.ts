import { z } from 'zod';
import type { Command } from '../../contract/commands.ts';
import { emptySchema } from '../../contract/http.ts';
import { trackViewSchema } from '../../contract/views.ts';
import { surveyHash } from '../auth/ticket-tokens.ts';
import type { Building } from '../building.ts';
import type { PastVisits } from '../store/past-visits.ts';
import type { Surveys } from '../store/surveys.ts';
import { spokenFacts, type SpokenFacts } from '../domain/call-speech.ts';
import { surveyView } from '../views/survey-view.ts';
import { trackView } from '../views/ticket-view.ts';
import { problemAnswer } from './problem.ts';
import { json, route, run, type Reply, type Route } from './route.ts';
import { surveyRoutes } from './survey-routes.ts';
import { doorRefusals, openTicketDoor, tokenParams, type TicketDoor } from './ticket-door.ts';

export interface TrackRoutesOptions {
  readonly building: Building;
  readonly secret: Buffer;
  readonly surveys: Surveys;
  readonly pastVisits: PastVisits;
  /** A visitor opened the page of their number. */
  readonly opened: (visitId: string) => void;
  /** A call as the hall hears it, said once; null where the building has no voice. */
  readonly callSound: (facts: SpokenFacts) => Buffer | null;
}

const trackAnswerSchema = z.object({ ticket: trackViewSchema });

function viewRoute(options: TrackRoutesOptions, door: TicketDoor): Route {
  const { building, surveys, pastVisits, secret, opened } = options;
  /** A number of a day that is over: what it was, and whether its visitor can still rate. */
  const pastAnswer = (visitId: string): Reply => {
    const past = pastVisits.find(visitId);
    if (!past) return problemAnswer('unknown-ticket');
    const isAnswered = surveys.isGiven(surveyHash(secret, visitId));
    const { label, businessDate, state } = surveyView(
      building.state,
      past,
      isAnswered,
      building.now(),
    );
    return problemAnswer('ticket-other-day', { label, businessDate, survey: state === 'open' });
  };
  return route({
    method: 'get',
    path: '/api/v1/track/:token',
    access: 'anyone',
    summary: 'A visitor’s own visit, today',
    params: tokenParams,
    status: 200,
    answer: trackViewSchema,
    refusals: [...doorRefusals, 'ticket-other-day'],
    handle(call) {
      const found = door(call);
      if ('status' in found) return found;
      const visit = building.state.visits.get(found.visitId);
      if (!visit) return pastAnswer(found.visitId);
      opened(found.visitId);
      return json(trackView(building.state, visit, building.now()));
    },
  });
}

/** "Dengarkan panggilan": only of the visitor's own number, and only while it is called. */
const callSoundRoute = ({ building, callSound }: TrackRoutesOptions, door: TicketDoor): Route =>
  route({
    method: 'get',
    path: '/api/v1/track/:token/call-sound',
    access: 'anyone',
    summary: 'The call of this number as sound, while it is called',
    params: tokenParams,
    status: 200,
    answer: null,
    isSound: true,
    refusals: [...doorRefusals, 'wrong-state', 'speech-unavailable'],
    handle(call) {
      const found = door(call);
      if ('status' in found) return found;
      const { state } = building;
      const visit = state.visits.get(found.visitId);
      if (!visit) return problemAnswer('unknown-ticket');
      const counterId = visit.legs.find(leg => leg.state === 'called')?.counterId;
      const facts = spokenFacts(state, counterId ?? '', visit.id);
      if (!facts) return problemAnswer('wrong-state');
      const sound = callSound(facts);
      return sound ? { status: 200, body: '', sound } : problemAnswer('speech-unavailable');
    },
  });

interface WishOf {
  readonly name: 'cancel' | 'delay';
  readonly summary: string;
  readonly refusals: readonly ('wrong-state' | 'delay-limit')[];
}

const wishes: readonly WishOf[] = [
  { name: 'cancel', summary: 'The visitor leaves the line', refusals: ['wrong-state'] },
  {
    name: 'delay',
    summary: 'The visitor needs more time: out of the line for some minutes, with their place kept',
    refusals: ['wrong-state', 'delay-limit'],
  },
];

/** The answer is what the page shows: nothing that the visitor said of themselves is in it. */
const wishRoute = ({ building }: TrackRoutesOptions, door: TicketDoor, wish: WishOf): Route =>
  route({
    method: 'post',
    path: `/api/v1/track/:token/${wish.name}`,
    access: 'anyone',
    summary: wish.summary,
    params: tokenParams,
    body: emptySchema.default({}),
    status: 200,
    answer: trackAnswerSchema,
    refusals: [...doorRefusals, ...wish.refusals],
    handle(call) {
      const found = door(call);
      if ('status' in found) return found;
      const { visitId } = found;
      // Whoever holds the token is the visitor, also where they are signed in as staff.
      const command: Command = { type: wish.name, actor: { role: 'visitor' }, visitId };
      return run(building, call, command, ({ state, now }) => ({
        ticket: trackView(state, state.visits.get(visitId)!, now),
      }));
    },
  });

/** What a visitor's phone asks, with the token of their ticket. */
export function trackRoutes(options: TrackRoutesOptions): Route[] {
  const door = openTicketDoor(options.building, options.secret);
  return [
    viewRoute(options, door),
    callSoundRoute(options, door),
    ...wishes.map(wish => wishRoute(options, door, wish)),
    ...surveyRoutes(options, door),
  ];
}
