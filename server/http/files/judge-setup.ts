import { setupEditsMax, type SetupEdit, type SetupFault } from '../../../contract/setup-edits.ts';
import {
  importEditsMax,
  type FileFault,
  type SetupFileGroup,
} from '../../../contract/setup-files.ts';
import type { Setup } from '../../../contract/setup.ts';
import { editsBetween } from '../../domain/setup-parts.ts';
import { faultsOf } from '../../domain/setup-rules.ts';
import { setupOf, type BuildingState } from '../../domain/state.ts';
import { faultsOfEdits } from '../setup-wish.ts';
import { inLineOrder } from './file-text.ts';
import { letGoOf } from './let-go.ts';
import { readSetupFile, type SetupFile } from './read-setup.ts';
import { groupOfPath } from './setup-groups.ts';
import type { ReadYaml } from './yaml-nodes.ts';

/** What a file would change, and everything that speaks against it on this day. */

export interface Judged {
  readonly file: SetupFile;
  readonly edits: readonly SetupEdit[];
  readonly faults: readonly FileFault[];
  readonly letGo: readonly { readonly path: string; readonly line: number | null }[];
}

export interface JudgeOptions {
  readonly take: readonly SetupFileGroup[];
  readonly isNow: boolean;
  /** Ids of every computer that is paired with this building. */
  readonly paired: ReadonlySet<string>;
}

/** Rules that the good rows break by themselves: what refers to a bad row is not held against it. */
function faultsBesideBad(setup: Setup, wished: Setup, { left }: SetupFile): SetupFault[] {
  const known = new Set(faultsOf(setup).map(({ path, code }) => `${code} ${path}`));
  return faultsOf(wished).filter(({ path, code, facts = {} }) => {
    if (known.has(`${code} ${path}`)) return false;
    if (code !== 'unknown-reference') return true;
    const to = String(facts['to'] ?? '');
    return !left.has(to) && !left.has(`${to.split('/')[0]}/`);
  });
}

function tooMany(edits: readonly SetupEdit[], isNow: boolean): SetupFault[] {
  const max = isNow ? importEditsMax : setupEditsMax;
  if (edits.length <= max) return [];
  return [{ path: 'planned', code: 'too-many', facts: { edits: edits.length, max } }];
}

export function judgeSetupFile(
  state: BuildingState,
  read: ReadYaml,
  { take, isNow, paired }: JudgeOptions,
): Judged {
  const { setup } = setupOf(state);
  const file = readSetupFile(read, setup, take);
  const { setup: wished, paths } = letGoOf(file.wished, setup, paired);
  const edits = editsBetween(setup, wished);
  const many = tooMany(edits, isNow);
  const isBad = file.faults.length > 0;
  const ofRules = isBad ? faultsBesideBad(setup, wished, file) : faultsOfEdits(state, edits, isNow);
  const told = [...ofRules, ...many].map((fault): FileFault => {
    return { ...fault, line: file.lineOf(fault.path) };
  });
  const faults = inLineOrder([...file.faults, ...told]);
  const letGo = paths.map(path => ({ path, line: file.lineOf(path) }));
  return { file, edits: faults.length > 0 ? [] : edits, faults, letGo };
}

/** How much each group of a file would change if it were taken, as far as it is good. */
export function groupsOf(
  setup: Setup,
  read: ReadYaml,
  paired: ReadonlySet<string>,
): { group: SetupFileGroup; edits: number }[] {
  const all = readSetupFile(read, setup, readSetupFile(read, setup, []).holds);
  const edits = editsBetween(setup, letGoOf(all.wished, setup, paired).setup);
  return all.holds.map(group => ({
    group,
    edits: edits.filter(({ path }) => groupOfPath(path) === group).length,
  }));
}
