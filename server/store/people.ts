import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { NewPerson, PersonHashes } from '../../contract/commands.ts';
import type { PersonView } from '../../contract/people.ts';

/** What services asked of their visitors: kept here and nowhere else, and wiped in time (DATA-1). */
export interface People {
  /** Of a visit or a booking, until `expiresAt`; the caller holds the transaction. */
  keep(subjectId: string, person: NewPerson, at: number, kept: Kept): void;
  of(subjectId: string): PersonView | undefined;
  /** What was said with a booking goes along with the visit that it became. */
  copy(fromId: string, toId: string, kept: Kept): void;
  /** One random id as long as this person is known; `hash` is a keyed one. */
  idOf(hash: string, kept: Kept): string;
  erase(subjectId: string): void;
  /** Who is known by one of these hashes, and everything that is kept of them. */
  traceOf(hashes: PersonHashes): PersonTrace;
  /** The random ids stand for nobody any more. */
  forget(personIds: readonly string[]): void;
  forgetBefore(at: number): void;
  /** What is kept longer than so many milliseconds after its day is kept no longer than that. */
  shortenTo(keepMs: number): void;
}

/** From when the days are counted, and when they are over. */
export interface Kept {
  readonly from: number;
  readonly until: number;
}

export interface PersonTrace {
  readonly personIds: readonly string[];
  /** Visits, bookings and places on a waiting list that something is kept of. */
  readonly subjectIds: readonly string[];
}

interface Row {
  name: string | null;
  nik_last4: string | null;
  phone: string | null;
}

export function openPeople(database: Database): People {
  const insert = database.prepare(
    `INSERT OR REPLACE INTO person_detail
     (subject_id, name, nik_hash, nik_last4, phone, at, expires_at, counts_from)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const find = database.prepare<[string], Row>(
    'SELECT name, nik_last4, phone FROM person_detail WHERE subject_id = ?',
  );
  const copy = database.prepare(
    `INSERT OR REPLACE INTO person_detail
     SELECT ?, name, nik_hash, nik_last4, phone, at, ?, ? FROM person_detail WHERE subject_id = ?`,
  );
  const know = database.prepare(
    `INSERT INTO person (person_hash, person_id, expires_at, counts_from) VALUES (?, ?, ?, ?)
     ON CONFLICT (person_hash) DO UPDATE SET expires_at = max(expires_at, excluded.expires_at),
       counts_from = max(counts_from, excluded.counts_from)`,
  );
  const known = database.prepare<[string], { person_id: string }>(
    'SELECT person_id FROM person WHERE person_hash = ?',
  );
  const erase = database.prepare('DELETE FROM person_detail WHERE subject_id = ?');
  const subjects = database.prepare<[string | null, string | null], { subject_id: string }>(
    'SELECT subject_id FROM person_detail WHERE nik_hash = ? OR phone = ?',
  );
  const unknow = database.prepare('DELETE FROM person WHERE person_id = ?');
  const forget = ['person_detail', 'person', 'booking_code'].map(table =>
    database.prepare(`DELETE FROM ${table} WHERE expires_at <= ?`),
  );
  const shorten = ['person_detail', 'person'].map(table =>
    database.prepare(
      `UPDATE ${table} SET expires_at = counts_from + :keepMs
        WHERE expires_at > counts_from + :keepMs`,
    ),
  );
  return {
    keep(subjectId, { name, nikHash, nikLast4, phone }, at, { from, until }) {
      insert.run(subjectId, name, nikHash, nikLast4, phone, at, until, from);
    },
    of(subjectId) {
      const row = find.get(subjectId);
      return row && { name: row.name, nikLast4: row.nik_last4, phone: row.phone };
    },
    copy(fromId, toId, { from, until }) {
      copy.run(toId, until, from, fromId);
    },
    idOf(hash, { from, until }) {
      know.run(hash, `p-${randomBytes(9).toString('hex')}`, until, from);
      return known.get(hash)!.person_id;
    },
    erase(subjectId) {
      erase.run(subjectId);
    },
    traceOf({ person, nik, phone }) {
      return {
        personIds: person.flatMap(hash => known.get(hash)?.person_id ?? []),
        subjectIds: subjects.all(nik, phone).map(row => row.subject_id),
      };
    },
    forget(personIds) {
      for (const personId of personIds) unknow.run(personId);
    },
    forgetBefore(at) {
      for (const statement of forget) statement.run(at);
    },
    shortenTo(keepMs) {
      for (const statement of shorten) statement.run({ keepMs });
    },
  };
}
