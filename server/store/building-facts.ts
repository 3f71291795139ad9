import type { Database } from 'better-sqlite3';
import { appliedMigrations } from './migrate.ts';

/** What a technician asks of a database: how much of what, never what it says of anybody. */
export interface BuildingFacts {
  /** Rows of every table. */
  rows(): Readonly<Record<string, number>>;
  migrations(): readonly string[];
  /** How often each type of entry stands in the journal after an entry, or from a time on. */
  typesAfter(seq: number): Readonly<Record<string, number>>;
  typesSince(at: number): Readonly<Record<string, number>>;
  /** Whether a business day was opened before this one. */
  hasDayBefore(businessDate: string): boolean;
}

type Counted = { readonly type: string; readonly count: number };

const asRecord = (rows: readonly Counted[]): Record<string, number> =>
  Object.fromEntries(rows.map(({ type, count }) => [type, count]));

export function openBuildingFacts(database: Database): BuildingFacts {
  const tables = database
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        ORDER BY name`,
    )
    .pluck();
  const after = database.prepare<[number], Counted>(
    'SELECT type, count(*) AS count FROM journal WHERE seq > ? GROUP BY type ORDER BY type',
  );
  // The newest entries first: time in the journal never runs backwards, so it ends early.
  const firstSince = database
    .prepare<[number], number>('SELECT seq FROM journal WHERE at < ? ORDER BY seq DESC LIMIT 1')
    .pluck();
  const dayBefore = database.prepare('SELECT 1 FROM business_day WHERE business_date < ? LIMIT 1');
  return {
    hasDayBefore: businessDate => dayBefore.get(businessDate) !== undefined,
    rows: () =>
      Object.fromEntries(
        tables
          .all()
          .map(name => [
            name,
            database.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number,
          ]),
      ),
    migrations: () => appliedMigrations(database),
    typesAfter: seq => asRecord(after.all(seq)),
    typesSince: at => asRecord(after.all(firstSince.get(at) ?? 0)),
  };
}
