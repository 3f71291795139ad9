import { describe, expect, test } from 'vitest';
import type { BackupNote, SeriesNumber } from '../../contract/backups.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { numbersAfterRestore, type NumbersGiven } from '../../server/domain/moving-series.ts';
import { MemoryBuilding } from './memory-building.ts';

/** Numbers go on behind what may be on paper, whatever a backup knew of them. */

const today = '2026-03-04';
const given = (numbers: readonly SeriesNumber[], businessDate = today): NumbersGiven => ({
  businessDate,
  numbers,
});

/** A building of a backup with so many numbers of series A, then restored. */
function restored(issued: number, known: NumbersGiven | null): MemoryBuilding {
  const building = new MemoryBuilding();
  for (let count = 0; count < issued; count += 1) building.issue('a1');
  const numbers = numbersAfterRestore(building.state, known);
  const told: BackupNote = {
    what: 'restored',
    backupId: 'backup-1',
    journalSeq: building.state.seq,
    wasReadable: known !== null,
    numbers,
  };
  building.must({ type: 'note-backup', actor: { role: 'system' }, told });
  return building;
}
const next = (building: MemoryBuilding) => building.label(building.issue('a1'));

describe('after a restore', () => {
  test('KEEP-7: a series goes on fifty behind the highest number that was given', () => {
    const building = restored(3, given([{ series: 'A', number: 62 }]));
    expect(next(building)).toBe('A113');
    expect(building.label(building.issue('b1'))).toBe('B001');
    expect(brokenInvariants(building.state)).toEqual([]);
  });

  test('KEEP-7: where nobody knows what was given it goes on far ahead, at a hundred', () => {
    const building = restored(3, null);
    expect([next(building), next(building)]).toEqual(['A601', 'A602']);
    expect(building.label(building.issue('b1'))).toBe('B501');
    expect(brokenInvariants(building.state)).toEqual([]);
  });

  test('KEEP-7: numbers of paper sheets are passed over, wherever the series lands', () => {
    expect(next(restored(1, given([{ series: 'A', number: 851 }])))).toBe('A1000');
    expect(next(restored(1, given([{ series: 'A', number: 870 }])))).toBe('A1000');
    expect(next(restored(1, given([{ series: 'A', number: 840 }])))).toBe('A891');
    expect(next(restored(1, given([{ series: 'A', number: 1200 }])))).toBe('A1251');
  });

  test('KEEP-7: numbers of a day that is over do not matter, and no series goes back', () => {
    expect(next(restored(3, given([{ series: 'A', number: 62 }], '2026-03-03')))).toBe('A004');
    expect(next(restored(3, given([], today)))).toBe('A054');
    // The clock was set back: the paper of that later day is out.
    expect(next(restored(0, given([{ series: 'A', number: 9 }], '2026-03-05')))).toBe('A060');
  });

  test('KEEP-7: twice in one day goes on behind the first time, and the next day begins anew', () => {
    const building = restored(3, given([{ series: 'A', number: 62 }]));
    building.issue('a1');
    const again = numbersAfterRestore(building.state, given([{ series: 'A', number: 113 }]));
    expect(again).toEqual([{ series: 'A', number: 163 }]);
    building.now += 24 * 3_600_000;
    expect(next(building)).toBe('A001');
  });
});
