import type { Database } from 'better-sqlite3';
import type { JournalEntry } from '../../contract/events.ts';
import { FactTables } from './fact-tables.ts';
import { FactsBehind } from './facts-behind.ts';
import type { Journal } from './journal.ts';
import { openStateTables } from './state-tables.ts';

/** How far the tables stay behind in quiet times, and how much is followed at once: a flood waits. */
const pauseMs = 200;
const entriesPerStep = 100;
/** Entries that may wait in memory: two days of the largest building. */
const behindMax = 50_000;
/** Read from the journal at once while catching up. */
const pageEntries = 1_000;
/** After a fault the tables try again so often. */
const retryMs = 1_000;

/** How far what reports count has followed the journal. */
export interface FactsStand {
  readonly seq: number;
  /** Milliseconds since the epoch of the last entry that is counted; 0 where none is. */
  readonly at: number;
  /** False while an older journal is still read. */
  readonly isWhole: boolean;
}

export interface TableFollower {
  /** Entries that were committed, in order: they will be followed soon. */
  follow(entries: readonly JournalEntry[]): void;
  /** Follows everything now; the tables then say what the journal says. */
  catchUp(): void;
  facts(): FactsStand;
  /** Reads everything that the facts have not followed yet, however long it takes. */
  catchUpFacts(): void;
  /** The tables were replaced: what is remembered of them is read again. */
  reload(): void;
  /** Throws what kept the tables from following: a bug, or a disk that fails. */
  check(): void;
  close(): void;
}

/**
 * The state tables are readers of the journal, as screens and printers are: they follow it a moment
 * later, many entries in one transaction, and go on after a crash from where they stood. So a ticket
 * is answered as soon as the journal has it.
 */
class StateTableFollower implements TableFollower {
  readonly #journal: Journal;
  readonly #apply: (entries: readonly JournalEntry[]) => void;
  readonly #stand: () => number;
  readonly #facts: FactTables;
  readonly #factsBehind: FactsBehind;
  #behind: JournalEntry[] = [];
  #timer: NodeJS.Timeout | null = null;
  #fault: unknown = null;
  /** Memory may lack entries that the tables lack: the journal is asked instead. */
  #isLost = false;

  constructor(database: Database, journal: Journal) {
    const tables = openStateTables(database);
    const stand = database.prepare<[], { seq: number }>('SELECT seq FROM followed');
    const note = database.prepare('UPDATE followed SET seq = ?');
    const facts = new FactTables(database, journal);
    const apply = database.transaction((entries: readonly JournalEntry[]) => {
      for (const entry of entries) {
        tables.apply(entry);
        facts.apply(entry);
      }
      note.run(entries.at(-1)!.seq);
      facts.note();
    });
    this.#journal = journal;
    this.#stand = () => stand.get()?.seq ?? 0;
    this.#facts = facts;
    this.#factsBehind = new FactsBehind(database, journal, facts, this.#stand);
    this.#apply = entries => {
      try {
        apply(entries);
      } catch (error) {
        facts.reload();
        throw error;
      }
    };
  }

  begin(): void {
    this.#factsBehind.begin();
  }

  facts(): FactsStand {
    return { ...this.#facts.stand, isWhole: this.#factsBehind.isWhole };
  }

  catchUpFacts(): void {
    this.catchUp();
    this.#factsBehind.catchUp();
  }

  reload(): void {
    this.#facts.reload();
  }

  follow(entries: readonly JournalEntry[]): void {
    for (const entry of entries) this.#behind.push(entry);
    this.#timer ??= setTimeout(() => this.#step(), pauseMs);
    // A flood without end: as many are followed as come, so that memory stays as it is.
    while (this.#behind.length > behindMax && this.#fault === null) this.#advance();
  }

  catchUp(): void {
    this.#behind = [];
    this.#isLost = false;
    for (;;) {
      const entries = this.#journal.after(this.#stand(), pageEntries);
      if (entries.length === 0) return;
      this.#apply(entries);
    }
  }

  check(): void {
    const fault = this.#fault ?? this.#factsBehind.fault;
    if (fault !== null) throw fault;
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#factsBehind.close();
    this.catchUp();
  }

  #step(): void {
    this.#timer = null;
    if (!this.#advance()) return;
    this.#timer = setTimeout(() => this.#step(), this.#fault === null ? pauseMs : retryMs);
  }

  /** One transaction; false where there was nothing to follow. */
  #advance(): boolean {
    try {
      const entries = this.#next();
      if (entries.length === 0) return false;
      this.#apply(entries);
      this.#fault = null;
    } catch (error) {
      this.#fault = error;
      this.#isLost = true;
    }
    return true;
  }

  /** From memory; after a fault from the journal, until that has nothing more to tell. */
  #next(): readonly JournalEntry[] {
    if (!this.#isLost) return this.#behind.splice(0, entriesPerStep);
    this.#behind = [];
    const entries = this.#journal.after(this.#stand(), entriesPerStep);
    this.#isLost = entries.length > 0;
    return entries;
  }
}

export function openTableFollower(database: Database, journal: Journal): TableFollower {
  const follower = new StateTableFollower(database, journal);
  follower.catchUp();
  // A migration empties this table where set-ups are read in a newer shape.
  const isEmpty = database.prepare('SELECT 1 FROM setup').get() === undefined;
  const configured = isEmpty ? journal.configured() : null;
  if (configured) openStateTables(database).apply(configured);
  follower.begin();
  return follower;
}
