import Sqlite, { type Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { JournalEntry } from '../../contract/events.ts';
import type { KpisReport, ReportGrouping } from '../../contract/reports.ts';
import type { Setup } from '../../contract/setup.ts';
import { ReportRoom } from '../../server/jobs/reports/report-room.ts';
import { kpisReport } from '../../server/jobs/reports/kpis-report.ts';
import { databasePath, openPlainly } from '../../server/store/database.ts';
import { FactTables } from '../../server/store/fact-tables.ts';
import { migrate } from '../../server/store/migrate.ts';
import { openStateTables } from '../../server/store/state-tables.ts';
import { openTestBuilding, requestOf, StillClock } from '../building/test-building.ts';
import { hourMs, MemoryBuilding, tenOClock } from '../domain/memory-building.ts';
import { Dice } from '../domain/model-days.ts';
import { newFolder } from '../store/folder.ts';
import { naiveKpis, naiveTime, type NaiveTime } from './naive-kpis.ts';
import { NaiveDays, type NaiveLeg } from './naive-legs.ts';
import { bookableBuilding, RandomFloor } from './random-floor.ts';

/** The figures of random days, by the tables and by a second computation over the journal. */

const zoneMs = 8 * hourMs;
const period = { from: '2026-03-01', to: '2026-04-01' };
const hourOf = (at: number): string => new Date(at + zoneMs).toISOString().slice(11, 13);

/** Wire figures are rounded to two or four decimals. */
function expectSame(told: unknown, known: unknown, where: string): void {
  if (typeof known === 'number') {
    const figure = typeof told === 'number' ? told : NaN;
    expect(Math.abs(figure - known), `${where}: ${figure} and ${known}`).toBeLessThan(0.0051);
    return;
  }
  if (known === null || typeof known !== 'object') {
    expect(told, where).toEqual(known);
    return;
  }
  const row = told as Readonly<Record<string, unknown>>;
  expect(Object.keys(row).sort(), where).toEqual(Object.keys(known).sort());
  for (const [name, value] of Object.entries(known))
    expectSame(row[name], value, `${where}.${name}`);
}

/** Which group a leg stands in. */
const keyOf: Readonly<Partial<Record<ReportGrouping, (leg: NaiveLeg) => string | null>>> = {
  agency: leg => leg.agency,
  service: leg => leg.service,
  queue: leg => leg.queue,
  class: leg => leg.class,
  counter: leg => leg.counter,
  officer: leg => (leg.counter === null ? null : leg.officer),
  hour: leg => hourOf(leg.joined),
  day: leg => leg.date,
  month: leg => leg.date.slice(0, 7),
};

/** Minutes that counters of the office should be open: from Monday to Friday, 08.00 to 16.00. */
function scheduledMs(
  setup: Setup,
  dates: readonly string[],
  now: number,
  is: (id: string) => boolean,
): number {
  const counters = setup.counters.filter(row => row.agencyId === 'office' && is(row.id)).length;
  const hours = dates.map(date => {
    const opens = Date.parse(`${date}T08:00:00+08:00`);
    const isWeekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
    return isWeekend ? 0 : Math.max(0, Math.min(opens + 8 * hourMs, now) - opens);
  });
  return counters * hours.reduce((sum, ms) => sum + ms, 0);
}

/** With what should be open, and what of it was. */
function withSchedule(
  setup: Setup,
  days: NaiveDays,
  dates: readonly string[],
  now: number,
  is: (id: string) => boolean,
): NaiveTime {
  const agency = (id: string) => setup.counters.find(row => row.id === id)!.agencyId;
  const isDue = (date: string): boolean => scheduledMs(setup, [date], now, () => true) > 0;
  const due = naiveTime(
    days,
    dates.filter(isDue),
    now,
    ({ counter }) => is(counter) && agency(counter) === 'office',
  );
  return {
    ...naiveTime(days, dates, now, ({ counter }) => is(counter)),
    scheduled: scheduledMs(setup, dates, now, is),
    openOfScheduled: due.open,
  };
}

/** What time is known of, group by group; null where it cannot be divided. */
function timeOf(
  setup: Setup,
  days: NaiveDays,
  now: number,
  by: ReportGrouping,
  key: string,
): NaiveTime | null {
  const agency = (id: string) => setup.counters.find(row => row.id === id)!.agencyId;
  if (by === 'counter' || by === 'agency') {
    const is = (id: string): boolean => (by === 'agency' ? agency(id) : id) === key;
    return withSchedule(setup, days, days.dates, now, is);
  }
  if (by === 'officer') return naiveTime(days, days.dates, now, ({ officer }) => officer === key);
  if (by !== 'day' && by !== 'month') return null;
  const dates = days.dates.filter(date => date.startsWith(key));
  return withSchedule(setup, days, dates, now, () => true);
}

function reportOf(database: Database, by: ReportGrouping, now: number): KpisReport {
  const room = new ReportRoom(database, { now, counted: { at: now, isWhole: true } });
  return kpisReport(room, { ...period, by }, true);
}

/** Holds every grouping against the second computation. */
function compare(database: Database, setup: Setup, journal: JournalEntry[], now: number): number {
  const days = new NaiveDays(setup, journal);
  const isCounted = (leg: NaiveLeg): boolean => leg.date >= period.from && leg.date < period.to;
  const legs = days.legs.filter(isCounted);
  const building = timeOf(setup, days, now, 'month', '2026-03');
  for (const [by, key] of Object.entries(keyOf)) {
    const report = reportOf(database, by as ReportGrouping, now);
    expectSame(report.totals, naiveKpis(legs, now, building), `${by} totals`);
    for (const group of report.groups) {
      const own = legs.filter(leg => key(leg) === group.key);
      const time = timeOf(setup, days, now, by as ReportGrouping, group.key);
      expectSame(group.kpis, naiveKpis(own, now, time), `${by} ${group.key}`);
    }
    const told = report.groups.filter(({ kpis }) => kpis.issued > 0).map(group => group.key);
    const known = new Set(legs.flatMap(leg => key(leg) ?? []));
    expect(told.sort(), by).toEqual([...known].sort());
    expect(report.days.map(({ date }) => date).sort()).toEqual(
      [...new Set(legs.map(({ date }) => date))].sort(),
    );
  }
  return legs.filter(({ state }) => state === 'done').length;
}

const typesOf = (journal: readonly JournalEntry[]): Set<string> =>
  new Set(journal.map(({ type }) => type));

test('KPI-2, STORE-3: figures by the tables are those of a second computation over the journal', () => {
  let served = 0;
  const seen = new Set<string>();
  for (let seed = 1; seed <= 12; seed += 1) {
    const dice = new Dice(seed);
    const setup = bookableBuilding(dice);
    const building = new MemoryBuilding(setup, tenOClock);
    const floor = new RandomFloor(dice, setup, () => building.state);
    for (let step = 0; step < 600; step += 1) {
      building.pass(floor.pause());
      building.do(floor.next(building.now));
    }
    const database = new Sqlite(':memory:');
    migrate(database);
    const tables = openStateTables(database);
    const facts = new FactTables(database, null);
    for (const entry of building.journal) {
      tables.apply(entry);
      facts.apply(entry);
    }
    facts.note();
    served += compare(database, setup, building.journal, building.now);
    for (const type of typesOf(building.journal)) seen.add(type);
    database.close();
  }
  // The days must be days: undone, sent on, missed, booked, and over midnight.
  expect(served).toBeGreaterThan(250);
  for (const type of [
    'action-undone',
    'leg-transferred',
    'leg-added',
    'leg-no-show',
    'leg-requeued',
    'leg-parked',
    'leg-seated',
    'leg-expired',
    'leg-service-changed',
    'visit-class-changed',
    'counter-taken-over',
    'counter-paused',
    'booking-made',
  ]) {
    expect(seen, type).toContain(type);
  }
});

test.each([101, 102])(
  'KPI-2: the same through the real building, packed days among them, seed %i',
  async seed => {
    const dice = new Dice(seed);
    const setup = bookableBuilding(dice);
    const folder = newFolder();
    const clock = new StillClock(tenOClock);
    const { store, building, close } = await openTestBuilding(folder, { clock, setup });
    const floor = new RandomFloor(dice, setup, () => building.state);
    for (let step = 0; step < 350; step += 1) {
      clock.pass(floor.pause());
      await building.execute(requestOf(floor.next(building.now())));
    }
    // A day that is over is packed.
    clock.pass(30 * hourMs);
    await building.execute(requestOf({ type: 'roll-day', actor: { role: 'system' } }));
    store.tables.catchUp();
    const database = openPlainly(databasePath(folder));
    const now = building.now();
    const journal = [...store.journal.all()];
    expect(compare(database, setup, journal, now)).toBeGreaterThan(10);
    const room = new ReportRoom(database, { now, counted: { at: now, isWhole: true } });
    const before = kpisReport(room, { ...period, by: 'agency' }, true);
    expect(room.days.packed.length).toBeGreaterThan(0);
    for (const day of room.days.packed) store.keepPack(day);
    const again = new ReportRoom(database, { now, counted: { at: now, isWhole: true } });
    expect(kpisReport(again, { ...period, by: 'agency' }, true)).toEqual(before);
    expect(again.days.packed).toEqual([]);
    compare(database, setup, journal, now);
    database.close();
    await close();
  },
);
