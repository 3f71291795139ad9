import { describe, expect, test } from 'vitest';
import { everywhere, MemoryBuilding } from './memory-building.ts';
import { legOf, OfficerDesk } from './officer-desk.ts';

const hall = () => {
  const building = new MemoryBuilding();
  const ani = new OfficerDesk(building, 'c1', 'ani').open();
  const budi = new OfficerDesk(building, 'c1', 'budi', { serviceIds: ['a2'] });
  return { building, ani, budi, counter: () => building.state.counters.get('c1')! };
};

describe('TAKE-1: another officer’s counter', () => {
  test('is not taken by opening it', () => {
    const { building, budi, counter } = hall();
    const known = building.journal.length;
    expect(budi.tryOpen()).toBe('counter-taken');
    expect(budi.tryNext()).toBe('counter-taken');
    expect(building.journal).toHaveLength(known);
    expect(counter().staffId).toBe('ani');
  });

  test('is taken over when asked for; the other may then not act', () => {
    const { building, ani, budi, counter } = hall();
    const visit = building.issue('a1');
    ani.serve();
    budi.open(true);
    expect(counter()).toMatchObject({ staffId: 'budi', serviceIds: ['a2'], state: 'open' });
    expect(building.journal.at(-1)).toMatchObject({
      type: 'counter-taken-over',
      staffId: 'budi',
      data: { fromStaffId: 'ani' },
    });
    expect(ani.finish(visit)).toBe('counter-taken');
    expect(ani.tryNext()).toBe('counter-taken');
    expect(ani.undo()).toBe('counter-taken');
    expect(ani.requeue(visit)).toBe('counter-taken');
    expect(ani.cancel(visit)).toBe('not-this-counter');
    expect(budi.finish(visit)).toBeNull();
    expect(legOf(building, visit).state).toBe('done');
    // Trained for less than she was: whoever comes next is called by what he knows.
    building.issue('a1');
    expect(budi.next()).toBeNull();
  });

  test('may be asked for back', () => {
    const { ani, budi, counter } = hall();
    budi.open(true);
    ani.open(true);
    expect(counter().staffId).toBe('ani');
  });

  test('a pause ends with it', () => {
    const { building, ani, budi, counter } = hall();
    building.must({ type: 'pause-counter', actor: ani.actor, counterId: 'c1' });
    budi.open(true);
    expect(counter()).toMatchObject({ state: 'open', staffId: 'budi', pauseReason: null });
  });

  test('that a supervisor opened for whoever comes needs no asking', () => {
    const building = new MemoryBuilding().open('c1');
    const ani = new OfficerDesk(building, 'c1', 'ani');
    expect(building.state.counters.get('c1')!.staffId).toBeNull();
    expect(ani.tryOpen()).toBeNull();
    expect(building.state.counters.get('c1')!.staffId).toBe('ani');
  });

  test('a supervisor acts there for the officer, and it stays theirs', () => {
    const { building, ani, counter } = hall();
    const visit = building.issue('a1');
    building.callNext('c1');
    building.must({ type: 'open-counter', actor: everywhere, counterId: 'c1' });
    expect(counter().staffId).toBe('ani');
    expect(ani.start(visit)).toBeNull();
    expect(building.journal.findLast(({ type }) => type === 'leg-called')!.staffId).toBe('staff-s');
  });

  test('is free for the next once it was closed', () => {
    const { ani, budi, counter } = hall();
    ani.close();
    expect(counter()).toMatchObject({ staffId: null, serviceIds: null, autoCall: false });
    expect(budi.tryOpen()).toBeNull();
  });
});
