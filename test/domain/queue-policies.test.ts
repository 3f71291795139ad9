import { describe, expect, test } from 'vitest';
import type { Preference, QueuePolicy } from '../../contract/setup.ts';
import type { VisitClass } from '../../contract/values.ts';
import { MemoryBuilding, minuteMs, secondMs, setupWith, tenOClock } from './memory-building.ts';
import { calledInTurn, OfficerDesk } from './officer-desk.ts';
import { join } from './waiting-room.ts';

/** Counter 1 with a line of queue A under a policy: who came how long ago. */
function lineOf(policy: QueuePolicy, people: readonly [VisitClass, number][]) {
  const setup = setupWith(row => {
    row.queues[0]!.policy = policy;
  });
  const building = new MemoryBuilding(setup, tenOClock - 2 * 3_600_000);
  const names = new Map<string, string>();
  people.forEach(([name, minutes], place) => {
    building.now = tenOClock - minutes * minuteMs;
    names.set(join(building, 'a1', name, building.now), `${name} ${place + 1}`);
  });
  building.now = tenOClock;
  const desk = new OfficerDesk(building, 'c1', 'ani').open();
  return {
    desk,
    building,
    called: () => calledInTurn(desk, people.length).map(id => names.get(id!)),
  };
}

/** In the order in which they came. */
const mixed: [VisitClass, number][] = [
  ['walk-in', 50],
  ['walk-in', 45],
  ['booked', 20],
  ['walk-in', 18],
  ['vulnerable', 10],
  ['booked', 8],
  ['vulnerable', 5],
];

describe('CALL-11: each queue calls by its own policy', () => {
  test('accumulating: urgency grows with the rate of the class', () => {
    // Urgencies in minutes: 50, 45, 60, 18, 40, 24, 20.
    expect(lineOf({ kind: 'accumulating' }, mixed).called()).toEqual([
      'booked 3',
      'walk-in 1',
      'walk-in 2',
      'vulnerable 5',
      'booked 6',
      'vulnerable 7',
      'walk-in 4',
    ]);
  });

  test('strict: vulnerable before booked before walk-in', () => {
    expect(lineOf({ kind: 'strict' }, mixed).called()).toEqual([
      'vulnerable 5',
      'vulnerable 7',
      'booked 3',
      'booked 6',
      'walk-in 1',
      'walk-in 2',
      'walk-in 4',
    ]);
  });

  test('fifo: in the order in which they came', () => {
    const names = mixed.map(([name], place) => `${name} ${place + 1}`);
    expect(lineOf({ kind: 'fifo' }, mixed).called()).toEqual(names);
  });

  test('ratio 2: two prioritised by urgency, then one walk-in', () => {
    expect(lineOf({ kind: 'ratio', prioritisedPerWalkIn: 2 }, mixed).called()).toEqual([
      'booked 3',
      'vulnerable 5',
      'walk-in 1',
      'booked 6',
      'vulnerable 7',
      'walk-in 2',
      'walk-in 4',
    ]);
  });

  test('ratio: prioritised visitors count only while walk-ins wait', () => {
    const { desk, building } = lineOf({ kind: 'ratio', prioritisedPerWalkIn: 1 }, []);
    for (let count = 0; count < 3; count += 1) join(building, 'a1', 'vulnerable', building.now);
    calledInTurn(desk, 2);
    building.pass(minuteMs);
    const walkIn = join(building, 'a1', 'walk-in', building.now);
    const [first, second] = calledInTurn(desk, 2);
    expect(first).not.toBe(walkIn);
    expect(second).toBe(walkIn);
  });

  test.each(['accumulating', 'strict', 'fifo', 'ratio'] as const)(
    '%s: a walk-in beyond the longest wait goes first all the same',
    kind => {
      const policy = kind === 'ratio' ? { kind, prioritisedPerWalkIn: 9 } : { kind };
      const people: [VisitClass, number][] = [
        ['vulnerable', 90],
        ['walk-in', 61],
        ['booked', 60],
        ['vulnerable', 59],
      ];
      const { desk } = lineOf(policy, people);
      desk.next();
      expect(desk.leg).toMatchObject({ class: 'walk-in', reason: { policy: 'max-wait' } });
    },
  );
});

/** Counter 2 serves A and B as its preferences say; the other two are closed. */
function shared(...preferences: Partial<Preference>[]) {
  const setup = setupWith(row => {
    row.counters[1]!.preferences = preferences.map(preference => ({
      queueId: 'qb',
      weight: 1,
      when: { kind: 'always' },
      ...preference,
    }));
  });
  const building = new MemoryBuilding(setup);
  return { building, desk: new OfficerDesk(building, 'c2', 'ani').open() };
}

describe('CALL-12: a counter’s share in its queues', () => {
  test.each([
    [1, 'a1'],
    [1.9, 'a1'],
    // Twice the weight makes half the wait as urgent: the earlier one wins the tie.
    [2, 'a1'],
    [2.1, 'b1'],
    [0.1, 'a1'],
  ])('weight %d for B: a1 after 10 minutes or b1 after 5: %s', (weight, winner) => {
    const { building, desk } = shared({ weight });
    building.issue('a1');
    building.pass(5 * minuteMs).issue('b1');
    building.pass(5 * minuteMs);
    desk.next();
    expect(desk.leg?.serviceId).toBe(winner);
  });

  test('a queue helped when idle comes only where nobody of its own can be called', () => {
    const { building, desk } = shared({ when: { kind: 'idle' } });
    const b = building.issue('b1', { class: 'vulnerable' });
    const a = building.pass(50 * minuteMs).issue('a1');
    expect(calledInTurn(desk, 3)).toEqual([a, b, null]);
  });

  test('what is at another counter does not keep it from helping', () => {
    const { building, desk } = shared({ when: { kind: 'idle' } });
    const both = building.issue(['a1', 'a2']);
    new OfficerDesk(building, 'c1', 'budi').open().next();
    const b = building.issue('b1');
    expect(desk.next()).toBe(b);
    expect(desk.leg).toMatchObject({ reason: { isHelp: true, policy: 'accumulating' } });
    expect(both).not.toBe(b);
  });

  test('a queue helped when long is as its own from when somebody waits longer than set', () => {
    const { building, desk } = shared({ when: { kind: 'long', minutes: 10 } });
    const b = building.issue('b1');
    const a = building.pass(5 * minuteMs).issue('a1');
    // Whole seconds count: ten minutes are not longer than ten minutes.
    building.pass(5 * minuteMs + 999);
    expect(desk.next()).toBe(a);
    expect(desk.undo()).toBeNull();
    building.pass(1);
    expect(desk.next()).toBe(b);
    expect(desk.leg?.reason?.isHelp).toBe(true);
  });

  test('who is at another counter makes no line long', () => {
    const { building, desk } = shared({ when: { kind: 'long', minutes: 10 } });
    building.issue(['b1', 'a1']);
    const citra = new OfficerDesk(building, 'c3', 'citra').open();
    citra.next();
    building.pass(11 * minuteMs).issue('b1');
    building.pass(secondMs);
    expect(desk.next()).toBeNull();
  });

  test('CALL-6: helping is said in the reason, and own queues say nothing of it', () => {
    const { building, desk } = shared({ when: { kind: 'idle' } });
    building.issue('a1');
    building.issue('b1');
    desk.next();
    expect(desk.leg?.reason?.isHelp).toBe(false);
  });
});
