import type { Counter, Preference } from '../../contract/setup.ts';
import { setupOf, type BuildingState, type CounterNow } from './state.ts';
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
export const preferenceOf = (
  counter: Pick<Counter, 'preferences'>,
  queueId: string,
): Omit<Preference, 'queueId'> => counter.preferences.find(row => row.queueId === queueId) ?? own;

export const isTrained = (caller: Pick<Caller, 'serviceIds'>, serviceId: string): boolean =>
  caller.serviceIds === null || caller.serviceIds.includes(serviceId);

/** Whether a leg is kept for this counter or its officer by name. */
export const isNamedFor = (
  { target }: Pick<Leg, 'target'>,
  counterId: string,
  staffId: string | null,
): boolean =>
  target !== null &&
  (target.counterId === counterId || (target.staffId !== undefined && target.staffId === staffId));

/** What of a leg says who may call it. */
export type Kept = Pick<Leg, 'target' | 'queueId' | 'serviceId'>;

/** Whether a counter is there to take a leg: not closed, of its queue, and trained for its service. */
function canTake(state: BuildingState, counter: CounterNow, leg: Kept): boolean {
  if (counter.state === 'closed' || !isTrained(counter, leg.serviceId)) return false;
  return setupOf(state).counters.get(counter.id)?.queueIds.includes(leg.queueId) ?? false;
}

/**
 * A leg kept for one counter or officer waits for them while they are there to take it. Once they are
 * gone anybody who serves the queue may call it: nobody waits for an empty chair (SEND-5).
 */
function isKeptFor(state: BuildingState, leg: Kept, caller: Caller): boolean {
  if (!leg.target || isNamedFor(leg, caller.counter.id, caller.staffId)) return true;
  for (const counter of state.counters.values()) {
    if (isNamedFor(leg, counter.id, counter.staffId) && canTake(state, counter, leg)) return false;
  }
  return true;
}

/** Why a waiting leg is not this caller's to call; null where it is. */
export function notForCaller(
  state: BuildingState,
  leg: Kept,
  caller: Caller,
): 'kept-for-another' | 'not-trained' | null {
  if (!isKeptFor(state, leg, caller)) return 'kept-for-another';
  return isTrained(caller, leg.serviceId) ? null : 'not-trained';
}
