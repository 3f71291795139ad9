import { describe, expect, test } from 'vitest';
import type { SteerAct } from '../../contract/steering-events.ts';
import { availabilityOf, availabilityOfService } from '../../server/domain/availability.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { dayMs } from '../../server/domain/local-time.ts';
import { setupOf } from '../../server/domain/state.ts';
import { unreadAt } from '../../server/domain/steering-state.ts';
import { bodyOf, everywhere, MemoryBuilding, minuteMs, setupWith } from './memory-building.ts';
import { legOf, legsOf, OfficerDesk } from './officer-desk.ts';
import { foldOf, foldOfToday, plain } from './plain-state.ts';

class Hall extends MemoryBuilding {
  /** Why it is refused; null where it is done. */
  steer(act: SteerAct): string | null {
    const decision = this.do({ type: 'steer', actor: everywhere, act, reason: 'crowding' });
    expect(brokenInvariants(this.state)).toEqual([]);
    return 'refused' in decision ? decision.refused : null;
  }

  queuesOf(counterId: string): readonly string[] {
    return setupOf(this.state).counters.get(counterId)!.queueIds;
  }

  folded(): void {
    expect(plain(foldOf(this.journal))).toEqual(plain(this.state));
    expect(plain(foldOfToday(this.journal))).toEqual(plain(this.state));
  }
}

const isOpen = (hall: Hall, queueId: string) => availabilityOf(hall.state, queueId, hall.now);

describe('STEER-1: issuing of a queue', () => {
  test('is paused and opened again, and says why and until when', () => {
    const hall = new Hall();
    hall.issue('a1');
    expect(hall.steer({ what: 'pause-queue', queueId: 'qa' })).toBeNull();
    const opensAt = expect.stringMatching(/^2026-03-05T00:00/) as string;
    expect(isOpen(hall, 'qa')).toEqual({ open: false, reason: 'paused', opensAt });
    expect(hall.refusalOf(hall.issueCommand(['a1']))?.refused).toBe('service-closed');
    expect(isOpen(hall, 'qb').open).toBe(true);
    expect(hall.steer({ what: 'open-queue', queueId: 'qa' })).toBeNull();
    hall.issue('a1');
    hall.folded();
  });

  test('opens by itself with the next business day', () => {
    const hall = new Hall();
    hall.steer({ what: 'pause-queue', queueId: 'qa' });
    hall.steer({ what: 'pause-service', serviceId: 'b1' });
    hall.pass(dayMs);
    hall.issue(['a1', 'b1']);
    hall.folded();
  });

  test('is limited to so many further tickets', () => {
    const hall = new Hall();
    hall.issue('a1');
    hall.steer({ what: 'limit-queue', queueId: 'qa', left: 2 });
    hall.issue('a1');
    const last = hall.issue('a2');
    expect(isOpen(hall, 'qa').reason).toBe('capacity-reached');
    // A number that was given stays given.
    hall.on('cancel', last);
    expect(isOpen(hall, 'qa').reason).toBe('capacity-reached');
    hall.steer({ what: 'limit-queue', queueId: 'qa', left: 1 });
    hall.issue('a1');
    expect(isOpen(hall, 'qa').open).toBe(false);
    hall.steer({ what: 'limit-queue', queueId: 'qb', left: 0 });
    expect(isOpen(hall, 'qb').open).toBe(false);
  });

  test('what is so already, or nowhere, leaves no trace', () => {
    const hall = new Hall();
    const length = hall.journal.length;
    expect(hall.steer({ what: 'open-queue', queueId: 'qa' })).toBeNull();
    expect(hall.steer({ what: 'pause-queue', queueId: 'nowhere' })).toBe('not-found');
    expect(hall.steer({ what: 'pause-service', serviceId: 'nothing' })).toBe('not-found');
    expect(hall.journal).toHaveLength(length);
  });
});

test('STEER-2: a service is paused alone; those who hold a number of it are served', () => {
  const hall = new Hall().open('c1');
  const early = hall.issue('a1');
  hall.steer({ what: 'pause-service', serviceId: 'a1' });
  const { services } = setupOf(hall.state);
  const of = (id: string) => availabilityOfService(hall.state, services.get(id)!, hall.now);
  expect(of('a1')).toMatchObject({ open: false, reason: 'paused' });
  expect(of('a2').open).toBe(true);
  expect(hall.refusalOf(hall.issueCommand(['a2', 'a1']))?.refused).toBe('service-closed');
  expect(hall.serve('c1')).toBe(early);
  // Nor is anybody sent on to it, or changed to it from elsewhere.
  const other = hall.issue('b1');
  const act = { what: 'change-service', visitId: other, serviceId: 'a1' } as const;
  expect(hall.steer(act)).toBe('destination-closed');
});

describe('STEER-3: another class', () => {
  test('counts the same wait at the new rate, at once', () => {
    const hall = new Hall().open('c1');
    const first = hall.issue('a1');
    hall.pass(minuteMs);
    const second = hall.issue('a1');
    hall.pass(10 * minuteMs);
    const { ref } = legOf(hall, second);
    const act = { what: 'change-class', visitId: second, class: 'vulnerable', need: 'elderly' };
    expect(hall.steer(act as SteerAct)).toBeNull();
    expect(legOf(hall, second)).toMatchObject({ class: 'vulnerable', ref });
    expect(hall.callNext('c1')).toBe(second);
    expect(hall.state.visits.get(first)!.class).toBe('walk-in');
    hall.folded();
  });

  test('not of somebody at a counter, gone, or without what it takes', () => {
    const hall = new Hall().open('c1');
    const visitId = hall.issue('a1');
    const to = (name: 'walk-in' | 'booked' | 'vulnerable', need?: 'elderly') =>
      hall.steer({ what: 'change-class', visitId, class: name, ...(need ? { need } : {}) });
    expect(to('walk-in', 'elderly')).toBe('need-without-class');
    expect(to('booked')).toBe('class-needs-booking');
    hall.callNext('c1');
    expect(to('vulnerable')).toBe('wrong-state');
    hall.on('start', visitId);
    expect(to('vulnerable')).toBe('wrong-state');
    hall.finish(visitId);
    expect(to('vulnerable')).toBe('wrong-state');
    const nobody = { what: 'change-class', visitId: 'nobody', class: 'vulnerable' } as const;
    expect(hall.steer(nobody)).toBe('unknown-ticket');
  });

  test('an undo afterwards does not bring the old class back', () => {
    const hall = new Hall();
    const ani = new OfficerDesk(hall, 'c1', 'ani').open();
    const visitId = hall.issue('a1');
    ani.serve();
    ani.park(visitId);
    hall.steer({ what: 'change-class', visitId, class: 'vulnerable' });
    expect(ani.undo()).toBe('cannot-undo');
    expect(ani.unpark(visitId)).toBeNull();
    expect(ani.next()).toBe(visitId);
    hall.folded();
  });
});

describe('STEER-4: another service', () => {
  test('moves who waits into the other line with the time already waited', () => {
    const hall = new Hall().open('c3');
    const visitId = hall.issue('a1');
    hall.pass(5 * minuteMs);
    hall.issue('b1');
    const { ref } = legOf(hall, visitId);
    expect(hall.steer({ what: 'change-service', visitId, serviceId: 'b1' })).toBeNull();
    expect(legOf(hall, visitId)).toMatchObject({ serviceId: 'b1', queueId: 'qb', ref });
    expect(hall.callNext('c3')).toBe(visitId);
    hall.folded();
  });

  test('the errand that is named, and none twice', () => {
    const hall = new Hall();
    const visitId = hall.issue(['a1', 'b1']);
    const to = (serviceId: string, fromServiceId?: string) =>
      hall.steer({
        what: 'change-service',
        visitId,
        serviceId,
        ...(fromServiceId ? { fromServiceId } : {}),
      });
    expect(to('b1')).toBe('already-in-visit');
    expect(to('a1')).toBe('same-destination');
    expect(to('nothing')).toBe('unknown-service');
    expect(to('a2', 'a2')).toBe('wrong-state');
    expect(to('a2', 'b1')).toBeNull();
    expect(legsOf(hall, visitId).map(leg => leg.serviceId)).toEqual(['a1', 'a2']);
  });
});

describe('STEER-5: a visit is ended wherever it is stuck', () => {
  test('who is being served is finished, and the rest of the visit cancelled', () => {
    const hall = new Hall();
    const ani = new OfficerDesk(hall, 'c1', 'ani').open().auto(true);
    const visitId = hall.issue(['a1', 'b1']);
    const next = hall.issue('a1');
    ani.start(visitId);
    hall.pass(120 * minuteMs);
    expect(hall.on('cancel', visitId)?.refused).toBe('wrong-state');
    expect(hall.steer({ what: 'end-ticket', visitId })).toBeNull();
    expect(legsOf(hall, visitId).map(({ state }) => state)).toEqual(['done', 'cancelled']);
    // Nobody is called to an empty chair.
    expect(ani.leg).toBeNull();
    expect(legOf(hall, next).state).toBe('waiting');
    expect(hall.steer({ what: 'end-ticket', visitId })).toBe('wrong-state');
    hall.folded();
  });

  test.each(['waiting', 'called', 'parked'] as const)('from %s', from => {
    const hall = new Hall();
    const ani = new OfficerDesk(hall, 'c1', 'ani').open();
    const visitId = hall.issue('a1');
    if (from !== 'waiting') ani.next();
    if (from === 'parked') ani.park(visitId);
    expect(hall.steer({ what: 'end-ticket', visitId })).toBeNull();
    expect(legOf(hall, visitId).state).toBe('cancelled');
    hall.folded();
  });
});

describe('STEER-6: a counter serves other queues for the rest of the day', () => {
  test('is given visitors of them, and its own again', () => {
    const hall = new Hall().open('c1');
    const visitId = hall.issue('b1');
    expect(hall.callNext('c1')).toBeNull();
    const move = (queueIds: string[] | null) =>
      hall.steer({ what: 'move-counter', counterId: 'c1', queueIds });
    expect(move(['qa', 'qb'])).toBeNull();
    expect(hall.callNext('c1')).toBe(visitId);
    // Not taken away from under whoever serves somebody of it.
    expect(move(null)).toBe('counter-occupied');
    hall.on('start', visitId);
    hall.finish(visitId);
    expect(move(null)).toBeNull();
    expect(hall.queuesOf('c1')).toEqual(['qa']);
    expect(move(['nowhere'])).toBe('unknown-queue');
    hall.folded();
  });

  test('ends with the day, and outlives a change of the set-up', () => {
    const hall = new Hall();
    hall.steer({ what: 'move-counter', counterId: 'c1', queueIds: ['qb'] });
    const { setup } = setupOf(hall.state);
    hall.must({ type: 'configure', actor: everywhere, setup: { ...setup, zones: setup.zones } });
    expect(hall.queuesOf('c1')).toEqual(['qb']);
    expect(setupOf(hall.state).setup.counters[0]!.queueIds).toEqual(['qa']);
    hall.pass(dayMs);
    hall.must({ type: 'roll-day', actor: { role: 'system' } });
    expect(hall.queuesOf('c1')).toEqual(['qa']);
    hall.folded();
  });

  test('not where its officer knows nothing of it', () => {
    const hall = new Hall();
    new OfficerDesk(hall, 'c1', 'ani', { serviceIds: ['a1'] }).open();
    const act = { what: 'move-counter', counterId: 'c1', queueIds: ['qa', 'qb'] } as const;
    expect(hall.steer(act)).toBe('not-trained');
  });

  test('a line without an open counter is estimated with the one that came', () => {
    const hall = new Hall(setupWith(setup => void setup.counters.splice(1, 2)));
    expect(isOpen(hall, 'qb').reason).toBe('no-counter');
    hall.steer({ what: 'move-counter', counterId: 'c1', queueIds: ['qa', 'qb'] });
    expect(isOpen(hall, 'qb').open).toBe(true);
  });
});

test('STEER-7: whatever is done is told with who, why and about what; a refusal is not', () => {
  const hall = new Hall();
  const visitId = hall.issue('a1');
  const note = { noteId: 'note-1', text: 'Ibu Sari sakit' };
  const act = { what: 'cancel', visitId } as const;
  const command = { type: 'steer', actor: everywhere, act, reason: 'visitor-asked', note } as const;
  const events = hall.must(command);
  expect(bodyOf(events, 'steered')).toEqual({
    what: 'cancel',
    reason: 'visitor-asked',
    noteId: 'note-1',
    label: 'A001',
    counterId: null,
    queueIds: [],
    serviceId: null,
    left: null,
    class: null,
  });
  expect(events.every(({ staffId }) => staffId === 'staff-s')).toBe(true);
  expect(JSON.stringify(hall.journal)).not.toContain('Sari');
  const length = hall.journal.length;
  expect(hall.refusalOf(command)?.refused).toBe('wrong-state');
  expect(hall.journal).toHaveLength(length);
});

describe('STEER-8: a counter is asked', () => {
  const asked = (queueId: string | null = 'qb') => {
    const hall = new Hall();
    const ani = new OfficerDesk(hall, 'c1', 'ani');
    if (queueId !== null) ani.open();
    const act = { what: 'ask-counter', askId: 'ask', counterId: 'c1', queueId, minutes: 10 };
    expect(hall.steer(act as SteerAct)).toBeNull();
    const answer = (accept: boolean, more = {}) =>
      hall.refusalOf({
        type: 'answer-ask',
        actor: ani.actor,
        counterId: 'c1',
        askId: 'ask',
        accept,
        ...more,
      })?.refused ?? null;
    return { hall, ani, answer };
  };

  test('and its officer takes it on: it is so at once', () => {
    const { hall, answer } = asked();
    expect(answer(true)).toBeNull();
    expect(hall.queuesOf('c1')).toEqual(['qa', 'qb']);
    expect(answer(true)).toBe('ask-over');
    hall.folded();
  });

  test('to open, and it is open under the name of who answered', () => {
    const { hall, answer } = asked(null);
    expect(answer(true)).toBeNull();
    expect(hall.state.counters.get('c1')).toMatchObject({ state: 'open', staffId: 'ani' });
  });

  test('and its officer declines with a reason: nothing changes', () => {
    const { hall, answer } = asked();
    expect(answer(false, { why: 'leaving' })).toBeNull();
    expect(hall.queuesOf('c1')).toEqual(['qa']);
    expect(hall.state.steering.asks.get('ask')!.answer).toMatchObject({
      is: 'declined',
      why: 'leaving',
      staffId: 'ani',
    });
  });

  test('and it is over after its minutes, or where it is withdrawn', () => {
    const late = asked();
    late.hall.pass(10 * minuteMs);
    expect(late.answer(true)).toBe('ask-over');
    const other = asked();
    const withdraw = { type: 'withdraw-ask', actor: everywhere, askId: 'ask' } as const;
    expect(other.hall.refusalOf(withdraw)).toBeNull();
    expect(other.answer(true)).toBe('ask-over');
    expect(other.hall.refusalOf(withdraw)?.refused).toBe('ask-over');
  });

  test('nobody answers for another counter, and nothing is asked that is so', () => {
    const { hall } = asked();
    const budi = new OfficerDesk(hall, 'c3', 'budi').open();
    const at = { type: 'answer-ask', actor: budi.actor, accept: true } as const;
    expect(hall.refusalOf({ ...at, counterId: 'c3', askId: 'ask' })?.refused).toBe('unknown-ask');
    expect(hall.refusalOf({ ...at, counterId: 'c1', askId: 'ask' })?.refused).toBe('counter-taken');
    const ask = { what: 'ask-counter', askId: 'two', counterId: 'c1', minutes: 5 } as const;
    expect(hall.steer({ ...ask, queueId: 'qb' })).toBe('already-so');
    expect(hall.steer({ ...ask, queueId: 'qa' })).toBe('already-so');
    expect(hall.steer({ ...ask, queueId: null })).toBe('already-so');
    expect(hall.steer({ ...ask, queueId: 'nowhere' })).toBe('unknown-queue');
  });
});

describe('MESSAGE-1, MESSAGE-2: a message to counters', () => {
  const tell = (hall: Hall, to: object) =>
    hall.refusalOf({
      type: 'tell-counters',
      actor: everywhere,
      note: { noteId: 'm1', text: 'Mohon percepat' },
      to,
    } as never)?.refused ?? null;
  const read = (hall: Hall, counterId: string) =>
    hall.refusalOf({ type: 'read-message', actor: everywhere, counterId, messageId: 'm1' })
      ?.refused ?? null;
  const unread = (hall: Hall) =>
    ['c1', 'c2', 'c3'].filter(id => unreadAt(hall.state.steering, id).length > 0);

  test('stands on each desk until it is read there, and its words are not in the journal', () => {
    const hall = new Hall();
    expect(tell(hall, { kind: 'all' })).toBeNull();
    expect(unread(hall)).toEqual(['c1', 'c2', 'c3']);
    expect(read(hall, 'c2')).toBeNull();
    expect(read(hall, 'c2')).toBeNull();
    expect(unread(hall)).toEqual(['c1', 'c3']);
    hall.must({ type: 'end-counter-message', actor: everywhere, messageId: 'm1' });
    expect(unread(hall)).toEqual([]);
    expect(read(hall, 'c1')).toBe('unknown-message');
    expect(JSON.stringify(hall.journal)).not.toContain('percepat');
    hall.folded();
  });

  test('goes to whom it names, and to nobody that is not there', () => {
    const hall = new Hall();
    expect(tell(hall, { kind: 'counters', counterIds: ['c1', 'c9'] })).toBe('unknown-counter');
    expect(tell(hall, { kind: 'agency', agencyId: 'nobody' })).toBe('unknown-agency');
    expect(tell(hall, { kind: 'counters', counterIds: ['c1', 'c1'] })).toBeNull();
    expect(unread(hall)).toEqual(['c1']);
    expect(read(hall, 'c3')).toBe('unknown-message');
  });
});
