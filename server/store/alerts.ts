import type { Database } from 'better-sqlite3';
import type { AlertRecord } from '../domain/alert-book.ts';

/** Alerts from their beginning to their end: they outlive a restart, and the day. */
export interface AlertTable {
  /** Those that stand. */
  standing(): AlertRecord[];
  /** Raised in [from, to), newest first. */
  between(from: number, to: number, limit: number): AlertRecord[];
  byId(alertId: string): AlertRecord | undefined;
  /** As it is now; the row of its id is written anew. */
  keep(alert: AlertRecord): void;
  /** Those that ended before. */
  forgetBefore(at: number): void;
}

interface AlertRow {
  alert_id: string;
  kind: AlertRecord['kind'];
  severity: AlertRecord['severity'];
  subject_kind: AlertRecord['subject']['kind'];
  subject_id: string;
  name_id: string;
  name_en: string;
  since: number;
  raised_at: number;
  newest_at: number;
  facts: string;
  acknowledged_at: number | null;
  acknowledged_by: string | null;
  ended_at: number | null;
}

const alertOf = (row: AlertRow): AlertRecord => ({
  id: row.alert_id,
  kind: row.kind,
  severity: row.severity,
  subject: {
    kind: row.subject_kind,
    id: row.subject_id,
    name: { id: row.name_id, en: row.name_en },
  },
  since: row.since,
  raisedAt: row.raised_at,
  newestAt: row.newest_at,
  facts: JSON.parse(row.facts) as AlertRecord['facts'],
  acknowledged:
    row.acknowledged_at === null ? null : { at: row.acknowledged_at, staffId: row.acknowledged_by },
  endedAt: row.ended_at,
});

export function openAlertTable(database: Database): AlertTable {
  const standing = database.prepare<[], AlertRow>(
    'SELECT * FROM alert WHERE ended_at IS NULL ORDER BY raised_at',
  );
  const between = database.prepare<[number, number, number], AlertRow>(
    `SELECT * FROM alert WHERE raised_at >= ? AND raised_at < ?
      ORDER BY raised_at DESC, alert_id LIMIT ?`,
  );
  const byId = database.prepare<[string], AlertRow>('SELECT * FROM alert WHERE alert_id = ?');
  const keep = database.prepare(
    `INSERT INTO alert (alert_id, kind, severity, subject_kind, subject_id, name_id, name_en, since,
       raised_at, newest_at, facts, acknowledged_at, acknowledged_by, ended_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (alert_id) DO UPDATE SET newest_at = excluded.newest_at, facts = excluded.facts,
       acknowledged_at = excluded.acknowledged_at, acknowledged_by = excluded.acknowledged_by,
       ended_at = excluded.ended_at`,
  );
  const forget = database.prepare('DELETE FROM alert WHERE ended_at < ?');
  return {
    standing: () => standing.all().map(alertOf),
    between: (from, to, limit) => between.all(from, to, limit).map(alertOf),
    byId(alertId) {
      const row = byId.get(alertId);
      return row && alertOf(row);
    },
    keep({ id, kind, severity, subject, since, raisedAt, newestAt, facts, ...end }) {
      keep.run(
        id,
        kind,
        severity,
        subject.kind,
        subject.id,
        subject.name.id,
        subject.name.en,
        since,
        raisedAt,
        newestAt,
        JSON.stringify(facts),
        end.acknowledged?.at ?? null,
        end.acknowledged?.staffId ?? null,
        end.endedAt,
      );
    },
    forgetBefore(at) {
      forget.run(at);
    },
  };
}
