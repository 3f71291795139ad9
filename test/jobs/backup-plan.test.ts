import { describe, expect, test } from 'vitest';
import { dayMs } from '../../server/domain/local-time.ts';
import { madeRoom, outdated, type KeptBackup } from '../../server/jobs/backup-plan.ts';

/** Which backups stay, and which make room. */

const hourMs = 3_600_000;
const zone = 'Asia/Makassar';
const now = Date.parse('2026-11-23T16:30:00+08:00');

const row = (at: number, more: Partial<KeptBackup> = {}): KeptBackup => ({
  id: `backup-${at}`,
  kind: 'made',
  at,
  bytes: 100,
  ...more,
});
/** One an hour, for so many days. */
const hourly = (days: number): KeptBackup[] =>
  Array.from({ length: days * 24 }, (_, place) => row(now - place * hourMs));

const keptOf = (rows: readonly KeptBackup[]): KeptBackup[] => {
  const gone = new Set(outdated(rows, now, zone));
  return rows.filter(({ id }) => !gone.has(id));
};
const local = (at: number): string => new Date(at + 8 * hourMs).toISOString();

describe('by age', () => {
  test('KEEP-3: all of two days, the last of each day for five weeks, of each month for a year', () => {
    const kept = keptOf(hourly(420));
    const ofTwoDays = kept.filter(({ at }) => now - at <= 2 * dayMs);
    expect(ofTwoDays).toHaveLength(49);
    const daily = kept.filter(({ at }) => now - at > 2 * dayMs && now - at <= 34 * dayMs);
    expect(new Set(daily.map(({ at }) => local(at).slice(0, 10))).size).toBe(daily.length);
    expect(daily).toHaveLength(32);
    // The last of its local day, not of a day of the clock in Greenwich.
    for (const { at } of daily.slice(1)) expect(local(at).slice(11, 16)).toBe('23:30');
    const monthly = kept.filter(({ at }) => now - at > 36 * dayMs);
    expect(new Set(monthly.map(({ at }) => local(at).slice(0, 7))).size).toBe(monthly.length);
    expect(monthly.length).toBeGreaterThanOrEqual(10);
    expect(Math.min(...kept.map(({ at }) => at))).toBeGreaterThan(now - 367 * dayMs);
  });

  test('KEEP-3: a building that was shut for years keeps its newest ones', () => {
    const old = hourly(3).map(backup => row(backup.at - 900 * dayMs));
    expect(keptOf(old)).toEqual(old.slice(0, 3));
  });

  test('KEEP-3: what a restore replaced stays apart, and brought files are nobody else’s to remove', () => {
    const replaced = Array.from({ length: 8 }, (_, place) =>
      row(now - place * dayMs, { id: `before-restore-${place}`, kind: 'before-restore' }),
    );
    const brought = row(now - 2_000 * dayMs, { id: 'dari-kantor', kind: 'brought' });
    const kept = keptOf([...replaced, brought]);
    expect(kept).toEqual([...replaced.slice(0, 5), brought]);
  });

  test('KEEP-3: however often one is asked for, the folder does not grow without end', () => {
    const many = Array.from({ length: 900 }, (_, place) => row(now - place * 60_000));
    expect(keptOf(many)).toHaveLength(150);
  });
});

describe('room', () => {
  const rows = hourly(1);

  test('KEEP-4: where the disk is full the oldest make room, and the newest three never', () => {
    expect(madeRoom(rows, 500, 400)).toEqual([]);
    expect(madeRoom(rows, 250, 400)).toEqual([rows[23]!.id, rows[22]!.id]);
    expect(madeRoom(rows, 0, 2_100)).toHaveLength(21);
    expect(madeRoom(rows, 0, 2_101)).toBeNull();
    const brought = [row(now - dayMs, { kind: 'brought', bytes: 10_000 })];
    expect(madeRoom(brought, 0, 100)).toBeNull();
  });
});
