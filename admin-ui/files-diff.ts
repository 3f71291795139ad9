import type { SetupEdit } from '../contract/setup-edits.ts';
import type { SetupFileGroup } from '../contract/setup-files.ts';

/** Edits of a file as they are read: by what belongs together, with what was and what will be. */

const groups: Readonly<Record<string, SetupFileGroup>> = {
  building: 'building',
  'building/name': 'identity',
  'building/short': 'identity',
  'building/timeZone': 'identity',
  'building/hours': 'hours',
  holidays: 'hours',
  seasons: 'hours',
  rules: 'rules',
  zones: 'zones',
  agencies: 'services',
  queues: 'services',
  services: 'services',
  counters: 'counters',
  printers: 'devices',
  kiosks: 'devices',
  displays: 'devices',
  signs: 'devices',
  voice: 'voice',
  ticketLayout: 'ticket',
  antrean: 'antrean',
};

function groupOf(path: string): SetupFileGroup {
  const own = path.replace(/^order\//, '');
  return groups[own] ?? groups[own.split('/')[0] ?? ''] ?? 'building';
}

export interface EditGroup {
  readonly group: SetupFileGroup;
  readonly edits: readonly SetupEdit[];
}

/** In the order in which the server makes them. */
export function groupsOfEdits(edits: readonly SetupEdit[]): EditGroup[] {
  const byGroup = Map.groupBy(edits, ({ path }) => groupOf(path));
  return [...byGroup].map(([group, own]) => ({ group, edits: own }));
}

/** A value that changed within an edit, as it is read. */
export interface ChangedValue {
  /** Of the row, or the field itself; empty where it is a value alone. */
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

type Value = SetupEdit['before'];

const wordsMax = 60;
const isRecord = (value: unknown): value is Readonly<Record<string, Value>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function read(value: unknown): string {
  if (Array.isArray(value)) return value.map(read).filter(Boolean).join(', ');
  if (isRecord(value)) return Object.values(value).map(read).filter(Boolean).join(' ');
  return value === null || value === undefined ? '' : `${value as string | number | boolean}`;
}

const short = (value: unknown): string => {
  const words = read(value);
  return words.length > wordsMax ? `${words.slice(0, wordsMax - 1)}…` : words;
};

/** The innermost values that differ: whole lists where it is a list. */
export function changedValues(before: unknown, after: unknown, field = ''): ChangedValue[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isRecord(before) || !isRecord(after)) {
    return [{ field, before: short(before), after: short(after) }];
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap(key => changedValues(before[key], after[key], field || key));
}

/** A field of the building or its rules is named by its path; of a row each of its own is. */
export const fieldOfPath = (path: string): string =>
  /^(building|rules|voice|antrean)\//.test(path) ? path.slice(path.indexOf('/') + 1) : '';
