import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  addCounters,
  dropLine,
  moveToAgency,
  nextNumber,
  renumber,
  setMinutes,
  setShare,
  setWeight,
  shareOf,
} from '../../admin-ui/counter-rows.ts';
import { LinesPage } from '../../admin-ui/lines-page.ts';
import { numberRange } from '../../admin-ui/number-range.ts';
import {
  addQueue,
  removeQueue,
  seriesIn,
  takenSeries,
  whatKeeps,
} from '../../admin-ui/queue-rows.ts';
import type { SetupDay } from '../../contract/setup-day.ts';
import { setupWith } from '../domain/memory-building.ts';

const setup = setupWith(made => {
  const [agency] = made.agencies;
  made.agencies.push({ ...agency!, id: 'other', code: 'B', name: { id: 'Lain', en: 'Other' } });
  made.zones.push({ ...made.zones[0]!, id: 'upstairs' });
  made.agencies[1]!.zoneId = 'upstairs';
  made.queues.push({ ...made.queues[0]!, id: 'qc', series: 'C', agencyId: 'other' });
});
const day: SetupDay = {
  queues: [{ id: 'qa', waiting: 4, numbers: 12 }],
  counters: [{ id: 'c1', state: 'open', officer: 'Sari', label: 'A012' }],
};

let keys = 0;
let user: object;
const answers: Readonly<Record<string, unknown>> = {
  '/admin/setup': { setupSeq: 1, today: '2026-03-04', setup, faults: [] },
  '/admin/setup/day': day,
  '/building': {},
};
const send = ((_method: string, path: string) => {
  const body = path === '/session' ? { user } : answers[path];
  return Promise.resolve(body ? { ok: true, status: 200, body } : { ok: false, problem: {} });
}) as never;

let page: LinesPage;
async function opened(
  part: 'queues' | 'counters',
  role: 'administrator' | 'agency-administrator' | 'auditor' = 'administrator',
): Promise<LinesPage> {
  user = { id: 's', name: 'Ratna', role, agencyIds: ['other'] };
  const newKey = () => `key${String((keys += 1)).padStart(9, '0')}`;
  page = new LinesPage({ send, newKey, later: () => () => {}, now: () => 0 }, part);
  page.start();
  await vi.waitFor(() => expect([page.shownId.value, page.day.value]).not.toContain(null));
  return page;
}
beforeEach(() => void (keys = 0));
afterEach(() => page.close());

const edits = () => page.desk.edits.value;
const counter = (id: string) => page.desk.row('counters', id)!;

describe('lines and their series', () => {
  test('OFFICE-42: a new queue has a series that nobody has, and stays with the agency that is shown', async () => {
    const { desk } = await opened('queues');
    page.choose('qc');
    addQueue(page);
    const row = desk.row('queues', page.shownId.value!)!;
    expect([row.series, row.agencyId, row.name.id]).toEqual(['BA', 'other', '']);
    expect(takenSeries(desk, row.id)).toEqual(['A', 'B', 'C']);
    addQueue(page);
    expect(desk.row('queues', page.shownId.value!)!.series).toBe('BB');
  });

  test('OFFICE-47: an agency’s administrator adds to their own agency, and who only reads adds nothing', async () => {
    const { desk } = await opened('queues', 'agency-administrator');
    page.choose('qa');
    expect([page.mayEdit('agency'), page.mayEdit('other')]).toEqual([false, true]);
    addQueue(page);
    expect(desk.row('queues', page.shownId.value!)?.agencyId).toBe('other');
    page.close();
    await opened('queues', 'auditor');
    expect(page.ownAgencies.value).toEqual([]);
    addQueue(page);
    expect(edits()).toEqual([]);
  });

  test.each([
    ['b', 'B'],
    ['io', ''],
    ['1a-k', 'AK'],
    ['abc', 'AB'],
  ])('OFFICE-42: "%s" typed as a series is "%s"', (typed, series) => {
    expect(seriesIn(typed)).toBe(series);
  });

  test('OFFICE-42: what a series was given today is known beside it', async () => {
    await opened('queues');
    expect(page.queueDay('qa')).toEqual({ id: 'qa', waiting: 4, numbers: 12 });
    expect(page.queueDay('qb')).toBeUndefined();
  });

  test('OFFICE-43: a queue goes once no service waits in it, and counters that have others let go of it', async () => {
    const { desk } = await opened('queues');
    expect(whatKeeps(desk, 'qa').services.map(({ id }) => id)).toEqual(['a1', 'a2']);
    expect(whatKeeps(desk, 'qa').counters.map(({ id }) => id)).toEqual(['c1']);
    for (const { id } of whatKeeps(desk, 'qa').services) desk.change(`services/${id}`, null);
    desk.change('counters/c1', null);
    expect(whatKeeps(desk, 'qa')).toEqual({ services: [], counters: [] });
    removeQueue(desk, 'qa');
    expect(counter('c2').queueIds).toEqual(['qb']);
    expect(desk.row('queues', 'qa')).toBeNull();
    expect(edits().map(({ path }) => path)).toContain('queues/qa');
    // Taken back whole.
    desk.reset();
    expect(counter('c2').queueIds).toEqual(['qa', 'qb']);
  });
});

describe('counters', () => {
  test('OFFICE-44: several are added at once, with free numbers, for all lines of their agency', async () => {
    const { desk } = await opened('counters');
    expect(nextNumber(desk)).toBe(4);
    const more = { count: 3, from: 2, agencyId: 'agency', zoneId: 'zone' };
    expect(addCounters(page, more)).toBe(3);
    const made = desk.rows('counters').slice(3);
    expect(made.map(({ number }) => number)).toEqual([4, 5, 6]);
    expect(made[0]).toMatchObject({ code: '4', queueIds: ['qa', 'qb'], zoneId: 'zone' });
    expect(page.shownId.value).toBe(made[0]!.id);
    expect(addCounters(page, { ...more, count: 500, from: 190 })).toBe(10);
    expect(addCounters(page, { ...more, count: 500 })).toBe(20);
  });

  test('OFFICE-44: a new number takes along the name that says it, and no name of its own', async () => {
    const { desk } = await opened('counters');
    desk.merge('counters', 'c1', { name: { id: 'Loket 1', en: 'Front' } });
    renumber(desk, counter('c1'), 12);
    expect(counter('c1')).toMatchObject({
      number: 12,
      code: '12',
      name: { id: 'Loket 12', en: 'Front' },
    });
  });

  test('OFFICE-44: with another agency come its zone and its lines', async () => {
    const { desk } = await opened('counters');
    setShare(desk, counter('c1'), 'qa', 'idle');
    moveToAgency(desk, counter('c1'), 'other');
    expect(counter('c1')).toMatchObject({
      agencyId: 'other',
      zoneId: 'upstairs',
      queueIds: ['qc'],
      preferences: [],
    });
  });

  test('OFFICE-45: the part in a queue is its own, help when idle, or help beyond so many minutes', async () => {
    const { desk } = await opened('counters');
    setShare(desk, counter('c2'), 'qb', 'idle');
    expect(counter('c2').preferences).toEqual([
      { queueId: 'qb', weight: 1, when: { kind: 'idle' } },
    ]);
    setShare(desk, counter('c2'), 'qb', 'long');
    setMinutes(desk, counter('c2'), 'qb', 35);
    setWeight(desk, counter('c2'), 'qb', 2);
    expect(shareOf(counter('c2'), 'qb')).toEqual({
      queueId: 'qb',
      weight: 2,
      when: { kind: 'long', minutes: 35 },
    });
    setWeight(desk, counter('c2'), 'qb', 1);
    setShare(desk, counter('c2'), 'qb', 'always');
    // As it was: nothing is left to save.
    expect(edits()).toEqual([]);
    setShare(desk, counter('c2'), 'qa', 'idle');
    dropLine(desk, counter('c2'), 'qa');
    expect(counter('c2')).toMatchObject({ queueIds: ['qb'], preferences: [] });
  });
});

test.each([
  [[], ''],
  [[3], '3'],
  [[1, 2], '1, 2'],
  [[4, 1, 2, 3, 9, 7, 8], '1–4, 7–9'],
])('OFFICE-44: numbers %j are said as "%s"', (numbers, said) => {
  expect(numberRange(numbers)).toBe(said);
});
