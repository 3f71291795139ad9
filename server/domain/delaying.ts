import type { DomainEvent } from '../../contract/events.ts';
import type { OfType } from './at-counter.ts';
import { refuse, type Decision } from './decision.ts';
import { minuteMs } from './local-time.ts';
import { setupOf, type BuildingState } from './state.ts';
import { legAtCounter, type Leg, type Visit } from './visit.ts';

/** Whether a visitor may ask for more time now: while they wait, and not more often than the rule. */
export function mayDelay(state: BuildingState, visit: Visit): boolean {
  const { delaysMax } = setupOf(state).setup.rules;
  const waits = visit.legs.some(leg => leg.state === 'waiting');
  return waits && !legAtCounter(visit) && visit.delays < delaysMax;
}

/**
 * "I need 10 more minutes": the visitor is taken out of the line and comes back into it by
 * themselves, with the time already waited, so that nobody is called who said that they cannot come,
 * and nobody who came is pushed back by it (DELAY-1).
 */
export function delay(state: BuildingState, command: OfType<'delay'>, now: number): Decision {
  const { visitId } = command;
  const visit = state.visits.get(visitId);
  if (!visit) return refuse('unknown-ticket');
  const { label } = visit;
  const { delayMinutes, delaysMax } = setupOf(state).setup.rules;
  const waiting = visit.legs.filter(leg => leg.state === 'waiting');
  if (legAtCounter(visit) || waiting.length === 0) {
    return refuse('wrong-state', { label, state: visit.legs.at(-1)!.state });
  }
  if (visit.delays >= delaysMax) return refuse('delay-limit', { label, delaysMax });
  const remindAt = now + delayMinutes * minuteMs;
  return waiting.map((leg): DomainEvent => ({
    type: 'leg-parked',
    at: now,
    visitId,
    legId: leg.id,
    data: {
      from: 'waiting',
      reason: 'asked',
      remindAt,
      noteId: null,
      callId: null,
      delays: visit.delays + 1,
    },
  }));
}

const isDue = ({ parking }: Leg, now: number): boolean =>
  parking?.reason === 'asked' && parking.remindAt <= now;

/** Visitors whose time is over come back into their lines (DELAY-2). */
export function endedDelays(state: BuildingState, now: number): DomainEvent[] {
  const events: DomainEvent[] = [];
  for (const leg of state.aside) {
    if (!isDue(leg, now)) continue;
    events.push({ type: 'leg-unparked', at: now, visitId: leg.visitId, legId: leg.id, data: {} });
  }
  return events;
}
