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

/** The wait of everybody on a day, with the real calling policy at the given rates. */
function simulate(day: Day, rates: Queue['rates'], maxWaitMinutes = 600): Served[] {
  const setup = setupWith(row => {
    row.queues[0]!.rates = rates;
    row.queues[0]!.maxWaitMinutes = maxWaitMinutes;
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
  for (const rates of [usual, strict]) {
    const waits = only(simulate({ arrivals, services }, rates, 60), 'walk-in').map(
      ({ waitMs }) => waitMs,
    );
    expect(waits).toHaveLength(48);
    // Overdue after 60 minutes, then at most the services in progress are in the way.
    expect(Math.max(...waits)).toBeLessThanOrEqual(60 * minuteMs + serviceMs);
  }
  // Without the rule of the longest wait the same walk-ins would starve: the bound is its doing.
  const starved = only(simulate({ arrivals, services }, strict, 600), 'walk-in');
  expect(Math.max(...starved.map(({ waitMs }) => waitMs))).toBeGreaterThan(90 * minuteMs);
});
