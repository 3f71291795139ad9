import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from './open-test-app.ts';
import { expectProblem, type TestClient } from './test-client.ts';

/** Reports over HTTP: who may ask, what is refused, what a file holds. */

let server: TestApp;
let supervisor: TestClient;
const today = 'from=2026-11-23&to=2026-11-24';

beforeAll(async () => {
  server = await openTestApp();
  supervisor = await server.signedIn('supervisor');
  const officer = await server.signedIn('petugas-1');
  await officer.post('/api/v1/counters/counter-1/open');
  for (let count = 0; count < 3; count += 1) {
    await supervisor.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
  }
  server.clock.advance(20 * 60);
  const called = await officer.post('/api/v1/counters/counter-1/call-next');
  const visitId: string = called.json.ticket.id;
  server.clock.advance(60);
  await officer.post(`/api/v1/tickets/${visitId}/start`);
  server.clock.advance(9 * 60);
  await officer.post(`/api/v1/tickets/${visitId}/finish`, { outcome: 'completed' });
});
afterAll(() => server?.close());

describe('figures', () => {
  test('REPORT-1, KPI-1: a period is told in one, by group, by hour and by day', async () => {
    const { json } = await supervisor.get(`/api/v1/reports/kpis?${today}&by=agency`);
    expect(json.totals).toMatchObject({ visits: 3, issued: 3, served: 1, waiting: 2 });
    expect(json.totals.wait).toEqual({ n: 1, mean: 20, median: 20, p90: 20 });
    expect(json.totals.service.mean).toBe(9);
    expect(json.totals.gap.mean).toBe(1);
    // One waited longer than promised, and two still do.
    expect([json.totals.serviceLevel, json.totals.serviceLevelOf]).toEqual([0, 3]);
    expect(json.groups[0]).toMatchObject({ key: 'agency-a', kpis: { issued: 3 }, before: null });
    expect(json.hours[0]).toMatchObject({ hour: 9, issued: 3 });
    expect(json.days[0]).toMatchObject({ date: '2026-11-23', issued: 3 });
    expect(json.counted.isWhole).toBe(true);
  });

  test('REPORT-2: two periods stand beside each other, and days without data are zeros', async () => {
    const other = 'compareFrom=2026-11-22&compareTo=2026-11-23';
    const { json } = await supervisor.get(`/api/v1/reports/kpis?${today}&${other}&by=service`);
    expect(json.before).toMatchObject({ visits: 0, issued: 0, serviceLevel: null });
    expect(json.before.wait).toEqual({ n: 0, mean: null, median: null, p90: null });
    expect(json.comparedWith.days).toBe(0);
    expect(json.groups[0].before).toBeNull();
  });

  test('REPORT-3: every number has the list of visits behind it', async () => {
    const list = `/api/v1/reports/visits?${today}`;
    const served = await supervisor.get(`${list}&measure=served`);
    expect(served.json).toMatchObject({ count: 1 });
    expect(served.json.visits[0]).toMatchObject({ label: 'A001', wait: 20, service: 9 });
    const page = await supervisor.get(`${list}&offset=1&limit=1`);
    expect([page.json.count, page.json.visits.length]).toEqual([3, 1]);
    const longest = await supervisor.get(`${list}&measure=beyond-level&order=wait`);
    expect(longest.json.visits[0].label).toBe('A001');
    const sheet = await supervisor.get(`/api/v1/reports/visits.csv?${today}`);
    expect(sheet.text.split('\r\n')).toHaveLength(5);
  });

  test('REPORT-4: officers are named to those who steer them; an auditor reads the rest', async () => {
    const auditor = await server.signedIn('auditor');
    const path = `/api/v1/reports/kpis?${today}&by=officer`;
    const named = await supervisor.get(path);
    expect(named.json.groups).toMatchObject([
      { key: 'staff-petugas-1', name: 'Ni Wayan Sulastri', kpis: { served: 1 } },
    ]);
    const unnamed = await auditor.get(path);
    expect(unnamed.json.groups).toMatchObject([{ key: 'officer-1', name: null }]);
    expect(unnamed.text).not.toMatch(/petugas-1|Sulastri/);
    const officer = await server.signedIn('petugas-1');
    expect((await officer.get(path)).status).toBe(403);
    const mine = await officer.get(`/api/v1/reports/mine?${today}`);
    expect(mine.json.totals).toMatchObject({ served: 1, counters: { handle: 10 } });
    const other = await server.signedIn('petugas-2');
    expect((await other.get(`/api/v1/reports/mine?${today}`)).json.totals.served).toBe(0);
  });
});
test('REPORT-11: the workbook opens again, and says what the answer says', async () => {
  const query = `${today}&by=service`;
  const { json } = await supervisor.get(`/api/v1/reports/kpis?${query}`);
  const file = await supervisor.get(`/api/v1/reports/kpis.xlsx?${query}`);
  const sheets = await readXlsxFile(file.bytes);
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['Ringkasan', 'Layanan', 'Per hari', 'Per jam']);
  const [summary, groups, days, hours] = sheets.map(({ data }) => data);
  expect(summary![0]).toEqual(['Angka', 'Nilai']);
  const figures = new Map(summary!.map(([name, value]) => [name, value]));
  expect(figures.get('Tahap terbit')).toBe(json.totals.issued);
  expect(figures.get('Menunggu, P90 (menit)')).toBe(json.totals.wait.p90);
  expect(groups![0]!.slice(0, 3)).toEqual(['Layanan', 'Kunjungan', 'Tahap terbit']);
  expect(groups![1]!.slice(0, 3)).toEqual([json.groups[0].name.id, 3, 3]);
  expect(groups!.at(-1)!.slice(0, 3)).toEqual(['Seluruhnya', 3, 3]);
  expect(days!.map(row => row.slice(0, 3))).toEqual([
    ['Tanggal', 'Kunjungan', 'Tahap terbit'],
    ['2026-11-23', 3, 3],
  ]);
  expect(hours!.map(row => row.slice(0, 4))).toEqual([
    ['Jam', 'Tahap terbit', 'Dilayani', 'Menunggu, rata-rata (menit)'],
    ['09.00', 3, 1, 20],
  ]);
  const english = await supervisor.get(`/api/v1/reports/kpis.xlsx?${query}&language=en`);
  const [first] = await readXlsxFile(english.bytes);
  expect(first!.sheet).not.toBe('Ringkasan');
});

describe('what is refused', () => {
  const wrong: readonly [string, string, string][] = [
    ['from=2026-11-24&to=2026-11-23', 'range-reversed', 'query.to'],
    ['from=2026-11-23&to=2026-11-23', 'range-reversed', 'query.to'],
    ['from=2016-01-01&to=2026-11-23', 'range-too-long', 'query.to'],
    [`${today}&agencyId=agency-nowhere`, 'unknown-filter', 'query.agencyId'],
    [`${today}&counterId=counter-nowhere`, 'unknown-filter', 'query.counterId'],
    ['from=2026-02-30&to=2026-11-23', 'invalid-input', 'query.from'],
    ['from=kemarin&to=2026-11-23', 'invalid-input', 'query.from'],
    ['to=2026-11-23', 'invalid-input', 'query.from'],
    [`${today}&hour=24`, 'invalid-input', 'query.hour'],
  ];
  test.each(wrong)('REPORT-5: %s is %s, and the place is named', async (query, code, path) => {
    const answer = await supervisor.get(`/api/v1/reports/visits?${query}`);
    const problem = expectProblem(answer, query);
    expect([problem.code, problem.errors?.[0]?.path]).toEqual([code, path]);
  });

  test('REPORT-5: a comparison is given whole, and not reversed', async () => {
    const path = `/api/v1/reports/kpis?${today}`;
    for (const half of ['&compareFrom=2026-11-01', '&compareTo=2026-11-01']) {
      expect((await supervisor.get(path + half)).json.code).toBe('invalid-input');
    }
    const turned = await supervisor.get(`${path}&compareFrom=2026-11-02&compareTo=2026-11-01`);
    expect(turned.json).toMatchObject({
      code: 'range-reversed',
      errors: [{ path: 'query.compareTo' }],
    });
  });
});
