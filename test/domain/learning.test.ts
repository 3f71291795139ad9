import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LoggedDay, LoggedLeg } from '../../server/domain/day-log.ts';
import { plansOf, withSomebody, type CounterToday } from '../../server/domain/counter-plans.ts';
import { waitOfLeg, waitOfNewcomer } from '../../server/domain/estimate.ts';
import { KnownTimes } from '../../server/domain/known-times.ts';
import { learn, nothingLearned } from '../../server/domain/learning.ts';
import { along, type Learned, type PresenceOfDay } from '../../server/domain/learned.ts';
import { toldWait } from '../../server/domain/newcomer-runs.ts';
import type { CounterPlan } from '../../server/domain/prepared-run.ts';
import {
  bodyOf,
  MemoryBuilding,
  minuteMs,
  secondMs,
  setupWith,
  tenOClock,
} from './memory-building.ts';

const leg = (called: number, minutes: number, more: Partial<LoggedLeg> = {}): LoggedLeg => ({
  serviceId: 'a1',
  queueId: 'qa',
  counterId: 'c1',
  officerId: 's1',
  enqueued: called - 10,
  called,
  finished: called + minutes,
  wasServed: true,
  raw: null,
  ...more,
});

const dayOf = (legs: readonly LoggedLeg[], more: Partial<LoggedDay> = {}): LoggedDay => ({
  date: '2026-03-03',
  weekday: 2,
  legs,
  counters: null,
  ...more,
});

const times = <Row>(count: number, make: (place: number) => Row): Row[] =>
  Array.from({ length: count }, (_, place) => make(place));

describe('service times', () => {
  const minutesAt = (building: MemoryBuilding, serviceId = 'a1'): number => {
    const { state, now } = building;
    return new KnownTimes(state, state.index!.pools[0]!, now).minutesOf(serviceId);
  };

  test('EST-8: without past days the configured minutes hold', () => {
    expect(minutesAt(new MemoryBuilding())).toBe(8);
  });

  test('EST-8: n services of x minutes weigh against five of the configured ones', () => {
    const building = new MemoryBuilding();
    building.state.learned = learn([dayOf(times(15, place => leg(480 + place, 12.5)))]);
    // From the call to the end: the configured 8 minutes and the walk of half a minute.
    const mean = (15 * 12.5 + 5 * 8.5) / 20;
    expect(minutesAt(building)).toBeCloseTo(mean - 0.5, 6);
    expect(minutesAt(building, 'a2')).toBe(4);
  });

  test('EST-8: an hour that is slower every day is told slower', () => {
    const legs = times(200, place => leg(place % 2 === 0 ? 605 : 845, place % 2 === 0 ? 16 : 8));
    const { services } = learn([dayOf(legs)]);
    const { meanMinutes, hours } = services.get('a1')!;
    expect(meanMinutes).toBe(12);
    expect(hours[10]).toBeCloseTo((100 * (16 / 12) + 30) / 130, 9);
    expect(hours[14]).toBeCloseTo((100 * (8 / 12) + 30) / 130, 9);
    expect(hours[9]).toBe(1);
  });

  test('EST-8: officers have the pace of their group, and who served few the usual one', () => {
    const officer = (officerId: string, count: number, minutes: number) =>
      times(count, place => leg(480 + place, minutes, { officerId }));
    const { officers } = learn([
      dayOf([
        ...officer('quick-1', 100, 6),
        ...officer('quick-2', 100, 7),
        ...officer('usual', 200, 10),
        ...officer('slow', 100, 16),
        ...officer('new', 1, 30),
      ]),
    ]);
    expect(officers.get('quick-1')).toBe(officers.get('quick-2'));
    expect(officers.get('quick-1')!).toBeLessThan(0.8);
    expect(officers.get('slow')!).toBeGreaterThan(1.4);
    // One long service says little of whoever did it.
    expect(officers.get('new')).toBe(officers.get('slow'));
    expect(new Set(officers.values()).size).toBeLessThanOrEqual(3);
  });

  test('EST-8: numbers that nobody holds any more take no time in the runs', () => {
    const gone = times(25, place =>
      leg(500 + place, 0, { called: null, counterId: null, finished: null, wasServed: false }),
    );
    const { factors } = learn([dayOf([...times(75, place => leg(480 + place, 8)), ...gone])]);
    expect(factors.firstReal).toBe(16);
    expect(factors.values.slice(0, 16).every(value => value === 0)).toBe(true);
    const real = factors.values.slice(16);
    expect(real.reduce((sum, value) => sum + value, 0) / real.length).toBeCloseTo(1, 6);
  });
});

describe('counters', () => {
  const lunch = { from: 720, to: 750, lasts: 30 };
  const usual: PresenceOfDay = { weekday: 1, day: 0, opens: 480, away: [lunch], leaves: null };
  const now = 700;
  const today = (more: Partial<CounterToday> = {}): CounterToday => ({
    counterId: 'c1',
    state: 'open',
    since: 480,
    lastCall: 690,
    isSigned: true,
    awayToday: [],
    ...more,
  });
  const planOf = (row: PresenceOfDay, state: CounterToday, at = now): CounterPlan =>
    plansOf([row], state, at, [0])[0]!;

  test('EST-9: a rest of past days is still to come, and is not taken twice', () => {
    expect(planOf(usual, today())).toEqual({
      availableIn: 0,
      away: [{ from: 20, to: 50, lasts: 30 }],
    });
    const rested = today({ awayToday: [{ from: 715, to: 745 }] });
    expect(planOf(usual, rested, 760).away).toEqual([]);
    expect(planOf(usual, rested, 746).away).toEqual([]);
  });

  test('EST-9: who is at lunch comes back as after other lunches', () => {
    const away = today({ state: 'away', since: 725 });
    expect(planOf(usual, away, 735).availableIn).toBe(20);
    const timed = { ...usual, away: [{ ...lunch, lasts: null }] };
    expect(planOf(timed, away, 735).availableIn).toBe(15);
    // A rest that no past day knows ends after a quarter of an hour.
    expect(planOf(usual, today({ state: 'away', since: 600 }), 605).availableIn).toBe(10);
  });

  test('EST-9: who is not there yet comes as on other days, or not at all', () => {
    const unopened = today({ state: 'unopened', lastCall: null });
    expect(planOf(usual, unopened, 470).availableIn).toBe(10);
    expect(planOf({ ...usual, opens: null }, unopened, 470).availableIn).toBe(Infinity);
    expect(planOf(usual, unopened, 600).availableIn).toBe(Infinity);
  });

  test('EST-9: who leaves early on other days leaves, but somebody stays for the line', () => {
    const early = { ...usual, away: [], leaves: 780 };
    const gone = { from: 80, to: Infinity, lasts: null };
    expect(planOf(early, today())).toEqual({ availableIn: 0, away: [gone] });
    const plans = [
      [{ availableIn: 0, away: [gone] }],
      [{ availableIn: 0, away: [{ ...gone, from: 40 }] }],
      [{ availableIn: Infinity, away: [] }],
    ];
    withSomebody(plans, [[0, 1], [2]], 1);
    expect(plans[0]![0]!.away).toEqual([]);
    expect(plans[1]![0]!.away).toHaveLength(1);
    expect(plans[2]![0]!.availableIn).toBeLessThan(Infinity);
  });

  test('EST-9: rests are read from calls where nobody noted them', () => {
    const legs = [
      ...times(10, place => leg(480 + place * 24, 24)),
      leg(750, 10, { enqueued: 700 }),
      leg(760, 10, { enqueued: 755 }),
    ];
    const [day] = learn([dayOf(legs)]).presence.get('c1')!;
    expect(day).toMatchObject({ opens: 480, leaves: null });
    // Due some time before the last visitor had gone.
    expect(day!.away).toEqual([{ from: 708, to: 750, lasts: 30 }]);
  });

  test('EST-9: the prayer break in the hours is counted without any past day', () => {
    const building = new MemoryBuilding(
      setupWith(setup => {
        setup.building.hours = {
          periods: [
            { days: [1, 2, 3, 4, 5, 6], opens: '08:00', closes: '10:20' },
            { days: [1, 2, 3, 4, 5, 6], opens: '11:20', closes: '16:00' },
          ],
          lastTicketMinutes: 30,
        };
      }),
      tenOClock,
    ).open('c1');
    for (let count = 0; count < 8; count += 1) building.issue('a1');
    // Two counters, one of which is expected in ten minutes.
    building.pass(2 * secondMs);
    const legs = [...building.state.queues.get('qa')!.lines['walk-in']];
    const waits = legs.map(each => waitOfLeg(building.state, each, building.now)!.p50);
    expect(waits[1]).toBeLessThan(20);
    expect(waits[7]).toBeGreaterThan(25);
    const open = { ...building.state, index: new MemoryBuilding().state.index };
    expect(waitOfLeg(open, legs[7]!, building.now)!.p50).toBeLessThan(waits[7]! - 5);
  });
});

const learnedWith = (calibration: Learned['calibration']): Learned => ({
  ...nothingLearned,
  days: 1,
  weekdays: [3],
  calibration,
});

describe('what is told', () => {
  const curve = { at: [10, 20, 40], told: [5, 30, 50] };

  test.each([
    [0, 0],
    [5, 2.5],
    [10, 5],
    [15, 17.5],
    [30, 40],
    [60, 70],
  ])('EST-10: %d minutes are told as %d', (minutes, told) => {
    expect(along(curve, minutes)).toBe(told);
  });

  test('EST-10: what came on past days moves what is told, and never turns it round', () => {
    const minutes = fc.double({ min: 0.5, max: 90, noNaN: true });
    const pair = fc.record({ p50: minutes, more: minutes, actual: minutes });
    fc.assert(
      fc.property(
        fc.array(pair, { minLength: 40, maxLength: 400 }),
        fc.array(minutes),
        (...row) => {
          const [pairs, asked] = row;
          const legs = pairs.map(({ p50, more, actual }) =>
            leg(500, 8, { enqueued: 500 - actual, raw: { p50, p90: p50 + more } }),
          );
          const learned = learn([dayOf(legs)]);
          const sorted = asked.toSorted((a, b) => a - b);
          const told = sorted.map(p50 => toldWait(learned, 'qa', { p50, p90: p50 * 1.5 }));
          for (const [place, { p50, p90 }] of told.entries()) {
            expect(p90).toBeGreaterThanOrEqual(p50);
            expect(p50).toBeGreaterThan(0);
            const before = told[place - 1];
            if (before) expect([p50 >= before.p50, p90 >= before.p90]).toEqual([true, true]);
          }
        },
      ),
      { seed: 81, numRuns: 60 },
    );
  });

  test('EST-10: nine in ten of those that were learnt from waited no longer', () => {
    const legs = times(1_000, place => {
      const p50 = 5 + (place % 30);
      const actual = p50 * (0.6 + ((place * 7) % 100) / 80);
      return leg(900, 8, { enqueued: 900 - actual, raw: { p50, p90: p50 * 1.1 } });
    });
    const learned = learn([dayOf(legs)]);
    const covered = legs.filter(({ raw, called, enqueued }) => {
      return called! - enqueued <= toldWait(learned, 'qa', raw!).p90;
    });
    expect(covered.length / legs.length).toBeGreaterThan(0.88);
    expect(covered.length / legs.length).toBeLessThan(0.92);
  });

  test('EST-4, EST-10: the quote is what was told, and what the runs gave stands beside it', () => {
    const building = new MemoryBuilding().open('c1');
    const shift = { at: [1, 100], told: [3, 102] };
    const calibration = { p50: shift, p90: shift, freeMinutes: 2 };
    building.state.learned = learnedWith(new Map([['qa', calibration]]));
    const [free] = bodyOf(building.must(building.issueCommand(['a1'])), 'ticket-issued').legs;
    expect(free).toMatchObject({ quote: { p50: 0, p90: 2 }, raw: { p50: 0, p90: 0 } });
    building.pass(minuteMs);
    const wait = waitOfNewcomer(building.state, 'qa', 'walk-in', building.now)!;
    expect(wait.p50).toBeCloseTo(wait.raw!.p50 + 2, 6);
    const [next] = bodyOf(building.must(building.issueCommand(['a1'])), 'ticket-issued').legs;
    expect(next!.quote!.p90).toBeCloseTo(next!.raw!.p90 + 2, 6);
    expect(building.state.legs.get(next!.legId)!.quote).toEqual(next!.quote);
  });
});
