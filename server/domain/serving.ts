import type { Actor, Command } from '../../contract/commands.ts';
import type { DomainEvent, EventMeta } from '../../contract/events.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { mayWorkAt } from './counter-work.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { setupOf, type BuildingState } from './state.ts';
import { legAtCounter, mayMove, type Leg, type Visit } from './visit.ts';

type OfType<Type extends Command['type']> = Extract<Command, { type: Type }>;

interface AtCounter {
  readonly visit: Visit;
  readonly leg: Leg;
  readonly meta: EventMeta;
}

/** The visitor's leg at the actor's counter, in one of the states the action needs. */
function legOf(
  state: BuildingState,
  actor: Actor,
  visitId: string,
  states: readonly Leg['state'][],
  now: number,
): AtCounter | Refusal {
  const visit = state.visits.get(visitId);
  if (!visit) return refuse('unknown-ticket');
  const leg = legAtCounter(visit);
  if (!leg?.counterId) {
    const counted = visit.legs.at(-1)!;
    return refuse('wrong-state', { label: visit.label, state: counted.state });
  }
  if (!mayWorkAt(actor, leg.counterId)) return refuse('not-this-counter', { label: visit.label });
  if (!states.includes(leg.state)) {
    return refuse('wrong-state', { label: visit.label, state: leg.state });
  }
  const staff = actor.staffId ? { staffId: actor.staffId } : {};
  const meta = { at: now, visitId, legId: leg.id, counterId: leg.counterId, ...staff };
  return { visit, leg, meta };
}

/** When the next recall is allowed, and null where the limit is used up (CALL-8). */
export function recallAllowedAt(state: BuildingState, leg: Leg): number | null {
  const { rules } = setupOf(state).setup;
  if (leg.calls - 1 >= rules.recallsMax) return null;
  return (leg.calledAt ?? 0) + rules.recallCooldownSeconds * 1000;
}

export function recall(state: BuildingState, command: OfType<'recall'>, now: number): Decision {
  const at = legOf(state, command.actor, command.visitId, ['called'], now);
  if (isRefusal(at)) return at;
  const allowedAt = recallAllowedAt(state, at.leg);
  if (allowedAt === null) return refuse('recall-limit', { calls: at.leg.calls });
  if (now < allowedAt) {
    return refuse('recall-too-soon', { waitSeconds: Math.ceil((allowedAt - now) / 1000) });
  }
  return [{ type: 'leg-recalled', ...at.meta, data: { calls: at.leg.calls + 1 } }];
}

export function start(state: BuildingState, command: OfType<'start'>, now: number): Decision {
  const at = legOf(state, command.actor, command.visitId, ['called'], now);
  if (isRefusal(at)) return at;
  return [{ type: 'leg-started', ...at.meta, data: {} }];
}

export function finish(state: BuildingState, command: OfType<'finish'>, now: number): Decision {
  const at = legOf(state, command.actor, command.visitId, ['serving'], now);
  if (isRefusal(at)) return at;
  return [{ type: 'leg-finished', ...at.meta, data: { outcome: command.outcome } }];
}

/** A visitor is only absent after enough calls and enough time to walk (CALL-9). */
export function noShow(state: BuildingState, command: OfType<'no-show'>, now: number): Decision {
  const at = legOf(state, command.actor, command.visitId, ['called'], now);
  if (isRefusal(at)) return at;
  const { rules } = setupOf(state).setup;
  const callsMissing = Math.max(0, rules.noShowCallsMin - at.leg.calls);
  const waitMs = (at.leg.firstCalledAt ?? now) + rules.noShowSecondsMin * 1000 - now;
  if (callsMissing > 0 || waitMs > 0) {
    return refuse('no-show-too-soon', {
      callsMissing,
      waitSeconds: Math.max(0, Math.ceil(waitMs / 1000)),
    });
  }
  return [{ type: 'leg-no-show', ...at.meta, data: { calls: at.leg.calls } }];
}

/** An officer may let go whom they hold, or who waits in a line of theirs (AUTH-5). */
function mayCancel(state: BuildingState, actor: Actor, visit: Visit): boolean {
  const held = legAtCounter(visit);
  if (held?.counterId) return mayWorkAt(actor, held.counterId);
  const { countersOfQueue } = setupOf(state);
  return visit.legs.some(leg =>
    (countersOfQueue.get(leg.queueId) ?? []).some(counter => mayWorkAt(actor, counter.id)),
  );
}

/** Takes the visit out of the line: every leg that waits or is called; never one being served. */
export function cancel(state: BuildingState, command: OfType<'cancel'>, now: number): Decision {
  const visit = state.visits.get(command.visitId);
  if (!visit) return refuse('unknown-ticket');
  const { actor } = command;
  const held = legAtCounter(visit);
  if (!mayCancel(state, actor, visit)) return refuse('not-this-counter', { label: visit.label });
  if (held?.state === 'serving') {
    return refuse('wrong-state', { label: visit.label, state: 'serving' });
  }
  const by = actor.role === 'visitor' ? 'visitor' : 'staff';
  const events = visit.legs
    .filter(leg => mayMove(leg.state, 'cancelled'))
    .map((leg): DomainEvent => ({
      type: 'leg-cancelled',
      at: now,
      visitId: visit.id,
      legId: leg.id,
      ...(leg.counterId ? { counterId: leg.counterId } : {}),
      ...(actor.staffId ? { staffId: actor.staffId } : {}),
      data: { by, state: leg.state === 'called' ? 'called' : 'waiting' },
    }));
  if (events.length === 0) {
    return refuse('wrong-state', { label: visit.label, state: visit.legs.at(-1)!.state });
  }
  return events;
}
