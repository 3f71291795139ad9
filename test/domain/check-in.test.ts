import { expect, test } from 'vitest';
import { isRefusal } from '../../server/domain/decision.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { bookedSetup, BookedRoom } from './booked-room.ts';
import { minuteMs, secondMs, tenOClock } from './memory-building.ts';

const visitOf = (room: BookedRoom, bookingId: string) => room.state.visits.get(`v-${bookingId}`)!;

test('CHECKIN-1: a booking is checked in from 15 minutes before its slot, not a second earlier', () => {
  const room = new BookedRoom();
  const bookingId = room.book(60);
  room.at(45).pass(-secondMs);
  expect(room.checkIn(bookingId)).toMatchObject({
    refused: 'booking-too-early',
    facts: { serviceId: 'a1', opensAt: '2026-03-04T10:45:00.000+08:00' },
  });
  expect(isRefusal(room.at(45).checkIn(bookingId))).toBe(false);
  expect(visitOf(room, bookingId)).toMatchObject({ label: 'A001', class: 'booked', bookingId });
  expect(room.state.bookings.byId.get(bookingId)!.status).toBe('checked-in');
});

test.each([
  ['early: ten minutes before the slot', 46, 50],
  ['inside the credit: the check-in', 55, 55],
  ['late but inside the window: the check-in', 90, 90],
])('CHECKIN-3: the waiting of who comes %s counts', (_when, comes, ref) => {
  const room = new BookedRoom();
  const bookingId = room.book(60);
  room.at(comes).checkIn(bookingId);
  expect(visitOf(room, bookingId).legs[0]!.ref).toBe(tenOClock + ref * minuteMs);
});

test('CHECKIN-4: later than 30 minutes after the slot a walk-in number is offered, not given', () => {
  const room = new BookedRoom();
  const bookingId = room.book(60);
  room.at(90).pass(secondMs);
  expect(room.checkIn(bookingId)).toMatchObject({
    refused: 'booking-too-late',
    facts: { startsAt: '2026-03-04T11:00:00.000+08:00', walkIn: true },
  });
  expect(isRefusal(room.checkIn(bookingId, { asWalkIn: true }))).toBe(false);
  const visit = visitOf(room, bookingId);
  expect(visit.class).toBe('walk-in');
  expect(visit.legs[0]).toMatchObject({ ref: room.now, isCounted: true });
});

test('CHECKIN-4: a late walk-in number needs a place of the walk-ins', () => {
  const room = new BookedRoom(
    bookedSetup(setup => {
      setup.queues[0]!.quotaPerDay = 0;
      setup.queues[0]!.booking!.releaseMinutes = null;
    }),
  );
  const bookingId = room.book(60);
  room.at(91);
  expect(room.checkIn(bookingId, { asWalkIn: true })).toMatchObject({
    refused: 'service-closed',
    facts: { reason: 'quota-reached' },
  });
});

test('CHECKIN-2: each reason against a check-in is one of its own', () => {
  const room = new BookedRoom();
  const used = room.book(60);
  const cancelled = room.book(60);
  const otherDay = room.book(24 * 60);
  room.must({ type: 'cancel-booking', actor: { role: 'visitor' }, bookingId: cancelled });
  room.at(50).checkIn(used);
  expect(room.checkIn(used)).toMatchObject({ refused: 'booking-used', facts: { label: 'A001' } });
  expect(room.checkIn(cancelled)).toMatchObject({ refused: 'booking-cancelled' });
  expect(room.checkIn(otherDay)).toMatchObject({
    refused: 'booking-other-day',
    facts: { startsAt: '2026-03-05T10:00:00.000+08:00' },
  });
  expect(room.checkIn('nobody')).toEqual({ refused: 'unknown-booking' });
  expect(room.state.visits.size).toBe(1);
});

test('CHECKIN-5: who booked and has a need is vulnerable, and their place stays a booked one', () => {
  const room = new BookedRoom();
  const bookingId = room.book(60);
  room.at(50).checkIn(bookingId, { need: 'elderly' });
  expect(visitOf(room, bookingId)).toMatchObject({ class: 'vulnerable', need: 'elderly' });
  expect(visitOf(room, bookingId).legs[0]!.isCounted).toBe(false);
  expect(brokenInvariants(room.state)).toEqual([]);
});
