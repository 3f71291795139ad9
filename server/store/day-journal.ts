import type { Database } from 'better-sqlite3';
import type { JournalEntry } from '../../contract/events.ts';
import { evolve } from '../domain/evolve.ts';
import { emptyState, type BuildingState } from '../domain/state.ts';
import { entryOf, type JournalRow } from './journal.ts';

/** One business day of the journal, read by a thread that asks what happened in it. */
export interface DayJournal {
  /** Its first entry, and the first one of the next day; Infinity while it lasts. */
  readonly from: number;
  readonly until: number;
  /** What happened to one visit, the days after included on which it went on. */
  ofVisit(visitId: string): JournalEntry[];
  /** The day as it stood before an entry. Valid until the next question: it is folded on in place. */
  before(seq: number): BuildingState;
}

/** A visit goes on over a night at most so many times: who stays longer was forgotten. */
const nightsMax = 2;

/** The day as it stood at some entry; asked for a later one it goes on from there. */
export class DayFold {
  #from = -1;
  #state: BuildingState = emptyState();

  /** Folded in place: what was given before is the newer day then. */
  before(database: Database, from: number, seq: number): BuildingState {
    if (this.#from !== from || this.#state.seq >= seq) this.#begin(database, from);
    const rows = database
      .prepare<[number, number], JournalRow>(
        'SELECT * FROM journal WHERE seq > ? AND seq < ? ORDER BY seq',
      )
      .iterate(this.#state.seq, seq);
    try {
      for (const row of rows) evolve(this.#state, entryOf(row));
    } catch (error) {
      this.#from = -1;
      throw error;
    }
    return this.#state;
  }

  #begin(database: Database, from: number): void {
    this.#state = emptyState();
    this.#from = from;
    const configured = database
      .prepare<[number], JournalRow>(
        `SELECT * FROM journal WHERE type = 'building-configured' AND seq < ?
          ORDER BY seq DESC LIMIT 1`,
      )
      .get(from);
    if (configured) evolve(this.#state, entryOf(configured));
    this.#state.seq = from - 1;
  }
}

const jobOf = (entry: JournalEntry): number | null => {
  if (entry.type === 'print-asked') return entry.data.jobId;
  return entry.type === 'ticket-issued' ? (entry.data.print?.jobId ?? null) : null;
};

/** Papers are named by their job, and an undone press by the visit that it began with. */
function touches(entry: JournalEntry, visitId: string, jobs: Set<number>): boolean {
  if (entry.type === 'action-undone') {
    return entry.visitId === visitId || entry.data.legs.some(leg => leg.visitId === visitId);
  }
  if (entry.type === 'print-ended' || entry.type === 'print-moved')
    return jobs.has(entry.data.jobId);
  if (entry.visitId !== visitId) return false;
  const job = jobOf(entry);
  if (job !== null) jobs.add(job);
  return true;
}

function ofVisit(database: Database, from: number, visitId: string): JournalEntry[] {
  const days = database
    .prepare<[number, number], { seq: number }>(
      `SELECT seq FROM journal WHERE type = 'day-opened' AND seq > ? ORDER BY seq LIMIT ?`,
    )
    .all(from, nightsMax);
  const until = days[nightsMax - 1]?.seq ?? Number.MAX_SAFE_INTEGER;
  const rows = database
    .prepare<[number, number, string], JournalRow>(
      `SELECT * FROM journal WHERE seq >= ? AND seq < ? AND (visit_id = ?
          OR type IN ('action-undone', 'print-ended', 'print-moved')) ORDER BY seq`,
    )
    .iterate(from, until, visitId);
  const jobs = new Set<number>();
  const found: JournalEntry[] = [];
  for (const row of rows) {
    const entry = entryOf(row);
    if (touches(entry, visitId, jobs)) found.push(entry);
  }
  return found;
}

/** The first entry of a date; the tables may not have followed yet to a day that has just begun. */
function firstOf(database: Database, businessDate: string): number | null {
  const day = database
    .prepare<[string], { seq: number }>('SELECT seq FROM business_day WHERE business_date = ?')
    .get(businessDate);
  if (day) return day.seq;
  const newest = database
    .prepare<[], { seq: number; date: string }>(
      `SELECT seq, json_extract(data, '$.businessDate') AS date FROM journal
        WHERE type = 'day-opened' ORDER BY seq DESC LIMIT 1`,
    )
    .get();
  return newest?.date === businessDate ? newest.seq : null;
}

/** The day of a date; null where the building has no journal of it. */
export function dayJournal(
  database: Database,
  fold: DayFold,
  businessDate: string,
): DayJournal | null {
  const from = firstOf(database, businessDate);
  if (from === null) return null;
  const next = database
    .prepare<[number], { seq: number }>(
      `SELECT seq FROM journal WHERE type = 'day-opened' AND seq > ? ORDER BY seq LIMIT 1`,
    )
    .get(from);
  const until = next?.seq ?? Number.MAX_SAFE_INTEGER;
  return {
    from,
    until,
    ofVisit: visitId => ofVisit(database, from, visitId),
    before: seq => fold.before(database, from, Math.min(seq, until)),
  };
}
