import type { Database } from 'better-sqlite3';
import type { JournalEntry } from '../../contract/events.ts';
import { businessDateOf } from '../domain/local-time.ts';
import { indexSetup, type SetupIndex } from '../domain/setup-index.ts';
import { CounterFacts } from './counter-facts.ts';
import type { Journal } from './journal.ts';
import { LegFacts } from './leg-facts.ts';

/** Names of the tables that reports count; the journal alone decides them. */
export const factTables = ['leg_fact', 'counter_time', 'counter_schedule', 'fact_day'] as const;

interface Stand {
  seq: number;
  at: number;
}

/** The tables of facts, and how far they have followed the journal. */
export class FactTables {
  readonly #legs: LegFacts;
  readonly #counters: CounterFacts;
  readonly #journal: Journal | null;
  readonly #read;
  readonly #note;
  #stand: Stand = { seq: 0, at: 0 };
  #index: SetupIndex | null = null;
  #businessDate = '';

  /** Without a journal they begin at its beginning. */
  constructor(database: Database, journal: Journal | null) {
    this.#journal = journal;
    this.#read = database.prepare<[], Stand>('SELECT seq, at FROM fact_followed');
    this.#note = database.prepare('UPDATE fact_followed SET seq = ?, at = ?');
    this.#counters = new CounterFacts(database);
    this.#legs = new LegFacts(database, {
      agencyOf: queueId => this.#index?.queues.get(queueId)?.agencyId ?? '',
      officerOf: this.#counters.officerOf,
    });
    this.reload();
  }

  get stand(): Readonly<Stand> {
    return this.#stand;
  }

  /** What is remembered is what the tables hold: after a transaction that failed, or a rebuild. */
  reload(): void {
    this.#stand = { ...this.#read.get()! };
    this.#counters.reload();
    const [configured] = this.#journal?.configuredBefore(this.#stand.seq + 1, 1) ?? [];
    this.#index =
      configured?.type === 'building-configured' ? indexSetup(configured.data.setup) : null;
    const opened = this.#journal?.openedBefore(this.#stand.seq + 1);
    this.#businessDate = opened?.type === 'day-opened' ? opened.data.businessDate : '';
  }

  /** Folds the entry where it is the next one; the caller holds the transaction. */
  apply(entry: JournalEntry): void {
    if (entry.seq !== this.#stand.seq + 1) return;
    this.#fold(entry);
    this.#stand = { seq: entry.seq, at: entry.at };
  }

  /** Keeps how far they are, in the same transaction. */
  note(): void {
    this.#note.run(this.#stand.seq, this.#stand.at);
  }

  #fold(entry: JournalEntry): void {
    if (entry.type === 'building-configured') {
      this.#index = indexSetup(entry.data.setup);
      const date = businessDateOf(entry.at, this.#index.setup.building.timeZone);
      // A change that was planned for a new day is made before that day opens.
      if (date === this.#businessDate) this.#counters.schedule(entry, date, this.#index);
    } else if (entry.type === 'day-opened') {
      this.#businessDate = entry.data.businessDate;
      if (this.#index) this.#counters.schedule(entry, this.#businessDate, this.#index);
    } else {
      this.#counters.apply(entry, this.#index);
      this.#legs.apply(entry);
    }
  }
}
