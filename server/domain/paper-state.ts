import type { JournalEntry } from '../../contract/events.ts';
import type { PaperLevel } from '../../contract/paper.ts';
import type { PrintState } from '../../contract/values.ts';
import type { BuildingState } from './state.ts';

/** One paper of a number, as far as the journal knows. */
export interface PaperJob {
  readonly jobId: number;
  readonly visitId: string;
  readonly isReprint: boolean;
  printerId: string;
  state: PrintState;
  fault: string | null;
  endedAt: number | null;
}

export interface PrinterNow {
  readonly state: 'ready' | 'fault';
  readonly fault: string | null;
  readonly paper: PaperLevel;
  /** Since when it is in this state, and since when its roll is near its end. */
  readonly since: number;
  readonly nearEndSince: number | null;
  /** Tickets that came out since then. */
  printedSinceNearEnd: number;
}

/** What is known of paper and printers today. */
export interface PaperState {
  readonly jobs: Map<number, PaperJob>;
  /** Papers of a visit, oldest first. */
  readonly ofVisit: Map<string, PaperJob[]>;
  /** Visits whose visitor said that they have the number, or opened its page. */
  readonly claimed: Map<string, 'noted' | 'phone'>;
  readonly printers: Map<string, PrinterNow>;
}

export const emptyPaper = (): PaperState => ({
  jobs: new Map(),
  ofVisit: new Map(),
  claimed: new Map(),
  printers: new Map(),
});

export function addPaperJob(
  state: BuildingState,
  asked: Pick<PaperJob, 'jobId' | 'printerId' | 'visitId' | 'isReprint'>,
): void {
  const job: PaperJob = { ...asked, state: 'queued', fault: null, endedAt: null };
  state.paper.jobs.set(job.jobId, job);
  const papers = state.paper.ofVisit.get(job.visitId);
  if (papers) papers.push(job);
  else state.paper.ofVisit.set(job.visitId, [job]);
}

type PaperEntry = Extract<
  JournalEntry,
  {
    type:
      | 'print-started'
      | 'print-ended'
      | 'print-moved'
      | 'print-asked'
      | 'ticket-claimed'
      | 'printer-changed';
  }
>;

function notePrinter(
  state: BuildingState,
  entry: Extract<PaperEntry, { type: 'printer-changed' }>,
): void {
  const { printers } = state.paper;
  const id = entry.deviceId ?? '';
  const before = printers.get(id);
  const { state: is, fault, paper } = entry.data;
  const isSame = before?.state === is && before.fault === fault;
  const isNearEnd = paper === 'near-end';
  const wasNearEnd = before?.nearEndSince ?? null;
  printers.set(id, {
    state: is,
    fault,
    paper,
    since: isSame ? before.since : entry.at,
    nearEndSince: isNearEnd ? (wasNearEnd ?? entry.at) : null,
    printedSinceNearEnd: isNearEnd && wasNearEnd !== null ? before!.printedSinceNearEnd : 0,
  });
}

/** Folds what happened to paper. A job of a day that is over is of no rule any more. */
export function evolvePaper(state: BuildingState, entry: PaperEntry): void {
  const { jobs, claimed, printers } = state.paper;
  switch (entry.type) {
    case 'print-asked': {
      const { jobId, printerId } = entry.data;
      const isReprint = entry.data.isFirst !== true;
      addPaperJob(state, { jobId, printerId, visitId: entry.visitId!, isReprint });
      return;
    }
    case 'print-started': {
      const job = jobs.get(entry.data.jobId);
      if (job) job.state = 'printing';
      return;
    }
    case 'print-moved': {
      const job = jobs.get(entry.data.jobId);
      if (job) Object.assign(job, { state: 'queued', printerId: entry.data.printerId });
      return;
    }
    case 'print-ended': {
      const { jobId, outcome, fault } = entry.data;
      const job = jobs.get(jobId);
      if (job) Object.assign(job, { state: outcome, fault, endedAt: entry.at });
      const printer = job && printers.get(job.printerId);
      if (printer && printer.nearEndSince !== null && outcome !== 'not-sent') {
        printer.printedSinceNearEnd += 1;
      }
      return;
    }
    case 'ticket-claimed':
      claimed.set(entry.visitId!, entry.data.how);
      return;
    case 'printer-changed':
      notePrinter(state, entry);
  }
}
