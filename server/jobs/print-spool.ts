import type { TicketContent } from '../../contract/ticket-content.ts';
import type { PrinterView } from '../../contract/views.ts';
import type { JournalEntry } from '../../contract/events.ts';
import type { Building } from '../building.ts';
import type { Log } from '../log.ts';
import type { PrintJobs } from '../store/print-jobs.ts';
import { PrinterLine, type PaperAsked, type SpoolPrinter } from './printer-line.ts';

export interface PrintSpoolOptions {
  readonly building: Building;
  readonly jobs: PrintJobs;
  readonly printers: readonly SpoolPrinter[];
  readonly log: Log;
  /** Printers of a kiosk, in the order in which they are asked. */
  readonly printersOf: (deviceId: string | null) => readonly string[];
  readonly contentOf: (visitId: string, isReprint: boolean) => TicketContent | null;
  readonly changed: () => void;
}

export interface PrintSpool {
  /** False where a printer's line is so long that nobody would wait for the paper. */
  takesJobs(printerId: string): boolean;
  statusOf(printerId: string): PrinterView;
  /** Jobs that wait or are under way, by printer. */
  readonly lines: () => readonly { id: string; name: string; waiting: number }[];
  close(): Promise<void>;
}

/** Tickets that may wait for one printer; a visitor does not stand longer than that. */
const waitingMax = 20;

const noAnswer = () => ({ status: 200, body: '' });

class Spool implements PrintSpool {
  readonly #options: PrintSpoolOptions;
  readonly #lines: ReadonlyMap<string, PrinterLine>;
  /** Printers that have already given a job back, so that it goes around once. */
  readonly #tried = new Map<number, Set<string>>();
  readonly #asked = new Map<number, PaperAsked>();
  #stop: () => void = () => undefined;

  constructor(options: PrintSpoolOptions) {
    this.#options = options;
    const { building, log, contentOf, changed } = options;
    const otherPrinter = (job: PaperAsked, printerId: string) => this.#otherPrinter(job, printerId);
    const line = { building, log, contentOf, changed, otherPrinter };
    this.#lines = new Map(
      options.printers.map(printer => [printer.id, new PrinterLine(line, printer)]),
    );
  }

  async open(): Promise<void> {
    await this.#settle();
    this.#stop = this.#options.building.onCommit(entries => {
      for (const entry of entries) this.#follow(entry);
    });
    for (const line of this.#lines.values()) line.start();
  }

  takesJobs(printerId: string): boolean {
    return (this.#lines.get(printerId)?.waiting ?? waitingMax) < waitingMax;
  }

  statusOf(printerId: string): PrinterView {
    return this.#lines.get(printerId)?.view ?? { state: 'none' };
  }

  readonly lines = (): { id: string; name: string; waiting: number }[] =>
    [...this.#lines].map(([id, { name, waiting }]) => ({ id, name, waiting }));

  async close(): Promise<void> {
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
      const { jobId, printerId } = entry.data;
      this.#give(printerId, { jobId, visitId, askedAt, isReprint: true });
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
    this.#lines.get(printerId)?.add(job);
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
