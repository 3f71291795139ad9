import { describe, expect, test } from 'vitest';
import { expectedCounters } from '../../server/domain/expected-counters.ts';
import { foresee, gridFrom, rangeOfRuns, type PoolOutcome } from '../../server/domain/foresee.ts';
import { daysLike, learnFrom, nothingLearnt } from '../../server/domain/learnt-days.ts';
import type { LearntDays, PastLeg } from '../../server/domain/learnt-days.ts';
import { midnightOf } from '../../server/domain/local-time.ts';
import { waitingCount } from '../../server/domain/state.ts';
import { countersAt, type Wish } from '../../server/domain/what-if.ts';
import { waitingBefore } from '../../server/views/past-curves.ts';
import { MemoryBuilding, minuteMs, setupWith, tenOClock } from './memory-building.ts';

/** The rest of a day: who will come, who will be there, and what comes of it. */

const timeZone = 'Asia/Makassar';
const runs = 60;
const today = '2026-03-04';

/** Open from 8 to 16 with a break for prayer; numbers until 15.30, called until 17.00. */
const office = (change: (setup: ReturnType<typeof setupWith>) => void = () => undefined) =>
  setupWith(setup => {
    const days = [0, 1, 2, 3, 4, 5, 6];
    setup.building.hours = {
      periods: [
        { days, opens: '08:00', closes: '12:00' },
        { days, opens: '13:00', closes: '16:00' },
      ],
      lastTicketMinutes: 30,
    };
    setup.rules.lateMinutes = 60;
    change(setup);
  });

/** Past Wednesdays on which so many took a number of a queue in each of some half hours. */
function pastOf(people: Readonly<Record<number, number>>): LearntDays {
  const dates = ['2026-02-25', '2026-02-18'];
  const legs = dates.flatMap(date =>
    Object.entries(people).flatMap(([slot, count]) =>
      Array.from({ length: count }, (_, place): PastLeg => {
        const enqueuedAt = midnightOf(date, timeZone) + (Number(slot) * 30 + place) * minuteMs;
        return {
          businessDate: date,
          visitId: `${date} ${slot} ${place}`,
          label: '',
          class: 'walk-in',
          serviceId: 'a1',
          queueId: 'qa',
          state: 'done',
          counterId: 'c1',
          enqueuedAt,
          ref: enqueuedAt,
          isSeated: false,
          calledAt: enqueuedAt + minuteMs,
          startedAt: enqueuedAt + minuteMs,
          endedAt: enqueuedAt + 9 * minuteMs,
        };
      }),
    ),
  );
  return learnFrom({ dates, legs, stretches: [] }, timeZone);
}

function foreseen(
  building: MemoryBuilding,
  learnt: LearntDays = nothingLearnt,
  wish: Wish | null = null,
): PoolOutcome {
  const { state, now } = building;
  const pool = state.index!.poolOfQueue.get('qa')!;
  const grid = gridFrom(state, now);
  return foresee({ state, pool, now, learnt, wish, runs, grid, look: () => undefined });
}

const queueA = ({ queues }: PoolOutcome) => queues.find(({ queueId }) => queueId === 'qa')!;
const wishOf = (wish: Partial<Wish>): Wish => ({
  queueId: 'qa',
  counters: null,
  policy: {},
  from: 0,
  stopAt: null,
  ...wish,
});

describe('FORECAST-2: who will come is learnt from days alike', () => {
  test('FORECAST-2: same weekdays of past weeks, never the day itself or a later one', () => {
    const past = ['2026-03-11', today, '2026-03-03', '2026-02-25', '2026-02-24', '2026-02-18'];
    expect(daysLike(today, past)).toEqual(['2026-02-25', '2026-02-18']);
    // One Wednesday alone says too little: every day before it does.
    expect(daysLike(today, ['2026-03-03', '2026-02-25'])).toEqual(['2026-03-03', '2026-02-25']);
  });

  test('FORECAST-2: as many as on those days, scaled by how many have come today', () => {
    const learnt = pastOf({ 17: 6, 18: 6, 19: 6, 22: 10, 27: 5 });
    const quiet = new MemoryBuilding(office()).open('c1');
    const busy = new MemoryBuilding(office(), tenOClock - 60 * minuteMs).open('c1', 'c2');
    for (let count = 0; count < 36; count += 1) busy.pass(minuteMs).issue('a1');
    busy.now = tenOClock;
    const coming = ({ classes }: ReturnType<typeof queueA>): number =>
      [...classes.values()].reduce((sum, { people }) => sum + people, 0) / runs;
    const few = coming(queueA(foreseen(quiet, learnt)));
    const many =
      coming(queueA(foreseen(busy, learnt))) - waitingCount(busy.state.queues.get('qa')!);
    // 15 were left; nobody has come where 18 should have, against twice as many as should have.
    expect(few).toBeLessThan(8);
    expect(many).toBeGreaterThan(20);
    expect(many).toBeLessThan(32);
  });

  test('FORECAST-2: the quota that is left is not exceeded, and stopped is stopped', () => {
    const learnt = pastOf({ 22: 10, 27: 10 });
    const limited = office(setup => {
      setup.queues[0]!.quotaPerDay = 5;
    });
    const building = new MemoryBuilding(limited).open('c1', 'c2', 'c3');
    building.issue('a1');
    const { classes, lastEnds } = queueA(foreseen(building, learnt));
    const people = [...classes.values()].reduce((sum, row) => sum + row.people, 0);
    expect(people / runs).toBeLessThanOrEqual(5);
    expect(people / runs).toBeGreaterThan(3);
    const stopped = queueA(foreseen(building, learnt, wishOf({ stopAt: 0 })));
    expect(rangeOfRuns(stopped.lastEnds).p90).toBeLessThan(rangeOfRuns(lastEnds).p90 - 60);
  });
});

describe('FORECAST-3: who will be there', () => {
  const stretchesOf = (building: MemoryBuilding, id: string, learnt = nothingLearnt) => {
    const { state, now } = building;
    const counters = expectedCounters(state, state.index!.setup.counters, now, learnt);
    return counters.find(counter => counter.id === id)!.stretches;
  };

  test('FORECAST-3: in the morning everybody in their hours; the late ones after closing', () => {
    const building = new MemoryBuilding(office(), tenOClock - 150 * minuteMs);
    expect(stretchesOf(building, 'c1')).toEqual([
      { from: 30, to: 270 },
      { from: 330, to: 570 },
    ]);
  });

  test('FORECAST-3: later those who are there; who is on a break comes back', () => {
    const building = new MemoryBuilding(office()).open('c1', 'c2');
    building.must({
      type: 'pause-counter',
      actor: { role: 'supervisor', staffId: 'staff-s' },
      counterId: 'c2',
      reason: 'break',
    });
    expect(stretchesOf(building, 'c1')[0]).toEqual({ from: 0, to: 120 });
    expect(stretchesOf(building, 'c2')[0]!.from).toBeCloseTo(15, 6);
    expect(stretchesOf(building, 'c3')).toEqual([]);
  });

  test('FORECAST-3: past days tell of a break that is usual, and of who is only late', () => {
    const dates = ['2026-02-25', '2026-02-18'];
    const stretches = dates.flatMap(businessDate => {
      const midnight = midnightOf(businessDate, timeZone);
      const at = (hours: number): number => midnight + hours * 60 * minuteMs;
      return [
        { businessDate, counterId: 'c1', from: at(8), to: at(11) },
        { businessDate, counterId: 'c1', from: at(11.5), to: at(16) },
        { businessDate, counterId: 'c3', from: at(10), to: at(16) },
      ];
    });
    const learnt = learnFrom({ dates, legs: [], stretches }, timeZone);
    const building = new MemoryBuilding(office()).open('c1');
    expect(stretchesOf(building, 'c1', learnt)).toEqual([
      { from: 0, to: 60 },
      { from: 90, to: 120 },
      { from: 180, to: 420 },
    ]);
    expect(stretchesOf(building, 'c3', learnt)[0]).toEqual({ from: 10, to: 120 });
  });
});

describe('FORECAST-4: what comes of it', () => {
  test('FORECAST-4: nobody comes and two wait: the last leaves after both services', () => {
    const building = new MemoryBuilding(office()).open('c1');
    building.issue('a2');
    building.issue('a2');
    const { lastEnds, unserved } = queueA(foreseen(building, pastOf({ 17: 1 })));
    const { p50, p90 } = rangeOfRuns(lastEnds);
    expect(p50).toBeGreaterThan(5);
    expect(p90).toBeLessThan(30);
    expect(rangeOfRuns(unserved)).toEqual({ p50: 0, p90: 0 });
  });

  test('FORECAST-4: more than can be served: some only after closing, some not at all', () => {
    const building = new MemoryBuilding(office(), tenOClock + 300 * minuteMs).open('c1');
    for (let count = 0; count < 25; count += 1) building.issue('a1');
    const { hours, afterClosing, unserved, stops, lastEnds } = queueA(foreseen(building));
    expect(hours).toEqual({ closes: 60, lastTicket: 30, late: 120 });
    expect(rangeOfRuns(afterClosing).p50).toBeGreaterThan(3);
    expect(rangeOfRuns(unserved).p50).toBeGreaterThan(5);
    expect(rangeOfRuns(lastEnds).p90).toBeGreaterThan(60);
    // Those who wait are too many already: no number should be given from now on.
    expect(Math.max(...stops)).toBe(0);
  });

  test('FORECAST-4: nobody at any counter: all who wait are not served', () => {
    const building = new MemoryBuilding(office(), tenOClock);
    for (let count = 0; count < 6; count += 1) building.issue('a1');
    const { unserved, waits } = queueA(foreseen(building, pastOf({ 17: 1 })));
    expect(rangeOfRuns(unserved).p50).toBe(6);
    expect(Math.min(...waits)).toBe(Infinity);
  });

  test('FORECAST-5: the curve begins with who waits now and goes on from what was', () => {
    const building = new MemoryBuilding(office()).open('c1');
    for (let count = 0; count < 12; count += 1) building.pass(5 * minuteMs).issue('a1');
    building.serve('c1');
    const { waiting } = queueA(foreseen(building));
    expect([...waiting.subarray(0, runs)].every(count => count === 10 || count === 11)).toBe(true);
    const past = waitingBefore(building.state, building.now);
    expect(past.map(({ waiting: count }) => count)).toEqual([0, 3, 6, 9]);
  });

  test('FORECAST-6: the same question has the same answer, and no clock or chance is asked', () => {
    const building = new MemoryBuilding(office()).open('c1');
    for (let count = 0; count < 9; count += 1) building.issue('a1');
    const learnt = pastOf({ 22: 8, 27: 6 });
    expect(queueA(foreseen(building, learnt)).waits).toEqual(
      queueA(foreseen(building, learnt)).waits,
    );
  });
});

describe('WHATIF-1: counters', () => {
  test('WHATIF-1: each one more shortens the wait of every newcomer, and opens those there are first', () => {
    const building = new MemoryBuilding(office()).open('c1');
    for (let count = 0; count < 20; count += 1) building.issue('a1');
    const learnt = pastOf({ 20: 6, 21: 6, 22: 6, 23: 6, 26: 6, 27: 6 });
    const longest = [1, 2, 3, 4].map(counters => {
      const outcome = foreseen(building, learnt, wishOf({ counters }));
      expect(countersAt(outcome.counters, 'qa', 0)).toBe(counters);
      if (counters === 2) expect(countersAt(outcome.counters, 'qb', 0)).toBe(1);
      return rangeOfRuns(queueA(outcome).waits.subarray(0, runs)).p50;
    });
    expect(longest).toEqual([...longest].sort((a, b) => b - a));
    expect(longest[3]).toBeLessThan(longest[0]! / 2);
  });

  test('WHATIF-3: from one o’clock on: until then every draw is as it was', () => {
    const building = new MemoryBuilding(office()).open('c1', 'c2');
    for (let count = 0; count < 30; count += 1) building.issue('a1');
    const learnt = pastOf({ 19: 29, 20: 9, 21: 9, 22: 9, 23: 9, 26: 9, 27: 9 });
    const base = queueA(foreseen(building, learnt));
    const changed = queueA(foreseen(building, learnt, wishOf({ counters: 5, from: 180 })));
    const until = gridFrom(building.state, building.now).findIndex(minute => minute >= 180) * runs;
    expect(changed.waiting.subarray(0, until)).toEqual(base.waiting.subarray(0, until));
    expect(changed.waiting).not.toEqual(base.waiting);
  });
});
