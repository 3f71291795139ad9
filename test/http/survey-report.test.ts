import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SurveyReport } from '../../contract/survey-report.ts';
import type { SurveyComments } from '../../contract/survey-comments.ts';
import { surveyElements } from '../../server/domain/satisfaction.ts';
import { openDatabase } from '../../server/store/database.ts';
import { openSurveys } from '../../server/store/surveys.ts';
import { newDataDir, openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** The report of the regulation, and what is done about words of visitors. */

let server: TestApp;
let supervisor: TestClient;
let dataDir = '';

interface Given {
  readonly date: string;
  readonly serviceId?: string;
  readonly agencyId?: string;
  readonly answer?: number;
  readonly comment?: string;
  readonly time?: number;
  readonly gender?: 'male' | 'female';
}

let givenCount = 0;
/** As the phone gives them, past what a visit would take to play. */
function giveAll(folder: string, rows: readonly Given[]): void {
  const { database, close } = openDatabase(folder);
  const surveys = openSurveys(database);
  for (const row of rows) {
    const { date, answer = 3, comment = null, time = answer, gender } = row;
    givenCount += 1;
    surveys.give(Buffer.from(`visit ${givenCount}`.padEnd(32, '.')), date, {
      businessDate: date,
      serviceId: row.serviceId ?? 'service-a01',
      agencyId: row.agencyId ?? 'agency-a',
      language: 'id',
      answers: { ...Object.fromEntries(surveyElements.map(name => [name, answer])), time },
      comment,
      respondent: gender ? { gender, age: '30-44' } : {},
    });
  }
  close();
}

const many = (count: number, row: Given): Given[] => Array.from({ length: count }, () => row);

beforeAll(async () => {
  dataDir = newDataDir();
  await (await openTestApp({ dataDir })).close();
  giveAll(dataDir, [
    // October, a month before: 30 who say 3 everywhere.
    ...many(30, { date: '2026-10-14' }),
    // November: 24 of agency A, 8 of B and 4 of C.
    ...many(20, { date: '2026-11-16', answer: 4, time: 2, gender: 'female' }),
    ...many(4, { date: '2026-11-17', answer: 3, gender: 'male', serviceId: 'service-a02' }),
    ...many(8, { date: '2026-11-18', serviceId: 'service-b01', agencyId: 'agency-b' }),
    ...many(4, { date: '2026-11-20', serviceId: 'service-c01', agencyId: 'agency-c' }),
    { date: '2026-11-10', comment: '=HYPERLINK("http://x")' },
    { date: '2026-11-16', comment: 'Kursi kurang' },
    { date: '2026-11-18', serviceId: 'service-c01', agencyId: 'agency-c', comment: 'Bagus' },
  ]);
  server = await openTestApp({ dataDir });
  supervisor = await server.signedIn('supervisor');
});
afterAll(() => server?.close());

const path = '/api/v1/reports/survey';
const november = 'from=2026-11-01&to=2026-12-01';
const report = async (query: string, who = supervisor): Promise<SurveyReport> => {
  const { status, json } = await who.get(`${path}?${query}`);
  expect(status, JSON.stringify(json)).toBe(200);
  return json;
};

describe('the report', () => {
  test('SURVEY-12: figures, elements, respondents and trend are those of the period', async () => {
    const found = await report(`${november}&compareFrom=2026-10-01&compareTo=2026-11-01`);
    // 39 answered: 20 × (8 × 4 + 2), 19 × 27: Σ = 680 + 513 = 1193; 25 × 1193 / 351 = 84.97150…
    expect(found.figures).toMatchObject({ respondents: 39, index: 84.97, quality: 'B' });
    expect(found.figures.elements[2]).toEqual({
      element: 'time',
      answers: 39,
      // (20 × 2 + 19 × 3) / 39 = 97 / 39 = 2.48717…, a ninth of it 0.27635…
      mean: 2.4872,
      weighted: 0.2764,
      quality: 'D',
    });
    expect(found.priorities[0]).toBe('time');
    expect(found.before).toMatchObject({ respondents: 30, index: 75, quality: 'C' });
    expect(found.unit).toMatchObject({ kind: 'building', id: null });
    expect(found.profile!.gender).toEqual([
      { value: 'male', count: 4 },
      { value: 'female', count: 20 },
      { value: null, count: 15 },
    ]);
    expect(found.trend.by).toBe('day');
    expect(found.trend.points).toHaveLength(30);
    expect(found.trend.points.reduce((sum, point) => sum + point.respondents, 0)).toBe(39);
    const weekly = await report(`${november}&by=week`);
    expect(weekly.trend.points.map(({ respondents }) => respondents)).toEqual([0, 0, 1, 38, 0, 0]);
  });

  test('SURVEY-12: an agency and a service have their own', async () => {
    const agency = await report(`${november}&agencyId=agency-a`);
    expect(agency.unit).toMatchObject({ kind: 'agency', id: 'agency-a' });
    expect(agency.figures.respondents).toBe(26);
    expect(agency.agencies.map(({ id }) => id)).toEqual(['agency-a']);
    const service = await report(`${november}&serviceId=service-a01`);
    expect(service.unit).toMatchObject({ kind: 'service', id: 'service-a01' });
    expect(service.figures.respondents).toBe(22);
  });

  test('SURVEY-13: too few are said to be too few, and of a handful nothing is told', async () => {
    const { agencies, respondentsMin } = await report(november);
    expect(respondentsMin).toBe(30);
    const of = (id: string) => agencies.find(row => row.id === id)!;
    expect(of('agency-b')).toMatchObject({ respondents: 8, enough: 'few', index: 75 });
    expect(of('agency-c')).toMatchObject({ respondents: 5, enough: 'few' });
    const alone = await report('from=2026-11-20&to=2026-11-21');
    expect(alone.figures).toMatchObject({ respondents: 4, enough: 'hidden', index: null });
    expect(alone.figures.elements.every(({ mean }) => mean === null)).toBe(true);
    expect(alone.profile).toBeNull();
    expect(alone.priorities).toEqual([]);
    const nobody = await report('from=2026-11-01&to=2026-11-02');
    expect(nobody.figures).toMatchObject({ respondents: 0, enough: 'none', index: null });
  });

  test('SURVEY-13: the sample is recommended from the visits that were served', async () => {
    const visitor = server.client();
    const issued = await visitor.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
    await supervisor.post('/api/v1/counters/counter-1/open');
    const id: string = issued.json.ticket.id;
    await supervisor.post('/api/v1/counters/counter-1/call', { ticketId: id, reason: 'other' });
    await supervisor.post(`/api/v1/tickets/${id}/start`);
    await supervisor.post(`/api/v1/tickets/${id}/finish`);
    expect((await report(november)).sample).toEqual({ served: 1, recommended: 1 });
    expect((await report(`${november}&agencyId=agency-b`)).sample.served).toBe(0);
  });

  test('SURVEY-14: wrong ranges and names of nothing are refused by their field', async () => {
    const wrong: [string, string][] = [
      ['from=2026-11-30&to=2026-11-01', 'query.to'],
      ['from=2026-11-01&to=2026-11-01', 'query.to'],
      ['from=2016-01-01&to=2026-12-31', 'query.to'],
      ['from=2026-11-31&to=2026-12-01', 'query.from'],
      ['from=2026-11-01', 'query.to'],
      [`${november}&compareFrom=2026-10-01`, 'query.compareTo'],
      [`${november}&compareFrom=2026-10-01&compareTo=2026-09-01`, 'query.compareTo'],
      [`${november}&by=hour`, 'query.by'],
      [`${november}&agencyId=agency-nowhere`, 'query.agencyId'],
      [`${november}&serviceId=service-nowhere`, 'query.serviceId'],
      [`${november}&agencyId=agency-b&serviceId=service-a01`, 'query.serviceId'],
    ];
    for (const [query, field] of wrong) {
      for (const extension of ['', '.csv', '.xlsx']) {
        const { status, json } = await supervisor.get(`${path}${extension}?${query}`);
        expect([status, json.errors?.[0]?.path], query).toEqual([422, field]);
      }
    }
  });

  test('SURVEY-14: an agency’s administrator reads of their own agencies alone', async () => {
    const admin = await server.signedIn('admin');
    const body = {
      username: 'kepala-a',
      name: 'Kepala Dukcapil',
      role: 'agency-administrator',
      counterIds: [],
      serviceIds: null,
      agencyIds: ['agency-a'],
    };
    const made = await admin.post('/api/v1/staff', body);
    expect(made.status, made.text).toBe(201);
    const own = server.client();
    const first = { username: 'kepala-a', password: made.json.password };
    expect((await own.post('/api/v1/session', first)).status).toBe(200);
    const next = { current: made.json.password, next: 'selendang-49-biru' };
    expect((await own.post('/api/v1/session/password', next)).status).toBe(200);
    expect((await report(november, own)).unit).toMatchObject({ kind: 'agency', id: 'agency-a' });
    expect((await own.get(`${path}?${november}&agencyId=agency-b`)).status).toBe(403);
    expect((await own.get(`${path}?${november}&serviceId=service-b01`)).status).toBe(403);
    expect((await own.get(`${path}/comments?${november}&agencyId=agency-b`)).status).toBe(403);
  });

  test('SURVEY-15: table and workbook say what the report says', async () => {
    const csv = await supervisor.get(`${path}.csv?${november}`);
    expect(csv.status).toBe(200);
    const lines = csv.text.replace('\uFEFF', '').trim().split('\r\n');
    expect(lines[0]).toMatch(/^Jenis;Kode;Nama;Instansi;Periode;sampai;Jumlah responden;U1 Pers/);
    expect(lines[1]).toContain(';2026-11-01;2026-11-30;39;');
    expect(lines[1]).toMatch(/;2,4872;.*;84,97;B;Baik$/);
    expect(lines.find(line => line.includes(';agency-b;'))).toContain('Belum cukup responden');
    const english = await supervisor.get(`${path}.csv?${november}&language=en`);
    expect(english.text).toContain(';84.97;B;Good');
  });
});

const comments = async (query = november): Promise<SurveyComments> =>
  (await supervisor.get(`${path}/comments?${query}`)).json;

async function sheets(): Promise<Map<string, unknown[][]>> {
  const response = await supervisor.get(`${path}.xlsx?${november}`);
  expect(response.status).toBe(200);
  const found = await readXlsxFile(response.bytes);
  return new Map(found.map(({ sheet, data }) => [sheet, data as unknown[][]]));
}

describe('comments', () => {
  test('SURVEY-16: they are read by the week, and by the service only where others rated it too', async () => {
    const { comments: rows, counts, nextBefore } = await comments();
    expect(counts).toEqual({ all: 3, new: 3, acted: 0, hidden: 0 });
    expect(nextBefore).toBeNull();
    expect(rows.map(({ week }) => week)).toEqual(['2026-11-16', '2026-11-16', '2026-11-09']);
    for (const row of rows) expect(Object.keys(row)).not.toContain('businessDate');
    const of = (text: string) => rows.find(row => row.text.includes(text))!;
    expect(of('Kursi').serviceName).toMatchObject({ id: expect.any(String) });
    // Alone in its week with its service.
    expect(of('HYPERLINK').serviceName).toBeNull();
    const alone = await comments('from=2026-11-09&to=2026-11-10&serviceId=service-a01');
    expect(alone.comments).toEqual([]);
    // A day is widened to its week: its ends tell no day.
    expect((await comments('from=2026-11-18&to=2026-11-19')).comments).toHaveLength(2);
  });

  test('SURVEY-17: what is hidden is in no export; who did it is in the audit', async () => {
    const { comments: rows } = await comments();
    const { id } = rows.find(row => row.text === 'Kursi kurang')!;
    const before = server.seq();
    const hidden = await supervisor.post(`${path}/comments/${id}/hide`, { reason: 'insult' });
    expect(hidden.json).toEqual({ id, hidden: 'insult', reply: null });
    // Once more changes nothing, and is no entry.
    await supervisor.post(`${path}/comments/${id}/hide`, { reason: 'insult' });
    expect(server.seq()).toBe(before + 1);
    expect((await comments(`${november}&state=hidden`)).comments.map(row => row.id)).toEqual([id]);
    const written = JSON.stringify([...(await sheets())]);
    expect(written).not.toContain('Kursi kurang');
    expect(written).toContain('Bagus');
    const audit = await supervisor.get('/api/v1/admin/audit?kind=survey');
    expect(audit.json.entries[0]).toMatchObject({
      by: { id: 'staff-supervisor' },
      about: { type: 'comment-moderated', what: 'hidden' },
    });
    expect(JSON.stringify((await supervisor.get('/api/v1/journal?limit=1000')).json)).not.toContain(
      'Kursi',
    );
    const shown = await supervisor.post(`${path}/comments/${id}/show`);
    expect(shown.json).toEqual({ id, hidden: null, reply: null });
    expect(JSON.stringify([...(await sheets())])).toContain('Kursi kurang');
  });

  test('SURVEY-17: what was done about it stands beside it, and a formula is a text', async () => {
    const { comments: rows } = await comments();
    const { id } = rows.find(row => row.text.includes('HYPERLINK'))!;
    const reply = 'Kursi ruang tunggu sudah ditambah.';
    const answered = await supervisor.post(`${path}/comments/${id}/reply`, { reply });
    expect(answered.json).toEqual({ id, hidden: null, reply });
    expect((await comments()).counts).toEqual({ all: 3, new: 2, acted: 1, hidden: 0 });
    const rowsOf = (await sheets()).get('Saran')!;
    expect(rowsOf.find(row => row[3] === '=HYPERLINK("http://x")')?.[4]).toBe(reply);
    const auditor = await server.signedIn('auditor');
    expect((await auditor.post(`${path}/comments/${id}/show`)).status).toBe(403);
  });

  test('SURVEY-17: wrong ones are refused', async () => {
    const { id } = (await comments()).comments[0]!;
    const wrong: [string, unknown, number][] = [
      [`${id}/hide`, { reason: 'ugly' }, 422],
      [`${id}/hide`, {}, 422],
      [`${id}/reply`, { reply: ' ' }, 422],
      [`${id}/reply`, { reply: 'x'.repeat(301) }, 422],
      ['nobody/hide', { reason: 'insult' }, 404],
      ['nobody/show', undefined, 404],
    ];
    for (const [where, body, status] of wrong) {
      expect((await supervisor.post(`${path}/comments/${where}`, body)).status, where).toBe(status);
    }
    const reversed = await supervisor.get(`${path}/comments?from=2026-12-01&to=2026-11-01`);
    expect([reversed.status, reversed.json.errors[0].path]).toEqual([422, 'query.to']);
  });
});
