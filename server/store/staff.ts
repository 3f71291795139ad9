import type { Database } from 'better-sqlite3';
import type { Role } from '../../contract/values.ts';
import { openStaffSessionTable, type StaffSessionTable } from './staff-sessions.ts';
import { openWrongTries, type WrongTries } from './wrong-tries.ts';

export interface StaffMember {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly counterIds: readonly string[];
  /** Services they are trained for; null: all. */
  readonly serviceIds: readonly string[] | null;
}

/** A member as whoever looks after the accounts sees them. */
export interface StaffAccount {
  readonly member: StaffMember;
  /** Milliseconds since the epoch; null where no lock is in force. */
  readonly lockedUntil: number | null;
  readonly sessions: number;
}

export interface Credentials {
  readonly member: StaffMember;
  readonly passwordHash: string;
}

interface Row {
  staff_id: string;
  username: string;
  name: string;
  role: Role;
  counter_ids: string;
  service_ids: string | null;
  password_hash: string;
  locked_until: number | null;
}

const memberOf = (row: Row): StaffMember => ({
  id: row.staff_id,
  username: row.username,
  name: row.name,
  role: row.role,
  counterIds: JSON.parse(row.counter_ids) as string[],
  serviceIds: row.service_ids === null ? null : (JSON.parse(row.service_ids) as string[]),
});

const credentialsOf = (row: Row): Credentials => ({
  member: memberOf(row),
  passwordHash: row.password_hash,
});

export interface StaffTable {
  readonly count: number;
  readonly sessions: StaffSessionTable;
  readonly wrongTries: WrongTries;
  add(member: StaffMember, passwordHash: string): void;
  byUsername(username: string): Credentials | undefined;
  byId(staffId: string): StaffMember | undefined;
  /** For screens and slips, often asked: a name is read once. */
  nameOf(staffId: string): string | undefined;
  changePassword(staffId: string, passwordHash: string): void;
  /** Everybody, by user name. */
  accounts(at: number): StaffAccount[];
  forgetSessionsBefore(at: number): void;
}

type AccountRow = Row & { sessions: number };

function openAccounts(database: Database): StaffTable['accounts'] {
  const all = database.prepare<[number], AccountRow>(
    `SELECT staff.*, (SELECT count(*) FROM staff_session AS session
                       WHERE session.staff_id = staff.staff_id AND expires_at > ?) AS sessions
       FROM staff ORDER BY username`,
  );
  return at =>
    all.all(at).map(row => ({
      member: memberOf(row),
      lockedUntil: row.locked_until !== null && row.locked_until > at ? row.locked_until : null,
      sessions: row.sessions,
    }));
}

export function openStaffTable(database: Database): StaffTable {
  const count = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM staff');
  const insert = database.prepare(
    `INSERT INTO staff
       (staff_id, username, name, role, counter_ids, service_ids, password_hash)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const byName = database.prepare<[string], Row>('SELECT * FROM staff WHERE username = ?');
  const byId = database.prepare<[string], Row>('SELECT * FROM staff WHERE staff_id = ?');
  const change = database.prepare('UPDATE staff SET password_hash = ? WHERE staff_id = ?');
  const sessions = openStaffSessionTable(database);
  const names = new Map<string, string>();
  return {
    sessions,
    wrongTries: openWrongTries(database),
    get count() {
      return count.get()?.n ?? 0;
    },
    add(member, passwordHash) {
      const { id, username, name, role, counterIds, serviceIds } = member;
      const trained = serviceIds === null ? null : JSON.stringify(serviceIds);
      insert.run(id, username, name, role, JSON.stringify(counterIds), trained, passwordHash);
    },
    byUsername(username) {
      const row = byName.get(username);
      return row && credentialsOf(row);
    },
    byId(staffId) {
      const row = byId.get(staffId);
      return row && memberOf(row);
    },
    nameOf(staffId) {
      const known = names.get(staffId);
      if (known !== undefined) return known;
      const name = byId.get(staffId)?.name;
      if (name !== undefined) names.set(staffId, name);
      return name;
    },
    changePassword(staffId, passwordHash) {
      change.run(passwordHash, staffId);
    },
    accounts: openAccounts(database),
    forgetSessionsBefore: at => sessions.forgetBefore(at),
  };
}
