import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { dateRead } from '../../admin-ui/date-read.ts';
import { HoursPage } from '../../admin-ui/hours-page.ts';
import { openDays } from '../../admin-ui/opening-days.ts';
import {
  copied,
  periodsOf,
  spanFaults,
  spanTrouble,
  weekOf,
  withOneMore,
  withoutSpan,
  withSpan,
} from '../../admin-ui/week-grid.ts';
import { hoursWords } from '../../admin-ui/week-words.ts';
import type { Holiday, Hours, Season, Setup } from '../../contract/setup.ts';
import { setupSchema } from '../../contract/setup.ts';
import { midnightOf, minuteOf } from '../../server/domain/local-time.ts';
import {
  holidayOn,
  hoursOn,
  lastTicketOn,
  neverCloses,
  openingsOfDay,
} from '../../server/domain/opening-hours.ts';
import { indexSetup } from '../../server/domain/setup-index.ts';
import { faultsOf } from '../../server/domain/setup-rules.ts';
import { language } from '../../ui-kit/language.ts';
import { dayOff, setupWith } from '../domain/memory-building.ts';
import { houseEdges, settled, today } from './house-desk.ts';

beforeEach(() => {
  vi.useFakeTimers();
  language.value = 'id';
});
afterEach(() => vi.useRealTimers());

async function openPage(change: (setup: Setup) => void = () => undefined) {
  const { edges, asked, setup } = houseEdges(change);
  const page = new HoursPage(edges);
  page.start();
  await settled();
  return { page, asked, setup, edits: () => page.desk.edits.value };
}

const span = (opens: string, closes: string) => ({ opens, closes });
const office: Hours = {
  periods: [
    { days: [1, 2, 3, 4], opens: '08:00', closes: '16:00' },
    { days: [5], opens: '08:00', closes: '11:30' },
    { days: [5], opens: '13:00', closes: '16:00' },
  ],
  lastTicketMinutes: 30,
};

describe('a week', () => {
  test('OFFICE-20: is read day by day and kept as periods, alike days together', () => {
    const week = weekOf(office);
    expect(week[5]).toEqual([span('08:00', '11:30'), span('13:00', '16:00')]);
    expect(week[6]).toEqual([]);
    expect(periodsOf(week)).toEqual([
      { days: [1, 2, 3, 4], opens: '08:00', closes: '16:00' },
      { days: [5], opens: '08:00', closes: '11:30' },
      { days: [5], opens: '13:00', closes: '16:00' },
    ]);
  });

  test('OFFICE-20: whatever week is read gives the same week again, within the limit', () => {
    const spans = fc.array(fc.tuple(fc.nat(23), fc.nat(23)), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(spans, { minLength: 7, maxLength: 7 }), days => {
        const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
        const week = days.map(day => day.map(([from, to]) => span(clock(from), clock(to))));
        const periods = periodsOf(week);
        expect(periods.length).toBeLessThanOrEqual(28);
        const sorted = (rows: readonly { opens: string; closes: string }[]) =>
          rows.map(({ opens, closes }) => `${opens} ${closes}`).sort();
        const again = weekOf({ periods, lastTicketMinutes: 0 });
        expect(again.map(sorted)).toEqual(week.map(sorted));
      }),
    );
  });

  test('OFFICE-20: a day gets one more opening, loses one, and is copied to the others', () => {
    const week = weekOf(office);
    expect(withOneMore(week, 6)[6]).toEqual([span('08:00', '16:00')]);
    expect(withOneMore(week, 1)[1]).toEqual([span('08:00', '16:00'), span('17:00', '20:00')]);
    expect(withOneMore(withSpan(week, 1, 0, { closes: '24:00' }), 1)[1]!.at(-1)).toEqual(
      span('24:00', '24:00'),
    );
    expect(withoutSpan(week, 5, 0)[5]).toEqual([span('13:00', '16:00')]);
    const alike = copied(week, 5, [1, 2, 3, 4, 5]);
    expect(alike.slice(1, 6)).toEqual(Array(5).fill(week[5]));
    expect([alike[0], alike[6]]).toEqual([[], []]);
  });

  test('OFFICE-21: openings that cross or end first are said at their day, as the server says', () => {
    const week = withSpan(weekOf(office), 5, 1, { opens: '11:00' });
    const reversed = withSpan(week, 2, 0, { closes: '07:00' });
    expect(spanTrouble(reversed[5]!, 0)).toBe('overlap');
    expect(spanTrouble(reversed[2]!, 0)).toBe('reversed');
    expect(spanTrouble(reversed[1]!, 0)).toBe(null);
    const hours = { ...office, periods: periodsOf(reversed) };
    const faults = faultsOf(setupWith(setup => (setup.building.hours = hours)));
    expect(new Set(faults.map(({ code }) => code))).toEqual(
      new Set(['hours-reversed', 'hours-overlap']),
    );
    const cells = [...spanFaults(hours, 'building/hours', faults)];
    expect(new Map(cells.map(([cell, { code }]) => [cell, code]))).toEqual(
      new Map([
        ['2/0', 'hours-reversed'],
        ['5/1', 'hours-overlap'],
      ]),
    );
  });

  test('OFFICE-20: hours are told in few words, in both languages', () => {
    expect(hoursWords(office)).toBe('Sen–Kam 08.00–16.00; Jum 08.00–11.30, 13.00–16.00');
    language.value = 'en';
    expect(hoursWords(office)).toBe('Mon–Thu 08:00–16:00; Fri 08:00–11:30, 13:00–16:00');
    const whole = { days: [0, 1, 2, 3, 4, 5, 6], opens: '00:00', closes: '24:00' };
    expect(hoursWords({ ...office, periods: [whole] })).toBe('Every day, 24 hours');
  });
});

/** Four agencies, two seasons, and every third day a holiday; hours from few that are unlike. */
function yearOf(pick: (count: number) => number): Setup {
  const weeks: Hours[] = [
    office,
    {
      periods: [{ days: [0, 1, 2, 3, 4, 5, 6], opens: '00:00', closes: '24:00' }],
      lastTicketMinutes: 0,
    },
    { periods: [{ days: [6, 0], opens: '09:00', closes: '09:30' }], lastTicketMinutes: 60 },
  ];
  const hours = (): Hours => weeks[pick(weeks.length)]!;
  return setupWith(setup => {
    setup.building.timeZone = (['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const)[
      pick(3)
    ]!;
    setup.building.hours = hours();
    for (const id of ['x', 'y', 'z']) {
      const own = pick(2) === 0 ? null : hours();
      setup.agencies.push({ ...setup.agencies[0]!, id, code: id, hours: own });
    }
    setup.building.seasons = ['2026-02-18', '2026-07-30'].map((from, at): Season => ({
      id: `s${at}`,
      name: { id: 'Musim', en: 'Season' },
      from,
      until: `${from.slice(0, 5)}${at === 0 ? '03-19' : '12-31'}`,
      hours: hours(),
      agencies: [
        { agencyId: 'x', hours: hours() },
        { agencyId: 'y', hours: null },
      ],
    }));
    setup.building.holidays = Array.from({ length: 120 }, (_, at): Holiday => {
      const date = new Date(Date.UTC(2026, 0, 1 + at * 3)).toISOString().slice(0, 10);
      return { ...dayOff(date), exceptAgencyIds: ['x', 'z'].filter(() => pick(2) === 0) };
    });
  });
}

test('OFFICE-22: what is shown of the days to come is what the server decides, a year long', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(5)), choices => {
      const setup = yearOf(count => choices.next().value % count);
      const index = indexSetup(setup);
      const { timeZone } = setup.building;
      for (const agency of [null, ...setup.agencies]) {
        const whose = agency?.id ?? null;
        const days = openDays(setup.building, agency, '2026-01-01', 366);
        const told = days.map(({ date, spans, lastTicket, holiday, neverCloses: never }) => ({
          date,
          spans: spans.map(({ opens, closes }) => [minuteOf(opens), minuteOf(closes)]),
          lastTicket: lastTicket === null ? null : minuteOf(lastTicket),
          holiday: holiday?.date ?? null,
          never,
        }));
        const decided = days.map(({ date }) => {
          const at = midnightOf(date, timeZone);
          const spans = openingsOfDay(index, whose, at);
          const last = spans.length === 0 ? null : lastTicketOn(index, whose, at);
          return {
            date,
            spans: spans.map(({ opens, closes }) => [opens, closes]),
            lastTicket: last,
            holiday: holidayOn(index, whose, at)?.date ?? null,
            never: neverCloses(hoursOn(index, whose, date)),
          };
        });
        expect(told).toEqual(decided);
      }
    }),
    { numRuns: 12 },
  );
});

describe('the page', () => {
  test('OFFICE-23: an agency is open as the building, or begins its own from there', async () => {
    const { page, edits, setup } = await openPage();
    page.giveOwnHours('agency-a', true);
    const [edit] = edits();
    expect(edit).toMatchObject({
      path: 'agencies/agency-a',
      after: { hours: setup.building.hours },
    });
    page.giveOwnHours('agency-a', false);
    expect(edits()).toEqual([]);
    page.giveOwnHours('agency-f', false);
    page.giveOwnHours('agency-f', true);
    expect(edits()).toEqual([]);
    page.close();
  });

  test('OFFICE-22: the days follow what is not saved yet, and who is looked at', async () => {
    const { page } = await openPage(setup => (setup.building.hours = office));
    expect(page.days.value[0]).toMatchObject({ date: today, lastTicket: '15:30' });
    page.desk.change('building/hours', { ...office, lastTicketMinutes: 60 });
    expect(page.days.value[0]!.lastTicket).toBe('15:00');
    page.agencyId.value = 'agency-f';
    expect(page.days.value[0]!.spans).toEqual([span('08:00', '12:00')]);
    page.close();
  });

  test('OFFICE-24: a season comes after the last one, with hours that some agencies do not keep', async () => {
    const { page, edits } = await openPage(setup => (setup.building.hours = office));
    page.addSeason({ id: 'Ramadan', en: 'Ramadan' });
    const first = page.season.value!;
    expect(first).toMatchObject({ from: '2026-11-24', until: '2026-12-23', hours: office });
    page.letDiffer('agency-b', null);
    page.letDiffer('agency-a', office);
    page.letDiffer('agency-a', { ...office, lastTicketMinutes: 0 });
    expect(page.season.value!.agencies).toEqual([
      { agencyId: 'agency-b', hours: null },
      { agencyId: 'agency-a', hours: { ...office, lastTicketMinutes: 0 } },
    ]);
    page.letDiffer('agency-b', undefined);
    expect(page.season.value!.agencies.map(({ agencyId }) => agencyId)).toEqual(['agency-a']);
    page.addSeason({ id: 'Lain', en: 'Other' });
    expect(page.season.value!.from).toBe('2026-12-24');
    page.tab.value = 'seasons';
    expect(page.daysFrom.value).toBe('2026-12-22');
    const made = setupWith(setup => {
      setup.building.seasons = page.seasons.value.map(row => ({ ...row, agencies: [] }));
    });
    expect(setupSchema.parse(made)).toEqual(made);
    page.removeSeason(first.id);
    expect(edits()).toHaveLength(1);
    page.close();
  });

  test('OFFICE-24: a building that never closes begins a season with hours of an office', async () => {
    const { page } = await openPage();
    page.addSeason({ id: 'Ramadan', en: 'Ramadan' });
    expect(page.season.value!.hours.periods).toEqual([
      { days: [1, 2, 3, 4, 5], opens: '08:00', closes: '15:00' },
    ]);
    page.close();
  });

  test('OFFICE-25: a holiday is added on the next free day, moved, and never onto another', async () => {
    const { page, edits } = await openPage(setup => {
      setup.building.holidays = [dayOff(today), dayOff('2026-12-25')];
    });
    page.addHoliday({ id: 'Libur', en: 'Holiday' });
    expect(page.holiday.value?.date).toBe('2026-11-24');
    expect(page.moveHoliday('2026-11-24', '2026-12-25')).toBe(false);
    expect(page.moveHoliday('2026-11-24', '2026-12-31')).toBe(true);
    expect(edits().map(({ path, before }) => [path, before])).toEqual([
      ['holidays/2026-12-31', null],
    ]);
    page.removeHoliday('2026-12-31');
    expect(edits()).toEqual([]);
    expect(page.moveHoliday('2026-12-25', '2026-12-26')).toBe(true);
    expect(edits().map(({ path, after }) => [path, after === null])).toEqual([
      ['holidays/2026-12-25', true],
      ['holidays/2026-12-26', false],
    ]);
    page.close();
  });

  test('OFFICE-26: nothing of a list is changed before it is taken; what is known stays', async () => {
    const { page, edits } = await openPage(setup => {
      const [first] = setup.building.holidays;
      setup.building.holidays = [{ ...first!, exceptAgencyIds: ['agency-h'] }];
    });
    page.takeList(2026);
    expect(page.imported.value!.rows).toHaveLength(25);
    expect(edits()).toEqual([]);
    page.takeImport();
    expect(edits()).toHaveLength(24);
    expect(page.holidays.value[0]!.exceptAgencyIds).toEqual(['agency-h']);
    expect(page.imported.value).toBe(null);
    await page.takeFile(new Blob([new Uint8Array(1_048_577)]));
    expect([page.isFileTooLarge.value, page.imported.value]).toEqual([true, null]);
    page.close();
  });
});

test.each([
  ['2026-11-23', '2026-11-23'],
  ['20261123', '2026-11-23'],
  ['23-11-2026', '2026-11-23'],
  ['3/1/2027', '2027-01-03'],
  ['23.11.2026', '2026-11-23'],
  ['Senin, 23 November 2026', '2026-11-23'],
  ['1 Agustus 2027', '2027-08-01'],
  ['17 Aug 2027', '2027-08-17'],
  ['31-02-2027', null],
  ['0-1-2027', null],
  ['23 Novembre 2026', null],
  ['besok', null],
  ['', null],
])('OFFICE-25: a day is read as people write it: %s', (text, date) => {
  expect(dateRead(text)).toBe(date);
});
