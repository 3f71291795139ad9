import type { Database } from 'better-sqlite3';

/** What an officer wrote for colleagues about a visit. May name people: never in the journal. */
export interface VisitNote {
  readonly noteId: string;
  readonly visitId: string;
  readonly staffId: string | null;
  readonly counterId: string | null;
  readonly at: number;
  readonly text: string;
}

interface NoteRow {
  note_id: string;
  visit_id: string;
  staff_id: string | null;
  counter_id: string | null;
  at: number;
  text: string;
}

export interface VisitNotes {
  /** Kept until `expiresAt`; the caller holds the transaction of the entry that names it. */
  keep(note: VisitNote, expiresAt: number): void;
  /** Oldest first. */
  ofVisit(visitId: string): VisitNote[];
  textOf(noteId: string): string | undefined;
  eraseOf(visitId: string): void;
  forgetBefore(at: number): void;
}

const noteOf = (row: NoteRow): VisitNote => ({
  noteId: row.note_id,
  visitId: row.visit_id,
  staffId: row.staff_id,
  counterId: row.counter_id,
  at: row.at,
  text: row.text,
});

export function openVisitNotes(database: Database): VisitNotes {
  const insert = database.prepare(
    `INSERT INTO visit_note (note_id, visit_id, staff_id, counter_id, at, text, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const byVisit = database.prepare<[string], NoteRow>(
    'SELECT * FROM visit_note WHERE visit_id = ? ORDER BY at, note_id',
  );
  const byId = database.prepare<[string], NoteRow>('SELECT * FROM visit_note WHERE note_id = ?');
  const erase = database.prepare('DELETE FROM visit_note WHERE visit_id = ?');
  const forget = database.prepare('DELETE FROM visit_note WHERE expires_at <= ?');
  return {
    keep({ noteId, visitId, staffId, counterId, at, text }, expiresAt) {
      insert.run(noteId, visitId, staffId, counterId, at, text, expiresAt);
    },
    ofVisit: visitId => byVisit.all(visitId).map(noteOf),
    textOf: noteId => byId.get(noteId)?.text,
    eraseOf(visitId) {
      erase.run(visitId);
    },
    forgetBefore(at) {
      forget.run(at);
    },
  };
}
