import type { Database } from 'better-sqlite3';
import type { Role } from '../../contract/values.ts';

export interface StaffMember {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly counterIds: readonly string[];
}

interface Row {
  staff_id: string;
  username: string;
  name: string;
  role: Role;
  counter_ids: string;
  password_hash: string;
}

const memberOf = (row: Row): StaffMember => ({
  id: row.staff_id,
  username: row.username,
  name: row.name,
  role: row.role,
  counterIds: JSON.parse(row.counter_ids) as string[],
});

export interface StaffTable {
  readonly count: number;
  add(member: StaffMember, passwordHash: string): void;
  byUsername(username: string): { member: StaffMember; passwordHash: string } | undefined;
  openSession(tokenHash: Buffer, staffId: string, at: number, expiresAt: number): void;
  bySession(tokenHash: Buffer, at: number): StaffMember | undefined;
  endSession(tokenHash: Buffer): void;
  forgetSessionsBefore(at: number): void;
}

export function openStaffTable(database: Database): StaffTable {
  const count = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM staff');
  const insert = database.prepare(
    `INSERT INTO staff (staff_id, username, name, role, counter_ids, password_hash)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const byName = database.prepare<[string], Row>('SELECT * FROM staff WHERE username = ?');
  const open = database.prepare(
    `INSERT INTO staff_session (token_hash, staff_id, created_at, expires_at) VALUES (?, ?, ?, ?)`,
  );
  const bySession = database.prepare<[Buffer, number], Row>(
    `SELECT staff.* FROM staff_session JOIN staff USING (staff_id)
      WHERE token_hash = ? AND expires_at > ?`,
  );
  const end = database.prepare('DELETE FROM staff_session WHERE token_hash = ?');
  const forget = database.prepare('DELETE FROM staff_session WHERE expires_at <= ?');
  return {
    get count() {
      return count.get()?.n ?? 0;
    },
    add(member, passwordHash) {
      const { id, username, name, role, counterIds } = member;
      insert.run(id, username, name, role, JSON.stringify(counterIds), passwordHash);
    },
    byUsername(username) {
      const row = byName.get(username);
      return row && { member: memberOf(row), passwordHash: row.password_hash };
    },
    openSession(tokenHash, staffId, at, expiresAt) {
      open.run(tokenHash, staffId, at, expiresAt);
    },
    bySession(tokenHash, at) {
      const row = bySession.get(tokenHash, at);
      return row && memberOf(row);
    },
    endSession(tokenHash) {
      end.run(tokenHash);
    },
    forgetSessionsBefore(at) {
      forget.run(at);
    },
  };
}
