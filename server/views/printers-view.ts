import type { Printers } from '../../contract/http.ts';
import type { Overview } from '../../contract/overview.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { PrinterNow } from '../domain/paper-state.ts';
import { instantOrNull } from './names.ts';

/** A printer's line as the spool knows it. */
export interface PrinterLineNow {
  readonly id: string;
  readonly name: string;
  readonly waiting: number;
}

/** What a roll near its end still gives: as many as set, less what came out since (HEALTH-2). */
function ticketsLeft(state: BuildingState, printer: PrinterNow | undefined): number | null {
  if (!printer || printer.nearEndSince === null) return null;
  const { nearEndTickets } = setupOf(state).setup.rules;
  return Math.max(0, nearEndTickets - printer.printedSinceNearEnd);
}

export function printerViews(
  state: BuildingState,
  lines: readonly PrinterLineNow[],
): Printers['printers'] {
  return lines.map(({ id, name, waiting }) => {
    const printer = state.paper.printers.get(id);
    return {
      id,
      name,
      state: printer?.state ?? 'ready',
      fault: printer?.fault ?? null,
      since: instantOrNull(state, printer?.since ?? null),
      paper: printer?.paper ?? 'unknown',
      ticketsLeft: ticketsLeft(state, printer),
      waiting,
    };
  });
}

export const overviewPrinters = (
  state: BuildingState,
  lines: readonly PrinterLineNow[],
): Overview['printers'] =>
  printerViews(state, lines).map(({ id, name, state: is, fault, since, ticketsLeft: left }) => ({
    id,
    name,
    state: is,
    ...(fault ? { fault } : {}),
    since,
    ticketsLeft: left,
  }));
