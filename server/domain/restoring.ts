import type { CounterRecord, LegRecord, VisitRecord } from '../../contract/events.ts';
import { countLeg, noteAside, type BuildingState, type LastAction } from './state.ts';
import { isAtCounter, type Leg } from './visit.ts';

function takeOut(state: BuildingState, leg: Leg): void {
  const queue = state.queues.get(leg.queueId)!;
  if (leg.state === 'waiting') queue.lines[leg.class].remove(leg);
  queue.turns += 1;
  const counter = state.counters.get(leg.counterId ?? '');
  if (!counter) return;
  if (counter.leg === leg) counter.leg = null;
  const place = counter.ended.indexOf(leg);
  if (place >= 0) counter.ended.splice(place, 1);
}

function putIn(state: BuildingState, leg: Leg): void {
  const queue = state.queues.get(leg.queueId)!;
  if (leg.state === 'waiting') queue.lines[leg.class].add(leg);
  noteAside(state, leg);
  queue.turns += 1;
  const counter = state.counters.get(leg.counterId ?? '');
  if (!counter) return;
  if (isAtCounter(leg)) {
    counter.leg = leg;
    return;
  }
  const later = counter.ended.findLastIndex(({ endedAt }) => (endedAt ?? 0) <= (leg.endedAt ?? 0));
  counter.ended.splice(later + 1, 0, leg);
}

function remove(state: BuildingState, legId: string): void {
  const leg = state.legs.get(legId)!;
  takeOut(state, leg);
  state.legs.delete(legId);
  state.aside.delete(leg);
  const legs = state.visits.get(leg.visitId)!.legs;
  legs.splice(legs.indexOf(leg), 1);
  countLeg(state, leg, -1);
}

/** Puts legs back as they stood, and takes away those that came since (UNDO). */
export function restoreLegs(
  state: BuildingState,
  records: readonly LegRecord[],
  removedLegIds: readonly string[],
): void {
  for (const legId of removedLegIds) remove(state, legId);
  const legs = records.map(record => state.legs.get(record.id)!);
  // All out before any comes back: two may have changed places at one counter.
  for (const leg of legs) takeOut(state, leg);
  records.forEach((record, place) => {
    const leg = legs[place]!;
    countLeg(state, leg, -1);
    Object.assign(leg, record);
    countLeg(state, leg, 1);
    putIn(state, leg);
  });
}

/** A call that was taken back was no turn of its queue. */
export function takeBackTurn(state: BuildingState, last: LastAction | null): void {
  const queue = state.queues.get(last?.turn?.queueId ?? '');
  if (!queue || !last?.turn) return;
  queue.prioritisedInARow = Math.max(0, queue.prioritisedInARow - last.turn.added);
}

/** What is not over goes on in the new day: visits with their legs, counters that are not closed. */
export function resumeDay(
  state: BuildingState,
  visits: readonly VisitRecord[],
  counters: readonly CounterRecord[],
): void {
  for (const record of visits) {
    const legs = record.legs.map((leg): Leg => ({ ...leg }));
    state.visits.set(record.id, { ...record, legs });
    for (const leg of legs) {
      state.legs.set(leg.id, leg);
      if (leg.state === 'waiting') state.queues.get(leg.queueId)!.lines[leg.class].add(leg);
      noteAside(state, leg);
    }
  }
  for (const { id, legId, ...record } of counters) {
    const counter = state.counters.get(id);
    if (!counter) continue;
    Object.assign(counter, record, { openedAt: record.since, activeAt: record.since });
    counter.leg = state.legs.get(legId ?? '') ?? null;
  }
}
