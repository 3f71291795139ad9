import type { Database } from 'better-sqlite3';

/** A request that was answered: the same key gives the same answer again, across restarts. */
export interface AnsweredRequest {
  readonly requestHash: Buffer;
  readonly status: number;
  readonly body: string;
}

export interface AnsweredRequests {
  find(scope: string, key: string): AnsweredRequest | undefined;
  /** The caller holds the transaction of the command's events. */
  keep(scope: string, key: string, answer: AnsweredRequest, at: number): void;
  forgetBefore(at: number): void;
}

interface AnswerRow {
  scope: string;
  key: string;
  request_hash: Buffer;
  status: number;
  body: string;
}

/**
 * The table is in the order of time; where a key stands in it is held in memory. A transaction that
 * was rolled back may leave a place behind that is empty or another's, so every row is compared with
 * the key it was found by: the table decides, memory only says where to look.
 */
export function openAnsweredRequests(database: Database): AnsweredRequests {
  const all = database.prepare<[], { answer_id: number; scope: string; key: string }>(
    'SELECT answer_id, scope, key FROM answer_given ORDER BY answer_id',
  );
  const read = database.prepare<[number], AnswerRow>(
    'SELECT scope, key, request_hash, status, body FROM answer_given WHERE answer_id = ?',
  );
  const insert = database.prepare(
    `INSERT INTO answer_given (scope, key, request_hash, status, body, at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const forget = database.prepare('DELETE FROM answer_given WHERE at < ?');
  const first = database.prepare<[], { answer_id: number }>(
    'SELECT answer_id FROM answer_given ORDER BY answer_id LIMIT 1',
  );
  // A key has no space in it, so the two cannot be read as another pair.
  const nameOf = (scope: string, key: string): string => `${key} ${scope}`;
  const places = new Map<string, number>();
  for (const row of all.iterate()) places.set(nameOf(row.scope, row.key), row.answer_id);
  return {
    find(scope, key) {
      const place = places.get(nameOf(scope, key));
      const row = place === undefined ? undefined : read.get(place);
      if (row?.scope !== scope || row.key !== key) return undefined;
      return { requestHash: row.request_hash, status: row.status, body: row.body };
    },
    keep(scope, key, answer, at) {
      const { requestHash, status, body } = answer;
      const { lastInsertRowid } = insert.run(scope, key, requestHash, status, body, at);
      places.set(nameOf(scope, key), Number(lastInsertRowid));
    },
    forgetBefore(at) {
      forget.run(at);
      const oldest = first.get()?.answer_id ?? Infinity;
      for (const [name, place] of places) if (place < oldest) places.delete(name);
    },
  };
}
