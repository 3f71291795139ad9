import { setupDaySchema } from '../../contract/setup-day.ts';
import { setupDay } from '../views/setup-day.ts';
import { json, route, type Route } from './route.ts';
import type { SetupRoutesOptions } from './setup-routes.ts';

export const setupDayRoute = ({ building, staffName }: SetupRoutesOptions): Route =>
  route({
    method: 'get',
    path: '/api/v1/admin/setup/day',
    access: 'agency-administrator',
    summary: 'Lines and counters as they are now, for whoever changes how they are set up',
    status: 200,
    answer: setupDaySchema,
    refusals: [],
    handle: () => json(setupDay(building.state, staffName)),
  });
