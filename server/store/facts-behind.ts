import type { Database } from 'better-sqlite3';
import type { FactTables } from './fact-tables.ts';
import type { Journal } from './journal.ts';

/** So long is read at once, and so many times as long nothing: nobody waits for it. */
const readMs = 6;
const rests = 2;
const entriesAtOnce = 40;
/** After a fault it tries again so often. */
const retryMs = 1_000;

/**
 * Lets the facts follow a journal that is older than they are, piece by piece, until they stand where
 * the other tables stand; from then on they follow together.
 */
export class FactsBehind {
  readonly #facts: FactTables;
  readonly #until: () => number;
  readonly #read: (untilMs: number) => void;
  #timer: NodeJS.Timeout | null = null;
  #fault: unknown = null;

  /** `until`: how far the other tables are, in the journal. */
  constructor(database: Database, journal: Journal, facts: FactTables, until: () => number) {
    this.#facts = facts;
    this.#until = until;
    this.#read = database.transaction((untilMs: number) => {
      const last = until();
      while (facts.stand.seq < last && performance.now() < untilMs) {
        const most = Math.min(entriesAtOnce, last - facts.stand.seq);
        for (const entry of journal.after(facts.stand.seq, most)) facts.apply(entry);
      }
      facts.note();
    });
  }

  get isWhole(): boolean {
    return this.#facts.stand.seq >= this.#until();
  }

  get fault(): unknown {
    return this.#fault;
  }

  /** In the background, where there is something to read. */
  begin(): void {
    if (!this.isWhole) this.#timer ??= setTimeout(() => this.#step(), 0);
  }

  /** All of it now. */
  catchUp(): void {
    if (!this.isWhole) this.#try(Infinity);
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #step(): void {
    this.#timer = null;
    const begun = performance.now();
    let restMs = retryMs;
    try {
      this.#try(begun + readMs);
      restMs = (performance.now() - begun) * rests;
    } catch (error) {
      this.#fault = error;
    }
    if (!this.isWhole) this.#timer = setTimeout(() => this.#step(), restMs);
  }

  #try(untilMs: number): void {
    try {
      this.#read(untilMs);
      this.#fault = null;
    } catch (error) {
      this.#facts.reload();
      throw error;
    }
  }
}
