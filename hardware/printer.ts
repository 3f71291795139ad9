import type { PrinterFault } from '../contract/printers.ts';

/**
 * There are three outcomes and never two. 'not-sent': no byte of the job left, so another printer
 * may take it. 'unknown': paper may or may not have come out, or may come out after a refill, so
 * nothing ever prints it again by itself.
 */
export type PrintOutcome =
  | { readonly outcome: 'printed' }
  | { readonly outcome: 'not-sent'; readonly fault: PrinterFault }
  | { readonly outcome: 'unknown'; readonly fault: PrinterFault };

export type PrinterStatus =
  /** The level is unknown for a mute printer: that it takes a connection is all it can say. */
  | { readonly state: 'ready'; readonly paper: 'adequate' | 'near-end' | 'unknown' }
  | { readonly state: 'fault'; readonly fault: PrinterFault };

/** What a printer says of itself, each part by its own; 'unknown' where it can't say. */
export interface PrinterHealth {
  readonly status: PrinterStatus;
  readonly paper: 'adequate' | 'near-end' | 'end' | 'unknown';
  readonly cover: 'closed' | 'open' | 'unknown';
  readonly cutter: 'working' | 'jammed' | 'unknown';
  readonly head: 'working' | 'hot' | 'unknown';
  /** It takes no jobs now, whatever the reason. */
  readonly isOffline: boolean;
  /** By its profile it can't say that it printed. */
  readonly isMute: boolean;
}

export interface PrintJob {
  /** Names the job in the printer's own confirmation; two jobs in a row must differ. */
  readonly id: number;
  readonly bytes: Buffer;
}

/** One printer, one connection, one job in flight; further jobs wait in line. */
export interface Printer {
  print(job: PrintJob): Promise<PrintOutcome>;
  status(): Promise<PrinterStatus>;
  /**
   * Calls back with the health as it is once known, and on every change from then on: pushed by
   * the printer where it can, else found by asking every 5 s. Returns how to stop.
   */
  watch(listener: (health: PrinterHealth) => void): () => void;
  /** Lets the job in flight come to its outcome, then ends the connection. */
  close(): Promise<void>;
}
