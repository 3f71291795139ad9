import { expect, test } from 'vitest';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { everywhere, MemoryBuilding, minuteMs, tenOClock } from './memory-building.ts';

const delay = (visitId: string) =>
  ({ type: 'delay', actor: { role: 'visitor' }, visitId }) as const;
const callNext = { type: 'call-next', actor: everywhere, counterId: 'c1' } as const;
const open = { type: 'open-counter', actor: everywhere, counterId: 'c1' } as const;
const look = { type: 'roll-day', actor: { role: 'system' } } as const;

const called = (building: MemoryBuilding): string | null => {
  const events = building.must(callNext);
  const event = events.find(({ type }) => type === 'leg-called');
  return event ? building.state.visits.get(event.visitId!)!.label : null;
};

test('DELAY-1: who asks for more time is called by nobody meanwhile, and nobody is pushed back', () => {
  const building = new MemoryBuilding();
  building.must(open);
  const first = building.issue('a1');
  building.pass(1000).issue('a1');
  building.must(delay(first));
  expect(called(building)).toBe('A002');
});

test('DELAY-2: ten minutes later they are back by themselves, with the time already waited', () => {
  const building = new MemoryBuilding();
  const first = building.issue(['a1', 'b1']);
  const { ref } = building.state.visits.get(first)!.legs[0]!;
  building.pass(1000).issue('a1');
  building.must(delay(first));
  building.now = tenOClock + 1000 + 10 * minuteMs - 1;
  building.must(look);
  expect(building.state.visits.get(first)!.legs.map(leg => leg.state)).toEqual([
    'parked',
    'parked',
  ]);
  building.pass(1).must(look);
  expect(building.state.visits.get(first)!.legs.map(leg => leg.state)).toEqual([
    'waiting',
    'waiting',
  ]);
  expect(building.state.visits.get(first)!.legs[0]!.ref).toBe(ref);
  building.must(open);
  expect(called(building)).toBe('A001');
  expect(brokenInvariants(building.state)).toEqual([]);
});

test('DELAY-1: it can be asked for once, and only by who waits', () => {
  const building = new MemoryBuilding();
  const first = building.issue('a1');
  building.must(delay(first));
  expect(building.refusalOf(delay(first))?.refused).toBe('wrong-state');
  building.pass(10 * minuteMs).must(look);
  expect(building.refusalOf(delay(first))).toMatchObject({ refused: 'delay-limit' });
  expect(building.refusalOf(delay('nobody'))?.refused).toBe('unknown-ticket');
  building.must(open);
  const second = building.issue('a1');
  expect(called(building)).toBe('A001');
  expect(building.refusalOf(delay(first))?.refused).toBe('wrong-state');
  expect(building.refusalOf(delay(second))).toBeNull();
});

test('DELAY-3: an officer may take back somebody who asked for time and is here after all', () => {
  const building = new MemoryBuilding();
  const first = building.issue('a1');
  building.must(delay(first));
  building.must({ type: 'unpark', actor: everywhere, visitId: first });
  building.must(open);
  expect(called(building)).toBe('A001');
});
