import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callerOf } from '../../server/domain/caller.ts';
import { callingOrder, chooseNext } from '../../server/domain/calling.ts';
import { isOverdue, urgencyOf } from '../../server/domain/policy.ts';
import { waitingLegs } from '../../server/domain/state.ts';
import type { Leg } from '../../server/domain/visit.ts';
import { before, WaitingLine } from '../../server/domain/waiting-line.ts';
import {
  bodyOf,
  everywhere,
  MemoryBuilding,
  minuteMs,
  secondMs,
  setupWith,
} from './memory-building.ts';

const vulnerable = { class: 'vulnerable' } as const;
const call = (building: MemoryBuilding, counterId: string) =>
  building.must({ type: 'call-next', actor: everywhere, counterId });
const reasonAt = (building: MemoryBuilding, counterId: string) =>
  bodyOf(call(building, counterId), 'leg-called').reason;

/** Who would be called at counter 1, which serves queue A. */
const next = ({ state, now }: MemoryBuilding) => chooseNext(state, callerOf(state, 'c1'), now);

describe('who is called next', () => {
  test('CALL-1: nobody waits: no event, and the counter stays free', () => {
    const building = new MemoryBuilding().open('c1');
    building.issue('b1');
    expect(call(building, 'c1')).toEqual([]);
    expect(building.state.counters.get('c1')!.leg).toBeNull();
  });

  test('CALL-2: one class is served in the order in which it came', () => {
    const building = new MemoryBuilding().open('c1');
    const visits = Array.from({ length: 5 }, () => building.pass(secondMs).issue('a1'));
    expect(visits.map(() => building.serve('c1'))).toEqual(visits);
  });

  test('CALL-2: of tickets of the same instant the lower number goes first', () => {
    const building = new MemoryBuilding().open('c1');
    const visits = Array.from({ length: 12 }, () => building.issue('a1'));
    building.pass(minuteMs);
    expect(visits.map(() => building.serve('c1'))).toEqual(visits);
  });

  // The walk-in has waited for `walkIn` s when the vulnerable one has waited for `other` s.
  test.each([
    [40, 9, 'walk-in'],
    [40, 10, 'walk-in'],
    [40, 11, 'vulnerable'],
    [4, 1, 'walk-in'],
    [300, 200, 'vulnerable'],
  ])('CALL-3: walk-in after %i s against vulnerable after %i s: %s', (walkIn, other, winner) => {
    const building = new MemoryBuilding().open('c1');
    building.issue('a1');
    building.pass((walkIn - other) * secondMs).issue('a1', vulnerable);
    building.pass(other * secondMs);
    expect(reasonAt(building, 'c1')).toMatchObject({ class: winner, policy: 'accumulating' });
  });

  test('CALL-3: urgency is rate × time since ref, never below nothing', () => {
    const leg = { ref: 10_000 } as Leg;
    expect(urgencyOf(leg, 4, 25_000)).toBe(60);
    expect(urgencyOf(leg, 0, 25_000)).toBe(0);
    expect(urgencyOf(leg, 4, 9_000)).toBe(0);
  });

  test('CALL-3: equal urgencies are equal to the last bit, so that the earlier one wins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_600_000 }), part => {
        const walkIn = { ref: 0 } as Leg;
        const other = { ref: 3 * part } as Leg;
        return urgencyOf(walkIn, 1, 4 * part) === urgencyOf(other, 4, 4 * part);
      }),
      { seed: 3, numRuns: 2_000 },
    );
  });

  test('CALL-4: a walk-in beyond the longest wait goes before everybody, the longest first', () => {
    const building = new MemoryBuilding().open('c1');
    const first = building.issue('a1');
    const second = building.pass(secondMs).issue('a1');
    const other = building.pass(20 * minuteMs).issue('a1', vulnerable);
    building.pass(40 * minuteMs - secondMs);
    // Exactly 60 minutes is not longer than 60 minutes.
    expect(next(building)!.leg.visitId).toBe(other);
    building.pass(1);
    expect(next(building)!.leg.visitId).toBe(first);
    building.pass(secondMs);
    expect(reasonAt(building, 'c1')).toMatchObject({ policy: 'max-wait', class: 'walk-in' });
    building.on('start', first);
    building.finish(first);
    expect(building.serve('c1')).toBe(second);
    expect(building.serve('c1')).toBe(other);
  });

  test('CALL-4: only walk-ins become overdue', () => {
    const { queues } = setupWith(() => undefined);
    const leg = (name: Leg['class']) => ({ class: name, ref: 0 }) as Leg;
    expect(isOverdue(leg('walk-in'), queues[0]!, 61 * minuteMs)).toBe(true);
    expect(isOverdue(leg('vulnerable'), queues[0]!, 61 * minuteMs)).toBe(false);
    expect(isOverdue(leg('booked'), queues[0]!, 61 * minuteMs)).toBe(false);
  });

  test('CALL-1: a counter of two queues takes the most urgent of both', () => {
    const building = new MemoryBuilding().open('c1', 'c2', 'c3');
    const b = building.issue('b1');
    const a = building.pass(secondMs).issue('a1');
    const urgent = building.pass(secondMs).issue('b1', vulnerable);
    building.pass(minuteMs);
    expect(building.callNext('c2')).toBe(urgent);
    expect(building.callNext('c1')).toBe(a);
    expect(building.callNext('c3')).toBe(b);
  });

  test('CALL-4: each queue has its own longest wait', () => {
    const setup = setupWith(row => (row.queues[1]!.maxWaitMinutes = 5));
    const building = new MemoryBuilding(setup).open('c2');
    building.issue('a1');
    const b = building.pass(minuteMs).issue('b1');
    building.pass(6 * minuteMs);
    expect(building.callNext('c2')).toBe(b);
  });
});

describe('a visitor with several errands', () => {
  test('CALL-5: is called to one counter only, and is next at the other when free', () => {
    const building = new MemoryBuilding().open('c1', 'c3');
    const both = building.issue(['a1', 'b1']);
    const later = building.pass(secondMs).issue('b1');
    expect(building.callNext('c1')).toBe(both);
    expect(building.callNext('c3')).toBe(later);
    building.on('start', later);
    building.finish(later);
    expect(building.callNext('c3')).toBeNull();
    building.on('start', both);
    expect(building.callNext('c3')).toBeNull();
    building.finish(both);
    expect(building.callNext('c3')).toBe(both);
  });

  test('CALL-5: keeps their place: after the first errand they go before later ones', () => {
    const building = new MemoryBuilding().open('c1');
    const both = building.issue(['a1', 'a2']);
    building.pass(minuteMs).issue('a1');
    expect(building.serve('c1')).toBe(both);
    expect(building.serve('c1')).toBe(both);
  });

  test('CALL-5: a chosen call is refused where the visitor is elsewhere', () => {
    const building = new MemoryBuilding().open('c1', 'c2', 'c3');
    const both = building.issue(['a1', 'b1']);
    building.callNext('c1');
    const chosen = (counterId: string) =>
      building.refusalOf({ type: 'call-ticket', actor: everywhere, counterId, visitId: both });
    const facts = { label: 'A001', counterNumber: 1 };
    expect(chosen('c3')).toEqual({ refused: 'visitor-elsewhere', facts });
    expect(chosen('c1')).toEqual({ refused: 'already-called', facts });
  });
});

describe('the reason of a call', () => {
  test('CALL-6: names who came earlier, each visitor once, and at most five of them', () => {
    const building = new MemoryBuilding().open('c2');
    building.issue(['a1', 'b1']);
    for (let count = 0; count < 8; count += 1) building.pass(secondMs).issue('b1');
    building.pass(secondMs).issue('a1', vulnerable);
    building.pass(10 * minuteMs);
    expect(reasonAt(building, 'c2')).toEqual({
      policy: 'accumulating',
      class: 'vulnerable',
      need: null,
      waitedSeconds: 600,
      rate: 4,
      urgency: 2400,
      passedOver: ['A001', 'B001', 'B002', 'B003', 'B004'],
      against: { label: 'A001', class: 'walk-in', need: null, waitedSeconds: 609, urgency: 609 },
      isHelp: false,
      choice: null,
    });
  });

  test('CALL-6: the earliest are named, however long the lines are', () => {
    const building = new MemoryBuilding().open('c2');
    const early = building.issue('b1');
    for (let count = 0; count < 70; count += 1) building.pass(secondMs).issue('a1');
    building.issue('a1', vulnerable);
    building.pass(10 * minuteMs);
    const { passedOver } = reasonAt(building, 'c2');
    expect(passedOver).toEqual([building.label(early), 'A001', 'A002', 'A003', 'A004']);
  });

  test('CALL-6: who is at another counter was not passed over', () => {
    const building = new MemoryBuilding().open('c1', 'c2');
    building.issue(['a1', 'b1']);
    building.callNext('c1');
    building.pass(secondMs).issue('b1', vulnerable);
    building.pass(minuteMs);
    expect(reasonAt(building, 'c2').passedOver).toEqual([]);
  });

  test('CALL-6: a ticket that the officer chose says so and names who was passed over', () => {
    const building = new MemoryBuilding().open('c1');
    const first = building.issue('a1');
    const second = building.pass(secondMs).issue('a1');
    building.pass(minuteMs);
    const events = building.must({
      type: 'call-ticket',
      actor: everywhere,
      counterId: 'c1',
      visitId: second,
    });
    expect(bodyOf(events, 'leg-called').reason).toEqual({
      policy: 'chosen',
      class: 'walk-in',
      need: null,
      waitedSeconds: 60,
      rate: 1,
      urgency: 60,
      passedOver: [building.label(first)],
      against: { label: 'A001', class: 'walk-in', need: null, waitedSeconds: 61, urgency: 61 },
      isHelp: false,
      choice: null,
    });
  });
});

const legs = fc.array(
  fc.record({
    ref: fc.integer({ min: 0, max: 20 }),
    name: fc.constantFrom('walk-in' as const, 'vulnerable' as const, 'booked' as const),
  }),
  { maxLength: 60 },
);

test('CALL-2: a waiting line keeps its order through any joining and leaving', () => {
  const moves = fc.array(
    fc.record({ ref: fc.integer({ min: 0, max: 9 }), leaves: fc.integer({ min: 0, max: 9 }) }),
    { maxLength: 300 },
  );
  fc.assert(
    fc.property(moves, rows => {
      const line = new WaitingLine();
      let model: Leg[] = [];
      rows.forEach(({ ref, leaves }, order) => {
        const leg = { id: `leg-${order}`, ref, order } as Leg;
        line.add(leg);
        model = [...model, leg].sort((a, b) => a.ref - b.ref || a.order - b.order);
        // Mostly the head leaves, as in life, so that the head index is compacted too.
        const gone = leaves < 6 ? model[0] : leaves < 8 ? model.at(leaves - 12) : undefined;
        if (gone) {
          line.remove(gone);
          model = model.filter(row => row !== gone);
        }
        expect([...line]).toEqual(model);
        expect(line.length).toBe(model.length);
        expect(line.at(0)).toBe(model[0]);
      });
    }),
    { seed: 11, numRuns: 60 },
  );
});

test('CALL-2: a long line is compacted at its head and loses nobody', () => {
  const line = new WaitingLine();
  const all = Array.from({ length: 500 }, (_, order) => ({ id: `l${order}`, ref: order, order }));
  for (const leg of all) line.add(leg as Leg);
  for (const leg of all.slice(0, 400)) {
    expect(line.at(0)).toBe(leg);
    line.remove(leg as Leg);
  }
  expect([...line]).toEqual(all.slice(400));
  expect(() => line.remove(all[0] as Leg)).toThrow('is not in its line');
});

/** The rules of CALL-2 to CALL-4 once more, as slowly and plainly as they are written. */
function plainOrder(building: MemoryBuilding): Leg[] {
  const { state, now } = building;
  const queue = state.index!.queues.get('qa')!;
  return [...waitingLegs(state.queues.get('qa')!)].sort((a, b) => {
    const overdue = (leg: Leg) =>
      leg.class === 'walk-in' && now - leg.ref > queue.maxWaitMinutes * minuteMs ? 1 : 0;
    const urgency = (leg: Leg) => queue.rates[leg.class] * (now - leg.ref);
    const tie = before(a, b) ? -1 : 1;
    if (overdue(a) !== overdue(b)) return overdue(b) - overdue(a);
    if (overdue(a) === 1) return tie;
    return urgency(b) - urgency(a) || tie;
  });
}

test('CALL-1, CALL-2, CALL-3, CALL-4: calls agree with the written rules for any waiting room', () => {
  fc.assert(
    fc.property(legs, fc.integer({ min: 0, max: 80 }), (rows, minutes) => {
      const setup = setupWith(row => {
        row.queues[0]!.rates = { 'walk-in': 1, booked: 2, vulnerable: 2 };
        row.queues[0]!.maxWaitMinutes = 30;
      });
      const building = new MemoryBuilding(setup);
      rows.forEach(({ ref, name }, place) => {
        const id = `v${place}`;
        const leg = { legId: `${id}-1`, serviceId: 'a1', queueId: 'qa', quote: null, ahead: 0 };
        building.keep([
          {
            type: 'ticket-issued',
            at: building.now,
            visitId: id,
            data: {
              businessDate: '2026-03-04',
              queueId: 'qa',
              series: 'A',
              number: place + 1,
              label: `A${place + 1}`,
              class: name,
              need: null,
              language: 'id',
              ref: building.now + ref * minuteMs,
              legs: [leg],
              print: null,
            },
          },
        ]);
      });
      building.pass((20 + minutes) * minuteMs);
      const plain = plainOrder(building);
      const queue = building.state.index!.queues.get('qa')!;
      expect(next(building)?.leg ?? null).toBe(plain[0] ?? null);
      expect(callingOrder(building.state, queue, building.now, 100)).toEqual(plain);
    }),
    { seed: 5, numRuns: 200 },
  );
});
