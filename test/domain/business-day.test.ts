import { describe, expect, test } from 'vitest';
import type { TimeZone } from '../../contract/setup.ts';
import { rollDay } from '../../server/domain/business-day.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { businessDateOf, localTime, toInstant } from '../../server/domain/local-time.ts';
import {
  everywhere,
  hourMs,
  MemoryBuilding,
  minuteMs,
  setupWith,
  tenOClock,
} from './memory-building.ts';
import { foldOf, foldOfToday, plain } from './plain-state.ts';

const typesOf = (rows: readonly { type: string }[]): string[] => rows.map(({ type }) => type);

const midnights: readonly [TimeZone, string][] = [
  ['Asia/Jakarta', '2026-03-04T17:00:00Z'],
  ['Asia/Makassar', '2026-03-04T16:00:00Z'],
  ['Asia/Jayapura', '2026-03-04T15:00:00Z'],
];

test.each(midnights)('DAY-1: in %s the day changes at its own midnight', (timeZone, midnight) => {
  const at = Date.parse(midnight);
  expect(businessDateOf(at - 1, timeZone)).toBe('2026-03-04');
  expect(businessDateOf(at, timeZone)).toBe('2026-03-05');
  expect(localTime(at, timeZone)).toEqual({
    date: '2026-03-05',
    weekday: 4,
    minuteOfDay: 0,
    midnight: at,
  });
  expect(Date.parse(toInstant(at, timeZone))).toBe(at);
  const building = new MemoryBuilding(
    setupWith(setup => (setup.building.timeZone = timeZone)),
    at - 1,
  );
  expect(building.state.businessDate).toBe('2026-03-04');
  expect(rollDay(building.state, at - 1)).toEqual([]);
  expect(rollDay(building.state, at)).toEqual([
    {
      type: 'day-opened',
      at,
      data: {
        businessDate: '2026-03-05',
        visits: [],
        counters: [],
        bookings: [],
        waitingList: [],
        missed: [],
      },
    },
  ]);
});

test('DAY-1: the end of a month, of a year and of February are ordinary midnights', () => {
  for (const [before, after] of [
    ['2026-03-31', '2026-04-01'],
    ['2026-12-31', '2027-01-01'],
    ['2028-02-29', '2028-03-01'],
  ]) {
    const at = Date.parse(`${after}T00:00:00+08:00`);
    expect(businessDateOf(at - 1, 'Asia/Makassar')).toBe(before);
    expect(businessDateOf(at, 'Asia/Makassar')).toBe(after);
  }
});

const look = { type: 'roll-day', actor: { role: 'system' } } as const;
const tenAtNight = tenOClock + 12 * hourMs;
const at = (clock: string, day = '04'): number => Date.parse(`2026-03-${day}T${clock}:00+08:00`);

/** Counter 1 serves somebody, counter 2 has called somebody, counter 3 is paused; two wait. */
function busy(building: MemoryBuilding) {
  building.open('c1', 'c2', 'c3');
  const served = building.issue('a1');
  const called = building.issue('a1');
  const parked = building.issue('b1');
  const waiting = building.issue(['b1', 'a1']);
  building.pass(minuteMs).callNext('c1');
  building.on('start', served);
  const choose = (counterId: string, visitId: string) =>
    building.must({ type: 'call-ticket', actor: everywhere, counterId, visitId });
  choose('c2', called);
  choose('c3', parked);
  building.must({ type: 'park', actor: everywhere, visitId: parked, reason: 'copies' });
  building.must({ type: 'pause-counter', actor: everywhere, counterId: 'c3', reason: 'meal' });
  return { building, served, called, parked, waiting };
}

/** From eight to four; numbers hold until six. */
const officeHours = { periods: [{ days: [1, 2, 3, 4, 5], opens: '08:00', closes: '16:00' }] };
const office = setupWith(setup => {
  setup.agencies[0]!.hours = { ...officeHours, lastTicketMinutes: 30 };
});

const statesOf = (building: MemoryBuilding) =>
  Object.fromEntries([...building.state.legs.values()].map(leg => [leg.id, leg.state]));
const countersOf = (building: MemoryBuilding) =>
  [...building.state.counters.values()].map(({ state }) => state);

describe('midnight', () => {
  test('DAY-2: what is not over goes into the new day, with its place and its counter', () => {
    const { building, served, called, parked, waiting } = busy(
      new MemoryBuilding(undefined, tenAtNight),
    );
    const before = statesOf(building);
    const journal = building.journal.length;
    building.now = at('00:00', '05');
    building.must(look);
    expect(typesOf(building.journal.slice(journal))).toEqual(['day-opened']);
    expect(building.state.businessDate).toBe('2026-03-05');
    expect(statesOf(building)).toEqual(before);
    expect(countersOf(building)).toEqual(['open', 'open', 'paused']);
    expect(building.finish(served)).toBeNull();
    expect(building.on('start', called)).toBeNull();
    expect(building.on('unpark', parked)).toBeNull();
    building.open('c3');
    expect(building.callNext('c3')).toBe(parked);
    expect(building.callNext('c1')).toBe(waiting);
    expect(brokenInvariants(building.state)).toEqual([]);
  });

  test('DAY-2, STORE-3: the new day alone tells everything that is known', () => {
    const { building } = busy(new MemoryBuilding(undefined, tenAtNight));
    building.now = at('00:00', '05');
    building.must(look);
    building.issue('a1');
    expect(plain(foldOfToday(building.journal))).toEqual(plain(building.state));
    expect(plain(foldOf(building.journal))).toEqual(plain(building.state));
  });

  test('DAY-2: who is over stays behind, and is unknown in the new day', () => {
    const building = new MemoryBuilding(undefined, tenAtNight).open('c1');
    const done = building.issue('a1');
    building.serve('c1');
    building.now = at('00:00', '05');
    expect(building.on('start', done)?.refused).toBe('unknown-ticket');
    expect(building.state.visits.size).toBe(0);
  });

  test('NUM-4, HOURS-4: every series starts at 1, and quotas are for those who come today', () => {
    const { building } = busy(new MemoryBuilding(undefined, tenAtNight));
    building.now = at('00:00', '05');
    expect(building.label(building.issue('a1'))).toBe('A001');
    expect(building.label(building.issue('b1'))).toBe('B001');
    expect(building.state.queues.get('qa')!.issued).toBe(1);
    expect(brokenInvariants(building.state)).toEqual([]);
  });

  test('DAY-2: happens once, however often it is asked for', () => {
    const { building } = busy(new MemoryBuilding(undefined, tenAtNight));
    building.now = at('00:00', '05');
    building.must(look);
    const journal = building.journal.length;
    expect(building.must(look)).toEqual([]);
    expect(building.must(look)).toEqual([]);
    expect(building.journal).toHaveLength(journal);
  });

  test('DAY-2: days that nobody worked are passed over in one step', () => {
    const { building } = busy(new MemoryBuilding());
    building.pass(10 * 24 * hourMs).must(look);
    expect(building.journal.at(-1)).toMatchObject({ data: { businessDate: '2026-03-14' } });
    expect(building.journal.filter(({ type }) => type === 'day-opened')).toHaveLength(2);
    expect(building.state.legs.size).toBe(0);
  });

  test('DAY-2: a leg that ended with the day stays in its visit, so that no id comes twice', () => {
    const setup = setupWith(row => {
      row.agencies.push({ ...row.agencies[0]!, id: 'other', hours: office.agencies[0]!.hours });
      row.queues[1]!.agencyId = 'other';
      // Numbers of the other agency hold until midnight.
      row.rules.lateMinutes = 480;
    });
    const building = new MemoryBuilding(setup, tenAtNight).open('c1');
    building.now = at('15:00');
    const both = building.issue(['a1', 'b1']);
    building.now = tenAtNight;
    building.callNext('c1');
    building.on('start', both);
    building.now = at('00:00', '05');
    building.must(look);
    expect(statesOf(building)).toEqual({ [`${both}-1`]: 'serving', [`${both}-2`]: 'expired' });
    building.must({ type: 'add-service', actor: everywhere, visitId: both, serviceId: 'a2' });
    expect(Object.keys(statesOf(building))).toEqual([`${both}-1`, `${both}-2`, `${both}-3`]);
    expect(plain(foldOfToday(building.journal))).toEqual(plain(building.state));
  });

  test('DAY-2: a counter where a forgotten service ended is free, though its visitor stays (seed 20007)', () => {
    const setup = setupWith(row => (row.rules.serviceMinutesMax = 60));
    const building = new MemoryBuilding(setup, tenAtNight).open('c1');
    const both = building.issue(['a1', 'b1']);
    building.callNext('c1');
    building.on('start', both);
    building.now = at('00:20', '05');
    building.must(look);
    expect(statesOf(building)).toEqual({ [`${both}-1`]: 'done', [`${both}-2`]: 'waiting' });
    expect(building.state.counters.get('c1')).toMatchObject({ state: 'open', leg: null });
    const next = building.issue('a1');
    expect(building.callNext('c1')).toBe(next);
    expect(brokenInvariants(building.state)).toEqual([]);
  });

  test('DAY-2: what the set-up has no place for any more ends with the day', () => {
    const { building } = busy(new MemoryBuilding(undefined, tenAtNight));
    const setup = setupWith(row => {
      row.queues.splice(1, 1);
      row.services = row.services.filter(({ queueId }) => queueId === 'qa');
      row.counters = [row.counters[0]!];
    });
    building.must({ type: 'configure', actor: { role: 'system' }, setup });
    building.now = at('00:00', '05');
    building.must(look);
    expect([...building.state.legs.values()].map(leg => [leg.queueId, leg.state])).toEqual([
      ['qa', 'serving'],
      ['qb', 'expired'],
      ['qa', 'waiting'],
    ]);
    expect(brokenInvariants(building.state)).toEqual([]);
  });
});

describe('after closing', () => {
  test('DAY-4: who waits, was called or set aside is kept until the tolerance has passed', () => {
    const { building } = busy(new MemoryBuilding(office));
    building.now = at('18:00') - 1;
    building.must(look);
    expect(Object.values(statesOf(building))).toEqual([
      'serving',
      'called',
      'parked',
      'waiting',
      'waiting',
    ]);
    const journal = building.journal.length;
    building.pass(1).must(look);
    expect(Object.values(statesOf(building))).toEqual([
      'serving',
      'expired',
      'expired',
      'expired',
      'expired',
    ]);
    const ends = building.journal.slice(journal).filter(({ type }) => type === 'leg-expired');
    expect(ends.map(({ data }) => data)).toEqual(ends.map(() => ({ reason: 'after-closing' })));
    expect(ends).toHaveLength(4);
  });

  test('DAY-4: who is being served is not sent away, and is finished as ever', () => {
    const { building, served } = busy(new MemoryBuilding(office));
    building.now = at('21:00');
    building.must(look);
    expect(building.finish(served)).toBeNull();
  });

  test('DAY-4: each agency has its own closing', () => {
    const setup = setupWith(row => {
      row.agencies.push({ ...row.agencies[0]!, id: 'other', hours: office.agencies[0]!.hours });
      row.queues[1]!.agencyId = 'other';
    });
    const building = new MemoryBuilding(setup);
    const both = building.issue(['a1', 'b1']);
    building.now = at('18:00');
    building.must(look);
    expect(statesOf(building)).toEqual({ [`${both}-1`]: 'waiting', [`${both}-2`]: 'expired' });
  });

  test('DAY-4: where hours end late, the numbers of yesterday hold into the night', () => {
    const setup = setupWith(row => {
      const periods = [{ days: [0, 1, 2, 3, 4, 5, 6], opens: '08:00', closes: '23:00' }];
      row.agencies[0]!.hours = { periods, lastTicketMinutes: 0 };
    });
    const building = new MemoryBuilding(setup, tenAtNight);
    const visit = building.issue('a1');
    building.now = at('01:00', '05') - 1;
    building.must(look);
    expect(statesOf(building)).toEqual({ [`${visit}-1`]: 'waiting' });
    building.pass(1).must(look);
    expect(statesOf(building)).toEqual({ [`${visit}-1`]: 'expired' });
  });

  test('DAY-4: a service that outlasts every service was forgotten: it ends without an outcome', () => {
    const { building, served } = busy(new MemoryBuilding());
    building.pass(12 * hourMs - 1).must(look);
    expect(statesOf(building)[`${served}-1`]).toBe('serving');
    building.pass(1).must(look);
    const leg = building.state.legs.get(`${served}-1`)!;
    expect(leg).toMatchObject({ state: 'done', outcome: null });
    expect(building.journal.findLast(({ type }) => type === 'leg-finished')!.data).toEqual({
      outcome: null,
      deliveredServiceIds: [],
      by: 'system',
    });
    // What the clock did is no press of the counter: nothing of it is taken back.
    const undo = { type: 'undo', actor: everywhere, counterId: 'c1' } as const;
    expect(building.refusalOf(undo)?.refused).toMatch(/^(undo-too-late|cannot-undo)$/);
  });

  test('DAY-4: who is put back in the line after the tolerance is kept until midnight', () => {
    const { building, served } = busy(new MemoryBuilding(office));
    building.now = at('18:30');
    building.must(look);
    building.must({ type: 'requeue', actor: everywhere, visitId: served });
    building.now = at('00:00', '05') - 1;
    building.must(look);
    expect(statesOf(building)[`${served}-1`]).toBe('waiting');
    building.pass(1).must(look);
    expect(building.state.legs.size).toBe(0);
  });

  test('CALL-16, DAY-4: who did not come is not called once numbers hold no more', () => {
    const setup = setupWith(row => {
      row.agencies[0]!.hours = office.agencies[0]!.hours;
      row.rules.returnMinutes = 600;
      row.rules.noShowCallsMin = 1;
      row.rules.noShowSecondsMin = 0;
    });
    const building = new MemoryBuilding(setup, at('15:00')).open('c1');
    const visitId = building.issue('a1');
    building.callNext('c1');
    building.on('no-show', visitId);
    building.now = at('18:00');
    building.open('c1');
    const chosen = { type: 'call-ticket', actor: everywhere, counterId: 'c1', visitId } as const;
    expect(building.refusalOf(chosen)?.refused).toBe('too-late');
    expect(building.refusalOf({ type: 'requeue', actor: everywhere, visitId })?.refused).toBe(
      'too-late',
    );
  });
});

describe('counters that nobody closed', () => {
  test('DAY-5: an idle one closes once its agency’s tolerance has passed', () => {
    const building = new MemoryBuilding(office).open('c1', 'c2');
    building.must({ type: 'pause-counter', actor: everywhere, counterId: 'c2' });
    building.now = at('18:00') - 1;
    building.must(look);
    expect(countersOf(building)).toEqual(['open', 'paused', 'closed']);
    building.pass(1).must(look);
    expect(countersOf(building)).toEqual(['closed', 'closed', 'closed']);
    expect(building.journal.at(-1)).toMatchObject({ data: { reason: 'day-ended' } });
  });

  test('DAY-5: one where somebody is served stays: its officer is there', () => {
    const { building, served } = busy(new MemoryBuilding(office));
    building.now = at('18:30');
    building.must(look);
    expect(countersOf(building)).toEqual(['open', 'closed', 'closed']);
    building.finish(served);
    building.now = at('00:00', '05') - 1;
    building.must(look);
    expect(countersOf(building)).toEqual(['open', 'closed', 'closed']);
    building.pass(1).must(look);
    expect(countersOf(building)).toEqual(['closed', 'closed', 'closed']);
  });

  test('DAY-5: one that was opened after hours stays, until midnight', () => {
    const building = new MemoryBuilding(office, at('18:30'));
    building.must(look);
    building.open('c1').pass(hourMs).must(look);
    expect(countersOf(building)).toEqual(['open', 'closed', 'closed']);
    // A restart thinks the same.
    const again = foldOf(building.journal);
    expect(rollDay(again, building.now)).toEqual([]);
    building.now = at('00:00', '05');
    building.must(look);
    expect(countersOf(building)).toEqual(['closed', 'closed', 'closed']);
  });

  test('DAY-5, DAY-2: one of an agency that never closes stays open, day after day', () => {
    const building = new MemoryBuilding(undefined, tenAtNight).open('c1');
    for (let hour = 1; hour <= 60; hour += 1) building.pass(hourMs).must(look);
    expect(countersOf(building)).toEqual(['open', 'closed', 'closed']);
    expect(building.state.businessDate).toBe('2026-03-07');
  });
});

test('DAY-3: a clock set back by days never reopens a day', () => {
  const building = new MemoryBuilding();
  building.issue('a1');
  building.pass(-30 * 24 * hourMs);
  expect(rollDay(building.state, building.now)).toEqual([]);
  expect(building.label(building.issue('a1'))).toBe('A002');
  expect(building.state.businessDate).toBe('2026-03-04');
});
