/** What keeps a printer from printing. Staff see a sentence for each. */
export type PrinterFault =
  | 'paper-end'
  | 'cover-open'
  | 'cutter'
  | 'head-hot'
  | 'unrecoverable'
  /** The printer says that it is offline and not why (feed button held, error without a cause). */
  | 'offline'
  /** Connected, but it answers nothing within its time. */
  | 'no-answer'
  /** No connection could be made. */
  | 'unreachable'
  /** Another program or another computer holds the printer. */
  | 'in-use'
  /** The system lets this program not open the device. */
  | 'no-permission'
  /** Something answers there that does not speak as a receipt printer does. */
  | 'not-a-printer'
  /** The system's own print queue took no job. */
  | 'queue-refused'
  /** The connection broke while it was in use. */
  | 'connection-lost'
  /** It can print but has no way to say so: its profile is mute. */
  | 'mute'
  /** More jobs wait than the printer's line holds. */
  | 'line-full'
  /** The printer was closed by its owner. */
  | 'closed';

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
