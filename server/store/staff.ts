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
  /** What an agency's administrator sets up. */
  readonly agencyIds: readonly string[];
  /** The password is somebody else's gift: nothing goes on before it is changed. */
  readonly mustChange: boolean;
}

/** A member as whoever looks after the accounts sees them. */
export interface StaffAccount {
  readonly member: StaffMember;
  /** Milliseconds since the epoch; null where no lock is in force. */
  readonly lockedUntil: number | null;
  readonly sessions: number;
  /** When a session of theirs was last in use; null where none is open. */
  readonly lastSeenAt: number | null;
  /** Since when nobody signs in with it; null while somebody may. */
  readonly endedAt: number | null;
}

/** What an administrator changes of an account. */
export type StaffDetails = Omit<StaffMember, 'id' | 'username' | 'mustChange'>;

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
  agency_ids: string;
  must_change: 0 | 1;
  ended_at: number | null;
}

const memberOf = (row: Row): StaffMember => ({
  id: row.staff_id,
  username: row.username,
  name: row.name,
  role: row.role,
  counterIds: JSON.parse(row.counter_ids) as string[],
  serviceIds: row.service_ids === null ? null : (JSON.parse(row.service_ids) as string[]),
  agencyIds: JSON.parse(row.agency_ids) as string[],
  mustChange: row.must_change === 1,
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
  /** Who may sign in by this name: an account that has ended lets nobody in. */
  byUsername(username: string): Credentials | undefined;
  /** Also one that has ended: what its member did keeps a name. */
  byId(staffId: string): StaffMember | undefined;
  /** For screens and slips, often asked: a name is read once. */
  nameOf(staffId: string): string | undefined;
  /** The member's own choice, or a gift of `mustChange` that is good for the first sign-in alone. */
  changePassword(staffId: string, passwordHash: string, mustChange: boolean): void;
  change(staffId: string, details: StaffDetails): void;
  /** Null: they may sign in again. */
  setEnded(staffId: string, endedAt: number | null): void;
  /** Everybody, by user name. */
  accounts(at: number): StaffAccount[];
  forgetSessionsBefore(at: number): void;
}

type AccountRow = Row & { sessions: number; last_seen_at: number | null };

function openAccounts(database: Database): StaffTable['accounts'] {
  const all = database.prepare<[number], AccountRow>(
    `SELECT staff.*, count(session.session_id) AS sessions, max(session.last_seen_at) AS last_seen_at
       FROM staff
       LEFT JOIN staff_session AS session
         ON session.staff_id = staff.staff_id AND session.expires_at > ?
      GROUP BY staff.staff_id ORDER BY username`,
  );
  return at =>
    all.all(at).map(row => ({
      member: memberOf(row),
      lockedUntil: row.locked_until !== null && row.locked_until > at ? row.locked_until : null,
      sessions: row.sessions,
      lastSeenAt: row.last_seen_at,
      endedAt: row.ended_at,
    }));
}

type Changes = Pick<StaffTable, 'changePassword' | 'change' | 'setEnded'>;

function openChanges(database: Database, renamed: (staffId: string) => void): Changes {
  const password = database.prepare(
    'UPDATE staff SET password_hash = ?, must_change = ? WHERE staff_id = ?',
  );
  const details = database.prepare(
    `UPDATE staff SET name = ?, role = ?, counter_ids = ?, service_ids = ?, agency_ids = ?
      WHERE staff_id = ?`,
  );
  const ended = database.prepare('UPDATE staff SET ended_at = ? WHERE staff_id = ?');
  return {
    changePassword(staffId, passwordHash, mustChange) {
      password.run(passwordHash, Number(mustChange), staffId);
    },
    change(staffId, { name, role, counterIds, serviceIds, agencyIds }) {
      const trained = serviceIds === null ? null : JSON.stringify(serviceIds);
      const [counters, agencies] = [JSON.stringify(counterIds), JSON.stringify(agencyIds)];
      details.run(name, role, counters, trained, agencies, staffId);
      renamed(staffId);
    },
    setEnded(staffId, endedAt) {
      ended.run(endedAt, staffId);
    },
  };
}

export function openStaffTable(database: Database): StaffTable {
  const count = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM staff');
  const insert = database.prepare(
    `INSERT INTO staff
       (staff_id, username, name, role, counter_ids, service_ids, password_hash, agency_ids,
        must_change)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const byName = database.prepare<[string], Row>(
    'SELECT * FROM staff WHERE username = ? AND ended_at IS NULL',
  );
  const byId = database.prepare<[string], Row>('SELECT * FROM staff WHERE staff_id = ?');
  const sessions = openStaffSessionTable(database);
  const names = new Map<string, string>();
  return {
    sessions,
    wrongTries: openWrongTries(database),
    get count() {
      return count.get()?.n ?? 0;
    },
    add(member, passwordHash) {
      const { id, username, name, role, counterIds, serviceIds, agencyIds, mustChange } = member;
      const trained = serviceIds === null ? null : JSON.stringify(serviceIds);
      const [counters, agencies] = [JSON.stringify(counterIds), JSON.stringify(agencyIds)];
      const row = [id, username, name, role, counters, trained, passwordHash, agencies];
      insert.run(...row, Number(mustChange));
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
    ...openChanges(database, staffId => names.delete(staffId)),
    accounts: openAccounts(database),
    forgetSessionsBefore: at => sessions.forgetBefore(at),
  };
}
