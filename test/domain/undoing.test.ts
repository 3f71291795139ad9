import { describe, expect, test } from 'vitest';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import {
  everywhere,
  MemoryBuilding,
  minuteMs,
  secondMs,
  setupWith,
  tenOClock,
} from './memory-building.ts';
import { legOf, legsOf, OfficerDesk } from './officer-desk.ts';
import { join } from './waiting-room.ts';

function hall(setup = setupWith(() => undefined)) {
  const building = new MemoryBuilding(setup);
  const at = (counterId: string, staffId: string) =>
    new OfficerDesk(building, counterId, staffId).open();
  return { building, ani: at('c1', 'ani'), budi: at('c2', 'budi'), citra: at('c3', 'citra') };
}

/** Legs, lines and the counter, but for what undoing itself leaves behind. */
function picture({ state }: MemoryBuilding): string {
  const legs = [...state.legs.values()].map(leg => ({ ...leg, touched: 0, touchedAt: 0 }));
  const lines = [...state.queues.values()].map(({ lines: all, ...queue }) => [
    { ...queue, turns: 0 },
    ...Object.values(all).map(line => [...line].map(({ id }) => id)),
  ]);
  const counters = [...state.counters.values()].map(({ id, leg, ended }) => [
    id,
    leg?.id,
    ended.map(row => row.id),
  ]);
  return JSON.stringify({
    legs,
    lines,
    counters,
    chosen: [...state.chosen].filter(([, count]) => count > 0),
  });
}

type Presses = Record<string, (desk: OfficerDesk, visit: string) => string | null>;
const whileCalled: Presses = {
  start: (desk, visit) => desk.start(visit),
  'no-show': (desk, visit) => desk.noShow(visit),
  requeue: (desk, visit) => desk.requeue(visit),
  'requeue last': (desk, visit) => desk.requeue(visit, 'last'),
  park: (desk, visit) => desk.park(visit),
  transfer: (desk, visit) => desk.send(visit, { kind: 'service', serviceId: 'a2' }),
  'add-service': (desk, visit) => desk.add(visit, 'a2'),
  'change-service': (desk, visit) => desk.change(visit, 'a2'),
  cancel: (desk, visit) => desk.cancel(visit),
};
const whileServing: Presses = {
  finish: (desk, visit) => desk.finish(visit),
  'finish-next': desk => desk.tryNext({}),
  'finish along': (desk, visit) => desk.finish(visit, { deliveredServiceIds: ['a1'] }),
  requeue: (desk, visit) => desk.requeue(visit),
  park: (desk, visit) => desk.park(visit),
  transfer: (desk, visit) => desk.send(visit, { kind: 'counter', counterId: 'c2' }, 'first', true),
  'add-service': (desk, visit) => desk.add(visit, 'a2'),
  'change-service': (desk, visit) => desk.change(visit, 'a2'),
};

describe('UNDO-1: the last press is taken back whole', () => {
  test.each([
    ...Object.keys(whileCalled).map(what => ['called', what] as const),
    ...Object.keys(whileServing).map(what => ['serving', what] as const),
  ])('of who is %s: %s', (state, what) => {
    const rules = setupWith(row => {
      Object.assign(row.rules, { noShowCallsMin: 1, noShowSecondsMin: 0 });
    });
    const { building, ani } = hall(rules);
    const visit = building.issue(['a1', 'b1']);
    for (let count = 0; count < 4; count += 1) building.pass(secondMs).issue('a1');
    building.pass(minuteMs);
    ani.next();
    if (state === 'serving') ani.start(visit);
    building.pass(minuteMs);
    const before = picture(building);
    const press = (state === 'called' ? whileCalled : whileServing)[what]!;
    expect(press(ani, visit)).toBeNull();
    expect(picture(building)).not.toBe(before);
    building.pass(30 * secondMs);
    expect(ani.undo()).toBeNull();
    expect(picture(building)).toBe(before);
    expect(brokenInvariants(building.state)).toEqual([]);
    expect(ani.undo()).toBe('nothing-to-undo');
  });

  test('a call, of who waited, was set aside or did not come', () => {
    for (const from of ['waiting', 'parked', 'no-show']) {
      const { building, ani } = hall(setupWith(row => (row.rules.noShowCallsMin = 1)));
      const visit = building.issue('a1');
      if (from !== 'waiting') ani.next();
      building.pass(4 * minuteMs);
      if (from === 'parked') ani.park(visit);
      if (from === 'no-show') expect(ani.noShow(visit)).toBeNull();
      building.issue('a1');
      const before = picture(building);
      expect(ani.choose(visit)).toBeNull();
      expect(ani.undo()).toBeNull();
      expect(picture(building), from).toBe(before);
    }
  });

  test('what ended at a counter stays in the order in which it ended', () => {
    const { building, ani } = hall(setupWith(row => (row.rules.noShowCallsMin = 1)));
    const missed = building.issue('a1');
    ani.next();
    building.pass(3 * minuteMs);
    expect(ani.noShow(missed)).toBeNull();
    const done = building.issue('a1');
    building.pass(minuteMs);
    ani.serve();
    ani.finish(done);
    ani.choose(missed);
    expect(ani.undo()).toBeNull();
    const ended = building.state.counters.get('c1')!.ended.map(({ visitId }) => visitId);
    expect(ended).toEqual([missed, done]);
  });

  test('a taking back from aside, at the counter where it was set aside', () => {
    const { building, ani } = hall();
    const visit = building.issue('a1');
    ani.next();
    ani.park(visit);
    const before = picture(building);
    expect(ani.unpark(visit)).toBeNull();
    expect(ani.undo()).toBeNull();
    expect(picture(building)).toBe(before);
  });

  test('CALL-11: a call that was taken back was no turn', () => {
    const setup = setupWith(row => {
      row.queues[0]!.policy = { kind: 'ratio', prioritisedPerWalkIn: 2 };
    });
    const building = new MemoryBuilding(setup, tenOClock);
    for (const name of ['walk-in', 'vulnerable', 'vulnerable', 'vulnerable'] as const) {
      join(building, 'a1', name, building.now);
    }
    const ani = new OfficerDesk(building, 'c1', 'ani').open();
    building.pass(minuteMs);
    for (let count = 0; count < 3; count += 1) {
      ani.next();
      expect(ani.leg?.class).toBe('vulnerable');
      ani.undo();
    }
    const classes = Array.from({ length: 4 }, () => {
      ani.next();
      const { class: name, visitId } = ani.leg!;
      ani.start(visitId);
      ani.finish(visitId);
      return name;
    });
    expect(classes).toEqual(['vulnerable', 'vulnerable', 'walk-in', 'vulnerable']);
  });

  test('within 30 s, not a millisecond longer, and as long as the building says', () => {
    const { building, ani } = hall();
    building.issue('a1');
    ani.next();
    building.pass(30 * secondMs + 1);
    expect(ani.undo()).toBe('undo-too-late');
    const short = hall(setupWith(row => (row.rules.undoSeconds = 0)));
    short.building.issue('a1');
    short.ani.next();
    expect(short.ani.undo()).toBeNull();
  });

  test('what it says in the journal names what was undone', () => {
    const { building, ani } = hall();
    building.issue('a1');
    building.issue('a1');
    ani.serve();
    ani.next({});
    const called = ani.leg!.callId;
    const seq = building.journal.findLast(({ type }) => type === 'leg-finished')!.seq;
    ani.undo();
    const undone = building.journal.findLast(({ type }) => type === 'action-undone')!;
    expect(undone.data).toMatchObject({ seq, what: 'finish-next', callIds: [called] });
  });
});

describe('UNDO-2: not when somebody acted on it since', () => {
  test('the visitor was called on', () => {
    const { building, ani, citra } = hall();
    const visit = building.issue('a1');
    ani.serve();
    ani.send(visit, { kind: 'service', serviceId: 'b1' });
    expect(citra.next()).toBe(visit);
    expect(ani.undo()).toBe('cannot-undo');
    // Not even where that was taken back: somebody had acted.
    citra.undo();
    expect(ani.undo()).toBe('cannot-undo');
  });

  test('the visitor is at another counter with another errand', () => {
    const { building, ani, citra } = hall();
    const visit = building.issue(['a1', 'b1']);
    ani.serve();
    ani.finish(visit);
    expect(citra.next()).toBe(visit);
    expect(ani.undo()).toBe('cannot-undo');
  });

  test('the visitor asked for the same errand again', () => {
    const { building, ani } = hall();
    const visit = building.issue(['a1', 'b1']);
    ani.serve();
    ani.finish(visit);
    building.must({ type: 'add-service', actor: everywhere, visitId: visit, serviceId: 'a1' });
    expect(ani.undo()).toBe('cannot-undo');
    expect(brokenInvariants(building.state)).toEqual([]);
  });

  test('the visitor left', () => {
    const { building, ani } = hall();
    const visit = building.issue('a1');
    ani.next();
    building.must({ type: 'cancel', actor: { role: 'visitor' }, visitId: visit });
    expect(ani.undo()).toBe('cannot-undo');
    expect(legOf(building, visit).state).toBe('cancelled');
  });

  test('a recall was heard by everybody: nothing is taken back', () => {
    const { building, ani } = hall();
    const visit = building.issue('a1');
    ani.next();
    building.pass(10 * secondMs);
    ani.recall(visit);
    expect(ani.undo()).toBe('nothing-to-undo');
  });

  test('what others do with somebody whom she had set aside is not her press', () => {
    const { building, ani, budi } = hall();
    const visit = building.issue('a1');
    const next = building.issue('a1');
    ani.next();
    ani.park(visit);
    expect(ani.next()).toBe(next);
    expect(budi.unpark(visit)).toBeNull();
    expect(ani.undo()).toBeNull();
    expect(ani.leg).toBeNull();
    expect(legOf(building, visit).state).toBe('waiting');
    expect(legOf(building, next).state).toBe('waiting');
  });

  test('nothing over a change of officers, or after the counter was closed', () => {
    const { building, ani } = hall();
    const visit = building.issue('a1');
    ani.next();
    const other = new OfficerDesk(building, 'c1', 'dewi').open(true);
    expect(other.undo()).toBe('nothing-to-undo');
    other.cancel(visit);
    other.close().open();
    expect(other.undo()).toBe('nothing-to-undo');
  });
});

describe('UNDO-3: a number that was issued stays issued', () => {
  test('the walk-in’s leg is cancelled, and the next number follows theirs', () => {
    const { building, ani } = hall();
    ani.walkIn('w1', 'a1');
    expect(ani.undo()).toBeNull();
    expect(ani.leg).toBeNull();
    expect(legsOf(building, 'w1')).toHaveLength(1);
    expect(legOf(building, 'w1')).toMatchObject({ state: 'cancelled', endedAt: building.now });
    expect(building.label('w1')).toBe('A001');
    expect(building.label(building.issue('a1'))).toBe('A002');
    expect(brokenInvariants(building.state)).toEqual([]);
  });
});
