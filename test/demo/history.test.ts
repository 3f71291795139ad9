import { expect, test } from 'vitest';
import { playHistory } from '../../server/demo/history-days.ts';
import { StartFault } from '../../server/store/start-fault.ts';
import { openStore } from '../../server/store/store.ts';
import { silent } from '../building/test-building.ts';
import { newFolder, tamper } from '../store/folder.ts';

/** Sunday: the days before it are Friday and Saturday. */
const now = Date.parse('2026-11-22T10:00:00+08:00');

test('DEMO-11: days that are over are played in a moment, with officers, bookings and an evening', async () => {
  const dataDir = newFolder();
  const told: string[] = [];
  const options = { dataDir, days: 2, now, seed: 7, log: silent, share: 0.06 };
  const played = await playHistory({ ...options, told: date => told.push(date) });
  expect([played, told]).toEqual([2, ['2026-11-20', '2026-11-21']]);
  const store = openStore(dataDir, now);
  const entries = [...store.journal.all()];
  const count = (type: string): number => entries.filter(row => row.type === type).length;
  expect(count('day-opened')).toBe(2);
  expect(count('leg-finished')).toBeGreaterThan(30);
  expect(entries.at(-1)!.at).toBeLessThanOrEqual(Date.parse('2026-11-21T19:00:00+08:00'));
  const opened = entries.filter(row => row.type === 'counter-opened');
  expect(opened.every(row => row.data.officerId?.startsWith('staff-petugas-'))).toBe(true);
  const differences = store.compareWithJournal(false).filter(row => row.missing + row.extra > 0);
  expect(differences).toEqual([]);
  store.close();
  const open = tamper(dataDir, database =>
    database.prepare('SELECT count(*) FROM counter_time WHERE ended_at IS NULL').pluck().get(),
  );
  expect(open).toBe(0);
  // A building that is there is never played over.
  await expect(playHistory(options)).rejects.toThrow(StartFault);
});
