import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { afterEach } from 'vitest';

const folders: string[] = [];

/** A folder of its own for a test, gone after it. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mpp-antrean-'));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Does something to a building's database behind the server's back. */
export function tamper<Result>(folder: string, work: (database: Database) => Result): Result {
  const database = new Sqlite(join(folder, 'building.sqlite'));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** Names, sizes and contents of a folder, to show that nothing was changed in it. */
export const contentsOf = (folder: string): string[] =>
  readdirSync(folder)
    .sort()
    .map(name => {
      const path = join(folder, name);
      const isFile = statSync(path).isFile();
      return `${name} ${isFile ? readFileSync(path).toString('base64') : 'folder'}`;
    });
