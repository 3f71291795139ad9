import type { Counter, Preference } from '../../contract/setup.ts';
import { setupOf, type BuildingState } from './state.ts';
import type { Leg } from './visit.ts';

/** Who calls: a counter, its officer, and what that officer is trained for (null: everything). */
export interface Caller {
  readonly counter: Counter;
  readonly staffId: string | null;
  readonly serviceIds: readonly string[] | null;
}

export function callerOf(state: BuildingState, counterId: string): Caller {
  const counter = setupOf(state).counters.get(counterId)!;
  const { staffId, serviceIds } = state.counters.get(counterId)!;
  return { counter, staffId, serviceIds };
}

const own: Omit<Preference, 'queueId'> = { weight: 1, when: { kind: 'always' } };

/** How a counter takes part in a queue; its own where nothing else is set. */
export const preferenceOf = (counter: Counter, queueId: string): Omit<Preference, 'queueId'> =>
  counter.preferences.find(row => row.queueId === queueId) ?? own;

/**
 * A leg kept for one counter or officer waits for them while they are there. Once they are gone
 * anybody who serves the queue may call it: nobody waits for an empty chair (SEND-5).
 */
function isKeptFor(state: BuildingState, leg: Leg, caller: Caller): boolean {
  const { target } = leg;
  if (!target) return true;
  if (target.counterId === caller.counter.id) return true;
  if (target.staffId !== undefined && target.staffId === caller.staffId) return true;
  if (target.counterId !== undefined) {
    return (state.counters.get(target.counterId)?.state ?? 'closed') === 'closed';
  }
  for (const counter of state.counters.values()) {
    if (counter.staffId === target.staffId && counter.state !== 'closed') return false;
  }
  return true;
}

export const isTrained = (caller: Pick<Caller, 'serviceIds'>, serviceId: string): boolean =>
  caller.serviceIds === null || caller.serviceIds.includes(serviceId);

/** Why a waiting leg is not this caller's to call; null where it is. */
export function notForCaller(
  state: BuildingState,
  leg: Leg,
  caller: Caller,
): 'kept-for-another' | 'not-trained' | null {
  if (!isKeptFor(state, leg, caller)) return 'kept-for-another';
  return isTrained(caller, leg.serviceId) ? null : 'not-trained';
}
