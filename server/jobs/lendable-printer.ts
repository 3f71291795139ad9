import type {
  PrintJob,
  PrintOutcome,
  Printer,
  PrinterHealth,
  PrinterStatus,
} from '../../hardware/printer.ts';

/** What somebody did with a printer that was lent to them. */
export interface Borrowed<Result> {
  readonly result: Result;
  /** Something was sent of which nobody knows the end: it is cut off before the next ticket. */
  readonly mayHoldPartOfJob: boolean;
}

type Listener = (health: PrinterHealth) => void;

/**
 * A printer that its line can lend to a technician. A printer has one connection, so the line lets
 * go of it first; tickets that are asked for meanwhile wait and are printed afterwards.
 */
export class LendablePrinter implements Printer {
  readonly #open: (mayHoldPartOfJob: boolean) => Printer;
  readonly #mayHoldPart: () => boolean;
  #printer: Printer;
  /** Until it is given back; null while it is here. */
  #lent: Promise<void> | null = null;
  #jobs = 0;
  #isClosed = false;
  /** Who watches, and how to stop watching the printer that is open now. */
  readonly #watchers = new Map<Listener, () => void>();

  /** `mayHoldPart`: whether the last ticket before now has no known end. */
  constructor(
    open: (mayHoldPartOfJob: boolean) => Printer,
    mayHoldPartOfJob = false,
    mayHoldPart: () => boolean = () => false,
  ) {
    this.#open = open;
    this.#mayHoldPart = mayHoldPart;
    this.#printer = open(mayHoldPartOfJob);
  }

  /** Whether a ticket is in flight or waits for it. */
  get isPrinting(): boolean {
    return this.#jobs > 0;
  }

  async print(job: PrintJob): Promise<PrintOutcome> {
    this.#jobs += 1;
    try {
      await this.#lent;
      return await this.#printer.print(job);
    } finally {
      this.#jobs -= 1;
    }
  }

  async status(): Promise<PrinterStatus> {
    await this.#lent;
    return this.#printer.status();
  }

  watch(listener: Listener): () => void {
    this.#watchers.set(listener, this.#printer.watch(listener));
    return () => {
      this.#watchers.get(listener)?.();
      this.#watchers.delete(listener);
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#lent;
    await this.#printer.close();
  }

  /** Null, and nothing was done, while a ticket is in flight or somebody else has the printer. */
  async lend<Result>(
    work: () => Promise<Borrowed<Result>>,
  ): Promise<{ readonly result: Result } | null> {
    if (this.#isClosed || this.#lent !== null || this.isPrinting) return null;
    let giveBack: () => void = () => undefined;
    this.#lent = new Promise(resolve => (giveBack = resolve));
    // Asked now: of a ticket that comes meanwhile nothing has left.
    const didHoldPart = this.#mayHoldPart();
    let mayHoldPartOfJob = true;
    try {
      await this.#printer.close();
      const borrowed = await work();
      ({ mayHoldPartOfJob } = borrowed);
      return { result: borrowed.result };
    } finally {
      if (!this.#isClosed) this.#reopen(mayHoldPartOfJob || didHoldPart);
      this.#lent = null;
      giveBack();
    }
  }

  #reopen(mayHoldPartOfJob: boolean): void {
    this.#printer = this.#open(mayHoldPartOfJob);
    for (const listener of this.#watchers.keys()) {
      this.#watchers.set(listener, this.#printer.watch(listener));
    }
  }
}
