import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../server/store/migrate.ts';
import { openSurveys, type SurveyRow, type Surveys } from '../../server/store/surveys.ts';

/** What visitors think, without who they are. */

let database: Database.Database;
let surveys: Surveys;

beforeAll(() => {
  database = new Database(':memory:');
  migrate(database);
  surveys = openSurveys(database);
});
afterAll(() => database.close());

const hash = (name: string): Buffer => Buffer.from(name.padEnd(32, '.'));
const row = (rest: Partial<SurveyRow> = {}): SurveyRow => ({
  businessDate: '2026-11-23',
  serviceId: 'service-a01',
  agencyId: 'agency-a',
  language: 'id',
  answers: { time: 3, conduct: 4 },
  comment: 'Ruang tunggu sejuk.',
  respondent: { age: '30-44', education: 'sma' },
  ...rest,
});

describe('surveys', () => {
  test('SURVEY-2: a visit answers once; what it left out stays left out', () => {
    expect(surveys.isGiven(hash('one'))).toBe(false);
    expect(surveys.give(hash('one'), '2026-11-23', row())).toBe(true);
    expect(surveys.isGiven(hash('one'))).toBe(true);
    expect(surveys.give(hash('one'), '2026-11-23', row({ answers: { time: 1 } }))).toBe(false);
    expect(surveys.between('2026-11-23', '2026-11-23')).toEqual([row()]);
  });

  test('SURVEY-2: what is no answer is kept by no table', () => {
    for (const answer of [0, 5, 2.5]) {
      const wrong = row({ answers: { time: answer } });
      expect(() => surveys.give(hash(`wrong ${answer}`), '2026-11-23', wrong)).toThrow();
      expect(surveys.isGiven(hash(`wrong ${answer}`))).toBe(false);
    }
  });

  test('SURVEY-3: nothing in the row or in its order leads back to the visit', () => {
    const count = 40;
    for (let at = 0; at < count; at += 1) {
      const given = row({ businessDate: '2026-11-24', comment: `Nomor ${at}` });
      surveys.give(hash(`visit ${at}`), '2026-11-24', given);
    }
    const names = database
      .prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('survey_answer')`)
      .all();
    for (const { name } of names) expect(name).not.toMatch(/visit|hash|label|number|_at$|staff/);
    const order = surveys
      .between('2026-11-24', '2026-11-24')
      .map(({ comment }) => Number(comment!.slice('Nomor '.length)));
    // 40 ids drawn by chance stand in the order of giving once in 10^47.
    expect(order).not.toEqual(order.toSorted((one, other) => one - other));
    const hashes = database.prepare('SELECT * FROM survey_given').all();
    expect(Object.keys(hashes[0] as object)).toEqual(['visit_hash', 'business_date']);
  });

  test('SURVEY-4: who has answered and what was written are forgotten, the figures stay', () => {
    surveys.forgetBefore('2026-11-24', '2026-11-24');
    expect(surveys.isGiven(hash('one'))).toBe(false);
    expect(surveys.isGiven(hash('visit 1'))).toBe(true);
    expect(surveys.between('2026-11-23', '2026-11-23')).toEqual([row({ comment: null })]);
    expect(surveys.between('2026-11-24', '2026-11-24')[0]!.comment).toMatch(/^Nomor/);
  });
});
