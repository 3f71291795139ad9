import type { Estimate } from '../../contract/values.ts';
import { rangeOf, waitOfNewcomer, type Wait } from './estimate.ts';
import { setupOf, type BuildingState } from './state.ts';

export interface PlannedErrand {
  readonly serviceId: string;
  readonly estimate: Estimate | null;
}

export interface ErrandPlan {
  /** In the order in which they will most likely be called. */
  readonly errands: readonly PlannedErrand[];
  /** Until the last one is finished, waiting and service together; null where a wait is unknown. */
  readonly total: Estimate | null;
}

interface Expected {
  readonly serviceId: string;
  readonly minutes: number;
  readonly wait: Wait | null;
}

/**
 * When a chain of errands ends, in minutes. All wait at the same time, and one is served after the
 * other: each begins when its wait is over, or when the one before it is finished.
 */
function endOf(expected: readonly Expected[], waitOf: (wait: Wait) => number): number {
  return expected.reduce(
    (ends, { wait, minutes }) => Math.max(ends, wait ? waitOf(wait) : 0) + minutes,
    0,
  );
}

/**
 * What several errands under one number come to for a newcomer (PLAN-1): whichever line is shorter
 * comes first. The services are known.
 */
export function planOf(
  state: BuildingState,
  serviceIds: readonly string[],
  now: number,
): ErrandPlan {
  const index = setupOf(state);
  const expected = serviceIds
    .map((serviceId): Expected => {
      const { queueId, minutes } = index.services.get(serviceId)!;
      return {
        serviceId,
        minutes,
        wait: waitOfNewcomer(state, queueId, 'walk-in', now, serviceId),
      };
    })
    .sort((a, b) => (a.wait?.p50 ?? Infinity) - (b.wait?.p50 ?? Infinity));
  const isKnown = expected.every(({ wait }) => wait !== null);
  const p50 = endOf(expected, wait => wait.p50);
  const p90 = endOf(expected, wait => wait.p90);
  return {
    errands: expected.map(({ serviceId, wait }) => ({ serviceId, estimate: rangeOf(wait) })),
    total: isKnown ? rangeOf({ p50, p90 }) : null,
  };
}
