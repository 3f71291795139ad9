import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QueuePolicy } from '../../contract/setup.ts';
import type { VisitClass } from '../../contract/values.ts';
import { DayRun, type DayInput, type Stretch } from '../../server/domain/day-run.ts';
import { visitClasses } from '../../server/domain/state.ts';
import { changedQueue } from '../../server/domain/what-if.ts';
import { smallSetup } from './memory-building.ts';

/** A day played by the real calling policy while visitors go on coming: small days by hand. */

const [plainQueue] = smallSetup().queues;
const queue = { ...plainQueue!, maxWaitMinutes: 600 };
const endless: Stretch[] = [{ from: 0, to: Infinity }];

interface Visitor {
  readonly comes: number;
  readonly holds: number;
  readonly class?: VisitClass;
}

interface SmallDay {
  readonly counters: readonly (readonly Stretch[])[];
  readonly visitors: readonly Visitor[];
  readonly policy?: QueuePolicy;
  readonly change?: { readonly from: number; readonly policy: QueuePolicy };
}

/** When each visitor is called, in the order they are given; without end: never. */
function callsOf({ counters, visitors, policy, change }: SmallDay): number[] {
  const own = { ...queue, policy: policy ?? { kind: 'accumulating' as const } };
  const places = visitClasses.map(name =>
    visitors
      .map((row, place) => ({ ...row, place }))
      .filter(row => (row.class ?? 'walk-in') === name)
      .sort((a, b) => a.comes - b.comes),
  );
  const input: DayInput = {
    queues: [own],
    prioritisedInARow: [0],
    counters: counters.map(stretches => ({
      counter: { queueIds: [queue.id], preferences: [] },
      stretches,
    })),
    lines: places.map((row, index) => ({
      queueId: queue.id,
      class: visitClasses[index]!,
      callers: null,
      tickets: row.map(({ place }) => ({ order: place, isFirst: false, visitId: null })),
      isByComing: true,
    })),
    change: change ? { from: change.from, queues: [{ ...own, policy: change.policy }] } : null,
  };
  const day = new DayRun(input);
  const order = places.flat();
  order.forEach(({ comes, holds }, ticket) => {
    day.ref[ticket] = comes;
    day.comesAt[ticket] = comes;
    day.holds[ticket] = holds;
  });
  day.play();
  const calls = visitors.map(() => Infinity);
  order.forEach(({ place }, ticket) => {
    calls[place] = day.calledAt[ticket]!;
  });
  return calls;
}

const every = (minutes: number, count: number, holds: number): Visitor[] =>
  Array.from({ length: count }, (_, place) => ({ comes: place * minutes, holds }));

describe('FORECAST-1: a day is played by the real calling policy while visitors go on coming', () => {
  test('FORECAST-1: one counter, ten minutes each, one comes every five', () => {
    const calls = callsOf({ counters: [endless], visitors: every(5, 5, 10) });
    expect(calls).toEqual([0, 10, 20, 30, 40]);
  });

  test('FORECAST-1: two counters, and an idle one waits for who comes', () => {
    const visitors = [...every(5, 4, 10), { comes: 60, holds: 3 }];
    expect(callsOf({ counters: [endless, endless], visitors })).toEqual([0, 5, 10, 15, 60]);
  });

  test('FORECAST-1: nobody calls in a break or after the counter has closed', () => {
    const counters = [
      [
        { from: 0, to: 15 },
        { from: 30, to: 45 },
      ],
    ];
    const calls = callsOf({ counters, visitors: every(5, 6, 10) });
    // The second ends in the break; the third is called after it, the fourth at 40, then no more.
    expect(calls).toEqual([0, 10, 30, 40, Infinity, Infinity]);
  });

  test('FORECAST-1: a vulnerable visitor overtakes as urgency grows, a walk-in never the other way', () => {
    const visitors: Visitor[] = [
      { comes: 0, holds: 20 },
      { comes: 2, holds: 10 },
      { comes: 14, holds: 10, class: 'vulnerable' },
      { comes: 17, holds: 10, class: 'vulnerable' },
    ];
    // At 20: 18 against 4 × 6 = 24. At 30: 28 against 4 × 13 = 52.
    expect(callsOf({ counters: [endless], visitors })).toEqual([0, 40, 20, 30]);
  });

  test('FORECAST-1: two prioritised, then a walk-in that waits; where none waits none is counted', () => {
    const visitors: Visitor[] = [
      { comes: 0, holds: 10, class: 'booked' },
      { comes: 1, holds: 10, class: 'booked' },
      { comes: 2, holds: 10, class: 'booked' },
      { comes: 3, holds: 10, class: 'booked' },
      { comes: 4, holds: 10 },
    ];
    const policy = { kind: 'ratio' as const, prioritisedPerWalkIn: 2 };
    // The first of the four was called before the walk-in came, and is no turn.
    expect(callsOf({ counters: [endless], visitors, policy })).toEqual([0, 10, 20, 40, 30]);
  });

  test('FORECAST-1: who only looks how long it would take changes nothing for anybody', () => {
    const visitors = every(4, 30, 9);
    const looking = every(6, 20, 0).map(row => ({ ...row, comes: row.comes + 1 }));
    for (const kind of ['accumulating', 'fifo', 'strict'] as const) {
      const alone = callsOf({ counters: [endless, endless], visitors, policy: { kind } });
      const both = callsOf({
        counters: [endless, endless],
        visitors: [...visitors, ...looking],
        policy: { kind },
      });
      expect(both.slice(0, visitors.length)).toEqual(alone);
      // … and each of them is called no later than the next one who comes behind.
      looking.forEach(({ comes }, place) => {
        const next = visitors.findIndex(row => row.comes >= comes);
        if (next >= 0) expect(both[visitors.length + place]).toBeLessThanOrEqual(alone[next]!);
      });
    }
  });
});

const anyVisitors = (isEqual: boolean, minutesMax = 300) =>
  fc.array(
    fc.record({
      comes: fc.integer({ min: 0, max: minutesMax }),
      holds: isEqual ? fc.constant(8) : fc.integer({ min: 2, max: 30 }),
      class: fc.constantFrom(...visitClasses),
    }),
    { minLength: 1, maxLength: 60, size: 'max' },
  );

const policies: readonly QueuePolicy[] = [
  { kind: 'accumulating' },
  { kind: 'fifo' },
  { kind: 'strict' },
  { kind: 'ratio', prioritisedPerWalkIn: 2 },
];

const waitsOf = (visitors: readonly Visitor[], calls: readonly number[]): number =>
  calls.reduce((sum, call, place) => sum + call - visitors[place]!.comes, 0);

test('WHATIF-1: one counter more calls nobody later by the order of numbers', () => {
  fc.assert(
    fc.property(anyVisitors(false), fc.integer({ min: 1, max: 4 }), (visitors, count) => {
      const counters = Array.from({ length: count }, () => endless);
      const few = callsOf({ counters, visitors, policy: { kind: 'fifo' } });
      const more = callsOf({
        counters: [...counters, endless],
        visitors,
        policy: { kind: 'fifo' },
      });
      more.forEach((call, place) => expect(call).toBeLessThanOrEqual(few[place]!));
    }),
    { seed: 91, numRuns: 60 },
  );
});

test('WHATIF-2, REPLAY-3: a policy moves waiting between visitors and removes none of it', () => {
  let moved = 0;
  fc.assert(
    fc.property(anyVisitors(true, 120), fc.integer({ min: 1, max: 3 }), (visitors, count) => {
      const counters = Array.from({ length: count }, () => endless);
      const all = policies.map(policy => callsOf({ counters, visitors, policy }));
      const sums = all.map(calls => waitsOf(visitors, calls));
      for (const sum of sums) expect(sum).toBeCloseTo(sums[0]!, 6);
      if (String(all[0]) !== String(all[1])) moved += 1;
    }),
    { seed: 92, numRuns: 150 },
  );
  expect(moved).toBeGreaterThan(30);
});

test('WHATIF-3: what is changed from a moment on leaves everything before it as it is', () => {
  fc.assert(
    fc.property(anyVisitors(false), fc.integer({ min: 0, max: 300 }), (visitors, from) => {
      const day = { counters: [endless, endless], visitors };
      const base = callsOf(day);
      const changed = callsOf({ ...day, change: { from, policy: { kind: 'strict' } } });
      base.forEach((call, place) => {
        if (call < from || changed[place]! < from) expect(changed[place]).toBe(call);
      });
    }),
    { seed: 93, numRuns: 150 },
  );
});

test('WHATIF-4: a policy is changed with its own parameters, and what is not named stays', () => {
  const ratio = changedQueue(queue, { kind: 'ratio', prioritisedPerWalkIn: 4 });
  expect(ratio.policy).toEqual({ kind: 'ratio', prioritisedPerWalkIn: 4 });
  expect(changedQueue(ratio, {}).policy).toEqual(ratio.policy);
  expect(changedQueue(ratio, { kind: 'fifo' }).policy).toEqual({ kind: 'fifo' });
  const weighed = changedQueue(queue, { rates: { booked: 9 }, maxWaitMinutes: 30 });
  expect(weighed).toEqual({
    ...queue,
    rates: { ...queue.rates, booked: 9 },
    maxWaitMinutes: 30,
  });
});
