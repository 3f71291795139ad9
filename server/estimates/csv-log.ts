import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { dayOf, minutesOf } from './local-times.ts';
import type { LogRow } from './log-rows.ts';

/** Ten years of a large building. */
const rowsMax = 2_000_000;
const cellCharactersMax = 200;
/** Nobody waits or is served longer than this: a clock jumped, or a day is wrong. */
const minutesMax = 16 * 60;
/** So many broken rows are kept by name; beyond them they are only counted. */
const namedFaultsMax = 1_000;

const columns = [
  'date',
  'ticket',
  'service',
  'counter',
  'enqueued',
  'called',
  'finished',
  'outcome',
] as const;
type Column = (typeof columns)[number];
type Cells = Readonly<Record<Column, string>>;

export interface BrokenRow {
  /** Of the file, from 1. */
  readonly line: number;
  readonly why: string;
}

export interface ReadLog {
  readonly rows: readonly LogRow[];
  /** The first of them by name, and how many there are. */
  readonly broken: readonly BrokenRow[];
  readonly brokenCount: number;
}

/** The file as a whole cannot be used, and why. */
export class LogUnusable extends Error {
  override readonly name = 'LogUnusable';
}

/** A row that says something else, and what. */
class RowBroken extends Error {
  override readonly name = 'RowBroken';
}

/** Words for a visit that was not served, in the languages that logs are written in. */
const notServed =
  /no.?show|absen|abandon|cancel|left|expire|skip|miss|tidak.?(hadir|datang)|batal|pergi|hangus|lewat/i;

function timeIn(cells: Cells, column: 'enqueued' | 'called' | 'finished'): number | null {
  const text = cells[column];
  if (text === '' || text === '-' || text.toLowerCase() === 'null') return null;
  const minutes = minutesOf(text, cells.date);
  if (minutes === null) throw new RowBroken(`${column} "${text}" is no time of its day`);
  return minutes;
}

function rowOf(cells: Cells): LogRow {
  const date = dayOf(cells.date);
  if (date === null) throw new RowBroken(`date "${cells.date}" is no day`);
  if (cells.ticket === '') throw new RowBroken('ticket is empty');
  if (cells.service === '') throw new RowBroken('service is empty');
  const dated = { ...cells, date };
  const enqueued = timeIn(dated, 'enqueued');
  const called = timeIn(dated, 'called');
  const finished = timeIn(dated, 'finished');
  if (enqueued === null) throw new RowBroken('enqueued is empty');
  if (called !== null && called < enqueued) throw new RowBroken('called is before enqueued');
  if (called !== null && cells.counter === '') throw new RowBroken('called, but at no counter');
  const before = called ?? enqueued;
  if (finished !== null && finished < before) {
    throw new RowBroken(`finished is before ${called === null ? 'enqueued' : 'called'}`);
  }
  if ((finished ?? before) - enqueued > minutesMax) {
    throw new RowBroken(`longer than ${minutesMax / 60} hours`);
  }
  const wasServed = called !== null && !notServed.test(cells.outcome);
  const { ticket, service } = cells;
  const counter = cells.counter === '' ? null : cells.counter;
  return { date, ticket, service, counter, enqueued, called, finished, wasServed };
}

/** Where each column stands in the header. */
function placesOf(header: readonly string[]): Record<Column, number> {
  const names = header.map(name => name.trim().toLowerCase());
  const missing = columns.filter(column => !names.includes(column));
  if (missing.length > 0) {
    throw new LogUnusable(
      `The first line must name the columns ${columns.join(', ')}; missing: ${missing.join(', ')}.`,
    );
  }
  return Object.fromEntries(columns.map(column => [column, names.indexOf(column)])) as Record<
    Column,
    number
  >;
}

function cellsOf(record: readonly string[], places: Readonly<Record<Column, number>>): Cells {
  const cell = (column: Column): string => {
    const text = record[places[column]];
    if (text === undefined) throw new RowBroken(`it has no ${column}`);
    const trimmed = text.trim();
    if (trimmed.length <= cellCharactersMax) return trimmed;
    throw new RowBroken(`${column} is longer than ${cellCharactersMax} characters`);
  };
  return Object.fromEntries(columns.map(column => [column, cell(column)])) as Record<
    Column,
    string
  >;
}

class Reading {
  readonly rows: LogRow[] = [];
  readonly broken: BrokenRow[] = [];
  brokenCount = 0;
  #places: Record<Column, number> | null = null;
  readonly #lines = new Map<string, number>();

  take(record: readonly string[], line: number): void {
    if (!this.#places) {
      this.#places = placesOf(record);
      return;
    }
    if (record.every(cell => cell.trim() === '')) return;
    if (this.rows.length >= rowsMax) throw new LogUnusable(`More than ${rowsMax} rows.`);
    try {
      const row = rowOf(cellsOf(record, this.#places));
      const { date, ticket, service, enqueued, called } = row;
      const key = `${date} ${ticket} ${service} ${enqueued} ${called}`;
      const same = this.#lines.get(key);
      if (same !== undefined) throw new RowBroken(`the same as line ${same}`);
      this.#lines.set(key, line);
      this.rows.push(row);
    } catch (error) {
      if (!(error instanceof RowBroken)) throw error;
      this.brokenCount += 1;
      if (this.broken.length < namedFaultsMax) this.broken.push({ line, why: error.message });
    }
  }

  get hasHeader(): boolean {
    return this.#places !== null;
  }
}

/** A log in a file. Rows that cannot be used are named by line; rejects where none can. */
export async function readCsvLog(file: string): Promise<ReadLog> {
  const reading = new Reading();
  const parser = parse({
    bom: true,
    delimiter: [',', ';', '\t'],
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 100_000,
  });
  const source = createReadStream(file, 'utf8');
  source.on('error', error => parser.destroy(error));
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      reading.take(record, info.lines);
    }
  } catch (error) {
    if (error instanceof LogUnusable) throw error;
    throw new LogUnusable(`${file} cannot be read: ${error instanceof Error ? error.message : ''}`);
  } finally {
    source.destroy();
  }
  if (!reading.hasHeader) throw new LogUnusable('The file is empty.');
  const { rows, broken, brokenCount } = reading;
  return { rows, broken, brokenCount };
}
