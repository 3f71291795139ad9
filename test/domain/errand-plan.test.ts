import { expect, test } from 'vitest';
import { planOf } from '../../server/domain/errand-plan.ts';
import { everywhere, MemoryBuilding } from './memory-building.ts';

const open = (building: MemoryBuilding, ...counterIds: string[]): void => {
  for (const counterId of counterIds) {
    building.must({ type: 'open-counter', actor: everywhere, counterId });
  }
};

test('PLAN-1: of several errands the one with the shorter line comes first', () => {
  const building = new MemoryBuilding();
  open(building, 'c1', 'c3');
  for (let place = 0; place < 8; place += 1) building.pass(1000).issue('a1');
  const plan = planOf(building.state, ['a1', 'b1'], building.now);
  expect(plan.errands.map(({ serviceId }) => serviceId)).toEqual(['b1', 'a1']);
});

test('PLAN-1: the whole is at least every wait, and at least the services one after the other', () => {
  const building = new MemoryBuilding();
  open(building, 'c1', 'c2', 'c3');
  const idle = planOf(building.state, ['a1', 'a2', 'b1'], building.now);
  // 8, 4 and 12 minutes without any waiting.
  expect(idle.total!.fromMinutes).toBeGreaterThanOrEqual(25);
  for (let place = 0; place < 30; place += 1) building.pass(1000).issue('a1');
  const busy = planOf(building.state, ['a1', 'b1'], building.now);
  const longest = Math.max(...busy.errands.map(({ estimate }) => estimate!.toMinutes));
  expect(busy.total!.toMinutes).toBeGreaterThan(longest);
});

test('PLAN-1: one errand is its wait and its service', () => {
  const building = new MemoryBuilding();
  open(building, 'c1');
  expect(planOf(building.state, ['a1'], building.now)).toEqual({
    errands: [{ serviceId: 'a1', estimate: { fromMinutes: 0, toMinutes: 5 } }],
    total: { fromMinutes: 10, toMinutes: 15 },
  });
});
