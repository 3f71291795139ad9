import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReportExports } from '../../contract/reports.ts';
import { HandClock, newDataDir, openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Reports that are written by themselves: when, where, what is in them, and what keeps them from it. */

const dataDir = newDataDir();
const folder = join(dataDir, 'reports');
const clock = new HandClock();
const dayName = 'laporan-2026-11-23';
let server: TestApp;

const open = (): Promise<TestApp> => openTestApp({ dataDir, clock, hasReportExports: true });

const listOf = async (who: TestClient): Promise<ReportExports> =>
  (await who.get('/api/v1/reports/exports')).json;

/** Asks until the list is as it should be. */
async function listed(
  holds: (list: ReportExports) => boolean,
  what: string,
  of = server,
): Promise<ReportExports> {
  const supervisor = await of.signedIn('supervisor');
  const begun = performance.now();
  for (;;) {
    const list = await listOf(supervisor);
    if (holds(list)) return list;
    if (performance.now() - begun > 10_000) throw new Error(`Waited in vain for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

async function serveOne(): Promise<void> {
  const officer = await server.signedIn('petugas-1');
  await officer.post('/api/v1/counters/counter-1/open');
  await officer.post('/api/v1/counters/counter-1/resume');
  const supervisor = await server.signedIn('supervisor');
  for (let count = 0; count < 2; count += 1) {
    await supervisor.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
  }
  clock.advance(20 * 60);
  const called = await officer.post('/api/v1/counters/counter-1/call-next');
  const visitId: string = called.json.ticket.id;
  await officer.post(`/api/v1/tickets/${visitId}/start`);
  clock.advance(9 * 60);
  await officer.post(`/api/v1/tickets/${visitId}/finish`, { outcome: 'completed' });
}

beforeAll(async () => {
  // A file where the folder should be: nothing can be written there.
  writeFileSync(folder, '');
  server = await open();
  await serveOne();
});
afterAll(async () => {
  await server?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('REPORT-9: a folder that cannot be written is told, and tried again', async () => {
  const list = await listed(({ last }) => last !== null, 'the fault');
  expect(list).toMatchObject({ isOn: true, isElsewhere: false, files: [] });
  expect(list.last?.fault).toBe('not-writable');
  const supervisor = await server.signedIn('supervisor');
  const { items } = (await supervisor.get('/api/v1/admin/health')).json;
  expect(items).toContainEqual(
    expect.objectContaining({
      kind: 'reports',
      state: 'wrong',
      facts: { fault: 'not-writable' },
    }),
  );
  rmSync(folder);
  clock.advance(11 * 60);
  await listed(({ last }) => last?.fault === null, 'the next try');
});

test('REPORT-6: a day is written once it is over, as workbook and as text, as the route tells it', async () => {
  // Nothing is written of a day that still runs.
  expect(readdirSync(folder)).toEqual([]);
  clock.advance(24 * 3_600);
  const list = await listed(({ files }) => files.length === 2, 'the day');
  const names = list.files.map(({ name }) => name);
  expect(names.toSorted()).toEqual([`${dayName}.csv`, `${dayName}.xlsx`]);
  expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
  const supervisor = await server.signedIn('supervisor');
  const period = 'from=2026-11-23&to=2026-11-24&by=agency';
  const { json } = await supervisor.get(`/api/v1/reports/kpis?${period}`);
  const file = await supervisor.get(`/api/v1/reports/exports/${dayName}.xlsx`);
  expect(file.headers['content-disposition']).toBe(`attachment; filename="${dayName}.xlsx"`);
  expect(file.bytes).toHaveLength(list.files.find(({ name }) => name.endsWith('xlsx'))!.bytes);
  const sheets = await readXlsxFile(file.bytes);
  const figures = new Map(sheets[0]!.data.map(([name, value]) => [name, value]));
  expect(figures.get('Dilayani')).toBe(json.totals.served);
  expect(figures.get('Periode')).toBe('2026-11-23 sampai dengan 2026-11-23');
  const text = await supervisor.get(`/api/v1/reports/exports/${dayName}.csv`);
  expect(text.text).toBe((await supervisor.get(`/api/v1/reports/kpis.csv?${period}`)).text);
});

test('REPORT-10: only reports of the list are given, to those who read reports', async () => {
  symlinkSync(join(dataDir, 'building.sqlite'), join(folder, 'laporan-2020-01-01.csv'));
  mkdirSync(join(folder, 'laporan-2020-01-02.csv'));
  writeFileSync(join(folder, 'gaji.xlsx'), 'x');
  const auditor = await server.signedIn('auditor');
  expect((await listOf(auditor)).files).toHaveLength(2);
  const get = (name: string) => auditor.get(`/api/v1/reports/exports/${name}`);
  for (const name of ['laporan-2020-01-01.csv', 'laporan-2020-01-02.csv', 'laporan-2026-10.csv']) {
    expect((await get(name)).json, name).toMatchObject({ status: 404, code: 'unknown-report' });
  }
  for (const name of ['gaji.xlsx', '..%2Fbuilding.sqlite', 'laporan-2026-11-23.csv%00', '%2e%2e']) {
    expect((await get(name)).status, name).toBeGreaterThanOrEqual(400);
  }
  const officer = await server.signedIn('petugas-1');
  expect((await officer.get('/api/v1/reports/exports')).status).toBe(403);
  for (const name of ['laporan-2020-01-01.csv', 'laporan-2020-01-02.csv', 'gaji.xlsx']) {
    rmSync(join(folder, name), { recursive: true });
  }
});

test('REPORT-7: after days without the computer what is missing is made up for, and the month', async () => {
  await serveOne();
  await server.close();
  writeFileSync(join(folder, `${dayName}.xlsx`), 'as it was');
  // Wednesday 2 December.
  clock.advance(8 * 24 * 3_600);
  server = await open();
  const list = await listed(({ files }) => files.length === 6, 'what was missing');
  expect(list.files.map(({ name }) => name).toSorted()).toEqual([
    `${dayName}.csv`,
    `${dayName}.xlsx`,
    'laporan-2026-11-24.csv',
    'laporan-2026-11-24.xlsx',
    'laporan-2026-11.csv',
    'laporan-2026-11.xlsx',
  ]);
  const supervisor = await server.signedIn('supervisor');
  const kept = await supervisor.get(`/api/v1/reports/exports/${dayName}.xlsx`);
  expect(kept.text).toBe('as it was');
  const month = await supervisor.get('/api/v1/reports/exports/laporan-2026-11.xlsx');
  const sheets = await readXlsxFile(month.bytes);
  expect(new Map(sheets[0]!.data.map(([name, value]) => [name, value])).get('Dilayani')).toBe(2);
});

test('REPORT-9: another folder is never made, so that a disk that is missing is noticed', async () => {
  const reportsDir = join(dataDir, 'usb');
  const other = await openTestApp({ hasReportExports: true, reportsDir });
  try {
    const list = await listed(({ last }) => last !== null, 'the missing folder', other);
    expect([list.isElsewhere, list.last?.fault]).toEqual([true, 'not-writable']);
    expect(existsSync(reportsDir)).toBe(false);
  } finally {
    await other.close();
  }
});
