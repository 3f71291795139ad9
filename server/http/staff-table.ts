import { CsvError, parse } from 'csv-parse/sync';
import {
  importRowsMax,
  staffColumnSchema,
  type StaffColumn,
  type StaffFaultCode,
  type StaffImportFault,
} from '../../contract/staff-office.ts';

/** A table of people as a spreadsheet writes it. */

export interface TableRow {
  /** Of the file, from 1, as a spreadsheet counts. */
  readonly line: number;
  /** Trimmed; what has no column in the file is absent. */
  readonly values: Readonly<Partial<Record<StaffColumn, string>>>;
}

export interface StaffTableFile {
  readonly rows: readonly TableRow[];
  readonly faults: readonly StaffImportFault[];
}

const shownCharactersMax = 60;

export const tableFault = (
  line: number | null,
  column: string | null,
  code: StaffFaultCode,
  value: string | null = null,
): StaffImportFault => ({
  line,
  column,
  code,
  value: value === null ? null : value.slice(0, shownCharactersMax),
});

/** What columns are called in the two languages of the office. */
const columnNames: Readonly<Record<string, StaffColumn>> = {
  'nama pengguna': 'username',
  'user name': 'username',
  nama: 'name',
  peran: 'role',
  loket: 'counters',
  counter: 'counters',
  layanan: 'services',
  instansi: 'agencies',
};
const required: readonly StaffColumn[] = ['username', 'name', 'role'];

const columnOf = (heading: string): StaffColumn | undefined => {
  const name = heading.trim().toLowerCase();
  const known = staffColumnSchema.safeParse(name);
  return known.success ? known.data : columnNames[name];
};

/** UTF-8, UTF-16 where it says so, else what spreadsheets on Windows write. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The sign that stands most often between the headings. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  const counted = [';', ',', '\t'].map(sign => ({ sign, times: first.split(sign).length }));
  return counted.reduce((best, one) => (one.times > best.times ? one : best)).sign;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function readLines(text: string): Parsed[] {
  // Some spreadsheets name their sign in a line of its own, before the headings.
  const said = /^sep=(.)\r?\n/i.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  const rows = parse(body, {
    delimiter: said?.[1] ?? delimiterOf(body),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    to: importRowsMax + 2,
  }) as unknown as Parsed[];
  const skipped = said ? 1 : 0;
  return rows.map(({ record, info }) => ({ record, info: { lines: info.lines + skipped } }));
}

function faultsOfHeadings(line: number, headings: readonly string[]): StaffImportFault[] {
  const columns = headings.map(columnOf);
  const faults = headings.flatMap((heading, at) => {
    const column = columns[at];
    if (column === undefined) {
      // Spreadsheets leave columns without a heading at the right.
      return heading === '' ? [] : [tableFault(line, heading.slice(0, 60), 'column-unknown')];
    }
    return columns.indexOf(column) < at ? [tableFault(line, column, 'column-twice')] : [];
  });
  const missing = required.filter(column => !columns.includes(column));
  return [...faults, ...missing.map(column => tableFault(line, column, 'column-missing'))];
}

/** The people of a file, or everything that keeps it from being read as a table of people. */
export function readStaffTable(bytes: Uint8Array): StaffTableFile {
  const nothing = (...faults: StaffImportFault[]): StaffTableFile => ({ rows: [], faults });
  let lines: Parsed[];
  try {
    lines = readLines(textOf(bytes).replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    return nothing(tableFault(line, null, 'not-a-table'));
  }
  const [head, ...people] = lines.filter(({ record }) => record.some(value => value !== ''));
  if (!head || people.length === 0) return nothing(tableFault(null, null, 'empty'));
  const wrong = faultsOfHeadings(head.info.lines, head.record);
  if (wrong.length > 0) return nothing(...wrong);
  if (people.length > importRowsMax) {
    return nothing(tableFault(null, null, 'too-many-rows', String(importRowsMax)));
  }
  const columns = head.record.map(columnOf);
  const rows = people.map(({ record, info }) => {
    const named = columns.flatMap((column, at) => (column ? [[column, record[at] ?? '']] : []));
    return { line: info.lines, values: Object.fromEntries(named) as TableRow['values'] };
  });
  return { rows, faults: [] };
}
