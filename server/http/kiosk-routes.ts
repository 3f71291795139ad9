import { checkInSchema } from '../../contract/bookings.ts';
import {
  issuedAnswerSchema,
  issueTicketSchema,
  planQuerySchema,
  planSchema,
} from '../../contract/http.ts';
import { refusals } from '../../contract/refusals.ts';
import { catalogueSchema } from '../../contract/views.ts';
import type { JournalEntry } from '../../contract/events.ts';
import { readBookingCode } from '../auth/booking-codes.ts';
import { CodeTries } from '../auth/code-tries.ts';
import { newVisitId, tokenOf } from '../auth/ticket-tokens.ts';
import type { Building, Outcome } from '../building.ts';
import { planOf } from '../domain/errand-plan.ts';
import { notAtThisKiosk } from '../domain/kiosk-services.ts';
import { setupOf } from '../domain/state.ts';
import type { Bookings } from '../store/bookings.ts';
import { agencyViews } from '../views/kiosk-view.ts';
import { issuedTicket } from '../views/ticket-view.ts';
import { instant } from '../views/names.ts';
import { problemAnswer, refusalAnswer } from './problem.ts';
import { json, route, run, type Reply, type Route } from './route.ts';

export interface KioskRoutesOptions {
  readonly building: Building;
  readonly buildingId: string;
  readonly bookings: Bookings;
  readonly secret: Buffer;
  /** Where a visitor's phone reaches this server, without a slash at the end. */
  publicUrl(): string;
  /** The printer of a device; null where it has none. */
  printerOf(deviceId: string | null): string | null;
}

type Issued = Extract<JournalEntry, { type: 'ticket-issued' }>;

export function issuedAnswer(
  outcome: Outcome,
  options: Pick<KioskRoutesOptions, 'secret' | 'publicUrl'>,
): unknown {
  const entry = outcome.entries.find((row): row is Issued => row.type === 'ticket-issued')!;
  const token = tokenOf(options.secret, entry.visitId!);
  const visit = outcome.state.visits.get(entry.visitId!)!;
  const { print } = entry.data;
  return {
    ticket: issuedTicket(outcome.state, visit, {
      token,
      trackUrl: `${options.publicUrl()}/t/${token}`,
    }),
    print: print ? { jobId: print.jobId, state: 'queued' } : null,
  };
}

/** What a kiosk asks for. */
export function kioskRoutes(options: KioskRoutesOptions): Route[] {
  const { building } = options;
  return [
    route({
      method: 'get',
      path: '/api/v1/catalogue',
      access: 'kiosk',
      summary: 'Agencies and services with availability, waiting and range',
      status: 200,
      answer: catalogueSchema,
      refusals: [],
      handle: () => json({ agencies: agencyViews(building.state, building.now()) }),
    }),
    route({
      method: 'post',
      path: '/api/v1/tickets',
      access: 'kiosk',
      summary: 'Issue one ticket for one to five services',
      body: issueTicketSchema,
      status: 201,
      answer: issuedAnswerSchema,
      refusals: [
        'unknown-service',
        'duplicate-service',
        'need-without-class',
        'not-at-this-kiosk',
        'service-closed',
      ],
      handle: call => {
        const { body, actor, caller } = call;
        const printerId = options.printerOf(caller.deviceId);
        return run(
          building,
          call,
          {
            type: 'issue-ticket',
            actor,
            visitId: newVisitId(building.now()),
            serviceIds: body.serviceIds,
            class: body.class ?? (body.need ? 'vulnerable' : 'walk-in'),
            ...(body.need ? { need: body.need } : {}),
            language: body.language ?? 'id',
            ...(printerId ? { printerId } : {}),
          },
          outcome => issuedAnswer(outcome, options),
          201,
        );
      },
    }),
    planRoute(options),
    checkInRoute(options),
  ];
}

function planRoute({ building }: KioskRoutesOptions): Route {
  return route({
    method: 'get',
    path: '/api/v1/plans',
    access: 'kiosk',
    summary: 'What several errands under one number come to: their order and how long in all',
    query: planQuerySchema,
    status: 200,
    answer: planSchema,
    refusals: ['unknown-service', 'not-at-this-kiosk'],
    handle({ query: { serviceIds }, actor }) {
      const { state } = building;
      const services = serviceIds.map(id => setupOf(state).services.get(id));
      const unknown = serviceIds.find((_id, place) => services[place] === undefined);
      if (unknown !== undefined) return problemAnswer('unknown-service', { serviceId: unknown });
      const known = services.filter(service => service !== undefined);
      const elsewhere = notAtThisKiosk(state, actor, known);
      if (elsewhere) return refusalAnswer(elsewhere);
      return json(planOf(state, [...new Set(serviceIds)], building.now()));
    },
  });
}

/** The booking a code stands for, or why there is none that can be checked in. */
export function bookingOfCode(
  {
    building,
    bookings,
    buildingId,
  }: Pick<KioskRoutesOptions, 'building' | 'bookings' | 'buildingId'>,
  text: string,
): { readonly bookingId: string } | Reply {
  const read = readBookingCode(text);
  if (!read) return problemAnswer('unknown-booking');
  if (read.buildingId !== null && read.buildingId !== buildingId) {
    return problemAnswer('other-building');
  }
  const bookingId = bookings.idOfCode(read.code);
  if (bookingId === undefined) return problemAnswer('unknown-booking');
  if (building.state.bookings.byId.has(bookingId)) return { bookingId };
  // Of a day that is over: the day in memory does not know it any more.
  const past = bookings.find(bookingId);
  if (!past) return problemAnswer('unknown-booking');
  const facts = { serviceId: past.serviceId, startsAt: instant(building.state, past.startsAt) };
  if (past.status === 'cancelled') return problemAnswer('booking-cancelled', facts);
  return problemAnswer('booking-other-day', facts);
}

function tooManyCodes(seconds: number): Reply {
  const headers = { 'Retry-After': String(seconds) };
  return { ...problemAnswer('too-many-attempts', { seconds }), headers };
}

function checkInRoute(options: KioskRoutesOptions): Route {
  const { building } = options;
  const tries = new CodeTries();
  return route({
    method: 'post',
    path: '/api/v1/check-ins',
    access: 'kiosk',
    summary: 'Check in a booking by its code or QR: it becomes a ticket',
    body: checkInSchema,
    status: 201,
    answer: issuedAnswerSchema,
    refusals: [
      'unknown-booking',
      'other-building',
      'booking-cancelled',
      'booking-used',
      'booking-other-day',
      'booking-too-early',
      'booking-too-late',
      'not-at-this-kiosk',
      'service-closed',
      'too-many-attempts',
    ],
    handle(call) {
      const { body, actor, caller } = call;
      const source = caller.deviceId ?? caller.address;
      const seconds = tries.blockedSeconds(source, building.now());
      if (seconds > 0) return tooManyCodes(seconds);
      const found = bookingOfCode(options, body.code);
      const isUnknown = 'status' in found && found.status === refusals['unknown-booking'];
      if (isUnknown) tries.wrong(source, building.now());
      if ('status' in found && !isUnknown) return found;
      const printerId = options.printerOf(caller.deviceId);
      return run(
        building,
        call,
        {
          type: 'check-in',
          actor,
          // A code that stands for nothing goes the same way, so that its answer takes as long.
          bookingId: 'bookingId' in found ? found.bookingId : '',
          visitId: newVisitId(building.now()),
          asWalkIn: body.asWalkIn ?? false,
          ...(body.need ? { need: body.need } : {}),
          ...(body.language ? { language: body.language } : {}),
          ...(printerId ? { printerId } : {}),
        },
        outcome => issuedAnswer(outcome, options),
        201,
      );
    },
  });
}
