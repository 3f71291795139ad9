import type { DomainEvent } from '../../contract/events.ts';
import { heldVisit, isOfActor, who, type OfType } from './at-counter.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { setupOf, type BuildingState } from './state.ts';
import { legAtCounter, mayMove, type Leg } from './visit.ts';

/** When the next recall is allowed, and null where the limit is used up (CALL-8). */
export function recallAllowedAt(state: BuildingState, leg: Leg): number | null {
  const { rules } = setupOf(state).setup;
  if (leg.calls - 1 >= rules.recallsMax) return null;
  return (leg.calledAt ?? 0) + rules.recallCooldownSeconds * 1000;
}

export function recall(state: BuildingState, command: OfType<'recall'>, now: number): Decision {
  const at = heldVisit(state, command.actor, command.visitId, ['called'], now);
  if (isRefusal(at)) return at;
  const allowedAt = recallAllowedAt(state, at.leg);
  if (allowedAt === null) return refuse('recall-limit', { calls: at.leg.calls });
  if (now < allowedAt) {
    return refuse('recall-too-soon', { waitSeconds: Math.ceil((allowedAt - now) / 1000) });
  }
  return [{ type: 'leg-recalled', ...at.meta, data: { calls: at.leg.calls + 1 } }];
}

export function start(state: BuildingState, command: OfType<'start'>, now: number): Decision {
  const at = heldVisit(state, command.actor, command.visitId, ['called'], now);
  if (isRefusal(at)) return at;
  return [{ type: 'leg-started', ...at.meta, data: {} }];
}

/** A visitor is only absent after enough calls and enough time to walk (CALL-9). */
export function noShow(state: BuildingState, command: OfType<'no-show'>, now: number): Decision {
  const at = heldVisit(state, command.actor, command.visitId, ['called'], now);
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

/** Takes the visit out of the line: every leg that waits or is called; never one being served. */
export function cancel(state: BuildingState, command: OfType<'cancel'>, now: number): Decision {
  const visit = state.visits.get(command.visitId);
  if (!visit) return refuse('unknown-ticket');
  const { actor } = command;
  const held = legAtCounter(visit);
  if (!isOfActor(state, actor, visit)) return refuse('not-this-counter', { label: visit.label });
  if (held?.state === 'serving') {
    return refuse('wrong-state', { label: visit.label, state: 'serving' });
  }
  const by = actor.role === 'visitor' ? 'visitor' : 'staff';
  const legs = visit.legs.filter(leg => mayMove(leg.state, 'cancelled'));
  if (legs.length === 0) {
    return refuse('wrong-state', { label: visit.label, state: visit.legs.at(-1)!.state });
  }
  // Whoever is at a counter first: its officer can take the whole press back.
  legs.sort((a, b) => Number(b === held) - Number(a === held));
  return legs.map((leg, place): DomainEvent => ({
    type: 'leg-cancelled',
    at: now,
    visitId: visit.id,
    legId: leg.id,
    ...(held?.counterId ? { counterId: held.counterId } : {}),
    ...who(actor),
    data: { by, state: leg.state, ...(place > 0 ? { continues: true as const } : {}) },
  }));
}

/** A note for colleagues; its text is kept beside the journal (NOTE-1). */
export function addNote(state: BuildingState, command: OfType<'add-note'>, now: number): Decision {
  const visit = state.visits.get(command.visitId);
  if (!visit) return refuse('unknown-ticket');
  const { actor, note } = command;
  if (!isOfActor(state, actor, visit)) return refuse('not-this-counter', { label: visit.label });
  const counterId = legAtCounter(visit)?.counterId;
  const meta = { at: now, visitId: visit.id, ...who(actor), ...(counterId ? { counterId } : {}) };
  return [{ type: 'note-added', ...meta, data: { noteId: note.noteId } }];
}
