import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AccuracyPage } from '../../admin-ui/accuracy-page.ts';
import { minuteRows, rushOf, sorted, tiles, withinMin } from '../../admin-ui/report-figures.ts';
import { groupName, titleOf } from '../../admin-ui/report-names.ts';
import { ReportPage } from '../../admin-ui/report-page.ts';
import { exportWords } from '../../admin-ui/screens/report-exports.tsx';
import { axisTop, minuteStep } from '../../admin-ui/plot.ts';
import { wholeBuilding } from '../../admin-ui/report-address.ts';
import type { Overview } from '../../contract/overview.ts';
import type { Role } from '../../contract/values.ts';
import { demoSetup as makeDemoSetup } from '../../server/demo/demo-setup.ts';
import type { send } from '../../ui-kit/api.ts';
import { language } from '../../ui-kit/language.ts';
import type { Link } from '../../ui-kit/stream.ts';
import { octoberAccuracy, octoberSurvey } from './fixtures/accuracy-report.ts';
import { building } from './fixtures/desk-views.ts';
import {
  emptyKpis,
  emptyReport,
  groupOf,
  octoberHours,
  octoberKpis,
  octoberReport,
  octoberVisits,
  septemberKpis,
} from './fixtures/kpis-report.ts';

const demoSetup = makeDemoSetup();

afterEach(() => (language.value = 'id'));

describe('the figures of a report', () => {
  test('REPORT-24: mean, median and P90 beside those of the other period', () => {
    const said = minuteRows(octoberReport).map(row => [
      row.mean,
      row.median,
      row.p90,
      row.before,
      row.moved && `${row.moved.way} ${row.moved.by}`,
      row.isBetter,
    ]);
    expect(said).toEqual([
      ['13,9', '10', '29', '26', 'up 3', false],
      ['0,9', '0,7', '1,9', '2,1', 'down 0,2', true],
      // A service that takes as long as before is neither better nor worse.
      ['11,8', '10', '20', '20', 'same 0', null],
    ]);
  });

  test('REPORT-24: a promise that was broken is marked, and nothing else', () => {
    const found = tiles(octoberReport, 'Sep');
    expect(found.map(({ id, value, small, isBroken }) => [id, value, small, isBroken])).toEqual([
      ['visits', '4.812', 'Sep 4.530', false],
      ['within', '68,2\u00a0%', 'Sep 73,1\u00a0%', true],
      ['coverage', '89,6\u00a0%', 'sasaran 87–93 %', false],
      ['noShow', '6,4\u00a0%', 'Sep 6,9\u00a0%', false],
      ['abandoned', '3,1\u00a0%', 'Sep 2,4\u00a0%', false],
      ['occupancy', '81\u00a0%', 'buka 94\u00a0% dari jadwal', false],
    ]);
    // 84.96 % is written as 85.0 %: what is shown decides.
    const nearly = { ...octoberKpis, serviceLevel: 0.8496 };
    expect(tiles({ ...octoberReport, totals: nearly }, null)[1]!.isBroken).toBe(false);
  });

  test('REPORT-24: of nothing there is no figure, and no list behind it', () => {
    for (const row of minuteRows(emptyReport)) {
      expect([row.mean, row.median, row.p90, row.before]).toEqual(['–', '–', '–', null]);
    }
    const values = tiles(emptyReport, null).map(({ value }) => value);
    expect(values).toEqual(['0', '–', '–', '–', '–', '–']);
    expect(JSON.stringify(tiles(emptyReport, null))).not.toMatch(/NaN|null %|undefined/);
  });

  test('REPORT-25: the three hours with the most tickets are named, with the counters open then', () => {
    expect(rushOf(octoberHours)).toEqual({
      from: 8,
      to: 11,
      share: (664 + 742 + 760) / 4812,
      counters: (5 + 5 + 6) / 3,
    });
    expect(rushOf(octoberHours.slice(0, 4))).toBeNull();
    expect(rushOf([])).toBeNull();
    expect(withinMin({ minutes: 15, percent: 85 })).toBe(0.6);
    expect(withinMin({ minutes: 15, percent: 10 })).toBe(0);
  });

  test('REPORT-25: an axis ends above its highest figure, in steps of minutes', () => {
    for (let most = 0; most < 700; most += 1) {
      const top = axisTop(most, minuteStep(most));
      expect(top).toBeGreaterThanOrEqual(most);
      expect(top % minuteStep(most)).toBe(0);
    }
    expect(axisTop(37, minuteStep(37))).toBe(45);
  });

  test('REPORT-26: rows are sorted by any column; those without a figure come last', () => {
    const groups = [
      groupOf('b', 'Loket 10', octoberKpis),
      groupOf('c', 'Loket 2', septemberKpis),
      groupOf('a', 'Loket 1', emptyKpis),
    ];
    const order = (column: Parameters<typeof sorted>[1]['column'], isDown: boolean) =>
      sorted(groups, { column, isDown }, ({ name }) => name as string).map(({ key }) => key);
    expect(order('p90', true)).toEqual(['b', 'c', 'a']);
    expect(order('p90', false)).toEqual(['c', 'b', 'a']);
    expect(order('name', false)).toEqual(['a', 'c', 'b']);
    expect(order('time', false)).toEqual(['b', 'c', 'a']);
    expect(order('issued', true)).toEqual(['c', 'b', 'a']);
  });

  test('REPORT-26: rows and headings have names, also what is no longer set up', () => {
    const dukcapil = demoSetup.agencies[0]!;
    const scope = { ...wholeBuilding, agencyId: dukcapil.id, class: 'booked' as const };
    expect(titleOf(scope, demoSetup, building)).toEqual({
      title: dukcapil.name.id,
      rest: ['Kategori Booking'],
    });
    expect(titleOf({ ...wholeBuilding, serviceId: 'gone' }, demoSetup, building).title).toBe(
      'gone (sudah dihapus)',
    );
    const name = (by: Parameters<typeof groupName>[1], key: string, from: string | null = null) =>
      groupName({ ...groupOf(key, null, emptyKpis), from }, by, demoSetup);
    expect(name('hour', '08')).toBe('08.00');
    expect(name('class', 'vulnerable')).toBe('Prioritas');
    expect(name('day', '2026-10-05', '2026-10-05')).toBe('Senin, 5 Oktober 2026');
    expect(name('week', '2026-W41', '2026-10-05')).toBe('5–11 Oktober 2026');
    expect(name('month', '2026-10', '2026-10-01')).toBe('Oktober 2026');
    expect(name('officer', '')).toBe('tanpa petugas');
    expect(exportWords('laporan-2026-11-23.xlsx')).toBe('Harian, Senin, 23 November 2026');
    expect(exportWords('laporan-2026-10.csv')).toBe('Bulanan, Oktober 2026');
  });
});

interface Asked {
  readonly path: string;
  readonly query: Record<string, string>;
}

/** A page of reports whose server answers when it is told to. */
class Bench {
  readonly asked: Asked[] = [];
  readonly addresses: string[] = [];
  role: Role = 'supervisor';
  search = '';
  /** What the next asking for figures is answered with. */
  answer: () => unknown = () => ({ ok: true, status: 200, body: octoberReport });
  goBack = (): void => {};

  readonly edges = {
    send: (async (_method: string, path: string) => {
      const [where = '', query = ''] = path.split('?');
      this.asked.push({ path: where, query: Object.fromEntries(new URLSearchParams(query)) });
      return this.#answerTo(where);
    }) as typeof send,
    openOverview: () => ({
      view: signal<Overview | null>(null),
      link: signal<Link>('live'),
      clock: {
        now: () => Date.parse('2026-11-22T10:00:00+08:00'),
        second: signal(Date.parse('2026-11-22T10:00:00+08:00')),
      } as never,
      close: () => {},
    }),
    address: {
      search: () => this.search,
      push: (search: string) => {
        this.addresses.push(search);
        this.search = search;
      },
      onBack: (work: () => void) => {
        this.goBack = work;
        return () => {};
      },
    },
  };

  async rest(): Promise<void> {
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  }

  last(path: string): Record<string, string> {
    return this.asked.findLast(one => one.path === path)!.query;
  }

  #answerTo(path: string): unknown {
    const good = (body: unknown) => ({ ok: true, status: 200, body });
    if (path === '/session') {
      return good({ user: { id: 's', name: 'Raka', username: 'raka', role: this.role } });
    }
    if (path === '/building') return good(building);
    if (path === '/admin/setup')
      return good({ setup: demoSetup, setupSeq: 1, today: '', faults: [] });
    if (path === '/reports/exports') return good({ isOn: true, files: [], last: null });
    if (path === '/reports/survey') return good(octoberSurvey);
    if (path === '/reports/visits') return good(octoberVisits);
    if (path === '/reports/accuracy') return good(octoberAccuracy);
    return this.answer();
  }
}

describe('the page of a report', () => {
  let bench: Bench;
  let page: ReportPage;
  beforeEach(() => {
    bench = new Bench();
    page = new ReportPage(bench.edges);
  });
  afterEach(() => page.close());

  async function open(search: string): Promise<void> {
    bench.search = search;
    page.start();
    await bench.rest();
  }

  test('REPORT-27: asks for the days of its address, and on the wire ends before the day after', async () => {
    await open('?from=2026-10-01&to=2026-10-31&by=service&agencyId=dukcapil');
    expect(bench.last('/reports/kpis')).toEqual({
      from: '2026-10-01',
      to: '2026-11-01',
      compareFrom: '2026-09-01',
      compareTo: '2026-10-01',
      by: 'service',
      agencyId: 'dukcapil',
    });
    expect(page.report.value).toEqual(octoberReport);
    expect(page.survey.value).toEqual(octoberSurvey);
    expect(page.filePath('xlsx', 'id')).toBe(
      '/api/v1/reports/kpis.xlsx?from=2026-10-01&to=2026-11-01&agencyId=dukcapil' +
        '&compareFrom=2026-09-01&compareTo=2026-10-01&by=service&language=id',
    );
  });

  test('REPORT-27: another wish is another address; the way back asks for the one before', async () => {
    await open('?from=2026-10-01&to=2026-10-31&by=service');
    page.show({ days: { from: '2026-09-01', to: '2026-09-30' } });
    await bench.rest();
    expect(bench.addresses).toEqual(['?from=2026-09-01&to=2026-09-30&by=service']);
    expect(bench.last('/reports/kpis')['from']).toBe('2026-09-01');
    bench.search = '?from=2026-10-01&to=2026-10-31&by=service';
    bench.goBack();
    await bench.rest();
    expect(bench.last('/reports/kpis')['from']).toBe('2026-10-01');
    expect(bench.addresses).toHaveLength(1);
  });

  test('REPORT-27: an answer that comes late does not replace a newer one', async () => {
    await open('?from=2026-10-01&to=2026-10-31');
    const late: ((answer: unknown) => void)[] = [];
    bench.answer = () => new Promise(resolve => late.push(resolve));
    page.show({ by: 'hour' });
    await bench.rest();
    bench.answer = () => ({ ok: true, status: 200, body: emptyReport });
    page.show({ by: 'class' });
    await bench.rest();
    for (const answer of late) answer({ ok: true, status: 200, body: octoberReport });
    await bench.rest();
    expect(page.report.value).toEqual(emptyReport);
    expect(page.isBusy.value).toBe(false);
  });

  test('REPORT-28: days the wrong way round, or more than ten years, are told and not asked for', async () => {
    await open('?from=2026-10-31&to=2026-10-01');
    expect(page.trouble.value).toBe('reversed');
    page.show({ days: { from: '2010-01-01', to: '2026-01-01' } });
    expect(page.trouble.value).toBe('too-long');
    page.show({
      days: { from: '2026-10-01', to: '2026-10-31' },
      compared: 'chosen',
      chosen: { from: '2026-09-30', to: '2026-09-01' },
    });
    expect(page.trouble.value).toBe('reversed');
    await bench.rest();
    expect(bench.asked.some(({ path }) => path === '/reports/kpis')).toBe(false);
  });

  test.each([
    [{ code: 'unknown-agency', status: 422 }, 'unknown'],
    [{ code: 'unreachable', status: 0 }, 'failed'],
    [{ code: 'fault', status: 500 }, 'failed'],
    [{ code: 'invalid', status: 422 }, 'refused'],
  ])('REPORT-28: a report that does not come is told (%o)', async (problem, trouble) => {
    bench.answer = () => ({ ok: false, problem });
    await open('?from=2026-10-01&to=2026-10-31');
    expect(page.trouble.value).toBe(trouble);
    expect(page.isBusy.value).toBe(false);
    bench.answer = () => ({ ok: true, status: 200, body: octoberReport });
    page.again();
    await bench.rest();
    expect(page.trouble.value).toBeNull();
  });

  test('REPORT-29: every number opens its visits, a page at a time, and as a file', async () => {
    await open('?from=2026-10-01&to=2026-10-31&agencyId=dukcapil');
    page.openVisits({ words: 'Menunggu', hour: 9, measure: 'waited', order: 'wait' });
    await bench.rest();
    expect(bench.last('/reports/visits')).toEqual({
      from: '2026-10-01',
      to: '2026-11-01',
      agencyId: 'dukcapil',
      hour: '9',
      measure: 'waited',
      order: 'wait',
      offset: '0',
      limit: '50',
    });
    expect(page.visits.visits.value).toHaveLength(50);
    await page.visits.next();
    expect(bench.last('/reports/visits')['offset']).toBe('50');
    await page.visits.change({ measure: 'no-show' });
    expect(bench.last('/reports/visits')).toMatchObject({ offset: '0', measure: 'no-show' });
    expect(page.visits.csvPath).toMatch(/^\/api\/v1\/reports\/visits\.csv\?from=2026-10-01&/);
    page.show({ by: 'hour' });
    expect(page.visits.wish.value).toBeNull();
  });

  test('REPORT-25: what is too long for a curve of days is drawn by weeks, and years by months', async () => {
    await open('?from=2026-01-01&to=2026-12-31&by=agency');
    const asked = bench.asked.filter(({ path }) => path === '/reports/kpis');
    expect(new Set(asked.map(({ query }) => query['by']))).toEqual(new Set(['agency', 'week']));
    page.show({ days: { from: '2025-01-01', to: '2026-12-31' } });
    await bench.rest();
    expect(bench.last('/reports/kpis')['by']).toBe('month');
  });

  test('REPORT-26: figures of officers are for those who lead them', async () => {
    bench.role = 'auditor';
    await open('?from=2026-10-01&to=2026-10-31&by=officer');
    expect(page.breakdowns.value).not.toContain('officer');
    expect(bench.last('/reports/kpis')['by']).toBe('agency');
    page.close();
    bench.role = 'supervisor';
    page = new ReportPage(bench.edges);
    await open('?from=2026-10-01&to=2026-10-31&by=officer');
    expect(bench.last('/reports/kpis')['by']).toBe('officer');
  });

  test('REPORT-30: accuracy is asked for by the same days and scope, without a comparison', async () => {
    const accuracy = new AccuracyPage(bench.edges);
    bench.search = '?from=2026-10-01&to=2026-10-31&agencyId=dukcapil&by=hour';
    accuracy.start();
    await bench.rest();
    expect(bench.last('/reports/accuracy')).toEqual({
      from: '2026-10-01',
      to: '2026-11-01',
      agencyId: 'dukcapil',
    });
    expect(accuracy.report.value).toEqual(octoberAccuracy);
    accuracy.close();
  });
});
