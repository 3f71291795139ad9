import type { SetupCheck, SetupEdit } from '../../contract/setup-edits.ts';
import type { Setup } from '../../contract/setup.ts';
import type { Role } from '../../contract/values.ts';
import { conflictOf, reversed, valueAt, withEdits } from '../../server/domain/setup-parts.ts';
import { faultsOf } from '../../server/domain/setup-rules.ts';
import { demoSetup } from '../../server/demo/demo-setup.ts';
import { readEdits } from '../../server/http/setup-wish.ts';
import type { Answer, send } from '../../ui-kit/api.ts';

/** The office's server in a few lines: the demo building's set-up, changed by the real rules. */
export class OfficeBench {
  readonly asked: { readonly path: string; readonly body: unknown }[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #before: Setup[] = [];
  setup: Setup = demoSetup();
  setupSeq = 1;
  now = 0;
  /** What the check says of the day, beside the faults of the rules. */
  effects: SetupCheck['effects'] = [];
  dayFaults: SetupCheck['faults'] = [];
  user: object;

  constructor(role: Role = 'administrator', agencyIds: readonly string[] = []) {
    const name = 'Ratna Puspita Manoppo';
    this.user = { id: 'u1', username: 'u', name, role, counterIds: [], agencyIds };
  }

  readonly edges = {
    send: (async (method: string, path: string, body?: unknown) => {
      this.asked.push({ path, body });
      return this.#answer(method, path, body);
    }) as typeof send,
    now: () => this.now,
    later: (work: () => void) => {
      this.#waiting.push(work);
      return () => {
        const at = this.#waiting.indexOf(work);
        if (at >= 0) this.#waiting.splice(at, 1);
      };
    },
  };

  /** Nobody has typed for a while, and every answer is here. */
  async rest(): Promise<void> {
    for (const work of this.#waiting.splice(0)) work();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  }

  /** Somebody else changes the set-up. */
  elsewhere(edit: Pick<SetupEdit, 'path' | 'after'>): void {
    this.#keep(withEdits(this.setup, [edit]));
  }

  #keep(setup: Setup): void {
    this.#before.push(this.setup);
    this.setup = setup;
    this.setupSeq += 1;
  }

  #check(edits: readonly SetupEdit[], from: string | null): SetupCheck {
    const { faults } = readEdits(edits);
    const conflict = conflictOf(this.setup, edits);
    const next = withEdits(this.setup, edits);
    const ofDay = from === null ? this.dayFaults : [];
    const all = faults.length > 0 ? faults : [...faultsOf(next), ...ofDay];
    const now = conflict && valueAt(this.setup, conflict.path);
    return {
      faults: [...all],
      conflicts: conflict ? [{ path: conflict.path, now: now ?? null }] : [],
      effects: this.effects,
    };
  }

  #save(edits: readonly SetupEdit[], from: string | null): Answer<unknown> {
    const { faults, conflicts } = this.#check(edits, from);
    const refuse = (code: string) => ({ ok: false, problem: { code, status: 409 } }) as const;
    if (conflicts.length > 0) return refuse('setup-changed');
    if (faults.length > 0) return refuse('setup-refused');
    if (from === null) this.#keep(withEdits(this.setup, edits));
    else this.setupSeq += 1;
    const planId = from === null ? null : 'plan-1';
    const body = { setupSeq: this.setupSeq, changed: edits.length, planId };
    return { ok: true, status: 200, body };
  }

  #answer(method: string, path: string, body: unknown): Answer<unknown> {
    const good = (answer: unknown) => ({ ok: true, status: 200, body: answer }) as const;
    if (path === '/session') return good({ user: this.user });
    if (path === '/building') return good({ short: 'MPP', timeZone: 'Asia/Makassar', demo: true });
    if (path === '/admin/setup' && method === 'GET') {
      const { setupSeq, setup } = this;
      return good(structuredClone({ setupSeq, today: '2026-11-23', setup, faults: [] }));
    }
    const { edits, from } = body as { edits: readonly SetupEdit[]; from: string | null };
    if (path === '/admin/setup/check') return good(this.#check(edits, from));
    if (path === '/admin/setup/edits') return this.#save(edits, from);
    const before = this.#before.at(-1);
    if (!path.endsWith('/undo') || !before) throw new Error(`Nobody answers ${path}`);
    const last = this.#lastEdits(before);
    return this.#save(reversed(last, before), null);
  }

  #lastEdits(before: Setup): SetupEdit[] {
    const sent = this.asked.findLast(({ path }) => path === '/admin/setup/edits')!;
    const { edits } = sent.body as { edits: SetupEdit[] };
    return edits.map(edit => ({ ...edit, before: valueAt(before, edit.path) ?? null }));
  }
}
