import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Respondent, SurveyAnswers } from '../../contract/survey.ts';
import type { Language } from '../../contract/values.ts';
import { surveyElements } from '../domain/satisfaction.ts';

/** What somebody said of a service, and nothing of who they are. */
export interface SurveyRow {
  readonly businessDate: string;
  readonly serviceId: string;
  readonly agencyId: string;
  readonly language: Language;
  readonly answers: SurveyAnswers;
  readonly comment: string | null;
  readonly respondent: Respondent;
}

export interface Surveys {
  isGiven(visitHash: Buffer): boolean;
  /** Durable when it returns. False where the visit has answered before: nothing is kept then. */
  give(visitHash: Buffer, visitDate: string, row: SurveyRow): boolean;
  /** Answers of the days from `from` to `to`, both included, in no order that tells anything. */
  between(from: string, to: string): SurveyRow[];
  /**
   * Forgets which visits of before `givenDate` have answered, and the words of before `commentDate`:
   * free text may name people. What was done about them goes with them.
   */
  forgetBefore(givenDate: string, commentDate: string): void;
}

type StoredRow = Record<(typeof surveyElements)[number], number | null> & {
  business_date: string;
  service_id: string;
  agency_id: string;
  language: Language;
  comment: string | null;
  age: string | null;
  gender: string | null;
  education: string | null;
  occupation: string | null;
};

const respondentFields = ['age', 'gender', 'education', 'occupation'] as const;

const withoutNulls = (row: StoredRow, names: readonly (keyof StoredRow)[]): unknown =>
  Object.fromEntries(names.flatMap(name => (row[name] === null ? [] : [[name, row[name]]])));

const rowOf = (row: StoredRow): SurveyRow => ({
  businessDate: row.business_date,
  serviceId: row.service_id,
  agencyId: row.agency_id,
  language: row.language,
  answers: withoutNulls(row, surveyElements) as SurveyAnswers,
  comment: row.comment,
  respondent: withoutNulls(row, respondentFields) as Respondent,
});

const columns = [
  'answer_id',
  'business_date',
  'service_id',
  'agency_id',
  'language',
  ...surveyElements,
  'comment',
  ...respondentFields,
];

export function openSurveys(database: Database): Surveys {
  const known = database.prepare('SELECT 1 FROM survey_given WHERE visit_hash = ?');
  const note = database.prepare(
    'INSERT OR IGNORE INTO survey_given (visit_hash, business_date) VALUES (?, ?)',
  );
  const insert = database.prepare(
    `INSERT INTO survey_answer (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const select = database.prepare<[string, string], StoredRow>(
    'SELECT * FROM survey_answer WHERE business_date BETWEEN ? AND ? ORDER BY answer_id',
  );
  const forgetGiven = database.prepare('DELETE FROM survey_given WHERE business_date < ?');
  const forgetReviews = database.prepare(
    `DELETE FROM survey_comment_review WHERE answer_id IN
      (SELECT answer_id FROM survey_answer WHERE business_date < ? AND comment IS NOT NULL)`,
  );
  const forgetComments = database.prepare(
    'UPDATE survey_answer SET comment = NULL WHERE business_date < ? AND comment IS NOT NULL',
  );
  const give = database.transaction(
    (visitHash: Buffer, visitDate: string, row: SurveyRow): boolean => {
      if (note.run(visitHash, visitDate).changes === 0) return false;
      insert.run(
        randomBytes(12).toString('hex'),
        row.businessDate,
        row.serviceId,
        row.agencyId,
        row.language,
        ...surveyElements.map(element => row.answers[element] ?? null),
        row.comment,
        ...respondentFields.map(field => row.respondent[field] ?? null),
      );
      return true;
    },
  );
  return {
    isGiven: visitHash => known.get(visitHash) !== undefined,
    give: (visitHash, visitDate, row) => give(visitHash, visitDate, row),
    between: (from, to) => select.all(from, to).map(rowOf),
    forgetBefore(givenDate, commentDate) {
      forgetGiven.run(givenDate);
      forgetReviews.run(commentDate);
      forgetComments.run(commentDate);
    },
  };
}
