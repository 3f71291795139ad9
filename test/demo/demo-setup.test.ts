import * as icons from 'lucide';
import { describe, expect, test } from 'vitest';
import { setupSchema } from '../../contract/setup.ts';
import catalogue from '../../server/demo/catalogue.json' with { type: 'json' };
import { demoSetup } from '../../server/demo/demo-setup.ts';
import holidays from '../../server/views/holidays-2026.json' with { type: 'json' };
import requirementsEn from '../../server/demo/requirements-en.json' with { type: 'json' };

const setup = demoSetup();

function unique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

function ids(items: readonly { id: string }[]): Set<string> {
  return new Set(items.map(({ id }) => id));
}

function english(indonesian: string): string | undefined {
  return Object.entries(requirementsEn).find(([key]) => key === indonesian)?.[1];
}

describe('the demo set-up', () => {
  test('DEMO-1: is a valid set-up of 20 agencies, 97 services and 41 counters', () => {
    expect(setupSchema.parse(setup)).toEqual(setup);
    expect(setup.agencies).toHaveLength(20);
    expect(setup.services).toHaveLength(97);
    expect(setup.counters).toHaveLength(41);
    expect(setup.counters.map(({ number }) => number)).toEqual(
      Array.from({ length: 41 }, (_, index) => index + 1),
    );
    expect(setup.counters[2]).toMatchObject({
      id: 'counter-3',
      code: '3',
      name: { id: 'Loket 3', en: 'Counter 3' },
      queueIds: ['queue-a', 'queue-ak'],
    });
  });

  test('DEMO-1: ids, codes and series are unique, and every reference resolves', () => {
    for (const items of [
      setup.zones,
      setup.agencies,
      setup.queues,
      setup.services,
      setup.counters,
    ]) {
      expect(unique(items.map(({ id }) => id))).toBe(true);
    }
    expect(unique(setup.agencies.map(({ code }) => code))).toBe(true);
    expect(unique(setup.services.map(({ code }) => code))).toBe(true);
    expect(unique(setup.queues.map(({ series }) => series))).toBe(true);
    const zones = ids(setup.zones);
    for (const agency of setup.agencies) expect(zones).toContain(agency.zoneId);
    for (const counter of setup.counters) expect(zones).toContain(counter.zoneId);
  });

  test('DEMO-1: lines, services and counters stay within their agency and its zone', () => {
    for (const queue of setup.queues) {
      const agency = setup.agencies.find(({ id }) => id === queue.agencyId);
      expect(queue.series.charAt(0)).toBe(agency?.code);
      expect(queue.series).not.toMatch(/[IO]/);
      expect(setup.services.some(({ queueId }) => queueId === queue.id)).toBe(true);
      expect(setup.counters.some(({ queueIds }) => queueIds.includes(queue.id))).toBe(true);
    }
    const agencyOfQueue = new Map(setup.queues.map(({ id, agencyId }) => [id, agencyId]));
    for (const service of setup.services) {
      expect(agencyOfQueue.get(service.queueId)).toBe(service.agencyId);
    }
    for (const counter of setup.counters) {
      expect(counter.queueIds.length).toBeGreaterThan(0);
      for (const id of counter.queueIds) expect(agencyOfQueue.get(id)).toBe(counter.agencyId);
      const agency = setup.agencies.find(({ id }) => id === counter.agencyId);
      expect(counter.zoneId).toBe(agency?.zoneId);
    }
  });

  test('DEMO-1: an agency has as many counters as the catalogue says', () => {
    for (const agency of catalogue) {
      const own = setup.counters.filter(
        ({ agencyId }) => agencyId === `agency-${agency.code.toLowerCase()}`,
      );
      expect(own).toHaveLength(agency.counters);
    }
  });

  test('DEMO-2: is open at every hour, but for one agency with real hours and a quota', () => {
    expect(setup.building.demo).toBe(true);
    expect(setup.building.hours).toEqual({
      periods: [{ days: [0, 1, 2, 3, 4, 5, 6], opens: '00:00', closes: '24:00' }],
      lastTicketMinutes: 0,
    });
    const withHours = setup.agencies.filter(({ hours }) => hours !== null);
    expect(withHours).toMatchObject([
      { id: 'agency-f', hours: { periods: [{ days: [1, 3], opens: '08:00', closes: '12:00' }] } },
    ]);
    const withQuota = setup.queues.filter(({ quotaPerDay }) => quotaPerDay !== null);
    expect(withQuota).toMatchObject([{ agencyId: 'agency-f', quotaPerDay: 30 }]);
  });

  test('DEMO-3: every requirement has its English, and no English is left over', () => {
    const needed = new Set(
      catalogue.flatMap(({ services }) => services.flatMap(s => s.requirements)),
    );
    for (const indonesian of needed) expect(english(indonesian), indonesian).toBeTruthy();
    for (const indonesian of Object.keys(requirementsEn)) expect(needed).toContain(indonesian);
    const birth = setup.services.find(({ code }) => code === 'A05');
    expect(birth?.requirements[0]).toEqual({
      id: 'Surat keterangan lahir',
      en: 'Statement of birth',
    });
  });

  test('DEMO-3: the words for lobby and signs are short enough in both languages', () => {
    expect(setup.building.sentences.length).toBeGreaterThanOrEqual(8);
    for (const sentence of setup.building.sentences) {
      expect(sentence.id.length, sentence.id).toBeLessThanOrEqual(28);
      expect(sentence.en.length, sentence.en).toBeLessThanOrEqual(28);
    }
  });

  test('DEMO-3: every icon exists', () => {
    for (const { icon } of setup.agencies) {
      const name = icon.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) =>
        letter.toUpperCase(),
      );
      expect(icons, icon).toHaveProperty(name);
    }
  });

  test('DEMO-4: 2026 has 17 national holidays and 8 days of joint leave', () => {
    expect(holidays.national).toHaveLength(17);
    expect(holidays.jointLeave).toHaveLength(8);
    const dates = setup.building.holidays.map(({ date }) => date);
    expect(dates).toHaveLength(25);
    expect(unique(dates)).toBe(true);
    expect(dates).toEqual(dates.toSorted());
    expect(dates.every(date => date.startsWith('2026-'))).toBe(true);
    // Joint leave makes a working day free, so it never falls on a weekend.
    for (const { date } of holidays.jointLeave) {
      expect([1, 2, 3, 4, 5], date).toContain(new Date(`${date}T00:00:00Z`).getUTCDay());
    }
  });

  test('DEMO-1: each caller gets a copy of its own', () => {
    const changed = demoSetup();
    changed.zones.length = 0;
    changed.building.hours.periods.length = 0;
    expect(demoSetup()).toEqual(setup);
  });
});
