import type { DomainEvent } from '../../contract/events.ts';
import { counterOf, ownCounter, who, type OfType } from './at-counter.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import type { BuildingState } from './state.ts';

/** Who the counter belongs to from now on: a supervisor opens it for whoever comes. */
const officerOf = ({ actor }: OfType<'open-counter'>) => ({
  officerId: actor.role === 'officer' ? (actor.staffId ?? null) : null,
  serviceIds: actor.serviceIds ?? null,
});

/** Opens a counter, goes on after a pause, or takes it over from another officer (TAKE-1). */
export function openCounter(
  state: BuildingState,
  command: OfType<'open-counter'>,
  now: number,
): Decision {
  const { actor, counterId } = command;
  const at = counterOf(state, actor, counterId);
  if (isRefusal(at)) return at;
  const meta = { at: now, counterId, ...who(actor) };
  const officer = officerOf(command);
  const events: DomainEvent[] = [];
  const isForeign =
    at.now.state !== 'closed' && officer.officerId !== null && at.now.staffId !== officer.officerId;
  if (isForeign) {
    const fromStaffId = at.now.staffId;
    if (fromStaffId !== null && !command.takeOver) {
      return refuse('counter-taken', { counterId, staffId: fromStaffId });
    }
    events.push({ type: 'counter-taken-over', ...meta, data: { ...officer, fromStaffId } });
  }
  if (at.now.state !== 'open') {
    const autoCall = at.now.state === 'closed' ? at.counter.autoCall : at.now.autoCall;
    events.push({ type: 'counter-opened', ...meta, data: { ...officer, autoCall } });
  }
  return events;
}

export function pauseCounter(
  state: BuildingState,
  command: OfType<'pause-counter'>,
  now: number,
): Decision {
  const at = ownCounter(state, command.actor, command.counterId);
  if (isRefusal(at)) return at;
  if (at.now.state === 'paused') return [];
  if (at.now.state === 'closed') return refuse('counter-not-open', { state: 'closed' });
  if (at.now.leg) return refuse('counter-occupied');
  const meta = { at: now, counterId: at.counter.id, ...who(command.actor) };
  return [{ type: 'counter-paused', ...meta, data: { reason: command.reason ?? null } }];
}

export function closeCounter(
  state: BuildingState,
  command: OfType<'close-counter'>,
  now: number,
): Decision {
  const at = ownCounter(state, command.actor, command.counterId);
  if (isRefusal(at)) return at;
  if (at.now.state === 'closed') return [];
  if (at.now.leg) return refuse('counter-occupied');
  const meta = { at: now, counterId: at.counter.id, ...who(command.actor) };
  const reason = command.shiftEnds ? 'shift-ended' : 'closed';
  return [{ type: 'counter-closed', ...meta, data: { reason } }];
}

/** Whether the next visitor is called as soon as there is one (CALL-15). */
export function switchAutoCall(
  state: BuildingState,
  command: OfType<'switch-auto-call'>,
  now: number,
): Decision {
  const at = ownCounter(state, command.actor, command.counterId);
  if (isRefusal(at)) return at;
  if (at.now.state === 'closed') return refuse('counter-not-open', { state: 'closed' });
  if (at.now.autoCall === command.on) return [];
  const meta = { at: now, counterId: at.counter.id, ...who(command.actor) };
  return [{ type: 'counter-auto-call', ...meta, data: { on: command.on } }];
}
