import type { Database } from 'better-sqlite3';
import type { LegState } from '../../contract/values.ts';
import type { PersonalKind } from '../../contract/privacy.ts';
import { officeTypesSql } from './office-entries.ts';

/** How much personal data there is, and everything that is kept of one person. */
export interface PersonalData {
  counts(): PersonalCount[];
  /** What was said with these visits, bookings and places on waiting lists. */
  details(subjectIds: readonly string[]): PersonDetail[];
  /** Bookings under a random id, of days that are over too. */
  bookingIdsOf(personIds: readonly string[]): string[];
  visit(visitId: string): HeldVisit | undefined;
  /** Looks at personal data since an instant, as the journal has them. */
  looksSince(at: number): number;
}

/** Times are milliseconds since the epoch; null where there is no row, or it has no such time. */
export interface PersonalCount {
  readonly kind: PersonalKind;
  readonly rows: number;
  readonly oldestAt: number | null;
  readonly firstEndAt: number | null;
}

export interface PersonDetail {
  readonly subjectId: string;
  readonly name: string | null;
  readonly nikHash: string | null;
  readonly nikLast4: string | null;
  readonly phone: string | null;
  readonly at: number;
  readonly expiresAt: number;
}

export interface HeldVisit {
  readonly visitId: string;
  readonly label: string;
  readonly businessDate: string;
  readonly issuedAt: number;
  readonly legs: readonly {
    readonly serviceId: string;
    readonly counterId: string | null;
    readonly state: LegState;
    readonly calledAt: number | null;
    readonly endedAt: number | null;
  }[];
}

/** What each kind is counted in; `oldest` and `end` are columns, or expressions of them. */
const counted: readonly {
  readonly kind: PersonalKind;
  readonly from: string;
  readonly oldest: string;
  readonly end: string;
}[] = [
  { kind: 'details', from: 'person_detail', oldest: 'at', end: 'expires_at' },
  { kind: 'people', from: 'person', oldest: 'NULL', end: 'expires_at' },
  { kind: 'codes', from: 'booking_code', oldest: 'NULL', end: 'expires_at' },
  {
    kind: 'notes',
    from: '(SELECT at, expires_at FROM visit_note UNION ALL SELECT at, expires_at FROM steer_text)',
    oldest: 'at',
    end: 'expires_at',
  },
  {
    kind: 'comments',
    from: 'survey_answer WHERE comment IS NOT NULL',
    oldest: `unixepoch(business_date) * 1000`,
    end: 'NULL',
  },
  { kind: 'answers', from: 'answer_given', oldest: 'at', end: 'NULL' },
  { kind: 'accounts', from: 'staff', oldest: 'NULL', end: 'NULL' },
  { kind: 'sessions', from: 'staff_session', oldest: 'created_at', end: 'expires_at' },
];

interface DetailRow {
  subject_id: string;
  name: string | null;
  nik_hash: string | null;
  nik_last4: string | null;
  phone: string | null;
  at: number;
  expires_at: number;
}

interface VisitRow {
  label: string;
  business_date: string;
  issued_at: number;
}

interface LegRow {
  service_id: string;
  counter_id: string | null;
  state: LegState;
  called_at: number | null;
  ended_at: number | null;
}

/** `catchUp` lets the tables follow the journal first: what happened a moment ago is told too. */
export function openPersonalData(database: Database, catchUp: () => void): PersonalData {
  const counts = counted.map(({ kind, from, oldest, end }) => ({
    kind,
    select: database.prepare<[], { rows: number; oldest: number | null; end: number | null }>(
      `SELECT count(*) AS rows, min(${oldest}) AS oldest, min(${end}) AS end FROM ${from}`,
    ),
  }));
  const details = database.prepare<[string], DetailRow>(
    `SELECT * FROM person_detail WHERE subject_id IN (SELECT value FROM json_each(?))
      ORDER BY at, subject_id`,
  );
  const bookings = database.prepare<[string], { booking_id: string }>(
    'SELECT booking_id FROM booking WHERE person_id IN (SELECT value FROM json_each(?))',
  );
  const visit = database.prepare<[string], VisitRow>(
    'SELECT label, business_date, issued_at FROM visit WHERE visit_id = ?',
  );
  const legs = database.prepare<[string], LegRow>(
    `SELECT service_id, counter_id, state, called_at, ended_at FROM leg WHERE visit_id = ?
      ORDER BY leg_id`,
  );
  const looks = database.prepare<[number], { entries: number }>(
    `SELECT count(*) AS entries FROM journal INDEXED BY journal_of_office
      WHERE ${officeTypesSql}
        AND type = 'person-seen' AND at >= ?`,
  );
  return {
    counts: () =>
      counts.map(({ kind, select }) => {
        const { rows, oldest, end } = select.get()!;
        return { kind, rows, oldestAt: oldest, firstEndAt: end };
      }),
    details: subjectIds =>
      details.all(JSON.stringify(subjectIds)).map(row => ({
        subjectId: row.subject_id,
        name: row.name,
        nikHash: row.nik_hash,
        nikLast4: row.nik_last4,
        phone: row.phone,
        at: row.at,
        expiresAt: row.expires_at,
      })),
    bookingIdsOf(personIds) {
      catchUp();
      return bookings.all(JSON.stringify(personIds)).map(row => row.booking_id);
    },
    visit(visitId) {
      catchUp();
      const row = visit.get(visitId);
      if (!row) return undefined;
      return {
        visitId,
        label: row.label,
        businessDate: row.business_date,
        issuedAt: row.issued_at,
        legs: legs.all(visitId).map(leg => ({
          serviceId: leg.service_id,
          counterId: leg.counter_id,
          state: leg.state,
          calledAt: leg.called_at,
          endedAt: leg.ended_at,
        })),
      };
    },
    looksSince: at => looks.get(at)!.entries,
  };
}
