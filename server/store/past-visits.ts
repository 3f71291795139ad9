import type { Database } from 'better-sqlite3';
import type { Language, LegState } from '../../contract/values.ts';

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

export interface PastVisits {
  /** Of today the day in memory knows. */
  find(visitId: string): PastVisit | undefined;
}

interface VisitRow {
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
  const byId = database.prepare<[string], VisitRow>(
    'SELECT label, business_date, language FROM visit WHERE visit_id = ?',
  );
  const legsOf = database.prepare<[string], LegRow>(
    'SELECT service_id, state, outcome, ended_at FROM leg WHERE visit_id = ? ORDER BY leg_id',
  );
  return {
    find(visitId) {
      let row = byId.get(visitId);
      if (!row) {
        catchUp();
        row = byId.get(visitId);
      }
      if (!row) return undefined;
      return {
        visitId,
        label: row.label,
        businessDate: row.business_date,
        language: row.language,
        legs: legsOf.all(visitId).map(leg => ({
          serviceId: leg.service_id,
          state: leg.state,
          outcome: leg.outcome,
          endedAt: leg.ended_at,
        })),
      };
    },
  };
}
