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

export function openAnsweredRequests(database: Database): AnsweredRequests {
  const find = database.prepare<
    [string, string],
    { request_hash: Buffer; status: number; body: string }
  >('SELECT request_hash, status, body FROM answered_request WHERE scope = ? AND key = ?');
  const insert = database.prepare(
    `INSERT INTO answered_request (scope, key, request_hash, status, body, at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const forget = database.prepare('DELETE FROM answered_request WHERE at < ?');
  return {
    find(scope, key) {
      const row = find.get(scope, key);
      return row && { requestHash: row.request_hash, status: row.status, body: row.body };
    },
    keep(scope, key, answer, at) {
      insert.run(scope, key, answer.requestHash, answer.status, answer.body, at);
    },
    forgetBefore(at) {
      forget.run(at);
    },
  };
}
