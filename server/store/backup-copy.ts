import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { isMarkedAsOurs, openPlainly } from './database.ts';
import { missingMigration } from './migrate.ts';

/** What a backup says of itself. */
export interface BackupFacts {
  readonly buildingId: string;
  readonly journalSeq: number;
  /** Milliseconds since the epoch of its last entry. */
  readonly lastAt: number;
  /** Whether its set-up is that of a demo building. */
  readonly isDemo: boolean;
  readonly bytes: number;
}

/** Why a file is no backup that this version can use. */
export type BackupRefused = 'damaged' | 'foreign' | 'newer' | 'empty';

export class BackupUnusable extends Error {
  override readonly name = 'BackupUnusable';
  readonly reason: BackupRefused;

  constructor(reason: BackupRefused) {
    super(`The backup cannot be used: ${reason}`);
    this.reason = reason;
  }
}

/** Renaming is durable once the folder is; a system without this loses a name, never a content. */
export function syncFolder(folder: string): void {
  try {
    syncFile(folder);
  } catch {
    // Some file systems of sticks and shares cannot sync a folder.
  }
}

export function syncFile(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const isOfSqlite = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && !error.code.startsWith('SQLITE_CANTOPEN');

const isBroken = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && /CORRUPT|NOTADB/.test(error.code);

function factsOf(database: Database, path: string): BackupFacts {
  if (!isMarkedAsOurs(database)) throw new BackupUnusable('foreign');
  if (missingMigration(database) !== null) throw new BackupUnusable('newer');
  const building = database
    .prepare<[], { building_id: string }>('SELECT building_id FROM building')
    .get();
  const last = database
    .prepare<[], { seq: number; at: number }>(
      'SELECT seq, at FROM journal ORDER BY seq DESC LIMIT 1',
    )
    .get();
  const configured = database
    .prepare<[], { isDemo: number }>(
      `SELECT json_extract(data, '$.setup.building.demo') AS isDemo FROM journal
        WHERE type = 'building-configured' ORDER BY seq DESC LIMIT 1`,
    )
    .get();
  if (!building || !last || !configured) throw new BackupUnusable('empty');
  return {
    buildingId: building.building_id,
    journalSeq: last.seq,
    lastAt: last.at,
    isDemo: configured.isDemo === 1,
    bytes: statSync(path).size,
  };
}

function reading<Result>(path: string, read: (database: Database) => Result): Result {
  const database = openPlainly(path);
  try {
    return read(database);
  } catch (error) {
    if (isOfSqlite(error)) throw new BackupUnusable('damaged');
    throw error;
  } finally {
    database.close();
  }
}

/** What a backup says of itself, without reading it whole. Throws BackupUnusable. */
export const readBackup = (path: string): BackupFacts =>
  reading(path, database => factsOf(database, path));

/** Reads every page of a backup. Throws BackupUnusable where one does not hold. */
export function checkBackup(path: string): BackupFacts {
  return reading(path, database => {
    const facts = factsOf(database, path);
    const told = database.pragma('quick_check(1)', { simple: true });
    if (told !== 'ok') throw new BackupUnusable('damaged');
    return facts;
  });
}

/**
 * A copy of a database that may be in use, under a name that says what is in it. It is written beside,
 * made durable and read again whole before it gets its name: what has a name is a backup.
 */
export function copyDatabase(
  from: string,
  nameOf: (facts: BackupFacts) => string,
  beside: string,
): { readonly path: string; readonly facts: BackupFacts } {
  rmSync(beside, { force: true });
  try {
    const source = openPlainly(from);
    try {
      source.prepare('VACUUM INTO ?').run(beside);
    } catch (error) {
      throw isBroken(error) ? new BackupUnusable('damaged') : error;
    } finally {
      source.close();
    }
    syncFile(beside);
    const facts = checkBackup(beside);
    const path = nameOf(facts);
    if (!existsSync(path)) renameSync(beside, path);
    syncFolder(dirname(path));
    return { path, facts };
  } finally {
    rmSync(beside, { force: true });
  }
}
