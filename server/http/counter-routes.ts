import { z } from 'zod';
import type { Command } from '../../contract/commands.ts';
import {
  calledAnswerSchema,
  callTicketSchema,
  counterAnswerSchema,
  emptySchema,
  finishSchema,
  pauseSchema,
  ticketAnswerSchema,
} from '../../contract/http.ts';
import type { RefusalCode } from '../../contract/refusals.ts';
import { idSchema } from '../../contract/values.ts';
import type { Building, Outcome } from '../building.ts';
import { mayWorkAt } from '../domain/counter-work.ts';
import { longestWaitSeconds } from '../domain/calling.ts';
import { setupOf, waitingCount, type BuildingState } from '../domain/state.ts';
import { ticketView } from '../views/ticket-view.ts';
import { problemAnswer } from './problem.ts';
import { json, route, run, type Route } from './route.ts';

const idParams = z.strictObject({ id: idSchema });
/** Bodies may be left out where every field of theirs may. */
const orNothing = <Schema extends z.ZodObject>(schema: Schema) => schema.default({} as never);

function counterAnswer(state: BuildingState, counterId: string, now: number): unknown {
  const counter = setupOf(state).counters.get(counterId)!;
  const counterNow = state.counters.get(counterId)!;
  const visit = counterNow.leg ? state.visits.get(counterNow.leg.visitId) : undefined;
  return {
    counter: {
      id: counter.id,
      code: counter.code,
      name: counter.name,
      state: counterNow.state,
      queueIds: counter.queueIds,
    },
    ticket: visit ? ticketView(state, visit, now) : null,
    queues: counter.queueIds.map(id => {
      const queue = state.queues.get(id)!;
      return {
        id,
        waiting: waitingCount(queue),
        longestWaitSeconds: longestWaitSeconds(state, queue, now),
      };
    }),
  };
}

function calledAnswer({ entries, state, now }: Outcome): unknown {
  const entry = entries.find(row => row.type === 'leg-called');
  if (!entry) return { ticket: null };
  const visit = state.visits.get(entry.visitId!)!;
  return { ticket: ticketView(state, visit, now), reason: entry.data.reason };
}

const counterRefusals: RefusalCode[] = ['unknown-counter', 'not-this-counter'];

function workRoutes(building: Building): Route[] {
  const answer =
    (counterId: string) =>
    ({ state, now }: Outcome) =>
      counterAnswer(state, counterId, now);
  return [
    route({
      method: 'post',
      path: '/api/v1/counters/:id/open',
      access: 'staff',
      summary: 'Open the counter, or go on after a pause',
      params: idParams,
      body: orNothing(emptySchema),
      status: 200,
      answer: counterAnswerSchema,
      refusals: counterRefusals,
      handle: call => {
        const { id } = call.params;
        const command: Command = { type: 'open-counter', actor: call.actor, counterId: id };
        return run(building, call, command, answer(id));
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/counters/:id/pause',
      access: 'staff',
      summary: 'Pause the counter',
      params: idParams,
      body: orNothing(pauseSchema),
      status: 200,
      answer: counterAnswerSchema,
      refusals: [...counterRefusals, 'counter-occupied', 'counter-not-open'],
      handle: call => {
        const { id } = call.params;
        const { reason } = call.body;
        const pause = { type: 'pause-counter', actor: call.actor, counterId: id } as const;
        return run(building, call, reason ? { ...pause, reason } : pause, answer(id));
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/counters/:id/close',
      access: 'staff',
      summary: 'Close the counter',
      params: idParams,
      body: orNothing(emptySchema),
      status: 200,
      answer: counterAnswerSchema,
      refusals: [...counterRefusals, 'counter-occupied'],
      handle: call => {
        const { id } = call.params;
        const command: Command = { type: 'close-counter', actor: call.actor, counterId: id };
        return run(building, call, command, answer(id));
      },
    }),
  ];
}

function callRoutes(building: Building): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/counters/:id',
      access: 'staff',
      summary: 'The counter, who is at it, and its queues',
      params: idParams,
      status: 200,
      answer: counterAnswerSchema,
      refusals: counterRefusals,
      handle: ({ params: { id }, actor }) => {
        const { state } = building;
        if (!setupOf(state).counters.has(id)) return problemAnswer('unknown-counter');
        if (!mayWorkAt(actor, id)) return problemAnswer('not-this-counter', { counterId: id });
        return json(counterAnswer(state, id, building.now()));
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/counters/:id/call-next',
      access: 'staff',
      summary: 'Call the most urgent visitor of the counter’s queues',
      params: idParams,
      body: orNothing(emptySchema),
      status: 200,
      answer: calledAnswerSchema,
      refusals: [...counterRefusals, 'counter-not-open', 'counter-occupied'],
      handle: call => {
        const command: Command = {
          type: 'call-next',
          actor: call.actor,
          counterId: call.params.id,
        };
        return run(building, call, command, calledAnswer);
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/counters/:id/call',
      access: 'staff',
      summary: 'Call a chosen ticket',
      params: idParams,
      body: callTicketSchema,
      status: 200,
      answer: calledAnswerSchema,
      refusals: [
        ...counterRefusals,
        'counter-not-open',
        'counter-occupied',
        'unknown-ticket',
        'already-called',
        'visitor-elsewhere',
        'wrong-queue',
        'wrong-state',
      ],
      handle: call => {
        const command: Command = {
          type: 'call-ticket',
          actor: call.actor,
          counterId: call.params.id,
          visitId: call.body.ticketId,
        };
        return run(building, call, command, calledAnswer);
      },
    }),
  ];
}

const ticketRefusals: RefusalCode[] = ['unknown-ticket', 'not-this-counter', 'wrong-state'];

interface TicketAction {
  readonly name: 'recall' | 'start' | 'no-show' | 'cancel';
  readonly summary: string;
  readonly refusals: readonly RefusalCode[];
}

const ticketActions: readonly TicketAction[] = [
  {
    name: 'recall',
    summary: 'Call the same visitor again',
    refusals: ['recall-too-soon', 'recall-limit'],
  },
  { name: 'start', summary: 'The visitor arrived: the service starts', refusals: [] },
  { name: 'no-show', summary: 'The visitor did not come', refusals: ['no-show-too-soon'] },
  { name: 'cancel', summary: 'Take the ticket out of the line', refusals: [] },
];

function ticketRoutes(building: Building): Route[] {
  const answer =
    (visitId: string) =>
    ({ state, now }: Outcome) => ({ ticket: ticketView(state, state.visits.get(visitId)!, now) });
  return [
    ...ticketActions.map(action =>
      route({
        method: 'post',
        path: `/api/v1/tickets/:id/${action.name}`,
        access: 'staff',
        summary: action.summary,
        params: idParams,
        body: orNothing(emptySchema),
        status: 200,
        answer: ticketAnswerSchema,
        refusals: [...ticketRefusals, ...action.refusals],
        handle: call => {
          const visitId = call.params.id;
          const command: Command = { type: action.name, actor: call.actor, visitId };
          return run(building, call, command, answer(visitId));
        },
      }),
    ),
    route({
      method: 'post',
      path: '/api/v1/tickets/:id/finish',
      access: 'staff',
      summary: 'The service is finished',
      params: idParams,
      body: orNothing(finishSchema),
      status: 200,
      answer: ticketAnswerSchema,
      refusals: ticketRefusals,
      handle: call => {
        const visitId = call.params.id;
        const outcome = call.body.outcome ?? 'completed';
        const command: Command = { type: 'finish', actor: call.actor, visitId, outcome };
        return run(building, call, command, answer(visitId));
      },
    }),
  ];
}

/** What an officer does. */
export const counterRoutes = (building: Building): Route[] => [
  ...workRoutes(building),
  ...callRoutes(building),
  ...ticketRoutes(building),
];
