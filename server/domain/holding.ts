import type { Actor } from '../../contract/commands.ts';
import type { DomainEvent, EventMeta } from '../../contract/events.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { LegState } from '../../contract/values.ts';
import { heldVisit, isOfActor, mayWorkAt, who, type OfType } from './at-counter.ts';
import { notBack } from './call.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { setupOf, type BuildingState } from './state.ts';
import { legAtCounter, type Leg, type Visit } from './visit.ts';
import { before } from './waiting-line.ts';

/** Sets the visitor aside for a while: the counter is free, their place is kept (PARK-1). */
export function park(state: BuildingState, command: OfType<'park'>, now: number): Decision {
  const at = heldVisit(state, command.actor, command.visitId, ['called', 'serving'], now);
  if (isRefusal(at)) return at;
  const { parkMinutes } = setupOf(state).setup.rules;
  const remindAt = now + (command.minutes ?? parkMinutes) * 60_000;
  const noteId = command.note?.noteId ?? null;
  const { state: from, callId } = at.leg;
  const data = { from, reason: command.reason, remindAt, noteId, callId };
  return [{ type: 'leg-parked', ...at.meta, data }];
}

interface Aside {
  readonly visit: Visit;
  readonly leg: Leg;
  readonly meta: EventMeta;
}

/** A leg that is in no line and at no counter, of a visit that is the actor's to handle. */
function asideLeg(
  state: BuildingState,
  actor: Actor,
  visitId: string,
  states: readonly LegState[],
  now: number,
): Aside | Refusal {
  const visit = state.visits.get(visitId);
  if (!visit) return refuse('unknown-ticket');
  const { label } = visit;
  if (!isOfActor(state, actor, visit)) return refuse('not-this-counter', { label });
  const leg = visit.legs.findLast(row => states.includes(row.state));
  const held = legAtCounter(visit);
  if (!leg || held) {
    return refuse('wrong-state', { label, state: (held ?? visit.legs.at(-1)!).state });
  }
  const meta = {
    at: now,
    visitId,
    legId: leg.id,
    ...counterOfPress(state, actor, leg),
    ...who(actor),
  };
  return { visit, leg, meta };
}

/**
 * The counter from where a leg was set aside, where it is its officer who acts: they can take this
 * back. The last press of a counter is not replaced by what somebody else does.
 */
function counterOfPress(state: BuildingState, actor: Actor, leg: Leg): { counterId?: string } {
  const counterId = leg.parking?.counterId ?? leg.counterId;
  const counter = state.counters.get(counterId ?? '');
  if (!counterId || counter?.state !== 'open' || !mayWorkAt(actor, counterId)) return {};
  return counter.staffId === null || counter.staffId === actor.staffId ? { counterId } : {};
}

/** Back in the line with the time already waited; who is there is called again as any other. */
export function unpark(state: BuildingState, command: OfType<'unpark'>, now: number): Decision {
  const at = asideLeg(state, command.actor, command.visitId, ['parked'], now);
  if (isRefusal(at)) return at;
  return [{ type: 'leg-unparked', ...at.meta, data: {} }];
}

/** The ref that puts a leg so many places further back among its class (PARK-4). */
function refBehind(state: BuildingState, leg: Leg, places: number): number {
  const line = state.queues.get(leg.queueId)!.lines[leg.class];
  let ref: number | null = leg.isFirst ? null : leg.ref;
  let left = places;
  for (const other of line) {
    if (left === 0) break;
    if (other.isFirst || other.visitId === leg.visitId || before(other, leg)) continue;
    ref = Math.max(ref ?? 0, other.ref + 1);
    left -= 1;
  }
  // Who stood before all others has nobody to be put behind.
  return ref ?? leg.ref;
}

/**
 * Back in the line: who was called and did not come goes some places back, who was being served, was
 * set aside or comes back after a no-show keeps the time already waited (PARK-4). A counter that
 * calls by itself stops doing so, or it would call the same visitor at once.
 */
export function requeue(state: BuildingState, command: OfType<'requeue'>, now: number): Decision {
  const { actor, visitId } = command;
  const visit = state.visits.get(visitId);
  const held = visit && legAtCounter(visit);
  const at = held
    ? heldVisit(state, actor, visitId, ['called', 'serving'], now)
    : asideLeg(state, actor, visitId, ['no-show', 'parked'], now);
  if (isRefusal(at)) return at;
  const { leg, meta } = at;
  const refusal = notBack(state, at.visit, leg, now);
  if (refusal) return refuse(refusal, { label: at.visit.label });
  const place = command.place ?? (leg.state === 'called' ? 'back' : 'order');
  const { requeuePlaces } = setupOf(state).setup.rules;
  const ref =
    place === 'last' ? now : place === 'back' ? refBehind(state, leg, requeuePlaces) : leg.ref;
  const counter = held ? state.counters.get(meta.counterId ?? '') : undefined;
  const { state: from, callId } = leg;
  // Put further back, nobody stays before all others.
  const data = { from, ref, isFirst: leg.isFirst && place === 'order', callId };
  return [...autoCallOff(counter, meta), { type: 'leg-requeued', ...meta, data }];
}

/** Switches off a counter's calling by itself; nothing where it is off. */
export function autoCallOff(
  counter: { readonly id: string; readonly autoCall: boolean } | undefined,
  { at, staffId }: EventMeta,
): DomainEvent[] {
  if (!counter?.autoCall) return [];
  const meta = { at, counterId: counter.id, ...(staffId ? { staffId } : {}) };
  return [{ type: 'counter-auto-call', ...meta, data: { on: false } }];
}
