import { healthSchema } from '../../contract/http.ts';
import { buildingViewSchema } from '../../contract/views.ts';
import { buildingView } from '../views/names.ts';
import { problemAnswer } from './problem.ts';
import { json, route, type Route } from './route.ts';
import { tabletRoutes } from './survey/tablet-routes.ts';
import { trackRoutes, type TrackRoutesOptions } from './track-routes.ts';

export interface PublicRoutesOptions extends TrackRoutesOptions {
  readonly buildingId: string;
  readonly version: string;
  readonly startedAt: number;
  /** Throws where the database does not answer. */
  check(): void;
}

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

/** What anyone may ask: the server's health, the building's name, a visitor's own visit. */
export const publicRoutes = (options: PublicRoutesOptions): Route[] => [
  ...aboutRoutes(options),
  ...trackRoutes(options),
  ...tabletRoutes(options),
];
