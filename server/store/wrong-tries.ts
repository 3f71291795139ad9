import type { Database } from 'better-sqlite3';

/** Wrong passwords of an account and the lock that they led to. Milliseconds since the epoch. */
export interface WrongTries {
  /** 0 where the account was never locked, or was unlocked. */
  lockedUntil(account: string): number;
  countSince(account: string, since: number): number;
  add(account: string, at: number): void;
  /** The tries that led to it are forgotten: after the lock counting begins anew. */
  lock(account: string, until: number): void;
  unlock(account: string): void;
  forgetBefore(at: number): void;
}

export function openWrongTries(database: Database): WrongTries {
  const until = database.prepare<[string], { locked_until: number | null }>(
    'SELECT locked_until FROM staff WHERE staff_id = ?',
  );
  const count = database.prepare<[string, number], { n: number }>(
    'SELECT count(*) AS n FROM staff_wrong_try WHERE staff_id = ? AND at > ?',
  );
  const insert = database.prepare('INSERT INTO staff_wrong_try (staff_id, at) VALUES (?, ?)');
  const setLock = database.prepare('UPDATE staff SET locked_until = ? WHERE staff_id = ?');
  const forgetOf = database.prepare('DELETE FROM staff_wrong_try WHERE staff_id = ?');
  const forget = database.prepare('DELETE FROM staff_wrong_try WHERE at <= ?');
  // Called within the building's transaction too, where this one is a part of that.
  const both = database.transaction((account: string, lockedUntil: number | null) => {
    setLock.run(lockedUntil, account);
    forgetOf.run(account);
  });
  return {
    lockedUntil: account => until.get(account)?.locked_until ?? 0,
    countSince: (account, since) => count.get(account, since)?.n ?? 0,
    add(account, at) {
      insert.run(account, at);
    },
    lock(account, lockedUntil) {
      both(account, lockedUntil);
    },
    unlock(account) {
      both(account, null);
    },
    forgetBefore(at) {
      forget.run(at);
    },
  };
}
