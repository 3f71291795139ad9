import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { isRefusal } from '../../server/domain/decision.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { slotsOf } from '../../server/domain/slots.ts';
import { setupOf } from '../../server/domain/state.ts';
import { bookedSetup, BookedRoom } from './booked-room.ts';
import { dayOff, hourMs, minuteMs, tenOClock } from './memory-building.ts';

const queueA = (room: BookedRoom) => setupOf(room.state).queues.get('qa')!;
const dayMs = 24 * hourMs;

test('BOOK-4: slots follow the hours until the last ticket, and sessions by hand replace them', () => {
  const room = new BookedRoom();
  const slots = slotsOf(room.state, queueA(room), room.now);
  expect(slots).toHaveLength(15);
  expect(slots[0]).toEqual({
    startsAt: tenOClock - 120 * minuteMs,
    minutes: 30,
    places: 2,
    taken: 0,
  });
  expect(slots.at(-1)!.startsAt).toBe(tenOClock + 300 * minuteMs);
  const byHand = new BookedRoom(
    bookedSetup(setup => {
      setup.queues[0]!.booking!.sessions = [
        { days: [3], opens: '13:00', closes: '14:00', placesPerSlot: 5 },
      ];
    }),
  );
  expect(slotsOf(byHand.state, queueA(byHand), byHand.now).map(slot => slot.places)).toEqual([
    5, 5,
  ]);
  expect(slotsOf(byHand.state, queueA(byHand), byHand.now + dayMs)).toEqual([]);
});

test('BOOK-4: without a number by hand a slot has the booked share of what its counters serve', () => {
  const room = new BookedRoom(
    bookedSetup(setup => {
      setup.queues[0]!.booking!.placesPerSlot = null;
    }),
  );
  // Two counters, 30 minutes, 6 minutes on average: 10 are served, half of them booked.
  expect(slotsOf(room.state, queueA(room), room.now)[0]!.places).toBe(5);
});

test('BOOK-4: a holiday and a closed weekday have no slots', () => {
  const room = new BookedRoom(
    bookedSetup(setup => {
      setup.building.holidays = [dayOff('2026-03-05')];
    }),
  );
  expect(slotsOf(room.state, queueA(room), room.now + dayMs)).toEqual([]);
  expect(slotsOf(room.state, queueA(room), room.now + 2 * dayMs)).toHaveLength(15);
});

test('BOOK-1: the last place of a slot is given once', () => {
  const room = new BookedRoom();
  room.book(60);
  room.book(60, { serviceId: 'a2' });
  expect(room.refusalOf(room.bookCommand(60))).toEqual({ refused: 'slot-full' });
  expect(brokenInvariants(room.state)).toEqual([]);
});

test('BOOK-1: a place that is given back can be taken at once', () => {
  const room = new BookedRoom();
  const first = room.book(60);
  room.book(60);
  room.must({ type: 'cancel-booking', actor: { role: 'visitor' }, bookingId: first });
  expect(room.refusalOf(room.bookCommand(60))).toBeNull();
});

test('BOOK-2: one person has one active booking of a service on a day', () => {
  const room = new BookedRoom();
  const first = room.book(60, { personId: 'p1' });
  const again = room.refusalOf(room.bookCommand(90, { personId: 'p1' }));
  expect(again?.refused).toBe('already-booked');
  expect(room.refusalOf(room.bookCommand(90, { personId: 'p1', serviceId: 'a2' }))).toBeNull();
  expect(room.refusalOf(room.bookCommand(24 * 60, { personId: 'p1' }))).toBeNull();
  room.must({ type: 'cancel-booking', actor: { role: 'visitor' }, bookingId: first });
  expect(room.refusalOf(room.bookCommand(90, { personId: 'p1' }))).toBeNull();
});

test.each([
  ['of a service that is not there', { serviceId: 'x' }, 60, 'unknown-service'],
  ['of a line without bookings', { serviceId: 'b1' }, 60, 'not-bookable'],
  ['between two slots', {}, 61, 'unknown-slot'],
  ['outside the hours', {}, 10 * 60, 'unknown-slot'],
  ['in the past', {}, -60, 'slot-closed'],
  ['later than the cut-off', {}, 0, 'slot-closed'],
  ['beyond the window of 7 days', {}, 8 * 24 * 60, 'slot-closed'],
] as const)('BOOK-3: a booking %s is refused', (_what, more, minutes, refused) => {
  const room = new BookedRoom();
  expect(room.refusalOf(room.bookCommand(minutes, more))?.refused).toBe(refused);
});

test('BOOK-3: the last day of the window can be booked, until 30 minutes before a slot', () => {
  const room = new BookedRoom();
  expect(room.refusalOf(room.bookCommand(7 * 24 * 60))).toBeNull();
  expect(room.refusalOf(room.bookCommand(30))).toBeNull();
  expect(room.at(1).refusalOf(room.bookCommand(30))?.refused).toBe('slot-closed');
});

test('BOOK-5: moving takes the new place before it gives the old one back', () => {
  const room = new BookedRoom();
  const bookingId = room.book(60);
  room.book(90);
  room.book(90);
  const move = (minutes: number) =>
    room.do({
      type: 'move-booking',
      actor: { role: 'visitor' },
      bookingId,
      startsAt: tenOClock + minutes * minuteMs,
    });
  expect(move(90)).toEqual({ refused: 'slot-full' });
  expect(room.state.bookings.byId.get(bookingId)!.startsAt).toBe(tenOClock + hourMs);
  expect(isRefusal(move(120))).toBe(false);
  expect(
    slotsOf(room.state, queueA(room), room.now).find(slot => slot.startsAt === tenOClock + hourMs),
  ).toMatchObject({ taken: 0 });
  expect(move(120)).toEqual([]);
});

test('BOOK-5: what is cancelled stays so, and cancelling twice changes nothing', () => {
  const room = new BookedRoom();
  const bookingId = room.book(60);
  const cancel = { type: 'cancel-booking', actor: { role: 'visitor' }, bookingId } as const;
  room.must(cancel);
  expect(room.must(cancel)).toEqual([]);
  const move = {
    type: 'move-booking',
    actor: { role: 'visitor' },
    bookingId,
    startsAt: 0,
  } as const;
  expect(room.refusalOf(move)?.refused).toBe('booking-cancelled');
  expect(room.refusalOf({ ...cancel, bookingId: 'nobody' })?.refused).toBe('unknown-booking');
});

test('BOOK-6: booked places are none of the walk-ins’ quota, and unused ones are theirs in time', () => {
  const room = new BookedRoom(
    bookedSetup(setup => {
      setup.queues[0]!.quotaPerDay = 1;
      // One session of one slot at ten, so that what is released can be counted.
      setup.queues[0]!.booking!.sessions = [
        { days: [3], opens: '11:00', closes: '11:30', placesPerSlot: 3 },
      ];
    }),
  );
  const booked = room.book(60);
  room.at(46);
  expect(isRefusal(room.checkIn(booked))).toBe(false);
  room.issue('a1');
  expect(room.refusalOf(room.issueCommand(['a1']))?.facts?.['reason']).toBe('quota-reached');
  room.at(89);
  expect(room.refusalOf(room.issueCommand(['a1']))?.facts?.['reason']).toBe('quota-reached');
  room.at(90);
  room.issue('a1');
  room.issue('a1');
  expect(room.refusalOf(room.issueCommand(['a1']))?.facts?.['reason']).toBe('quota-reached');
});

test('BOOK-7: who never came is a no-show once the day is over, and later days go on', () => {
  const room = new BookedRoom();
  const missed = room.book(60);
  const tomorrow = room.book(25 * 60);
  room.at(24 * 60);
  room.do({ type: 'roll-day', actor: { role: 'system' } });
  const ended = room.journal.filter(({ type }) => type === 'booking-ended');
  expect(ended.map(({ data }) => data)).toEqual([
    { bookingId: missed, status: 'noshow', by: 'system' },
  ]);
  expect([...room.state.bookings.byId.keys()]).toEqual([tomorrow]);
  expect(brokenInvariants(room.state)).toEqual([]);
});

type Step =
  | { readonly do: 'book'; readonly slot: number; readonly person: number }
  | { readonly do: 'move'; readonly which: number; readonly slot: number }
  | { readonly do: 'cancel' | 'check-in'; readonly which: number }
  | { readonly do: 'pass'; readonly minutes: number };

const small = fc.nat(5);
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('book' as const), slot: small, person: small }),
  fc.record({ do: fc.constant('move' as const), which: fc.nat(20), slot: small }),
  fc.record({ do: fc.constantFrom('cancel' as const, 'check-in' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('pass' as const), minutes: fc.nat(40) }),
);

function play(room: BookedRoom, step: Step): void {
  const startsAt = (slot: number): number => tenOClock + slot * 30 * minuteMs;
  const actor = { role: 'visitor' } as const;
  if (step.do === 'pass') room.pass(step.minutes * minuteMs);
  else if (step.do === 'book') {
    room.do(room.bookCommand(step.slot * 30, { personId: `p${step.person}` }));
  } else {
    const bookingId = `b${step.which}`;
    if (step.do === 'move') {
      room.do({ type: 'move-booking', actor, bookingId, startsAt: startsAt(step.slot) });
    } else if (step.do === 'check-in') room.checkIn(bookingId);
    else room.do({ type: 'cancel-booking', actor, bookingId });
  }
}

test('BOOK-1: whatever people do, no slot is ever given more often than it has places', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 60 }), list => {
      const room = new BookedRoom();
      for (const step of list) {
        play(room, step);
        for (const slot of slotsOf(room.state, queueA(room), tenOClock)) {
          expect(slot.taken).toBeLessThanOrEqual(slot.places);
        }
      }
      expect(brokenInvariants(room.state)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
