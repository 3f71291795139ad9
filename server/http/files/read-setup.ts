import type { z } from 'zod';
import {
  fieldParts,
  rowParts,
  type FieldPart,
  type RowPart,
} from '../../../contract/setup-edits.ts';
import {
  setupFileVersion,
  type FileFault,
  type SetupFileGroup,
} from '../../../contract/setup-files.ts';
import { setupPartSchemas, type Setup } from '../../../contract/setup.ts';
import { businessDateSchema } from '../../../contract/values.ts';
import { withDayNumbers } from './day-names.ts';
import { schemaFaults } from './schema-faults.ts';
import { groupOf } from './setup-groups.ts';
import type { ReadYaml } from './yaml-nodes.ts';

/** A file of the set-up, read part by part by the schemas of its rows and fields. */

type Row = Readonly<Record<string, unknown>>;

export interface SetupFile {
  readonly from: string | null;
  readonly date: string | null;
  readonly holds: readonly SetupFileGroup[];
  /** The set-up as it would be, with every row and field of the taken groups that is good. */
  readonly wished: Setup;
  readonly faults: readonly FileFault[];
  /** Rows that are not in `wished` because something is wrong in them, as `services/a02`. */
  readonly left: ReadonlySet<string>;
  lineOf(path: string): number | null;
}

const heads: ReadonlySet<string> = new Set(['setupFile', 'from', 'date']);
const isRowPart = (part: string): part is RowPart => (rowParts as readonly string[]).includes(part);
const isFieldPart = (part: string): part is FieldPart =>
  (fieldParts as readonly string[]).includes(part);
const isRecord = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What names a row, where it is written at all. */
const keyNames: Readonly<Partial<Record<RowPart, string>>> = {
  holidays: 'date',
  signs: 'counterId',
};
function keyOf(part: RowPart, row: unknown): string | null {
  const key = isRecord(row) ? row[keyNames[part] ?? 'id'] : undefined;
  return typeof key === 'string' && key !== '' ? key : null;
}

class Reading {
  readonly faults: FileFault[] = [];
  readonly left = new Set<string>();
  readonly holds = new Set<SetupFileGroup>();
  readonly #read: ReadYaml;
  readonly #take: ReadonlySet<SetupFileGroup>;
  /** Where the row of a key stands in its list. */
  readonly #places = new Map<string, string>();
  wished: Setup;

  constructor(read: ReadYaml, setup: Setup, take: readonly SetupFileGroup[]) {
    this.#read = read;
    this.#take = new Set(take);
    this.wished = setup;
  }

  /** The line of the innermost thing of a path that the file holds. */
  lineOf(path: string): number | null {
    const parts = path.replace(/^order\//, '').split('/');
    const row = this.#places.get(parts.slice(0, 2).join('/'));
    const inFile = row === undefined ? parts : [...row.split('/'), ...parts.slice(2)];
    const [part] = parts;
    // A row that the file does not have is in no line of it.
    const least = isRowPart(part ?? '') && parts.length > 1 ? 2 : 1;
    for (let length = inFile.length; length >= least; length -= 1) {
      const line = this.#read.lines.get(inFile.slice(0, length).join('/'));
      if (line !== undefined) return line;
    }
    return null;
  }

  note(path: string, fault: Omit<FileFault, 'path' | 'line'>): void {
    this.faults.push({ path: path.slice(0, 200), line: this.lineOf(path), ...fault });
  }

  /** The value where it is good; its faults are noted. */
  #parsed(schema: z.ZodType, value: unknown, path: string): { readonly data: unknown } | null {
    const given = withDayNumbers(value);
    const read = schema.safeParse(given);
    if (read.success) return { data: read.data };
    for (const { at, code, facts, message } of schemaFaults(read.error, given)) {
      const place = [path, ...at.map(String)].join('/');
      this.note(place, { code, ...(facts ? { facts } : {}), message });
    }
    return null;
  }

  /** Two rows of one name cannot be told apart: only the later one would be seen. */
  #twice(part: RowPart, at: number, path: string): void {
    const line = this.#read.lines.get(`${part}/${at}`) ?? null;
    const facts = { value: path.slice(part.length + 1), other: path };
    this.faults.push({ path: path.slice(0, 200), line, code: 'duplicate', facts });
  }

  /** Whether it is wished; what a file holds is told in any case. */
  #takes(part: string, field?: string): boolean {
    const group = groupOf(part, field);
    if (group === undefined) return false;
    this.holds.add(group);
    return this.#take.has(group);
  }

  rows(part: RowPart, value: unknown): void {
    if (!this.#takes(part)) return;
    if (!Array.isArray(value)) {
      this.note(part, { code: 'wrong-kind', facts: { expected: 'array' } });
      return;
    }
    const good = value.flatMap((row: unknown, at): unknown[] => {
      const key = keyOf(part, row);
      const path = `${part}/${key ?? at}`;
      const isSecond = this.#places.has(path);
      if (!isSecond) this.#places.set(path, `${part}/${at}`);
      else this.#twice(part, at, path);
      const parsed = this.#parsed(setupPartSchemas.rows[part], row, path);
      if (parsed) return [parsed.data];
      this.left.add(`${part}/${key ?? ''}`);
      return [];
    });
    const isOfBuilding = part === 'holidays' || part === 'seasons';
    this.wished = isOfBuilding
      ? { ...this.wished, building: { ...this.wished.building, [part]: good } }
      : { ...this.wished, [part]: good };
  }

  fields(part: FieldPart, value: unknown): void {
    if (!isRecord(value)) {
      this.note(part, { code: 'wrong-kind', facts: { expected: 'object' } });
      return;
    }
    const shape: Readonly<Record<string, z.ZodType>> = setupPartSchemas.fields[part];
    for (const [key, inner] of Object.entries(value)) {
      const path = `${part}/${key}`;
      const schema = Object.hasOwn(shape, key) ? shape[key] : undefined;
      if (!schema) {
        this.note(path, { code: 'unknown-key', facts: { key: key.slice(0, 60) } });
        continue;
      }
      if (!this.#takes(part, key)) continue;
      const parsed = this.#parsed(schema, inner, path);
      if (parsed === null) continue;
      const fields = { ...this.wished[part], [key]: parsed.data };
      this.wished = { ...this.wished, [part]: fields };
    }
  }

  ticketLayout(value: unknown): void {
    if (!this.#takes('ticketLayout')) return;
    const parsed = this.#parsed(setupPartSchemas.wholes.ticketLayout, value, 'ticketLayout');
    if (parsed) this.wished = { ...this.wished, ticketLayout: parsed.data as never };
  }

  part(part: string, value: unknown): void {
    if (heads.has(part)) return;
    if (isRowPart(part)) this.rows(part, value);
    else if (isFieldPart(part)) this.fields(part, value);
    else if (part === 'ticketLayout') this.ticketLayout(value);
    else this.note(part, { code: 'unknown-key', facts: { key: part.slice(0, 60) } });
  }
}

/** What keeps a file from being read at all; null where it is one of ours. */
function headFault(value: unknown, lines: ReadYaml['lines']): FileFault | null {
  const of = (code: FileFault['code'], path = 'file', line: number | null = null): FileFault => ({
    path,
    line,
    code,
  });
  if (!isRecord(value)) return of('not-a-setup');
  const version = value['setupFile'];
  if (version === undefined) return of('not-a-setup');
  const line = lines.get('setupFile') ?? null;
  if (typeof version !== 'number' || version < 1) return of('wrong-kind', 'setupFile', line);
  if (version <= setupFileVersion) return null;
  const facts = { version, known: setupFileVersion };
  return { ...of('newer-version', 'setupFile', line), facts };
}

export function readSetupFile(
  read: ReadYaml,
  setup: Setup,
  take: readonly SetupFileGroup[],
): SetupFile {
  const reading = new Reading(read, setup, take);
  const { value } = read;
  const head = read.faults.length > 0 ? null : headFault(value, read.lines);
  if (head !== null) reading.faults.push(head);
  const isReadable = read.faults.length === 0 && head === null && isRecord(value);
  if (isReadable) for (const [part, inner] of Object.entries(value)) reading.part(part, inner);
  const said = isReadable ? value : {};
  const date = businessDateSchema.safeParse(said['date']);
  return {
    from: typeof said['from'] === 'string' ? said['from'].slice(0, 60) : null,
    date: date.success ? date.data : null,
    holds: [...reading.holds],
    wished: reading.wished,
    faults: [...read.faults, ...reading.faults],
    left: reading.left,
    lineOf: path => reading.lineOf(path),
  };
}
