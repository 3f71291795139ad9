import { dayAfter, periodEnd } from './survey-periods.ts';

/** Reports that are written by themselves, of days and months that are over. */

/** Days that a computer was off are made up for, so far back. */
export const exportDaysBackMax = 40;
/** Files that are kept: a workbook and a text of each day and month, more than a year of them. */
export const exportFilesMax = 800;

export const exportTypes = ['xlsx', 'csv'] as const;
export type ExportType = (typeof exportTypes)[number];

export interface ExportPeriod {
  /** "2026-11-23" of a day, "2026-10" of a month. */
  readonly key: string;
  readonly from: string;
  /** The first day that is no part of it any more. */
  readonly to: string;
}

const exportName = /^laporan-(\d{4}-\d{2})(-\d{2})?\.(xlsx|csv)$/;

export const isExportName = (name: string): boolean => exportName.test(name);

export const exportNameOf = ({ key }: ExportPeriod, type: ExportType): string =>
  `laporan-${key}.${type}`;

const monthOf = (date: string): string => date.slice(0, 7);

function monthPeriod(month: string): ExportPeriod {
  const from = `${month}-01`;
  return { key: month, from, to: periodEnd(from, 'month') };
}

/**
 * What should be there: every day with a number before today, and every month that is over, the
 * oldest first.
 */
export function dueExports(days: readonly string[], today: string): ExportPeriod[] {
  const oldest = dayAfter(today, -exportDaysBackMax);
  const over = days.filter(date => date >= oldest && date < today).toSorted();
  const months = new Set(over.map(monthOf).filter(month => month < monthOf(today)));
  return [
    ...over.map(date => ({ key: date, from: date, to: dayAfter(date) })),
    ...[...months].map(monthPeriod),
  ];
}

/** A month stands behind its own days. */
function endOf(name: string): string {
  const [, month, day] = exportName.exec(name) ?? [];
  return `${month}${day ?? '-99'}`;
}

/** Files beyond what is kept, those of the oldest periods. */
export const outdatedExports = (names: readonly string[]): string[] =>
  names
    .filter(isExportName)
    .toSorted((one, other) => endOf(other).localeCompare(endOf(one)))
    .slice(exportFilesMax);
