import type { SetupEdit } from '../../contract/setup-edits.ts';
import type { Setup } from '../../contract/setup.ts';

/** A set-up taken apart: every thing in it has a path, and only these can be changed one by one. */

type Row = Readonly<Record<string, unknown>>;
type Json = SetupEdit['before'];

interface Rows {
  readonly key: string;
  of(setup: Setup): readonly Row[];
  with(setup: Setup, rows: readonly Row[]): Setup;
}

const own = (part: 'zones' | 'agencies' | 'queues' | 'services' | 'counters'): Rows => ({
  key: 'id',
  of: setup => setup[part],
  with: (setup, rows) => ({ ...setup, [part]: rows }),
});
const things = (part: 'printers' | 'kiosks' | 'displays'): Rows => ({
  key: 'id',
  of: setup => setup[part],
  with: (setup, rows) => ({ ...setup, [part]: rows }),
});
const ofBuilding = (part: 'holidays' | 'seasons', key: string): Rows => ({
  key,
  of: ({ building }) => building[part],
  with: (setup, rows) => ({ ...setup, building: { ...setup.building, [part]: rows } }),
});

const rowParts: Readonly<Record<string, Rows>> = {
  zones: own('zones'),
  agencies: own('agencies'),
  queues: own('queues'),
  services: own('services'),
  counters: own('counters'),
  holidays: ofBuilding('holidays', 'date'),
  seasons: ofBuilding('seasons', 'id'),
  printers: things('printers'),
  kiosks: things('kiosks'),
  displays: things('displays'),
  signs: {
    key: 'counterId',
    of: ({ signs }) => signs,
    with: (setup, rows) => ({ ...setup, signs: rows as Setup['signs'] }),
  },
};

/** Paths come from outside: what every object has is no part. */
const rowsOf = (part: string): Rows | undefined =>
  Object.hasOwn(rowParts, part) ? rowParts[part] : undefined;

const fieldParts = ['building', 'rules', 'voice', 'antrean'] as const;
type FieldPart = (typeof fieldParts)[number];
/** Lists of their own, and what is decided when the building is made. */
const notFields = new Set(['holidays', 'seasons', 'demo']);
const wholes = ['ticketLayout', 'logoId'] as const;

const isFieldPart = (part: string): part is FieldPart =>
  (fieldParts as readonly string[]).includes(part);
const isWhole = (part: string): part is (typeof wholes)[number] =>
  (wholes as readonly string[]).includes(part);

const keyOf = (rows: Rows, row: Row): string => String(row[rows.key]);
const json = (value: unknown): Json => value as Json;

/** The order of what stands in objects is nobody's decision. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

export const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/** What stands at a path; null where there is no such row; undefined where there is no such path. */
export function valueAt(setup: Setup, path: string): Json | undefined {
  const [part = '', key] = path.split('/');
  if (key === undefined) return isWhole(part) ? json(setup[part]) : undefined;
  if (part === 'order') {
    const rows = rowsOf(key);
    return rows?.of(setup).map(row => keyOf(rows, row));
  }
  const rows = rowsOf(part);
  if (rows) return json(rows.of(setup).find(row => keyOf(rows, row) === key) ?? null);
  if (!isFieldPart(part) || notFields.has(key)) return undefined;
  const fields: Row = setup[part];
  return Object.hasOwn(fields, key) ? json(fields[key]) : undefined;
}

function withRow(setup: Setup, rows: Rows, key: string, after: Json): Setup {
  const now = rows.of(setup);
  const at = now.findIndex(row => keyOf(rows, row) === key);
  const row = after as Row | null;
  if (at === -1) return row === null ? setup : rows.with(setup, [...now, row]);
  return rows.with(setup, row === null ? now.toSpliced(at, 1) : now.with(at, row));
}

/** Rows that the order does not name keep their place behind those it does. */
function inOrder(setup: Setup, rows: Rows, ids: readonly string[]): Setup {
  const place = new Map(ids.map((id, at) => [id, at]));
  const of = (row: Row): number => place.get(keyOf(rows, row)) ?? ids.length;
  return rows.with(
    setup,
    rows.of(setup).toSorted((one, other) => of(one) - of(other)),
  );
}

/** The set-up with these edits made; a path that is none is left out (`valueAt` tells it before). */
export function withEdits(
  setup: Setup,
  edits: readonly Pick<SetupEdit, 'path' | 'after'>[],
): Setup {
  let made = setup;
  for (const edit of edits) made = withEdit(made, edit);
  return made;
}

function withEdit(setup: Setup, { path, after }: Pick<SetupEdit, 'path' | 'after'>): Setup {
  const [part = '', key] = path.split('/');
  if (valueAt(setup, path) === undefined) return setup;
  if (key === undefined) return { ...setup, [part]: after };
  if (part === 'order') {
    // What is no list of ids was told as a fault, and orders nothing.
    return Array.isArray(after) ? inOrder(setup, rowsOf(key)!, after as string[]) : setup;
  }
  const rows = rowsOf(part);
  if (rows) return withRow(setup, rows, key, after);
  return { ...setup, [part]: { ...setup[part as FieldPart], [key]: after } };
}

function rowEdits(part: string, rows: Rows, before: Setup, after: Setup): SetupEdit[] {
  const [was, is] = [rows.of(before), rows.of(after)];
  const oldRows = new Map(was.map(row => [keyOf(rows, row), row]));
  const newRows = new Map(is.map(row => [keyOf(rows, row), row]));
  const edits: SetupEdit[] = [];
  for (const key of new Set([...oldRows.keys(), ...newRows.keys()])) {
    const [one, other] = [oldRows.get(key) ?? null, newRows.get(key) ?? null];
    if (isSame(one, other)) continue;
    edits.push({ path: `${part}/${key}`, before: json(one), after: json(other) });
  }
  // As it would stand without any edit of the order: new rows come last.
  const usual = [...oldRows.keys()].filter(key => newRows.has(key));
  usual.push(...[...newRows.keys()].filter(key => !oldRows.has(key)));
  const wished = [...newRows.keys()];
  if (!isSame(usual, wished)) edits.push({ path: `order/${part}`, before: usual, after: wished });
  return edits;
}

/** What makes one set-up of the other, in an order in which it can be done. */
export function editsBetween(before: Setup, after: Setup): SetupEdit[] {
  const edits: SetupEdit[] = [];
  const note = (path: string): void => {
    const [one, other] = [valueAt(before, path), valueAt(after, path)];
    if (one === undefined || other === undefined || isSame(one, other)) return;
    edits.push({ path, before: one, after: other });
  };
  for (const part of fieldParts) {
    for (const key of Object.keys(after[part])) note(`${part}/${key}`);
  }
  for (const whole of wholes) note(whole);
  for (const [part, rows] of Object.entries(rowParts)) {
    edits.push(...rowEdits(part, rows, before, after));
  }
  return edits;
}

const isOrder = ({ path }: SetupEdit): boolean => path.startsWith('order/');

/** The edits that take these back; rows stand again where they stood in the set-up `before` them. */
export function reversed(edits: readonly SetupEdit[], before: Setup): SetupEdit[] {
  const back = edits
    .filter(edit => !isOrder(edit))
    .toReversed()
    .map(edit => ({ path: edit.path, before: edit.after, after: edit.before }));
  const parts = new Set(edits.map(({ path }) => path.replace(/^order\//, '').split('/')[0]!));
  const orders = [...parts]
    .filter(part => rowsOf(part) && edits.some(edit => isOrder(edit) || edit.after === null))
    .map(part => {
      const ids = valueAt(before, `order/${part}`) ?? [];
      return { path: `order/${part}`, before: ids, after: ids };
    });
  return [...back, ...orders];
}

/** The first edit that does not begin from what is there; null where all do. */
export function conflictOf(setup: Setup, edits: readonly SetupEdit[]): SetupEdit | null {
  let made = setup;
  for (const edit of edits) {
    const now = valueAt(made, edit.path);
    // An order is only a wish about rows that others may have added to or taken from.
    if (now !== undefined && !isOrder(edit) && !isSame(now, edit.before)) return edit;
    made = withEdits(made, [edit]);
  }
  return null;
}

/** Agencies that an edit is about, before and after; null where it is no agency's own matter. */
export function agenciesOf({ path, before, after }: SetupEdit): readonly string[] | null {
  const [part] = path.split('/');
  const rows = [before, after].filter(row => row !== null) as Row[];
  if (part === 'agencies') return rows.map(row => String(row['id']));
  if (part !== 'queues' && part !== 'services' && part !== 'counters') return null;
  return rows.map(row => String(row['agencyId']));
}
