import * as fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { rangeOf, waitOfLeg, waitOfNewcomer } from '../../server/domain/estimate.ts';
import { visitClasses, waitingCount } from '../../server/domain/state.ts';
import { isLive, type Leg } from '../../server/domain/visit.ts';
import { bodyOf, MemoryBuilding, minuteMs, secondMs, tenOClock } from './memory-building.ts';
import { anyRoomOf, buildRoom, join, roomOf } from './waiting-room.ts';

/** Runs and the tickets in them: the work of an estimate, counted and not timed. */
const work = vi.hoisted(() => ({ runs: 0, tickets: 0 }));
vi.mock('../../server/domain/forward-run.ts', async importOriginal => {
  const real = await importOriginal<typeof import('../../server/domain/forward-run.ts')>();
  return {
    ...real,
    runForward: (...row: Parameters<typeof real.runForward>) => {
      work.runs += 1;
      work.tickets += row[0].legIds.length;
      real.runForward(...row);
    },
  };
});

beforeEach(() => {
  work.runs = 0;
  work.tickets = 0;
});

test.each([
  [0, 0, { fromMinutes: 0, toMinutes: 5 }],
  [0, 1.4, { fromMinutes: 0, toMinutes: 5 }],
  [0.1, 0.1, { fromMinutes: 5, toMinutes: 10 }],
  [0.1, 4, { fromMinutes: 5, toMinutes: 10 }],
  [5, 5, { fromMinutes: 5, toMinutes: 10 }],
  [5.1, 9, { fromMinutes: 10, toMinutes: 15 }],
  [18, 33.4, { fromMinutes: 20, toMinutes: 35 }],
  [20, 35, { fromMinutes: 20, toMinutes: 35 }],
])('EST-3: P50 %d and P90 %d are shown as a range', (p50, p90, range) => {
  expect(rangeOf({ p50, p90 })).toEqual(range);
});

test('EST-3: any wait is shown as a range of whole fives, never narrower than five', () => {
  const minutes = fc.double({ min: 0, max: 3_000, noNaN: true });
  fc.assert(
    fc.property(minutes, minutes, (one, other) => {
      const wait = { p50: Math.min(one, other), p90: Math.max(one, other) };
      const { fromMinutes, toMinutes } = rangeOf(wait)!;
      expect(fromMinutes % 5).toBe(0);
      expect(toMinutes % 5).toBe(0);
      expect(toMinutes - fromMinutes).toBeGreaterThanOrEqual(5);
      expect(toMinutes).toBeGreaterThanOrEqual(wait.p90);
      expect(fromMinutes === 0).toBe(wait.p50 === 0);
    }),
    { seed: 71, numRuns: 1_000 },
  );
  expect(rangeOf(null)).toBeNull();
});

/**
 * Legs of one line in its order, apart where not the same counters may call them. Who has other
 * errands may be at another counter when their turn comes: those behind them go first, and are told.
 */
function groupsOf({ state }: MemoryBuilding, line: Iterable<Leg>): Leg[][] {
  const isLimited = [...state.counters.values()].some(counter => counter.serviceIds !== null);
  const groups = new Map<string, Leg[]>();
  for (const leg of line) {
    const isAlone = state.visits.get(leg.visitId)!.legs.filter(isLive).length === 1;
    if (!isAlone) continue;
    const matters = isLimited || leg.target !== null;
    const name = JSON.stringify([leg.target, matters && leg.serviceId]);
    groups.set(name, [...(groups.get(name) ?? []), leg]);
  }
  return [...groups.values()];
}

test.each([
  ['usual rooms', roomOf(40)],
  ['any policy, help, training, errands and kept places', anyRoomOf(40)],
])('EST-2: inside a class nobody is told less than somebody before them: %s', (_, rooms) => {
  let pairs = 0;
  fc.assert(
    fc.property(rooms, room => {
      const building = buildRoom(room);
      const { state, now } = building;
      for (const queue of state.queues.values()) {
        const lines = visitClasses.flatMap(name => groupsOf(building, queue.lines[name]));
        for (const legs of lines) {
          const [first] = legs;
          const waits = legs.map(leg => waitOfLeg(state, leg, now));
          const { class: name, serviceId, target } = first!;
          if (!target) waits.push(waitOfNewcomer(state, queue.id, name, now, serviceId));
          for (let place = 1; place < waits.length; place += 1) {
            const before = waits[place - 1];
            const after = waits[place];
            expect(before === null).toBe(after === null);
            if (!before || !after) continue;
            pairs += 1;
            expect(after.p50).toBeGreaterThanOrEqual(before.p50);
            expect(after.p90).toBeGreaterThanOrEqual(before.p90);
            const shown = [rangeOf(before)!, rangeOf(after)!] as const;
            expect(shown[1].fromMinutes).toBeGreaterThanOrEqual(shown[0].fromMinutes);
            expect(shown[1].toMinutes).toBeGreaterThanOrEqual(shown[0].toMinutes);
          }
        }
      }
    }),
    { seed: 72, numRuns: 60 },
  );
  expect(pairs).toBeGreaterThan(300);
});

test.each([
  ['usual rooms', roomOf(3)],
  ['any room', anyRoomOf(3)],
])('EST-3: from 0 is only said where a counter is idle and nobody waits: %s', (_, rooms) => {
  let zeros = 0;
  fc.assert(
    fc.property(rooms, room => {
      const { state, now } = buildRoom(room);
      const { countersOfQueue, servicesOfQueue } = state.index!;
      for (const queue of state.queues.values()) {
        const isIdle = countersOfQueue
          .get(queue.id)!
          .map(({ id }) => state.counters.get(id)!)
          .some(counter => counter.state === 'open' && counter.leg === null);
        const services = [undefined, ...servicesOfQueue.get(queue.id)!.map(({ id }) => id)];
        for (const name of visitClasses) {
          for (const serviceId of services) {
            const range = rangeOf(waitOfNewcomer(state, queue.id, name, now, serviceId));
            if (range?.fromMinutes !== 0) continue;
            zeros += 1;
            expect({ isIdle, waiting: waitingCount(queue) }).toEqual({ isIdle: true, waiting: 0 });
          }
        }
      }
    }),
    { seed: 73, numRuns: 300 },
  );
  expect(zeros).toBeGreaterThan(20);
});

describe('what is told', () => {
  test('EST-3: nobody waits and a counter is idle: 0 to 5 minutes', () => {
    const building = new MemoryBuilding().open('c1');
    expect(rangeOf(waitOfNewcomer(building.state, 'qa', 'walk-in', building.now))).toEqual({
      fromMinutes: 0,
      toMinutes: 5,
    });
  });

  test('EST-3: who has just joined an empty line has nobody ahead, also right after a run', () => {
    const building = new MemoryBuilding().open('c1');
    const told = waitOfNewcomer(building.state, 'qa', 'walk-in', building.now)!;
    const leg = building.state.visits.get(building.issue('a1'))!.legs[0]!;
    expect(waitOfLeg(building.state, leg, building.now)).toEqual(told);
    expect(told.ahead).toBe(0);
  });

  test('EST-4: the quote is kept with the ticket, and is the one that was told', () => {
    const building = new MemoryBuilding().open('c1');
    for (let count = 0; count < 6; count += 1) building.issue('a1');
    building.pass(minuteMs);
    const wait = waitOfNewcomer(building.state, 'qa', 'walk-in', building.now)!;
    const command = building.issueCommand(['a1']);
    const [leg] = bodyOf(building.must(command), 'ticket-issued').legs;
    expect(leg!.quote!.p50).toBeCloseTo(wait.p50, 0);
    expect(leg!.quote!.p90).toBeCloseTo(wait.p90, 0);
    expect(leg!.ahead).toBe(6);
    const kept = building.state.legs.get(leg!.legId)!;
    expect(kept.quote).toEqual(leg!.quote);
    building.pass(30 * minuteMs).callNext('c1');
    expect(kept.quote).toEqual(leg!.quote);
  });

  test('EST-1: a call, a pause and an opening are seen at once', () => {
    const building = new MemoryBuilding().open('c1');
    for (let count = 0; count < 10; count += 1) building.issue('a1');
    const told = () => waitOfNewcomer(building.state, 'qa', 'walk-in', building.now)!.p50;
    const one = told();
    building.open('c2');
    const two = told();
    expect(two).toBeLessThan(one);
    building.serve('c1');
    expect(told()).toBeLessThan(two);
  });

  test('EST-1: a ticket is told nothing of a wait once it is called', () => {
    const building = new MemoryBuilding().open('c1');
    const visit = building.issue('a1');
    building.callNext('c1');
    const leg = building.state.visits.get(visit)!.legs[0]!;
    expect(waitOfLeg(building.state, leg, building.now)).toBeNull();
  });
});

describe('with 5,000 waiting', () => {
  function crowded(): MemoryBuilding {
    const building = new MemoryBuilding().open('c1', 'c2');
    for (let place = 0; place < 5_000; place += 1) {
      const name = place % 10 === 0 ? 'vulnerable' : 'walk-in';
      join(building, 'a1', name, tenOClock + place);
    }
    building.now = tenOClock + 5_000;
    work.runs = 0;
    work.tickets = 0;
    return building;
  }

  test('EST-1: the work of an estimate is bounded, and tickets that only join cost none', () => {
    const building = crowded();
    building.issue('a1');
    expect(work.runs).toBeGreaterThan(0);
    expect(work.runs).toBeLessThanOrEqual(41);
    expect(work.tickets).toBeLessThanOrEqual(41 * 6 * 60);
    const { runs } = work;
    for (let count = 0; count < 100; count += 1) building.pass(2).issue('a1');
    expect(work.runs).toBe(runs);
  });

  test('EST-2: those beyond the run are told their own place, growing to the very end', () => {
    const { state, now } = crowded();
    const line = state.queues.get('qa')!.lines['walk-in'];
    const places = [0, 58, 59, 60, 61, 100, 1_000, 4_499];
    const waits = places.map(place => waitOfLeg(state, line.at(place)!, now)!);
    const newcomer = waitOfNewcomer(state, 'qa', 'walk-in', now)!;
    for (const [index, wait] of waits.entries()) {
      const next = waits[index + 1] ?? newcomer;
      expect(next.p50).toBeGreaterThan(wait.p50);
      expect(next.p90).toBeGreaterThan(wait.p90);
      expect(next.ahead).toBeGreaterThan(wait.ahead);
    }
    // Beyond the run places are counted at the mean, not called one by one.
    expect(newcomer.ahead).toBeGreaterThan(4_900);
    expect(newcomer.ahead).toBeLessThanOrEqual(5_000);
  });

  test('EST-1: a run is not older than its last call, nor than twelve seconds', () => {
    const building = crowded();
    building.issue('a1');
    const { runs } = work;
    const look = () => waitOfNewcomer(building.state, 'qa', 'walk-in', building.now);
    look();
    expect(work.runs).toBe(runs);
    building.pass(13 * secondMs);
    look();
    expect(work.runs).toBe(runs + 41);
    building.serve('c1');
    look();
    expect(work.runs).toBe(runs + 82);
  });
});
