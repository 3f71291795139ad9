import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  exampleOrder,
  examplePeople,
  overtakenMinutes,
  type CallingRules,
} from '../../admin-ui/calling-example.ts';
import { callingOrder } from '../../server/domain/calling.ts';
import { setupOf } from '../../server/domain/state.ts';
import { MemoryBuilding, minuteMs, setupWith } from '../domain/memory-building.ts';

const rate = fc.constantFrom(0, 0.5, 1, 2, 3, 4, 100);
const rules: fc.Arbitrary<CallingRules> = fc.record({
  policy: fc.oneof(
    fc.constantFrom(...(['accumulating', 'strict', 'fifo'] as const).map(kind => ({ kind }))),
    fc.record({
      kind: fc.constant('ratio' as const),
      prioritisedPerWalkIn: fc.integer({ min: 1, max: 4 }),
    }),
  ),
  rates: fc.record({ 'walk-in': rate, booked: rate, vulnerable: rate }),
  maxWaitMinutes: fc.constantFrom(1, 9, 10, 30, 49, 50, 60, 600),
});

/** The same people in a line of a building, and whom it would call. */
function asTheBuilding(of: CallingRules, people = examplePeople): string[] {
  const building = new MemoryBuilding(
    setupWith(setup => {
      setup.queues[0] = { ...setup.queues[0]!, ...of };
    }),
  );
  const { now, state } = building;
  const names = new Map<string, string>();
  for (const person of people) {
    building.now = now - person.waitedMinutes * minuteMs;
    const isBooked = person.class === 'booked';
    const visitId = building.issue('a1', {
      class: person.class === 'vulnerable' ? 'vulnerable' : 'walk-in',
    });
    names.set(visitId, person.name);
    if (!isBooked) continue;
    // As somebody whose booking was checked in.
    const visit = state.visits.get(visitId)!;
    const leg = visit.legs[0]!;
    state.queues.get('qa')!.lines['walk-in'].remove(leg);
    leg.class = 'booked';
    state.queues.get('qa')!.lines.booked.add(leg);
  }
  const order = callingOrder(state, setupOf(state).queues.get('qa')!, now, 10);
  return order.map(({ visitId }) => names.get(visitId)!);
}

test('OFFICE-40: the example beside a policy is called in the order in which the building would call', () => {
  fc.assert(
    fc.property(rules, of => {
      expect(exampleOrder(of).map(({ name }) => name)).toEqual(asTheBuilding(of));
    }),
    { seed: 20_261_123, numRuns: 300 },
  );
});

test('OFFICE-40: and so is everybody else who might stand there', () => {
  const waits = fc.uniqueArray(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 9 });
  const classes = fc.array(fc.constantFrom('walk-in', 'booked', 'vulnerable'), {
    minLength: 9,
    maxLength: 9,
  });
  fc.assert(
    fc.property(rules, waits, classes, (of, minutes, names) => {
      const people = minutes
        .toSorted((a, b) => b - a)
        .map((waitedMinutes, at) => ({
          name: String(at),
          class: names[at]! as 'booked',
          waitedMinutes,
        }));
      expect(exampleOrder(of, people).map(({ name }) => name)).toEqual(asTheBuilding(of, people));
    }),
    { seed: 20_261_124, numRuns: 200 },
  );
});

test('OFFICE-41: what the rates come to in minutes is where the building’s choice turns', () => {
  const rates = { 'walk-in': 1, booked: 3, vulnerable: 4 };
  expect(overtakenMinutes(rates, 'vulnerable', 10)).toBe(30);
  expect(overtakenMinutes(rates, 'booked', 10)).toBe(20);
  expect(overtakenMinutes({ ...rates, 'walk-in': 0 }, 'booked', 10)).toBeNull();
  expect(overtakenMinutes({ ...rates, vulnerable: 1 }, 'vulnerable', 10)).toBe(0);
  const of = { policy: { kind: 'accumulating' as const }, rates, maxWaitMinutes: 600 };
  for (const [earlier, first] of [
    [29, 'elder'],
    [31, 'usual'],
  ] as const) {
    const people = [
      { name: 'usual', class: 'walk-in' as const, waitedMinutes: 10 + earlier },
      { name: 'elder', class: 'vulnerable' as const, waitedMinutes: 10 },
    ];
    expect(asTheBuilding(of, people)[0]).toBe(first);
  }
});
