import { type Clock, systemClock } from '../clock.ts';
import type { PrintJob, PrintOutcome, Printer, PrinterStatus } from '../printer.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import { askEverything, resynchronise, sendJob } from './conversation.ts';
import { PrinterLink } from './printer-link.ts';
import { TcpChannel } from './tcp-channel.ts';
import { timings } from './timings.ts';

export interface NetworkPrinterOptions {
  readonly host: string;
  readonly port: number;
  readonly profile: PrinterProfile;
}

/** Jobs and questions that may wait behind the one in flight. */
const lineMax = 8;

/** What the printer may still hold of a job whose outcome is unknown. */
type Leftover = 'none' | 'whole-job' | 'part-of-job';

/** Starts to connect at once and keeps the connection until it is closed. */
export function openNetworkPrinter(
  options: NetworkPrinterOptions,
  clock: Clock = systemClock,
): Printer {
  const printer = new NetworkPrinter(options, clock);
  printer.open();
  return printer;
}

/** One connection and one job in flight; whatever else is asked waits in line. */
class NetworkPrinter implements Printer {
  readonly #options: NetworkPrinterOptions;
  readonly #clock: Clock;
  #link: PrinterLink | null = null;
  #lineEnd: Promise<unknown> = Promise.resolve();
  #inLine = 0;
  #leftover: Leftover = 'none';
  #isClosed = false;
  #attempts = 0;
  #stopReconnecting: (() => void) | null = null;

  constructor(options: NetworkPrinterOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

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

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopReconnecting?.();
    await this.#lineEnd;
    await this.#link?.end();
    this.#link = null;
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
    const status = await this.#askOnce();
    const isDead =
      status.state === 'fault' && ['connection-lost', 'no-answer'].includes(status.fault);
    return isDead && kept !== null ? this.#askOnce() : status;
  }

  async #askOnce(): Promise<PrinterStatus> {
    const link = await this.#connected();
    if (link === null) return { state: 'fault', fault: 'unreachable' };
    const status = await askEverything(link, this.#options.profile);
    // A late answer would be taken for the answer to the next question: a new connection has none.
    if (link.unansweredQuestions > 0) await this.#retire(link);
    return status;
  }

  async #printNow(job: PrintJob): Promise<PrintOutcome> {
    if (this.#isClosed) return { outcome: 'not-sent', fault: 'closed' };
    const status = await this.#statusNow();
    if (status.state === 'fault') return { outcome: 'not-sent', fault: status.fault };
    const link = this.#link;
    if (link === null) return { outcome: 'not-sent', fault: 'connection-lost' };
    const { profile } = this.#options;
    if (this.#leftover !== 'none') {
      const fault = await resynchronise(link, profile, this.#leftover === 'part-of-job');
      if (fault !== null) {
        this.#drop(link);
        return { outcome: 'not-sent', fault };
      }
      this.#leftover = 'none';
    }
    const { outcome, wasHandedOver } = await sendJob(link, profile, job);
    // Part of a job may still stand in the system's buffer: it must not come before the next one.
    if (outcome.outcome === 'unknown' && outcome.fault !== 'mute') {
      this.#leftover = wasHandedOver ? 'whole-job' : 'part-of-job';
    }
    if (!wasHandedOver) this.#drop(link);
    else if (link.unansweredQuestions > 0) await this.#retire(link);
    return outcome;
  }

  /** The open connection, or a new one, or null when the printer can't be reached. */
  async #connected(): Promise<PrinterLink | null> {
    if (this.#link?.isOpen === true) return this.#link;
    if (this.#isClosed) return null;
    this.#stopReconnecting?.();
    const { host, port } = this.#options;
    const link = new PrinterLink(new TcpChannel({ host, port }, this.#clock), this.#clock);
    try {
      await link.open(() => this.#reconnectLater());
    } catch {
      // Why it failed does not matter to anyone: the printer is unreachable, and asked again.
      this.#reconnectLater();
      return null;
    }
    this.#link = link;
    this.#attempts = 0;
    return link;
  }

  /** Ends it in peace and waits: a printer that serves one refuses a new one until then. */
  async #retire(link: PrinterLink): Promise<void> {
    if (this.#link === link) this.#link = null;
    await link.end();
    this.#reconnectLater();
  }

  /** Breaks it off, so that what is left of a job in the system's buffer does not arrive. */
  #drop(link: PrinterLink): void {
    link.destroy();
    if (this.#link === link) this.#link = null;
    this.#reconnectLater();
  }

  #reconnectLater(): void {
    if (this.#isClosed) return;
    this.#stopReconnecting?.();
    const pauses = timings.reconnectMs;
    const pauseMs = pauses[Math.min(this.#attempts, pauses.length - 1)] ?? pauses[0];
    this.#attempts += 1;
    this.#stopReconnecting = this.#clock.after(pauseMs, () => {
      this.#stopReconnecting = null;
      void this.#queue(() => this.#connected());
    });
  }
}
