import { CsvError, parse } from 'csv-parse/sync';
import type { FileFault } from '../../../contract/setup-files.ts';

/** A sheet as its rows of cells, each with the line in which it begins. */

export interface SheetRow {
  /** From 1, the head included. */
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

export interface Sheet {
  readonly rows: readonly SheetRow[];
  readonly columns: readonly string[];
  readonly faults: readonly FileFault[];
}

export interface SheetKind {
  readonly columns: readonly string[];
  readonly needed: readonly string[];
  readonly rowsMax: number;
}

const delimiters = ['\t', ';', ','] as const;
const nameLengthMax = 60;

/** What stands most often between the names of the head. */
function delimiterOf(head: string): string {
  const count = (sign: string): number => head.split(sign).length;
  return delimiters.toSorted((one, other) => count(other) - count(one))[0]!;
}

interface Cells {
  readonly line: number;
  readonly cells: readonly string[];
}

const none = (fault: Omit<FileFault, 'path'>): Sheet => ({
  rows: [],
  columns: [],
  faults: [{ path: 'file', ...fault }],
});

/** Some programs say in a first line of its own what stands between the cells. */
const separatorLine = /^sep=(.)\r?\n/i;

interface Parsed {
  readonly record: readonly string[];
  /** Where it ends. */
  readonly info: { readonly bytes: number };
}

const breaksIn = (bytes: Buffer): number =>
  bytes.toString('utf8').match(/\r\n|\n|\r/g)?.length ?? 0;

/** The parser's own count of lines takes a break within quotes for two: this counts them itself. */
function linesOf(rows: readonly Parsed[], body: string, skipped: number): Cells[] {
  const bytes = Buffer.from(body, 'utf8');
  let [line, at] = [1 + skipped, 0];
  return rows.map(({ record, info }) => {
    const row = { line, cells: record };
    line += breaksIn(bytes.subarray(at, info.bytes));
    at = info.bytes;
    return row;
  });
}

function recordsOf(text: string, rowsMax: number): Cells[] {
  const said = separatorLine.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  const first = body.split(/\r?\n|\r/, 1)[0] ?? '';
  const rows = parse(body, {
    delimiter: said?.[1] ?? delimiterOf(first),
    info: true,
    relax_column_count: true,
    to: rowsMax + 2,
    max_record_size: 100_000,
  }) as unknown as Parsed[];
  return linesOf(rows, body, said ? 1 : 0);
}

/** Columns that are needed, doubled or nobody's. */
function headFaults(names: readonly string[], line: number, kind: SheetKind): FileFault[] {
  const faults: FileFault[] = [];
  names.forEach((name, at) => {
    const path = name.slice(0, nameLengthMax) || `${at + 1}`;
    const facts = { column: path };
    if (!kind.columns.includes(name)) faults.push({ path, line, code: 'unknown-column', facts });
    else if (names.indexOf(name) < at) faults.push({ path, line, code: 'duplicate-key', facts });
  });
  for (const path of kind.needed) {
    if (names.includes(path)) continue;
    faults.push({ path, line, code: 'missing-column', facts: { column: path } });
  }
  return faults;
}

const isEmpty = (cells: readonly string[]): boolean => cells.every(cell => cell.trim() === '');

function rowsOf(records: readonly Cells[], names: readonly string[]): Omit<Sheet, 'columns'> {
  const rows: SheetRow[] = [];
  const faults: FileFault[] = [];
  for (const { line, cells } of records) {
    if (isEmpty(cells)) continue;
    if (!isEmpty(cells.slice(names.length))) {
      const facts = { columns: names.length, cells: cells.length };
      faults.push({ path: 'file', line, code: 'wrong-columns', facts });
    }
    const named = names.map((name, at): [string, string] => [name, (cells[at] ?? '').trim()]);
    rows.push({ line, cells: new Map(named) });
  }
  return { rows, faults };
}

export function readSheet(text: string, kind: SheetKind): Sheet {
  let records: Cells[];
  try {
    records = recordsOf(text, kind.rowsMax);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at = Number(error['lines'] ?? 0);
    const line = at > 0 ? at : null;
    return none({ line, code: 'broken', message: `${error.code}: ${error.message}`.slice(0, 200) });
  }
  const [head] = records;
  if (!head) return none({ line: null, code: 'empty' });
  const names = head.cells.map(name => name.trim().toLowerCase());
  while (names.at(-1) === '') names.pop();
  const wrong = headFaults(names, head.line, kind);
  if (wrong.length > 0) return { rows: [], columns: names, faults: wrong };
  const { rows, faults } = rowsOf(records.slice(1), names);
  if (rows.length <= kind.rowsMax) return { rows, columns: names, faults };
  const facts = { max: kind.rowsMax };
  return none({ line: rows[kind.rowsMax]!.line, code: 'too-many', facts });
}
