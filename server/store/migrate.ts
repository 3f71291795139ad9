import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { StartFault } from './start-fault.ts';

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

const folder = new URL('./migrations/', import.meta.url);

function shipped(): Migration[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
    .map(name => {
      const sql = readFileSync(new URL(name, folder), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    });
}

/** What a database has applied, in order. */
export const appliedMigrations = (database: Database): string[] =>
  database.prepare<[], string>('SELECT name FROM migration ORDER BY place').pluck().all();

/** The first migration of a database that this version does not have; null where it has them all. */
export function missingMigration(database: Database): string | null {
  const ours = shipped();
  const applied = database
    .prepare<[], { name: string; hash: string }>('SELECT name, hash FROM migration ORDER BY place')
    .all();
  const wrong = applied.find((row, place) => row.hash !== ours[place]?.hash);
  return wrong?.name ?? null;
}

/**
 * Brings the database forward. What was applied must be a prefix of what is shipped: a database of a
 * newer version, or one whose past was rewritten, is left alone and told about (STORE-4).
 */
export function migrate(database: Database): void {
  database.exec(
    `CREATE TABLE IF NOT EXISTS migration
      (place INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL) STRICT`,
  );
  const applied = database
    .prepare<[], { name: string; hash: string }>('SELECT name, hash FROM migration ORDER BY place')
    .all();
  const migrations = shipped();
  applied.forEach((row, place) => {
    const ours = migrations[place];
    if (!ours) {
      throw new StartFault(
        `The database was written by a newer version (it has ${row.name}). Install that version.`,
      );
    }
    if (ours.name !== row.name || ours.hash !== row.hash) {
      throw new StartFault(
        `The database's migration ${row.name} is not the one of this version (${ours.name}).`,
      );
    }
  });
  const add = database.prepare('INSERT INTO migration (place, name, hash) VALUES (?, ?, ?)');
  database
    .transaction(() => {
      migrations.slice(applied.length).forEach((migration, index) => {
        database.exec(migration.sql);
        add.run(applied.length + index, migration.name, migration.hash);
      });
    })
    .immediate();
}
