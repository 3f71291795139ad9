import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { PartnerBooking } from './api-types.ts';

/** Where a booking is in its life, as its citizen understands it. */
export type Phase =
  | 'booked'
  | 'checked-in'
  | 'called'
  | 'serving'
  | 'fulfilled'
  | 'missed'
  | 'noshow'
  | 'cancelled'
  /** The building does not know it any more. */
  | 'unknown';

/** What this portal keeps of a booking: neither name nor NIK nor telephone, which the building has. */
export interface KeptBooking {
  /** Names the page of the booking; whoever has it may change the booking. */
  readonly token: string;
  readonly serviceName: string;
  readonly agencyName: string;
  readonly booking: PartnerBooking;
  readonly phase: Phase;
  /** Its number, once it is checked in. */
  readonly label: string | null;
  /** Of the last webhook: older ones that come later change nothing. */
  readonly seq: number;
  /** How often its time has changed: calendars take the highest. */
  readonly revision: number;
  /** When the building last said so, in milliseconds since the epoch. */
  readonly knownAt: number;
}

interface Row {
  token: string;
  service_name: string;
  agency_name: string;
  booking: string;
  phase: Phase;
  label: string | null;
  seq: number;
  revision: number;
  known_at: number;
}

const tables = `
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS booking (
  token TEXT PRIMARY KEY,
  visitor_hash TEXT NOT NULL,
  code TEXT NOT NULL UNIQUE,
  wish_key TEXT NOT NULL UNIQUE,
  service_name TEXT NOT NULL,
  agency_name TEXT NOT NULL,
  booking TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  phase TEXT NOT NULL,
  label TEXT,
  seq INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  known_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS booking_of_visitor ON booking (visitor_hash, starts_at);
CREATE TABLE IF NOT EXISTS heard (message_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
`;

const over: readonly Phase[] = ['fulfilled', 'missed', 'noshow', 'cancelled', 'unknown'];
export const isOver = (phase: Phase): boolean => over.includes(phase);

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
const shownMax = 20;
const openMax = 5_000;

const keptOf = (row: Row): KeptBooking => ({
  token: row.token,
  serviceName: row.service_name,
  agencyName: row.agency_name,
  booking: JSON.parse(row.booking) as PartnerBooking,
  phase: row.phase,
  label: row.label,
  seq: row.seq,
  revision: row.revision,
  knownAt: row.known_at,
});

/** The portal's own memory, in one file. */
export class KeptBookings {
  readonly #database: Database.Database;

  /** `folder` is made where it is not there. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#database = new Database(join(folder, 'portal.sqlite'));
    this.#database.pragma('journal_mode = WAL');
    this.#database.pragma('synchronous = FULL');
    this.#database.exec(tables);
  }

  close(): void {
    this.#database.close();
  }

  setting(name: string): string | null {
    const found = this.#database.prepare('SELECT value FROM setting WHERE name = ?').get(name);
    return (found as { value: string } | undefined)?.value ?? null;
  }

  set(name: string, value: string): void {
    this.#database
      .prepare('INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
      .run(name, value);
  }

  /** The booking of a wish: a form that is sent twice leads to the same page. */
  add(kept: KeptBooking, visitor: string, wishKey: string): KeptBooking {
    this.#database
      .prepare(
        `INSERT INTO booking VALUES (@token, @visitorHash, @code, @wishKey, @serviceName, @agencyName,
           @json, @startsAt, @phase, @label, @seq, @revision, @knownAt)
         ON CONFLICT DO NOTHING`,
      )
      .run({ ...this.#columns(kept), visitorHash: hashOf(visitor), wishKey });
    return this.ofWish(wishKey) ?? kept;
  }

  save(kept: KeptBooking): void {
    this.#database
      .prepare(
        `UPDATE booking SET booking = @json, starts_at = @startsAt, phase = @phase, label = @label,
           seq = @seq, revision = @revision, known_at = @knownAt WHERE token = @token`,
      )
      .run(this.#columns(kept));
  }

  find(token: string): KeptBooking | null {
    return this.#one('SELECT * FROM booking WHERE token = ?', token);
  }

  ofCode(code: string): KeptBooking | null {
    return this.#one('SELECT * FROM booking WHERE code = ?', code);
  }

  ofWish(wishKey: string): KeptBooking | null {
    return this.#one('SELECT * FROM booking WHERE wish_key = ?', wishKey);
  }

  /** A browser's own, the next one first; those that are over stand at the end. */
  ofVisitor(visitor: string): KeptBooking[] {
    const all = this.#all(
      'SELECT * FROM booking WHERE visitor_hash = ? ORDER BY starts_at DESC LIMIT ?',
      hashOf(visitor),
      shownMax,
    );
    const ahead = all.filter(({ phase }) => !isOver(phase)).reverse();
    return [...ahead, ...all.filter(({ phase }) => isOver(phase))];
  }

  /** Everything that may still change. */
  open(): KeptBooking[] {
    const marks = over.map(() => '?').join(', ');
    return this.#all(
      `SELECT * FROM booking WHERE phase NOT IN (${marks}) LIMIT ${openMax}`,
      ...over,
    );
  }

  /** Does `work` with a message once, however often it comes; false where it was heard before. */
  once(messageId: string, at: number, work: () => void): boolean {
    return this.#database.transaction(() => {
      const { changes } = this.#database
        .prepare('INSERT INTO heard VALUES (?, ?) ON CONFLICT DO NOTHING')
        .run(messageId, at);
      if (changes > 0) work();
      return changes > 0;
    })();
  }

  /** What nobody needs any more; both in milliseconds since the epoch. */
  forgetBefore(messagesAt: number, bookingsAt: number): void {
    this.#database.prepare('DELETE FROM heard WHERE at < ?').run(messagesAt);
    this.#database.prepare('DELETE FROM booking WHERE starts_at < ?').run(bookingsAt);
  }

  #one(sql: string, value: string): KeptBooking | null {
    const row = this.#database.prepare<[string], Row>(sql).get(value);
    return row ? keptOf(row) : null;
  }

  #all(sql: string, ...values: readonly (string | number)[]): KeptBooking[] {
    return this.#database
      .prepare<(string | number)[], Row>(sql)
      .all(...values)
      .map(keptOf);
  }

  #columns(kept: KeptBooking) {
    const { booking, ...row } = kept;
    const json = JSON.stringify(booking);
    return { ...row, json, code: booking.code, startsAt: Date.parse(booking.startsAt) };
  }
}
