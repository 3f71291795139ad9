/**
 * Writes plain values as YAML that people read: a row a block, what is short in one line, quotes only
 * where a text would mean something else without them. Every reader of YAML 1.2 reads it as it was.
 */

type Scalar = null | boolean | number | string;
export type Plain = Scalar | readonly Plain[] | { readonly [key: string]: Plain };

const flowLengthMax = 76;
/** Words that are values of YAML 1.1 or 1.2 and no texts. */
const reserved = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
/** A letter first, then nothing that ends a value or begins something else. */
const bareInFlow = /^\p{L}(?:[\p{L}\p{N} ./()&+_–—-]*[\p{L}\p{N}.)/])?$/u;
const bareInBlock = /^\p{L}(?:[\p{L}\p{N} ./()&+_–—,;%!?'’“”"-]*[\p{L}\p{N}.)/!?])?$/u;
const day = /^\d{4}-\d\d-\d\d$/;
/** Letters that JSON leaves as they are and a reader of YAML may take for breaks of a line. */
const unseen = /[\u007F-\u009F\u2028\u2029\uFEFF]/g;

function scalar(value: Scalar, bare: RegExp): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (day.test(value) || (bare.test(value) && !reserved.test(value))) return value;
  return JSON.stringify(value).replaceAll(
    unseen,
    letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);
const isScalar = (value: Plain): value is Scalar => typeof value !== 'object' || value === null;
const isText = (value: object): boolean => 'id' in value && 'en' in value;

/** In one line, or null where that would not be easy to read. */
function flow(value: Plain): string | null {
  if (isScalar(value)) return scalar(value, bareInFlow);
  const line = isList(value) ? flowList(value) : flowMap(value);
  return line !== null && line.length <= flowLengthMax ? line : null;
}

function flowList(rows: readonly Plain[]): string | null {
  if (!rows.every(isScalar)) return null;
  return `[${rows.map(row => scalar(row, bareInFlow)).join(', ')}]`;
}

function flowMap(map: { readonly [key: string]: Plain }): string | null {
  if (isText(map)) return null;
  const parts: string[] = [];
  for (const [key, inner] of Object.entries(map)) {
    const written = flow(inner);
    if (written === null) return null;
    parts.push(`${scalar(key, bareInFlow)}: ${written}`);
  }
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** Lines of what stands below its key or behind its dash. */
function block(value: Plain, indent: string): string[] {
  if (isScalar(value)) return [indent + scalar(value, bareInBlock)];
  if (isList(value)) return value.flatMap(row => itemLines(row, indent));
  return Object.entries(value).flatMap(([key, inner]) => entryLines(key, inner, indent));
}

/** A key and what stands there. */
export function entryLines(key: string, value: Plain, indent = ''): string[] {
  const name = `${indent}${scalar(key, bareInFlow)}:`;
  const line = isScalar(value) ? scalar(value, bareInBlock) : flow(value);
  return line === null ? [name, ...block(value, `${indent}  `)] : [`${name} ${line}`];
}

/** A row of a list; what `isRow` is never in one line. */
export function itemLines(row: Plain, indent: string, isRow = false): string[] {
  const line = isScalar(row) ? scalar(row, bareInBlock) : isRow ? null : flow(row);
  if (line !== null) return [`${indent}- ${line}`];
  const [first = '', ...rest] = block(row, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}
