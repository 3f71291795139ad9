import { eventVersions } from '../../contract/event-versions.ts';
import type { Database, Statement } from 'better-sqlite3';
import { type DomainEvent, type EventType, type JournalEntry } from '../../contract/events.ts';
import { newestData } from './older-entries.ts';
import { openOfficeEntries, type OfficeFilter } from './office-entries.ts';

export interface JournalRow {
  seq: number;
  at: number;
  type: string;
  version: number;
  visit_id: string | null;
  leg_id: string | null;
  counter_id: string | null;
  staff_id: string | null;
  device_id: string | null;
  data: string;
}

/** The one place where a journal row becomes an entry. Types are trusted: only we write them. */
export function entryOf(row: JournalRow): JournalEntry {
  return {
    seq: row.seq,
    at: row.at,
    type: row.type,
    version: eventVersions[row.type as EventType] ?? row.version,
    ...(row.visit_id === null ? {} : { visitId: row.visit_id }),
    ...(row.leg_id === null ? {} : { legId: row.leg_id }),
    ...(row.counter_id === null ? {} : { counterId: row.counter_id }),
    ...(row.staff_id === null ? {} : { staffId: row.staff_id }),
    ...(row.device_id === null ? {} : { deviceId: row.device_id }),
    data: newestData(row.type, row.version, JSON.parse(row.data)),
  } as JournalEntry;
}

export interface Journal {
  /** The set-up in force. */
  configured(): JournalEntry | null;
  /** Set-ups that were in force before an entry, the newest first. */
  configuredBefore(seq: number, limit: number): JournalEntry[];
  /** The business day that was open before an entry; null where there was none. */
  openedBefore(seq: number): JournalEntry | null;
  /** What administrators did before an entry, the newest first. */
  officeBefore(seq: number, filter: OfficeFilter, limit: number): JournalEntry[];
  /** Keeps an event as entry `seq`; the caller holds the transaction. */
  append(event: DomainEvent, seq: number): JournalEntry;
  readonly lastSeq: number;
  /** Entries after `seq` in order, at most `limit`. */
  after(seq: number, limit: number): JournalEntry[];
  all(): IterableIterator<JournalEntry>;
  /** The set-up in force and everything since the last business day opened. */
  today(): {
    configured: JournalEntry | null;
    entries: IterableIterator<JournalEntry>;
    from: number;
  };
}

function* mapped(rows: IterableIterator<JournalRow>): Generator<JournalEntry> {
  for (const row of rows) yield entryOf(row);
}

function openedBefore(database: Database, seq: number): JournalEntry | null {
  const row = database
    .prepare<[number], JournalRow>(
      `SELECT * FROM journal WHERE type = 'day-opened' AND seq < ? ORDER BY seq DESC LIMIT 1`,
    )
    .get(seq);
  return row ? entryOf(row) : null;
}

export function openJournal(database: Database): Journal {
  const insert: Statement = database.prepare(
    `INSERT INTO journal
       (seq, at, type, version, visit_id, leg_id, counter_id, staff_id, device_id, data)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const last = database.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM journal');
  const page = database.prepare<[number, number], JournalRow>(
    'SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const since = database.prepare<[number], JournalRow>(
    'SELECT * FROM journal WHERE seq >= ? ORDER BY seq',
  );
  const turningPoint = database.prepare<[string], JournalRow>(
    `SELECT * FROM journal
      WHERE type = ? AND type IN ('day-opened', 'building-configured')
      ORDER BY seq DESC LIMIT 1`,
  );
  const configuredBefore = database.prepare<[number, number], JournalRow>(
    `SELECT * FROM journal WHERE type = 'building-configured' AND seq < ?
      ORDER BY seq DESC LIMIT ?`,
  );
  const officeSeqs = openOfficeEntries(database);
  return {
    configured() {
      const row = turningPoint.get('building-configured');
      return row ? entryOf(row) : null;
    },
    configuredBefore: (seq, limit) => configuredBefore.all(seq, limit).map(entryOf),
    openedBefore: seq => openedBefore(database, seq),
    officeBefore: (seq, filter, limit) =>
      officeSeqs(seq, filter, limit)
        .flatMap(at => page.all(at - 1, 1))
        .map(entryOf),
    append(event, seq) {
      const version = eventVersions[event.type];
      insert.run(
        seq,
        event.at,
        event.type,
        version,
        event.visitId ?? null,
        event.legId ?? null,
        event.counterId ?? null,
        event.staffId ?? null,
        event.deviceId ?? null,
        JSON.stringify(event.data),
      );
      return { ...event, seq, version };
    },
    get lastSeq() {
      return last.get()?.seq ?? 0;
    },
    after: (seq, limit) => page.all(seq, limit).map(entryOf),
    all: () => mapped(since.iterate(0)),
    today() {
      const day = turningPoint.get('day-opened');
      const from = day?.seq ?? 0;
      const configured = day ? configuredBefore.get(from, 1) : undefined;
      return {
        configured: configured ? entryOf(configured) : null,
        entries: mapped(since.iterate(from)),
        from,
      };
    },
  };
}
