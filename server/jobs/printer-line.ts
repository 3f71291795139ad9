import type { TicketContent } from '../../contract/ticket-content.ts';
import type { TicketLayout } from '../../contract/ticket-layout.ts';
import type { PrinterView } from '../../contract/views.ts';
import type { PaperLevel } from '../../contract/paper.ts';
import type { PrintOutcome, Printer, PrinterStatus } from '../../hardware/printer.ts';
import type { Bitmap } from '../../hardware/bitmap.ts';
import type { SlipDress } from '../../hardware/ticket-slip.ts';
import { renderTicket } from '../../hardware/render-ticket.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import type { Building } from '../building.ts';
import type { Log } from '../log.ts';

export interface SpoolPrinter {
  readonly id: string;
  readonly name: string;
  readonly printer: Printer;
  readonly profile: PrinterProfile;
}

export interface PaperAsked {
  readonly jobId: number;
  readonly visitId: string;
  readonly askedAt: number;
  readonly isReprint: boolean;
}

/** With `inOther` in the language that is not the visitor's, for layouts that say things twice. */
export type ContentOf = (
  visitId: string,
  isReprint: boolean,
  inOther?: boolean,
) => TicketContent | null;

export type LogoOf = (layout: TicketLayout, widthDots: number) => Bitmap | null;

export interface PrinterLineOptions {
  readonly building: Building;
  readonly log: Log;
  /** What the slip of a visit says; null where the visit is not of today any more. */
  readonly contentOf: ContentOf;
  /** The building's own logo in the dots of a printer; null where the layout shows none. */
  readonly logoOf?: LogoOf;
  /** Another printer that may take a job of which nothing has left; null where there is none. */
  readonly otherPrinter: (job: PaperAsked, printerId: string) => string | null;
  readonly changed: () => void;
}

/** Paper that comes out later than this would lie there for a stranger to take. */
const lateMs = 60_000;
/** A printer that hangs must not hold up the end of the server, which has 5 s. */
const closeMsMax = 2_500;

const deviceOf = (printerId: string) => ({ role: 'system', deviceId: printerId }) as const;
const noAnswer = () => ({ status: 200, body: '' });

/** Why a ticket was not even tried: its time was over, or a bug kept it from being drawn. */
type Untried = { readonly outcome: 'not-sent'; readonly fault: 'expired' | 'not-drawn' };
type Ended = PrintOutcome | Untried;

/** The line of one printer: one job in flight, each to one of three ends. */
export class PrinterLine {
  readonly #options: PrinterLineOptions;
  readonly #spool: SpoolPrinter;
  readonly #waiting: PaperAsked[] = [];
  #isClosed = false;
  #working: Promise<void> | null = null;
  #stopWatching: () => void = () => undefined;
  view: PrinterView = { state: 'ready' };
  #paper: PaperLevel = 'unknown';

  constructor(options: PrinterLineOptions, spool: SpoolPrinter) {
    this.#options = options;
    this.#spool = spool;
  }

  get name(): string {
    return this.#spool.name;
  }

  /** Jobs that have not begun. */
  get behind(): number {
    return this.#waiting.length;
  }

  /** Jobs that have not come to their end. */
  get waiting(): number {
    return this.#waiting.length + (this.#working ? 1 : 0);
  }

  /** Hears from now on how the printer is: what it tells by itself, and what it is asked every 5 s. */
  start(): void {
    this.#stopWatching = this.#spool.printer.watch(({ status }) => this.#heard(status));
  }

  add(job: PaperAsked): void {
    this.#waiting.push(job);
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
    });
  }

  /** Takes what has not begun out of the line. */
  takeWaiting(): PaperAsked[] {
    return this.#waiting.splice(0);
  }

  /**
   * Jobs that have not begun stay queued for the next start. The one in flight comes to its end, or
   * is left under way where the printer hangs: the next start then calls it unknown.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#waiting.length = 0;
    this.#stopWatching();
    let patience: NodeJS.Timeout | undefined;
    const over = new Promise<void>(resolve => {
      patience = setTimeout(resolve, closeMsMax);
    });
    await Promise.race([this.#end(), over]);
    clearTimeout(patience);
  }

  async #end(): Promise<void> {
    await this.#working;
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

  async #print(job: PaperAsked): Promise<void> {
    const { building, contentOf } = this.#options;
    const content = contentOf(job.visitId, job.isReprint);
    const isLate = building.now() - job.askedAt > lateMs * building.clockRate;
    if (!content || isLate) {
      await this.#ended(job, { outcome: 'not-sent', fault: 'expired' });
      return;
    }
    const bytes = await this.#drawn(job, content);
    if (!bytes) return this.#ended(job, { outcome: 'not-sent', fault: 'not-drawn' });
    await building.execute({
      command: { type: 'print-started', actor: deviceOf(this.#spool.id), jobId: job.jobId },
      answer: noAnswer,
    });
    // From here on only the printer knows: a crash before its answer leaves the job unknown.
    const outcome = await this.#spool.printer.print({ id: job.jobId, bytes });
    const other = outcome.outcome === 'not-sent' ? this.#otherFor(job) : null;
    if (other !== null && outcome.outcome === 'not-sent') {
      await this.#move(job, other, outcome.fault);
    } else await this.#ended(job, outcome);
  }

  /** Null, and in the log, where a bug keeps it from being drawn: its visitor is not left waiting. */
  async #drawn(job: PaperAsked, content: TicketContent): Promise<Buffer | null> {
    try {
      return (await renderTicket(content, this.#spool.profile, this.#dress(job))).bytes;
    } catch (error) {
      this.#options.log.error({ err: error, jobId: job.jobId }, 'a ticket could not be drawn');
      return null;
    }
  }

  /** The layout of the set-up; the shipped one where it names none. */
  #dress({ visitId, isReprint }: PaperAsked): SlipDress {
    const { building, contentOf } = this.#options;
    const layout = building.state.index?.setup.ticketLayout ?? null;
    if (!layout) return {};
    const logo = this.#options.logoOf?.(layout, this.#spool.profile.dots) ?? null;
    return { layout, other: contentOf(visitId, isReprint, true), logo };
  }

  #otherFor(job: PaperAsked): string | null {
    return this.#options.otherPrinter(job, this.#spool.id);
  }

  /** Nothing of it has left: the other printer may take it (PRINT-6). */
  async #move(job: PaperAsked, printerId: string, fault: string): Promise<void> {
    const actor = deviceOf(this.#spool.id);
    await this.#options.building.execute({
      command: { type: 'move-print', actor, jobId: job.jobId, printerId, fault },
      answer: noAnswer,
    });
  }

  async #ended(job: PaperAsked, outcome: Ended): Promise<void> {
    await this.#options.building.execute({
      command: {
        type: 'print-ended',
        actor: deviceOf(this.#spool.id),
        jobId: job.jobId,
        outcome: outcome.outcome,
        ...('fault' in outcome ? { fault: outcome.fault } : {}),
      },
      answer: noAnswer,
    });
  }

  #show(view: PrinterView, paper = this.#paper): void {
    const isSame = view.state === this.view.state && view.fault === this.view.fault;
    if (isSame && paper === this.#paper) return;
    this.view = view;
    this.#paper = paper;
    this.#keep();
    this.#options.changed();
  }

  /** Since when a printer is out of paper is asked for later: the journal knows (HEALTH-1). */
  #keep(): void {
    if (this.#isClosed) return;
    const { state, fault } = this.view;
    const command = {
      type: 'note-printer',
      actor: deviceOf(this.#spool.id),
      printerId: this.#spool.id,
      state: state === 'fault' ? 'fault' : 'ready',
      ...(fault ? { fault } : {}),
      paper: this.#paper,
    } as const;
    this.#options.building.execute({ command, answer: noAnswer }).catch((error: unknown) => {
      this.#options.log.error({ err: error }, 'a printer’s state could not be kept');
    });
  }

  #heard(status: PrinterStatus): void {
    if (this.#isClosed) return;
    if (status.state === 'ready') this.#show({ state: 'ready' }, status.paper);
    else this.#show(status);
  }
}
