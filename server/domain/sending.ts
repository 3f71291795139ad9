import type { Actor, Destination, Place } from '../../contract/commands.ts';
import type { EventMeta, LegTarget } from '../../contract/events.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { heldVisit, who, type OfType } from './at-counter.ts';
import type { Service } from '../../contract/setup.ts';
import { availabilityOfService } from './availability.ts';
import { isTrained } from './caller.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { creditMs, isPending, legsMax, nextLeg } from './legs-of-visit.ts';
import { setupOf, type BuildingState } from './state.ts';
import type { Leg, Visit } from './visit.ts';

/** A line that takes a visitor who is already in the building, and for whom there. */
export interface Sent {
  readonly serviceId: string;
  readonly queueId: string;
  readonly target: LegTarget | null;
}

/**
 * Whether a visitor of the building may join a queue now. They have come in time: the last ticket
 * does not stop them, a used-up quota or a closed agency does (SEND-3).
 */
export function closedFor(
  state: BuildingState,
  service: Pick<Service, 'id' | 'queueId'>,
  now: number,
): Refusal | null {
  const { open, reason, opensAt } = availabilityOfService(state, service, now);
  if (open || reason === 'last-ticket-passed') return null;
  return refuse('destination-closed', {
    reason: reason ?? 'closed-today',
    ...(opensAt ? { opensAt } : {}),
  });
}

function toCounter(
  state: BuildingState,
  counterId: string,
  from: { readonly serviceId: string; readonly queueId: string },
  target: LegTarget,
): Sent | Refusal {
  const counter = setupOf(state).counters.get(counterId);
  const row = state.counters.get(counterId);
  if (!counter || !row) return refuse('unknown-counter', { counterId });
  if (row.state === 'closed') return refuse('destination-closed', { reason: 'no-counter' });
  if (!isTrained(row, from.serviceId)) return refuse('not-trained');
  const queueId = counter.queueIds.includes(from.queueId) ? from.queueId : counter.queueIds[0]!;
  return { serviceId: from.serviceId, queueId, target };
}

/**
 * Where a visitor at a counter can be sent from a leg; refused where that is the same place, closed,
 * unknown or already asked for. A preview and the transfer itself ask the same.
 */
export function sendingOf(
  state: BuildingState,
  visit: Visit,
  leg: Leg,
  to: Destination,
  now: number,
): Sent | Refusal {
  const { serviceId, queueId } = leg;
  const from = { serviceId, queueId, counterId: leg.counterId ?? '' };
  const sent = sentTo(state, to, from, now);
  if (isRefusal(sent)) return sent;
  return tooMany(visit) ?? alreadyThere(visit, sent.serviceId, leg) ?? sent;
}

function sentTo(
  state: BuildingState,
  to: Destination,
  from: { readonly serviceId: string; readonly queueId: string; readonly counterId: string },
  now: number,
): Sent | Refusal {
  if (to.kind === 'service') {
    const service = setupOf(state).services.get(to.serviceId);
    if (!service) return refuse('unknown-service', { serviceId: to.serviceId });
    if (service.id === from.serviceId) return refuse('same-destination');
    // Their own line is not closed to those who hold a number of it.
    const closed = service.queueId === from.queueId ? null : closedFor(state, service, now);
    return closed ?? { serviceId: service.id, queueId: service.queueId, target: null };
  }
  if (to.kind === 'counter') {
    const { counterId } = to;
    if (counterId === from.counterId) return refuse('same-destination');
    return toCounter(state, counterId, from, { counterId });
  }
  for (const counter of state.counters.values()) {
    if (counter.staffId !== to.staffId || counter.state === 'closed') continue;
    if (counter.id === from.counterId) return refuse('same-destination');
    return toCounter(state, counter.id, from, { staffId: to.staffId });
  }
  return refuse('officer-not-here', { staffId: to.staffId });
}

/** From when urgency grows where somebody is sent: with the time already waited, or from now. */
export const refOfPlace = (visit: Visit, place: Place, now: number): number =>
  place === 'order' ? now - creditMs(visit) : now;

const tooMany = (visit: Visit): Refusal | null =>
  visit.legs.length >= legsMax ? refuse('too-many-legs', { label: visit.label, legsMax }) : null;

/**
 * Sends the visitor on: this leg is over, a new one waits at the destination, first, in order with
 * the time already waited, or last (SEND-1, SEND-2); with a way back where asked for (SEND-4).
 */
export function transfer(state: BuildingState, command: OfType<'transfer'>, now: number): Decision {
  const at = heldVisit(state, command.actor, command.visitId, ['called', 'serving'], now);
  if (isRefusal(at)) return at;
  const { serviceId, queueId } = at.leg;
  const { counterId } = at.meta;
  const sent = sendingOf(state, at.visit, at.leg, command.to, now);
  if (isRefusal(sent)) return sent;
  const { place, returns } = command;
  const added = {
    ...sent,
    ref: refOfPlace(at.visit, place, now),
    isFirst: place === 'first',
    // Within one queue it is the same errand, which has its place of the quota.
    isCounted: sent.queueId !== queueId,
    returnTo: returns
      ? { counterId, serviceId, queueId, returnTo: at.leg.returnTo }
      : at.leg.returnTo,
  };
  const leg = nextLeg(state, at.visit, added, now);
  const noteId = command.note?.noteId ?? null;
  const data = { to: command.to, place, returns, noteId, leg };
  return [{ type: 'leg-transferred', ...at.meta, data }];
}

const alreadyThere = (visit: Visit, serviceId: string, except?: Leg): Refusal | null =>
  isPending(visit, serviceId, except)
    ? refuse('already-in-visit', { label: visit.label, serviceId })
    : null;

interface Lasting {
  readonly visit: Visit;
  readonly meta: EventMeta;
}

/** The visit at the actor's counter; a supervisor's may be anywhere in the building. */
function lastingVisit(
  state: BuildingState,
  actor: Actor,
  visitId: string,
  now: number,
): Lasting | Refusal {
  const visit = state.visits.get(visitId);
  const isSteering = actor.role === 'supervisor' || actor.role === 'administrator';
  if (visit && isSteering && visit.legs.some(leg => leg.state === 'waiting')) {
    return { visit, meta: { at: now, visitId, ...who(actor) } };
  }
  return heldVisit(state, actor, visitId, ['called', 'serving'], now);
}

/** One more errand under the same number; its wait counts from when the visitor first waited. */
export function addService(
  state: BuildingState,
  command: OfType<'add-service'>,
  now: number,
): Decision {
  const { actor, visitId, serviceId } = command;
  const at = lastingVisit(state, actor, visitId, now);
  if (isRefusal(at)) return at;
  const { visit, meta } = at;
  const service = setupOf(state).services.get(serviceId);
  if (!service) return refuse('unknown-service', { serviceId });
  const refusal =
    tooMany(visit) ?? alreadyThere(visit, serviceId) ?? closedFor(state, service, now);
  if (refusal) return refusal;
  // As if it had been asked for with the ticket (LEG-3).
  const ref = Math.min(...visit.legs.map(leg => leg.ref));
  const leg = nextLeg(state, visit, { serviceId, queueId: service.queueId, ref }, now);
  return [{ type: 'leg-added', ...meta, data: { why: 'added', leg } }];
}

/** The errand turned out to be another one that this counter serves too (LEG-4). */
export function changeService(
  state: BuildingState,
  command: OfType<'change-service'>,
  now: number,
): Decision {
  const at = heldVisit(state, command.actor, command.visitId, ['called', 'serving'], now);
  if (isRefusal(at)) return at;
  const index = setupOf(state);
  const { serviceId } = command;
  const service = index.services.get(serviceId);
  if (!service) return refuse('unknown-service', { serviceId });
  if (serviceId === at.leg.serviceId) return refuse('same-destination');
  if (!index.counters.get(at.counter.id)!.queueIds.includes(service.queueId)) {
    return refuse('wrong-queue', { serviceId });
  }
  const refusal = alreadyThere(at.visit, serviceId, at.leg);
  if (refusal) return refusal;
  const { serviceId: previousServiceId } = at.leg;
  const data = { serviceId, queueId: service.queueId, previousServiceId };
  return [{ type: 'leg-service-changed', ...at.meta, data }];
}
