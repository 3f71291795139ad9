import type { Queue } from '../../contract/setup.ts';
import { preferenceOf } from './caller.ts';
import { DayRun, type DayCounter, type DayLine, type Stretch } from './day-run.ts';
import { stretchesFrom, stretchesWithout } from './expected-counters.ts';
import type { PastDays, PastLeg } from './learnt-days.ts';
import { minuteMs } from './local-time.ts';
import type { Pool } from './setup-index.ts';
import { visitClasses } from './state.ts';
import { changedQueue, extraCounter, type PolicyChange } from './what-if.ts';

/**
 * A day that is over, played once more: everybody comes and is served for as long as they were, and
 * the counters are there when they were. What is changed is the policy of a queue, or how many
 * counters it has. Minutes after local midnight.
 */

/** A pause between two visitors is part of the work; a longer one was something else. */
const gapMinutesMax = 30;
/** Who left before being called would have taken about so long where the service is unknown. */
const unknownMinutes = 10;

export interface ReplayWish {
  readonly queueId: string;
  readonly policy: PolicyChange;
  /** Null: as many as there were. */
  readonly counters: number | null;
  /** The minute of the day from which the change holds. */
  readonly from: number;
}

export interface ReplayedLeg {
  readonly leg: PastLeg;
  readonly enqueued: number;
  /** When it was called; without end: never. */
  readonly called: number;
  readonly ended: number;
  readonly wasServed: boolean;
}

interface RealCounter extends DayCounter {
  readonly id: string;
  readonly number: number;
}

/** A day of one pool as it was, in minutes. */
export interface RealDay {
  readonly pool: Pool;
  readonly legs: readonly ReplayedLeg[];
  readonly counters: readonly RealCounter[];
  /** Per leg: how long its counter was held, with the pause after it. */
  readonly holds: Float64Array;
}

const byCounter = (legs: readonly ReplayedLeg[]): Map<string, number[]> => {
  const places = new Map<string, number[]>();
  legs.forEach(({ leg, called }, place) => {
    if (leg.counterId === null || called === Infinity) return;
    const known = places.get(leg.counterId);
    if (known) known.push(place);
    else places.set(leg.counterId, [place]);
  });
  for (const row of places.values()) row.sort((a, b) => legs[a]!.called - legs[b]!.called);
  return places;
};

/** The first who waited in one of some queues at a minute and was not called before it. */
function firstWaiting(
  legs: readonly ReplayedLeg[],
  queueIds: readonly string[],
  before: number,
): number {
  for (const { leg, enqueued, called, ended } of legs) {
    if (enqueued > before) return Infinity;
    const hasLeft = called === Infinity && ended <= before;
    if (called >= before && !hasLeft && queueIds.includes(leg.queueId)) return enqueued;
  }
  return Infinity;
}

/** What passed at a counter between two visitors while somebody waited for it. */
function holdsOf(legs: readonly ReplayedLeg[], pool: Pool, means: ReadonlyMap<string, number>) {
  const holds = Float64Array.from(legs, ({ leg, called, ended }) =>
    called === Infinity || ended === Infinity
      ? (means.get(leg.serviceId) ?? unknownMinutes)
      : Math.max(0, ended - called),
  );
  for (const [counterId, places] of byCounter(legs)) {
    const counter = pool.counters.find(({ id }) => id === counterId);
    if (!counter) continue;
    for (let place = 0; place + 1 < places.length; place += 1) {
      const { ended } = legs[places[place]!]!;
      const next = legs[places[place + 1]!]!.called;
      const waited = firstWaiting(legs, counter.queueIds, next);
      const gap = next - Math.max(ended, waited);
      if (gap > 0 && gap <= gapMinutesMax) holds[places[place]!]! += gap;
    }
  }
  return holds;
}

/** How long a counter was held by each service that day. */
function meansOf(legs: readonly ReplayedLeg[]): Map<string, number> {
  const sums = new Map<string, { people: number; minutes: number }>();
  for (const { leg, called, ended, wasServed } of legs) {
    if (!wasServed) continue;
    const sum = sums.get(leg.serviceId) ?? { people: 0, minutes: 0 };
    sums.set(leg.serviceId, sum);
    sum.people += 1;
    sum.minutes += ended - called;
  }
  return new Map([...sums].map(([id, { people, minutes }]) => [id, minutes / people]));
}

/** The day of a pool as it was; what today's set-up does not know any more is left out. */
export function realDay(pool: Pool, days: PastDays, midnight: number): RealDay {
  const queueIds = new Set(pool.queues.map(({ id }) => id));
  const minute = (at: number | null): number =>
    at === null ? Infinity : (at - midnight) / minuteMs;
  const legs = days.legs
    .filter(leg => queueIds.has(leg.queueId))
    .map((leg): ReplayedLeg => ({
      leg,
      enqueued: minute(leg.enqueuedAt),
      called: minute(leg.calledAt),
      ended: minute(leg.endedAt),
      wasServed: leg.state === 'done' && leg.calledAt !== null && leg.endedAt !== null,
    }))
    .sort((a, b) => a.enqueued - b.enqueued);
  const counters = pool.counters.map((counter): RealCounter => ({
    id: counter.id,
    number: counter.number,
    counter,
    stretches: joined(
      days.stretches
        .filter(({ counterId }) => counterId === counter.id)
        .map(({ from, to }) => ({ from: minute(from), to: minute(to) })),
    ),
  }));
  const holds = holdsOf(legs, pool, meansOf(legs));
  return { pool, legs, counters: counters.map(row => begunByCall(row, legs)), holds };
}

/** In order, and those that touch as one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && from <= last.to + 1 / 60) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

/** Who opened a counter and let people wait before the first call was not ready yet. */
function begunByCall(counter: RealCounter, legs: readonly ReplayedLeg[]): RealCounter {
  const calls = legs
    .filter(({ leg, called }) => leg.counterId === counter.id && called < Infinity)
    .map(({ called }) => called);
  const stretches = counter.stretches.map(({ from, to }) => {
    const first = Math.min(...calls.filter(called => called >= from && called < to));
    if (first === Infinity || first - from > gapMinutesMax) return { from, to };
    const waited = firstWaiting(legs, counter.counter.queueIds, first);
    return { from: Math.max(from, waited < first ? first : from), to };
  });
  return { ...counter, stretches };
}

/** The span in which a queue had anybody. */
function spanOf(counters: readonly DayCounter[], queueId: string): Stretch {
  const own = counters
    .filter(({ counter }) => counter.queueIds.includes(queueId))
    .flatMap(({ stretches }) => stretches);
  return {
    from: Math.min(...own.map(({ from }) => from)),
    to: Math.max(...own.map(({ to }) => to)),
  };
}

/** How many counters of a queue somebody was at, at a minute. */
export const countersOpen = (
  counters: readonly DayCounter[],
  queueId: string,
  minute: number,
): number =>
  counters.filter(
    ({ counter, stretches }) =>
      counter.queueIds.includes(queueId) &&
      stretches.some(({ from, to }) => from <= minute && minute < to),
  ).length;

/** Most counters of a queue that were open at once. */
export const countersMost = (counters: readonly DayCounter[], queueId: string): number =>
  counters
    .flatMap(({ stretches }) => stretches)
    .reduce((most, { from }) => Math.max(most, countersOpen(counters, queueId, from)), 0);

/** So many more or fewer counters than the most there were, from a minute on. */
function staffed(
  counters: readonly RealCounter[],
  queue: Queue,
  wanted: number,
  from: number,
): readonly RealCounter[] {
  const more = wanted - countersMost(counters, queue.id);
  const span = spanOf(counters, queue.id);
  const later = stretchesFrom([span], from);
  if (more > 0) {
    const extra = Array.from({ length: more }, (_, place) => {
      const { id, caller } = extraCounter(queue, 1_000 + place, later);
      return { id, number: 1_000 + place, counter: caller.counter, stretches: later };
    });
    return [...counters, ...extra];
  }
  const helps = ({ counter }: RealCounter): number =>
    preferenceOf(counter, queue.id).when.kind === 'always' ? 0 : 1;
  const busiest = counters
    .filter(row => row.counter.queueIds.includes(queue.id))
    .filter(row => stretchesFrom(row.stretches, from).length > 0)
    .sort((a, b) => helps(a) - helps(b) || a.number - b.number);
  const gone = new Set(busiest.slice(Math.max(0, busiest.length + more)));
  return counters.map(row =>
    gone.has(row)
      ? { ...row, stretches: stretchesWithout(row.stretches, { from, to: Infinity }) }
      : row,
  );
}

/** Which legs stand in which line: those who were served at once go first. */
function linesOfDay(legs: readonly ReplayedLeg[], queues: readonly Queue[]) {
  const shared = new Map<string, number>();
  for (const { leg } of legs) shared.set(leg.visitId, (shared.get(leg.visitId) ?? 0) + 1);
  const lines: { line: DayLine; places: number[] }[] = [];
  for (const { id: queueId } of queues) {
    for (const name of visitClasses) {
      for (const isFirst of [false, true]) {
        const places = legs
          .map((_, place) => place)
          .filter(place => {
            const { leg } = legs[place]!;
            return leg.queueId === queueId && leg.class === name && leg.isSeated === isFirst;
          })
          .sort((a, b) => legs[a]!.leg.ref - legs[b]!.leg.ref);
        const tickets = places.map(place => {
          const { visitId } = legs[place]!.leg;
          const isShared = (shared.get(visitId) ?? 0) > 1;
          return { order: place, isFirst, visitId: isShared ? visitId : null };
        });
        if (places.length === 0) continue;
        const line = { queueId, class: name, callers: null, tickets, isByComing: false };
        lines.push({ line, places });
      }
    }
  }
  return lines;
}

/** When each leg would have been called, in the order of the day's legs; without end: never. */
export function replay(day: RealDay, midnight: number, wish: ReplayWish | null): Float64Array {
  const { pool, legs } = day;
  const queue = wish && pool.queues.find(({ id }) => id === wish.queueId);
  const counters =
    wish && queue && wish.counters !== null
      ? staffed(day.counters, queue, wish.counters, wish.from)
      : day.counters;
  const lines = linesOfDay(legs, pool.queues);
  const run = new DayRun({
    queues: pool.queues,
    prioritisedInARow: pool.queues.map(() => 0),
    counters,
    lines: lines.map(({ line }) => line),
    change: wish && {
      from: wish.from,
      queues: pool.queues.map(row =>
        row.id === wish.queueId ? changedQueue(row, wish.policy) : row,
      ),
    },
  });
  const places = lines.flatMap(row => row.places);
  places.forEach((place, ticket) => {
    const { leg, enqueued, called, ended } = legs[place]!;
    run.ref[ticket] = (leg.ref - midnight) / minuteMs;
    run.comesAt[ticket] = enqueued;
    run.holds[ticket] = day.holds[place]!;
    run.leavesAt[ticket] = called === Infinity ? ended : Infinity;
  });
  run.play();
  const calledAt = new Float64Array(legs.length).fill(Infinity);
  places.forEach((place, ticket) => {
    calledAt[place] = run.calledAt[ticket]!;
  });
  return calledAt;
}
