import type { TicketContent } from '../../contract/ticket-content.ts';
import type { PrinterView } from '../../contract/views.ts';
import type { PrintOutcome, Printer, PrinterStatus } from '../../hardware/printer.ts';
import { renderTicket } from '../../hardware/render-ticket.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import type { Building } from '../building.ts';
import type { Log } from '../log.ts';
import type { PrintJobs } from '../store/print-jobs.ts';

export interface SpoolPrinter {
  readonly id: string;
  readonly name: string;
  readonly printer: Printer;
  readonly profile: PrinterProfile;
}

export interface PrintSpoolOptions {
  readonly building: Building;
  readonly jobs: PrintJobs;
  readonly printers: readonly SpoolPrinter[];
  readonly log: Log;
  /** What the slip of a visit says; null where the visit is not of today any more. */
  readonly contentOf: (visitId: string) => TicketContent | null;
  readonly changed: () => void;
}

export interface PrintSpool {
  /** False where a printer's line is so long that nobody would wait for the paper. */
  takesJobs(printerId: string): boolean;
  statusOf(printerId: string): PrinterView;
  close(): Promise<void>;
}

interface Waiting {
  readonly jobId: number;
  readonly visitId: string;
  readonly askedAt: number;
}

/** Tickets that may wait for one printer; a visitor does not stand longer than that. */
const waitingMax = 20;
/** Paper that comes out later than this would lie there for a stranger to take. */
const lateMs = 60_000;
const healthMs = 5_000;
/** A printer that hangs must not hold up the end of the server, which has 5 s. */
const closeMsMax = 2_500;

const deviceOf = (printerId: string) => ({ role: 'system', deviceId: printerId }) as const;
const noAnswer = () => ({ status: 200, body: '' });

/** The line of one printer: one job in flight, each to one of three ends. */
class PrinterLine {
  readonly #options: PrintSpoolOptions;
  readonly #spool: SpoolPrinter;
  readonly #waiting: Waiting[] = [];
  #isClosed = false;
  #working: Promise<void> | null = null;
  #health: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  view: PrinterView = { state: 'ready' };

  constructor(options: PrintSpoolOptions, spool: SpoolPrinter) {
    this.#options = options;
    this.#spool = spool;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  start(): void {
    const look = (): void => {
      this.#health = this.#look().finally(() => {
        if (!this.#isClosed) this.#timer = setTimeout(look, healthMs);
      });
    };
    look();
  }

  add(job: Waiting): void {
    this.#waiting.push(job);
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
    });
  }

  /**
   * Jobs that have not begun stay queued for the next start. The one in flight comes to its end, or
   * is left under way where the printer hangs: the next start then calls it unknown.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#waiting.length = 0;
    if (this.#timer) clearTimeout(this.#timer);
    let patience: NodeJS.Timeout | undefined;
    const over = new Promise<void>(resolve => {
      patience = setTimeout(resolve, closeMsMax);
    });
    await Promise.race([this.#end(), over]);
    clearTimeout(patience);
  }

  async #end(): Promise<void> {
    await this.#working;
    await this.#health;
    await this.#spool.printer.close();
  }

  async #work(): Promise<void> {
    for (let job = this.#waiting.shift(); job && !this.#isClosed; job = this.#waiting.shift()) {
      try {
        await this.#print(job);
      } catch (error) {
        this.#options.log.error({ err: error, jobId: job.jobId }, 'print job failed');
      }
    }
  }

  async #print(job: Waiting): Promise<void> {
    const { building, contentOf } = this.#options;
    const content = contentOf(job.visitId);
    const isLate = building.now() - job.askedAt > lateMs * building.clockRate;
    if (!content || isLate) {
      await this.#ended(job.jobId, { outcome: 'not-sent', fault: 'expired' });
      return;
    }
    const { bytes } = await renderTicket(content, this.#spool.profile);
    await building.execute({
      command: { type: 'print-started', actor: deviceOf(this.#spool.id), jobId: job.jobId },
      answer: noAnswer,
    });
    // From here on only the printer knows: a crash before its answer leaves the job unknown.
    const outcome = await this.#spool.printer.print({ id: job.jobId, bytes });
    await this.#ended(job.jobId, outcome);
    this.#note(outcome);
  }

  async #ended(
    jobId: number,
    outcome: PrintOutcome | { outcome: 'not-sent'; fault: 'expired' },
  ): Promise<void> {
    await this.#options.building.execute({
      command: {
        type: 'print-ended',
        actor: deviceOf(this.#spool.id),
        jobId,
        outcome: outcome.outcome,
        ...('fault' in outcome ? { fault: outcome.fault } : {}),
      },
      answer: noAnswer,
    });
  }

  #note(outcome: PrintOutcome): void {
    if (outcome.outcome === 'printed') this.#show({ state: 'ready' });
    else if (outcome.fault !== 'mute') this.#show({ state: 'fault', fault: outcome.fault });
  }

  #show(view: PrinterView): void {
    if (view.state === this.view.state && view.fault === this.view.fault) return;
    this.view = view;
    this.#options.changed();
  }

  async #look(): Promise<void> {
    if (this.#working) return;
    const status: PrinterStatus = await this.#spool.printer.status();
    this.#show(status.state === 'ready' ? { state: 'ready' } : status);
  }
}

/** What a crash left behind: a job under way has an unknown end, for ever (PRINT-4). */
async function settle(options: PrintSpoolOptions, lines: Map<string, PrinterLine>): Promise<void> {
  for (const job of options.jobs.unfinished()) {
    if (job.state === 'printing') {
      await options.building.execute({
        command: {
          type: 'print-ended',
          actor: deviceOf(job.printerId),
          jobId: job.jobId,
          outcome: 'unknown',
          fault: 'server-stopped',
        },
        answer: noAnswer,
      });
    } else {
      lines.get(job.printerId)?.add(job);
    }
  }
}

/** Prints what the journal asks for and keeps in the journal what came of it. */
export async function openPrintSpool(options: PrintSpoolOptions): Promise<PrintSpool> {
  const lines = new Map(
    options.printers.map(printer => [printer.id, new PrinterLine(options, printer)]),
  );
  await settle(options, lines);
  const stop = options.building.onCommit(entries => {
    for (const entry of entries) {
      if (entry.type !== 'ticket-issued' || !entry.data.print) continue;
      const { jobId, printerId } = entry.data.print;
      lines.get(printerId)?.add({ jobId, visitId: entry.visitId!, askedAt: entry.at });
    }
  });
  for (const line of lines.values()) line.start();
  return {
    takesJobs: printerId => (lines.get(printerId)?.waiting ?? waitingMax) < waitingMax,
    statusOf: printerId => lines.get(printerId)?.view ?? { state: 'none' },
    async close() {
      stop();
      await Promise.all([...lines.values()].map(line => line.close()));
    },
  };
}
