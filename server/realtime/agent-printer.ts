import { jobBytesMax, type FromAgent, type ServerToAgent } from '../../contract/agent.ts';
import type { PrinterFault } from '../../contract/printers.ts';
import type {
  PrintJob,
  PrintOutcome,
  Printer,
  PrinterHealth,
  PrinterStatus,
} from '../../hardware/printer.ts';

/** Calls back once after that many milliseconds; returns how to call it off. */
export type After = (ms: number, callback: () => void) => () => void;

export const agentTimings = {
  /** A job is sent again only this soon after it was first sent: later its visitor has left. */
  resendMs: 20_000,
  /** How long an agent that went away in the middle of a job is waited for. */
  returnMs: 60_000,
  /** The longest any printer takes: a picture over a slow serial line, and its proof. */
  outcomeMs: 180_000,
} as const;

/** Jobs that may wait behind the one in flight. */
const lineMax = 8;

export interface AgentLink {
  send<Name extends keyof ServerToAgent>(
    name: Name,
    message: Parameters<ServerToAgent[Name]>[0],
  ): void;
}

export interface AgentPrinterOptions {
  readonly epoch: string;
  readonly profileId: string;
  readonly after: After;
  /** Told once, when nothing is to come any more. */
  readonly closed: () => void;
}

/** An agent that has said which record of jobs it keeps. */
interface Greeted {
  readonly link: AgentLink;
  readonly recordId: string;
  health: PrinterHealth | null;
}

interface JobInFlight {
  readonly job: PrintJob;
  /** The record that knows of it: where the agent comes back with another one, nobody knows. */
  readonly recordId: string;
  mayResend: boolean;
  /** Whether the connection of now was asked what became of it. */
  isAsked: boolean;
  readonly stops: (() => void)[];
  stopWaiting: () => void;
  end(outcome: PrintOutcome): void;
}

const nothing = (): void => undefined;
const notSent = (fault: PrinterFault): PrintOutcome => ({ outcome: 'not-sent', fault });
const unknown = (fault: PrinterFault): PrintOutcome => ({ outcome: 'unknown', fault });

const away = (fault: PrinterFault): PrinterHealth => ({
  status: { state: 'fault', fault },
  paper: 'unknown',
  cover: 'unknown',
  cutter: 'unknown',
  head: 'unknown',
  isOffline: true,
  isMute: false,
});

/**
 * A printer on a kiosk's own computer, driven by its agent there. The agent writes down that a job
 * has begun before its first byte leaves, so what it says of a job holds whatever broke between:
 * only a job that it never began is sent again, and a job of which nobody can tell is unknown.
 */
export class AgentPrinter implements Printer {
  readonly #options: AgentPrinterOptions;
  readonly #listeners = new Set<(health: PrinterHealth) => void>();
  #agent: Greeted | null = null;
  #inFlight: JobInFlight | null = null;
  #lineEnd: Promise<unknown> = Promise.resolve();
  #inLine = 0;
  #isClosed = false;

  constructor(options: AgentPrinterOptions) {
    this.#options = options;
  }

  async print(job: PrintJob): Promise<PrintOutcome> {
    if (this.#isClosed) return notSent('closed');
    if (this.#inLine > lineMax) return notSent('line-full');
    this.#inLine += 1;
    const result = this.#lineEnd.then(() => this.#printNow(job));
    this.#lineEnd = result;
    return result.finally(() => {
      this.#inLine -= 1;
    });
  }

  async status(): Promise<PrinterStatus> {
    return this.#health.status;
  }

  watch(listener: (health: PrinterHealth) => void): () => void {
    const own = (health: PrinterHealth): void => listener(health);
    this.#listeners.add(own);
    own(this.#health);
    return () => this.#listeners.delete(own);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#lineEnd;
    this.#listeners.clear();
    this.#agent = null;
    this.#options.closed();
  }

  /** Its agent will not be heard any more: nobody will tell of a job in flight. */
  abandon(): void {
    this.#isClosed = true;
    this.#agent = null;
    this.#inFlight?.end(unknown('closed'));
  }

  /** Every job so far has come to its end. */
  async idle(): Promise<void> {
    await this.#lineEnd;
  }

  /** The agent is there, and has said which record it keeps. */
  joined(link: AgentLink, recordId: string, health: PrinterHealth | null): void {
    this.#agent = { link, recordId, health };
    link.send('welcome', { profileId: this.#options.profileId });
    this.#tell();
    const job = this.#inFlight;
    if (!job) return;
    job.stopWaiting();
    if (job.recordId !== recordId) job.end(unknown('connection-lost'));
    else {
      job.isAsked = true;
      link.send('ask', this.#nameOf(job));
    }
  }

  left(): void {
    if (!this.#agent) return;
    this.#agent = null;
    this.#tell();
    const job = this.#inFlight;
    if (!job) return;
    job.isAsked = false;
    job.stopWaiting();
    const { after } = this.#options;
    job.stopWaiting = after(agentTimings.returnMs, () => job.end(unknown('connection-lost')));
  }

  heardHealth(health: PrinterHealth): void {
    if (!this.#agent) return;
    this.#agent.health = health;
    this.#tell();
  }

  heardJob(message: FromAgent<'job'>): void {
    const job = this.#inFlight;
    const isOurs = message.epoch === this.#options.epoch && message.jobId === job?.job.id;
    if (!job || !isOurs) return;
    switch (message.state) {
      case 'under-way':
        return;
      case 'printed':
        return job.end({ outcome: 'printed' });
      case 'not-sent':
      case 'unknown':
        return job.end({ outcome: message.state, fault: message.fault });
      case 'never-begun':
        return this.#neverBegun(job);
    }
  }

  /** Said without having been asked it may be about a moment before the job was sent again. */
  #neverBegun(job: JobInFlight): void {
    if (!job.isAsked || !this.#agent) return;
    job.isAsked = false;
    if (job.mayResend) this.#send(this.#agent, job);
    else job.end(notSent('connection-lost'));
  }

  #printNow(job: PrintJob): Promise<PrintOutcome> {
    const agent = this.#agent;
    if (this.#isClosed) return Promise.resolve(notSent('closed'));
    if (!agent) return Promise.resolve(notSent('unreachable'));
    if (job.bytes.length > jobBytesMax) return Promise.resolve(notSent('queue-refused'));
    return new Promise(resolve => {
      const { after } = this.#options;
      const inFlight: JobInFlight = {
        job,
        recordId: agent.recordId,
        mayResend: true,
        isAsked: false,
        stops: [],
        stopWaiting: nothing,
        end: outcome => {
          if (this.#inFlight !== inFlight) return;
          this.#inFlight = null;
          inFlight.stopWaiting();
          for (const stop of inFlight.stops) stop();
          resolve(outcome);
        },
      };
      inFlight.stops.push(
        after(agentTimings.resendMs, () => (inFlight.mayResend = false)),
        after(agentTimings.outcomeMs, () => inFlight.end(unknown('no-answer'))),
      );
      this.#inFlight = inFlight;
      this.#send(agent, inFlight);
    });
  }

  #send({ link }: Greeted, inFlight: JobInFlight): void {
    const bytes = inFlight.job.bytes.toString('base64');
    const { profileId } = this.#options;
    link.send('print', { ...this.#nameOf(inFlight), profileId, bytes });
  }

  #nameOf({ job }: JobInFlight): { epoch: string; jobId: number } {
    return { epoch: this.#options.epoch, jobId: job.id };
  }

  get #health(): PrinterHealth {
    if (this.#isClosed) return away('closed');
    return this.#agent?.health ?? away('unreachable');
  }

  #tell(): void {
    const health = this.#health;
    for (const listener of this.#listeners) listener(health);
  }
}
