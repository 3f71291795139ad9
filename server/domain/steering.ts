import type { Actor } from '../../contract/commands.ts';
import type { DomainEvent } from '../../contract/events.ts';
import type { SteerAct, SteerCommand, Steered } from '../../contract/steering-events.ts';
import type { SteerReason } from '../../contract/steering.ts';
import { who } from './at-counter.ts';
import { callNext } from './call.ts';
import { closeCounter, openCounter, pauseCounter } from './counter-work.ts';
import { askCounter, moveCounter } from './counter-help.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { finishHeld } from './finishing.ts';
import { requeue } from './holding.ts';
import { cancel } from './serving.ts';
import { setupOf, type BuildingState } from './state.ts';
import { changeClass, changeErrand, endTicket } from './steering-tickets.ts';

type Steer = Extract<SteerCommand, { type: 'steer' }>;

/** Whether numbers of a queue or of a service are issued for the rest of the day (STEER-1, STEER-2). */
function changeIssuing(
  state: BuildingState,
  actor: Actor,
  act: Extract<
    SteerAct,
    { queueId: string; what: `${string}-queue` } | { what: `${string}-service`; serviceId: string }
  >,
  reason: SteerReason,
  now: number,
): Decision {
  const meta = { type: 'issuing-changed', at: now, ...who(actor) } as const;
  if ('serviceId' in act) {
    const { serviceId } = act;
    if (!setupOf(state).services.has(serviceId)) return refuse('not-found', { serviceId });
    const isPaused = state.steering.pausedServices.has(serviceId);
    const is = act.what === 'pause-service' ? 'paused' : 'open';
    if (isPaused === (is === 'paused')) return [];
    return [{ ...meta, data: { queueId: null, serviceId, state: is, limit: null, reason } }];
  }
  const { queueId } = act;
  const queue = state.queues.get(queueId);
  if (!queue || !setupOf(state).queues.has(queueId)) return refuse('not-found', { queueId });
  if (act.what === 'limit-queue') {
    const limit = queue.issued + act.left;
    if (queue.issuing?.state === 'limited' && queue.issuing.limit === limit) return [];
    return [{ ...meta, data: { queueId, serviceId: null, state: 'limited', limit, reason } }];
  }
  const is = act.what === 'pause-queue' ? 'paused' : 'open';
  if ((queue.issuing?.state ?? 'open') === is) return [];
  return [{ ...meta, data: { queueId, serviceId: null, state: is, limit: null, reason } }];
}

function actAtCounter(
  state: BuildingState,
  actor: Actor,
  counterId: string,
  what: 'open-counter' | 'pause-counter' | 'close-counter' | 'call-next' | 'finish',
  now: number,
): Decision {
  switch (what) {
    case 'open-counter':
      return openCounter(state, { type: what, actor, counterId }, now);
    case 'pause-counter':
      return pauseCounter(state, { type: what, actor, counterId, reason: 'other' }, now);
    case 'close-counter':
      return closeCounter(state, { type: what, actor, counterId }, now);
    case 'call-next':
      return callNext(state, { type: what, actor, counterId }, now);
    case 'finish': {
      const row = state.counters.get(counterId);
      if (!row || !setupOf(state).counters.has(counterId)) {
        return refuse('unknown-counter', { counterId });
      }
      if (!row.leg) return refuse('wrong-state', { state: row.state });
      return finishHeld(state, actor, row.leg.visitId, {}, now);
    }
  }
}

function inner(state: BuildingState, { actor, act, reason }: Steer, now: number): Decision {
  switch (act.what) {
    case 'pause-queue':
    case 'open-queue':
    case 'limit-queue':
    case 'pause-service':
    case 'open-service':
      return changeIssuing(state, actor, act, reason, now);
    case 'change-class':
      return changeClass(state, actor, act, now);
    case 'change-service':
      return changeErrand(state, actor, act, now);
    case 'requeue':
      return requeue(state, { type: 'requeue', actor, visitId: act.visitId }, now);
    case 'cancel':
      return cancel(state, { type: 'cancel', actor, visitId: act.visitId }, now);
    case 'end-ticket':
      return endTicket(state, actor, act.visitId, now);
    case 'move-counter':
      return moveCounter(state, actor, act, now);
    case 'ask-counter':
      return askCounter(state, actor, act, reason, now);
    default:
      return actAtCounter(state, actor, act.counterId, act.what, now);
  }
}

/** What was done, as the trail keeps it: ids and numbers, and never whose. */
function steeredOf(state: BuildingState, { act, reason, note }: Steer): Steered {
  const visit = 'visitId' in act ? state.visits.get(act.visitId) : undefined;
  const queueIds = 'queueIds' in act ? (act.queueIds ?? []) : [];
  const own = 'queueId' in act && act.queueId !== null ? [act.queueId] : [];
  return {
    what: act.what,
    reason,
    noteId: note?.noteId ?? null,
    label: visit?.label ?? null,
    counterId: 'counterId' in act ? act.counterId : null,
    queueIds: [...queueIds, ...own],
    serviceId: 'serviceId' in act ? act.serviceId : null,
    left: act.what === 'limit-queue' ? act.left : null,
    class: act.what === 'change-class' ? act.class : null,
  };
}

/**
 * A supervisor steps in: whatever is done is told with a reason (STEER-7). What changes nothing, or is
 * refused, is not told.
 */
export function steer(state: BuildingState, command: Steer, now: number): Decision {
  const decision = inner(state, command, now);
  if (isRefusal(decision) || decision.length === 0) return decision;
  const { act, actor } = command;
  const told: DomainEvent = {
    type: 'steered',
    at: now,
    ...('visitId' in act ? { visitId: act.visitId } : {}),
    ...who(actor),
    data: steeredOf(state, command),
  };
  return [...decision, told];
}
