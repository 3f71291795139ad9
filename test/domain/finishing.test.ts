import { describe, expect, test } from 'vitest';
import { MemoryBuilding, minuteMs, setupWith } from './memory-building.ts';
import { legOf, legsOf, OfficerDesk } from './officer-desk.ts';

function hall(setup = setupWith(() => undefined)) {
  const building = new MemoryBuilding(setup);
  const at = (counterId: string, staffId: string) => new OfficerDesk(building, counterId, staffId);
  return { building, ani: at('c2', 'ani').open(), at };
}

describe('FINISH-1: how a service ended', () => {
  test('the outcome and what was delivered are kept', () => {
    const { building, ani } = hall();
    const visit = building.issue('a1');
    ani.serve();
    expect(
      ani.finish(visit, { outcome: 'incomplete', deliveredServiceIds: ['a1', 'a2', 'a1'] }),
    ).toBeNull();
    expect(legOf(building, visit)).toMatchObject({ state: 'done', outcome: 'incomplete' });
    expect(building.journal.at(-1)!.data).toEqual({
      outcome: 'incomplete',
      deliveredServiceIds: ['a1', 'a2'],
      by: 'staff',
    });
  });

  test('without a word it was completed', () => {
    const { building, ani } = hall();
    const visit = building.issue('a1');
    ani.serve();
    ani.finish(visit);
    expect(legOf(building, visit).outcome).toBe('completed');
  });

  test('where the queue demands an outcome it is refused without', () => {
    const { building, ani } = hall(setupWith(row => (row.queues[0]!.outcomeRequired = true)));
    const visit = building.issue('a1');
    ani.serve();
    expect(ani.finish(visit)).toBe('outcome-required');
    expect(ani.tryNext({})).toBe('outcome-required');
    expect(ani.visitId).toBe(visit);
    expect(ani.finish(visit, { outcome: 'continued' })).toBeNull();
  });

  test('where the queue demands what was delivered it is refused without, but not where nothing was', () => {
    const { building, ani } = hall(setupWith(row => (row.queues[0]!.deliveredRequired = true)));
    const visit = building.issue('a1');
    ani.serve();
    expect(ani.finish(visit)).toBe('delivered-required');
    expect(ani.finish(visit, { deliveredServiceIds: [] })).toBe('delivered-required');
    expect(ani.finish(visit, { deliveredServiceIds: ['z9'] })).toBe('unknown-service');
    expect(ani.finish(visit, { outcome: 'incomplete' })).toBeNull();
  });
});

describe('FINISH-2: delivered along', () => {
  test('waiting and parked errands that were delivered end with the one that was served', () => {
    const { building, ani } = hall();
    const visit = building.issue(['a1', 'a2', 'b1']);
    ani.next();
    ani.park(visit);
    ani.serve();
    expect(ani.leg?.serviceId).toBe('a2');
    building.pass(minuteMs);
    expect(ani.finish(visit, { deliveredServiceIds: ['a1', 'a2', 'b1'] })).toBeNull();
    const at = { state: 'done', outcome: 'completed', counterId: 'c2', endedAt: building.now };
    for (const leg of legsOf(building, visit)) expect(leg).toMatchObject({ ...at, parking: null });
    expect(building.state.counters.get('c2')!.ended).toHaveLength(3);
    expect(ani.next()).toBeNull();
  });

  test('of queues that this counter serves only', () => {
    const { building, at } = hall();
    const citra = at('c3', 'citra').open();
    const visit = building.issue(['b1', 'a1']);
    citra.serve();
    expect(citra.finish(visit, { deliveredServiceIds: ['a1'] })).toBe('wrong-queue');
    expect(citra.visitId).toBe(visit);
  });

  test('what the visitor had not asked for is kept as delivered, and ends nothing', () => {
    const { building, ani } = hall();
    const visit = building.issue('a1');
    ani.serve();
    expect(ani.finish(visit, { deliveredServiceIds: ['b1'] })).toBeNull();
    expect(legsOf(building, visit)).toHaveLength(1);
  });
});

describe('FINISH-4: finishing and calling the next', () => {
  test('is one step, one entry after the other', () => {
    const { building, ani } = hall();
    const first = building.issue('a1');
    const second = building.issue('a1');
    ani.serve();
    const known = building.journal.length;
    expect(ani.next({ outcome: 'completed' })).toBe(second);
    const entries = building.journal.slice(known);
    expect(entries.map(({ type, visitId }) => [type, visitId])).toEqual([
      ['leg-finished', first],
      ['leg-called', second],
    ]);
    expect(new Set(entries.map(({ at }) => at)).size).toBe(1);
  });

  test('a refused finish calls nobody', () => {
    const { building, ani } = hall();
    const first = building.issue('a1');
    building.issue('a1');
    ani.serve();
    const known = building.journal.length;
    expect(ani.tryNext({ deliveredServiceIds: ['z9'] })).toBe('unknown-service');
    expect(building.journal).toHaveLength(known);
    expect(ani.visitId).toBe(first);
  });

  test('it is not done to somebody who has only been called', () => {
    const { building, ani } = hall();
    building.issue('a1');
    ani.next();
    expect(ani.tryNext({})).toBe('counter-occupied');
  });

  test('the next may be the same visitor with another errand, but none that ended along', () => {
    const { building, ani } = hall();
    const visit = building.issue(['a1', 'a2', 'b1']);
    ani.serve();
    expect(ani.next({ deliveredServiceIds: ['a2'] })).toBe(visit);
    expect(ani.leg?.serviceId).toBe('b1');
  });

  test('without saying so only where the building says so', () => {
    const { building, ani } = hall();
    building.issue('a1');
    ani.serve();
    expect(ani.tryNext()).toBe('counter-occupied');
    const other = hall(setupWith(row => (row.rules.nextFinishes = true)));
    const first = other.building.issue('a1');
    const second = other.building.issue('a1');
    other.ani.serve();
    expect(other.ani.next()).toBe(second);
    expect(legOf(other.building, first)).toMatchObject({ state: 'done', outcome: 'completed' });
  });

  test('nobody waits: only the finish', () => {
    const { building, ani } = hall();
    const visit = building.issue('a1');
    ani.serve();
    expect(ani.next({})).toBeNull();
    expect(legOf(building, visit).state).toBe('done');
  });
});

describe('DIRECT-1: a walk-in at the counter', () => {
  test('gets the next number, is served at once and called by nobody', () => {
    const { building, ani } = hall();
    building.issue('a1');
    const known = building.journal.length;
    expect(ani.walkIn('w1', 'a1')).toBeNull();
    expect(building.label('w1')).toBe('A002');
    expect(legOf(building, 'w1')).toMatchObject({
      state: 'serving',
      counterId: 'c2',
      calls: 0,
      callId: null,
      startedAt: building.now,
      reason: { policy: 'direct', passedOver: [], against: null },
    });
    const types = building.journal.slice(known).map(({ type }) => type);
    expect(types).toEqual(['ticket-issued', 'leg-seated']);
    expect(building.label(building.issue('a1'))).toBe('A003');
  });

  test('takes a place of the quota, and is refused where that is used up', () => {
    const { building, ani } = hall(setupWith(row => (row.queues[0]!.quotaPerDay = 1)));
    expect(ani.walkIn('w1', 'a1')).toBeNull();
    ani.finish('w1');
    expect(ani.walkIn('w2', 'a1')).toBe('service-closed');
    expect(building.state.visits.has('w2')).toBe(false);
  });

  test('is served also after the last ticket, by the officer’s leave', () => {
    const { building, ani } = hall(
      setupWith(row => {
        const periods = [{ days: [0, 1, 2, 3, 4, 5, 6], opens: '08:00', closes: '16:00' }];
        row.building.hours = { periods, lastTicketMinutes: 30 };
      }),
    );
    building.pass(5.8 * 60 * minuteMs);
    expect(building.refusalOf(building.issueCommand(['a1']))?.refused).toBe('service-closed');
    expect(ani.walkIn('w1', 'a1')).toBeNull();
  });

  test('only for what the counter serves, and where nobody is', () => {
    const { building, at } = hall();
    const citra = at('c3', 'citra').open();
    expect(citra.walkIn('w1', 'a1')).toBe('wrong-queue');
    expect(citra.walkIn('w1', 'z9')).toBe('unknown-service');
    building.issue('b1');
    citra.next();
    expect(citra.walkIn('w1', 'b1')).toBe('counter-occupied');
  });
});
