import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type {
  DisplayChoices,
  DisplaySetupView,
  SavedDisplay,
  SetUpDisplay,
} from '../contract/display-setup.ts';
import type { Problem, send } from '../ui-kit/api.ts';

/** A screen as it is being edited. */
export interface DisplayDraft {
  /** Null for a new one. */
  readonly id: string | null;
  readonly choices: DisplayChoices;
  /** The set-up that the editing began from: what somebody else changes meanwhile is not lost. */
  readonly setupSeq: number;
}

const askEveryMs = 5_000;

function draftOf({ id, ...choices }: SetUpDisplay, setupSeq: number): DisplayDraft {
  return { id, choices, setupSeq };
}

const isSame = (one: DisplayDraft, other: DisplayDraft): boolean =>
  JSON.stringify(one.choices) === JSON.stringify(other.choices);

/** The screens of the set-up, one of them in a form. */
export class DisplayForm {
  readonly #send: typeof send;
  readonly #view = signal<DisplaySetupView | null>(null);
  readonly #draft = signal<DisplayDraft | null>(null);
  readonly #begunFrom = signal<DisplayDraft | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  readonly #isSaved = signal(false);
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Asked about before the screen is taken out of the set-up. */
  readonly isRemoving = signal(false);

  readonly isChanged = computed(() => {
    const [draft, begun] = [this.#draft.value, this.#begunFrom.value];
    return draft !== null && (begun === null || !isSame(draft, begun));
  });

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  get view(): ReadonlySignal<DisplaySetupView | null> {
    return this.#view;
  }
  get draft(): ReadonlySignal<DisplayDraft | null> {
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
    const path = '/admin/displays';
    const answer = await this.#send<DisplaySetupView>('GET', path, undefined, { tries: 1 });
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

  /** A new screen, most likely the computer that is none yet and may have come a moment ago. */
  async add(): Promise<void> {
    this.#forget();
    await this.load();
    const view = this.#view.value;
    if (view === null) return;
    const isTaken = (id: string): boolean => view.displays.some(row => row.deviceId === id);
    const computer = view.computers.find(({ id }) => !isTaken(id));
    const name = computer?.name ?? `TV ${view.displays.length + 1}`;
    const choices = { ...view.usual, name, deviceId: computer?.id ?? null };
    this.#draft.value = { id: null, choices, setupSeq: view.setupSeq };
  }

  change(choices: Partial<DisplayChoices>): void {
    const draft = this.#draft.value;
    if (draft === null) return;
    this.#isSaved.value = false;
    this.#draft.value = { ...draft, choices: { ...draft.choices, ...choices } };
  }

  async save(): Promise<void> {
    const draft = this.#draft.value;
    if (draft === null || this.#isBusy.value || draft.choices.name.trim() === '') return;
    const saved = await this.#ask<SavedDisplay>('/admin/displays', draft);
    if (saved === null) return;
    this.#draft.value = draftOf(saved.display, saved.setupSeq);
    this.#begunFrom.value = this.#draft.value;
    this.#isSaved.value = true;
    await this.load();
  }

  async remove(): Promise<void> {
    const draft = this.#draft.value;
    if (draft?.id == null) return;
    const path = `/admin/displays/${draft.id}/remove`;
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

  async #ask<Body>(path: string, body: unknown): Promise<Body | null> {
    this.#isBusy.value = true;
    const answer = await this.#send<Body>('POST', path, body);
    this.#isBusy.value = false;
    this.#problem.value = answer.ok ? null : answer.problem;
    return answer.ok ? answer.body : null;
  }

  #open(id: string): void {
    const view = this.#view.value;
    const display = view?.displays.find(row => row.id === id);
    this.#draft.value = view && display ? draftOf(display, view.setupSeq) : null;
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
