import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type {
  FieldPart,
  RowPart,
  SavedSetup,
  SetupCheck,
  SetupEdit,
  SetupFault,
} from '../contract/setup-edits.ts';
import type { Setup } from '../contract/setup.ts';
import type { Problem, send } from '../ui-kit/api.ts';

type Value = SetupEdit['after'];

export interface SetupSeen {
  readonly setupSeq: number;
  readonly today: string;
  readonly setup: Setup;
  readonly faults: readonly SetupFault[];
}

export interface SetupDeskEdges {
  readonly send: typeof send;
  /** Runs `work` once somebody has stopped changing things; the answer takes it back. */
  readonly later: (work: () => void) => () => void;
  readonly now: () => number;
}

/** How long the key that takes a change back stands. */
export const undoMs = 30_000;
const askEveryMs = 5_000;

/** The order of what stands in a row is nobody's change. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);

export interface RowOf {
  readonly zones: Setup['zones'][number];
  readonly agencies: Setup['agencies'][number];
  readonly queues: Setup['queues'][number];
  readonly services: Setup['services'][number];
  readonly counters: Setup['counters'][number];
  readonly holidays: Setup['building']['holidays'][number];
  readonly seasons: Setup['building']['seasons'][number];
  readonly printers: Setup['printers'][number];
  readonly kiosks: Setup['kiosks'][number];
  readonly displays: Setup['displays'][number];
  readonly signs: Setup['signs'][number];
}

/** What names a row: its id, a holiday's date, a sign's counter. */
export function keyOf(row: RowOf[RowPart]): string {
  if ('id' in row) return row.id;
  return 'date' in row ? row.date : row.counterId;
}

/** What stands at a path of a set-up; null where there is no such row, and of an order the ids. */
export function valueOf(setup: Setup, path: string): Value {
  const [part = '', key] = path.split('/');
  const { holidays, seasons } = setup.building;
  const parts: Readonly<Record<string, unknown>> = { ...setup, holidays, seasons };
  const value = parts[part];
  if (key === undefined) return value as Value;
  if (part === 'order') return ((parts[key] ?? []) as RowOf[RowPart][]).map(keyOf);
  if (Array.isArray(value)) {
    return ((value as RowOf[RowPart][]).find(row => keyOf(row) === key) ?? null) as Value;
  }
  return ((value as Record<string, unknown> | undefined)?.[key] ?? null) as Value;
}

/**
 * The set-up as somebody edits it: what is saved, what is changed and not saved yet, what the server
 * says of it, and the way back. Every editor of the office draws from one of these.
 */
export class SetupDesk {
  readonly #edges: SetupDeskEdges;
  readonly #seen = signal<SetupSeen | null>(null);
  readonly #drafts = signal<ReadonlyMap<string, SetupEdit>>(new Map());
  readonly #check = signal<SetupCheck | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  readonly #savedAt = signal<{ readonly at: number; readonly seq: number } | null>(null);
  #takeBack: (() => void) | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #asked = 0;

  readonly #planned = signal<{ readonly at: number; readonly from: string } | null>(null);

  /** From when the changes shall hold, as a business date; null: now. */
  readonly from = signal<string | null>(null);

  /** From which day on the change holds that was planned last, while that is told. */
  readonly planned = computed(() => this.#planned.value?.from ?? null);

  readonly edits = computed((): readonly SetupEdit[] => [...this.#drafts.value.values()]);
  readonly isChanged = computed(() => this.#drafts.value.size > 0);
  /** Nothing speaks against saving, as far as the server was asked. */
  readonly maySave = computed(() => {
    const check = this.#check.value;
    const isSound = check === null || (check.faults.length === 0 && check.conflicts.length === 0);
    return this.isChanged.value && isSound && !this.#isBusy.value;
  });

  constructor(edges: SetupDeskEdges) {
    this.#edges = edges;
  }

  get seen(): ReadonlySignal<SetupSeen | null> {
    return this.#seen;
  }
  /** Faults, conflicts and effects of what is changed; null until it was asked, or unchanged. */
  get check(): ReadonlySignal<SetupCheck | null> {
    return this.#check;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }
  /** The change that was saved last, while it can be taken back with one press. */
  get saved(): ReadonlySignal<{ readonly at: number; readonly seq: number } | null> {
    return this.#savedAt;
  }

  start(): void {
    this.close();
    void this.load();
    this.#timer = setInterval(() => void this.load(), askEveryMs);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#seen.value = null;
    this.#savedAt.value = null;
    this.#planned.value = null;
    this.reset();
  }

  async load(): Promise<void> {
    for (const told of [this.#savedAt, this.#planned]) {
      if (told.value && this.#edges.now() - told.value.at > undoMs) told.value = null;
    }
    const answer = await this.#edges.send<SetupSeen>('GET', '/admin/setup', undefined, {
      tries: 1,
    });
    if (!answer.ok || this.#timer === undefined) return;
    if (answer.body.setupSeq === this.#seen.value?.setupSeq) return;
    this.#seen.value = answer.body;
    if (this.isChanged.value) this.#askLater();
  }

  /** As it is saved. */
  was(path: string): Value {
    const seen = this.#seen.value;
    return seen && valueOf(seen.setup, path);
  }

  /** As it would be: the change that is not saved yet, or what is saved. */
  value(path: string): Value {
    const draft = this.#drafts.value.get(path);
    return draft ? draft.after : this.was(path);
  }

  row<Part extends RowPart>(part: Part, id: string): RowOf[Part] | null {
    return this.value(`${part}/${id}`) as RowOf[Part] | null;
  }

  field<Part extends FieldPart, Key extends string & keyof Setup[Part]>(
    part: Part,
    key: Key,
  ): Setup[Part][Key] {
    return this.value(`${part}/${key}`) as Setup[Part][Key];
  }

  /** All rows of a part as they would be: without those taken out, with new ones last. */
  rows<Part extends RowPart>(part: Part): RowOf[Part][] {
    const { setup } = this.#seen.value ?? {};
    if (!setup) return [];
    const { holidays, seasons } = setup.building;
    const lists = { ...setup, holidays, seasons };
    const rows = new Map((lists[part] as RowOf[Part][]).map(row => [keyOf(row), row]));
    let order: readonly string[] = [];
    for (const { path, after } of this.#drafts.value.values()) {
      const [of, key = ''] = path.split('/');
      if (of === 'order' && key === part) order = after as string[];
      if (of !== part) continue;
      if (after === null) rows.delete(key);
      else rows.set(key, after as unknown as RowOf[Part]);
    }
    const place = new Map(order.map((id, at) => [id, at]));
    const of = (row: RowOf[Part]): number => place.get(keyOf(row)) ?? order.length;
    return [...rows.values()].toSorted((one, other) => of(one) - of(other));
  }

  /** Puts a row of these before the next one of them, or after it; rows between keep their places. */
  move(part: RowPart, among: readonly string[], id: string, step: -1 | 1): void {
    const other = among[among.indexOf(id) + step];
    if (!among.includes(id) || other === undefined) return;
    const ids = this.rows(part).map(keyOf);
    const [at, to] = [ids.indexOf(id), ids.indexOf(other)];
    this.change(`order/${part}`, ids.toSpliced(at, 1).toSpliced(to, 0, id));
  }

  isEdited(path: string): boolean {
    return this.#drafts.value.has(path);
  }

  /** Faults of a path and of everything below it. */
  faultsAt(path: string): readonly SetupFault[] {
    const faults = this.#check.value?.faults ?? [];
    return faults.filter(fault => fault.path === path || fault.path.startsWith(`${path}/`));
  }

  /** `after` null takes a row out; what is as it was is no change any more. */
  change(path: string, after: unknown): void {
    const drafts = new Map(this.#drafts.value);
    const before = drafts.get(path)?.before ?? this.was(path);
    if (same(before, after)) drafts.delete(path);
    else drafts.set(path, { path, before, after: after as Value });
    this.#drafts.value = drafts;
    this.#problem.value = null;
    this.#askLater();
  }

  /** Changes fields of a row. */
  merge<Part extends RowPart>(part: Part, id: string, fields: Partial<RowOf[Part]>): void {
    const row = this.row(part, id);
    if (row !== null) this.change(`${part}/${id}`, { ...row, ...fields });
  }

  /** From when it shall hold decides what speaks against it. */
  startFrom(day: string | null): void {
    this.from.value = day;
    this.#askLater();
  }

  /** Gives up what is changed at one path, or everywhere. */
  reset(path?: string): void {
    const drafts = path === undefined ? new Map<string, SetupEdit>() : new Map(this.#drafts.value);
    if (path !== undefined) drafts.delete(path);
    this.#drafts.value = drafts;
    this.#problem.value = null;
    if (path === undefined) this.from.value = null;
    this.#askLater();
  }

  /** Goes on from what somebody else has saved meanwhile: `mine` is sent over it, or given up. */
  settle(path: string, keep: 'mine' | 'theirs'): void {
    const draft = this.#drafts.value.get(path);
    if (!draft) return;
    if (keep === 'theirs') return this.reset(path);
    const before = this.was(path);
    this.#drafts.value = new Map(this.#drafts.value).set(path, { ...draft, before });
    this.#askLater();
  }

  /** Asks what the changes would do, once they rest; an older answer never replaces a newer one. */
  #askLater(): void {
    this.#takeBack?.();
    this.#takeBack = null;
    this.#asked += 1;
    if (!this.isChanged.value) {
      this.#check.value = null;
      return;
    }
    this.#takeBack = this.#edges.later(() => void this.#ask());
  }

  async #ask(): Promise<void> {
    const asked = this.#asked;
    const body = { edits: this.edits.value, from: this.from.value };
    const answer = await this.#edges.send<SetupCheck>('POST', '/admin/setup/check', body);
    if (asked === this.#asked && answer.ok) this.#check.value = answer.body;
  }

  /** False where it was refused; then nothing was changed, and `problem` and `check` say why. */
  async save(): Promise<boolean> {
    if (this.#isBusy.value || !this.isChanged.value) return false;
    const body = { edits: this.edits.value, from: this.from.value };
    const answer = await this.#send('/admin/setup/edits', body);
    if (answer === null) {
      await this.load();
      await this.#ask();
      return false;
    }
    const from = this.from.value;
    const at = this.#edges.now();
    this.reset();
    const isNow = answer.planId === null;
    this.#savedAt.value = isNow ? { at, seq: answer.setupSeq } : null;
    this.#planned.value = isNow || from === null ? null : { at, from };
    await this.load();
    return true;
  }

  /** Takes the last change back. */
  async undo(): Promise<boolean> {
    const saved = this.#savedAt.value;
    if (saved === null) return false;
    const answer = await this.#send(`/admin/setup/changes/${saved.seq}/undo`, {});
    if (answer === null) return false;
    this.#savedAt.value = null;
    await this.load();
    return true;
  }

  async dropPlan(planId: string): Promise<void> {
    await this.#send(`/admin/setup/plans/${planId}/remove`, {});
    await this.load();
  }

  async #send(path: string, body: unknown): Promise<SavedSetup | null> {
    this.#isBusy.value = true;
    const answer = await this.#edges.send<SavedSetup>('POST', path, body);
    this.#isBusy.value = false;
    this.#problem.value = answer.ok ? null : answer.problem;
    return answer.ok ? answer.body : null;
  }
}
