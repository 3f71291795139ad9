import { z } from 'zod';
import {
  forecastSchema,
  queueForecastDetailSchema,
  whatIfQuerySchema,
} from '../../contract/forecast.ts';
import { replayDaysSchema, replayQuerySchema, replaySchema } from '../../contract/replay.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { idSchema } from '../../contract/values.ts';
import type { Caller } from '../auth/access.ts';
import type { Building } from '../building.ts';
import { refusalAnswer } from './problem.ts';
import { route, type Reply, type Route } from './route.ts';

type Answer = { readonly body: string } | { readonly refusal: Refusal };

/** What is asked of whoever looks ahead and back; in a thread of its own. */
export interface ForecastRoom {
  building(): Promise<Answer>;
  queue(queueId: string, query: z.infer<typeof whatIfQuerySchema>, asker: string): Promise<Answer>;
  replay(query: z.infer<typeof replayQuerySchema>, asker: string): Promise<Answer>;
  replayDays(): Promise<Answer>;
}

export interface ForecastRoutesOptions {
  readonly building: Building;
  readonly room: ForecastRoom;
}

const reply = (answer: Answer): Reply =>
  'refusal' in answer ? refusalAnswer(answer.refusal) : { status: 200, body: answer.body };

/** Whoever asks again does not wait for what they asked before. */
const askerOf = ({ staff, address }: Caller, what: string): string =>
  `${what} ${staff?.id ?? ''} ${address}`;

/** What will happen, what if, and a day once more. */
export function forecastRoutes({ building, room }: ForecastRoutesOptions): Route[] {
  const hasQueue = (queueId: string): boolean => building.state.index?.queues.has(queueId) === true;
  const unknown = (): Reply => refusalAnswer({ refused: 'not-found' });
  return [
    route({
      method: 'get',
      path: '/api/v1/forecast',
      access: 'supervisor',
      summary: 'The rest of the day of every queue: its last ticket, who waits, who is not served',
      description:
        'Computed from many runs of the real calling policy over those who wait and those who will ' +
        'probably come; at most half a minute old.',
      status: 200,
      answer: forecastSchema,
      refusals: ['busy', 'fault', 'overtaken'],
      handle: async () => reply(await room.building()),
    }),
    route({
      method: 'get',
      path: '/api/v1/queues/:id/forecast',
      access: 'supervisor',
      summary: 'The rest of the day of one queue, and how it would be with something changed',
      params: z.strictObject({ id: idSchema }),
      query: whatIfQuerySchema,
      status: 200,
      answer: queueForecastDetailSchema,
      refusals: ['not-found', 'busy', 'fault', 'overtaken'],
      handle: async ({ params, query, caller }) =>
        hasQueue(params.id)
          ? reply(await room.queue(params.id, query, askerOf(caller, params.id)))
          : unknown(),
    }),
    route({
      method: 'get',
      path: '/api/v1/replay/days',
      access: 'supervisor',
      summary: 'Past days that can be played again',
      status: 200,
      answer: replayDaysSchema,
      refusals: ['busy', 'fault', 'overtaken'],
      handle: async () => reply(await room.replayDays()),
    }),
    route({
      method: 'get',
      path: '/api/v1/replay',
      access: 'supervisor',
      summary:
        'A past day of one queue played again, also by another policy or with other counters',
      query: replayQuerySchema,
      status: 200,
      answer: replaySchema,
      refusals: ['not-found', 'day-not-over', 'day-without-data', 'busy', 'fault', 'overtaken'],
      handle: async ({ query, caller }) =>
        hasQueue(query.queueId)
          ? reply(await room.replay(query, askerOf(caller, 'replay')))
          : unknown(),
    }),
  ];
}
