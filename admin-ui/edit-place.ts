import type { SetupFault } from '../contract/setup-edits.ts';
import type { SetupDesk } from './setup-desk.ts';

/** One value inside the set-up, as a field of a page edits it. */
export interface EditPlace<Value> {
  readonly value: Value;
  /** As it is saved; undefined where its row is new. */
  readonly was: Value | undefined;
  readonly isChanged: boolean;
  /** What is wrong with it and with everything inside. */
  readonly faults: readonly SetupFault[];
  /** Of its label and its messages. */
  readonly elementId: string;
  change(value: Value): void;
}

const wholePaths: ReadonlySet<string> = new Set(['ticketLayout', 'logoId']);

function dig(value: unknown, keys: readonly string[]): unknown {
  let at = value;
  for (const key of keys) at = (at as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return at;
}

function put(value: unknown, keys: readonly string[], inner: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return inner;
  if (Array.isArray(value)) return value.with(Number(key), put(value[Number(key)], rest, inner));
  const object = (value ?? {}) as Readonly<Record<string, unknown>>;
  return { ...object, [key]: put(object[key], rest, inner) };
}

/**
 * `at` names it as faults do: `services/a02/name/id`, `building/short`, `queues/a/booking/daysAhead`.
 * The first two parts are the path of the edit, what follows stands inside its value.
 */
export function placeAt<Value>(desk: SetupDesk, at: string): EditPlace<Value> {
  const [part = '', row, ...inner] = at.split('/');
  const isWhole = row === undefined || wholePaths.has(part);
  const path = isWhole ? part : `${part}/${row}`;
  const keys = isWhole && row !== undefined ? [row, ...inner] : inner;
  const before = desk.was(path);
  const isNew = before === null && keys.length > 0;
  const value = dig(desk.value(path), keys) as Value;
  const was = isNew ? undefined : (dig(before, keys) as Value);
  return {
    value,
    was,
    isChanged: !isNew && JSON.stringify(value) !== JSON.stringify(was),
    faults: desk.faultsAt(at),
    elementId: `edit-${at.replaceAll('/', '-')}`,
    change: next => desk.change(path, put(desk.value(path), keys, next)),
  };
}

/** How many things somebody would call changed: fields of a row that stays, and whole rows else. */
export function countOfChanges(
  edits: readonly { readonly before: unknown; readonly after: unknown }[],
): number {
  const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  return edits.reduce((sum, { before, after }) => {
    if (!isObject(before) || !isObject(after)) return sum + 1;
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    const changed = [...keys].filter(
      key => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    );
    return sum + Math.max(1, changed.length);
  }, 0);
}
