import type { Actor } from '../../contract/commands.ts';
import type { DomainEvent } from '../../contract/events.ts';
import type { SteerAct } from '../../contract/steering-events.ts';
import { who } from './at-counter.ts';
import { refuse, type Decision } from './decision.ts';
import { autoCallOff } from './holding.ts';
import { isPending } from './legs-of-visit.ts';
import { closedFor } from './sending.ts';
import { setupOf, type BuildingState } from './state.ts';
import { isLive, legAtCounter, type Visit } from './visit.ts';

type ActOf<What extends SteerAct['what']> = Extract<SteerAct, { what: What }>;

const wrongState = ({ label, legs }: Visit): Decision =>
  refuse('wrong-state', { label, state: legs.at(-1)!.state });

/**
 * Another class for somebody who is still to be called: their wait counts on, at the new rate. Who is
 * at a counter has been called already (STEER-3).
 */
export function changeClass(
  state: BuildingState,
  actor: Actor,
  act: ActOf<'change-class'>,
  now: number,
): Decision {
  const { visitId, class: name } = act;
  const need = act.need ?? null;
  const visit = state.visits.get(visitId);
  if (!visit) return refuse('unknown-ticket');
  if (need !== null && name !== 'vulnerable') return refuse('need-without-class');
  if (name === 'booked' && visit.bookingId === null) return refuse('class-needs-booking');
  const held = legAtCounter(visit);
  if (held) return refuse('wrong-state', { label: visit.label, state: held.state });
  if (!visit.legs.some(isLive)) return wrongState(visit);
  if (visit.class === name && visit.need === need) return [];
  const previous = { previousClass: visit.class, previousNeed: visit.need };
  const meta = { at: now, visitId, ...who(actor) };
  return [{ type: 'visit-class-changed', ...meta, data: { class: name, need, ...previous } }];
}

/** Another errand for somebody who waits or is set aside: they keep the time already waited (STEER-4). */
export function changeErrand(
  state: BuildingState,
  actor: Actor,
  { visitId, serviceId, fromServiceId }: ActOf<'change-service'>,
  now: number,
): Decision {
  const visit = state.visits.get(visitId);
  if (!visit) return refuse('unknown-ticket');
  const service = setupOf(state).services.get(serviceId);
  if (!service) return refuse('unknown-service', { serviceId });
  const leg = visit.legs.find(
    row =>
      (row.state === 'waiting' || row.state === 'parked') &&
      (fromServiceId === undefined || row.serviceId === fromServiceId),
  );
  if (!leg) return wrongState(visit);
  if (leg.serviceId === serviceId) return refuse('same-destination');
  if (isPending(visit, serviceId, leg)) {
    return refuse('already-in-visit', { label: visit.label, serviceId });
  }
  const { queueId } = service;
  const closed = queueId === leg.queueId ? null : closedFor(state, service, now);
  if (closed) return closed;
  const meta = { at: now, visitId, legId: leg.id, ...who(actor) };
  const data = { serviceId, queueId, previousServiceId: leg.serviceId };
  return [{ type: 'leg-service-changed', ...meta, data }];
}

/**
 * Ends a visit wherever it is stuck, also at the counter of an officer who is away: who is being
 * served is finished, everything else of it cancelled (STEER-5). The counter stops calling by itself,
 * or it would call the next visitor to an empty chair.
 */
export function endTicket(
  state: BuildingState,
  actor: Actor,
  visitId: string,
  now: number,
): Decision {
  const visit = state.visits.get(visitId);
  if (!visit) return refuse('unknown-ticket');
  const held = legAtCounter(visit);
  const legs = visit.legs.filter(isLive);
  if (legs.length === 0) return wrongState(visit);
  legs.sort((a, b) => Number(b === held) - Number(a === held));
  const counterId = held?.counterId ?? null;
  const meta = { at: now, visitId, ...(counterId === null ? {} : { counterId }), ...who(actor) };
  const ends = legs.map((leg, place): DomainEvent => {
    const of = { ...meta, legId: leg.id };
    const step = place > 0 ? { continues: true as const } : {};
    return leg.state === 'serving'
      ? {
          type: 'leg-finished',
          ...of,
          data: { outcome: null, deliveredServiceIds: [], by: 'staff', ...step },
        }
      : { type: 'leg-cancelled', ...of, data: { by: 'staff', state: leg.state, ...step } };
  });
  return [...autoCallOff(state.counters.get(counterId ?? ''), meta), ...ends];
}
