import type { PrinterView } from '../../contract/views.ts';
import type { JournalEntry } from '../../contract/events.ts';
import type { Building } from '../building.ts';
import type { Log } from '../log.ts';
import type { PrintJobs } from '../store/print-jobs.ts';
import {
  PrinterLine,
  type PaperAsked,
  type PrinterLineOptions,
  type SpoolPrinter,
  type ContentOf,
  type LogoOf,
} from './printer-line.ts';

export interface PrintSpoolOptions {
  readonly building: Building;
  readonly jobs: PrintJobs;
  readonly printers: readonly SpoolPrinter[];
  readonly log: Log;
  /** Printers of a kiosk, in the order in which they are asked. */
  readonly printersOf: (deviceId: string | null) => readonly string[];
  readonly contentOf: ContentOf;
  readonly logoOf?: LogoOf;
  readonly changed: () => void;
}

export interface PrintSpool {
  /** False where a printer's line is so long that nobody would wait for the paper. */
  takesJobs(printerId: string): boolean;
  statusOf(printerId: string): PrinterView;
  /** Opens the line of one more printer. */
  add(printer: SpoolPrinter): void;
  /** Closes a printer; what waits for it goes to another one of its kiosk, or is not sent. */
  remove(printerId: string): Promise<void>;
  /** Jobs that wait or are under way, by printer. */
  readonly lines: () => readonly { id: string; name: string; waiting: number }[];
  close(): Promise<void>;
}

/** Tickets that may wait for one printer; a visitor does not stand longer than that. */
const waitingMax = 20;

const noAnswer = () => ({ status: 200, body: '' });

class Spool implements PrintSpool {
  readonly #options: PrintSpoolOptions;
  readonly #lineOptions: PrinterLineOptions;
  readonly #lines = new Map<string, PrinterLine>();
  /** Printers that were there: a job that was on its way to one of them is given back. */
  readonly #removed = new Set<string>();
  #isClosed = false;
  /** Printers that have already given a job back, so that it goes around once. */
  readonly #tried = new Map<number, Set<string>>();
  readonly #asked = new Map<number, PaperAsked>();
  #stop: () => void = () => undefined;

  constructor(options: PrintSpoolOptions) {
    this.#options = options;
    const { building, log, contentOf, changed } = options;
    const otherPrinter = (job: PaperAsked, printerId: string) => this.#otherPrinter(job, printerId);
    const { logoOf } = options;
    const lineOptions = { building, log, contentOf, changed, otherPrinter };
    this.#lineOptions = logoOf ? { ...lineOptions, logoOf } : lineOptions;
    for (const printer of options.printers) {
      this.#lines.set(printer.id, new PrinterLine(this.#lineOptions, printer));
    }
  }

  async open(): Promise<void> {
    await this.#settle();
    this.#stop = this.#options.building.onCommit(entries => {
      for (const entry of entries) this.#follow(entry);
    });
    for (const line of this.#lines.values()) line.start();
  }

  add(printer: SpoolPrinter): void {
    if (this.#isClosed) {
      void printer.printer.close();
      return;
    }
    const line = new PrinterLine(this.#lineOptions, printer);
    this.#lines.set(printer.id, line);
    this.#removed.delete(printer.id);
    line.start();
    this.#options.changed();
  }

  async remove(printerId: string): Promise<void> {
    const line = this.#lines.get(printerId);
    if (!line || this.#isClosed) return;
    this.#lines.delete(printerId);
    this.#removed.add(printerId);
    for (const job of line.takeWaiting()) this.#giveBack(printerId, job);
    this.#options.changed();
    await line.close();
  }

  takesJobs(printerId: string): boolean {
    return (this.#lines.get(printerId)?.behind ?? waitingMax) < waitingMax;
  }

  statusOf(printerId: string): PrinterView {
    return this.#lines.get(printerId)?.view ?? { state: 'none' };
  }

  readonly lines = (): { id: string; name: string; waiting: number }[] =>
    [...this.#lines].map(([id, { name, waiting }]) => ({ id, name, waiting }));

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stop();
    await Promise.all([...this.#lines.values()].map(line => line.close()));
  }

  /** What a crash left behind: a job under way has an unknown end, for ever (PRINT-4). */
  async #settle(): Promise<void> {
    const { building, jobs } = this.#options;
    for (const { jobId, visitId, printerId, askedAt, state } of jobs.unfinished()) {
      if (state === 'printing') {
        const actor = { role: 'system', deviceId: printerId } as const;
        const end = { outcome: 'unknown', fault: 'server-stopped' } as const;
        const command = { type: 'print-ended', actor, jobId, ...end } as const;
        await building.execute({ command, answer: noAnswer });
      } else {
        const isReprint = building.state.paper.jobs.get(jobId)?.isReprint ?? false;
        // Of a printer that was set up until now.
        if (!this.#lines.has(printerId)) this.#removed.add(printerId);
        this.#give(printerId, { jobId, visitId, askedAt, isReprint });
      }
    }
  }

  #follow(entry: JournalEntry): void {
    const { visitId = '', at: askedAt } = entry;
    if (entry.type === 'ticket-issued' && entry.data.print) {
      const { jobId, printerId } = entry.data.print;
      this.#give(printerId, { jobId, visitId, askedAt, isReprint: false });
    } else if (entry.type === 'print-asked') {
      const { jobId, printerId, isFirst } = entry.data;
      this.#give(printerId, { jobId, visitId, askedAt, isReprint: isFirst !== true });
    } else if (entry.type === 'print-moved') {
      const job = this.#asked.get(entry.data.jobId);
      if (job) this.#give(entry.data.printerId, job);
    } else if (entry.type === 'print-ended') {
      this.#asked.delete(entry.data.jobId);
      this.#tried.delete(entry.data.jobId);
    }
  }

  #give(printerId: string, job: PaperAsked): void {
    this.#asked.set(job.jobId, job);
    const line = this.#lines.get(printerId);
    if (line) line.add(job);
    else if (this.#removed.has(printerId)) this.#giveBack(printerId, job);
  }

  /** For a printer that is there no more: nothing of the job has left. */
  #giveBack(printerId: string, { jobId, ...job }: PaperAsked): void {
    const { building, log } = this.#options;
    const other = this.#otherPrinter({ jobId, ...job }, printerId);
    const actor = { role: 'system', deviceId: printerId } as const;
    const why = { actor, jobId, fault: 'closed' } as const;
    const command =
      other === null
        ? ({ type: 'print-ended', outcome: 'not-sent', ...why } as const)
        : ({ type: 'move-print', printerId: other, ...why } as const);
    building.execute({ command, answer: noAnswer }).catch((error: unknown) => {
      log.error({ err: error, jobId }, 'a job of a closed printer could not be ended');
    });
  }

  /** The kiosk's next printer that has not given the job back already and could print it now. */
  #otherPrinter(job: PaperAsked, printerId: string): string | null {
    const tried = this.#tried.get(job.jobId) ?? new Set();
    tried.add(printerId);
    this.#tried.set(job.jobId, tried);
    const { building, printersOf } = this.#options;
    const deviceId = building.state.visits.get(job.visitId)?.deviceId ?? null;
    const others = printersOf(deviceId).filter(id => !tried.has(id) && this.takesJobs(id));
    return others.find(id => this.statusOf(id).state === 'ready') ?? null;
  }
}

/** Prints what the journal asks for and keeps in the journal what came of it. */
export async function openPrintSpool(options: PrintSpoolOptions): Promise<PrintSpool> {
  const spool = new Spool(options);
  await spool.open();
  return spool;
}
