import { describe, expect, test } from 'vitest';
import { MemoryBuilding, minuteMs, secondMs, setupWith } from './memory-building.ts';
import { legOf, OfficerDesk } from './officer-desk.ts';

/** Ani at counter 1 with somebody called, others behind them, one a second. */
function hall(behind = 0, setup = setupWith(() => undefined)) {
  const building = new MemoryBuilding(setup);
  const ani = new OfficerDesk(building, 'c1', 'ani').open();
  const visit = building.issue('a1');
  const others = Array.from({ length: behind }, () => building.pass(secondMs).issue('a1'));
  building.pass(minuteMs);
  ani.next();
  const line = (): string[] =>
    [...building.state.queues.get('qa')!.lines['walk-in']].map(({ visitId }) => visitId);
  return { building, ani, visit, others, line };
}

describe('PARK-1: set aside', () => {
  test.each(['called', 'serving'])('who is %s: the counter is free, the place is kept', from => {
    const { building, ani, visit, others } = hall(1);
    const { ref } = legOf(building, visit);
    if (from === 'serving') ani.start(visit);
    expect(ani.park(visit)).toBeNull();
    expect(ani.leg).toBeNull();
    const leg = legOf(building, visit);
    expect(leg).toMatchObject({ state: 'parked', ref, counterId: null, startedAt: null });
    expect(ani.next()).toBe(others[0]);
  });

  test('reason and reminder are kept: the building’s minutes, or the officer’s own', () => {
    const { building, ani, visit } = hall();
    ani.park(visit);
    const since = building.now;
    const kept = { reason: 'documents', since, counterId: 'c1', noteId: null };
    expect(legOf(building, visit).parking).toEqual({ ...kept, remindAt: since + 15 * minuteMs });
    ani.choose(visit);
    expect(legOf(building, visit).parking).toBeNull();
    ani.park(visit, 40);
    expect(legOf(building, visit).parking!.remindAt).toBe(since + 40 * minuteMs);
  });

  test('the note of it is named, and its text is nowhere in the journal', () => {
    const { building, ani, visit } = hall();
    const note = { noteId: 'n-1', text: 'KTP Budi belum ada' };
    building.must({ type: 'park', actor: ani.actor, visitId: visit, reason: 'documents', note });
    expect(legOf(building, visit).parking!.noteId).toBe('n-1');
    expect(JSON.stringify(building.journal)).not.toContain('Budi');
  });
});

describe('PARK-2: taken back', () => {
  test('by calling, counted anew', () => {
    const { building, ani, visit } = hall();
    building.pass(11 * secondMs);
    ani.recall(visit);
    ani.park(visit);
    building.pass(minuteMs);
    expect(ani.choose(visit)).toBeNull();
    const { now } = building;
    expect(legOf(building, visit)).toMatchObject({
      state: 'called',
      calls: 1,
      firstCalledAt: now,
      parking: null,
      reason: { policy: 'chosen' },
    });
  });

  test('into the line, with the ref they had', () => {
    const { building, ani, visit, others, line } = hall(2);
    const { ref } = legOf(building, visit);
    ani.park(visit);
    expect(line()).toEqual(others);
    expect(ani.unpark(visit)).toBeNull();
    expect(line()).toEqual([visit, ...others]);
    expect(legOf(building, visit)).toMatchObject({ ref, calls: 0, parking: null, reason: null });
    expect(ani.next()).toBe(visit);
  });

  test('by another counter of the queue', () => {
    const { building, ani, visit } = hall();
    ani.park(visit);
    const budi = new OfficerDesk(building, 'c2', 'budi').open();
    expect(budi.choose(visit)).toBeNull();
    expect(budi.visitId).toBe(visit);
  });
});

test('PARK-3: who is set aside is called by nobody by itself', () => {
  const { building, ani, visit } = hall();
  ani.park(visit);
  expect(ani.next()).toBeNull();
  ani.auto(true);
  building.pass(60 * minuteMs).must({ type: 'roll-day', actor: { role: 'system' } });
  expect(ani.leg).toBeNull();
  expect(legOf(building, visit).state).toBe('parked');
});

describe('PARK-4: back in the line', () => {
  test('who did not come goes three places back', () => {
    const { ani, visit, others, line } = hall(5);
    expect(ani.requeue(visit)).toBeNull();
    const [first, second, third, ...rest] = others;
    expect(line()).toEqual([first, second, third, visit, ...rest]);
  });

  test.each([
    [2, 2],
    [0, 0],
  ])('and behind all %i where they are fewer', (behind, place) => {
    const { ani, visit, line } = hall(behind);
    ani.requeue(visit);
    expect(line().indexOf(visit)).toBe(place);
  });

  test('as many places as the building says, among their class', () => {
    const setup = setupWith(row => (row.rules.requeuePlaces = 1));
    const { building, ani, visit, others, line } = hall(3, setup);
    building.issue('a1', { class: 'vulnerable' });
    ani.requeue(visit);
    expect(line()).toEqual([others[0], visit, others[1], others[2]]);
  });

  test('who was being served keeps the time already waited', () => {
    const { building, ani, visit, others, line } = hall(3);
    const { ref } = legOf(building, visit);
    ani.start(visit);
    expect(ani.requeue(visit)).toBeNull();
    expect(line()).toEqual([visit, ...others]);
    expect(legOf(building, visit)).toMatchObject({ ref, startedAt: null, counterId: null });
  });

  test('last is behind all others', () => {
    const { building, ani, visit, others, line } = hall(4);
    expect(ani.requeue(visit, 'last')).toBeNull();
    expect(line()).toEqual([...others, visit]);
    expect(legOf(building, visit).ref).toBe(building.now);
  });

  test('who was put before all others stays there in order, and not when put back', () => {
    for (const [place, expected] of [
      ['order', 0],
      ['back', 3],
      ['last', 4],
    ] as const) {
      const { building, ani, others, line } = hall(4);
      const [sent] = others;
      ani.cancel(ani.visitId!);
      ani.choose(sent!);
      ani.start(sent!);
      building.issue('a1');
      building.pass(minuteMs);
      ani.send(sent!, { kind: 'service', serviceId: 'a2' }, 'first');
      expect(ani.next()).toBe(sent);
      expect(ani.requeue(sent!, place)).toBeNull();
      expect(line().indexOf(sent!), place).toBe(expected);
    }
  });

  test('and is counted anew', () => {
    const { building, ani, visit } = hall(1);
    ani.requeue(visit, 'order');
    expect(ani.next()).toBe(visit);
    expect(legOf(building, visit)).toMatchObject({ calls: 1, firstCalledAt: building.now });
  });
});
