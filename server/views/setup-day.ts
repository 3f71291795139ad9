import type { SetupDay } from '../../contract/setup-day.ts';
import { numbersGiven } from '../domain/setup-in-use.ts';
import { setupOf, waitingCount, type BuildingState } from '../domain/state.ts';

/** Lines and counters as they are now, beside how they are set up. */
export function setupDay(
  state: BuildingState,
  staffName: (staffId: string) => string | undefined,
): SetupDay {
  const { setup } = setupOf(state);
  return {
    queues: setup.queues.map(({ id }) => ({
      id,
      waiting: waitingCount(state.queues.get(id)!),
      numbers: numbersGiven(state, id),
    })),
    counters: setup.counters.map(({ id }) => {
      const now = state.counters.get(id)!;
      const { staffId, leg } = now;
      return {
        id,
        state: now.state,
        officer: staffId === null ? null : (staffName(staffId) ?? null),
        label: leg ? (state.visits.get(leg.visitId)?.label ?? null) : null,
      };
    }),
  };
}
