import type { Database } from 'better-sqlite3';

/** What a supervisor wrote. May name people: never in the journal. */
export interface SteerText {
  readonly textId: string;
  readonly visitId: string | null;
  readonly staffId: string | null;
  readonly at: number;
  readonly text: string;
}

export interface SteerTexts {
  /** Kept until `expiresAt`; the caller holds the transaction of the entry that names it. */
  keep(text: SteerText, expiresAt: number): void;
  textOf(textId: string): string | undefined;
  eraseOf(visitId: string): void;
  forgetBefore(at: number): void;
}

export function openSteerTexts(database: Database): SteerTexts {
  const insert = database.prepare(
    `INSERT INTO steer_text (text_id, visit_id, staff_id, at, text, expires_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const byId = database.prepare<[string], { text: string }>(
    'SELECT text FROM steer_text WHERE text_id = ?',
  );
  const erase = database.prepare('DELETE FROM steer_text WHERE visit_id = ?');
  const forget = database.prepare('DELETE FROM steer_text WHERE expires_at <= ?');
  return {
    keep({ textId, visitId, staffId, at, text }, expiresAt) {
      insert.run(textId, visitId, staffId, at, text, expiresAt);
    },
    textOf: textId => byId.get(textId)?.text,
    eraseOf(visitId) {
      erase.run(visitId);
    },
    forgetBefore(at) {
      forget.run(at);
    },
  };
}
