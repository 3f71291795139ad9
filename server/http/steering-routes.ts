import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Command } from '../../contract/commands.ts';
import { counterAnswerSchema, ticketAnswerSchema } from '../../contract/http.ts';
import type { RefusalCode } from '../../contract/refusals.ts';
import type { SteerAct } from '../../contract/steering-events.ts';
import {
  askMinutesDefault,
  counterAskAnswerSchema,
  issuingAnswerSchema,
  steerAskSchema,
  steerClassSchema,
  steerLimitSchema,
  steerQueuesSchema,
  steerSchema,
  steerServiceSchema,
  type SteerReason,
} from '../../contract/steering.ts';
import { idSchema } from '../../contract/values.ts';
import type { Building, Outcome } from '../building.ts';
import { availabilityOf, availabilityOfService } from '../domain/availability.ts';
import { setupOf } from '../domain/state.ts';
import { askView, type SteeringNames } from '../views/steering-view.ts';
import { ticketView } from '../views/ticket-view.ts';
import { counterAnswer } from './counter-routes.ts';
import { route, run, type Route } from './route.ts';

export interface SteeringRoutesOptions {
  readonly building: Building;
  readonly names: SteeringNames;
}

const idParams = z.strictObject({ id: idSchema });

/** Unguessable, never reused. */
export const newSteerId = (kind: string): string => `${kind}${randomBytes(9).toString('hex')}`;

interface Why {
  readonly reason: SteerReason;
  readonly note?: string | undefined;
}

interface Row<Body extends z.ZodType> {
  readonly path: string;
  readonly summary: string;
  readonly body: Body;
  readonly answer: z.ZodType;
  readonly status?: 201;
  readonly refusals: readonly RefusalCode[];
  act(id: string, body: z.infer<Body>): SteerAct;
  reply(outcome: Outcome, id: string, act: SteerAct): unknown;
}

/** One row of what a supervisor may do, each with a reason that the trail keeps (STEER-7). */
function steering<Body extends z.ZodType>(building: Building, row: Row<Body>): Route {
  return route({
    method: 'post',
    path: `/api/v1/steer/${row.path}`,
    access: 'supervisor',
    summary: row.summary,
    params: idParams,
    body: row.body,
    status: row.status ?? 200,
    answer: row.answer,
    refusals: row.refusals,
    handle: call => {
      const { id } = call.params;
      const act = row.act(id, call.body);
      const { reason, note } = call.body as Why;
      const command: Command = {
        type: 'steer',
        actor: call.actor,
        act,
        reason,
        ...(note === undefined ? {} : { note: { noteId: newSteerId('s'), text: note } }),
      };
      return run(building, call, command, outcome => row.reply(outcome, id, act), row.status);
    },
  });
}

const ofQueue = ({ state, now }: Outcome, id: string): unknown => ({
  availability: availabilityOf(state, id, now),
});
const ofService = ({ state, now }: Outcome, id: string): unknown => ({
  availability: availabilityOfService(state, setupOf(state).services.get(id)!, now),
});
const ofTicket = ({ state, now }: Outcome, id: string): unknown => ({
  ticket: ticketView(state, state.visits.get(id)!, now),
});
const ofCounter = ({ state, now }: Outcome, id: string): unknown => counterAnswer(state, id, now);

function issuingRoutes(building: Building): Route[] {
  const issuing = {
    body: steerSchema,
    answer: issuingAnswerSchema,
    refusals: ['not-found'],
  } as const;
  return [
    steering(building, {
      path: 'queues/:id/pause',
      summary: 'No further tickets of a queue today, until it is opened again',
      ...issuing,
      act: queueId => ({ what: 'pause-queue', queueId }),
      reply: ofQueue,
    }),
    steering(building, {
      path: 'queues/:id/open',
      summary: 'Tickets of a queue again, as many as the set-up says',
      ...issuing,
      act: queueId => ({ what: 'open-queue', queueId }),
      reply: ofQueue,
    }),
    steering(building, {
      path: 'queues/:id/limit',
      summary: 'Only so many further tickets of a queue today',
      ...issuing,
      body: steerLimitSchema,
      act: (queueId, { left }) => ({ what: 'limit-queue', queueId, left }),
      reply: ofQueue,
    }),
    steering(building, {
      path: 'services/:id/pause',
      summary: 'No further tickets of one service today, until it is opened again',
      ...issuing,
      act: serviceId => ({ what: 'pause-service', serviceId }),
      reply: ofService,
    }),
    steering(building, {
      path: 'services/:id/open',
      summary: 'Tickets of the service again',
      ...issuing,
      act: serviceId => ({ what: 'open-service', serviceId }),
      reply: ofService,
    }),
  ];
}

function ticketRoutesOf(building: Building): Route[] {
  const ticket = { answer: ticketAnswerSchema, reply: ofTicket } as const;
  const common = ['unknown-ticket', 'wrong-state'] as const;
  return [
    steering(building, {
      path: 'tickets/:id/class',
      summary: 'Another class for a visitor who is still to be called',
      body: steerClassSchema,
      refusals: [...common, 'need-without-class', 'class-needs-booking'],
      act: (visitId, { class: name, need }) => ({
        what: 'change-class',
        visitId,
        class: name,
        ...(need ? { need } : {}),
      }),
      ...ticket,
    }),
    steering(building, {
      path: 'tickets/:id/service',
      summary: 'Another service for a visitor who waits; they keep the time already waited',
      body: steerServiceSchema,
      refusals: [
        ...common,
        'unknown-service',
        'same-destination',
        'already-in-visit',
        'destination-closed',
      ],
      act: (visitId, { serviceId, fromServiceId }) => ({
        what: 'change-service',
        visitId,
        serviceId,
        ...(fromServiceId ? { fromServiceId } : {}),
      }),
      ...ticket,
    }),
    steering(building, {
      path: 'tickets/:id/requeue',
      summary: 'Back into the line, from wherever the visitor is',
      body: steerSchema,
      refusals: [...common, 'too-late', 'already-in-visit'],
      act: visitId => ({ what: 'requeue', visitId }),
      ...ticket,
    }),
    steering(building, {
      path: 'tickets/:id/cancel',
      summary: 'Take the ticket out of the line',
      body: steerSchema,
      refusals: common,
      act: visitId => ({ what: 'cancel', visitId }),
      ...ticket,
    }),
    steering(building, {
      path: 'tickets/:id/end',
      summary: 'End a ticket that is stuck, in whatever state and at whichever counter',
      body: steerSchema,
      refusals: common,
      act: visitId => ({ what: 'end-ticket', visitId }),
      ...ticket,
    }),
  ];
}

const atCounter = [
  ['open', 'open-counter', 'Open a counter for whoever comes, or go on after a pause', []],
  ['pause', 'pause-counter', 'Pause a counter', ['counter-occupied', 'counter-not-open']],
  ['close', 'close-counter', 'Close a counter', ['counter-occupied']],
  [
    'call-next',
    'call-next',
    'Call the next visitor to a counter for its officer',
    ['counter-not-open', 'counter-occupied', 'outcome-required', 'delivered-required'],
  ],
  [
    'finish',
    'finish',
    'Finish who is being served at a counter for its officer',
    ['wrong-state', 'outcome-required', 'delivered-required'],
  ],
] as const satisfies readonly (readonly [
  string,
  SteerAct['what'],
  string,
  readonly RefusalCode[],
])[];

function counterRoutesOf({ building, names }: SteeringRoutesOptions): Route[] {
  const counter = { answer: counterAnswerSchema, reply: ofCounter } as const;
  return [
    ...atCounter.map(([name, what, summary, refusals]) =>
      steering(building, {
        path: `counters/:id/${name}`,
        summary,
        body: steerSchema,
        refusals: ['unknown-counter', ...refusals],
        act: counterId => ({ what, counterId }),
        ...counter,
      }),
    ),
    steering(building, {
      path: 'counters/:id/queues',
      summary: 'What a counter serves for the rest of the day',
      body: steerQueuesSchema,
      refusals: ['unknown-counter', 'unknown-queue', 'not-trained', 'counter-occupied'],
      act: (counterId, { queueIds }) => ({ what: 'move-counter', counterId, queueIds }),
      ...counter,
    }),
    steering(building, {
      path: 'counters/:id/ask',
      summary: 'Ask the officer of a counter to serve a queue too, or to open',
      body: steerAskSchema,
      status: 201,
      answer: counterAskAnswerSchema,
      refusals: ['unknown-counter', 'unknown-queue', 'not-trained', 'already-so', 'too-many-asks'],
      act: (counterId, { queueId, minutes }) => ({
        what: 'ask-counter',
        askId: newSteerId('a'),
        counterId,
        queueId,
        minutes: minutes ?? askMinutesDefault,
      }),
      reply: ({ state, now }, _id, act) => {
        const { askId } = act as Extract<SteerAct, { what: 'ask-counter' }>;
        return { ask: askView(state, state.steering.asks.get(askId)!, names, now) };
      },
    }),
  ];
}

/** What a supervisor does to the day that is under way. */
export const steeringRoutes = (options: SteeringRoutesOptions): Route[] => [
  ...issuingRoutes(options.building),
  ...ticketRoutesOf(options.building),
  ...counterRoutesOf(options),
];
