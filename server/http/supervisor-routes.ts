import { journalQuerySchema, journalSchema } from '../../contract/http.ts';
import { overviewSchema } from '../../contract/overview.ts';
import type { Building } from '../building.ts';
import type { Journal } from '../store/journal.ts';
import { instant } from '../views/names.ts';
import { overview, type OverviewDevices } from '../views/overview-view.ts';
import type { SteeringNames } from '../views/steering-view.ts';
import { json, route, type Route } from './route.ts';

export interface SupervisorRoutesOptions {
  readonly building: Building;
  readonly journal: Journal;
  readonly devices: () => OverviewDevices;
  readonly names: SteeringNames;
}

/** What a supervisor reads. */
export function supervisorRoutes(options: SupervisorRoutesOptions): Route[] {
  const { building, journal, devices, names } = options;
  return [
    route({
      method: 'get',
      path: '/api/v1/journal',
      access: 'supervisor',
      summary: 'Everything that happened, in order, from after a seq on',
      query: journalQuerySchema,
      status: 200,
      answer: journalSchema,
      refusals: [],
      handle({ query }) {
        const { state } = building;
        const entries = journal.after(query.after, query.limit);
        return json({
          entries: entries.map(entry => ({ ...entry, at: instant(state, entry.at) })),
          nextAfter: entries.at(-1)?.seq ?? query.after,
        });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/overview',
      access: 'supervisor',
      summary: 'The building as it is now: queues, counters, printers, screens',
      status: 200,
      answer: overviewSchema,
      refusals: [],
      handle: () => json(overview(building.state, building.now(), devices(), names)),
    }),
  ];
}
