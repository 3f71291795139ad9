import type { EventMeta, LegRecord } from '../../contract/events.ts';
import { ownCounter, who, type OfType } from './at-counter.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { autoCallOff } from './holding.ts';
import { setupOf, type BuildingState, type CounterNow, type LastAction } from './state.ts';
import { isAtCounter, isLive, type Leg } from './visit.ts';

/** Until when the last press of a counter can be taken back; null where there is none. */
export function undoableUntil(state: BuildingState, counter: CounterNow): number | null {
  const { lastAction } = counter;
  if (!lastAction) return null;
  return lastAction.at + setupOf(state).setup.rules.undoSeconds * 1000;
}

/** A number that was issued stays issued: whoever got it without a ticket is cancelled instead. */
function recordsOf(last: LastAction, now: number): LegRecord[] {
  if (last.what !== 'walk-in') return [...last.before];
  return last.before.map(leg => ({ ...leg, state: 'cancelled', endedAt: now }));
}

/** Nobody has touched since what the press changed, and its visitor is not elsewhere (UNDO-2). */
function isUntouched(state: BuildingState, counter: CounterNow, last: LastAction): boolean {
  const ids = [...last.before.map(({ id }) => id), ...last.addedLegIds];
  const touched = new Set(ids);
  const isAsLeft = ids.every(id => (state.legs.get(id)?.touched ?? Infinity) <= last.lastSeq);
  if (!isAsLeft) return false;
  if (counter.leg && !touched.has(counter.leg.id)) return false;
  return last.before.every(record => {
    if (!isStillSetUp(state, record)) return false;
    const others = state.visits.get(record.visitId)?.legs.filter(({ id }) => !touched.has(id));
    return others?.every(other => canStandBeside(record, other)) ?? false;
  });
}

/** Its service and its line are still there: what was done since has let go of both. */
const isStillSetUp = (state: BuildingState, { serviceId, queueId }: LegRecord): boolean =>
  setupOf(state).services.has(serviceId) && setupOf(state).queues.has(queueId);

/** Whether a leg may come back beside another one of its visit: not at two counters, no errand twice. */
function canStandBeside(record: LegRecord, other: Leg): boolean {
  if (isAtCounter(record) && isAtCounter(other)) return false;
  return !isLive(record) || !isLive(other) || record.serviceId !== other.serviceId;
}

/**
 * Takes back the last press of a counter, whole: a finish and the call that came with it are one. It
 * puts every leg back as it stood, within 30 s and while nobody has acted on what it changed.
 */
export function undo(state: BuildingState, command: OfType<'undo'>, now: number): Decision {
  const at = ownCounter(state, command.actor, command.counterId);
  if (isRefusal(at)) return at;
  const counter = at.now;
  if (counter.state !== 'open') return refuse('counter-not-open', { state: counter.state });
  const last = counter.lastAction;
  if (!last) return refuse('nothing-to-undo');
  const label = state.visits.get(last.visitId)?.label ?? '';
  if (now > undoableUntil(state, counter)!) return refuse('undo-too-late', { label });
  if (!isUntouched(state, counter, last)) return refuse('cannot-undo', { label });
  const meta: EventMeta = { at: now, counterId: counter.id, ...who(command.actor) };
  const touch = { touched: state.seq + 1, touchedAt: now };
  const legs = recordsOf(last, now).map(leg => ({ ...leg, ...touch }));
  const touched = [...last.addedLegIds, ...last.before.map(({ id }) => id)];
  const queueIds = [...new Set(touched.flatMap(id => state.legs.get(id)?.queueId ?? []))];
  const removedLegIds = last.addedLegIds;
  const callIds = last.before.flatMap(({ id, callId }) => {
    const stands = state.legs.get(id)?.callId ?? null;
    return stands !== null && stands !== callId ? stands : [];
  });
  const data = { seq: last.seq, what: last.what, legs, removedLegIds, queueIds, callIds };
  return [
    { type: 'action-undone', ...meta, visitId: last.visitId, data },
    ...autoCallOff(counter, meta),
  ];
}
