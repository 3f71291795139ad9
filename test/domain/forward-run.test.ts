import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { forwardRun, walkMinutes } from '../../server/domain/forward-run.ts';
import type { RunInput, RunQueue, RunTicket } from '../../server/domain/prepared-run.ts';
import {
  callersOf,
  countersOfRun,
  linesOfRun,
  newcomersOf,
} from '../../server/domain/run-input.ts';
import { drawMinutes, drawRemaining, serviceFactors } from '../../server/domain/service-times.ts';
import { MemoryBuilding, minuteMs } from './memory-building.ts';
import { anyRoomOf, buildRoom, roomOf, type Room } from './waiting-room.ts';

/** The whole room as one run, as the estimate makes it. */
function inputOf({ state, now }: MemoryBuilding): RunInput {
  const { queues, counters } = state.index!.setup;
  const pool = { id: 'qa', queues, counters };
  const here = countersOfRun(state, pool, now);
  const callers = callersOf(state, here);
  return {
    queues,
    prioritisedInARow: queues.map(({ id }) => state.queues.get(id)!.prioritisedInARow),
    counters: here.map(({ run }) => run),
    ...linesOfRun(state, pool, callers, now),
    ghosts: queues.flatMap(queue => newcomersOf(state, queue, callers)),
  };
}

/** Counters that call from the first minute on, so that the real policy can be asked as well. */
function openRoom(room: Room): MemoryBuilding {
  const counters = room.counters.map(row => {
    const isHeld = row.state === 'busy' || row.state === 'called';
    const isAway = row.state === 'closed';
    return { ...row, state: isHeld ? ('busy' as const) : isAway ? row.state : ('open' as const) };
  });
  return buildRoom({ ...room, counters });
}

type Calls = Map<string, { minutes: number; ahead: number }>;

/**
 * The same hours lived through: every counter calls by the real command as soon as it is free, and
 * looks again whenever a service ends or a wait grows as long as some counter's help asks for.
 */
function liveThrough(building: MemoryBuilding, input: RunInput, run: number): Calls {
  const { state } = building;
  const { setup, services } = state.index!;
  const begin = building.now;
  const waited = [...state.legs.values()].map(leg => (begin - leg.ref) / minuteMs);
  const helps = setup.counters.flatMap(({ preferences }) =>
    preferences.flatMap(({ when }) => (when.kind === 'long' ? when.minutes + 1 / 60 : [])),
  );
  const looks = [0, ...helps.flatMap(long => waited.map(wait => long - wait + 1e-6))]
    .filter(minutes => minutes >= 0)
    .sort((a, b) => a - b);
  const ends = new Map<string, number>();
  input.counters.forEach(({ counter, busy }) => {
    const { id } = setup.counters.find(row => row === counter)!;
    if (busy) ends.set(id, drawRemaining(busy.meanMinutes, busy.elapsed, run, busy.order));
  });
  const calls: Calls = new Map();
  const called: Record<string, number> = {};
  while (ends.size > 0 || looks.length > 0) {
    const minutes = Math.min(looks[0] ?? Infinity, ...ends.values());
    if (looks[0] === minutes) looks.shift();
    building.now = begin + minutes * minuteMs;
    for (const [counterId, end] of ends) {
      if (end > minutes) continue;
      expect(building.finish(state.counters.get(counterId)!.leg!.visitId)).toBeNull();
      ends.delete(counterId);
    }
    for (const [counterId, row] of state.counters) {
      if (row.state !== 'open' || row.leg || building.callNext(counterId) === null) continue;
      const leg = row.leg!;
      building.on('start', leg.visitId);
      const ahead = called[leg.queueId] ?? 0;
      calls.set(leg.id, { minutes, ahead });
      called[leg.queueId] = ahead + 1;
      const mean = services.get(leg.serviceId)!.minutes;
      ends.set(counterId, minutes + walkMinutes + drawMinutes(mean, run, leg.order));
    }
  }
  return calls;
}

/** Who was called when; gives how many were. */
function compare(building: MemoryBuilding, run: number): number {
  const input = inputOf(building);
  // A counter that is expected but closed would have to be opened by somebody.
  fc.pre(input.counters.every(({ availableIn }) => availableIn === 0));
  const { calls } = forwardRun(input, run, false);
  const lived = liveThrough(building, input, run);
  expect([...calls.keys()].sort()).toEqual([...lived.keys()].sort());
  for (const [legId, { minutes, ahead }] of lived) {
    expect(calls.get(legId)!.minutes, legId).toBeCloseTo(minutes, 5);
    expect(calls.get(legId)!.ahead, legId).toBe(ahead);
  }
  return lived.size;
}

test.each([
  ['usual rooms', roomOf(50), 1_000],
  ['any policy, help, training, errands and kept places', anyRoomOf(50), 3_000],
])('EST-1: a run calls whom the real commands call, call by call: %s', (_, rooms, least) => {
  let decisions = 0;
  fc.assert(
    fc.property(rooms, fc.nat({ max: 39 }), (room, run) => {
      decisions += compare(openRoom(room), run);
    }),
    { seed: 64, numRuns: 150 },
  );
  expect(decisions).toBeGreaterThan(least);
});

/** The input with one more ticket at the tail of its line. */
function withNewcomer(input: RunInput, ghost: RunInput['ghosts'][number]): RunInput {
  const ticket: RunTicket = {
    legId: 'newcomer',
    visitId: null,
    waited: 0,
    order: 1_000_000,
    isFirst: false,
    meanMinutes: 8,
  };
  const { queueId, class: name, callers } = ghost;
  const place = input.lines.findIndex(
    line => line.queueId === queueId && line.class === name && line.callers === callers,
  );
  const lines = input.lines.map((line, index) =>
    index === place ? { ...line, tickets: [...line.tickets, ticket] } : line,
  );
  if (place < 0) lines.push({ queueId, class: name, callers, tickets: [ticket] });
  return { ...input, lines, ghosts: [] };
}

/** Every counter calls from one queue alone. */
const apart = (room: Room): Room => ({
  ...room,
  counters: room.counters.map((row, place) => {
    const [a, b] = row.shares;
    return { ...row, shares: place < 2 ? ([a, null] as const) : ([null, b] as const) };
  }),
});

/**
 * Where a counter weighs queues against each other, a newcomer who goes first in a `strict` or
 * `ratio` queue makes that queue less urgent than it was: who joins changes whom the counter calls,
 * and a newcomer who only looks on does not. There the wait is told as of who waits now.
 */
const isExact = (queue: RunQueue, counters: RunInput['counters']): boolean =>
  queue.policy.kind === 'accumulating' ||
  queue.policy.kind === 'fifo' ||
  counters.every(({ counter }) => counter.queueIds.length === 1);

test.each([
  ['usual rooms', roomOf(40), 800],
  ['any room', anyRoomOf(40), 400],
  ['any room without shared counters', anyRoomOf(40).map(apart), 800],
])('EST-1: a newcomer is told what one who really joins would be told: %s', (_, rooms, least) => {
  let told = 0;
  fc.assert(
    fc.property(rooms, fc.nat({ max: 39 }), (room, run) => {
      const input = inputOf(buildRoom(room));
      const { ghosts } = forwardRun(input, run, false);
      input.ghosts.forEach((ghost, index) => {
        const queue = input.queues.find(({ id }) => id === ghost.queueId)!;
        if (!isExact(queue, input.counters)) return;
        const { calls } = forwardRun(withNewcomer(input, ghost), run, false);
        const real = calls.get('newcomer') ?? { minutes: Infinity, ahead: 0 };
        const name = `${ghost.queueId} ${ghost.class}`;
        expect(ghosts[index]!.minutes, name).toBeCloseTo(real.minutes, 6);
        expect(ghosts[index]!.ahead, name).toBe(real.ahead);
        told += 1;
      });
    }),
    { seed: 65, numRuns: 150 },
  );
  expect(told).toBeGreaterThan(least);
});

test('EST-1: service times have the mean of the service, and what is left is never nothing', () => {
  const mean = serviceFactors.reduce((sum, factor) => sum + factor, 0) / serviceFactors.length;
  expect(mean).toBeCloseTo(1, 9);
  const draws = Array.from({ length: 4_000 }, (_, order) => drawMinutes(10, order % 40, order));
  expect(draws.reduce((sum, value) => sum + value, 0) / draws.length).toBeGreaterThan(9.5);
  expect(draws.reduce((sum, value) => sum + value, 0) / draws.length).toBeLessThan(10.5);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 600, noNaN: true }),
      fc.nat(39),
      fc.nat(9_999),
      (...row) => {
        const [elapsed, run, order] = row;
        const left = drawRemaining(8, elapsed, run, order);
        return left > 0 && left <= 8 * serviceFactors.at(-1)!;
      },
    ),
    { seed: 66, numRuns: 500 },
  );
});
