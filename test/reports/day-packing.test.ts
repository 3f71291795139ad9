import { expect, test, vi } from 'vitest';
import { openReports } from '../../server/jobs/reports/open-reports.ts';
import { databasePath, openPlainly } from '../../server/store/database.ts';
import { openTestBuilding, requestOf, StillClock } from '../building/test-building.ts';
import { bookableBuilding, RandomFloor } from './random-floor.ts';
import { Dice } from '../domain/model-days.ts';
import { hourMs, tenOClock } from '../domain/memory-building.ts';
import { newFolder } from '../store/folder.ts';

const days = 6;

test('REPORT-33: days that are over are packed before anybody asks, today is not', async () => {
  const dice = new Dice(7);
  const setup = bookableBuilding(dice);
  const folder = newFolder();
  const clock = new StillClock(tenOClock);
  const { store, building, close } = await openTestBuilding(folder, { clock, setup });
  const floor = new RandomFloor(dice, setup, () => building.state);
  for (let day = 0; day < days; day += 1) {
    for (let step = 0; step < 12; step += 1) {
      clock.pass(floor.pause());
      await building.execute(requestOf(floor.next(building.now())));
    }
    clock.pass(24 * hourMs);
    await building.execute(requestOf({ type: 'roll-day', actor: { role: 'system' } }));
  }
  store.tables.catchUp();
  const database = openPlainly(databasePath(folder));
  const dates = (table: string): unknown[] =>
    database.prepare(`SELECT business_date FROM ${table} ORDER BY 1`).pluck().all();
  const today = building.state.businessDate!;
  const over = dates('fact_day').filter(date => String(date) < today);
  expect(over.length).toBeGreaterThan(4);
  expect(dates('fact_pack')).toEqual([]);
  const log = { warn: vi.fn(), error: vi.fn() };
  const reports = openReports({ building, store, dataDir: folder, log, firstLookMs: 1 });
  await expect.poll(() => dates('fact_pack'), { timeout: 20_000, interval: 50 }).toEqual(over);
  expect(store.hasUnpackedDays(today)).toBe(false);
  expect(log.warn).not.toHaveBeenCalled();
  expect(log.error).not.toHaveBeenCalled();
  await reports.close();
  database.close();
  await close();
});
