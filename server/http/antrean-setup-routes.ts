import { antreanSetupViewSchema, saveAntreanSchema } from '../../contract/antrean.ts';
import type { Building } from '../building.ts';
import { refuse } from '../domain/decision.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { problemAnswer, refusalAnswer } from './problem.ts';
import { json, route, run, type Route } from './route.ts';

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
    handle: call => {
      const { body, actor } = call;
      const { state } = building;
      if (body.setupSeq !== state.setupSeq) {
        return refusalAnswer(refuse('setup-changed', { setupSeq: state.setupSeq }));
      }
      const { setup, services } = setupOf(state);
      const unknown = body.antrean.mappings.findIndex(row => !services.has(row.serviceId));
      if (unknown !== -1) {
        const at = `antrean.mappings.${unknown}.serviceId`;
        return problemAnswer('invalid-input', undefined, [
          { path: at, message: 'No such service' },
        ]);
      }
      const command = {
        type: 'configure',
        actor,
        setup: { ...setup, antrean: body.antrean },
        basedOnSeq: body.setupSeq,
      } as const;
      return run(building, call, command, outcome => viewOf(outcome.state), 201);
    },
  }),
];
