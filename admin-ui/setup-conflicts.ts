import type { SetupCheck } from '../contract/setup-edits.ts';
import type { Text } from '../contract/values.ts';
import { pick } from '../ui-kit/language.ts';
import { editText as e } from './edit-texts.ts';
import { nameOfField, nameOfPath, type Named } from './setup-names.ts';

type Conflict = SetupCheck['conflicts'][number];
type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is Text => isRow(value) && 'id' in value && 'en' in value;

/** What can be said of a value in a sentence; null where it is more than a few words. */
function inWords(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return e('nothing');
  if (typeof value === 'boolean') return e(value ? 'yes' : 'no');
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `“${value}”`;
  return isText(value) && Object.keys(value).length === 2 ? `“${pick(value)}”` : null;
}

/** Of two rows the fields in which they differ, of two values those themselves. */
function differences(
  now: unknown,
  mine: unknown,
): [name: string | null, now: unknown, mine: unknown][] {
  if (!isRow(now) || !isRow(mine) || isText(now)) return [[null, now, mine]];
  return Object.keys({ ...now, ...mine })
    .filter(key => JSON.stringify(now[key]) !== JSON.stringify(mine[key]))
    .map(key => [nameOfField(`//${key}`), now[key], mine[key]]);
}

/** What somebody else made of it beside what it is here: a sentence for each field that differs. */
export function conflictSentences({ path, now }: Conflict, desk: Named): string[] {
  const name = nameOfPath(desk, path);
  const mine = desk.value(path);
  if (now === null) return [e('conflictGone', { name })];
  if (mine === null) return [e('conflictMineGone', { name })];
  const said = differences(now, mine).flatMap(([field, theirs, own]) => {
    const [other, here] = [inWords(theirs), inWords(own)];
    const place = field === null ? name : `${name}, ${field}`;
    return other === null || here === null
      ? []
      : [e('conflict', { name: place, now: other, mine: here })];
  });
  return said.length > 0 ? said : [e('conflictElse', { name })];
}
