import { basename, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { BackupUnusable, readBackup } from './store/backup-copy.ts';
import { backupIdOf } from './store/backup-orders.ts';
import { databasePath, withFolderHeld } from './store/database.ts';
import { prepareRestore, putRestored } from './store/restored-database.ts';
import { StartFault } from './store/start-fault.ts';

/**
 * Puts a backup into the place of the database from the command line, for a server that cannot start or
 * a computer that is new. The server must not be running on the same data folder.
 */

const known = 'Known: FILE, --other-building.';

const refusals: Readonly<Record<BackupUnusable['reason'], string>> = {
  damaged: 'is damaged: not every page of it can be read',
  foreign: 'is a database of another program',
  newer: 'was written by a newer version. Install that version',
  empty: 'holds no building',
};

function readArguments(): { file: string; isOtherAllowed: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'other-building': { type: 'boolean', default: false } },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new Error('Name one backup.');
    return { file: resolve(file), isOtherAllowed: values['other-building'] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartFault(`${reason.split('\n')[0]} ${known}`);
  }
}

/** Null where the folder has no database, or one that cannot be read: it has no owner any more. */
function buildingIn(folder: string): string | null {
  try {
    return existsSync(databasePath(folder)) ? readBackup(databasePath(folder)).buildingId : null;
  } catch {
    return null;
  }
}

function restore(folder: string, file: string, isOtherAllowed: boolean): string[] {
  const owner = buildingIn(folder);
  const facts = prepareRestore(folder, file);
  if (owner !== null && owner !== facts.buildingId && !isOtherAllowed) {
    throw new StartFault(`${file} is of another building. Add --other-building to use it anyway.`);
  }
  const backupId = basename(file)
    .replace(/\.sqlite$/, '')
    .slice(0, 80);
  const safetyId = backupIdOf('before-restore', Date.now(), facts.journalSeq);
  const { safety } = putRestored({ folder, backupId, facts, safetyId });
  return [
    `The building is as it was at entry ${facts.journalSeq} of its journal.`,
    ...(safety === null ? [] : [`What was there before is kept as ${safety}.`]),
    'Start the server: everybody signs in again, and numbers go on behind those that were given.',
  ];
}

try {
  const { file, isOtherAllowed } = readArguments();
  const { dataDir } = readConfig(process.env);
  if (!existsSync(file)) throw new StartFault(`There is no file ${file}.`);
  const said = withFolderHeld(dataDir, () => restore(dataDir, file, isOtherAllowed));
  process.stdout.write(`${said.join('\n')}\n`);
} catch (error) {
  if (error instanceof BackupUnusable) {
    process.stderr.write(`The backup ${refusals[error.reason]}.\n`);
  } else if (error instanceof StartFault) {
    process.stderr.write(`${error.message}\n`);
  } else {
    throw error;
  }
  process.exitCode = 2;
}
