import type { Actor, Command } from '../../contract/commands.ts';
import type { DomainEvent } from '../../contract/events.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { Counter } from '../../contract/setup.ts';
import { candidate, chooseNext, isCallable, reasonOf, type Candidate } from './calling.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { setupOf, type BuildingState, type CounterNow } from './state.ts';
import { legAtCounter } from './visit.ts';

type OfType<Type extends Command['type']> = Extract<Command, { type: Type }>;

interface AtCounter {
  readonly counter: Counter;
  readonly now: CounterNow;
}

/** Supervisors and administrators may act at any counter, officers only at their own. */
export const mayWorkAt = (actor: Actor, counterId: string): boolean =>
  actor.counterIds === undefined || actor.counterIds.includes(counterId);

function counterOf(state: BuildingState, actor: Actor, counterId: string): AtCounter | Refusal {
  const counter = setupOf(state).counters.get(counterId);
  const now = state.counters.get(counterId);
  if (!counter || !now) return refuse('unknown-counter', { counterId });
  if (!mayWorkAt(actor, counterId)) return refuse('not-this-counter', { counterId });
  return { counter, now };
}

const who = (actor: Actor): { staffId?: string } =>
  actor.staffId ? { staffId: actor.staffId } : {};

export function openCounter(
  state: BuildingState,
  command: OfType<'open-counter'>,
  now: number,
): Decision {
  const at = counterOf(state, command.actor, command.counterId);
  if (isRefusal(at)) return at;
  if (at.now.state === 'open') return [];
  const meta = { at: now, counterId: at.counter.id, ...who(command.actor) };
  return [{ type: 'counter-opened', ...meta, data: {} }];
}

export function pauseCounter(
  state: BuildingState,
  command: OfType<'pause-counter'>,
  now: number,
): Decision {
  const at = counterOf(state, command.actor, command.counterId);
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
  const at = counterOf(state, command.actor, command.counterId);
  if (isRefusal(at)) return at;
  if (at.now.state === 'closed') return [];
  if (at.now.leg) return refuse('counter-occupied');
  const meta = { at: now, counterId: at.counter.id, ...who(command.actor) };
  return [{ type: 'counter-closed', ...meta, data: {} }];
}

function readyToCall(state: BuildingState, actor: Actor, counterId: string): AtCounter | Refusal {
  const at = counterOf(state, actor, counterId);
  if (isRefusal(at)) return at;
  if (at.now.state !== 'open') return refuse('counter-not-open', { state: at.now.state });
  if (at.now.leg) {
    const label = state.visits.get(at.now.leg.visitId)?.label;
    return refuse('counter-occupied', label ? { label } : undefined);
  }
  return at;
}

function called(
  state: BuildingState,
  actor: Actor,
  counter: Counter,
  chosen: Candidate,
  now: number,
  wasChosenByHand: boolean,
): DomainEvent[] {
  return [
    {
      type: 'leg-called',
      at: now,
      visitId: chosen.leg.visitId,
      legId: chosen.leg.id,
      counterId: counter.id,
      ...who(actor),
      data: { reason: reasonOf(state, counter.queueIds, chosen, now, wasChosenByHand) },
    },
  ];
}

/** Calls the most urgent visitor of the counter's queues; no event where nobody waits (CALL-1). */
export function callNext(
  state: BuildingState,
  command: OfType<'call-next'>,
  now: number,
): Decision {
  const at = readyToCall(state, command.actor, command.counterId);
  if (isRefusal(at)) return at;
  const chosen = chooseNext(state, at.counter.queueIds, now);
  return chosen ? called(state, command.actor, at.counter, chosen, now, false) : [];
}

/** Calls a ticket the officer chose; the reason says so and names who was passed over (CALL-6). */
export function callTicket(
  state: BuildingState,
  command: OfType<'call-ticket'>,
  now: number,
): Decision {
  const at = readyToCall(state, command.actor, command.counterId);
  const visit = state.visits.get(command.visitId);
  if (isRefusal(at)) {
    // The ticket itself is gone: that is what its second caller has to know first.
    const isGone = visit !== undefined && legAtCounter(visit) !== undefined;
    return isGone && at.refused === 'counter-occupied'
      ? refuse('already-called', { label: visit.label })
      : at;
  }
  if (!visit) return refuse('unknown-ticket');
  const { counter } = at;
  const leg = visit.legs.find(
    row => row.state === 'waiting' && counter.queueIds.includes(row.queueId),
  );
  const held = legAtCounter(visit);
  if (!leg) {
    if (held) return refuse('already-called', { label: visit.label });
    const isOurs = visit.legs.some(row => counter.queueIds.includes(row.queueId));
    return refuse(isOurs ? 'wrong-state' : 'wrong-queue', { label: visit.label });
  }
  if (!isCallable(state, leg)) {
    return refuse(held?.queueId === leg.queueId ? 'already-called' : 'visitor-elsewhere', {
      label: visit.label,
    });
  }
  const queue = setupOf(state).queues.get(leg.queueId)!;
  return called(state, command.actor, counter, candidate(leg, queue, now), now, true);
}
