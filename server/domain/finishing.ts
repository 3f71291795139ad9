import type { Actor, Finishing } from '../../contract/commands.ts';
import type { DomainEvent, EventMeta } from '../../contract/events.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { heldVisit, type Held, type OfType } from './at-counter.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { nextLeg } from './legs-of-visit.ts';
import { setupOf, type BuildingState } from './state.ts';
import type { Leg } from './visit.ts';

/** Services of one visit that may be named as delivered at once. */
export const deliveredMax = 20;

/** Legs of the visit that end together with the one at the counter: their service was delivered. */
function servedAlong(
  state: BuildingState,
  at: Held,
  delivered: readonly string[],
): readonly Leg[] | Refusal {
  const { services, counters } = setupOf(state);
  const { queueIds } = counters.get(at.counter.id)!;
  const along: Leg[] = [];
  for (const serviceId of delivered) {
    const service = services.get(serviceId);
    if (!service) return refuse('unknown-service', { serviceId });
    if (serviceId === at.leg.serviceId) continue;
    if (!queueIds.includes(service.queueId)) return refuse('wrong-queue', { serviceId });
    const leg = at.visit.legs.find(
      row => row.serviceId === serviceId && (row.state === 'waiting' || row.state === 'parked'),
    );
    if (leg) along.push(leg);
  }
  return along;
}

function missing(state: BuildingState, at: Held, finishing: Finishing): Refusal | null {
  const queue = setupOf(state).queues.get(at.leg.queueId);
  const { label } = at.visit;
  if (queue?.outcomeRequired && !finishing.outcome) return refuse('outcome-required', { label });
  const isDelivered = (finishing.outcome ?? 'completed') === 'completed';
  if (queue?.deliveredRequired && isDelivered && !finishing.deliveredServiceIds?.length) {
    return refuse('delivered-required', { label });
  }
  return null;
}

/** Back to the counter that sent the visitor on, before all others there (SEND-4). */
function returning(state: BuildingState, at: Held, now: number): DomainEvent[] {
  const { returnTo } = at.leg;
  if (!returnTo || !setupOf(state).queues.has(returnTo.queueId)) return [];
  const { counterId, serviceId, queueId } = returnTo;
  const place = { ref: now, isFirst: true, isCounted: false, target: { counterId } };
  const added = { serviceId, queueId, returnTo: returnTo.returnTo, ...place };
  const leg = nextLeg(state, at.visit, added, now);
  return [{ type: 'leg-added', ...at.meta, data: { why: 'returned', leg, continues: true } }];
}

/** Finishes who is being served: the leg, those served along with it, and the way back. */
export function finishHeld(
  state: BuildingState,
  actor: Actor,
  visitId: string,
  finishing: Finishing,
  now: number,
): Decision {
  const at = heldVisit(state, actor, visitId, ['serving'], now);
  if (isRefusal(at)) return at;
  const refusal = missing(state, at, finishing);
  if (refusal) return refusal;
  const deliveredServiceIds = [...new Set(finishing.deliveredServiceIds)];
  const along = servedAlong(state, at, deliveredServiceIds);
  if (isRefusal(along)) return along;
  const outcome = finishing.outcome ?? 'completed';
  const by = 'staff' as const;
  const finished = (meta: EventMeta, more: object): DomainEvent => ({
    type: 'leg-finished',
    ...meta,
    data: { outcome, deliveredServiceIds, by, ...more },
  });
  return [
    finished(at.meta, {}),
    ...along.map(leg =>
      finished({ ...at.meta, legId: leg.id }, { deliveredServiceIds: [], continues: true }),
    ),
    ...returning(state, at, now),
  ];
}

export const finish = (state: BuildingState, command: OfType<'finish'>, now: number): Decision =>
  finishHeld(state, command.actor, command.visitId, command, now);
