import { describe, expect, test } from 'vitest';
import { demoSetup } from '../../server/demo/demo-setup.ts';
import {
  planDay,
  visitsAtCapacity,
  type DayPlan,
  type PlannedArrival,
} from '../../server/demo/simulation-plan.ts';
import { seededRandom } from './seeded-random.ts';

const setup = demoSetup();
const monday = '2026-11-23';
const tuesday = '2026-11-24';
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

function plan(seed: number, date = monday, visits = visitsAtCapacity(setup, date)): DayPlan {
  return planDay(setup, seededRandom(seed), { visits, date });
}

function share(items: readonly PlannedArrival[], is: (item: PlannedArrival) => boolean): number {
  return items.filter(is).length / items.length;
}

function between(arrivals: readonly PlannedArrival[], from: number, to: number): PlannedArrival[] {
  return arrivals.filter(({ atMinute }) => atMinute >= from && atMinute < to);
}

const tenDays = seeds.flatMap(seed => plan(seed).arrivals);

describe('the plan of a simulated day', () => {
  test('DEMO-6: the same seed gives the same day, another seed another day', () => {
    const { arrivals, officers, noShowProbability } = plan(7);
    expect(plan(7)).toMatchObject({ arrivals, officers, noShowProbability });
    expect(plan(8).arrivals).not.toEqual(arrivals);
    const first = plan(7).serviceMinutes('service-a01', seededRandom(3));
    expect(plan(8).serviceMinutes('service-a01', seededRandom(3))).toBe(first);
  });

  test('DEMO-6: has the visits asked for, in order, between 07.30 and 15.30', () => {
    for (const visits of [0, 1, 500, 4000]) {
      const { arrivals } = plan(1, tuesday, visits);
      expect(arrivals).toHaveLength(visits);
      const minutes = arrivals.map(({ atMinute }) => atMinute);
      expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
      for (const minute of minutes) {
        expect(minute).toBeGreaterThanOrEqual(450);
        expect(minute).toBeLessThan(930);
      }
    }
    expect(() => plan(1, monday, -1)).toThrow(RangeError);
    expect(() => plan(1, monday, 10_001)).toThrow(RangeError);
  });

  test('DEMO-6: the morning peak is the highest, the one after lunch lower', () => {
    for (const seed of seeds) {
      const { arrivals } = plan(seed);
      const morning = between(arrivals, 9 * 60, 11 * 60).length;
      const noon = between(arrivals, 11.5 * 60, 13 * 60).length / 1.5;
      const afternoon = between(arrivals, 13 * 60, 14.5 * 60).length / 1.5;
      expect(morning / 2).toBeGreaterThan(afternoon);
      expect(afternoon).toBeGreaterThan(noon);
    }
  });

  test('DEMO-6: every service exists, nobody asks twice, every service is asked for', () => {
    const known = new Set(setup.services.map(({ id }) => id));
    const asked = new Set<string>();
    for (const { serviceIds } of tenDays) {
      expect([1, 2]).toContain(serviceIds.length);
      expect(new Set(serviceIds).size).toBe(serviceIds.length);
      for (const id of serviceIds) {
        expect(known).toContain(id);
        asked.add(id);
      }
    }
    expect(asked).toEqual(known);
  });

  test('DEMO-6: a tenth are vulnerable, a seventh have two errands, few do not come', () => {
    expect(share(tenDays, item => item.class === 'vulnerable')).toBeGreaterThan(0.085);
    expect(share(tenDays, item => item.class === 'vulnerable')).toBeLessThan(0.115);
    expect(share(tenDays, item => item.serviceIds.length === 2)).toBeGreaterThan(0.13);
    expect(share(tenDays, item => item.serviceIds.length === 2)).toBeLessThan(0.17);
    expect(share(tenDays, item => !item.comesWhenCalled)).toBeGreaterThan(0.025);
    expect(share(tenDays, item => !item.comesWhenCalled)).toBeLessThan(0.065);
    expect(share(tenDays, item => item.patienceMinutes < 20)).toBeLessThan(0.02);
    for (const item of tenDays) expect(item.need !== undefined).toBe(item.class === 'vulnerable');
    for (const seed of seeds) {
      const { noShowProbability } = plan(seed);
      expect(noShowProbability).toBeGreaterThanOrEqual(0.03);
      expect(noShowProbability).toBeLessThanOrEqual(0.06);
    }
  });

  test('DEMO-6: a service kept for vulnerable visitors is chosen by them only', () => {
    const chosen = tenDays.filter(({ serviceIds }) => serviceIds.includes('service-a14'));
    expect(chosen.length).toBeGreaterThan(0);
    for (const { need } of chosen) expect(['elderly', 'disability', 'nursing']).toContain(need);
  });

  test('DEMO-7: the work of the peak hour is about what all counters can do', () => {
    const minutesOf = new Map(setup.services.map(({ id, minutes }) => [id, minutes]));
    const loads = seeds.map(seed => {
      const peak = between(plan(seed).arrivals, 9.5 * 60, 10.5 * 60);
      const work = peak.flatMap(({ serviceIds }) => serviceIds.map(id => minutesOf.get(id) ?? 0));
      return work.reduce((sum, minutes) => sum + minutes, 0) / (setup.counters.length * 60);
    });
    const mean = loads.reduce((sum, load) => sum + load, 0) / loads.length;
    expect(mean).toBeGreaterThan(0.85);
    expect(mean).toBeLessThan(1);
  });

  test('DEMO-7: service times keep the configured mean and are never shorter than a minute', () => {
    const { serviceMinutes } = plan(1);
    const random = seededRandom(5);
    const drawn = Array.from({ length: 20_000 }, () => serviceMinutes('service-a05', random));
    const mean = drawn.reduce((sum, minutes) => sum + minutes, 0) / drawn.length;
    expect(mean).toBeGreaterThan(15 * 0.97);
    expect(mean).toBeLessThan(15 * 1.03);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(60);
    const median = drawn.toSorted((a, b) => a - b)[10_000] ?? 0;
    expect(median).toBeLessThan(mean * 0.95);
    expect(() => serviceMinutes('service-x99', random)).toThrow(RangeError);
  });
});

describe('an agency with real hours and a quota', () => {
  const immigration = new Set(
    setup.services.filter(({ agencyId }) => agencyId === 'agency-f').map(({ id }) => id),
  );

  function asks({ serviceIds }: PlannedArrival): boolean {
    return serviceIds.some(id => immigration.has(id));
  }

  test('DEMO-8: has visitors only while it issues tickets, at most 30', () => {
    for (const seed of seeds) {
      const visitors = plan(seed, monday, 4000).arrivals.filter(asks);
      const errands = visitors.flatMap(item => item.serviceIds.filter(id => immigration.has(id)));
      expect(errands).toHaveLength(30);
      for (const { atMinute } of visitors) {
        expect(atMinute).toBeGreaterThanOrEqual(8 * 60);
        expect(atMinute).toBeLessThan(11.5 * 60);
      }
    }
  });

  test('DEMO-8: on its closed days and on holidays it has neither visitors nor officers', () => {
    // 16 February 2026 is a Monday of joint leave.
    for (const date of [tuesday, '2026-02-16']) {
      const { arrivals, officers } = plan(1, date);
      expect(arrivals.some(asks)).toBe(false);
      expect(officers).toHaveLength(39);
      expect(officers.some(({ counterId }) => counterId === 'counter-19')).toBe(false);
    }
    expect(planDay(setup, seededRandom(1), { visits: 10 }).officers).toHaveLength(41);
  });
});

test('DEMO-8, HOURS-7: in a season it plans with the hours of the season', () => {
  const seasonal = demoSetup();
  seasonal.building.seasons = [
    {
      id: 'ramadan',
      name: { id: 'Ramadan', en: 'Ramadan' },
      from: monday,
      until: monday,
      hours: {
        periods: [{ days: [1], opens: '09:00', closes: '13:00' }],
        lastTicketMinutes: 60,
      },
      agencies: [],
    },
  ];
  const { arrivals, officers } = planDay(seasonal, seededRandom(1), { visits: 60, date: monday });
  expect(arrivals.length).toBeGreaterThan(10);
  for (const { atMinute } of arrivals) {
    expect(atMinute).toBeGreaterThanOrEqual(9 * 60);
    expect(atMinute).toBeLessThan(12 * 60);
  }
  for (const { opensAtMinute } of officers) expect(opensAtMinute).toBeGreaterThan(8.8 * 60);
});

test('DEMO-7: a building that is closed on the day has no visits', () => {
  const closed = demoSetup();
  closed.building.hours.periods = [{ days: [1], opens: '08:00', closes: '16:00' }];
  closed.agencies = closed.agencies.map(agency => ({ ...agency, hours: null }));
  expect(visitsAtCapacity(closed, tuesday)).toBe(0);
  const { arrivals, officers } = planDay(closed, seededRandom(1), { visits: 50, date: tuesday });
  expect(arrivals).toEqual([]);
  expect(officers).toEqual([]);
  expect(visitsAtCapacity(closed, monday)).toBeGreaterThan(500);
});

describe('the shifts of the officers', () => {
  test('DEMO-9: breaks are in order and within the shift, lunch between 12 and 13', () => {
    for (const { counterId, opensAtMinute, breaks, closesAtMinute } of plan(2).officers) {
      let free = opensAtMinute;
      for (const { from, to } of breaks) {
        expect(from).toBeGreaterThan(free);
        expect(to).toBeGreaterThan(from);
        free = to;
      }
      expect(closesAtMinute).toBeGreaterThan(free);
      if (['counter-19', 'counter-20'].includes(counterId)) {
        expect(breaks).toEqual([]);
        continue;
      }
      const lunch = breaks[0];
      expect(lunch?.from).toBeGreaterThanOrEqual(12 * 60);
      expect(lunch?.to).toBeLessThanOrEqual(13 * 60);
    }
  });

  test('DEMO-9: at lunch a line with several counters keeps one of them', () => {
    const shifts = new Map(plan(3).officers.map(shift => [shift.counterId, shift]));
    for (const queue of setup.queues) {
      const counters = setup.counters.filter(({ queueIds }) => queueIds.includes(queue.id));
      if (counters.length < 2) continue;
      for (let minute = 12 * 60; minute < 13 * 60; minute += 1) {
        const serving = counters.filter(({ id }) => {
          const breaks = shifts.get(id)?.breaks ?? [];
          return !breaks.some(({ from, to }) => minute >= from && minute < to);
        });
        expect(serving.length, `${queue.id} at ${minute}`).toBeGreaterThan(0);
      }
    }
  });
});
