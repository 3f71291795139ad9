import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Audit, AuditEntry, AuditKind } from '../contract/audit.ts';
import type { Problem, send } from '../ui-kit/api.ts';
import { auditCsv } from './audit-csv.ts';
import type { SaveFile } from './save-file.ts';
import type { SetupSeen } from './setup-desk.ts';

export interface AuditEdges {
  readonly send: typeof send;
  readonly saveFile: SaveFile;
}

/** Entries of one file at most: about a year of a building's office without its sign-ins. */
const exportMax = 5_000;
const askEveryMs = 10_000;

/** What was done in the office, as somebody reads it: filtered, page by page, and taken back. */
export class AuditLog {
  readonly #edges: AuditEdges;
  readonly #entries = signal<readonly AuditEntry[] | null>(null);
  readonly #members = signal<Audit['members']>([]);
  readonly #setup = signal<SetupSeen | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  #nextBefore = signal<number | null>(null);
  #timer: ReturnType<typeof setInterval> | undefined;
  #asked = 0;

  readonly kind = signal<AuditKind | null>(null);
  readonly staffId = signal<string | null>(null);
  /** The entry that stands open, by its number. */
  readonly open = signal<number | null>(null);
  readonly hasMore = computed(() => this.#nextBefore.value !== null);

  constructor(edges: AuditEdges) {
    this.#edges = edges;
  }

  get entries(): ReadonlySignal<readonly AuditEntry[] | null> {
    return this.#entries;
  }
  get members(): ReadonlySignal<Audit['members']> {
    return this.#members;
  }
  /** Names things of the set-up, and what is planned. */
  get setup(): ReadonlySignal<SetupSeen | null> {
    return this.#setup;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }

  start(): void {
    this.close();
    void this.load();
    this.#timer = setInterval(() => void this.#look(), askEveryMs);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#asked += 1;
    this.#entries.value = null;
    this.#setup.value = null;
    this.#problem.value = null;
    this.open.value = null;
  }

  show(filter: { readonly kind?: AuditKind | null; readonly staffId?: string | null }): void {
    if (filter.kind !== undefined) this.kind.value = filter.kind;
    if (filter.staffId !== undefined) this.staffId.value = filter.staffId;
    this.open.value = null;
    void this.load();
  }

  /** The newest page; what was read further down is asked for anew. */
  async load(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    await this.#loadSetup();
    const page = await this.#page(null);
    if (page === null || asked !== this.#asked) return;
    this.#members.value = page.members;
    this.#entries.value = page.entries;
    this.#nextBefore.value = page.nextBefore;
  }

  async more(): Promise<void> {
    const before = this.#nextBefore.value;
    if (before === null || this.#isBusy.value) return;
    const asked = this.#asked;
    this.#isBusy.value = true;
    const page = await this.#page(before);
    this.#isBusy.value = false;
    if (page === null || asked !== this.#asked) return;
    this.#entries.value = [...(this.#entries.value ?? []), ...page.entries];
    this.#nextBefore.value = page.nextBefore;
  }

  /** Takes a change of the set-up back. */
  async undo(seq: number): Promise<void> {
    await this.#act(`/admin/setup/changes/${seq}/undo`);
  }

  async dropPlan(planId: string): Promise<void> {
    await this.#act(`/admin/setup/plans/${planId}/remove`);
  }

  /** Everything of the present filter as a table, for a file of the office. */
  async save(timeZone: string): Promise<void> {
    const setup = this.#setup.value?.setup;
    if (setup === undefined || this.#isBusy.value) return;
    this.#isBusy.value = true;
    const rows: AuditEntry[] = [];
    let before: number | null = null;
    do {
      const page: Audit | null = await this.#page(before);
      if (page === null) break;
      rows.push(...page.entries);
      before = page.nextBefore;
    } while (before !== null && rows.length < exportMax);
    this.#isBusy.value = false;
    if (this.#problem.value !== null) return;
    const text = auditCsv(rows.slice(0, exportMax), setup, timeZone);
    const day = this.#setup.value?.today ?? '';
    this.#edges.saveFile(`audit-${day}.csv`, 'text/csv;charset=utf-8', text);
  }

  async #act(path: string): Promise<void> {
    if (this.#isBusy.value) return;
    this.#isBusy.value = true;
    const answer = await this.#edges.send('POST', path, {});
    this.#isBusy.value = false;
    await this.load();
    this.#problem.value = answer.ok ? null : answer.problem;
  }

  /** New entries are put before those that are read; what stands open stays. */
  async #look(): Promise<void> {
    const known = this.#entries.value;
    const asked = this.#asked;
    if (known === null || this.#isBusy.value) return;
    const page = await this.#page(null);
    if (page === null || asked !== this.#asked) return;
    const newest = known[0]?.seq ?? 0;
    const isWhole = page.entries.some(({ seq }) => seq <= newest) || page.nextBefore === null;
    const came = page.entries.filter(({ seq }) => seq > newest);
    if (came.length === 0) return;
    if (!isWhole || came.some(({ about }) => about.type === 'building-configured')) {
      return this.load();
    }
    this.#entries.value = [...came, ...known];
  }

  async #loadSetup(): Promise<void> {
    const options = { tries: 1 };
    const answer = await this.#edges.send<SetupSeen>('GET', '/admin/setup', undefined, options);
    if (answer.ok) this.#setup.value = answer.body;
  }

  async #page(before: number | null): Promise<Audit | null> {
    const asked = new URLSearchParams();
    if (before !== null) asked.set('before', String(before));
    if (this.kind.value !== null) asked.set('kind', this.kind.value);
    if (this.staffId.value !== null) asked.set('staffId', this.staffId.value);
    const path = `/admin/audit?${asked.toString()}`;
    const answer = await this.#edges.send<Audit>('GET', path, undefined, { tries: 1 });
    this.#problem.value = answer.ok ? null : answer.problem;
    return answer.ok ? answer.body : null;
  }
}
