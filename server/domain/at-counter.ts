import type { Actor, Command } from '../../contract/commands.ts';
import type { EventMeta } from '../../contract/events.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { Counter } from '../../contract/setup.ts';
import { refuse } from './decision.ts';
import { setupOf, type BuildingState, type CounterNow } from './state.ts';
import { legAtCounter, type Leg, type Visit } from './visit.ts';

type Carrying<Each, Type> = Each extends { readonly type: infer Types }
  ? Type extends Types
    ? Each
    : never
  : never;

/** The command of a type, also where several types share one shape. */
export type OfType<Type extends Command['type']> = Carrying<Command, Type>;

export interface AtCounter {
  readonly counter: Counter;
  readonly now: CounterNow;
}

/** Supervisors and administrators may act at any counter, officers only at their own. */
export const mayWorkAt = (actor: Actor, counterId: string): boolean =>
  actor.counterIds === undefined || actor.counterIds.includes(counterId);

/** An officer does not act at a counter where another one works; they may take it over (TAKE-1). */
export const isTakenBy = (actor: Actor, counter: CounterNow): string | null =>
  actor.role === 'officer' && counter.state !== 'closed' && counter.staffId !== actor.staffId
    ? counter.staffId
    : null;

export const who = (actor: Actor): { staffId?: string } =>
  actor.staffId ? { staffId: actor.staffId } : {};

export function counterOf(
  state: BuildingState,
  actor: Actor,
  counterId: string,
): AtCounter | Refusal {
  const counter = setupOf(state).counters.get(counterId);
  const now = state.counters.get(counterId);
  if (!counter || !now) return refuse('unknown-counter', { counterId });
  if (!mayWorkAt(actor, counterId)) return refuse('not-this-counter', { counterId });
  return { counter, now };
}

/** The counter, where the actor is the one who works there. */
export function ownCounter(
  state: BuildingState,
  actor: Actor,
  counterId: string,
): AtCounter | Refusal {
  const at = counterOf(state, actor, counterId);
  if ('refused' in at) return at;
  const takenBy = isTakenBy(actor, at.now);
  return takenBy === null ? at : refuse('counter-taken', { counterId, staffId: takenBy });
}

export interface Held {
  readonly visit: Visit;
  readonly leg: Leg;
  readonly counter: CounterNow;
  readonly meta: EventMeta & { readonly counterId: string };
}

/** The visitor at the actor's counter, in one of the states the action needs. */
export function heldVisit(
  state: BuildingState,
  actor: Actor,
  visitId: string,
  states: readonly Leg['state'][],
  now: number,
): Held | Refusal {
  const visit = state.visits.get(visitId);
  if (!visit) return refuse('unknown-ticket');
  const leg = legAtCounter(visit);
  if (!leg?.counterId) {
    return refuse('wrong-state', { label: visit.label, state: visit.legs.at(-1)!.state });
  }
  const { counterId } = leg;
  if (!mayWorkAt(actor, counterId)) return refuse('not-this-counter', { label: visit.label });
  const counter = state.counters.get(counterId)!;
  const takenBy = isTakenBy(actor, counter);
  if (takenBy !== null) return refuse('counter-taken', { counterId, staffId: takenBy });
  if (!states.includes(leg.state)) {
    return refuse('wrong-state', { label: visit.label, state: leg.state });
  }
  const meta = { at: now, visitId, legId: leg.id, counterId, ...who(actor) };
  return { visit, leg, counter, meta };
}

/** Whether a visit waits in a line of the actor's, or is set aside from one: theirs to handle. */
export function isOfActor(state: BuildingState, actor: Actor, visit: Visit): boolean {
  const held = legAtCounter(visit);
  if (held?.counterId) {
    return (
      mayWorkAt(actor, held.counterId) && !isTakenBy(actor, state.counters.get(held.counterId)!)
    );
  }
  const { countersOfQueue } = setupOf(state);
  return visit.legs.some(leg =>
    (countersOfQueue.get(leg.queueId) ?? []).some(counter => mayWorkAt(actor, counter.id)),
  );
}
