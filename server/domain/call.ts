import type { Actor } from '../../contract/commands.ts';
import type { DomainEvent } from '../../contract/events.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { ChoiceReason } from '../../contract/values.ts';
import { ownCounter, who, type AtCounter, type OfType } from './at-counter.ts';
import { numberHeldUntil } from './business-day.ts';
import { callerOf, isNamedFor, notForCaller } from './caller.ts';
import { chooseNext, isCallable, reasonOf, type Leaving } from './calling.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { finishHeld } from './finishing.ts';
import { candidate, type Candidate } from './policy.ts';
import { isPending } from './legs-of-visit.ts';
import { minuteMs } from './local-time.ts';
import { setupOf, type BuildingState } from './state.ts';
import { legAtCounter, type Leg, type Visit } from './visit.ts';

function openOwn(state: BuildingState, actor: Actor, counterId: string): AtCounter | Refusal {
  const at = ownCounter(state, actor, counterId);
  if (isRefusal(at)) return at;
  return at.now.state === 'open' ? at : refuse('counter-not-open', { state: at.now.state });
}

function occupied(state: BuildingState, at: AtCounter): Refusal {
  const label = state.visits.get(at.now.leg?.visitId ?? '')?.label;
  return refuse('counter-occupied', label ? { label } : undefined);
}

/** The counter, open and with nobody at it. */
export function freeCounter(
  state: BuildingState,
  actor: Actor,
  counterId: string,
): AtCounter | Refusal {
  const at = openOwn(state, actor, counterId);
  return isRefusal(at) || !at.now.leg ? at : occupied(state, at);
}

interface CallOptions {
  /** Who leaves the counter by the same press. */
  readonly leaving?: Leaving | undefined;
  /** Given where an officer chose by hand: their reason, or null where they gave none. */
  readonly choice?: ChoiceReason | null;
  readonly continues?: boolean;
}

function called(
  state: BuildingState,
  actor: Actor,
  counterId: string,
  chosen: Candidate,
  now: number,
  options: CallOptions = {},
): DomainEvent {
  const reason = reasonOf(state, callerOf(state, counterId), chosen, now, options);
  return {
    type: 'leg-called',
    at: now,
    visitId: chosen.leg.visitId,
    legId: chosen.leg.id,
    counterId,
    ...who(actor),
    data: options.continues ? { reason, continues: true } : { reason },
  };
}

/**
 * Calls the most urgent visitor of the counter's queues; no event where nobody waits (CALL-1). Who is
 * being served at the counter is finished in the same step where the press or the building says so
 * (FINISH-4); a refusal of that finish calls nobody.
 */
export function callNext(
  state: BuildingState,
  command: OfType<'call-next'>,
  now: number,
): Decision {
  const { actor, counterId } = command;
  const at = openOwn(state, actor, counterId);
  if (isRefusal(at)) return at;
  const { leg } = at.now;
  const finishes = command.finish !== undefined || setupOf(state).setup.rules.nextFinishes;
  if (leg && !(finishes && leg.state === 'serving')) return occupied(state, at);
  const ends: DomainEvent[] = [];
  let leaving: Leaving | undefined;
  if (leg) {
    const finished = finishHeld(state, actor, leg.visitId, command.finish ?? {}, now);
    if (isRefusal(finished)) return finished;
    ends.push(...finished);
    const endedLegIds = finished.flatMap(row =>
      row.type === 'leg-finished' ? (row.legId ?? []) : [],
    );
    leaving = { visitId: leg.visitId, endedLegIds };
  }
  const chosen = chooseNext(state, callerOf(state, counterId), now, leaving);
  if (!chosen) return ends;
  const options = { leaving, continues: ends.length > 0 };
  return [...ends, called(state, actor, counterId, chosen, now, options)];
}

/** The leg that a chosen ticket is called for: who waits here, was set aside, or did not come. */
function chosenLeg(state: BuildingState, visit: Visit, at: AtCounter, now: number): Leg | Refusal {
  const { label } = visit;
  const { id, queueIds } = at.counter;
  const caller = callerOf(state, id);
  const isHere = (leg: Leg): boolean =>
    queueIds.includes(leg.queueId) || isNamedFor(leg, id, caller.staffId);
  const legs = visit.legs.filter(isHere);
  const waiting = legs.filter(leg => leg.state === 'waiting');
  const mine = waiting.find(leg => notForCaller(state, leg, caller) === null);
  if (mine) return mine;
  const held = legAtCounter(visit);
  if (waiting[0] && !held) return refuse(notForCaller(state, waiting[0], caller)!, { label });
  const back =
    legs.find(leg => leg.state === 'parked') ?? legs.findLast(leg => leg.state === 'no-show');
  if (back && !held) {
    const notMine = notForCaller(state, back, caller) ?? notBack(state, visit, back, now);
    return notMine ? refuse(notMine, { label }) : back;
  }
  if (held) return refuse('already-called', { label, ...calledAt(state, held) });
  return refuse(legs.length > 0 ? 'wrong-state' : 'wrong-queue', { label });
}

/**
 * Somebody who did not come may be called again for a while, as long as numbers hold (CALL-16) and the
 * errand was not asked for anew since (LEG-3). Why not; null where they may.
 */
export function notBack(
  state: BuildingState,
  visit: Visit,
  leg: Leg,
  now: number,
): 'too-late' | 'already-in-visit' | null {
  if (leg.state !== 'no-show') return null;
  const { returnMinutes } = setupOf(state).setup.rules;
  const isGone = now - (leg.endedAt ?? 0) > returnMinutes * minuteMs;
  if (isGone || now >= numberHeldUntil(state, leg)) return 'too-late';
  return isPending(visit, leg.serviceId) ? 'already-in-visit' : null;
}

/** Where the visitor is instead, for the officer's sentence. */
function calledAt(state: BuildingState, held: Leg): { counterNumber?: number } {
  const counter = held.counterId && setupOf(state).counters.get(held.counterId);
  return counter ? { counterNumber: counter.number } : {};
}

/** Calls a ticket the officer chose; the reason says so and names who was passed over (CALL-6). */
export function callTicket(
  state: BuildingState,
  command: OfType<'call-ticket'>,
  now: number,
): Decision {
  const { actor, counterId } = command;
  const at = freeCounter(state, actor, counterId);
  const visit = state.visits.get(command.visitId);
  if (isRefusal(at)) {
    // The ticket itself is gone: that is what its second caller has to know first.
    const held = visit && legAtCounter(visit);
    return held && at.refused === 'counter-occupied'
      ? refuse('already-called', { label: visit.label, ...calledAt(state, held) })
      : at;
  }
  if (!visit) return refuse('unknown-ticket');
  const { label } = visit;
  const leg = chosenLeg(state, visit, at, now);
  if (isRefusal(leg)) return leg;
  if (leg.state === 'waiting' && !isCallable(state, leg)) {
    const held = legAtCounter(visit);
    return refuse(held?.queueId === leg.queueId ? 'already-called' : 'visitor-elsewhere', {
      label,
      ...(held ? calledAt(state, held) : {}),
    });
  }
  const queue = setupOf(state).queues.get(leg.queueId)!;
  const choice = command.reason ?? null;
  const isInOrder =
    leg.state !== 'waiting' || chooseNext(state, callerOf(state, counterId), now)?.leg === leg;
  if (queue.choiceReasonRequired && choice === null && !isInOrder) {
    return refuse('choice-reason-required', { label });
  }
  return [called(state, actor, counterId, candidate(leg, queue, now), now, { choice })];
}

/**
 * The next call of a counter whose officer asked to be given visitors as they come (CALL-15); nothing
 * where no such counter is free or nobody waits. One call at a time: the next is decided after it.
 */
export function automaticCall(state: BuildingState, now: number): DomainEvent[] {
  for (const counter of state.counters.values()) {
    if (!counter.autoCall || counter.state !== 'open' || counter.leg) continue;
    const chosen = chooseNext(state, callerOf(state, counter.id), now);
    if (!chosen) continue;
    // Undoing what emptied the counter has to take the call back with it.
    const continues = counter.lastAction?.lastSeq === state.seq;
    const actor: Actor = counter.staffId
      ? { role: 'officer', staffId: counter.staffId }
      : { role: 'system' };
    return [called(state, actor, counter.id, chosen, now, { continues })];
  }
  return [];
}
