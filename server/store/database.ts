import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { migrate } from './migrate.ts';
import { StartFault } from './start-fault.ts';

/** "MPPA", marks the file as ours (SQLite's application_id). */
const applicationId = 0x4d505041;
const fileName = 'building.sqlite';
const lockName = 'building.lock';
/** A backup that is about to take the place of the database; one left over means nothing. */
const restoringName = 'restoring.sqlite';
const backupsName = 'backups';
const reportsName = 'reports';

export const databasePath = (folder: string): string => join(folder, fileName);
export const restoringPath = (folder: string): string => join(folder, restoringName);
export const reportsPath = (folder: string): string => join(folder, reportsName);
export const backupsPath = (folder: string): string => join(folder, backupsName);

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** One folder at a time: Node's own recursive way never ends where nothing can be made (/proc). */
function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let path = resolve(folder); !existsSync(path); path = dirname(path)) missing.unshift(path);
  for (const path of missing) mkdirSync(path);
}

/** The folder must be ours or empty: a foreign one is never written into (STORE-5). */
function checkFolder(folder: string): void {
  let names: string[];
  try {
    makeFolder(folder);
    names = readdirSync(folder);
  } catch (error) {
    throw new StartFault(`The data folder ${folder} cannot be used: ${reasonOf(error)}`);
  }
  const isOurs = names.includes(fileName);
  const known = new Set([
    fileName,
    `${fileName}-wal`,
    `${fileName}-shm`,
    lockName,
    restoringName,
    backupsName,
    reportsName,
    'media',
    'voice',
  ]);
  const foreign = names.find(name => !known.has(name) && !name.startsWith(`${lockName}-`));
  if (!isOurs && foreign !== undefined) {
    throw new StartFault(
      `The data folder ${folder} holds "${foreign}", which is not of MPP Antrean. Name an empty folder.`,
    );
  }
}

/** One server per folder: the lock is the system's, so it ends with the process (STORE-6). */
function holdFolder(folder: string): Database {
  const lock = new Sqlite(join(folder, lockName), { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    const isHeld = error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');
    if (!isHeld) throw error;
    throw new StartFault(`Another server already runs on the data folder ${folder}.`);
  }
}

/**
 * Whether the file is marked as ours. One with neither a mark nor a table is what a first start that
 * was cut off leaves behind: as good as none. Any other is of another program.
 */
function isMarked(database: Database, path: string): boolean {
  const id = database.pragma('application_id', { simple: true });
  if (id === applicationId) return true;
  const objects = database.prepare('SELECT count(*) FROM sqlite_master').pluck().get();
  if (id === 0 && objects === 0) return false;
  throw new StartFault(`${path} is a database of another program.`);
}

/** Whether a database is a building's; nothing is thrown or changed. */
export const isMarkedAsOurs = (database: Database): boolean =>
  database.pragma('application_id', { simple: true }) === applicationId;

/** To look only: another connection may be writing meanwhile. */
export const openPlainly = (path: string): Database =>
  new Sqlite(path, { readonly: true, fileMustExist: true, timeout: 2_000 });

/** Does something to a folder on which no server runs, and lets none begin meanwhile. */
export function withFolderHeld<Result>(folder: string, work: () => Result): Result {
  checkFolder(folder);
  const lock = holdFolder(folder);
  try {
    return work();
  } finally {
    lock.close();
  }
}

/** `quick`: for days that can be played again, and only for those: a power cut may cost them. */
export type Durability = 'full' | 'quick';

/** Opens a database durably and brings it forward. */
export function openFile(path: string, durability: Durability = 'full'): Database {
  const database = new Sqlite(path, { timeout: 2_000 });
  try {
    const isOurs = isMarked(database, path);
    database.pragma('journal_mode = WAL');
    // WAL alone would leave the last commits to the next checkpoint: FULL survives a power cut.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // What is forgotten (notes may name people) is overwritten, not only unlinked.
    database.pragma('secure_delete = ON');
    // Pages are copied from the log to the file four times as seldom, and each then once, not often.
    database.pragma('wal_autocheckpoint = 4000');
    const isDurable =
      database.pragma('journal_mode', { simple: true }) === 'wal' &&
      database.pragma('synchronous', { simple: true }) === 2;
    if (!isDurable) throw new StartFault(`${path} cannot be written durably (WAL with FULL).`);
    if (durability === 'quick') database.pragma('synchronous = OFF');
    // Before the first table, so that a cut between the two leaves no stranger's database.
    if (!isOurs) database.pragma(`application_id = ${applicationId}`);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

export interface OpenDatabase {
  readonly database: Database;
  readonly close: () => void;
}

/** Whether a server ever began a building in this folder; looking changes nothing. */
export const hasDatabase = (folder: string): boolean => existsSync(join(folder, fileName));

/** Whether a server runs on this folder now; looking changes nothing. */
export function isFolderHeld(folder: string): boolean {
  if (!existsSync(join(folder, lockName))) return false;
  try {
    holdFolder(folder).close();
    return false;
  } catch (error) {
    if (error instanceof StartFault) return true;
    throw error;
  }
}

/**
 * The database of a server that runs, beside it: for one short write that the server finds. What it
 * was brought forward to is not touched.
 */
export function openBeside(folder: string): OpenDatabase {
  const path = join(folder, fileName);
  const database = new Sqlite(path, { timeout: 2_000, fileMustExist: true });
  if (!isMarked(database, path)) {
    database.close();
    throw new StartFault(`The server on ${folder} is only starting. Try again in a moment.`);
  }
  return { database, close: () => database.close() };
}

/** The building's database, durable and brought forward. Throws StartFault with one clear line. */
export function openDatabase(folder: string, durability: Durability = 'full'): OpenDatabase {
  checkFolder(folder);
  const lockPath = join(folder, lockName);
  const hadLock = existsSync(lockPath);
  let lock: Database;
  try {
    lock = holdFolder(folder);
  } catch (error) {
    if (error instanceof StartFault) throw error;
    throw new StartFault(`The data folder ${folder} cannot be written: ${reasonOf(error)}`);
  }
  try {
    const database = openFile(join(folder, fileName), durability);
    return {
      database,
      close() {
        database.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    // A folder that is refused is left as it was found.
    if (!hadLock) rmSync(lockPath, { force: true });
    if (error instanceof StartFault) throw error;
    throw new StartFault(`The database in ${folder} cannot be opened: ${reasonOf(error)}`);
  }
}
