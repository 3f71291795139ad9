import type { Database } from 'better-sqlite3';
import type { Language, LegState, Need, VisitClass } from '../../contract/values.ts';

/** A visit as the tables have it, of days that are over included. */
export interface PastVisit {
  readonly visitId: string;
  readonly label: string;
  readonly businessDate: string;
  readonly language: Language;
  readonly legs: readonly {
    readonly serviceId: string;
    readonly state: LegState;
    readonly outcome: string | null;
    readonly endedAt: number | null;
  }[];
}

/** A number of a day that is over, as a search finds it. */
export interface PastNumber extends PastVisit {
  readonly class: VisitClass;
  readonly need: Need | null;
  readonly issuedAt: number;
}

export interface PastVisits {
  /** Of today the day in memory knows. */
  find(visitId: string): PastNumber | undefined;
  /** A number of one series, or, with null, of every series, in their order. */
  numbered(date: string, number: number, series: string | null, limit: number): PastNumber[];
}

interface VisitRow {
  visit_id: string;
  class: VisitClass;
  need: Need | null;
  issued_at: number;
  label: string;
  business_date: string;
  language: Language;
}

interface LegRow {
  service_id: string;
  state: LegState;
  outcome: string | null;
  ended_at: number | null;
}

/** `catchUp` lets the tables follow the journal now: yesterday may have ended a moment ago. */
export function openPastVisits(database: Database, catchUp: () => void): PastVisits {
  const columns = 'visit_id, label, business_date, language, class, need, issued_at';
  const byId = database.prepare<[string], VisitRow>(
    `SELECT ${columns} FROM visit WHERE visit_id = ?`,
  );
  const byNumber = database.prepare<
    [string, number, string | null, string | null, number],
    VisitRow
  >(
    `SELECT ${columns} FROM visit WHERE business_date = ? AND number = ?
        AND (? IS NULL OR series = ?) ORDER BY series LIMIT ?`,
  );
  const legsOf = database.prepare<[string], LegRow>(
    'SELECT service_id, state, outcome, ended_at FROM leg WHERE visit_id = ? ORDER BY leg_id',
  );
  const visitOf = (row: VisitRow): PastNumber => ({
    visitId: row.visit_id,
    label: row.label,
    businessDate: row.business_date,
    language: row.language,
    class: row.class,
    need: row.need,
    issuedAt: row.issued_at,
    legs: legsOf.all(row.visit_id).map(leg => ({
      serviceId: leg.service_id,
      state: leg.state,
      outcome: leg.outcome,
      endedAt: leg.ended_at,
    })),
  });
  return {
    find(visitId) {
      let row = byId.get(visitId);
      if (!row) {
        catchUp();
        row = byId.get(visitId);
      }
      return row && visitOf(row);
    },
    numbered: (date, number, series, limit) =>
      byNumber.all(date, number, series, series, limit).map(visitOf),
  };
}
