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
