import { describe, expect, test } from 'vitest';
import type { Setup } from '../../contract/setup.ts';
import { faultsOf } from '../../server/domain/setup-rules.ts';
import { demoSetup } from '../../server/demo/demo-setup.ts';
import { dayOff, setupWith } from './memory-building.ts';

/** What is said of a set-up that is wrong in one way. */
const told = (change: (setup: Setup) => unknown): string[] =>
  faultsOf(setupWith(setup => void change(setup))).map(({ code, path, facts }) =>
    [code, path, ...Object.values(facts ?? {})].join(' '),
  );

type Opening = readonly [days: number[], opens: string, closes: string];
const hours = (...periods: readonly Opening[]) => ({
  periods: periods.map(([days, opens, closes]) => ({ days, opens, closes })),
  lastTicketMinutes: 30,
});

const season = (id: string, from: string, until: string): Setup['building']['seasons'][number] => ({
  id,
  name: { id: `Musim ${id}`, en: id },
  from,
  until,
  hours: hours([[1, 2, 3, 4, 5], '08:00', '15:00']),
  agencies: [],
});

test('SETUP-3, SETUP-4, SETUP-6: the demo building and the smallest one are good', () => {
  expect(faultsOf(demoSetup())).toEqual([]);
  expect(faultsOf(setupWith(() => undefined))).toEqual([]);
});

describe('names', () => {
  test.each<[string, (setup: Setup) => unknown, string]>([
    [
      'a series of two lines',
      s => (s.queues[1]!.series = 'A'),
      'duplicate queues/qb/series queues/qa A',
    ],
    [
      'a number of two counters',
      s => (s.counters[2]!.number = 1),
      'duplicate counters/c3/number counters/c1 1',
    ],
    [
      'a code of two services',
      s => (s.services[1]!.code = 'a1'),
      'duplicate services/a2/code services/a1 a1',
    ],
    [
      'an id of two zones',
      s => s.zones.push({ ...s.zones[0]! }),
      'duplicate zones/zone/id zones/zone zone',
    ],
    [
      'two holidays of one day',
      s => s.building.holidays.push(dayOff('2026-03-19'), dayOff('2026-03-19')),
      'duplicate holidays/2026-03-19/date holidays/2026-03-19 2026-03-19',
    ],
  ])('SETUP-3: %s is told with where it stands already', (_, change, fault) => {
    expect(told(change)).toEqual([fault]);
  });
});

describe('references', () => {
  test.each<[string, (setup: Setup) => unknown, string[]]>([
    [
      'a zone that is gone',
      s => s.zones.splice(0),
      [
        'unknown-reference agencies/agency/zoneId zones/zone',
        'unknown-reference counters/c1/zoneId zones/zone',
        'unknown-reference counters/c2/zoneId zones/zone',
        'unknown-reference counters/c3/zoneId zones/zone',
      ],
    ],
    [
      'a line that is gone',
      s => s.queues.splice(1),
      [
        'unknown-reference services/b1/queueId queues/qb',
        'unknown-reference counters/c2/queueIds queues/qb',
        'unknown-reference counters/c3/queueIds queues/qb',
      ],
    ],
    [
      'a preference for a line that the counter has not',
      s => (s.counters[0]!.preferences = [{ queueId: 'qb', weight: 1, when: { kind: 'idle' } }]),
      ['unknown-reference counters/c1/preferences queues/qb'],
    ],
    [
      'a way on to nowhere',
      s => (s.services[0]!.thenServiceId = 'z9'),
      ['unknown-reference services/a1/thenServiceId services/z9'],
    ],
    [
      'an agency that is open on a holiday and is none',
      s => (s.building.holidays = [{ ...dayOff('2026-03-19'), exceptAgencyIds: ['nobody'] }]),
      ['unknown-reference holidays/2026-03-19/exceptAgencyIds agencies/nobody'],
    ],
  ])('SETUP-4: %s is told wherever it is named', (_, change, faults) => {
    expect(told(change)).toEqual(faults);
  });

  test('SETUP-5: a service waits in a line of its own agency', () => {
    const faults = told(s => {
      s.agencies.push({ ...s.agencies[0]!, id: 'other', code: 'B' });
      s.services[0]!.agencyId = 'other';
    });
    expect(faults).toEqual(['wrong-agency services/a1/queueId queues/qa']);
  });
});

describe('hours', () => {
  test('SETUP-6: a period ends after it begins, and shares no minute with another of its day', () => {
    const at = (...rows: readonly Opening[]) => told(s => (s.building.hours = hours(...rows)));
    expect(at([[1, 5], '08:00', '12:00'], [[5], '12:00', '16:00'])).toEqual([]);
    expect(at([[1], '12:00', '12:00'])).toEqual([
      'hours-reversed building/hours/periods/0 12:00 12:00',
    ]);
    expect(at([[1, 5], '08:00', '12:00'], [[5], '11:59', '16:00'])).toEqual([
      'hours-overlap building/hours/periods/1 11:59 16:00 08:00–12:00',
    ]);
    expect(at([[1], '08:00', '12:00'], [[2], '08:00', '12:00'])).toEqual([]);
  });

  test('SETUP-6: so it is with the hours of an agency and of a season', () => {
    expect(told(s => (s.agencies[0]!.hours = hours([[1], '16:00', '08:00'])))).toEqual([
      'hours-reversed agencies/agency/hours/periods/0 16:00 08:00',
    ]);
    const ramadan = season('ramadan', '2026-02-18', '2026-03-19');
    const own = { agencyId: 'agency', hours: hours([[1], '16:00', '08:00']) };
    expect(told(s => (s.building.seasons = [{ ...ramadan, agencies: [own] }]))).toEqual([
      'hours-reversed seasons/ramadan/agencies/agency/periods/0 16:00 08:00',
    ]);
  });

  test('SETUP-6: no day is of two seasons, and each ends after it begins', () => {
    const ramadan = season('ramadan', '2026-02-18', '2026-03-19');
    expect(
      told(s => (s.building.seasons = [ramadan, season('weeks', '2026-03-19', '2026-04-01')])),
    ).toEqual(['hours-overlap seasons/weeks/from 2026-03-19 2026-04-01 Musim ramadan']);
    expect(told(s => (s.building.seasons = [season('back', '2026-03-02', '2026-03-01')]))).toEqual([
      'hours-reversed seasons/back/until 2026-03-02 2026-03-01',
    ]);
  });
});

test('SETUP-7: whoever follows the ways on comes to an end', () => {
  const way = (...ids: readonly (readonly [string, string])[]) =>
    told(s => {
      for (const [from, to] of ids) {
        s.services.find(({ id }) => id === from)!.thenServiceId = to;
      }
    });
  expect(way(['a1', 'a2'], ['a2', 'b1'])).toEqual([]);
  expect(way(['a1', 'a1'])).toEqual(['circular services/a1/thenServiceId a1']);
  expect(way(['a1', 'a2'], ['a2', 'b1'], ['b1', 'a1'])).toHaveLength(3);
  expect(way(['a1', 'a2'], ['a2', 'b1'], ['b1', 'a2'])).toEqual([
    'circular services/a2/thenServiceId a2 → b1',
    'circular services/b1/thenServiceId b1 → a2',
  ]);
});
