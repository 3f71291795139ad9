import type { PrintState } from '../../contract/values.ts';
import type { PaperTold } from '../../contract/views.ts';
import { unclaimedUntil } from '../domain/paper.ts';
import type { BuildingState } from '../domain/state.ts';
import { instantOrNull } from './names.ts';

/** Whose slot a kiosk's paper comes from; null where the printer is set up no more. */
export type PrinterOfPaper = (deviceId: string | null, printerId: string) => PaperTold['printer'];

function numberNow(state: BuildingState, visitId: string): PaperTold['number'] {
  const legs = state.visits.get(visitId)?.legs ?? [];
  if (legs.length > 0 && legs.every(leg => leg.state === 'cancelled')) return 'cancelled';
  return state.paper.claimed.get(visitId) ?? 'open';
}

/** What happened last, where the journal says it of the paper; else the state of the last one. */
export interface PaperNews {
  readonly state: PrintState;
  readonly fault: string | null;
}

/**
 * What a kiosk is told of a number without or with its paper, under its first job, which is the one
 * that its kiosk follows. Undefined for a number that never asked for paper.
 */
export function paperTold(
  state: BuildingState,
  visitId: string,
  printerOf: PrinterOfPaper,
  news?: PaperNews,
): PaperTold | undefined {
  const papers = state.paper.ofVisit.get(visitId) ?? [];
  const [first, last] = [papers[0], papers.at(-1)];
  if (!first || !last) return undefined;
  const { fault, state: is } = news ?? last;
  const number = numberNow(state, visitId);
  const keptUntil = number === 'cancelled' ? null : unclaimedUntil(state, visitId);
  return {
    jobId: first.jobId,
    state: is,
    ...(fault === null ? {} : { fault }),
    number,
    keptUntil: instantOrNull(state, keptUntil),
    printer: printerOf(state.visits.get(visitId)?.deviceId ?? null, last.printerId),
  };
}
