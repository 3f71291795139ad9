import { emptySchema } from '../../contract/http.ts';
import { savedSetupSchema } from '../../contract/setup-edits.ts';
import type { Setup } from '../../contract/setup.ts';
import type { Building } from '../building.ts';
import { editsBetween } from '../domain/setup-parts.ts';
import { setupOf } from '../domain/state.ts';
import { problemAnswer } from './problem.ts';
import { orNothing, route, type Route } from './route.ts';
import { saveEdits } from './setup-routes.ts';

/** What an example has of other buildings' kinds of things; name, hours and computers are its own. */
function withExample(setup: Setup, example: Setup): Setup {
  const { zones, agencies, queues, services, counters } = example;
  return {
    ...setup,
    building: { ...setup.building, holidays: example.building.holidays },
    zones,
    agencies: agencies.map(agency => ({ ...agency, hours: null })),
    queues: queues.map(queue => ({ ...queue, quotaPerDay: null })),
    services,
    counters,
  };
}

/** A whole catalogue to begin from; only where nobody has begun one. */
export const exampleSetupRoute = (building: Building, example: () => Setup): Route =>
  route({
    method: 'post',
    path: '/api/v1/admin/setup/example',
    access: 'administrator',
    summary: 'Begin from the example catalogue, where no agency is set up yet',
    body: orNothing(emptySchema),
    status: 200,
    answer: savedSetupSchema,
    refusals: ['already-set-up', 'setup-changed', 'setup-refused'],
    handle: call => {
      const { setup } = setupOf(building.state);
      if (setup.agencies.length > 0) return problemAnswer('already-set-up');
      const edits = editsBetween(setup, withExample(setup, example()));
      return saveEdits(building, call, { edits, from: null });
    },
  });
