import type { Clock } from '../clock.ts';
import { healthFromAutomatic, healthWithoutAnswers } from '../escpos/status.ts';
import type { PrinterFault } from '../../contract/printers.ts';
import type { PrintJob, PrintOutcome, Printer, PrinterHealth, PrinterStatus } from '../printer.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import { type ByteChannel, faultOfProblem } from './byte-channel.ts';
import { type Leftover, askEverything, resynchronise, sendJob } from './conversation.ts';
import { HealthWatch } from './health-watch.ts';
import { PrinterLink } from './printer-link.ts';
import { timings } from './timings.ts';

export interface ChannelPrinterOptions {
  readonly profile: PrinterProfile;
  /** A channel is used for one connection; a new one is made for the next. */
  readonly createChannel: () => ByteChannel;
  readonly clock: Clock;
  /**
   * A process that ended in the middle of a job may have left half of it in the printer. Said so,
   * what is left is cut off before the first job; else the paper stays as it is.
   */
  readonly mayHoldPartOfJob?: boolean;
}

/** Jobs and questions that may wait behind the one in flight. */
const lineMax = 8;

/** One connection and one job in flight, whatever carries the bytes; all else waits in line. */
export class ChannelPrinter implements Printer {
  readonly #options: ChannelPrinterOptions;
  readonly #watch: HealthWatch;
  #link: PrinterLink | null = null;
  #lineEnd: Promise<unknown> = Promise.resolve();
  #inLine = 0;
  /** A new owner knows nothing of what the printer was told before. */
  #leftover: Leftover;
  #openFault: PrinterFault = 'unreachable';
  /** Something else answered a mute printer's address, which can't be asked whether it still does. */
  #isStranger = false;
  /** Whether this connection has carried a job of which nothing will ever be heard. */
  #hasSentMutely = false;
  #isLookQueued = false;
  #isClosed = false;
  #attempts = 0;
  #stopReconnecting: (() => void) | null = null;

  constructor(options: ChannelPrinterOptions) {
    this.#options = options;
    const tellsAnswersApart = options.profile.proof !== 'status-only';
    this.#leftover = tellsAnswersApart ? 'none' : 'earlier-answers';
    if (options.mayHoldPartOfJob === true) this.#leftover = 'part-of-job';
    this.#watch = new HealthWatch(options.clock, () => this.#look());
  }

  /** Starts to connect; the connection is kept until the printer is closed. */
  open(): void {
    void this.#queue(() => this.#connected());
  }

  async print(job: PrintJob): Promise<PrintOutcome> {
    if (this.#isClosed) return { outcome: 'not-sent', fault: 'closed' };
    if (this.#inLine > lineMax) return { outcome: 'not-sent', fault: 'line-full' };
    return this.#queue(() => this.#printNow(job));
  }

  async status(): Promise<PrinterStatus> {
    if (this.#isClosed) return { state: 'fault', fault: 'closed' };
    if (this.#inLine > lineMax) return { state: 'fault', fault: 'line-full' };
    return this.#queue(() => this.#statusNow());
  }

  watch(listener: (health: PrinterHealth) => void): () => void {
    return this.#watch.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopReconnecting?.();
    this.#watch.close();
    await this.#lineEnd;
    await this.#link?.end();
    this.#link = null;
  }

  /** Asks how it is when its turn comes; once, however long the turn takes to come. */
  #look(): void {
    if (this.#isClosed || this.#isLookQueued) return;
    this.#isLookQueued = true;
    void this.#queue(() => {
      this.#isLookQueued = false;
      return this.#statusNow();
    });
  }

  #queue<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#inLine += 1;
    const result = this.#lineEnd.then(work).finally(() => {
      this.#inLine -= 1;
    });
    // A bug in one job is its caller's to hear of, and must not stop the next one.
    this.#lineEnd = result.catch(() => undefined);
    return result;
  }

  /**
   * A connection that idled through a printer's power cut looks alive until it is used, so one
   * that turns out dead is replaced once: nothing of a job has left yet.
   */
  async #statusNow(): Promise<PrinterStatus> {
    const kept = this.#link;
    let health = await this.#askOnce();
    const { status } = health;
    const isDead =
      status.state === 'fault' && ['connection-lost', 'no-answer'].includes(status.fault);
    if (isDead && kept !== null) health = await this.#askOnce();
    this.#watch.know(health);
    return health.status;
  }

  async #askOnce(): Promise<PrinterHealth> {
    const isMute = this.#options.profile.proof === 'mute';
    const link = this.#isStranger ? null : await this.#connected();
    if (link === null) {
      return healthWithoutAnswers({ state: 'fault', fault: this.#openFault }, isMute);
    }
    const health = await askEverything(link, this.#options.profile);
    // A late answer would be taken for the answer to the next question: a new connection has none.
    if (link.unansweredQuestions > 0) await this.#retire(link);
    else if (link.isOpen) this.#found(link);
    return health;
  }

  /** It answered as a printer does: from now on a loss is worth a quick second try. */
  #found(link: PrinterLink): void {
    this.#attempts = 0;
    if (this.#options.profile.pushesStatus) link.askToPush();
  }

  async #printNow(job: PrintJob): Promise<PrintOutcome> {
    if (this.#isClosed) return { outcome: 'not-sent', fault: 'closed' };
    const status = await this.#statusNow();
    if (status.state === 'fault') return { outcome: 'not-sent', fault: status.fault };
    const link = this.#link;
    if (link === null) return { outcome: 'not-sent', fault: 'connection-lost' };
    const { profile } = this.#options;
    if (this.#leftover !== 'none') {
      const fault = await resynchronise(link, profile, this.#leftover);
      if (fault !== null) {
        await this.#drop(link);
        return { outcome: 'not-sent', fault };
      }
      this.#leftover = 'none';
    }
    const { outcome, wasHandedOver } = await sendJob(link, profile, job);
    // Part of a job may still stand in the system's buffer: it must not come before the next one.
    if (outcome.outcome === 'unknown' && outcome.fault === 'mute') this.#hasSentMutely = true;
    else if (outcome.outcome === 'unknown') {
      this.#leftover = wasHandedOver ? 'whole-job' : 'part-of-job';
    }
    if (!wasHandedOver) await this.#drop(link);
    else if (link.unansweredQuestions > 0) await this.#retire(link);
    // What became of the printer is asked at once and not only when the next one needs paper.
    if (outcome.outcome !== 'printed' && profile.proof !== 'mute') this.#watch.lookSoon();
    return outcome;
  }

  /** The open connection, or a new one, or null when the printer can't be reached. */
  async #connected(): Promise<PrinterLink | null> {
    if (this.#link?.isOpen === true) return this.#link;
    if (this.#isClosed) return null;
    this.#stopReconnecting?.();
    const { createChannel, clock, profile } = this.#options;
    const link = new PrinterLink(createChannel(), clock);
    const problem = await link.open({
      onLost: () => this.#onLost(link),
      onAutomaticStatus: bytes => this.#watch.know(healthFromAutomatic(bytes, profile)),
    });
    if (problem !== null) {
      this.#openFault = faultOfProblem(problem);
      this.#suspectPowerCut();
      this.#reconnectLater();
      return null;
    }
    this.#link = link;
    if (profile.proof === 'mute') await this.#settle();
    return link.isOpen ? link : null;
  }

  /** A mute printer can't be asked who it is: what hangs up or greets at once is none. */
  #settle(): Promise<void> {
    return new Promise(resolve => {
      this.#options.clock.after(timings.settleMs, resolve);
    });
  }

  #onLost(link: PrinterLink): void {
    this.#suspectPowerCut();
    this.#openFault = 'connection-lost';
    if (link.stranger !== null) {
      this.#openFault = 'not-a-printer';
      this.#isStranger = this.#options.profile.proof === 'mute';
    }
    if (!this.#isStranger) this.#reconnectLater();
  }

  /** A printer that went away may have lost the rest of a job and kept half a slip in its mouth. */
  #suspectPowerCut(): void {
    if (this.#hasSentMutely || this.#leftover === 'whole-job') this.#leftover = 'part-of-job';
    this.#hasSentMutely = false;
  }

  /** Ends it in peace and waits: a printer that serves one refuses a new one until then. */
  async #retire(link: PrinterLink): Promise<void> {
    if (this.#link === link) this.#link = null;
    // Until the next connection nobody would notice that its power is cut.
    this.#suspectPowerCut();
    await link.end();
    this.#reconnectLater();
  }

  /** Breaks it off, so that what is left of a job in the system's buffer does not arrive. */
  async #drop(link: PrinterLink): Promise<void> {
    if (this.#link === link) this.#link = null;
    await link.destroy();
    this.#reconnectLater();
  }

  #reconnectLater(): void {
    if (this.#isClosed) return;
    this.#stopReconnecting?.();
    const pauses = timings.reconnectMs;
    const pauseMs = pauses[Math.min(this.#attempts, pauses.length - 1)] ?? pauses[0];
    this.#attempts += 1;
    this.#stopReconnecting = this.#options.clock.after(pauseMs, () => {
      this.#stopReconnecting = null;
      void this.#queue(() => this.#connected());
    });
  }
}
