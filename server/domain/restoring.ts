import type { CounterRecord, LegRecord, VisitRecord } from '../../contract/events.ts';
import { noteAside, type BuildingState } from './state.ts';
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
  if (isAtCounter(leg)) counter.leg = leg;
  else counter.ended.push(leg);
}

function remove(state: BuildingState, legId: string): void {
  const leg = state.legs.get(legId)!;
  takeOut(state, leg);
  state.legs.delete(legId);
  state.aside.delete(leg);
  const legs = state.visits.get(leg.visitId)!.legs;
  legs.splice(legs.indexOf(leg), 1);
  if (!leg.isCounted) return;
  state.queues.get(leg.queueId)!.issued -= 1;
  state.chosen.set(leg.serviceId, (state.chosen.get(leg.serviceId) ?? 1) - 1);
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
    Object.assign(legs[place]!, record);
    putIn(state, legs[place]!);
  });
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
    Object.assign(counter, record, { openedAt: record.since });
    counter.leg = state.legs.get(legId ?? '') ?? null;
  }
}
