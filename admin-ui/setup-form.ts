import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Problem, send } from '../ui-kit/api.ts';

/** A row of the set-up as it is being edited. */
export interface Draft<Choices> {
  /** Null for a new one. */
  readonly id: string | null;
  readonly deviceId: string | null;
  readonly choices: Choices;
  /** The set-up that the editing began from: what somebody else changes meanwhile is not lost. */
  readonly setupSeq: number;
}

export interface SetupRow {
  readonly id: string;
  readonly name: string;
  readonly deviceId: string | null;
}

export interface SetupView<Choices> {
  readonly setupSeq: number;
  readonly computers: readonly { readonly id: string; readonly name: string }[];
  readonly usual: Choices;
}

/** What tells one kind of row from another. */
export interface SetupKind<SetUp extends SetupRow, Choices, Seen extends SetupView<Choices>> {
  /** Below /admin. */
  readonly path: string;
  rowsOf(view: Seen): readonly SetUp[];
  /** The row that was saved, in the answer to saving. */
  savedOf(answer: unknown): { readonly row: SetUp; readonly setupSeq: number };
  /** What of a row is chosen in the form. */
  choicesOf(row: SetUp): Choices;
  /** As it is sent. */
  bodyOf(draft: Draft<Choices>): unknown;
  /** What a new one is called where no computer gives it a name. */
  nameOf(count: number): string;
}

const askEveryMs = 5_000;

const isSame = <Choices>(one: Draft<Choices>, other: Draft<Choices>): boolean =>
  JSON.stringify({ ...one, setupSeq: 0 }) === JSON.stringify({ ...other, setupSeq: 0 });

/** Rows of the set-up that are computers of the building, one of them in a form. */
export class SetupForm<
  SetUp extends SetupRow,
  Choices extends { readonly name: string },
  Seen extends SetupView<Choices>,
> {
  readonly #send: typeof send;
  readonly #kind: SetupKind<SetUp, Choices, Seen>;
  readonly #view = signal<Seen | null>(null);
  readonly #draft = signal<Draft<Choices> | null>(null);
  readonly #begunFrom = signal<Draft<Choices> | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  readonly #isSaved = signal(false);
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Asked about before the row is taken out of the set-up. */
  readonly isRemoving = signal(false);

  readonly isChanged = computed(() => {
    const [draft, begun] = [this.#draft.value, this.#begunFrom.value];
    return draft !== null && (begun === null || !isSame(draft, begun));
  });

  constructor(ask: typeof send, kind: SetupKind<SetUp, Choices, Seen>) {
    this.#send = ask;
    this.#kind = kind;
  }

  get view(): ReadonlySignal<Seen | null> {
    return this.#view;
  }
  /** As they are set up now; empty until they are known. */
  get rows(): readonly SetUp[] {
    return this.#view.value === null ? [] : this.#kind.rowsOf(this.#view.value);
  }
  get draft(): ReadonlySignal<Draft<Choices> | null> {
    return this.#draft;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }
  get isSaved(): ReadonlySignal<boolean> {
    return this.#isSaved;
  }

  start(): void {
    this.close();
    void this.load();
    this.#timer = setInterval(() => void this.load(), askEveryMs);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#view.value = null;
    this.#forget();
  }

  async load(): Promise<void> {
    const { path } = this.#kind;
    const answer = await this.#send<Seen>('GET', path, undefined, { tries: 1 });
    if (!answer.ok || this.#timer === undefined) return;
    this.#view.value = answer.body;
    const draft = this.#draft.value;
    // A form that nobody has touched follows what others save.
    if (draft?.id && !this.isChanged.value) this.#open(draft.id);
  }

  edit(id: string): void {
    this.#forget();
    this.#open(id);
  }

  /** A new one, most likely the computer that is none yet and may have come a moment ago. */
  async add(): Promise<void> {
    this.#forget();
    await this.load();
    const view = this.#view.value;
    if (view === null) return;
    const rows = this.#kind.rowsOf(view);
    const computer = view.computers.find(({ id }) => rows.every(row => row.deviceId !== id));
    const name = computer?.name ?? this.#kind.nameOf(rows.length + 1);
    const choices = { ...view.usual, name };
    const deviceId = computer?.id ?? null;
    this.#draft.value = { id: null, deviceId, choices, setupSeq: view.setupSeq };
  }

  change(choices: Partial<Choices>): void {
    const draft = this.#draft.value;
    if (draft === null) return;
    this.#isSaved.value = false;
    this.#draft.value = { ...draft, choices: { ...draft.choices, ...choices } };
  }

  /** Which computer it is; null: none yet. */
  place(deviceId: string | null): void {
    const draft = this.#draft.value;
    if (draft !== null) this.#draft.value = { ...draft, deviceId };
    this.#isSaved.value = false;
  }

  async save(): Promise<void> {
    const draft = this.#draft.value;
    if (draft === null || this.#isBusy.value || draft.choices.name.trim() === '') return;
    const answer = await this.#ask(this.#kind.path, this.#kind.bodyOf(draft));
    if (answer === null) return;
    const { row, setupSeq } = this.#kind.savedOf(answer);
    this.#begin(row, setupSeq);
    this.#isSaved.value = true;
    await this.load();
  }

  async remove(): Promise<void> {
    const draft = this.#draft.value;
    if (draft?.id == null) return;
    const path = `${this.#kind.path}/${draft.id}/remove`;
    if ((await this.#ask(path, { setupSeq: draft.setupSeq })) === null) return;
    this.#forget();
    await this.load();
  }

  /** After somebody else's change: the form begins anew from what the set-up is now. */
  async beginAnew(): Promise<void> {
    const id = this.#draft.value?.id ?? null;
    this.#forget();
    await this.load();
    if (id !== null) this.#open(id);
  }

  async #ask(path: string, body: unknown): Promise<unknown> {
    this.#isBusy.value = true;
    const answer = await this.#send<unknown>('POST', path, body);
    this.#isBusy.value = false;
    this.#problem.value = answer.ok ? null : answer.problem;
    return answer.ok ? answer.body : null;
  }

  #open(id: string): void {
    const view = this.#view.value;
    const row = view && this.#kind.rowsOf(view).find(one => one.id === id);
    if (view && row) this.#begin(row, view.setupSeq);
    else this.#draft.value = this.#begunFrom.value = null;
  }

  #begin(row: SetUp, setupSeq: number): void {
    const { id, deviceId } = row;
    this.#draft.value = { id, deviceId, choices: this.#kind.choicesOf(row), setupSeq };
    this.#begunFrom.value = this.#draft.value;
  }

  #forget(): void {
    this.#draft.value = null;
    this.#begunFrom.value = null;
    this.#problem.value = null;
    this.#isSaved.value = false;
    this.isRemoving.value = false;
  }
}
