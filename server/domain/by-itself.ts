import type { DomainEvent } from '../../contract/events.ts';
import { automaticCall } from './call.ts';
import type { BuildingState } from './state.ts';
import { nextOfWaitingLists } from './waiting-list.ts';

/**
 * The next step that the building takes of its own accord: a counter calls, a place on a waiting list
 * is offered. Nothing where nobody has to do anything.
 */
export function nextByItself(state: BuildingState, now: number): DomainEvent[] {
  const calls = automaticCall(state, now);
  if (calls.length > 0) return calls;
  const step = nextOfWaitingLists(state, now);
  return step ? [step] : [];
}
