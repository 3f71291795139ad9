import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HolidayLists } from '../../contract/holiday-lists.ts';
import type { SetupEdit } from '../../contract/setup-edits.ts';
import type { Setup } from '../../contract/setup.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** Holidays that come with the program, and a season, over HTTP: Monday 23 November, 09.00. */

let server: TestApp;
let admin: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  admin = await server.signedIn('admin');
});
afterAll(() => server?.close());

const save = async (edits: readonly Partial<SetupEdit>[]) =>
  admin.post('/api/v1/admin/setup/edits', { edits });

test('OFFICE-27: the lists of the decree are there, and can be taken as they are', async () => {
  const { lists } = (await admin.get('/api/v1/admin/holiday-lists')).json as HolidayLists;
  const [list] = lists;
  expect([list!.year, list!.holidays.length]).toEqual([2026, 25]);
  expect(list!.source).toMatch(/^SKB/);
  const dates = list!.holidays.map(({ date }) => date);
  expect(dates).toEqual(dates.toSorted());
  const { setup } = (await admin.get('/api/v1/admin/setup')).json as { setup: Setup };
  const { holidays } = setup.building;
  const out = holidays.map(row => ({ path: `holidays/${row.date}`, before: row, after: null }));
  expect((await save(out)).status).toBe(200);
  const back = list!.holidays.map(row => ({
    path: `holidays/${row.date}`,
    before: null,
    after: row,
  }));
  expect((await save(back)).status).toBe(200);
});

test('HOURS-7, OFFICE-24: a season that begins today closes a line at once, and ends with its undoing', async () => {
  const season = {
    id: 'ramadan',
    name: { id: 'Ramadan', en: 'Ramadan' },
    from: '2026-11-23',
    until: '2026-12-22',
    hours: { periods: [{ days: [1, 2], opens: '10:00', closes: '12:00' }], lastTicketMinutes: 15 },
    agencies: [],
  };
  const path = 'seasons/ramadan';
  const saved = await save([{ path, before: null, after: season }]);
  expect(saved.status).toBe(200);
  const openOf = async (): Promise<unknown> => {
    const { agencies } = (await admin.get('/api/v1/catalogue')).json;
    return agencies[0].services[0].availability;
  };
  expect(await openOf()).toEqual({
    open: false,
    reason: 'not-open-yet',
    opensAt: '2026-11-23T10:00:00.000+08:00',
  });
  const { hours } = season;
  const wrong = [
    { path: 'seasons/other', after: { ...season, id: 'other', from: '2026-12-20' } },
    {
      path: 'seasons/late',
      after: { ...season, id: 'late', from: '2027-02-02', until: '2027-02-01' },
    },
    {
      path: 'building/hours',
      after: {
        ...hours,
        periods: [...hours.periods, { days: [2], opens: '11:00', closes: '13:00' }],
      },
    },
  ];
  const asked = wrong.map(edit => ({ before: null, ...edit }));
  const check = (await admin.post('/api/v1/admin/setup/check', { edits: asked })).json;
  expect(
    check.faults.map(({ path: at, code }: { path: string; code: string }) => [at, code]),
  ).toEqual(
    expect.arrayContaining([
      ['building/hours/periods/1', 'hours-overlap'],
      ['seasons/late/until', 'hours-reversed'],
    ]),
  );
  const undo = `/api/v1/admin/setup/changes/${saved.json.setupSeq}/undo`;
  expect((await admin.post(undo, {})).status).toBe(200);
  expect(await openOf()).toEqual({ open: true });
});
