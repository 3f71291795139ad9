import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { KioskChoices, KioskSetupView, SetUpKiosk } from '../contract/kiosk-setup.ts';
import type { KioskLanguage } from '../contract/printers.ts';
import type { Problem, send } from '../ui-kit/api.ts';

/** A kiosk as it is being edited. */
export interface KioskDraft {
  /** Null for a new one. */
  readonly id: string | null;
  readonly deviceId: string | null;
  readonly choices: KioskChoices;
  /** The set-up that the editing began from: what somebody else changes meanwhile is not lost. */
  readonly setupSeq: number;
}

export const allLanguages: readonly KioskLanguage[] = ['id', 'en', 'jv', 'bug'];
const askEveryMs = 5_000;

function draftOf(kiosk: SetUpKiosk, setupSeq: number): KioskDraft {
  const { id, deviceId, ...choices } = kiosk;
  return { id, deviceId, choices, setupSeq };
}

const isSame = (one: KioskDraft, other: KioskDraft): boolean =>
  JSON.stringify({ ...one, setupSeq: 0 }) === JSON.stringify({ ...other, setupSeq: 0 });

/** The kiosks of the set-up, one of them in a form. */
export class KioskForm {
  readonly #send: typeof send;
  readonly #view = signal<KioskSetupView | null>(null);
  readonly #draft = signal<KioskDraft | null>(null);
  readonly #begunFrom = signal<KioskDraft | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  readonly #isSaved = signal(false);
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Asked about before the kiosk is taken out of the set-up. */
  readonly isRemoving = signal(false);

  readonly isChanged = computed(() => {
    const [draft, begun] = [this.#draft.value, this.#begunFrom.value];
    return draft !== null && (draft.id === null || begun === null || !isSame(draft, begun));
  });

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  get view(): ReadonlySignal<KioskSetupView | null> {
    return this.#view;
  }
  get draft(): ReadonlySignal<KioskDraft | null> {
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
    this.#draft.value = null;
  }

  async load(): Promise<void> {
    const answer = await this.#send<KioskSetupView>('GET', '/admin/kiosks', undefined, {
      tries: 1,
    });
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

  /** A new kiosk, most likely the computer that is none yet and may have come a moment ago. */
  async add(): Promise<void> {
    this.#forget();
    await this.load();
    const view = this.#view.value;
    if (view === null) return;
    const isFree = (id: string): boolean => !view.kiosks.some(kiosk => kiosk.deviceId === id);
    const computer = view.computers.find(({ id }) => isFree(id));
    const name = computer?.name ?? `Kiosk ${view.kiosks.length + 1}`;
    const { setupSeq, usual } = view;
    const deviceId = computer?.id ?? null;
    this.#draft.value = { id: null, deviceId, choices: { ...usual, name }, setupSeq };
    this.#begunFrom.value = null;
  }

  change(choices: Partial<KioskChoices>): void {
    const draft = this.#draft.value;
    if (draft === null) return;
    this.#isSaved.value = false;
    this.#draft.value = { ...draft, choices: { ...draft.choices, ...choices } };
  }

  place(deviceId: string | null): void {
    const draft = this.#draft.value;
    if (draft !== null) this.#draft.value = { ...draft, deviceId };
    this.#isSaved.value = false;
  }

  /** The last language stays: a kiosk without one would say nothing. */
  toggleLanguage(code: KioskLanguage): void {
    const codes = this.#draft.value?.choices.languages ?? [];
    const without = codes.filter(other => other !== code);
    if (!codes.includes(code)) this.change({ languages: [...codes, code] });
    else if (without.length > 0) this.change({ languages: without });
  }

  speaksFirst(code: KioskLanguage): void {
    const codes = this.#draft.value?.choices.languages ?? [];
    this.change({ languages: [code, ...codes.filter(other => other !== code)] });
  }

  /** All agencies are said as null, so that one that comes later is among them. */
  toggleAgency(id: string): void {
    const all = (this.#view.value?.agencies ?? []).map(agency => agency.id);
    const chosen = new Set(this.#draft.value?.choices.agencyIds ?? all);
    if (!chosen.delete(id)) chosen.add(id);
    if (chosen.size === 0) return;
    const agencyIds = all.filter(agencyId => chosen.has(agencyId));
    this.change({ agencyIds: agencyIds.length === all.length ? null : agencyIds });
  }

  async save(): Promise<void> {
    const draft = this.#draft.value;
    if (draft === null || this.#isBusy.value || draft.choices.name.trim() === '') return;
    const saved = await this.#ask<{ kiosk: SetUpKiosk; setupSeq: number }>('/admin/kiosks', draft);
    if (saved === null) return;
    this.#draft.value = draftOf(saved.kiosk, saved.setupSeq);
    this.#begunFrom.value = this.#draft.value;
    this.#isSaved.value = true;
    await this.load();
  }

  async remove(): Promise<void> {
    const draft = this.#draft.value;
    if (draft?.id == null) return;
    const path = `/admin/kiosks/${draft.id}/remove`;
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
    const kiosk = view?.kiosks.find(row => row.id === id);
    this.#draft.value = view && kiosk ? draftOf(kiosk, view.setupSeq) : null;
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
