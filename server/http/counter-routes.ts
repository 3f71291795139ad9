import { z } from 'zod';
import type { Command, CounterCommand, Finishing } from '../../contract/commands.ts';
import {
  autoCallSchema,
  calledAnswerSchema,
  callNextSchema,
  callTicketSchema,
  closeCounterSchema,
  counterAnswerSchema,
  countersAnswerSchema,
  emptySchema,
  holdAnswerSchema,
  holdSchema,
  openCounterSchema,
  pauseSchema,
  ticketAnswerSchema,
  walkInSchema,
} from '../../contract/http.ts';
import type { RefusalCode } from '../../contract/refusals.ts';
import { idSchema } from '../../contract/values.ts';
import { newVisitId } from '../auth/ticket-tokens.ts';
import type { Building, Outcome } from '../building.ts';
import { mayWorkAt } from '../domain/at-counter.ts';
import { longestWaitSeconds } from '../domain/calling.ts';
import { setupOf, waitingCount, type BuildingState } from '../domain/state.ts';
import { reasonView } from '../views/desk-lists.ts';
import { counterRows } from '../views/desk-view.ts';
import { ticketView } from '../views/ticket-view.ts';
import { problemAnswer } from './problem.ts';
import { json, orNothing, route, run, type Ask, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';

export interface CounterRoutesOptions {
  readonly building: Building;
  readonly staffName: (staffId: string) => string | undefined;
  /** The window that works at a counter from now on. */
  readonly takeDesk: (counterId: string, windowId: string) => void;
}

const idParams = z.strictObject({ id: idSchema });

/** A counter, who is at it, and its queues. */
export function counterAnswer(state: BuildingState, counterId: string, now: number): unknown {
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
  return { ticket: ticketView(state, visit, now), reason: reasonView(entry.data.reason) };
}

const counterRefusals: readonly RefusalCode[] = ['unknown-counter', 'not-this-counter'];
const ownRefusals: readonly RefusalCode[] = [...counterRefusals, 'counter-taken'];

interface ActionOf<Body extends z.ZodType> {
  readonly name: string;
  readonly summary: string;
  readonly body: Body;
  readonly refusals?: readonly RefusalCode[];
  readonly answer?: z.ZodType;
  readonly status?: 200 | 201;
  /** The command without who asks and where. */
  command(body: z.infer<Body>): Ask<CounterCommand, 'counterId'>;
  /** What is answered; the counter as it stands where nothing else is said. */
  readonly reply?: (outcome: Outcome) => unknown;
}

/** A row of what an officer can do with a counter. */
function action<Body extends z.ZodType>(building: Building, row: ActionOf<Body>): Route {
  return route({
    method: 'post',
    path: `/api/v1/counters/:id/${row.name}`,
    access: 'staff',
    summary: row.summary,
    params: idParams,
    body: row.body,
    status: row.status ?? 200,
    answer: row.answer ?? counterAnswerSchema,
    refusals: [...ownRefusals, ...(row.refusals ?? [])],
    handle: call => {
      const counterId = call.params.id;
      const command = { ...row.command(call.body), actor: call.actor, counterId } as Command;
      const stands = ({ state, now }: Outcome): unknown => counterAnswer(state, counterId, now);
      return run(building, call, command, row.reply ?? stands, row.status);
    },
  });
}

function workRoutes(building: Building): Route[] {
  return [
    action(building, {
      name: 'open',
      summary: 'Open the counter, go on after a pause, or take it over from another officer',
      body: orNothing(openCounterSchema),
      command: ({ takeOver }) => ({ type: 'open-counter', ...(takeOver ? { takeOver } : {}) }),
    }),
    action(building, {
      name: 'pause',
      summary: 'Pause the counter',
      body: orNothing(pauseSchema),
      refusals: ['counter-occupied', 'counter-not-open'],
      command: ({ reason }) => ({ type: 'pause-counter', ...(reason ? { reason } : {}) }),
    }),
    action(building, {
      name: 'close',
      summary: 'Close the counter, for a while or until the next shift',
      body: orNothing(closeCounterSchema),
      refusals: ['counter-occupied'],
      command: ({ shiftEnds }) => ({ type: 'close-counter', ...(shiftEnds ? { shiftEnds } : {}) }),
    }),
    action(building, {
      name: 'auto-call',
      summary: 'Whether the next visitor is called as soon as there is one',
      body: autoCallSchema,
      refusals: ['counter-not-open'],
      command: ({ on }) => ({ type: 'switch-auto-call', on }),
    }),
  ];
}

function finishingOf(finish: z.infer<typeof callNextSchema>['finish']): { finish?: Finishing } {
  if (!finish) return {};
  const { outcome, deliveredServiceIds } = finish;
  return {
    finish: {
      ...(outcome ? { outcome } : {}),
      ...(deliveredServiceIds ? { deliveredServiceIds } : {}),
    },
  };
}

const callingRefusals: readonly RefusalCode[] = ['counter-not-open', 'counter-occupied'];

function callRoutes(building: Building): Route[] {
  return [
    action(building, {
      name: 'call-next',
      summary: 'Call the most urgent visitor of the counter’s queues',
      body: orNothing(callNextSchema),
      answer: calledAnswerSchema,
      refusals: [
        ...callingRefusals,
        'outcome-required',
        'delivered-required',
        'unknown-service',
        'wrong-queue',
      ],
      command: ({ finish }) => ({ type: 'call-next', ...finishingOf(finish) }),
      reply: calledAnswer,
    }),
    action(building, {
      name: 'call',
      summary: 'Call a chosen ticket: who waits, was set aside, or came after a no-show',
      body: callTicketSchema,
      answer: calledAnswerSchema,
      refusals: [
        ...callingRefusals,
        'unknown-ticket',
        'already-called',
        'visitor-elsewhere',
        'wrong-queue',
        'wrong-state',
        'kept-for-another',
        'not-trained',
        'too-late',
        'already-in-visit',
        'choice-reason-required',
      ],
      command: ({ ticketId, reason }) => ({
        type: 'call-ticket',
        visitId: ticketId,
        ...(reason ? { reason } : {}),
      }),
      reply: calledAnswer,
    }),
  ];
}

function otherRoutes(building: Building): Route[] {
  return [
    action(building, {
      name: 'walk-in',
      summary: 'Serve a visitor without a ticket: they get a number and are served at once',
      body: walkInSchema,
      status: 201,
      answer: ticketAnswerSchema,
      refusals: [
        ...callingRefusals,
        'unknown-service',
        'wrong-queue',
        'service-closed',
        'need-without-class',
      ],
      command: ({ serviceId, need, language, class: asked }) => ({
        type: 'serve-walk-in',
        visitId: newVisitId(building.now()),
        serviceId,
        class: asked ?? (need ? 'vulnerable' : 'walk-in'),
        language: language ?? 'id',
        ...(need ? { need } : {}),
      }),
      reply: touchedTicket,
    }),
    action(building, {
      name: 'undo',
      summary: 'Take back the last press of this counter, within its seconds',
      body: orNothing(emptySchema),
      answer: ticketAnswerSchema,
      refusals: ['counter-not-open', 'nothing-to-undo', 'undo-too-late', 'cannot-undo'],
      command: () => ({ type: 'undo' }),
      reply: touchedTicket,
    }),
  ];
}

/** The ticket that the first entry is about. */
function touchedTicket({ entries, state, now }: Outcome): unknown {
  const visit = state.visits.get(entries[0]?.visitId ?? '')!;
  return { ticket: ticketView(state, visit, now) };
}

function readRoutes({ building, staffName }: CounterRoutesOptions): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/counters',
      access: 'staff',
      summary: 'Every counter, who works there and how many wait for it',
      status: 200,
      answer: countersAnswerSchema,
      refusals: [],
      handle: () => json({ counters: counterRows(building.state, { staffName }) }),
    }),
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
  ];
}

/** Windows are no part of the queue: nothing of them is kept, and a retry only says it again. */
function holdRoute({ building, takeDesk }: CounterRoutesOptions): Route {
  const requests = new SecretRequests();
  return route({
    method: 'post',
    path: '/api/v1/counters/:id/hold',
    access: 'staff',
    summary: 'Work at the counter in this window; another one of it is told to wait',
    params: idParams,
    body: holdSchema,
    status: 200,
    answer: holdAnswerSchema,
    refusals: counterRefusals,
    handle: ({ params: { id }, body, actor, idempotency }) =>
      requests.once(idempotency, async () => {
        if (!setupOf(building.state).counters.has(id)) return problemAnswer('unknown-counter');
        if (!mayWorkAt(actor, id)) return problemAnswer('not-this-counter', { counterId: id });
        takeDesk(id, body.windowId);
        return json({ by: 'here' });
      }),
  });
}

/** What an officer does with a counter. */
export const counterRoutes = (options: CounterRoutesOptions): Route[] => [
  ...workRoutes(options.building),
  ...callRoutes(options.building),
  ...otherRoutes(options.building),
  ...readRoutes(options),
  holdRoute(options),
];
