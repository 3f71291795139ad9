import { checkInSchema, issuedAnswerSchema, issueTicketSchema } from '../../contract/http.ts';
import { catalogueSchema } from '../../contract/views.ts';
import type { JournalEntry } from '../../contract/events.ts';
import { newVisitId, tokenOf } from '../auth/ticket-tokens.ts';
import type { Building, Outcome } from '../building.ts';
import { agencyViews } from '../views/kiosk-view.ts';
import { issuedTicket } from '../views/ticket-view.ts';
import { problemAnswer } from './problem.ts';
import { json, route, run, type Route } from './route.ts';

export interface KioskRoutesOptions {
  readonly building: Building;
  readonly secret: Buffer;
  /** Where a visitor's phone reaches this server, without a slash at the end. */
  publicUrl(): string;
  /** The printer of a device; null where it has none. */
  printerOf(deviceId: string | null): string | null;
}

type Issued = Extract<JournalEntry, { type: 'ticket-issued' }>;

function issuedAnswer(outcome: Outcome, options: KioskRoutesOptions): unknown {
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
      refusals: ['unknown-service', 'duplicate-service', 'need-without-class', 'service-closed'],
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
    route({
      method: 'post',
      path: '/api/v1/check-ins',
      access: 'kiosk',
      summary: 'Check in a booking (bookings are not taken yet: always refused)',
      body: checkInSchema,
      status: 201,
      answer: issuedAnswerSchema,
      refusals: ['bookings-not-yet'],
      handle: () => problemAnswer('bookings-not-yet'),
    }),
  ];
}
