import { describe, expect, test } from 'vitest';
import type { Setup, TimeZone } from '../../contract/setup.ts';
import { setupSchema } from '../../contract/setup.ts';
import { availabilityOf } from '../../server/domain/availability.ts';
import { dayOff, MemoryBuilding, setupWith, smallSetup } from './memory-building.ts';

const weekdays = [1, 2, 3, 4, 5];

/** 08–12 and 13–16 on weekdays, last ticket half an hour before; nothing at the weekend. */
const officeHours: Setup['building']['hours'] = {
  periods: [
    { days: weekdays, opens: '08:00', closes: '12:00' },
    { days: weekdays, opens: '13:00', closes: '16:00' },
  ],
  lastTicketMinutes: 30,
};

const offset: Readonly<Record<TimeZone, string>> = {
  'Asia/Jakarta': '+07:00',
  'Asia/Makassar': '+08:00',
  'Asia/Jayapura': '+09:00',
};

function at(local: string, setup: Setup): ReturnType<typeof availabilityOf> {
  const now = Date.parse(`${local}${offset[setup.building.timeZone]}`);
  const building = new MemoryBuilding(setup, now);
  return availabilityOf(building.state, 'qa', now);
}

const office = (change: (setup: Setup) => void = () => undefined): Setup =>
  setupWith(setup => {
    setup.building.hours = officeHours;
    change(setup);
  });

test('the set-up of these tests is a valid one', () => {
  expect(setupSchema.parse(smallSetup())).toEqual(smallSetup());
  expect(setupSchema.parse(office())).toEqual(office());
});

// 4 March 2026 is a Wednesday, 6 a Friday.
const table: readonly [string, string, string | null, string | null][] = [
  ['before the first opening', '2026-03-04T07:59:59', 'not-open-yet', '2026-03-04T08:00:00'],
  ['at the opening', '2026-03-04T08:00:00', null, null],
  ['in the morning', '2026-03-04T11:59:59', null, null],
  ['when the break begins', '2026-03-04T12:00:00', 'break', '2026-03-04T13:00:00'],
  ['at the end of the break', '2026-03-04T12:59:59', 'break', '2026-03-04T13:00:00'],
  ['after the break', '2026-03-04T13:00:00', null, null],
  ['just before the last ticket', '2026-03-04T15:29:59', null, null],
  ['at the last ticket', '2026-03-04T15:30:00', 'last-ticket-passed', '2026-03-05T08:00:00'],
  ['just before closing', '2026-03-04T15:59:59', 'last-ticket-passed', '2026-03-05T08:00:00'],
  ['at closing', '2026-03-04T16:00:00', 'outside-hours', '2026-03-05T08:00:00'],
  ['before midnight', '2026-03-04T23:59:59', 'outside-hours', '2026-03-05T08:00:00'],
  ['after midnight', '2026-03-05T00:00:00', 'not-open-yet', '2026-03-05T08:00:00'],
  ['on Friday evening', '2026-03-06T18:00:00', 'outside-hours', '2026-03-09T08:00:00'],
  ['on Saturday', '2026-03-07T10:00:00', 'closed-today', '2026-03-09T08:00:00'],
  ['on Sunday at midnight', '2026-03-08T00:00:00', 'closed-today', '2026-03-09T08:00:00'],
];

describe.each(Object.keys(offset) as TimeZone[])('in %s', timeZone => {
  test.each(table)('HOURS-1, HOURS-3: %s, %s', (_name, local, reason, opensAt) => {
    const setup = office(row => (row.building.timeZone = timeZone));
    expect(at(local, setup)).toEqual(
      reason === null
        ? { open: true }
        : { open: false, reason, opensAt: `${opensAt}.000${offset[timeZone]}` },
    );
  });
});

describe('holidays', () => {
  const holidays = (...dates: string[]) =>
    office(setup => {
      setup.building.holidays = dates.map(date => dayOff(date));
    });

  test('HOURS-2: a holiday is told before anything else, and opens on the next working day', () => {
    const setup = holidays('2026-03-04', '2026-03-05');
    for (const time of ['00:00', '07:00', '10:00', '12:30', '15:45', '20:00']) {
      expect(at(`2026-03-04T${time}:00`, setup)).toEqual({
        open: false,
        reason: 'holiday',
        opensAt: '2026-03-06T08:00:00.000+08:00',
      });
    }
  });

  test('HOURS-2: a holiday on a day without hours is a holiday', () => {
    expect(at('2026-03-07T10:00:00', holidays('2026-03-07'))).toMatchObject({ reason: 'holiday' });
  });

  test('HOURS-3: holidays ahead are skipped over a weekend', () => {
    const setup = holidays('2026-03-09', '2026-03-10');
    expect(at('2026-03-06T17:00:00', setup).opensAt).toBe('2026-03-11T08:00:00.000+08:00');
  });

  test('HOURS-3: no opening is promised where none is near', () => {
    const dates = Array.from({ length: 60 }, (_, day) =>
      new Date(Date.UTC(2026, 2, 4 + day)).toISOString().slice(0, 10),
    );
    expect(at('2026-03-04T10:00:00', holidays(...dates))).toEqual({
      open: false,
      reason: 'holiday',
    });
  });

  test('HOURS-6: hours that never close know no holiday and no last ticket', () => {
    const setup = setupWith(row => {
      row.building.holidays = [dayOff('2026-03-04')];
      row.building.hours = { ...row.building.hours, lastTicketMinutes: 60 };
    });
    for (const time of ['00:00:00', '12:00:00', '23:59:59']) {
      expect(at(`2026-03-04T${time}`, setup)).toEqual({ open: true });
    }
  });
});

describe('order of the reasons', () => {
  const noCounter = (setup: Setup): void => {
    setup.counters = setup.counters.filter(({ queueIds }) => !queueIds.includes('qa'));
  };
  const noQuota = (setup: Setup): void => {
    setup.queues[0]!.quotaPerDay = 0;
  };

  test('HOURS-2: hours before counters, counters before the quota', () => {
    const both = office(setup => {
      noCounter(setup);
      noQuota(setup);
    });
    expect(at('2026-03-04T07:00:00', both).reason).toBe('not-open-yet');
    expect(at('2026-03-04T12:30:00', both).reason).toBe('break');
    expect(at('2026-03-04T15:45:00', both).reason).toBe('last-ticket-passed');
    expect(at('2026-03-04T10:00:00', both)).toEqual({ open: false, reason: 'no-counter' });
    expect(at('2026-03-04T10:00:00', office(noQuota)).reason).toBe('quota-reached');
  });

  test('HOURS-2: in a break after the last ticket it is a break, and opens on another day', () => {
    // The afternoon is shorter than the margin of the last ticket: it never issues anything.
    const setup = office(row => {
      row.building.hours = {
        periods: [
          { days: weekdays, opens: '08:00', closes: '12:00' },
          { days: weekdays, opens: '12:30', closes: '13:00' },
        ],
        lastTicketMinutes: 60,
      };
    });
    expect(at('2026-03-04T12:10:00', setup)).toEqual({
      open: false,
      reason: 'break',
      opensAt: '2026-03-05T08:00:00.000+08:00',
    });
  });

  test('HOURS-3: after the last ticket no opening of the same day is promised', () => {
    const setup = office(row => {
      row.building.hours = {
        periods: [
          { days: weekdays, opens: '08:00', closes: '12:00' },
          { days: weekdays, opens: '12:30', closes: '13:00' },
        ],
        lastTicketMinutes: 90,
      };
    });
    expect(at('2026-03-04T11:45:00', setup)).toEqual({
      open: false,
      reason: 'last-ticket-passed',
      opensAt: '2026-03-05T08:00:00.000+08:00',
    });
  });

  test('HOURS-1: an agency with hours of its own does not follow the building', () => {
    const setup = office(row => {
      row.agencies[0]!.hours = {
        periods: [{ days: [3], opens: '08:00', closes: '10:00' }],
        lastTicketMinutes: 0,
      };
    });
    expect(at('2026-03-04T09:59:00', setup)).toEqual({ open: true });
    expect(at('2026-03-04T10:00:00', setup)).toEqual({
      open: false,
      reason: 'outside-hours',
      opensAt: '2026-03-11T08:00:00.000+08:00',
    });
  });
});

describe('quota', () => {
  const quota = (most: number) => setupWith(setup => (setup.queues[0]!.quotaPerDay = most));

  test('HOURS-4: tickets stop at the quota and come back the next day', () => {
    const building = new MemoryBuilding(quota(2));
    building.issue('a1');
    expect(availabilityOf(building.state, 'qa', building.now)).toEqual({ open: true });
    building.issue('a2');
    const closed = building.refusalOf(building.issueCommand(['a1']));
    expect(closed).toEqual({
      refused: 'service-closed',
      facts: {
        serviceId: 'a1',
        reason: 'quota-reached',
        opensAt: '2026-03-05T00:00:00.000+08:00',
      },
    });
    building.issue('b1');
    building.pass(14 * 3_600_000);
    building.issue('a1');
  });

  test('HOURS-4: two errands of one ticket count as two', () => {
    const building = new MemoryBuilding(quota(3));
    building.issue(['a1', 'a2']);
    expect(building.state.queues.get('qa')!.issued).toBe(2);
    expect(building.refusalOf(building.issueCommand(['a1', 'a2']))).toMatchObject({
      refused: 'service-closed',
      facts: { reason: 'quota-reached' },
    });
    building.issue('a1');
    expect(building.refusalOf(building.issueCommand(['a1']))?.refused).toBe('service-closed');
  });

  test('HOURS-4: a cancelled ticket does not give its place back', () => {
    const building = new MemoryBuilding(quota(1));
    building.on('cancel', building.issue('a1'));
    expect(availabilityOf(building.state, 'qa', building.now).reason).toBe('quota-reached');
  });

  test('HOURS-5, ISSUE-2: those with a number are served after closing, new ones are refused', () => {
    const building = new MemoryBuilding(office(), Date.parse('2026-03-04T15:20:00+08:00'));
    const visit = building.issue('a1');
    building.pass(3_600_000).open('c1');
    expect(building.refusalOf(building.issueCommand(['a1']))).toEqual({
      refused: 'service-closed',
      facts: {
        serviceId: 'a1',
        reason: 'outside-hours',
        opensAt: '2026-03-05T08:00:00.000+08:00',
      },
    });
    expect(building.serve('c1')).toBe(visit);
  });
});
