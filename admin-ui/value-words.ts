import type { Hours, Period, Setup } from '../contract/setup.ts';
import type { Text } from '../contract/values.ts';
import { clockText, dateLong, weekdayName } from '../ui-kit/formats.ts';
import { language, pick } from '../ui-kit/language.ts';
import { valueText, type ValueKey } from './value-texts.ts';

/** What stands in a field of the set-up, as a person reads it: names in place of ids, units, days. */

export type Plain = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isText = (value: unknown): value is Text =>
  isObject(value) && typeof value['id'] === 'string' && typeof value['en'] === 'string';
export const isHours = (value: unknown): value is Hours & Plain =>
  isObject(value) && 'periods' in value && 'lastTicketMinutes' in value;

/** Fields whose text is one of a few that the program knows. */
const choices: Readonly<Record<string, readonly ValueKey[]>> = {
  kind: [
    'accumulating',
    'strict',
    'fifo',
    'ratio',
    'holiday',
    'collective-leave',
    'network',
    'usb',
    'serial',
    'cups',
    'agent',
  ],
  asks: ['name', 'nik', 'phone'],
  colour: ['biru', 'cokelat', 'hijau', 'merah'],
  cloth: ['kawung', 'parang', 'tumpal', 'wajik'],
  arrow: ['left', 'right', 'up', 'down', 'none'],
  slot: ['left', 'right', 'below'],
  firstWay: ['walk-in', 'booked'],
  layout: ['call', 'call-list', 'board', 'split'],
  numberStyle: ['nol', 'kosong', 'natural'],
  says: ['number', 'agency', 'service'],
  secondLanguage: ['visitor', 'always', 'never'],
  languages: ['id', 'en', 'jv', 'bug'],
  language: ['id', 'en'],
  timeZone: ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'],
};

/** What null means, where that is not simply nothing. */
const nulls: Readonly<Record<string, ValueKey>> = {
  hours: 'building',
  agencyIds: 'all',
  zoneId: 'all',
  placesPerSlot: 'automatic',
};

const units: readonly (readonly [RegExp, ValueKey])[] = [
  [/^minutes$|Minutes(Max|Min)?$/, 'minutes'],
  [/Seconds(Max|Min)?$/, 'seconds'],
  [/^days$|Days$|^daysAhead$/, 'days'],
  [/Percent$/, 'percent'],
  [/Mm$/, 'mm'],
  [/DistanceM$/, 'metres'],
  [/Inches$/, 'inches'],
  [/^(recallsMax|reprintsMax|delaysMax|repeat|missed|noShowCallsMin)$/, 'times'],
];

const number = (value: number): string =>
  new Intl.NumberFormat(language.value === 'id' ? 'id-ID' : 'en-GB').format(value);

function nameOfId(id: string, setup: Setup): string {
  const { agencies, services, queues, counters, zones, printers } = setup;
  const row = [...agencies, ...services, ...queues, ...counters].find(one => one.id === id);
  if (row) return 'short' in row ? row.short : pick(row.name);
  const zone = zones.find(one => one.id === id);
  return zone ? pick(zone.word) : (printers.find(one => one.id === id)?.name ?? id);
}

/** 3 January 2021 was a Sunday. */
const weekday = (day: number): string =>
  weekdayName(Date.UTC(2021, 0, 3 + day), 'UTC', language.value);

/** "Senin–Jumat": runs of days as people say them. */
function daysWords(days: readonly number[]): string {
  const fromMonday = days.toSorted((one, other) => ((one + 6) % 7) - ((other + 6) % 7));
  const runs: [number, number][] = [];
  for (const day of fromMonday) {
    const last = runs.at(-1);
    if (last && day === (last[1] + 1) % 7) last[1] = day;
    else runs.push([day, day]);
  }
  const said = runs.map(([from, to]) =>
    from === to ? weekday(from) : `${weekday(from)}–${weekday(to)}`,
  );
  return said.join(', ');
}

function periodWords({ days, opens, closes }: Period): string {
  const isAllDay = opens === '00:00' && closes === '24:00';
  const clock = (time: string): string => clockText(time, language.value);
  const time = isAllDay ? valueText('allDay') : `${clock(opens)}–${clock(closes)}`;
  return `${daysWords(days)} ${time}`;
}

export function hoursWords({ periods, lastTicketMinutes: minutes }: Hours): string {
  const said = periods.map(periodWords).join('; ');
  return minutes === 0 ? said : `${said}; ${valueText('lastTicket', { minutes })}`;
}

function stringWords(key: string, value: string, setup: Setup): string {
  if (value === '') return valueText('empty');
  const choice = choices[key]?.find(one => one === value);
  if (choice) return valueText(choice);
  if (/Ids?$/.test(key)) return nameOfId(value, setup);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    return dateLong(Date.parse(`${value}T00:00:00Z`), 'UTC', language.value);
  }
  return /^\d{2}:\d{2}$/.test(value) ? clockText(value, language.value) : value;
}

/** One value of a field called `key`; lists and groups are told by whoever compares them. */
export function valueWords(key: string, value: unknown, setup: Setup): string {
  if (value === null || value === undefined) return valueText(nulls[key] ?? 'none');
  if (typeof value === 'boolean') return valueText(value ? 'yes' : 'no');
  if (typeof value === 'number') {
    const unit = units.find(([fits]) => fits.test(key))?.[1];
    return unit ? valueText(unit, { value: number(value) }) : number(value);
  }
  if (typeof value === 'string') return stringWords(key, value, setup);
  if (isText(value)) return pick(value);
  if (isHours(value)) return hoursWords(value);
  return Array.isArray(value) ? listWords(key, value, setup) : valueText('yes');
}

const shownMax = 6;

export function listWords(key: string, list: readonly unknown[], setup: Setup): string {
  if (list.length === 0) return valueText('none');
  if (!isSimple(list)) return valueText('rows', { count: list.length });
  const said = list.slice(0, shownMax).map(value => valueWords(key, value, setup));
  const joined = said.join(', ');
  const count = list.length - shownMax;
  return count > 0 ? valueText('more', { list: joined, count }) : joined;
}

/** A list whose items are words by themselves. */
export const isSimple = (list: readonly unknown[]): boolean =>
  list.every(item => typeof item !== 'object' || isText(item));
