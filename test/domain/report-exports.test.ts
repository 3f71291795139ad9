import { describe, expect, test } from 'vitest';
import {
  dueExports,
  exportFilesMax,
  isExportName,
  outdatedExports,
} from '../../server/domain/report-exports.ts';

/** Which reports should lie in the folder, and which are given up. */

const keys = (days: readonly string[], today: string): string[] =>
  dueExports(days, today).map(({ key }) => key);

describe('REPORT-7: what is due', () => {
  test('days before today that had a number, and months that are over', () => {
    const days = ['2026-11-30', '2026-10-31', '2026-12-01', '2026-12-02'];
    expect(keys(days, '2026-12-02')).toEqual([
      '2026-10-31',
      '2026-11-30',
      '2026-12-01',
      '2026-10',
      '2026-11',
    ]);
    expect(keys(['2026-11-23'], '2026-11-23')).toEqual([]);
    expect(keys(['2026-11-23'], '2026-11-24')).toEqual(['2026-11-23']);
  });

  test('a period ends before its last day, also at the end of a year', () => {
    expect(dueExports(['2026-12-31'], '2027-01-01')).toEqual([
      { key: '2026-12-31', from: '2026-12-31', to: '2027-01-01' },
      { key: '2026-12', from: '2026-12-01', to: '2027-01-01' },
    ]);
  });

  test('at most forty days back', () => {
    expect(keys(['2026-10-21', '2026-10-22'], '2026-12-01')).toEqual(['2026-10-22', '2026-10']);
  });
});

test('REPORT-8: of more than 800 files the oldest go, and others are left alone', () => {
  const day = (count: number): string =>
    new Date(Date.UTC(2024, 0, 1) + count * 86_400_000).toISOString().slice(0, 10);
  const names = Array.from({ length: exportFilesMax }, (_, at) => `laporan-${day(at)}.csv`);
  const month = 'laporan-2024-01.csv';
  const files = ['catatan.txt', month, ...names.toReversed(), 'laporan-2024-01-01.xlsx.part'];
  expect(outdatedExports(files)).toEqual(['laporan-2024-01-01.csv']);
  expect(outdatedExports(names)).toEqual([]);
  expect(['laporan-2026-11.xlsx', 'laporan-2026-11-23.csv'].every(isExportName)).toBe(true);
  expect(['../laporan-2026-11.csv', 'laporan-2026-11.csv.part', 'x'].some(isExportName)).toBe(
    false,
  );
});
