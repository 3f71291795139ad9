import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WaitingListCommand } from '../../contract/waiting-list.ts';
import { isRefusal } from '../../server/domain/decision.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { slotsOf } from '../../server/domain/slots.ts';
import { setupOf } from '../../server/domain/state.ts';
import { bookedSetup, BookedRoom } from './booked-room.ts';
import { hourMs, minuteMs, tenOClock } from './memory-building.ts';

const actor = { role: 'visitor' } as const;
const today = '2026-03-04';
type Join = Extract<WaitingListCommand, { type: 'join-waiting-list' }>;

const join = (waitingId: string, more: Partial<Join> = {}): Join => ({
  type: 'join-waiting-list',
  actor,
  waitingId,
  serviceId: 'a1',
  businessDate: today,
  fromMinute: 11 * 60,
  untilMinute: 11 * 60,
  language: 'id',
  ...more,
});

const accept = (waitingId: string) =>
  ({ type: 'accept-offer', actor, waitingId, bookingId: `b-${waitingId}`, code: 'X' }) as const;

/** The slot of eleven is full. */
function fullRoom(): { room: BookedRoom; booked: string[] } {
  const room = new BookedRoom();
  return { room, booked: [room.book(60, { personId: 'p1' }), room.book(60, { personId: 'p2' })] };
}

const cancel = (room: BookedRoom, bookingId: string) =>
  room.must({ type: 'cancel-booking', actor, bookingId });

const offerOf = (room: BookedRoom, id: string) =>
  room.state.waitingLists.byId.get(id)?.offer ?? null;

/** Places of the slot that begins so many minutes after ten that are taken or kept. */
const takenAt = (room: BookedRoom, minutes: number): number => {
  const queue = setupOf(room.state).queues.get('qa')!;
  const at = tenOClock + minutes * minuteMs;
  return slotsOf(room.state, queue, at).find(({ startsAt }) => startsAt === at)!.taken;
};

test('WAITLIST-1: only where every place that suits is taken is there a list to join', () => {
  const { room } = fullRoom();
  expect(room.refusalOf(join('w1', { untilMinute: 12 * 60 }))?.refused).toBe('places-left');
  expect(room.refusalOf(join('w1', { fromMinute: 60, untilMinute: 120 }))?.refused).toBe(
    'unknown-slot',
  );
  expect(room.refusalOf(join('w1'))).toBeNull();
  expect(brokenInvariants(room.state)).toEqual([]);
});

test('WAITLIST-1: nobody is on it twice, nor who has booked, nor more than it takes', () => {
  const { room } = fullRoom();
  expect(room.refusalOf(join('w1', { personId: 'p1' }))?.refused).toBe('already-booked');
  room.must(join('w1', { personId: 'p3' }));
  expect(room.refusalOf(join('w2', { personId: 'p3' }))?.refused).toBe('already-waiting');
  room.must(join('w2', { personId: 'p4' }));
  room.must(join('w3'));
  expect(room.refusalOf(join('w4'))?.refused).toBe('waiting-list-full');
  room.must({ type: 'leave-waiting-list', actor, waitingId: 'w3' });
  expect(room.refusalOf(join('w4'))).toBeNull();
});

test('WAITLIST-2: a place that comes free is kept for the first it suits, at once', () => {
  const { room, booked } = fullRoom();
  room.must(join('w1'));
  room.must(join('w2'));
  cancel(room, booked[0]!);
  expect(offerOf(room, 'w1')).toEqual({
    startsAt: tenOClock + 60 * minuteMs,
    minutes: 30,
    until: tenOClock + 20 * minuteMs + 1,
  });
  expect(offerOf(room, 'w2')).toBeNull();
  expect(takenAt(room, 60)).toBe(2);
  expect(room.refusalOf(room.bookCommand(60))?.refused).toBe('slot-full');
  expect(brokenInvariants(room.state)).toEqual([]);
});

test('WAITLIST-2: a booking that is moved away frees its place for the list', () => {
  const { room, booked } = fullRoom();
  room.must(join('w1'));
  const startsAt = tenOClock + 120 * minuteMs;
  room.must({ type: 'move-booking', actor, bookingId: booked[1]!, startsAt });
  expect(offerOf(room, 'w1')?.startsAt).toBe(tenOClock + 60 * minuteMs);
});

test('WAITLIST-3: who accepts has the booking that was kept, and once', () => {
  const { room, booked } = fullRoom();
  room.must(join('w1', { personId: 'p3' }));
  expect(room.refusalOf(accept('w1'))?.refused).toBe('no-offer');
  cancel(room, booked[0]!);
  room.must(accept('w1'));
  expect(room.state.bookings.byId.get('b-w1')).toMatchObject({
    status: 'booked',
    personId: 'p3',
    startsAt: tenOClock + 60 * minuteMs,
  });
  expect(room.refusalOf(accept('w1'))?.refused).toBe('unknown-waiting');
  expect(takenAt(room, 60)).toBe(2);
  expect(brokenInvariants(room.state)).toEqual([]);
});

test('WAITLIST-4: an offer nobody took goes to the next, by the clock alone', () => {
  const { room, booked } = fullRoom();
  room.must(join('w1'));
  room.must(join('w2'));
  cancel(room, booked[0]!);
  room.at(21).must({ type: 'roll-day', actor: { role: 'system' } });
  expect(room.state.waitingLists.byId.has('w1')).toBe(false);
  // No longer than the slot can be booked: half an hour before it begins.
  expect(offerOf(room, 'w2')?.until).toBe(tenOClock + 30 * minuteMs + 1);
  expect(room.refusalOf(accept('w1'))?.refused).toBe('unknown-waiting');
});

test('WAITLIST-4: once nothing that suits can be booked any more, they are told so', () => {
  const { room } = fullRoom();
  room.must(join('w1'));
  room.at(31).must({ type: 'roll-day', actor: { role: 'system' } });
  expect(room.state.waitingLists.byId.size).toBe(0);
  expect(room.journal.at(-1)).toMatchObject({
    type: 'waiting-list-ended',
    data: { waitingId: 'w1', why: 'too-late' },
  });
});

test('WAITLIST-5: the list goes over midnight with what is kept for it', () => {
  const { room } = fullRoom();
  const first = room.book(24 * 60);
  room.book(24 * 60);
  const tomorrow = { businessDate: '2026-03-05', fromMinute: 600, untilMinute: 600 };
  room.must(join('w1', tomorrow));
  room.must(join('w2', tomorrow));
  room.now = tenOClock + 13.9 * hourMs;
  cancel(room, first);
  expect(offerOf(room, 'w1')).not.toBeNull();
  room.now = tenOClock + 14.1 * hourMs;
  room.must({ type: 'roll-day', actor: { role: 'system' } });
  expect(offerOf(room, 'w1')).not.toBeNull();
  expect(takenAt(room, 24 * 60)).toBe(2);
  expect(brokenInvariants(room.state)).toEqual([]);
  room.must(accept('w1'));
  expect(room.state.bookings.byId.get('b-w1')?.status).toBe('booked');
});

test('WAITLIST-6: a set-up with more places offers them to those who wait', () => {
  const { room } = fullRoom();
  room.must(join('w1'));
  const setup = bookedSetup(changed => {
    changed.queues[0]!.booking!.placesPerSlot = 3;
  });
  room.must({ type: 'configure', actor: { role: 'system' }, setup });
  expect(offerOf(room, 'w1')).not.toBeNull();
});

test('WAITLIST-7: whatever is done, places are never given twice and none stands free beside a list', () => {
  const step = fc.record({
    what: fc.constantFrom('book', 'cancel', 'join', 'accept', 'leave', 'wait', 'move'),
    who: fc.nat(9),
    slot: fc.nat(3),
    minutes: fc.nat(25),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const room = new BookedRoom();
      const queue = setupOf(room.state).queues.get('qa')!;
      steps.forEach(({ what, who, slot, minutes }, index) => {
        const bookingIds = [...room.state.bookings.byId.keys()];
        const waitingIds = [...room.state.waitingLists.byId.keys()];
        const bookingId = bookingIds[who % Math.max(1, bookingIds.length)];
        const waitingId = waitingIds[who % Math.max(1, waitingIds.length)];
        const personId = `p${who}`;
        if (what === 'book') room.do(room.bookCommand(60 + slot * 30, { personId }));
        if (what === 'cancel' && bookingId) room.do({ type: 'cancel-booking', actor, bookingId });
        if (what === 'move' && bookingId) {
          const startsAt = tenOClock + (60 + slot * 30) * minuteMs;
          room.do({ type: 'move-booking', actor, bookingId, startsAt });
        }
        if (what === 'join') {
          const at = 660 + slot * 30;
          room.do(join(`w${index}`, { personId, fromMinute: at, untilMinute: at + 30 }));
        }
        if (what === 'accept' && waitingId) room.do(accept(waitingId));
        if (what === 'leave' && waitingId) {
          room.do({ type: 'leave-waiting-list', actor, waitingId });
        }
        if (what === 'wait') {
          room.pass(minutes * minuteMs);
          room.do({ type: 'roll-day', actor: { role: 'system' } });
        }
        expect(brokenInvariants(room.state)).toEqual([]);
        for (const { taken, places, startsAt } of slotsOf(room.state, queue, room.now)) {
          expect(taken).toBeLessThanOrEqual(places);
          const waiting = [...room.state.waitingLists.byId.values()].filter(
            entry => !entry.offer && entry.fromAt <= startsAt && entry.untilAt >= startsAt,
          );
          const isOpen = startsAt - 30 * minuteMs >= room.now;
          if (isOpen && waiting.length > 0) expect(taken).toBe(places);
        }
      });
    }),
    { numRuns: 150, seed: 20_261_122 },
  );
});

test('WAITLIST-8: without a waiting list nobody joins one', () => {
  const setup = bookedSetup(changed => {
    changed.queues[0]!.booking!.waitingListMax = 0;
  });
  const room = new BookedRoom(setup);
  room.book(60);
  room.book(60);
  const decision = room.do(join('w1'));
  expect(isRefusal(decision) && decision.refused).toBe('waiting-list-full');
});

test('BOOK-9: who missed three bookings of late books none for two weeks, and no list either', () => {
  const room = new BookedRoom();
  for (const day of [0, 1, 2]) room.book(day * 24 * 60 + 60, { personId: 'p1' });
  room.now = tenOClock + 3 * 24 * hourMs;
  const refusal = room.refusalOf(room.bookCommand(3 * 24 * 60 + 60, { personId: 'p1' }));
  expect(refusal).toMatchObject({ refused: 'no-show-limit', facts: { missed: 3 } });
  expect(room.refusalOf(room.bookCommand(3 * 24 * 60 + 60, { personId: 'p2' }))).toBeNull();
  // Walking in stays open to everybody.
  expect(room.refusalOf(room.issueCommand(['a1']))).toBeNull();
  room.now = tenOClock + 18 * 24 * hourMs;
  expect(room.refusalOf(room.bookCommand(18 * 24 * 60 + 60, { personId: 'p1' }))).toBeNull();
});

test('BOOK-9: a building can have no such limit', () => {
  const room = new BookedRoom(
    bookedSetup(setup => {
      setup.rules.noShowLimit = null;
    }),
  );
  for (const day of [0, 1, 2]) room.book(day * 24 * 60 + 60, { personId: 'p1' });
  room.now = tenOClock + 3 * 24 * hourMs;
  expect(room.refusalOf(room.bookCommand(3 * 24 * 60 + 60, { personId: 'p1' }))).toBeNull();
});

test('DATA-3: an erased person has no booking by name, nothing against them, and the places stay', () => {
  const room = new BookedRoom();
  const first = room.book(60, { personId: 'p1' });
  room.must({
    type: 'erase-person',
    actor: { role: 'administrator', staffId: 'staff-a' },
    personIds: ['p1'],
    subjectIds: [first],
  });
  expect(room.state.bookings.byId.get(first)).toMatchObject({ personId: null, status: 'booked' });
  expect(takenAt(room, 60)).toBe(1);
  expect(room.journal.at(-1)).toMatchObject({
    type: 'person-erased',
    data: { personIds: ['p1'], subjects: 1 },
  });
});

test('BOOK-5: staff move a booking after its cut-off, but never into the past', () => {
  const room = new BookedRoom();
  const first = room.book(120);
  const to = (minutes: number, role: 'visitor' | 'supervisor') =>
    room.refusalOf({
      type: 'move-booking',
      actor: { role },
      bookingId: first,
      startsAt: tenOClock + minutes * minuteMs,
    });
  room.at(40);
  expect(to(60, 'visitor')?.refused).toBe('slot-closed');
  expect(to(60, 'supervisor')).toBeNull();
  expect(to(30, 'supervisor')?.refused).toBe('slot-closed');
});
