import Sqlite, { type Database } from 'better-sqlite3';
import { FactTables } from './fact-tables.ts';
import { migrate } from './migrate.ts';
import { openJournal } from './journal.ts';
import { openStateTables, stateTables } from './state-tables.ts';

export interface TableComparison {
  readonly table: string;
  readonly rows: number;
  readonly missing: number;
  readonly extra: number;
}

/** Rows of a table as text, so that two databases can be held against each other row by row. */
const rowsOf = (database: Database, table: string): string[] =>
  database
    .prepare(`SELECT * FROM ${table}`)
    .raw()
    .all()
    .map(row => JSON.stringify(row))
    .sort();

/**
 * Builds every state table anew from the journal, beside the real ones, and compares row by row
 * (STORE-3). With `write` the rebuilt rows replace the real ones in one transaction.
 */
export function rebuild(database: Database, write: boolean): TableComparison[] {
  const fresh = new Sqlite(':memory:');
  try {
    migrate(fresh);
    const tables = openStateTables(fresh);
    const facts = new FactTables(fresh, null);
    fresh.transaction(() => {
      for (const entry of openJournal(database).all()) {
        tables.apply(entry);
        facts.apply(entry);
      }
      facts.note();
    })();
    const compared = stateTables.map(table => {
      const kept = new Set(rowsOf(database, table));
      const rebuilt = new Set(rowsOf(fresh, table));
      return {
        table,
        rows: rebuilt.size,
        missing: [...rebuilt].filter(row => !kept.has(row)).length,
        extra: [...kept].filter(row => !rebuilt.has(row)).length,
      };
    });
    if (write) replace(database, fresh);
    return compared;
  } finally {
    fresh.close();
  }
}

function replace(database: Database, fresh: Database): void {
  database
    .transaction(() => {
      database.exec('DELETE FROM fact_pack');
      for (const table of [...stateTables, 'fact_followed']) {
        database.exec(`DELETE FROM ${table}`);
        const rows = fresh.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][];
        const first = rows[0];
        if (!first) continue;
        const insert = database.prepare(
          `INSERT INTO ${table} VALUES (${first.map(() => '?').join(', ')})`,
        );
        for (const row of rows) insert.run(...row);
      }
    })
    .immediate();
}
