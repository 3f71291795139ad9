import type { Database } from 'better-sqlite3';
import type { CommentState, HiddenReason, Moderated } from '../../contract/survey-comments.ts';
import type { Language } from '../../contract/values.ts';

export interface CommentRow {
  readonly id: string;
  readonly businessDate: string;
  readonly agencyId: string;
  readonly serviceId: string;
  readonly language: Language;
  readonly text: string;
  readonly hidden: HiddenReason | null;
  readonly reply: string | null;
}

/** Of the days from `from` to before `to`; null: of every agency, of every service. */
export interface CommentAsk {
  readonly from: string;
  readonly to: string;
  readonly agencyIds: readonly string[] | null;
  readonly serviceId: string | null;
  readonly state: CommentState;
}

export type CommentCounts = Readonly<Record<CommentState, number>>;

export interface SurveyComments {
  find(id: string): (Moderated & { readonly agencyId: string }) | undefined;
  /** How many of each state there are, whatever the asked state. */
  counts(ask: CommentAsk): CommentCounts;
  /** Days that have any, the newest first, with how many. */
  days(ask: CommentAsk): { readonly businessDate: string; readonly count: number }[];
  /** By ids that were drawn by chance: in no order that tells anything. */
  list(ask: CommentAsk, limit: number): CommentRow[];
  /** How many rated each service in these days, whether they wrote something or not. */
  raters(from: string, to: string): ReadonlyMap<string, number>;
  review(id: string, review: Pick<Moderated, 'hidden' | 'reply'>): void;
}

const isAsked = `comment IS NOT NULL AND business_date >= :from AND business_date < :to
   AND (:agencyIds IS NULL OR agency_id IN (SELECT value FROM json_each(:agencyIds)))
   AND (:serviceId IS NULL OR service_id = :serviceId)`;
const stateOf = `CASE WHEN hidden_reason IS NOT NULL THEN 'hidden'
                      WHEN reply IS NOT NULL THEN 'acted' ELSE 'new' END`;
const isOfState = `(:state = 'all' OR ${stateOf} = :state)`;
const reviewed = 'survey_answer LEFT JOIN survey_comment_review USING (answer_id)';

const asked = (ask: CommentAsk) => ({
  ...ask,
  agencyIds: ask.agencyIds === null ? null : JSON.stringify(ask.agencyIds),
});

export function openSurveyComments(database: Database): SurveyComments {
  const one = database.prepare<[string], Moderated & { readonly agencyId: string }>(
    `SELECT answer_id AS id, hidden_reason AS hidden, reply, agency_id AS agencyId
       FROM ${reviewed} WHERE answer_id = ? AND comment IS NOT NULL`,
  );
  const counted = database.prepare<unknown[], { state: CommentState; count: number }>(
    `SELECT ${stateOf} AS state, COUNT(*) AS count FROM ${reviewed} WHERE ${isAsked} GROUP BY 1`,
  );
  const days = database.prepare<unknown[], { businessDate: string; count: number }>(
    `SELECT business_date AS businessDate, COUNT(*) AS count FROM ${reviewed}
      WHERE ${isAsked} AND ${isOfState} GROUP BY business_date ORDER BY business_date DESC`,
  );
  const list = database.prepare<unknown[], CommentRow>(
    `SELECT answer_id AS id, business_date AS businessDate, agency_id AS agencyId,
            service_id AS serviceId, language, comment AS text, hidden_reason AS hidden, reply
       FROM ${reviewed} WHERE ${isAsked} AND ${isOfState} ORDER BY answer_id LIMIT :limit`,
  );
  const raters = database.prepare<[string, string], { serviceId: string; count: number }>(
    `SELECT service_id AS serviceId, COUNT(*) AS count FROM survey_answer
      WHERE business_date >= ? AND business_date < ? GROUP BY service_id`,
  );
  const keep = database.prepare(
    `INSERT INTO survey_comment_review (answer_id, hidden_reason, reply)
     SELECT answer_id, :hidden, :reply FROM survey_answer
      WHERE answer_id = :id AND comment IS NOT NULL
     ON CONFLICT (answer_id) DO UPDATE SET hidden_reason = :hidden, reply = :reply`,
  );
  return {
    find: id => one.get(id),
    counts(ask) {
      const rows = new Map(counted.all(asked(ask)).map(row => [row.state, row.count]));
      const of = (state: CommentState): number => rows.get(state) ?? 0;
      const [fresh, acted, hidden] = [of('new'), of('acted'), of('hidden')];
      return { all: fresh + acted + hidden, new: fresh, acted, hidden };
    },
    days: ask => days.all(asked(ask)),
    list: (ask, limit) => list.all({ ...asked(ask), limit }),
    raters: (from, to) => new Map(raters.all(from, to).map(row => [row.serviceId, row.count])),
    review(id, { hidden, reply }) {
      keep.run({ id, hidden, reply });
    },
  };
}
