import type { FromAgent } from '../../contract/agent.ts';
import type { PrintOutcome, Printer, PrinterHealth } from '../printer.ts';
import { findProfile } from '../profiles/known-profiles.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import type { JobName, JobRecord } from './job-record.ts';
import type { PrintOrder } from './orders.ts';
import { wordsOfHealth, wordsOfOutcome } from './words.ts';

/** Orders that may wait: the server sends one at a time, and a second one after it was restarted. */
const waitingMax = 4;
/** What waited longer is not begun any more: its visitor has left. */
const staleMs = 20_000;

export interface AgentWorkOptions {
  readonly record: JobRecord;
  readonly openPrinter: (profile: PrinterProfile, mayHoldPartOfJob: boolean) => Printer;
  /** Tells the server, where it can be told now; else it asks when it is back. */
  readonly tellJob: (message: FromAgent<'job'>) => void;
  readonly tellHealth: (health: PrinterHealth) => void;
  /** One line for whoever looks at the agent. */
  readonly say: (line: string) => void;
}

interface OpenPrinter {
  readonly profile: PrinterProfile;
  readonly printer: Printer;
  readonly stopWatching: () => void;
}

const keyOf = ({ epoch, jobId }: JobName): string => `${epoch} ${jobId}`;

/**
 * The printer and the jobs that came for it. A job is printed at most once, whatever broke: that it
 * has begun is on the disk before the printer hears of it, and a job that is known is only told about.
 */
export class AgentWork {
  readonly #options: AgentWorkOptions;
  /** Orders that have come and have not ended. */
  readonly #present = new Set<string>();
  #open: OpenPrinter | null = null;
  #lineEnd: Promise<void> = Promise.resolve();
  #isClosed = false;
  #unknownProfile: string | null = null;
  health: PrinterHealth | null = null;

  constructor(options: AgentWorkOptions) {
    this.#options = options;
  }

  /** The set-up says what the printer can do; null: it is nobody's printer now. */
  welcome(profileId: string | null): void {
    void this.#inLine(() => this.#use(profileId));
  }

  ask(name: JobName): void {
    const known = this.#options.record.find(name);
    if (known?.outcome) this.#tellEnd(name, known.outcome);
    else if (known || this.#present.has(keyOf(name))) this.#tellUnderWay(name);
    else this.#options.tellJob({ ...name, state: 'never-begun' });
  }

  print(order: PrintOrder): void {
    const { epoch, jobId } = order;
    const name = { epoch, jobId };
    const isKnown = this.#options.record.find(name) !== undefined;
    if (isKnown || this.#present.has(keyOf(name))) {
      this.ask(name);
      return;
    }
    if (this.#isClosed || this.#present.size >= waitingMax) {
      this.#tellEnd(name, { outcome: 'not-sent', fault: 'line-full' });
      return;
    }
    this.#present.add(keyOf(name));
    this.#tellUnderWay(name);
    const cameAt = performance.now();
    void this.#inLine(async () => {
      // Of an order that is dropped when the agent ends nothing was begun: it is said when asked.
      if (this.#isClosed) return;
      const isStale = performance.now() - cameAt > staleMs;
      const outcome: PrintOutcome = isStale
        ? { outcome: 'not-sent', fault: 'line-full' }
        : await this.#printNow(name, order);
      this.#present.delete(keyOf(name));
      this.#tellEnd(name, outcome);
      this.#options.say(`Job ${jobId}: ${wordsOfOutcome(outcome)}.`);
    });
  }

  /** Lets the job in flight come to its end; what waits is dropped. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#lineEnd;
    await this.#closePrinter();
  }

  async #printNow(name: JobName, { profileId, bytes }: PrintOrder): Promise<PrintOutcome> {
    const { record, say } = this.#options;
    await this.#use(profileId);
    const printer = this.#open?.printer;
    if (!printer) return { outcome: 'not-sent', fault: 'queue-refused' };
    try {
      record.begin(name);
    } catch (error) {
      say(`The folder takes nothing more: ${(error as Error).message}`);
      return { outcome: 'not-sent', fault: 'queue-refused' };
    }
    const outcome = await printer.print({ id: name.jobId, bytes });
    try {
      record.end(name, outcome);
    } catch (error) {
      say(`The folder takes nothing more: ${(error as Error).message}`);
    }
    return outcome;
  }

  async #use(profileId: string | null): Promise<void> {
    if (profileId === (this.#open?.profile.id ?? null)) return;
    await this.#closePrinter();
    const profile = profileId === null ? undefined : findProfile(profileId);
    if (profileId !== null && !profile && profileId !== this.#unknownProfile) {
      this.#options.say(
        `The profile "${profileId}" is not known: the agent is older than the server.`,
      );
    }
    this.#unknownProfile = profile ? null : profileId;
    if (!profile || this.#isClosed) return;
    const { record } = this.#options;
    const printer = this.#options.openPrinter(profile, record.mayHoldPartOfJob);
    this.#options.say(`Printer opened as ${profile.name}.`);
    const stopWatching = printer.watch(health => {
      const isNews = wordsOfHealth(health) !== (this.health && wordsOfHealth(this.health));
      this.health = health;
      this.#options.tellHealth(health);
      if (isNews) this.#options.say(`Printer: ${wordsOfHealth(health)}.`);
    });
    this.#open = { profile, printer, stopWatching };
  }

  async #closePrinter(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    this.health = null;
    open?.stopWatching();
    await open?.printer.close();
  }

  #tellUnderWay({ epoch, jobId }: JobName): void {
    this.#options.tellJob({ epoch, jobId, state: 'under-way' });
  }

  #tellEnd({ epoch, jobId }: JobName, end: PrintOutcome): void {
    if (end.outcome === 'printed') this.#options.tellJob({ epoch, jobId, state: 'printed' });
    else this.#options.tellJob({ epoch, jobId, state: end.outcome, fault: end.fault });
  }

  #inLine(work: () => Promise<void>): Promise<void> {
    this.#lineEnd = this.#lineEnd.then(work).catch((error: unknown) => {
      this.#options.say(`A bug: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
    });
    return this.#lineEnd;
  }
}
