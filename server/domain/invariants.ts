import { brokenBookings } from './booking-state.ts';
import { isManualNumber, numberAfter } from './numbering.ts';
import type { SetupIndex } from './setup-index.ts';
import {
  visitClasses,
  waitingCount,
  type BuildingState,
  type CounterNow,
  type QueueNow,
} from './state.ts';
import { isAtCounter, isLive, type Leg, type Visit } from './visit.ts';
import { before } from './waiting-line.ts';

/** A leg's fields that have to agree with its state. */
function brokenLeg(leg: Leg): string[] {
  const broken: string[] = [];
  const claim = (holds: boolean, sentence: string): void => {
    if (!holds) broken.push(`${leg.id} (${leg.state}): ${sentence}`);
  };
  const { state } = leg;
  claim(isAtCounter(leg) ? leg.counterId !== null : true, 'at a counter that is not named');
  claim(state !== 'waiting' || leg.counterId === null, 'waits at a counter');
  claim((state === 'parked') === (leg.parking !== null), 'PARK-1: parked without a word, or with');
  claim(state !== 'parked' || leg.counterId === null, 'PARK-1: parked at a counter');
  claim(isLive(leg) === (leg.endedAt === null), 'has an end, or none, against its state');
  claim(state === 'done' || leg.outcome === null, 'has an outcome without being done');
  claim(state !== 'serving' || leg.startedAt !== null, 'is served since never');
  claim(state !== 'waiting' || leg.calls === 0, 'waits and was called');
  claim(!isAtCounter(leg) || leg.reason !== null, 'CALL-6: is at a counter without a reason');
  const { target } = leg;
  const names = Object.values(target ?? { one: '' });
  claim(names.length === 1 && names[0] !== undefined, 'CALL-13: is kept for nobody, or for two');
  return broken;
}

function brokenVisit(state: BuildingState, visit: Visit): string[] {
  const broken: string[] = [];
  const { label, legs } = visit;
  if (legs.length === 0) broken.push(`LEG-1: ${label} has no leg`);
  if (legs.filter(isAtCounter).length > 1) broken.push(`CALL-5: ${label} is at two counters`);
  const services = legs.filter(isLive).map(leg => leg.serviceId);
  if (new Set(services).size < services.length) {
    broken.push(`LEG-3: ${label} has one errand twice`);
  }
  for (const leg of legs) {
    if (state.legs.get(leg.id) !== leg) broken.push(`${leg.id} is not known by its id`);
    if (leg.visitId !== visit.id || leg.class !== visit.class || leg.order !== legs[0]!.order) {
      broken.push(`LEG-1: ${leg.id} is not of ${label}`);
    }
    broken.push(...brokenLeg(leg));
  }
  return broken;
}

/** Labels of a business day are given once, and without a gap. */
function brokenNumbers(state: BuildingState): string[] {
  const broken: string[] = [];
  const labels = new Set<string>();
  const bySeries = new Map<string, number[]>();
  for (const { label, series, number, businessDate } of state.visits.values()) {
    const name = `${businessDate} ${label}`;
    if (labels.has(name)) broken.push(`NUM-1: ${name} was given twice`);
    labels.add(name);
    if (businessDate !== state.businessDate || isManualNumber(number)) continue;
    bySeries.set(series, [...(bySeries.get(series) ?? []), number]);
  }
  // A restore moves a series forward; what it passed over may be on paper.
  const moved = new Map<string, ReadonlySet<number>>();
  for (const { id, series } of state.index?.setup.queues ?? []) {
    moved.set(series, new Set([...state.queues.get(id)!.movedTo].map(numberAfter)));
  }
  for (const [series, numbers] of bySeries) {
    numbers.sort((a, b) => a - b);
    const follows = (number: number, place: number): boolean =>
      number === numberAfter(numbers[place - 1] ?? 0) || moved.get(series)?.has(number) === true;
    if (!numbers.every(follows)) {
      broken.push(`NUM-2: the numbers of ${series} have a gap`);
    }
  }
  return broken;
}

function brokenQueue(state: BuildingState, queue: QueueNow, counted: number): string[] {
  const broken: string[] = [];
  for (const name of visitClasses) {
    const line = [...queue.lines[name]];
    if (line.some(leg => leg.state !== 'waiting' || leg.queueId !== queue.id)) {
      broken.push(`A leg in the ${name} line of ${queue.id} does not wait there`);
    }
    if (line.some(leg => leg.class !== name || state.legs.get(leg.id) !== leg)) {
      broken.push(`A leg in the ${name} line of ${queue.id} is not of it, or gone`);
    }
    if (line.some((leg, place) => place > 0 && !before(line[place - 1]!, leg))) {
      broken.push(`CALL-2: the ${name} line of ${queue.id} is out of order`);
    }
  }
  if (queue.issued !== counted) {
    broken.push(`HOURS-4: ${queue.id} counts ${queue.issued} for ${counted} legs`);
  }
  if (queue.prioritisedInARow < 0) broken.push(`CALL-11: ${queue.id} counts below nothing`);
  return broken;
}

function brokenCounter(counter: CounterNow, index: SetupIndex | null): string[] {
  const broken: string[] = [];
  const { id, leg, ended, state } = counter;
  if (leg && (!isAtCounter(leg) || leg.counterId !== id)) {
    broken.push(`${id} holds ${leg.id}, which is not there`);
  }
  if (leg && state === 'closed') broken.push(`CALL-10: ${id} is closed and holds ${leg.id}`);
  if (state === 'closed' && (counter.staffId !== null || counter.autoCall)) {
    broken.push(`TAKE-1: ${id} is closed and somebody's`);
  }
  if (index?.counters.has(id) && ended.some(row => isLive(row) || row.counterId !== id)) {
    broken.push(`${id} counts a leg that did not end there`);
  }
  if (new Set(ended).size < ended.length) broken.push(`${id} counts a leg twice`);
  if (ended.some((row, place) => place > 0 && ended[place - 1]!.endedAt! > row.endedAt!)) {
    broken.push(`${id} counts what ended out of order`);
  }
  return broken;
}

/** Those who wait stand in a line, those at a counter at one, and nobody anywhere else. */
function brokenPlaces(state: BuildingState): string[] {
  const broken: string[] = [];
  const legs = [...state.legs.values()];
  const inLines = [...state.queues.values()].reduce((sum, row) => sum + waitingCount(row), 0);
  const waiting = legs.filter(leg => leg.state === 'waiting').length;
  if (inLines !== waiting) broken.push(`${waiting} legs wait but ${inLines} stand in lines`);
  const held = new Set([...state.counters.values()].flatMap(({ leg }) => leg ?? []));
  for (const leg of legs) {
    if (isAtCounter(leg) !== held.has(leg)) broken.push(`CALL-5: ${leg.id} is at no counter`);
    const isAside = leg.state === 'parked' || leg.state === 'no-show';
    if (isAside !== state.aside.has(leg)) broken.push(`PARK-1: ${leg.id} is lost aside`);
    const isOwned = state.visits.get(leg.visitId)?.legs.includes(leg) ?? false;
    if (!isOwned) broken.push(`LEG-1: ${leg.id} is of no visit`);
  }
  const counters = [...state.counters.values()].filter(({ leg }) => leg !== null).length;
  if (counters !== held.size) broken.push('CALL-5: a leg is at two counters');
  const owned = [...state.visits.values()].reduce((sum, visit) => sum + visit.legs.length, 0);
  if (owned !== legs.length) broken.push(`LEG-1: visits have ${owned} of ${legs.length} legs`);
  for (const leg of state.aside) {
    if (state.legs.get(leg.id) !== leg) broken.push(`PARK-1: ${leg.id} is aside and gone`);
  }
  return broken;
}

/** Everything that must hold in any state; each broken one is a sentence. Empty means sound. */
export function brokenInvariants(state: BuildingState): string[] {
  const counted = new Map<string, number>();
  for (const { isCounted, queueId } of state.legs.values()) {
    if (isCounted) counted.set(queueId, (counted.get(queueId) ?? 0) + 1);
  }
  return [
    ...brokenNumbers(state),
    ...[...state.visits.values()].flatMap(visit => brokenVisit(state, visit)),
    ...[...state.queues.values()].flatMap(row => brokenQueue(state, row, counted.get(row.id) ?? 0)),
    ...[...state.counters.values()].flatMap(row => brokenCounter(row, state.index)),
    ...brokenPlaces(state),
    ...brokenBookings(state),
  ];
}
