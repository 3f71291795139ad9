import { visitClasses, type BuildingState } from './state.ts';
import { isAtCounter } from './visit.ts';

/** Everything that must hold in any state; each broken one is a sentence. Empty means sound. */
export function brokenInvariants(state: BuildingState): string[] {
  const broken: string[] = [];
  const labels = new Set<string>();
  for (const visit of state.visits.values()) {
    if (labels.has(visit.label)) broken.push(`NUM-1: ${visit.label} was given twice`);
    labels.add(visit.label);
    if (visit.legs.filter(isAtCounter).length > 1) {
      broken.push(`CALL-5: ${visit.label} is at two counters`);
    }
  }
  for (const queue of state.queues.values()) {
    const numbers = [...state.visits.values()]
      .filter(visit => visit.series === state.index?.queues.get(queue.id)?.series)
      .map(visit => visit.number)
      .sort((a, b) => a - b);
    if (numbers.some((number, place) => number !== place + 1)) {
      broken.push(`NUM-2: the numbers of ${queue.id} have a gap`);
    }
    for (const name of visitClasses) {
      const line = [...queue.lines[name]];
      if (line.some(leg => leg.state !== 'waiting' || leg.queueId !== queue.id)) {
        broken.push(`A leg in the ${name} line of ${queue.id} does not wait there`);
      }
      if (line.some((leg, place) => place > 0 && line[place - 1]!.ref > leg.ref)) {
        broken.push(`CALL-2: the ${name} line of ${queue.id} is out of order`);
      }
    }
  }
  const inLines = [...state.queues.values()].reduce(
    (sum, queue) => sum + visitClasses.reduce((n, name) => n + queue.lines[name].length, 0),
    0,
  );
  const waiting = [...state.legs.values()].filter(leg => leg.state === 'waiting').length;
  if (inLines !== waiting) broken.push(`${waiting} legs wait but ${inLines} stand in lines`);
  const held = new Map<string, string>();
  for (const counter of state.counters.values()) {
    if (!counter.leg) continue;
    if (held.has(counter.leg.id)) broken.push(`CALL-5: ${counter.leg.id} is at two counters`);
    held.set(counter.leg.id, counter.id);
    if (!isAtCounter(counter.leg) || counter.leg.counterId !== counter.id) {
      broken.push(`${counter.id} holds ${counter.leg.id}, which is not there`);
    }
  }
  const atCounters = [...state.legs.values()].filter(isAtCounter).length;
  if (atCounters !== held.size) broken.push('A called or served leg is at no counter');
  return broken;
}
