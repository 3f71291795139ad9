import { describe, expect, test } from 'vitest';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { nextLegOf } from '../../server/domain/legs-of-visit.ts';
import { everywhere, hourMs, MemoryBuilding, minuteMs, setupWith } from './memory-building.ts';
import { legsOf, OfficerDesk } from './officer-desk.ts';

const toB = { kind: 'service', serviceId: 'b1' } as const;
const toCounter3 = { kind: 'counter', counterId: 'c3' } as const;

/** Ani at 1 (queue A), Budi at 2 (both), Citra at 3 (queue B). */
function hall(setup = setupWith(() => undefined)) {
  const building = new MemoryBuilding(setup);
  const at = (counterId: string, staffId: string) =>
    new OfficerDesk(building, counterId, staffId).open();
  return { building, ani: at('c1', 'ani'), budi: at('c2', 'budi'), citra: at('c3', 'citra') };
}

/** Five wait for B, one minute apart; then somebody is served at counter 1 and sent there. */
function sentTo(place: 'first' | 'order' | 'last') {
  const { building, ani, citra } = hall();
  const others = Array.from({ length: 5 }, () => building.pass(minuteMs).issue('b1'));
  building.pass(minuteMs);
  const visit = building.issue('a1');
  // They wait for two minutes and a half, and are served for ten.
  building.pass(2.5 * minuteMs);
  ani.serve();
  building.pass(10 * minuteMs);
  const later = building.issue('b1');
  building.pass(minuteMs);
  expect(ani.send(visit, toB, place)).toBeNull();
  const line = [...building.state.queues.get('qb')!.lines['walk-in']].map(leg => leg.visitId);
  return { building, ani, citra, visit, others, later, line };
}

describe('SEND-1: sent on', () => {
  test('the leg is over, a new one waits at the destination, the counter is free', () => {
    const { building, ani, visit } = sentTo('last');
    expect(ani.leg).toBeNull();
    const [first, second, ...more] = legsOf(building, visit);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ state: 'done', outcome: 'transferred', counterId: 'c1' });
    expect(second).toMatchObject({
      state: 'waiting',
      serviceId: 'b1',
      queueId: 'qb',
      target: null,
    });
    expect(building.label(visit)).toBe('A001');
  });

  test('first: before all others, whatever their urgency', () => {
    const { building, citra, visit } = sentTo('first');
    building.issue('b1', { class: 'vulnerable' });
    building.pass(hourMs);
    expect(citra.next()).toBe(visit);
    expect(citra.leg?.reason?.policy).toBe('first');
  });

  test('last: behind everybody who waits', () => {
    const { visit, others, later, line } = sentTo('last');
    expect(line).toEqual([...others, later, visit]);
  });

  test('to a counter or an officer: for them alone, with the same errand', () => {
    const { building, ani, budi } = hall();
    const visit = building.issue('a1');
    ani.serve();
    expect(ani.send(visit, { kind: 'officer', staffId: 'budi' })).toBeNull();
    expect(legsOf(building, visit)[1]).toMatchObject({
      serviceId: 'a1',
      queueId: 'qa',
      target: { staffId: 'budi' },
    });
    budi.serve();
    expect(budi.send(visit, toCounter3)).toBeNull();
    // Counter 3 does not serve A: its own line takes the errand.
    expect(legsOf(building, visit)[2]).toMatchObject({
      serviceId: 'a1',
      queueId: 'qb',
      target: { counterId: 'c3' },
    });
  });

  test('who was only called is sent on as well', () => {
    const { building, ani } = hall();
    const visit = building.issue('a1');
    ani.next();
    expect(ani.send(visit, toB)).toBeNull();
  });

  test('HOURS-4: within one queue it stays one errand of the quota, elsewhere it is one more', () => {
    const { building, ani, budi } = hall();
    const visit = building.issue('a1');
    ani.serve();
    ani.send(visit, { kind: 'counter', counterId: 'c2' });
    expect(building.state.queues.get('qa')!.issued).toBe(1);
    budi.serve();
    budi.send(visit, toB);
    expect(building.state.queues.get('qb')!.issued).toBe(1);
  });
});

describe('SEND-2: in order keeps the credit of all time waited', () => {
  test('among those who have waited as long, not the time of the service', () => {
    const { building, visit, others, later, line } = sentTo('order');
    const leg = legsOf(building, visit)[1]!;
    expect(leg.ref).toBe(building.now - 2.5 * minuteMs);
    // The last one came a minute ago, the others more than ten.
    expect(line).toEqual([...others, visit, later]);
  });

  test('from leg to leg', () => {
    const { building, ani, citra, budi } = hall();
    const visit = building.issue('a1');
    building.pass(4 * minuteMs);
    ani.serve();
    building.pass(minuteMs);
    ani.send(visit, toB);
    building.pass(3 * minuteMs);
    citra.serve();
    building.pass(minuteMs);
    citra.send(visit, { kind: 'officer', staffId: 'budi' });
    // Four minutes and three; the services are no waiting.
    expect(legsOf(building, visit)[2]!.ref).toBe(building.now - 7 * minuteMs);
    expect(budi.next()).toBe(visit);
  });
});

describe('SEND-3: where nobody can be sent', () => {
  const hours = (closes: string, lastTicketMinutes: number) =>
    setupWith(row => {
      const periods = [{ days: [0, 1, 2, 3, 4, 5, 6], opens: '08:00', closes }];
      row.agencies.push({ ...row.agencies[0]!, id: 'b', hours: { periods, lastTicketMinutes } });
      row.queues[1]!.agencyId = 'b';
    });

  test.each([
    ['after the last ticket', hours('12:00', 600), null],
    ['after closing', hours('09:00', 0), 'destination-closed'],
    [
      'with a used-up quota',
      setupWith(row => (row.queues[1]!.quotaPerDay = 0)),
      'destination-closed',
    ],
  ] as const)('%s: %s', (_name, setup, refused) => {
    const { building, ani } = hall(setup);
    const visit = building.issue('a1');
    ani.serve();
    expect(ani.send(visit, toB)).toBe(refused);
    if (refused) expect(ani.visitId).toBe(visit);
  });

  test('to the same place, an unknown one, one that is closed, or nobody', () => {
    const { building, ani, citra } = hall();
    const visit = building.issue('a1');
    ani.serve();
    citra.close();
    const refused = (to: Parameters<OfficerDesk['send']>[1]) => ani.send(visit, to);
    expect(refused({ kind: 'service', serviceId: 'a1' })).toBe('same-destination');
    expect(refused({ kind: 'counter', counterId: 'c1' })).toBe('same-destination');
    expect(refused({ kind: 'officer', staffId: 'ani' })).toBe('same-destination');
    expect(refused({ kind: 'service', serviceId: 'z9' })).toBe('unknown-service');
    expect(refused({ kind: 'counter', counterId: 'c9' })).toBe('unknown-counter');
    expect(refused(toCounter3)).toBe('destination-closed');
    expect(refused({ kind: 'officer', staffId: 'citra' })).toBe('officer-not-here');
  });

  test('SEND-5: to an officer who is not trained for it', () => {
    const { building, ani, budi } = hall();
    budi.close();
    new OfficerDesk(building, 'c2', 'budi', { serviceIds: ['b1'] }).open();
    const visit = building.issue('a1');
    ani.serve();
    expect(ani.send(visit, { kind: 'officer', staffId: 'budi' })).toBe('not-trained');
    expect(ani.send(visit, { kind: 'counter', counterId: 'c2' })).toBe('not-trained');
  });

  test('a used-up quota of their own queue does not stop who has a place of it', () => {
    const { building, ani } = hall(setupWith(row => (row.queues[0]!.quotaPerDay = 1)));
    const visit = building.issue('a1');
    ani.serve();
    expect(ani.send(visit, { kind: 'service', serviceId: 'a2' })).toBeNull();
  });
});

describe('SEND-4: with a way back', () => {
  test('after finishing there the visitor is first again at the sender, and at no other', () => {
    const { building, ani, budi, citra } = hall();
    const visit = building.issue('a1');
    ani.serve();
    expect(ani.send(visit, toB, 'order', true)).toBeNull();
    const other = building.issue('a1', { class: 'vulnerable' });
    building.pass(30 * minuteMs);
    citra.serve();
    expect(citra.finish(visit)).toBeNull();
    expect(legsOf(building, visit)[2]).toMatchObject({
      serviceId: 'a1',
      queueId: 'qa',
      isFirst: true,
      isCounted: false,
      target: { counterId: 'c1' },
      returnTo: null,
    });
    expect(budi.next()).toBe(other);
    expect(ani.next()).toBe(visit);
    ani.start(visit);
    ani.finish(visit);
    expect(legsOf(building, visit)).toHaveLength(3);
  });

  test('the way back stays open while they are sent further', () => {
    const { building, ani, budi, citra } = hall();
    const visit = building.issue('a1');
    ani.serve();
    ani.send(visit, toB, 'order', true);
    citra.serve();
    citra.send(visit, { kind: 'counter', counterId: 'c2' });
    budi.serve();
    budi.finish(visit);
    expect(ani.next()).toBe(visit);
  });

  test('ways back lie one behind the other', () => {
    const { building, ani, budi, citra } = hall();
    const visit = building.issue('a1');
    ani.serve();
    ani.send(visit, toB, 'order', true);
    citra.serve();
    citra.send(visit, { kind: 'counter', counterId: 'c2' }, 'first', true);
    budi.serve();
    budi.finish(visit);
    expect(citra.next()).toBe(visit);
    citra.start(visit);
    citra.finish(visit);
    expect(ani.next()).toBe(visit);
    expect(brokenInvariants(building.state)).toEqual([]);
  });

  test('LEG-3: what they come back for is not asked for twice', () => {
    const { building, ani, citra } = hall();
    const visit = building.issue('a1');
    ani.serve();
    ani.send(visit, toB, 'order', true);
    citra.serve();
    expect(citra.add(visit, 'a1')).toBe('already-in-visit');
  });
});

describe('LEG-1, LEG-2, LEG-3, LEG-4: several errands under one number', () => {
  test('LEG-1: are never callable at two counters', () => {
    const { building, ani, citra } = hall();
    const visit = building.issue(['a1', 'b1']);
    expect(ani.next()).toBe(visit);
    expect(citra.next()).toBeNull();
    expect(citra.choose(visit)).toBe('visitor-elsewhere');
    ani.start(visit);
    expect(ani.add(visit, 'a2')).toBeNull();
    ani.finish(visit);
    expect(citra.next()).toBe(visit);
    expect(ani.next()).toBeNull();
  });

  test('LEG-2: go next where the wait is shortest', () => {
    const { building, citra } = hall();
    for (let count = 0; count < 8; count += 1) building.issue('b1');
    const visit = building.issue(['b1', 'a1']);
    building.pass(minuteMs);
    const next = () => nextLegOf(building.state, building.state.visits.get(visit)!, building.now);
    expect(next()?.serviceId).toBe('a1');
    citra.close();
    expect(next()?.serviceId).toBe('a1');
  });

  test('LEG-2: of equal waits the one that was asked for first', () => {
    const building = new MemoryBuilding();
    const visit = building.issue(['a2', 'a1']);
    const next = nextLegOf(building.state, building.state.visits.get(visit)!, building.now);
    expect(next?.serviceId).toBe('a2');
  });

  test('LEG-3: an added errand counts from when the visitor first waited', () => {
    const { building, ani, citra } = hall();
    const visit = building.issue('a1');
    const came = building.now;
    const later = building.pass(minuteMs).issue('b1');
    building.pass(20 * minuteMs);
    ani.serve();
    building.pass(10 * minuteMs);
    expect(ani.add(visit, 'b1')).toBeNull();
    expect(legsOf(building, visit)[1]).toMatchObject({ ref: came, enqueuedAt: building.now });
    ani.finish(visit);
    expect(citra.next()).toBe(visit);
    expect(later).not.toBe(visit);
  });

  test('LEG-3: the same errand twice is refused, and one that is over is not', () => {
    const { building, ani } = hall();
    const visit = building.issue(['a1', 'b1']);
    ani.serve();
    expect(ani.add(visit, 'a1')).toBe('already-in-visit');
    expect(ani.add(visit, 'b1')).toBe('already-in-visit');
    expect(ani.send(visit, toB)).toBe('already-in-visit');
    expect(ani.add(visit, 'z9')).toBe('unknown-service');
    ani.finish(visit);
    building.must({ type: 'add-service', actor: everywhere, visitId: visit, serviceId: 'a1' });
    expect(legsOf(building, visit).map(({ state }) => state)).toEqual([
      'done',
      'waiting',
      'waiting',
    ]);
  });

  test('LEG-3: a supervisor adds one to who waits, an officer to who is at their counter', () => {
    const { building, ani } = hall();
    const visit = building.issue('b1');
    expect(ani.add(visit, 'a1')).toBe('wrong-state');
    building.must({ type: 'add-service', actor: everywhere, visitId: visit, serviceId: 'a1' });
    expect(ani.next()).toBe(visit);
  });

  test('LEG-1: at most twenty under one number', () => {
    const { building, ani } = hall(
      setupWith(row => {
        const [service] = row.services;
        for (let place = 0; place < 25; place += 1) {
          row.services.push({ ...service!, id: `x${place}`, code: `x${place}` });
        }
      }),
    );
    const visit = building.issue('a1');
    ani.serve();
    for (let place = 0; place < 19; place += 1) expect(ani.add(visit, `x${place}`)).toBeNull();
    expect(ani.add(visit, 'x19')).toBe('too-many-legs');
    expect(ani.send(visit, toB)).toBe('too-many-legs');
    expect(ani.finish(visit)).toBeNull();
  });

  test('LEG-4: the errand is changed within what the counter serves, and with it the line', () => {
    const { building, ani, budi } = hall();
    const visit = building.issue('a1');
    ani.serve();
    expect(ani.change(visit, 'b1')).toBe('wrong-queue');
    expect(ani.change(visit, 'a1')).toBe('same-destination');
    expect(ani.change(visit, 'a2')).toBeNull();
    ani.finish(visit);
    const other = building.issue(['a1', 'a2']);
    budi.serve();
    expect(budi.change(other, 'a2')).toBe('already-in-visit');
    expect(budi.change(other, 'b1')).toBeNull();
    expect(building.state.queues.get('qb')!.issued).toBe(1);
    expect(budi.requeue(other)).toBeNull();
    const line = [...building.state.queues.get('qb')!.lines['walk-in']];
    expect(line.map(leg => [leg.visitId, leg.serviceId])).toEqual([[other, 'b1']]);
    expect(brokenInvariants(building.state)).toEqual([]);
  });
});
