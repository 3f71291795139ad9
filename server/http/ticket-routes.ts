import { z } from 'zod';
import type { Command, VisitCommand, Destination } from '../../contract/commands.ts';
import {
  emptySchema,
  finishedAnswerSchema,
  finishSchema,
  noteSchema,
  oneServiceSchema,
  parkSchema,
  requeueSchema,
  ticketAnswerSchema,
  transferQuerySchema,
  transferSchema,
} from '../../contract/http.ts';
import { transferPreviewSchema } from '../../contract/desk-views.ts';
import type { RefusalCode } from '../../contract/refusals.ts';
import { idSchema } from '../../contract/values.ts';
import { newVisitId } from '../auth/ticket-tokens.ts';
import type { Building, Outcome } from '../building.ts';
import { isOfActor } from '../domain/at-counter.ts';
import { isRefusal } from '../domain/decision.ts';
import { nextPlace } from '../views/desk-ticket.ts';
import { ticketView } from '../views/ticket-view.ts';
import { transferPreview } from '../views/transfer-preview.ts';
import { problemAnswer, refusalAnswer } from './problem.ts';
import { json, orNothing, route, run, type Ask, type Route } from './route.ts';

const idParams = z.strictObject({ id: idSchema });

const ticketRefusals: readonly RefusalCode[] = [
  'unknown-ticket',
  'not-this-counter',
  'counter-taken',
  'wrong-state',
];
const sendingRefusals: readonly RefusalCode[] = [
  'unknown-service',
  'unknown-counter',
  'officer-not-here',
  'same-destination',
  'destination-closed',
  'not-trained',
  'already-in-visit',
  'too-many-legs',
];

const answerOf =
  (visitId: string) =>
  ({ state, now }: Outcome) => ({ ticket: ticketView(state, state.visits.get(visitId)!, now) });

interface ActionOf<Body extends z.ZodType> {
  readonly name: string;
  readonly summary: string;
  readonly body: Body;
  readonly refusals?: readonly RefusalCode[];
  /** The command without who asks and of whom. */
  command(body: z.infer<Body>, newId: () => string): Ask<VisitCommand, 'visitId'>;
}

/** A row of what an officer can do with a ticket; all of them answer the ticket. */
function action<Body extends z.ZodType>(building: Building, row: ActionOf<Body>): Route {
  return route({
    method: 'post',
    path: `/api/v1/tickets/:id/${row.name}`,
    access: 'staff',
    summary: row.summary,
    params: idParams,
    body: row.body,
    status: 200,
    answer: ticketAnswerSchema,
    refusals: [...ticketRefusals, ...(row.refusals ?? [])],
    handle: call => {
      const visitId = call.params.id;
      const newId = (): string => `n${newVisitId(building.now())}`;
      const command = { ...row.command(call.body, newId), actor: call.actor, visitId } as Command;
      return run(building, call, command, answerOf(visitId));
    },
  });
}

const destinationOf = (asked: {
  readonly serviceId?: string | undefined;
  readonly counterId?: string | undefined;
  readonly staffId?: string | undefined;
}): Destination => {
  if (asked.counterId !== undefined) return { kind: 'counter', counterId: asked.counterId };
  if (asked.staffId !== undefined) return { kind: 'officer', staffId: asked.staffId };
  return { kind: 'service', serviceId: asked.serviceId! };
};

const noteOf = (text: string | undefined, newId: () => string) =>
  text === undefined ? {} : { note: { noteId: newId(), text } };

const simpleActions = [
  ['recall', 'Call the same visitor again', ['recall-too-soon', 'recall-limit']],
  ['start', 'The visitor arrived: the service starts', []],
  ['no-show', 'The visitor did not come', ['no-show-too-soon']],
  ['cancel', 'Take the ticket out of the line', []],
  ['unpark', 'Back into the line after being set aside', []],
] as const satisfies readonly (readonly [string, string, readonly RefusalCode[]])[];

function actionRoutes(building: Building): Route[] {
  return [
    ...simpleActions.map(([name, summary, refusals]) =>
      action(building, {
        name,
        summary,
        refusals,
        body: orNothing(emptySchema),
        command: () => ({ type: name }),
      }),
    ),
    action(building, {
      name: 'requeue',
      summary: 'Back into the line: not here yet, served too early, or come after a no-show',
      body: orNothing(requeueSchema),
      refusals: ['too-late', 'already-in-visit'],
      command: ({ place }) => ({ type: 'requeue', ...(place ? { place } : {}) }),
    }),
    action(building, {
      name: 'park',
      summary: 'Set the visitor aside for a while',
      body: orNothing(parkSchema),
      command: ({ reason, minutes, note }, newId) => ({
        type: 'park',
        reason: reason ?? 'other',
        ...(minutes === undefined ? {} : { minutes }),
        ...noteOf(note, newId),
      }),
    }),
    action(building, {
      name: 'transfer',
      summary: 'Send the visitor on to a service, a counter or an officer',
      body: transferSchema,
      refusals: sendingRefusals,
      command: (body, newId) => ({
        type: 'transfer',
        to: destinationOf(body),
        place: body.place ?? 'order',
        returns: body.returns ?? false,
        ...noteOf(body.note, newId),
      }),
    }),
    action(building, {
      name: 'add-service',
      summary: 'One more errand under the same number',
      body: oneServiceSchema,
      refusals: ['unknown-service', 'destination-closed', 'already-in-visit', 'too-many-legs'],
      command: ({ serviceId }) => ({ type: 'add-service', serviceId }),
    }),
    action(building, {
      name: 'change-service',
      summary: 'The errand turned out to be another one of this counter',
      body: oneServiceSchema,
      refusals: ['unknown-service', 'wrong-queue', 'same-destination', 'already-in-visit'],
      command: ({ serviceId }) => ({ type: 'change-service', serviceId }),
    }),
    action(building, {
      name: 'note',
      summary: 'Write a note for colleagues',
      body: noteSchema,
      command: ({ text }, newId) => ({ type: 'add-note', note: { noteId: newId(), text } }),
    }),
  ];
}

function finishRoute(building: Building): Route {
  return route({
    method: 'post',
    path: '/api/v1/tickets/:id/finish',
    access: 'staff',
    summary: 'The service is finished; the answer says where the visitor goes next',
    params: idParams,
    body: orNothing(finishSchema),
    status: 200,
    answer: finishedAnswerSchema,
    refusals: [
      ...ticketRefusals,
      'outcome-required',
      'delivered-required',
      'unknown-service',
      'wrong-queue',
    ],
    handle: call => {
      const visitId = call.params.id;
      const { outcome, deliveredServiceIds } = call.body;
      const command: Command = {
        type: 'finish',
        actor: call.actor,
        visitId,
        ...(outcome ? { outcome } : {}),
        ...(deliveredServiceIds ? { deliveredServiceIds } : {}),
      };
      return run(building, call, command, outcomeOf => ({
        ...answerOf(visitId)(outcomeOf),
        next: nextPlace(outcomeOf.state, outcomeOf.state.visits.get(visitId)!, outcomeOf.now),
      }));
    },
  });
}

function previewRoute(building: Building): Route {
  return route({
    method: 'get',
    path: '/api/v1/tickets/:id/transfer-preview',
    access: 'staff',
    summary: 'What sending the visitor on would come to, before it is done',
    params: idParams,
    query: transferQuerySchema,
    status: 200,
    answer: transferPreviewSchema,
    refusals: [...ticketRefusals, ...sendingRefusals],
    handle: ({ params: { id }, query, actor }) => {
      const { state } = building;
      const visit = state.visits.get(id);
      if (!visit) return problemAnswer('unknown-ticket');
      if (!isOfActor(state, actor, visit)) return problemAnswer('not-this-counter');
      const to = destinationOf(query);
      const preview = transferPreview(state, id, to, query.place, building.now());
      return isRefusal(preview) ? refusalAnswer(preview) : json(preview);
    },
  });
}

/** What an officer does with a visitor. */
export const ticketRoutes = (building: Building): Route[] => [
  ...actionRoutes(building),
  finishRoute(building),
  previewRoute(building),
];
