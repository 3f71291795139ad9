import { z } from 'zod';
import type { Command } from '../../contract/commands.ts';
import {
  claimSchema,
  manualTicketSchema,
  printAtSchema,
  printersSchema,
  reprintedAnswerSchema,
  reprintSchema,
  ticketAnswerSchema,
} from '../../contract/http.ts';
import { idSchema } from '../../contract/values.ts';
import { newVisitId } from '../auth/ticket-tokens.ts';
import type { Building, Outcome } from '../building.ts';
import { isOfActor } from '../domain/at-counter.ts';
import { setupOf } from '../domain/state.ts';
import { printerViews, type PrinterLineNow } from '../views/printers-view.ts';
import { ticketView } from '../views/ticket-view.ts';
import { problemAnswer } from './problem.ts';
import { json, orNothing, route, run, type Route } from './route.ts';

export interface PaperRoutesOptions {
  readonly building: Building;
  readonly lines: () => readonly PrinterLineNow[];
  /** The printer of a kiosk; null where it has none that takes a job. */
  readonly printerOf: (deviceId: string | null) => string | null;
  /** The printer with which a kiosk prints for another's visitor; null where it could not now. */
  readonly readyPrinterOf: (deviceId: string) => string | null;
}

const idParams = z.strictObject({ id: idSchema });

const ticketOf =
  (visitId: string) =>
  ({ state, now }: Outcome): unknown => ({
    ticket: ticketView(state, state.visits.get(visitId)!, now),
  });

function reprinted({ entries }: Outcome, printerId: string): unknown {
  const entry = entries.find(row => row.type === 'print-asked')!;
  return { print: { jobId: entry.data.jobId, printerId, state: 'queued' } };
}

function claimRoute({ building }: PaperRoutesOptions): Route {
  return route({
    method: 'post',
    path: '/api/v1/tickets/:id/claim',
    access: 'kiosk',
    summary: 'The visitor has the number without its paper: noted, or on a phone',
    params: idParams,
    body: orNothing(claimSchema),
    status: 200,
    answer: ticketAnswerSchema,
    refusals: ['unknown-ticket', 'wrong-state', 'not-allowed', 'not-this-counter'],
    handle: call => {
      const visitId = call.params.id;
      const how = call.body.how ?? 'noted';
      const command: Command = { type: 'claim-ticket', actor: call.actor, visitId, how };
      return run(building, call, command, ticketOf(visitId));
    },
  });
}

function reprintRoute({ building, lines, printerOf }: PaperRoutesOptions): Route {
  return route({
    method: 'post',
    path: '/api/v1/tickets/:id/reprint',
    access: 'staff',
    summary: 'Print a number again; the paper says that it is a copy',
    params: idParams,
    body: orNothing(reprintSchema),
    status: 200,
    answer: reprintedAnswerSchema,
    refusals: [
      'unknown-ticket',
      'unknown-printer',
      'no-printer',
      'not-this-counter',
      'wrong-state',
      'reprint-limit',
    ],
    handle: call => {
      const visitId = call.params.id;
      const visit = building.state.visits.get(visitId);
      if (!visit) return problemAnswer('unknown-ticket');
      if (!isOfActor(building.state, call.actor, visit)) return problemAnswer('not-this-counter');
      const asked = call.body.printerId;
      if (asked !== undefined && !lines().some(line => line.id === asked)) {
        return problemAnswer('unknown-printer', { printerId: asked });
      }
      const printerId = asked ?? printerOf(visit.deviceId);
      if (printerId === null) return problemAnswer('no-printer');
      const command: Command = { type: 'reprint', actor: call.actor, visitId, printerId };
      return run(building, call, command, outcome => reprinted(outcome, printerId));
    },
  });
}

/** By the visitor's own touch: what the spool of another kiosk prints is told to theirs. */
function printAtRoute({ building, readyPrinterOf }: PaperRoutesOptions): Route {
  return route({
    method: 'post',
    path: '/api/v1/tickets/:id/print-at',
    access: 'kiosk',
    summary: 'Print a number that has no paper at another kiosk whose printer is ready',
    params: idParams,
    body: printAtSchema,
    status: 200,
    answer: reprintedAnswerSchema,
    refusals: [
      'unknown-ticket',
      'unknown-kiosk',
      'no-printer',
      'not-allowed',
      'not-this-counter',
      'wrong-state',
      'reprint-limit',
    ],
    handle: call => {
      const { kioskId } = call.body;
      const visitId = call.params.id;
      const visit = building.state.visits.get(visitId);
      // Whose number it is comes before where it could be printed.
      if (!visit) return problemAnswer('unknown-ticket');
      if (call.actor.role === 'officer' && !isOfActor(building.state, call.actor, visit)) {
        return problemAnswer('not-this-counter');
      }
      const { kiosks } = setupOf(building.state).setup;
      if (!kiosks.some(({ id }) => id === kioskId)) {
        return problemAnswer('unknown-kiosk', { kioskId });
      }
      const printerId = readyPrinterOf(kioskId);
      if (printerId === null) return problemAnswer('no-printer', { kioskId });
      const command: Command = { type: 'reprint', actor: call.actor, visitId, printerId };
      return run(building, call, command, outcome => reprinted(outcome, printerId));
    },
  });
}

function manualRoute({ building }: PaperRoutesOptions): Route {
  return route({
    method: 'post',
    path: '/api/v1/manual-tickets',
    access: 'staff',
    summary: 'Enter a number of a paper sheet: it joins the line with the time it was taken at',
    body: manualTicketSchema,
    status: 201,
    answer: ticketAnswerSchema,
    refusals: ['unknown-service', 'need-without-class', 'already-entered', 'invalid-input'],
    handle: call => {
      const { serviceId, number, takenAt, need, language } = call.body;
      const visitId = newVisitId(building.now());
      const command: Command = {
        type: 'enter-manual',
        actor: call.actor,
        visitId,
        serviceId,
        number,
        takenAt: Date.parse(takenAt),
        class: call.body.class ?? (need ? 'vulnerable' : 'walk-in'),
        language: language ?? 'id',
        ...(need ? { need } : {}),
      };
      return run(building, call, command, ticketOf(visitId), 201);
    },
  });
}

function printersRoute({ building, lines }: PaperRoutesOptions): Route {
  return route({
    method: 'get',
    path: '/api/v1/printers',
    access: 'staff',
    summary: 'Every printer: its state since when, its paper, and what waits for it',
    status: 200,
    answer: printersSchema,
    refusals: [],
    handle: () => json({ printers: printerViews(building.state, lines()) }),
  });
}

/** What is done about paper. */
export const paperRoutes = (options: PaperRoutesOptions): Route[] => [
  claimRoute(options),
  reprintRoute(options),
  printAtRoute(options),
  manualRoute(options),
  printersRoute(options),
];
