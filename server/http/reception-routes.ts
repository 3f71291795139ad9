import { z } from 'zod';
import type { Actor, Command } from '../../contract/commands.ts';
import {
  emptySchema,
  issuedAnswerSchema,
  receptionTicketSchema,
  reprintedAnswerSchema,
  ticketAnswerSchema,
} from '../../contract/http.ts';
import type { PersonField } from '../../contract/people.ts';
import {
  receptionCheckInSchema,
  receptionPrintSchema,
  receptionReprintSchema,
  receptionSchema,
} from '../../contract/reception.ts';
import type { RefusalCode } from '../../contract/refusals.ts';
import { scannedTicketSchema } from '../../contract/scanned-ticket.ts';
import { idSchema } from '../../contract/values.ts';
import { keptPerson } from '../auth/person-hashes.ts';
import { newVisitId } from '../auth/ticket-tokens.ts';
import { atFrontDesk, isFrontDesk } from '../domain/front-desk.ts';
import { setupOf } from '../domain/state.ts';
import type { PrinterLineNow } from '../views/printers-view.ts';
import { scannedTicket } from '../views/scanned-ticket.ts';
import { ticketView } from '../views/ticket-view.ts';
import { bookingOfCode, issuedAnswer, type KioskRoutesOptions } from './kiosk-routes.ts';
import { problemAnswer } from './problem.ts';
import { json, orNothing, route, run, type Reply, type Route } from './route.ts';

export type ReceptionRoutesOptions = Pick<
  KioskRoutesOptions,
  'building' | 'buildingId' | 'bookings' | 'secret' | 'publicUrl'
> & { readonly lines: () => readonly PrinterLineNow[] };

const idParams = z.strictObject({ id: idSchema });
const labelParams = z.strictObject({ label: z.string().regex(/^[A-Za-z]{1,2}\d{3,5}$/) });
const jobParams = z.strictObject({ jobId: z.string().regex(/^\d{1,15}$/) });

const bookingRefusals: readonly RefusalCode[] = [
  'unknown-booking',
  'other-building',
  'booking-cancelled',
  'booking-used',
  'booking-other-day',
  'booking-too-early',
  'booking-too-late',
  'service-closed',
];
/** Every row: an officer of no front desk, and a printer that is not there. */
const ownRefusals: readonly RefusalCode[] = ['not-this-counter', 'unknown-printer'];

class Reception {
  readonly #options: ReceptionRoutesOptions;

  constructor(options: ReceptionRoutesOptions) {
    this.#options = options;
  }

  /** Null where the actor may work here, and the printer is one. */
  refused(actor: Actor, printerId?: string): Reply | null {
    if (!isFrontDesk(this.#options.building.state, actor)) return problemAnswer('not-this-counter');
    const isThere =
      printerId === undefined || this.#options.lines().some(({ id }) => id === printerId);
    return isThere ? null : problemAnswer('unknown-printer', { printerId });
  }

  /** What the chosen services ask of their visitor, together; what none asks for is dropped. */
  asked(serviceIds: readonly string[]): readonly PersonField[] {
    const { services } = setupOf(this.#options.building.state);
    return [...new Set(serviceIds.flatMap(id => services.get(id)?.asks ?? []))];
  }

  newVisitId(): string {
    return newVisitId(this.#options.building.now());
  }
}

function issueRoute(options: ReceptionRoutesOptions, reception: Reception): Route {
  const { building, secret } = options;
  return route({
    method: 'post',
    path: '/api/v1/reception/tickets',
    access: 'staff',
    summary: 'Issue a number for a visitor at the front desk, with a note and what services ask',
    body: receptionTicketSchema,
    status: 201,
    answer: issuedAnswerSchema,
    refusals: [
      ...ownRefusals,
      'unknown-service',
      'duplicate-service',
      'need-without-class',
      'service-closed',
    ],
    handle(call) {
      const { body, actor } = call;
      const refused = reception.refused(actor, body.printerId);
      if (refused) return refused;
      const visitId = reception.newVisitId();
      const person =
        body.person && keptPerson(secret, body.person, reception.asked(body.serviceIds));
      const command: Command = {
        type: 'issue-ticket',
        actor: atFrontDesk(actor),
        visitId,
        serviceIds: body.serviceIds,
        class: body.class ?? (body.need ? 'vulnerable' : 'walk-in'),
        ...(body.need ? { need: body.need } : {}),
        language: body.language ?? 'id',
        ...(body.printerId ? { printerId: body.printerId } : {}),
        ...(body.note ? { note: { noteId: `n${reception.newVisitId()}`, text: body.note } } : {}),
        ...(person ? { person } : {}),
      };
      return run(building, call, command, outcome => issuedAnswer(outcome, options), 201);
    },
  });
}

function checkInRoute(options: ReceptionRoutesOptions, reception: Reception): Route {
  return route({
    method: 'post',
    path: '/api/v1/reception/check-ins',
    access: 'staff',
    summary: 'Check in a booking at the front desk, printed there',
    body: receptionCheckInSchema,
    status: 201,
    answer: issuedAnswerSchema,
    refusals: [...ownRefusals, ...bookingRefusals],
    handle(call) {
      const { body, actor } = call;
      const refused = reception.refused(actor, body.printerId);
      if (refused) return refused;
      const found = bookingOfCode(options, body.code);
      if ('status' in found) return found;
      const command: Command = {
        type: 'check-in',
        actor: atFrontDesk(actor),
        bookingId: found.bookingId,
        visitId: reception.newVisitId(),
        asWalkIn: body.asWalkIn ?? false,
        ...(body.need ? { need: body.need } : {}),
        ...(body.language ? { language: body.language } : {}),
        ...(body.printerId ? { printerId: body.printerId } : {}),
      };
      return run(options.building, call, command, outcome => issuedAnswer(outcome, options), 201);
    },
  });
}

/** A number that is there already: its paper again, or its visitor has it without one. */
function paperRoutes({ building }: ReceptionRoutesOptions, reception: Reception): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/reception/tickets/:id/reprint',
      access: 'staff',
      summary: 'Print a number again at the front desk; the paper says that it is a copy',
      params: idParams,
      body: receptionReprintSchema,
      status: 200,
      answer: reprintedAnswerSchema,
      refusals: [...ownRefusals, 'unknown-ticket', 'wrong-state', 'reprint-limit'],
      handle(call) {
        const { actor, params, body } = call;
        const refused = reception.refused(actor, body.printerId);
        if (refused) return refused;
        const { printerId } = body;
        const by = atFrontDesk(actor);
        const command: Command = { type: 'reprint', actor: by, visitId: params.id, printerId };
        return run(building, call, command, ({ entries }) => {
          const entry = entries.find(row => row.type === 'print-asked')!;
          return { print: { jobId: entry.data.jobId, printerId, state: 'queued' } };
        });
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/reception/tickets/:id/claim',
      access: 'staff',
      summary: 'The front desk has told its visitor the number: it needs no paper to stay',
      params: idParams,
      body: orNothing(emptySchema),
      status: 200,
      answer: ticketAnswerSchema,
      refusals: ['not-this-counter', 'unknown-ticket', 'wrong-state'],
      handle(call) {
        const refused = reception.refused(call.actor);
        if (refused) return refused;
        const actor = atFrontDesk(call.actor);
        const visitId = call.params.id;
        const command: Command = { type: 'claim-ticket', actor, visitId, how: 'noted' };
        return run(building, call, command, ({ state, now }) => ({
          ticket: ticketView(state, state.visits.get(visitId)!, now),
        }));
      },
    }),
  ];
}

function readRoutes({ building, lines }: ReceptionRoutesOptions, reception: Reception): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/reception',
      access: 'staff',
      summary: 'What services ask of their visitor, and printers of the front desk’s choice',
      status: 200,
      answer: receptionSchema,
      refusals: ['not-this-counter'],
      handle({ actor }) {
        const refused = reception.refused(actor);
        if (refused) return refused;
        const asking = setupOf(building.state).setup.services.filter(({ asks }) => asks.length > 0);
        return json({
          asks: asking.map(({ id, asks }) => ({ serviceId: id, fields: asks })),
          printers: lines().map(({ id, name }) => ({ id, name })),
        });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/reception/labels/:label',
      access: 'staff',
      summary: 'Whose number it is, and where they are',
      params: labelParams,
      status: 200,
      answer: scannedTicketSchema,
      refusals: ['not-this-counter', 'unknown-ticket'],
      handle({ actor, params }) {
        const refused = reception.refused(actor);
        if (refused) return refused;
        const { state } = building;
        const label = params.label.toUpperCase();
        // Of a paper sheet and of the series there may be the same one: the younger is asked about.
        const visit = [...state.visits.values()].findLast(row => row.label === label);
        return visit ? json(scannedTicket(state, visit)) : problemAnswer('unknown-ticket');
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/reception/prints/:jobId',
      access: 'staff',
      summary: 'What became of a paper of today',
      params: jobParams,
      status: 200,
      answer: receptionPrintSchema,
      refusals: ['not-this-counter', 'unknown-ticket'],
      handle({ actor, params }) {
        const refused = reception.refused(actor);
        if (refused) return refused;
        const job = building.state.paper.jobs.get(Number(params.jobId));
        return job ? json({ state: job.state, fault: job.fault }) : problemAnswer('unknown-ticket');
      },
    }),
  ];
}

/** What the front desk does for visitors of the whole building. */
export function receptionRoutes(options: ReceptionRoutesOptions): Route[] {
  const reception = new Reception(options);
  return [
    issueRoute(options, reception),
    checkInRoute(options, reception),
    ...paperRoutes(options, reception),
    ...readRoutes(options, reception),
  ];
}
