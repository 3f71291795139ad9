import { randomBytes } from 'node:crypto';
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { SeriesNumber } from '../../contract/backups.ts';
import { copyDatabase, syncFile, syncFolder, type BackupFacts } from './backup-copy.ts';
import { backupsPath, databasePath, openFile, restoringPath } from './database.ts';

/** Numbers that a building gave on its last business day. */
export interface GivenNumbers {
  readonly businessDate: string;
  readonly numbers: readonly SeriesNumber[];
}

/** What is known of a restore until the journal says it. */
export interface RestoredNow {
  readonly backupId: string;
  readonly journalSeq: number;
  readonly given: GivenNumbers | null;
}

export interface RestoredTable {
  find(): RestoredNow | null;
  forget(): void;
}

export function openRestored(database: Database): RestoredTable {
  const find = database.prepare<
    [],
    { backup_id: string; journal_seq: number; given: string | null }
  >('SELECT backup_id, journal_seq, given FROM restored');
  const forget = database.prepare('DELETE FROM restored');
  return {
    find() {
      const row = find.get();
      if (!row) return null;
      const given = row.given === null ? null : (JSON.parse(row.given) as GivenNumbers);
      return { backupId: row.backup_id, journalSeq: row.journal_seq, given };
    },
    forget() {
      forget.run();
    },
  };
}

/** Copies a backup to beside the database, whole and checked; the building may be at work. */
export function prepareRestore(folder: string, backup: string): BackupFacts {
  const target = restoringPath(folder);
  for (const end of ['', '-wal', '-shm']) rmSync(`${target}${end}`, { force: true });
  return copyDatabase(backup, () => target, `${target}.part`).facts;
}

function numbersGiven(database: Database): GivenNumbers | null {
  const day = database
    .prepare<[], { seq: number; businessDate: string }>(
      `SELECT seq, json_extract(data, '$.businessDate') AS businessDate FROM journal
        WHERE type = 'day-opened' ORDER BY seq DESC LIMIT 1`,
    )
    .get();
  if (!day) return null;
  const issued = database
    .prepare<[number], SeriesNumber>(
      `SELECT json_extract(data, '$.series') AS series,
              max(json_extract(data, '$.number')) AS number
         FROM journal
        WHERE seq > ? AND type = 'ticket-issued' AND json_extract(data, '$.isManual') IS NULL
        GROUP BY 1`,
    )
    .all(day.seq);
  // A series that an earlier restore of this day moved forward, and that gave nothing since.
  const moved = database
    .prepare<[number], SeriesNumber>(
      `SELECT json_extract(row.value, '$.series') AS series,
              json_extract(row.value, '$.number') AS number
         FROM journal, json_each(journal.data, '$.numbers') AS row
        WHERE journal.seq > ? AND journal.type = 'backup-noted'`,
    )
    .all(day.seq);
  const highest = new Map<string, number>();
  for (const { series, number } of [...issued, ...moved]) {
    highest.set(series, Math.max(number, highest.get(series) ?? 0));
  }
  const numbers = [...highest].map(([series, number]) => ({ series, number }));
  return { businessDate: day.businessDate, numbers };
}

interface Old {
  readonly given: GivenNumbers | null;
  /** All of it stands in its one file. */
  readonly isWhole: boolean;
}

/** Reads the database that is there for the last time, and puts all of it into its one file. */
function settleOld(path: string): Old {
  if (!existsSync(path)) return { given: null, isWhole: false };
  try {
    const database = new Sqlite(path, { timeout: 2_000 });
    try {
      const given = numbersGiven(database);
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.pragma('journal_mode = DELETE');
      return { given, isWhole: true };
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) return { given: null, isWhole: false };
    throw error;
  }
}

function copyFile(from: string, to: string): void {
  copyFileSync(from, `${to}.part`, constants.COPYFILE_FICLONE);
  syncFile(`${to}.part`);
  renameSync(`${to}.part`, to);
}

/** A log that is still there may be all that is left of the last minutes: it is kept unopened first. */
function keepUnopened(path: string, safety: string): boolean {
  const log = `${path}-wal`;
  if (!existsSync(path) || !existsSync(log) || statSync(log).size === 0) return false;
  copyFile(log, `${safety}-wal`);
  copyFile(path, safety);
  return true;
}

/** What was there stays among the backups. */
function keepOld(path: string, safety: string, { isWhole }: Old, isKept: boolean): void {
  if (!existsSync(path) || (isKept && !isWhole)) return;
  rmSync(`${safety}-wal`, { force: true });
  copyFile(path, safety);
}

export const restoreSteps = ['read-old', 'marked', 'kept-old', 'put-in-place', 'done'] as const;
export type RestoreStep = (typeof restoreSteps)[number];

interface Restore {
  readonly folder: string;
  readonly backupId: string;
  readonly facts: Pick<BackupFacts, 'journalSeq'>;
  /** The name of the safety copy, without its end. */
  readonly safetyId: string;
  /** Told after each step; a test ends the process there. */
  readonly reached?: (step: RestoreStep) => void;
}

/** What the server finds when it opens the restored database. */
function markRestored(
  prepared: string,
  backupId: string,
  journalSeq: number,
  given: GivenNumbers | null,
): void {
  const database = openFile(prepared);
  try {
    database.transaction(() => {
      // Screens then ask for everything anew.
      const epoch = `e-${randomBytes(6).toString('hex')}`;
      database.prepare('UPDATE building SET epoch = ?').run(epoch);
      database.prepare('DELETE FROM staff_session').run();
      database
        .prepare(
          'INSERT OR REPLACE INTO restored (only, backup_id, journal_seq, given) VALUES (1, ?, ?, ?)',
        )
        .run(backupId, journalSeq, given === null ? null : JSON.stringify(given));
    })();
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.pragma('journal_mode = DELETE');
  } finally {
    database.close();
  }
}

/**
 * Puts the prepared backup into the place of the database, while no server runs on the folder. A cut
 * at any moment leaves the old one or the new one: the one file is replaced by renaming.
 */
export function putRestored(restore: Restore): { readonly safety: string | null } {
  const { folder, backupId, facts, safetyId, reached = () => undefined } = restore;
  const [old, prepared] = [databasePath(folder), restoringPath(folder)];
  const hadOld = existsSync(old);
  mkdirSync(backupsPath(folder), { recursive: true });
  const safety = join(backupsPath(folder), `${safetyId}.sqlite`);
  const isKept = keepUnopened(old, safety);
  const settled = settleOld(old);
  reached('read-old');
  markRestored(prepared, backupId, facts.journalSeq, settled.given);
  syncFile(prepared);
  reached('marked');
  keepOld(old, safety, settled, isKept);
  syncFolder(backupsPath(folder));
  reached('kept-old');
  // A log that is left here is of a database that could not be read: it must not meet the new one.
  for (const end of ['-wal', '-shm']) rmSync(`${old}${end}`, { force: true });
  renameSync(prepared, old);
  reached('put-in-place');
  syncFolder(folder);
  reached('done');
  return { safety: hadOld ? safety : null };
}
