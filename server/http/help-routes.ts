import { z } from 'zod';
import type { Actor } from '../../contract/commands.ts';
import { helpAnswerSchema, helpDoneSchema, type HelpAnswer } from '../../contract/help.ts';
import { emptySchema } from '../../contract/http.ts';
import { scannedTicketSchema } from '../../contract/scanned-ticket.ts';
import { idSchema } from '../../contract/values.ts';
import { visitIdOf } from '../auth/ticket-tokens.ts';
import type { Building } from '../building.ts';
import { isOfActor } from '../domain/at-counter.ts';
import { isFrontDesk } from '../domain/front-desk.ts';
import { instant } from '../views/names.ts';
import { scannedTicket } from '../views/scanned-ticket.ts';
import { problemAnswer } from './problem.ts';
import { json, orNothing, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';

export interface HelpRoutesOptions {
  readonly building: Building;
  readonly secret: Buffer;
  /** Who called for staff; null where so many do that no more fit. */
  readonly askHelp: (visitId: string, now: number) => { readonly since: number } | null;
  readonly helpDone: (visitId: string) => boolean;
  /** Screens that are open and show such calls. */
  readonly helpScreens: () => number;
}

const idParams = z.strictObject({ id: idSchema });
const tokenParams = z.strictObject({ token: z.string().min(1).max(64) });

/** Whom the call is about must be the kiosk's own, or the officer's. */
function askHelp(options: HelpRoutesOptions, actor: Actor, visitId: string): Reply {
  const { building } = options;
  const { state } = building;
  const visit = state.visits.get(visitId);
  if (!visit) return problemAnswer('unknown-ticket');
  if (actor.role === 'device' && visit.deviceId !== actor.deviceId) {
    return problemAnswer('not-allowed');
  }
  if (actor.role === 'officer' && !isOfActor(state, actor, visit)) {
    return problemAnswer('not-this-counter', { label: visit.label });
  }
  const asked = options.askHelp(visitId, building.now());
  if (!asked) return problemAnswer('busy');
  const answer: HelpAnswer = {
    since: instant(state, asked.since),
    isSeen: options.helpScreens() > 0,
  };
  return json(answer);
}

function helpRoute(options: HelpRoutesOptions): Route {
  const requests = new SecretRequests();
  return route({
    method: 'post',
    path: '/api/v1/tickets/:id/help',
    access: 'kiosk',
    summary: 'The visitor at the kiosk calls for staff: shown at the front desk for ten minutes',
    params: idParams,
    body: orNothing(emptySchema),
    status: 200,
    answer: helpAnswerSchema,
    refusals: ['unknown-ticket', 'not-allowed', 'not-this-counter', 'busy'],
    handle: ({ params: { id }, actor, idempotency }) =>
      requests.once(idempotency, async () => askHelp(options, actor, id)),
  });
}

/** What the front desk and the board do beside the queue. Nothing of it is in the journal. */
export const helpRoutes = (options: HelpRoutesOptions): Route[] => [
  helpRoute(options),
  route({
    method: 'delete',
    path: '/api/v1/help-calls/:id',
    access: 'staff',
    summary: 'Somebody went to the visitor who called for staff',
    params: idParams,
    status: 200,
    answer: helpDoneSchema,
    refusals: ['unknown-ticket', 'not-this-counter'],
    handle({ params: { id }, actor }) {
      const { state } = options.building;
      if (!state.visits.has(id)) return problemAnswer('unknown-ticket');
      if (!isFrontDesk(state, actor)) return problemAnswer('not-this-counter');
      // Said twice, or by two at once, it is done all the same.
      options.helpDone(id);
      return json({ ticketId: id });
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/tickets/by-token/:token',
    access: 'staff',
    summary: 'Whose paper was scanned, and where they are',
    params: tokenParams,
    status: 200,
    answer: scannedTicketSchema,
    refusals: ['unknown-ticket', 'ticket-other-day'],
    handle({ params: { token } }) {
      const { state } = options.building;
      const visitId = visitIdOf(options.secret, token);
      if (visitId === null) return problemAnswer('unknown-ticket');
      const visit = state.visits.get(visitId);
      // It was signed here, so it was a number of this building: of a day that is over.
      return visit ? json(scannedTicket(state, visit)) : problemAnswer('ticket-other-day');
    },
  }),
];
