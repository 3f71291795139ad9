import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { BackupFault } from '../../contract/backups.ts';
import { BackupUnusable, copyDatabase, syncFile, syncFolder } from './backup-copy.ts';
import type { BackupFacts, BackupRefused } from './backup-copy.ts';
import { backupsPath, databasePath } from './database.ts';
import { prepareRestore } from './restored-database.ts';

/** Work that reads or writes the whole database: done in a thread of its own. */
export type BackupOrder =
  | { readonly kind: 'make'; readonly folder: string; readonly at: number }
  | { readonly kind: 'prepare'; readonly folder: string; readonly backup: string }
  | {
      readonly kind: 'second';
      readonly folder: string;
      readonly backupId: string;
      /** Must be there: where a stick is missing, its folder on this disk is not filled instead. */
      readonly place: string;
    };

export type BackupDone =
  | { readonly backupId: string; readonly facts: BackupFacts }
  | { readonly facts: BackupFacts }
  | { readonly copied: number };

export type BackupAnswer =
  | { readonly done: BackupDone }
  | { readonly fault: BackupFault; readonly refused?: BackupRefused; readonly why: string };

/** Files of recordings and pictures that are copied beside the database, and how large they may be. */
const copiedFilesMax = 5_000;
const copiedBytesMax = 8 * 1024 ** 3;
/** Folders whose files a building made or chose itself; names that were rendered come back alone. */
const copiedFolders = ['media', 'voice'] as const;

const stamp = (at: number): string =>
  new Date(at).toISOString().replaceAll(/[-:]/g, '').replace(/\.\d+/, '');

export const backupIdOf = (kind: 'backup' | 'before-restore', at: number, seq: number): string =>
  `${kind}-${stamp(at)}-${seq}`;

const fileOf = (folder: string, backupId: string): string => join(folder, `${backupId}.sqlite`);

function make({ folder, at }: Extract<BackupOrder, { kind: 'make' }>): BackupDone {
  const backups = backupsPath(folder);
  mkdirSync(backups, { recursive: true });
  let backupId = '';
  const nameOf = ({ journalSeq }: BackupFacts): string => {
    backupId = backupIdOf('backup', at, journalSeq);
    return fileOf(backups, backupId);
  };
  const { facts } = copyDatabase(databasePath(folder), nameOf, join(backups, 'making.part'));
  return { backupId, facts };
}

/** A file that is written beside and renamed: what has the name is whole. */
function copyWhole(from: string, to: string): void {
  const beside = `${to}.part`;
  try {
    copyFileSync(from, beside);
    syncFile(beside);
    const { atime, mtime } = statSync(from);
    utimesSync(beside, atime, mtime);
    renameSync(beside, to);
    syncFolder(dirname(to));
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Sticks keep times to two seconds. */
const isSame = (from: string, to: string): boolean => {
  if (!existsSync(to)) return false;
  const [one, other] = [statSync(from), statSync(to)];
  return one.size === other.size && Math.abs(one.mtimeMs - other.mtimeMs) < 2_500;
};

/** Files below a folder, without what begins with a dot, and without what is only a link. */
function filesBelow(root: string, below: string): string[] {
  return readdirSync(join(root, below))
    .filter(name => !name.startsWith('.') && name !== 'node_modules')
    .flatMap(name => {
      const path = join(below, name);
      const found = lstatSync(join(root, path));
      if (found.isDirectory()) return filesBelow(root, path);
      return found.isFile() ? [path] : [];
    });
}

function copySecond(order: Extract<BackupOrder, { kind: 'second' }>): BackupDone {
  const { folder, backupId, place } = order;
  copyWhole(fileOf(backupsPath(folder), backupId), fileOf(place, backupId));
  let [files, bytes] = [0, 0];
  for (const name of copiedFolders) {
    if (!existsSync(join(folder, name))) continue;
    for (const path of filesBelow(folder, name)) {
      const [from, to] = [join(folder, path), join(place, path)];
      files += 1;
      bytes += statSync(from).size;
      if (files > copiedFilesMax || bytes > copiedBytesMax) return { copied: files };
      if (isSame(from, to)) continue;
      mkdirSync(dirname(to), { recursive: true });
      copyWhole(from, to);
    }
  }
  return { copied: files };
}

function done(order: BackupOrder): BackupDone {
  switch (order.kind) {
    case 'make':
      return make(order);
    case 'prepare':
      return { facts: prepareRestore(order.folder, order.backup) };
    case 'second':
      if (!existsSync(order.place)) throw new PlaceMissing();
      return copySecond(order);
  }
}

class PlaceMissing extends Error {
  override readonly name = 'PlaceMissing';
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** What a failed order says of the world. */
export function faultOf(error: unknown): BackupFault {
  if (error instanceof BackupUnusable) return 'damaged';
  if (error instanceof PlaceMissing) return 'place-missing';
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') return 'disk-full';
  const isClosed = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST'].includes(code);
  if (isClosed || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    return 'not-writable';
  }
  if (error instanceof Sqlite.SqliteError && /CORRUPT|NOTADB/.test(code)) return 'damaged';
  return 'failed';
}

/** Does what is ordered; faults of the world are an answer, too. */
export function answerOrder(order: BackupOrder): BackupAnswer {
  try {
    return { done: done(order) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const fault = faultOf(error);
    return error instanceof BackupUnusable ? { fault, refused: error.reason, why } : { fault, why };
  }
}
