import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Queue } from '../../contract/setup.ts';
import type { VisitClass } from '../../contract/values.ts';
import { seededRandom } from '../demo/seeded-random.ts';
import { minuteMs, MemoryBuilding, setupWith } from './memory-building.ts';

interface Arrival {
  readonly at: number;
  readonly class: VisitClass;
}

interface Served {
  readonly class: VisitClass;
  readonly waitMs: number;
}

interface Day {
  readonly arrivals: readonly Arrival[];
  /** Milliseconds of the first service that begins, of the second, and so on. */
  readonly services: readonly number[];
}

const counterIds = ['c1', 'c2'] as const;
const midnight = Date.parse('2026-03-04T00:00:00+08:00');

const accumulating: Queue['policy'] = { kind: 'accumulating' };

/** The wait of everybody on a day, with the real calling policy. */
function simulate(
  day: Day,
  rates: Queue['rates'],
  maxWaitMinutes = 600,
  policy: Queue['policy'] = accumulating,
): Served[] {
  const setup = setupWith(row => {
    row.queues[0]!.rates = rates;
    row.queues[0]!.maxWaitMinutes = maxWaitMinutes;
    row.queues[0]!.policy = policy;
    row.services[0]!.minutes = 8;
  });
  const building = new MemoryBuilding(setup, midnight).open(...counterIds);
  const begin = building.now;
  const freeAt = counterIds.map(() => begin);
  const busy: (string | null)[] = counterIds.map(() => null);
  const served: Served[] = [];
  let arrived = 0;
  const join = ({ at, class: name }: Arrival): void => {
    building.now = begin + at;
    arrived += 1;
    const visitId = `v${arrived}`;
    building.keep([
      {
        type: 'ticket-issued',
        at: building.now,
        visitId,
        data: {
          businessDate: '2026-03-04',
          queueId: 'qa',
          series: 'A',
          number: arrived,
          label: `A${arrived}`,
          class: name,
          need: null,
          language: 'id',
          ref: building.now,
          legs: [{ legId: `${visitId}-1`, serviceId: 'a1', queueId: 'qa', quote: null, ahead: 0 }],
          print: null,
        },
      },
    ]);
  };
  const callTo = (place: number): void => {
    const visitId = building.callNext(counterIds[place]!);
    if (visitId === null) return;
    building.on('start', visitId);
    const leg = building.state.visits.get(visitId)!.legs[0]!;
    served.push({ class: leg.class, waitMs: building.now - leg.ref });
    busy[place] = visitId;
    freeAt[place] = building.now + day.services[served.length - 1]!;
  };
  while (served.length < day.arrivals.length || busy.some(Boolean)) {
    const ends = freeAt.map((at, place) => (busy[place] ? at : Infinity));
    const soonest = Math.min(...ends);
    const next = day.arrivals[arrived];
    if (next && begin + next.at <= soonest) {
      join(next);
      const idle = busy.indexOf(null);
      if (idle >= 0) callTo(idle);
    } else {
      const place = ends.indexOf(soonest);
      building.now = soonest;
      building.finish(busy[place]!);
      busy[place] = null;
      callTo(place);
    }
  }
  return served;
}

const mean = (rows: readonly Served[]): number =>
  rows.reduce((sum, { waitMs }) => sum + waitMs, 0) / rows.length;
const only = (rows: readonly Served[], name: VisitClass): Served[] =>
  rows.filter(row => row.class === name);

/** A crowded day: 200 visitors, a fifth of them vulnerable, two counters of about 8 minutes. */
function crowdedDay(seed: number): Day {
  const random = seededRandom(seed);
  let at = 0;
  const arrivals = Array.from({ length: 200 }, (): Arrival => {
    at += Math.ceil(-Math.log(1 - random()) * 3.8 * minuteMs);
    return { at, class: random() < 0.2 ? 'vulnerable' : 'walk-in' };
  });
  const services = arrivals.map(() => Math.ceil((3 + random() * 10) * minuteMs));
  return { arrivals, services };
}

const fifo = { 'walk-in': 1, booked: 1, vulnerable: 1 };
const usual = { 'walk-in': 1, booked: 3, vulnerable: 4 };
const strict = { 'walk-in': 0, booked: 0, vulnerable: 100 };

const policies: readonly Queue['policy'][] = [
  accumulating,
  { kind: 'strict' },
  { kind: 'fifo' },
  { kind: 'ratio', prioritisedPerWalkIn: 1 },
  { kind: 'ratio', prioritisedPerWalkIn: 3 },
];

describe.each([1, 2, 3, 4, 5])('day %i', seed => {
  const day = crowdedDay(seed);
  const plain = simulate(day, fifo);
  const weighted = simulate(day, usual);
  const harsh = simulate(day, strict);
  const short = simulate(day, usual, 10);

  test('CALL-7: everybody is served, and the mean wait is the same under every policy', () => {
    for (const rows of [plain, weighted, harsh, short]) expect(rows).toHaveLength(200);
    // The same services begin in the same order, so the sums are equal to the millisecond.
    expect(mean(weighted)).toBeCloseTo(mean(plain), 6);
    expect(mean(harsh)).toBeCloseTo(mean(plain), 6);
    expect(mean(short)).toBeCloseTo(mean(plain), 6);
    expect(mean(plain)).toBeGreaterThan(minuteMs);
  });

  test('CALL-3, CALL-7: what the vulnerable gain the walk-ins give', () => {
    const of = (rows: readonly Served[]) => mean(only(rows, 'vulnerable'));
    expect(of(weighted)).toBeLessThan(of(plain));
    expect(of(harsh)).toBeLessThanOrEqual(of(weighted));
    expect(mean(only(weighted, 'walk-in'))).toBeGreaterThan(mean(only(plain, 'walk-in')));
  });

  test('CALL-2: under equal rates it is first come, first served', () => {
    const callOrder = simulate(day, fifo).map(({ waitMs }) => waitMs);
    expect(callOrder).toEqual(plain.map(({ waitMs }) => waitMs));
    const starts = plain.map(row => row.waitMs);
    expect(Math.max(...starts)).toBeLessThan(600 * minuteMs);
  });
});

test('CALL-7: for any arrivals and services the mean wait is the same under every policy', () => {
  const day = fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 8 * minuteMs }),
      class: fc.constantFrom<VisitClass[]>('walk-in', 'walk-in', 'booked', 'vulnerable'),
      service: fc.integer({ min: minuteMs, max: 15 * minuteMs }),
    }),
    { minLength: 20, maxLength: 50, size: 'max' },
  );
  let moved = 0;
  fc.assert(
    fc.property(day, fc.constantFrom(10, 600), (rows, maxWaitMinutes) => {
      let at = 0;
      const arrivals = rows.map((row): Arrival => ({ at: (at += row.after), class: row.class }));
      const services = rows.map(({ service }) => service);
      const days = policies.map(policy =>
        simulate({ arrivals, services }, usual, maxWaitMinutes, policy),
      );
      const sum = (served: readonly Served[]): number =>
        served.reduce((total, { waitMs }) => total + waitMs, 0);
      const [first] = days;
      for (const served of days) {
        expect(served).toHaveLength(rows.length);
        expect(sum(served)).toBe(sum(first!));
        if (served.some(({ waitMs }, place) => waitMs !== first![place]!.waitMs)) moved += 1;
      }
    }),
    { seed: 7, numRuns: 20 },
  );
  // The policies did differ in whom they called.
  expect(moved).toBeGreaterThan(20);
});

describe.each([1, 2, 3])('policies of a queue on day %i', seed => {
  const day = crowdedDay(seed);
  const [weighted, strictly, inOrder, one, three] = policies.map(policy =>
    simulate(day, usual, 600, policy),
  );
  const vulnerable = (rows: readonly Served[] | undefined) => mean(only(rows!, 'vulnerable'));

  test('CALL-7, CALL-11: the harsher the policy the more the vulnerable gain of the walk-ins', () => {
    expect(vulnerable(weighted)).toBeLessThan(vulnerable(inOrder));
    expect(vulnerable(strictly)).toBeLessThanOrEqual(vulnerable(weighted));
    expect(vulnerable(strictly)).toBeLessThanOrEqual(vulnerable(three));
    expect(vulnerable(three)).toBeLessThanOrEqual(vulnerable(one));
    const walkIns = (rows: readonly Served[] | undefined) => mean(only(rows!, 'walk-in'));
    expect(walkIns(strictly)).toBeGreaterThan(walkIns(inOrder));
  });

  test('CALL-2, CALL-11: fifo is first come, first served', () => {
    expect(inOrder).toEqual(simulate(day, fifo));
  });
});

test('CALL-7: no walk-in starves while vulnerable visitors keep both counters busy', () => {
  const serviceMs = 4 * minuteMs;
  const stream = Array.from({ length: 300 }, (_, place): Arrival => ({
    at: place * (serviceMs / 2),
    class: 'vulnerable',
  }));
  const walkIns = Array.from({ length: 48 }, (_, place): Arrival => ({
    at: place * 12 * minuteMs + 1,
    class: 'walk-in',
  }));
  const arrivals = [...stream, ...walkIns].sort((a, b) => a.at - b.at);
  const services = arrivals.map(() => serviceMs);
  const harsh = [
    ...[usual, strict].map(rates => simulate({ arrivals, services }, rates, 60)),
    ...policies.map(policy => simulate({ arrivals, services }, usual, 60, policy)),
  ];
  for (const served of harsh) {
    const waits = only(served, 'walk-in').map(({ waitMs }) => waitMs);
    expect(waits).toHaveLength(48);
    // Overdue after 60 minutes, then at most the services in progress are in the way.
    expect(Math.max(...waits)).toBeLessThanOrEqual(60 * minuteMs + serviceMs);
  }
  // Without the rule of the longest wait the same walk-ins would starve: the bound is its doing.
  const starved = only(simulate({ arrivals, services }, strict, 600), 'walk-in');
  expect(Math.max(...starved.map(({ waitMs }) => waitMs))).toBeGreaterThan(90 * minuteMs);
});
