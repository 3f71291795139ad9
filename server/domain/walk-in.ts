import type { OfType } from './at-counter.ts';
import { availabilityOf } from './availability.ts';
import { freeCounter } from './call.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { ticketIssued } from './issuing.ts';
import { setupOf, type BuildingState } from './state.ts';

/**
 * Somebody without a ticket is served at the counter at once: they get the next number of the series,
 * so that every service counts, and are called by nobody (DIRECT-1). The officer decides whom to
 * serve; only a used-up quota stops them.
 */
export function serveWalkIn(
  state: BuildingState,
  command: OfType<'serve-walk-in'>,
  now: number,
): Decision {
  const { actor, counterId, serviceId, visitId } = command;
  const at = freeCounter(state, actor, counterId);
  if (isRefusal(at)) return at;
  const service = setupOf(state).services.get(serviceId);
  if (!service) return refuse('unknown-service', { serviceId });
  if (!at.counter.queueIds.includes(service.queueId)) return refuse('wrong-queue', { serviceId });
  const { reason: closed } = availabilityOf(state, service.queueId, now);
  if (closed === 'quota-reached') return refuse('service-closed', { serviceId, reason: closed });
  const { need } = command;
  if (need && command.class !== 'vulnerable') return refuse('need-without-class');
  const issue = { ...command, type: 'issue-ticket', serviceIds: [serviceId] } as const;
  const issued = ticketIssued(state, issue, [service], now);
  const queue = setupOf(state).queues.get(service.queueId)!;
  const reason = {
    policy: 'direct',
    class: command.class,
    need: need ?? null,
    waitedSeconds: 0,
    rate: queue.rates[command.class],
    urgency: 0,
    passedOver: [],
    against: null,
    isHelp: false,
    choice: null,
  } as const;
  const staff = actor.staffId ? { staffId: actor.staffId } : {};
  const meta = { at: now, visitId, legId: `${visitId}-1`, counterId, ...staff };
  return [issued, { type: 'leg-seated', ...meta, data: { reason } }];
}
