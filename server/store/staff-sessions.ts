import type { Database } from 'better-sqlite3';

/** A session that was opened and has not ended. Times are milliseconds since the epoch. */
export interface SessionRecord {
  /** May be shown; the token that opens the session cannot be found from it. */
  readonly id: string;
  readonly staffId: string;
  readonly openedAt: number;
  readonly expiresAt: number;
  readonly lastSeenAt: number;
  readonly device: string | null;
}

export interface StaffSessionTable {
  open(tokenHash: Buffer, session: SessionRecord): void;
  find(tokenHash: Buffer, at: number): SessionRecord | undefined;
  /** Of one member, the newest first. */
  of(staffId: string, at: number): SessionRecord[];
  end(ids: readonly string[]): void;
  /** All that were in use at this moment: one write, however many they are. */
  seen(ids: readonly string[], at: number): void;
  forgetBefore(at: number): void;
}

interface Row {
  session_id: string;
  staff_id: string;
  created_at: number;
  expires_at: number;
  last_seen_at: number;
  device: string | null;
}

const recordOf = (row: Row): SessionRecord => ({
  id: row.session_id,
  staffId: row.staff_id,
  openedAt: row.created_at,
  expiresAt: row.expires_at,
  lastSeenAt: row.last_seen_at,
  device: row.device,
});

export function openStaffSessionTable(database: Database): StaffSessionTable {
  const insert = database.prepare(
    `INSERT INTO staff_session
       (token_hash, session_id, staff_id, created_at, expires_at, last_seen_at, device)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const find = database.prepare<[Buffer, number], Row>(
    'SELECT * FROM staff_session WHERE token_hash = ? AND expires_at > ?',
  );
  const of = database.prepare<[string, number], Row>(
    `SELECT * FROM staff_session WHERE staff_id = ? AND expires_at > ?
      ORDER BY created_at DESC, session_id`,
  );
  const end = database.prepare(
    'DELETE FROM staff_session WHERE session_id IN (SELECT value FROM json_each(?))',
  );
  const seen = database.prepare(
    `UPDATE staff_session SET last_seen_at = ?
      WHERE session_id IN (SELECT value FROM json_each(?))`,
  );
  const forget = database.prepare('DELETE FROM staff_session WHERE expires_at <= ?');
  return {
    open(tokenHash, session) {
      const { id, staffId, openedAt, expiresAt, lastSeenAt, device } = session;
      insert.run(tokenHash, id, staffId, openedAt, expiresAt, lastSeenAt, device);
    },
    find(tokenHash, at) {
      const row = find.get(tokenHash, at);
      return row && recordOf(row);
    },
    of: (staffId, at) => of.all(staffId, at).map(recordOf),
    end(ids) {
      end.run(JSON.stringify(ids));
    },
    seen(ids, at) {
      seen.run(at, JSON.stringify(ids));
    },
    forgetBefore(at) {
      forget.run(at);
    },
  };
}
