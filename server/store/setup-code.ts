import type { Database } from 'better-sqlite3';
import { openBeside } from './database.ts';
import { StartFault } from './start-fault.ts';

export interface SetupCodeRecord {
  readonly hash: Buffer;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly wrongTries: number;
}

/** The one code that lets somebody in without an account; a new one takes the place of the last. */
export interface SetupCodeTable {
  keep(hash: Buffer, expiresAt: number): void;
  find(): SetupCodeRecord | undefined;
  countWrong(): void;
  forget(): void;
}

interface Row {
  code_hash: Buffer;
  expires_at: number;
  wrong_tries: number;
}

export function openSetupCode(database: Database): SetupCodeTable {
  const keep = database.prepare(
    'INSERT OR REPLACE INTO setup_code (only, code_hash, expires_at) VALUES (1, ?, ?)',
  );
  const find = database.prepare<[], Row>('SELECT * FROM setup_code');
  const count = database.prepare('UPDATE setup_code SET wrong_tries = wrong_tries + 1');
  const forget = database.prepare('DELETE FROM setup_code');
  return {
    keep(hash, expiresAt) {
      keep.run(hash, expiresAt);
    },
    find() {
      const row = find.get();
      return (
        row && {
          hash: row.code_hash,
          expiresAt: row.expires_at,
          wrongTries: row.wrong_tries,
        }
      );
    },
    countWrong() {
      count.run();
    },
    forget() {
      forget.run();
    },
  };
}

/** Does one thing to the code of a server that runs. */
export function withCodeOfRunning<Result>(
  folder: string,
  work: (table: SetupCodeTable, found: 'nothing' | 'demo' | 'building') => Result,
): Result {
  const { database, close } = openBeside(folder);
  try {
    const last = database
      .prepare<[], { demo: number | null }>(
        `SELECT json_extract(data, '$.setup.building.demo') AS demo FROM journal
          WHERE type = 'building-configured' ORDER BY seq DESC LIMIT 1`,
      )
      .get();
    const isKnown = database
      .prepare<[]>(`SELECT 1 FROM sqlite_master WHERE name = 'setup_code'`)
      .get();
    if (!isKnown) {
      throw new StartFault('A server of another version runs. Start it anew, then try again.');
    }
    const found = last === undefined ? 'nothing' : last.demo === 1 ? 'demo' : 'building';
    return work(openSetupCode(database), found);
  } finally {
    close();
  }
}
