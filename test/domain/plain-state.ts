import { waitingLegs, type BuildingState } from '../../server/domain/state.ts';

/** State as plain data, lines as ids in order, so that two states can be compared deeply. */
export const plain = (state: BuildingState): unknown => ({
  seq: state.seq,
  at: state.at,
  setup: state.index?.setup,
  businessDate: state.businessDate,
  visits: [...state.visits.values()],
  legs: [...state.legs.values()],
  chosen: [...state.chosen],
  counters: [...state.counters.values()],
  queues: [...state.queues.values()].map(queue => ({
    ...queue,
    lines: [...waitingLegs(queue)].map(({ id }) => id),
  })),
});
