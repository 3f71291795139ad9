import { describe, expect, test } from 'vitest';
import { everywhere, MemoryBuilding, minuteMs, secondMs, setupWith } from './memory-building.ts';
import { legOf, legsOf, OfficerDesk } from './officer-desk.ts';

const hall = (setup = setupWith(() => undefined)) => {
  const building = new MemoryBuilding(setup);
  const at = (counterId: string, staffId: string, more = {}) =>
    new OfficerDesk(building, counterId, staffId, more);
  return { building, at };
};

describe('CALL-13: trained', () => {
  test('nobody is called to an officer who is not trained for their errand', () => {
    const { building, at } = hall();
    const ani = at('c1', 'ani', { serviceIds: ['a2'] }).open();
    const first = building.issue('a1');
    const second = building.issue('a2');
    expect(ani.next()).toBe(second);
    ani.start(second);
    ani.finish(second);
    expect(ani.next()).toBeNull();
    expect(ani.choose(first)).toBe('not-trained');
  });

  test('nor taken back, nor called once more', () => {
    const { building, at } = hall();
    const ani = at('c1', 'ani').open();
    const visit = building.issue('a1');
    ani.next();
    ani.park(visit);
    ani.close();
    const budi = at('c1', 'budi', { serviceIds: ['a2'] }).open();
    expect(budi.choose(visit)).toBe('not-trained');
    expect(at('c2', 'citra').open().choose(visit)).toBeNull();
  });

  test('a visitor of several errands is called for the one the officer knows', () => {
    const { building, at } = hall();
    const ani = at('c1', 'ani', { serviceIds: ['a2'] }).open();
    const both = building.issue(['a1', 'a2']);
    expect(ani.next()).toBe(both);
    expect(ani.leg?.serviceId).toBe('a2');
  });
});

/** Ani at counter 1 sends somebody to counter 2, where Budi is. */
function sent(to: { kind: 'counter'; counterId: string } | { kind: 'officer'; staffId: string }) {
  const { building, at } = hall();
  const ani = at('c1', 'ani').open();
  const budi = at('c2', 'budi').open();
  const visit = building.issue('a1');
  ani.serve();
  expect(ani.send(visit, to)).toBeNull();
  return { building, at, ani, budi, visit };
}

describe.each([
  ['counter', { kind: 'counter', counterId: 'c2' }],
  ['officer', { kind: 'officer', staffId: 'budi' }],
] as const)('CALL-13, SEND-5: kept for one %s', (_name, to) => {
  test('waits for them while they are there, also while they pause', () => {
    const { building, ani, budi, visit } = sent(to);
    expect(ani.next()).toBeNull();
    expect(ani.choose(visit)).toBe('kept-for-another');
    building.must({ type: 'pause-counter', actor: budi.actor, counterId: 'c2' });
    expect(ani.next()).toBeNull();
    budi.open();
    expect(budi.next()).toBe(visit);
  });

  test('is anybody’s once they are gone', () => {
    const { ani, budi, visit } = sent(to);
    budi.close();
    expect(ani.next()).toBe(visit);
  });

  test('but of no counter that does not serve the queue', () => {
    const { at, budi, visit } = sent(to);
    budi.close();
    const citra = at('c3', 'citra').open();
    expect(citra.next()).toBeNull();
    expect(citra.choose(visit)).toBe('wrong-queue');
  });

  test('is nobody’s to wait for who is not trained for it', () => {
    const { at, ani, budi, visit } = sent(to);
    budi.close();
    at('c2', 'budi', { serviceIds: ['b1'] }).open();
    expect(ani.next()).toBe(visit);
  });
});

test('SEND-5: an officer who went to a counter of other queues does not keep visitors waiting', () => {
  const { at, ani, budi, visit } = sent({ kind: 'officer', staffId: 'budi' });
  budi.close();
  const elsewhere = at('c3', 'budi').open();
  expect(elsewhere.next()).toBeNull();
  expect(ani.next()).toBe(visit);
});

test('SEND-5: an officer is found at whatever counter they are', () => {
  const { at, ani, budi, visit } = sent({ kind: 'officer', staffId: 'budi' });
  budi.close();
  ani.close();
  expect(at('c1', 'budi').open().next()).toBe(visit);
});

describe('CALL-14: out of order', () => {
  const demanding = setupWith(row => {
    row.queues[0]!.choiceReasonRequired = true;
  });

  test('asks for a reason where the queue demands one, and keeps it', () => {
    const { building, at } = hall(demanding);
    const ani = at('c1', 'ani').open();
    building.issue('a1');
    const second = building.pass(secondMs).issue('a1');
    building.pass(minuteMs);
    const journal = building.journal.length;
    expect(ani.choose(second)).toBe('choice-reason-required');
    expect(building.journal).toHaveLength(journal);
    expect(ani.choose(second, 'short-errand')).toBeNull();
    expect(ani.leg?.reason).toMatchObject({ policy: 'chosen', choice: 'short-errand' });
  });

  test('whoever is next anyway, was set aside or did not come needs none', () => {
    const { building, at } = hall(demanding);
    const ani = at('c1', 'ani').open();
    const first = building.issue('a1');
    const second = building.issue('a1');
    expect(ani.choose(first)).toBeNull();
    ani.park(first);
    ani.next();
    ani.cancel(second);
    building.issue('a1');
    expect(ani.choose(first)).toBeNull();
    expect(ani.leg?.reason).toMatchObject({ policy: 'chosen', choice: null });
  });

  test('a queue that demands none keeps the one that is given', () => {
    const { building, at } = hall();
    const ani = at('c1', 'ani').open();
    building.issue('a1');
    const second = building.issue('a1');
    expect(ani.choose(second, 'returned')).toBeNull();
    expect(ani.leg?.reason?.choice).toBe('returned');
  });
});

describe('CALL-15: a counter that calls by itself', () => {
  test('calls as soon as there is somebody, and again as soon as it is free', () => {
    const { building, at } = hall();
    const ani = at('c1', 'ani').open().auto(true);
    const first = building.issue('a1');
    expect(ani.visitId).toBe(first);
    expect(ani.leg?.reason?.policy).toBe('accumulating');
    const second = building.issue('a1');
    ani.start(first);
    ani.finish(first);
    expect(ani.visitId).toBe(second);
  });

  test('calls who waits when it opens, where the set-up says so, and not while it pauses', () => {
    const { building, at } = hall(setupWith(row => (row.counters[0]!.autoCall = true)));
    const first = building.issue('a1');
    const ani = at('c1', 'ani').open();
    expect(ani.visitId).toBe(first);
    ani.cancel(first);
    building.must({ type: 'pause-counter', actor: ani.actor, counterId: 'c1' });
    const second = building.issue('a1');
    expect(ani.visitId).toBeNull();
    ani.open();
    expect(ani.visitId).toBe(second);
  });

  test.each(['undo', 'requeue'] as const)('stops after %s', what => {
    const { building, at } = hall();
    const ani = at('c1', 'ani').open().auto(true);
    const visit = building.issue('a1');
    if (what === 'undo') ani.undo();
    else ani.requeue(visit);
    expect(ani.visitId).toBeNull();
    expect(building.state.counters.get('c1')!.autoCall).toBe(false);
    building.issue('a1');
    expect(ani.visitId).toBeNull();
  });

  test('two of them share who comes, one each', () => {
    const { building, at } = hall();
    const ani = at('c1', 'ani').open().auto(true);
    const budi = at('c2', 'budi').open().auto(true);
    const first = building.issue('a1');
    const second = building.issue('a1');
    expect([ani.visitId, budi.visitId]).toEqual([first, second]);
  });

  test('helps a line that becomes long while nobody does anything', () => {
    const { building, at } = hall(
      setupWith(row => {
        const when = { kind: 'long' as const, minutes: 10 };
        row.counters[1]!.preferences = [{ queueId: 'qb', weight: 1, when }];
      }),
    );
    const budi = at('c2', 'budi').open().auto(true);
    const visit = building.issue('b1');
    const look = { type: 'roll-day', actor: { role: 'system' } } as const;
    building.pass(10 * minuteMs).must(look);
    expect(budi.visitId).toBeNull();
    building.pass(secondMs).must(look);
    expect(budi.visitId).toBe(visit);
  });

  test('UNDO-1: a press is taken back with the call that came by itself with it', () => {
    const { building, at } = hall();
    const ani = at('c1', 'ani').open().auto(true);
    const first = building.issue('a1');
    const second = building.issue('a1');
    ani.start(first);
    ani.finish(first);
    expect(ani.visitId).toBe(second);
    expect(ani.undo()).toBeNull();
    expect(ani.leg).toMatchObject({ visitId: first, state: 'serving' });
    expect(legOf(building, second)).toMatchObject({ state: 'waiting', calls: 0, reason: null });
  });

  test('UNDO-1: also where who was sent on was called by the same counter at once', () => {
    const { building, at } = hall();
    const ani = at('c1', 'ani').open().auto(true);
    const visit = building.issue('a1');
    ani.start(visit);
    expect(ani.send(visit, { kind: 'service', serviceId: 'a2' }, 'first')).toBeNull();
    expect(ani.leg).toMatchObject({ visitId: visit, serviceId: 'a2', state: 'called' });
    expect(ani.undo()).toBeNull();
    expect(legsOf(building, visit)).toHaveLength(1);
    expect(ani.leg).toMatchObject({ serviceId: 'a1', state: 'serving', outcome: null });
  });
});

describe('CALL-16: who did not come', () => {
  function missed(serviceIds = ['a1']) {
    const { building, at } = hall();
    const ani = at('c1', 'ani').open();
    const visit = building.issue(serviceIds);
    ani.next();
    building.pass(10 * secondMs);
    ani.recall(visit);
    building.pass(3 * minuteMs);
    expect(ani.noShow(visit)).toBeNull();
    return { building, ani, visit };
  }

  test('is called by nobody by itself', () => {
    const { ani } = missed();
    expect(ani.next()).toBeNull();
  });

  test('may be called again for two hours, counted anew', () => {
    const { building, ani, visit } = missed();
    building.pass(120 * minuteMs);
    expect(ani.choose(visit)).toBeNull();
    expect(legOf(building, visit)).toMatchObject({
      calls: 1,
      firstCalledAt: building.now,
      endedAt: null,
    });
    expect(building.state.counters.get('c1')!.ended).toEqual([]);
  });

  test('and not a millisecond longer, nor put back in the line', () => {
    const { building, ani, visit } = missed();
    building.pass(120 * minuteMs + 1);
    expect(ani.choose(visit)).toBe('too-late');
    expect(ani.requeue(visit)).toBe('too-late');
  });

  test('LEG-3: comes not back for an errand that was asked for anew since', () => {
    const { building, ani, visit } = missed(['a1', 'b1']);
    const anew = { actor: everywhere, visitId: visit, serviceId: 'a1' } as const;
    building.must({ type: 'add-service', ...anew });
    expect(ani.requeue(visit)).toBe('already-in-visit');
    expect(ani.choose(visit)).toBeNull();
    expect(ani.leg?.id).toBe(`${visit}-3`);
    expect(ani.undo()).toBeNull();
    ani.cancel(visit);
    expect(ani.choose(visit)).toBeNull();
    expect(ani.leg?.id).toBe(`${visit}-1`);
  });

  test('PARK-4: may be put back in the line with the time already waited', () => {
    const { building, ani, visit } = missed();
    const { ref } = legOf(building, visit);
    const later = building.pass(minuteMs).issue('a1');
    expect(ani.requeue(visit)).toBeNull();
    expect(legOf(building, visit)).toMatchObject({ state: 'waiting', ref, calls: 0 });
    expect(ani.next()).toBe(visit);
    expect(later).not.toBe(visit);
  });
});
