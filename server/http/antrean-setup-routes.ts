import { antreanSetupViewSchema, saveAntreanSchema } from '../../contract/antrean.ts';
import type { Building } from '../building.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { problemAnswer } from './problem.ts';
import { json, route, type Route } from './route.ts';
import { changeSetup } from './setup-change.ts';

const path = '/api/v1/admin/antrean';

const viewOf = (state: BuildingState) => ({
  setupSeq: state.setupSeq,
  antrean: setupOf(state).setup.antrean,
});

/** Whether the Antrean service is on, and what its codes mean here. */
export const antreanSetupRoutes = (building: Building): Route[] => [
  route({
    method: 'get',
    path,
    access: 'administrator',
    summary: 'The Antrean adapter: whether it is on, and what its codes stand for',
    status: 200,
    answer: antreanSetupViewSchema,
    refusals: [],
    handle: () => json(viewOf(building.state)),
  }),
  route({
    method: 'post',
    path,
    access: 'administrator',
    summary: 'Turn the Antrean adapter on or off and map its codes to services',
    body: saveAntreanSchema,
    status: 201,
    answer: antreanSetupViewSchema,
    refusals: ['setup-changed'],
    handle: call =>
      changeSetup(
        building,
        call,
        setup => {
          const { antrean } = call.body;
          const { services } = setupOf(building.state);
          const unknown = antrean.mappings.findIndex(row => !services.has(row.serviceId));
          return unknown === -1
            ? { setup: { ...setup, antrean }, saved: ({ state }) => viewOf(state) }
            : problemAnswer('invalid-input', undefined, [
                { path: `antrean.mappings.${unknown}.serviceId`, message: 'No such service' },
              ]);
        },
        201,
      ),
  }),
];
