import { z } from 'zod';
import { issuedAnswerSchema } from '../../contract/http.ts';
import {
  movedBookingSchema,
  newBookingSchema,
  pageQuerySchema,
  partnerBookingAnswerSchema,
  partnerBookingsSchema,
} from '../../contract/partner.ts';
import type { RefusalCode } from '../../contract/refusals.ts';
import {
  bookingExample,
  checkedInExample,
  issuedExample,
  movedExample,
  newBookingExample,
} from './partner-examples.ts';
import { PartnerBookings } from './partner-bookings.ts';
import type { PartnerRoutesOptions } from './partner-rooms.ts';
import { route, type Route } from './route.ts';

const codeParams = z.strictObject({ code: z.string().min(1).max(40) });
const visitor = { role: 'visitor' } as const;

const changing: readonly RefusalCode[] = [
  'unknown-booking',
  'changed-meanwhile',
  'booking-cancelled',
  'booking-used',
  'too-many-attempts',
];
const placing: readonly RefusalCode[] = ['unknown-slot', 'slot-full', 'slot-closed'];

const path = '/api/v1/partner/bookings';
const common = { access: 'partner', scope: 'bookings' } as const;
const answer = partnerBookingAnswerSchema;

/** What takes a place or gives it back. */
const placeRoutes = (bookings: PartnerBookings): Route[] => [
  route({
    ...common,
    method: 'post',
    path,
    summary: 'Book a place in a slot',
    description:
      'The place is taken in the transaction that answers: a slot is never given more often than ' +
      'it has places. Send an `Idempotency-Key`, and after a lost answer the same request again: ' +
      'it books once. Of `person` only what the service `asks` for is kept; a NIK is kept as a ' +
      'keyed hash and its last four digits, and nothing of a person is ever answered.',
    hasEtag: true,
    examples: { body: newBookingExample, answer: { booking: bookingExample } },
    body: newBookingSchema,
    status: 201,
    answer,
    refusals: ['unknown-service', 'not-bookable', 'person-required', 'already-booked', ...placing],
    handle: call => bookings.book(call),
  }),
  route({
    ...common,
    method: 'patch',
    path: `${path}/:code`,
    summary: 'Move a booking to another slot of its service',
    description: 'Code and QR stay. The new place is taken before the old one is given back.',
    hasEtag: true,
    takesIfMatch: true,
    examples: {
      body: { startsAt: movedExample.startsAt },
      answer: { booking: movedExample },
    },
    params: codeParams,
    body: movedBookingSchema,
    status: 200,
    answer,
    refusals: [...changing, ...placing, 'already-booked', 'not-bookable'],
    handle: call =>
      bookings.change(call, bookingId => ({
        type: 'move-booking',
        actor: visitor,
        bookingId,
        startsAt: Date.parse(call.body.startsAt),
      })),
  }),
  route({
    ...common,
    method: 'delete',
    path: `${path}/:code`,
    summary: 'Cancel a booking: its place is free at once',
    description: 'What is cancelled stays so; cancelling it again gives the same answer.',
    hasEtag: true,
    takesIfMatch: true,
    examples: { answer: { booking: { ...bookingExample, status: 'cancelled' } } },
    params: codeParams,
    status: 200,
    answer,
    refusals: changing,
    handle: call =>
      bookings.change(call, bookingId => ({ type: 'cancel-booking', actor: visitor, bookingId })),
  }),
];

/** What a partner reads of its own. */
const readRoutes = (bookings: PartnerBookings): Route[] => [
  route({
    ...common,
    method: 'get',
    path,
    summary: 'The partner’s own bookings, page by page',
    description:
      'Of all keys of the partner, in the order of their making. A booking that was made a moment ' +
      'ago may be missing; by its code it is there at once.',
    hasEtag: true,
    examples: { answer: { bookings: [bookingExample, checkedInExample], nextAfter: null } },
    query: pageQuerySchema,
    status: 200,
    answer: partnerBookingsSchema,
    refusals: [],
    handle: call => bookings.list(call),
  }),
  route({
    ...common,
    method: 'get',
    path: `${path}/:code`,
    summary: 'One booking, with what became of it',
    description:
      'The status is one of a FHIR Appointment: `booked`, `checked-in` (waits in the line), ' +
      '`arrived` (at a counter), `fulfilled`, `cancelled`, `noshow`. A code of another partner is ' +
      'answered exactly as one that is not there; after 20 of these in a minute the key waits.',
    examples: { answer: { booking: checkedInExample } },
    params: codeParams,
    status: 200,
    hasEtag: true,
    answer,
    refusals: ['unknown-booking', 'too-many-attempts'],
    handle: call => bookings.read(call),
  }),
];

const checkInRoute = (bookings: PartnerBookings): Route =>
  route({
    method: 'post',
    path: `${path}/:code/check-in`,
    access: 'partner',
    scope: 'check-in',
    summary: 'Check in: the booking becomes a ticket without paper',
    description:
      'For citizens who are in the building, from `checkInFrom` to `checkInUntil`. Later, a kiosk ' +
      'or the front desk gives a usual number instead.',
    examples: { answer: issuedExample },
    params: codeParams,
    status: 201,
    answer: issuedAnswerSchema,
    refusals: [
      ...changing,
      'booking-other-day',
      'booking-too-early',
      'booking-too-late',
      'unknown-service',
    ],
    handle: call => bookings.checkIn(call),
  });

/** Book, read, move, cancel, check in. */
export function partnerBookingRoutes(options: PartnerRoutesOptions): Route[] {
  const bookings = new PartnerBookings(options);
  return [...placeRoutes(bookings), ...readRoutes(bookings), checkInRoute(bookings)];
}
