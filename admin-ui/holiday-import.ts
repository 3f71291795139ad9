import type { Holiday } from '../contract/setup.ts';
import { dateRead } from './date-read.ts';
import { dayAfter } from './opening-days.ts';

/** Holidays from a list that somebody has: lines of a table, or a calendar file. */

export const importBytesMax = 1_048_576;
/** As many as a set-up holds. */
export const holidaysMax = 400;
const nameLettersMax = 200;
/** A feast that lasts longer was not meant as one. */
const daysOfOneMax = 31;

export type ImportFault = 'no-date' | 'no-name' | 'long-name' | 'twice' | 'long-time' | 'too-many';

export interface ImportFaultAt {
  /** Of the text, from 1. */
  readonly line: number;
  readonly fault: ImportFault;
  readonly words: string;
}

/** `new`: no holiday yet on that day; `changed`: one of another name or kind; `known`: the same. */
export interface ImportRow {
  readonly holiday: Holiday;
  readonly state: 'new' | 'changed' | 'known';
  readonly before: Holiday | null;
}

export interface HolidayImport {
  readonly rows: readonly ImportRow[];
  readonly faults: readonly ImportFaultAt[];
}

interface Read {
  readonly line: number;
  readonly date: string | null;
  readonly days: number;
  readonly id: string;
  readonly en: string;
  readonly kind: Holiday['kind'];
  readonly words: string;
}

const isLeave = (words: string): boolean => /cuti|leave/i.test(words);
const headings = /^(tanggal|date|tgl|hari)$/i;

/** The cells of a line; quotes keep a separator inside one. */
function cellsOf(line: string, separator: string): string[] {
  const cells = [''];
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at]!;
    if (letter === '"' && isQuoted && line[at + 1] === '"') {
      cells[cells.length - 1] += '"';
      at += 1;
    } else if (letter === '"') isQuoted = !isQuoted;
    else if (letter === separator && !isQuoted) cells.push('');
    else cells[cells.length - 1] += letter;
  }
  return cells.map(cell => cell.trim());
}

/** `date;name;kind;name in English`; the last two may be missing, as may the heading. */
function readTable(text: string): Read[] {
  const lines = text.split(/\r\n|\r|\n/);
  const separator = [';', '\t', ','].find(one => lines.some(line => line.includes(one))) ?? ';';
  return lines.flatMap((words, at): Read[] => {
    if (words.trim() === '') return [];
    const [day = '', id = '', kind = '', en = ''] = cellsOf(words, separator);
    if (headings.test(day)) return [];
    const leave = isLeave(kind === '' ? id : kind) ? 'collective-leave' : 'holiday';
    return [{ line: at + 1, date: dateRead(day), days: 1, id, en: en || id, kind: leave, words }];
  });
}

/** A line of a calendar file goes on in those that begin with a space. */
function unfolded(text: string): { readonly line: number; readonly words: string }[] {
  const found: { line: number; words: string }[] = [];
  for (const [at, words] of text.split(/\r\n|\r|\n/).entries()) {
    const last = found.at(-1);
    if (/^[ \t]/.test(words) && last) last.words += words.slice(1);
    else found.push({ line: at + 1, words });
  }
  return found;
}

const unescaped = (value: string): string =>
  value.replaceAll(/\\([nN,;\\])/g, (_, letter: string) => (/n/i.test(letter) ? ' ' : letter));

const dayOfValue = (value: string): string | null => dateRead(value.slice(0, 8));

/** Whole days of a calendar (RFC 5545): the end is the first day after. */
function readCalendar(text: string): Read[] {
  const events: Read[] = [];
  let event: { line: number; start: string; end: string; name: string } | null = null;
  for (const { line, words } of unfolded(text)) {
    const colon = words.indexOf(':');
    const name = words.slice(0, colon).split(';')[0]!.toUpperCase();
    const value = words.slice(colon + 1).trim();
    if (name === 'BEGIN' && value === 'VEVENT') event = { line, start: '', end: '', name: '' };
    else if (event && name === 'DTSTART') event.start = value;
    else if (event && name === 'DTEND') event.end = value;
    else if (event && name === 'SUMMARY') event.name = unescaped(value).trim();
    else if (event && name === 'END' && value === 'VEVENT') {
      const date = dayOfValue(event.start);
      const end = dayOfValue(event.end);
      const days = date && end ? (Date.parse(end) - Date.parse(date)) / 86_400_000 : 1;
      const kind = isLeave(event.name) ? 'collective-leave' : 'holiday';
      events.push({
        line: event.line,
        date,
        days: Math.max(1, days),
        id: event.name,
        en: event.name,
        kind,
        words: `${event.start} ${event.name}`,
      });
      event = null;
    }
  }
  return events;
}

function faultOf({ date, days, id, en }: Read): ImportFault | null {
  if (date === null) return 'no-date';
  if (id === '') return 'no-name';
  if (id.length > nameLettersMax || en.length > nameLettersMax) return 'long-name';
  return days > daysOfOneMax ? 'long-time' : null;
}

const isSameDay = (one: Holiday, other: Holiday): boolean =>
  one.name.id === other.name.id && one.name.en === other.name.en && one.kind === other.kind;

/** As it would stand: who works on it stays as it was decided. */
export function importRow(holiday: Holiday, before: Holiday | null): ImportRow {
  if (before === null) return { holiday, before, state: 'new' };
  const kept = { ...holiday, exceptAgencyIds: before.exceptAgencyIds };
  return { holiday: kept, before, state: isSameDay(kept, before) ? 'known' : 'changed' };
}

/** What a text would bring beside the holidays that there are; nothing is changed by it. */
export function readHolidays(text: string, known: readonly Holiday[]): HolidayImport {
  const reads = /^\s*BEGIN:VCALENDAR/im.test(text) ? readCalendar(text) : readTable(text);
  const faults: ImportFaultAt[] = [];
  const days = new Map<string, Holiday>();
  for (const read of reads) {
    const words = read.words.trim().slice(0, 80);
    const fault = faultOf(read);
    if (fault !== null) {
      faults.push({ line: read.line, fault, words });
      continue;
    }
    for (let at = 0; at < read.days; at += 1) {
      const date = dayAfter(read.date!, at);
      const isTwice = days.has(date);
      const isFull = days.size >= holidaysMax;
      if (isTwice || isFull) {
        faults.push({ line: read.line, fault: isTwice ? 'twice' : 'too-many', words });
        break;
      }
      const name = { id: read.id, en: read.en };
      days.set(date, { date, name, kind: read.kind, exceptAgencyIds: [] });
    }
  }
  const before = new Map(known.map(row => [row.date, row]));
  const rows = [...days.values()]
    .toSorted((one, other) => (one.date < other.date ? -1 : 1))
    .map(holiday => importRow(holiday, before.get(holiday.date) ?? null));
  return { rows, faults };
}
