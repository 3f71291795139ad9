import { z } from 'zod';
import type { Command } from '../../contract/commands.ts';
import { emptySchema, healthSchema, ticketAnswerSchema } from '../../contract/http.ts';
import { buildingViewSchema, trackViewSchema } from '../../contract/views.ts';
import { visitIdOf } from '../auth/ticket-tokens.ts';
import type { Building } from '../building.ts';
import { buildingView } from '../views/names.ts';
import { ticketView, trackView } from '../views/ticket-view.ts';
import { problemAnswer } from './problem.ts';
import { json, route, run, type Route } from './route.ts';

export interface PublicRoutesOptions {
  /** A visitor opened the page of their number. */
  readonly opened: (visitId: string) => void;
  readonly building: Building;
  readonly buildingId: string;
  readonly secret: Buffer;
  readonly version: string;
  readonly startedAt: number;
  /** Throws where the database does not answer. */
  check(): void;
}

const tokenParams = z.strictObject({ token: z.string().min(1).max(64) });

function aboutRoutes(options: PublicRoutesOptions): Route[] {
  const { building } = options;
  return [
    route({
      method: 'get',
      path: '/healthz',
      access: 'anyone',
      summary: 'Whether the server works',
      status: 200,
      answer: healthSchema,
      refusals: ['fault'],
      handle() {
        try {
          options.check();
        } catch {
          return problemAnswer('fault', { part: 'database' });
        }
        return json({
          status: 'ok',
          version: options.version,
          buildingId: options.buildingId,
          journalSeq: building.state.seq,
          uptimeSeconds: Math.floor((performance.now() - options.startedAt) / 1000),
        });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/building',
      access: 'anyone',
      summary: 'Name, time zone and hours of the building',
      status: 200,
      answer: buildingViewSchema,
      refusals: [],
      handle: () => json(buildingView(building.state, building.now())),
    }),
  ];
}

function trackRoutes({ building, secret, opened }: PublicRoutesOptions): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/track/:token',
      access: 'anyone',
      summary: 'A visitor’s own visit, today',
      params: tokenParams,
      status: 200,
      answer: trackViewSchema,
      refusals: ['unknown-ticket'],
      handle({ params }) {
        const visitId = visitIdOf(secret, params.token);
        const visit = visitId ? building.state.visits.get(visitId) : undefined;
        if (!visitId || !visit) return problemAnswer('unknown-ticket');
        opened(visitId);
        return json(trackView(building.state, visit, building.now()));
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/track/:token/delay',
      access: 'anyone',
      summary:
        'The visitor needs more time: out of the line for some minutes, with their place kept',
      params: tokenParams,
      body: emptySchema.default({}),
      status: 200,
      answer: ticketAnswerSchema,
      refusals: ['unknown-ticket', 'wrong-state', 'delay-limit'],
      handle(call) {
        const visitId = visitIdOf(secret, call.params.token);
        if (!visitId) return problemAnswer('unknown-ticket');
        const command: Command = { type: 'delay', actor: { role: 'visitor' }, visitId };
        return run(building, call, command, ({ state, now }) => ({
          ticket: ticketView(state, state.visits.get(visitId)!, now),
        }));
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/track/:token/cancel',
      access: 'anyone',
      summary: 'The visitor leaves the line',
      params: tokenParams,
      body: emptySchema.default({}),
      status: 200,
      answer: ticketAnswerSchema,
      refusals: ['unknown-ticket', 'wrong-state'],
      handle(call) {
        const visitId = visitIdOf(secret, call.params.token);
        if (!visitId) return problemAnswer('unknown-ticket');
        // Whoever holds the token is the visitor, also where they are signed in as staff.
        const command: Command = { type: 'cancel', actor: { role: 'visitor' }, visitId };
        return run(building, call, command, ({ state, now }) => ({
          ticket: ticketView(state, state.visits.get(visitId)!, now),
        }));
      },
    }),
  ];
}

/** What anyone may ask: the server's health, the building's name, a visitor's own visit. */
export const publicRoutes = (options: PublicRoutesOptions): Route[] => [
  ...aboutRoutes(options),
  ...trackRoutes(options),
];
