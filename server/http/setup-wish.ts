import type { z } from 'zod';
import {
  rowParts,
  type FieldPart,
  type RowPart,
  type SetupEdit,
  type SetupFault,
} from '../../contract/setup-edits.ts';
import { setupPartSchemas, setupSchema } from '../../contract/setup.ts';
import { withEdits } from '../domain/setup-parts.ts';
import { wishedSetup } from '../domain/setup-change.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';

/** What is asked of a set-up, read by the schemas of its parts. */

const { rows, fields, wholes } = setupPartSchemas;
const isRowPart = (part: string): part is RowPart => (rowParts as readonly string[]).includes(part);
const isFieldPart = (part: string): part is FieldPart => Object.hasOwn(fields, part);

function schemaAt(path: string): z.ZodType | null {
  const [part = '', key] = path.split('/');
  if (key === undefined) return Object.hasOwn(wholes, part) ? wholes[part as 'logoId'] : null;
  if (isRowPart(part)) return rows[part];
  if (!isFieldPart(part)) return null;
  const shape: Readonly<Record<string, z.ZodType>> = fields[part];
  return Object.hasOwn(shape, key) ? shape[key]! : null;
}

const isOrder = ({ path, after }: SetupEdit): boolean =>
  path.startsWith('order/') && Array.isArray(after) && after.every(id => typeof id === 'string');

export interface Wish {
  readonly edits: readonly SetupEdit[];
  readonly faults: readonly SetupFault[];
}

/** The edits as they are kept, with what every row has by default; and what is of no such kind. */
export function readEdits(asked: readonly SetupEdit[]): Wish {
  const faults: SetupFault[] = [];
  const edits = asked.map((edit): SetupEdit => {
    const { path, after } = edit;
    if (isOrder(edit)) return edit;
    const schema = schemaAt(path);
    if (schema === null) {
      faults.push({ path, code: 'unknown-path' });
      return edit;
    }
    const isGone = after === null && isRowPart(path.split('/')[0]!);
    if (isGone) return edit;
    const read = schema.safeParse(after);
    if (read.success) return { ...edit, after: read.data as SetupEdit['after'] };
    for (const { path: at, message } of read.error.issues) {
      faults.push({ path: [path, ...at].join('/'), code: 'invalid', message });
    }
    return edit;
  });
  return { edits, faults };
}

/** Lists that grew too long. */
function tooMany(state: BuildingState, edits: readonly SetupEdit[]): SetupFault[] {
  const read = setupSchema.safeParse(withEdits(setupOf(state).setup, edits));
  if (read.success) return [];
  return read.error.issues.map(({ path, message }) => ({
    path: path.join('/'),
    code: 'too-many',
    message,
  }));
}

/** Everything that speaks against edits that were read, in the state of one turn. */
export function faultsOfEdits(
  state: BuildingState,
  edits: readonly SetupEdit[],
  isNow: boolean,
): readonly SetupFault[] {
  const { faults } = wishedSetup(state, edits, isNow);
  return faults.length > 0 ? faults : tooMany(state, edits);
}

/** As the errors of a refusal. */
export const inputErrors = (faults: readonly SetupFault[]) =>
  faults.map(({ path, code, facts, message }) => ({
    path,
    message: message ?? code,
    code,
    ...(facts ? { facts } : {}),
  }));
