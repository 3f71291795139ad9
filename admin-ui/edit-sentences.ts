import type { SetupEdit } from '../contract/setup-edits.ts';
import type { Setup } from '../contract/setup.ts';
import { texts } from '../ui-kit/language.ts';
import { fieldText, type FieldKey } from './field-texts.ts';
import { valueOf } from './setup-desk.ts';
import { nameOfPath } from './setup-names.ts';
import { valueText } from './value-texts.ts';
import { isHours, isObject, isSimple, isText, listWords, valueWords } from './value-words.ts';

/** A change of the set-up in plain words: what, and each field before and after. */

const sentence = texts({
  id: {
    added: '{what} ditambahkan',
    removed: '{what} dihapus',
    changed: '{what} diubah',
    ordered: 'Urutan diubah: {what}',
    field: '{label}: {before} menjadi {after}',
    fields: '{what}: {fields}',
    'order:zones': 'zona',
    'order:agencies': 'instansi',
    'order:queues': 'antrean',
    'order:services': 'layanan',
    'order:counters': 'loket',
    'order:printers': 'printer',
    'order:kiosks': 'kiosk',
    'order:displays': 'layar',
    'order:other': 'daftar',
  },
  en: {
    added: '{what} added',
    removed: '{what} removed',
    changed: '{what} changed',
    ordered: 'Order changed: {what}',
    field: '{label}: {before} becomes {after}',
    fields: '{what}: {fields}',
    'order:zones': 'zones',
    'order:agencies': 'agencies',
    'order:queues': 'queues',
    'order:services': 'services',
    'order:counters': 'counters',
    'order:printers': 'printers',
    'order:kiosks': 'kiosks',
    'order:displays': 'screens',
    'order:other': 'lists',
  },
});

const orders = [
  'zones',
  'agencies',
  'queues',
  'services',
  'counters',
  'printers',
  'kiosks',
  'displays',
] as const;

export interface FieldChange {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

export interface EditWords {
  readonly what: string;
  readonly done: 'added' | 'removed' | 'changed' | 'ordered';
  readonly fields: readonly FieldChange[];
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Nobody reads the name of a field in the program: what has no words is some other setting. */
export function labelOf(key: string): string {
  const words: string | undefined = fieldText(key as FieldKey);
  return words ?? fieldText('other');
}

/** A list: what came and what went, else that it stands otherwise. */
function listChange(
  [key, label]: readonly [string, string],
  [before, after]: readonly [readonly unknown[], readonly unknown[]],
  setup: Setup,
): FieldChange {
  const was = listWords(key, before, setup);
  if (!isSimple(before) || !isSimple(after)) {
    const isCountSame = before.length === after.length;
    const words = isCountSame ? valueText('rowsChanged', { count: after.length }) : null;
    return { label, before: was, after: words ?? listWords(key, after, setup) };
  }
  const missing = (from: readonly unknown[], of: readonly unknown[]): unknown[] =>
    from.filter(item => !of.some(other => same(item, other)));
  const [came, went] = [missing(after, before), missing(before, after)];
  // Where nothing stayed, or hardly anything is there, the new list says it best.
  if (went.length === before.length || after.length <= 3) {
    return { label, before: was, after: listWords(key, after, setup) };
  }
  const said = [
    ...(came.length > 0 ? [valueText('added', { list: listWords(key, came, setup) })] : []),
    ...(went.length > 0 ? [valueText('taken', { list: listWords(key, went, setup) })] : []),
  ];
  return { label, before: was, after: said.join('; ') || valueText('orderChanged') };
}

function changesIn(
  [key, label]: readonly [string, string],
  [before, after]: readonly [unknown, unknown],
  setup: Setup,
): FieldChange[] {
  if (same(before, after)) return [];
  if (isText(before) && isText(after)) {
    const both = [
      { label, before: before.id, after: after.id },
      { label: fieldText('inEnglish', { label }), before: before.en, after: after.en },
    ];
    return both.filter(row => row.before !== row.after);
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return [listChange([key, label], [before, after], setup)];
  }
  const isGroup = isObject(before) && isObject(after) && !isHours(before) && !isHours(after);
  if (isGroup) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(inner => {
      const place = fieldText('ofParent', { parent: label, label: labelOf(inner).toLowerCase() });
      return changesIn([inner, place], [before[inner], after[inner]], setup);
    });
  }
  const words = [before, after].map(value => valueWords(key, value, setup));
  return [{ label, before: words[0]!, after: words[1]! }];
}

const isWhole = (part: string): boolean => part === 'ticketLayout' || part === 'logoId';
const isFieldPart = (part: string): boolean =>
  ['building', 'rules', 'voice', 'antrean'].includes(part);

export function wordsOfEdit({ path, before, after }: SetupEdit, setup: Setup): EditWords {
  const [part = '', key = ''] = path.split('/');
  if (part === 'order') {
    const which = orders.find(one => one === key) ?? 'other';
    return { what: sentence(`order:${which}`), done: 'ordered', fields: [] };
  }
  const named = {
    seen: { value: null },
    value: (at: string): unknown => (at === path ? (after ?? before) : valueOf(setup, at)),
  };
  const what = nameOfPath(named, path);
  if (isWhole(part)) {
    const done = before === null ? 'added' : after === null ? 'removed' : 'changed';
    return { what, done, fields: [] };
  }
  if (isFieldPart(part)) {
    const fields = changesIn([key, labelOf(key)], [before, after], setup);
    return { what, done: 'changed', fields };
  }
  if (before === null) return { what, done: 'added', fields: [] };
  if (after === null || !isObject(before) || !isObject(after)) {
    return { what, done: 'removed', fields: [] };
  }
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(field =>
    changesIn([field, labelOf(field)], [before[field], after[field]], setup),
  );
  return { what, done: 'changed', fields };
}

/** All of an edit in one sentence, in the language of this screen. */
export function sentenceOf(edit: SetupEdit, setup: Setup): string {
  const { what, done, fields } = wordsOfEdit(edit, setup);
  if (fields.length === 0) return sentence(done, { what });
  const said = fields.map(field => sentence('field', { ...field }));
  return sentence('fields', { what, fields: said.join('; ') });
}
