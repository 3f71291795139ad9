import { z } from 'zod';
import { emptySchema } from '../../contract/http.ts';
import {
  answerAskSchema,
  counterAskAnswerSchema,
  counterMessageAnswerSchema,
  tellCountersSchema,
} from '../../contract/steering.ts';
import type { ToldCounters } from '../../contract/steering-events.ts';
import { idSchema } from '../../contract/values.ts';
import type { Outcome } from '../building.ts';
import { askView, messageView, type SteeringNames } from '../views/steering-view.ts';
import { orNothing, route, run, type Route } from './route.ts';
import { newSteerId, type SteeringRoutesOptions } from './steering-routes.ts';

const idParams = z.strictObject({ id: idSchema });

const toldOf = ({ counterIds, agencyId }: z.infer<typeof tellCountersSchema>): ToldCounters => {
  if (counterIds) return { kind: 'counters', counterIds };
  return agencyId === undefined ? { kind: 'all' } : { kind: 'agency', agencyId };
};

const messageOf =
  (messageId: string, names: SteeringNames) =>
  ({ state }: Outcome) => ({
    message: messageView(state, state.steering.messages.get(messageId)!, names),
  });

const askOf =
  (askId: string, names: SteeringNames) =>
  ({ state, now }: Outcome) => ({
    ask: askView(state, state.steering.asks.get(askId)!, names, now),
  });

function tellingRoutes({ building, names }: SteeringRoutesOptions): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/steer/messages',
      access: 'supervisor',
      summary: 'Tell counters, an agency’s counters or all of them something, until they read it',
      body: tellCountersSchema,
      status: 201,
      answer: counterMessageAnswerSchema,
      refusals: ['unknown-counter', 'unknown-agency', 'too-many-messages'],
      handle: call => {
        const note = { noteId: newSteerId('m'), text: call.body.text };
        const to = toldOf(call.body);
        const command = { type: 'tell-counters', actor: call.actor, note, to } as const;
        return run(building, call, command, messageOf(note.noteId, names), 201);
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/steer/messages/:id',
      access: 'supervisor',
      summary: 'Take a message away from the desks that have not read it',
      params: idParams,
      status: 200,
      answer: counterMessageAnswerSchema,
      refusals: ['unknown-message'],
      handle: call => {
        const messageId = call.params.id;
        const command = { type: 'end-counter-message', actor: call.actor, messageId } as const;
        return run(building, call, command, messageOf(messageId, names));
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/steer/asks/:id',
      access: 'supervisor',
      summary: 'Withdraw what a counter was asked and has not answered',
      params: idParams,
      status: 200,
      answer: counterAskAnswerSchema,
      refusals: ['unknown-ask', 'ask-over'],
      handle: call => {
        const askId = call.params.id;
        const command = { type: 'withdraw-ask', actor: call.actor, askId } as const;
        return run(building, call, command, askOf(askId, names));
      },
    }),
  ];
}

/** What an officer answers. */
function deskRoutes({ building, names }: SteeringRoutesOptions): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/counters/:id/messages/:messageId/read',
      access: 'staff',
      summary: 'The officer has read a message',
      params: z.strictObject({ id: idSchema, messageId: idSchema }),
      body: orNothing(emptySchema),
      status: 200,
      answer: counterMessageAnswerSchema,
      refusals: ['unknown-counter', 'not-this-counter', 'unknown-message'],
      handle: call => {
        const { id: counterId, messageId } = call.params;
        const command = { type: 'read-message', actor: call.actor, counterId, messageId } as const;
        return run(building, call, command, messageOf(messageId, names));
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/counters/:id/asks/:askId/answer',
      access: 'staff',
      summary: 'The officer takes on what they are asked, or says why not',
      params: z.strictObject({ id: idSchema, askId: idSchema }),
      body: answerAskSchema,
      status: 200,
      answer: counterAskAnswerSchema,
      refusals: [
        'unknown-counter',
        'not-this-counter',
        'counter-taken',
        'unknown-ask',
        'ask-over',
        'unknown-queue',
        'not-trained',
      ],
      handle: call => {
        const { id: counterId, askId } = call.params;
        const { accept, why } = call.body;
        const answer = { accept, ...(why ? { why } : {}) };
        const { actor } = call;
        const command = { type: 'answer-ask', actor, counterId, askId, ...answer } as const;
        return run(building, call, command, askOf(askId, names));
      },
    }),
  ];
}

/** Messages and requests of a supervisor to counters, and what the counters answer. */
export const counterMessageRoutes = (options: SteeringRoutesOptions): Route[] => [
  ...tellingRoutes(options),
  ...deskRoutes(options),
];
