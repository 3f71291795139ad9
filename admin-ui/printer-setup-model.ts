import { computed, signal } from '@preact/signals';
import type {
  PrinterSetupView,
  ProbeReport,
  ProfileSuggestion,
  SavedPrinter,
  SetUpPrinter,
  SetupChanged,
  TestPageSeen,
  TestPageSent,
} from '../contract/printer-setup.ts';
import type { newKey, send } from '../ui-kit/api.ts';
import type { PrinterForm } from './printer-form.ts';
import { connectionOf, formOf, profileAfter, savedOf, wrongField } from './printer-form.ts';

export interface PrinterSetupEdges {
  readonly send: typeof send;
  readonly newKey: typeof newKey;
}

/** What was asked of the server: nothing, its answer, or the code of why not. */
export type Asked<Result> =
  | { readonly state: 'idle' | 'busy' }
  | { readonly state: 'done'; readonly result: Result }
  | { readonly state: 'refused'; readonly code: string };

/** What somebody sees on the test page so far. */
export type SeenForm = Pick<
  TestPageSeen,
  'codeSeen' | 'columns' | 'readsNativeQr' | 'readsRasterQr' | 'cut'
>;

export const nothingSeen: SeenForm = {
  codeSeen: '',
  columns: 48,
  readsNativeQr: true,
  readsRasterQr: true,
  cut: 'partial',
};

const askEveryMs = 5_000;
/** A silent host is asked one thing after the other. */
const probeMsMax = 20_000;
/** A page of a slow printer, until it has proven that it came out. */
const testPageMsMax = 45_000;

const path = '/admin/printers';
const idle = { state: 'idle' } as const;
const busy = { state: 'busy' } as const;

/** The printers of the building, and the one that is being set up. */
export class PrinterSetup {
  readonly #edges: PrinterSetupEdges;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** The set-up that the form was filled from. */
  #formSeq = 0;

  readonly view = signal<PrinterSetupView | null>(null);
  readonly form = signal<PrinterForm | null>(null);
  readonly probe = signal<Asked<ProbeReport>>(idle);
  readonly page = signal<Asked<TestPageSent>>(idle);
  readonly seen = signal<SeenForm>(nothingSeen);
  readonly suggestion = signal<Asked<ProfileSuggestion>>(idle);
  readonly saving = signal<Asked<'saved' | 'removed'>>(idle);

  readonly chosen = computed((): SetUpPrinter | null => {
    const id = this.form.value?.id ?? null;
    return this.view.value?.printers.find(printer => printer.id === id) ?? null;
  });
  readonly wrong = computed(() => (this.form.value === null ? null : wrongField(this.form.value)));
  readonly canSave = computed(() => {
    const form = this.form.value;
    const isWhole = form !== null && form.name.trim() !== '' && form.profileId !== '';
    return isWhole && this.wrong.value === null && this.saving.value.state !== 'busy';
  });

  constructor(edges: PrinterSetupEdges) {
    this.#edges = edges;
  }

  start(): void {
    this.close();
    this.#timer = setInterval(() => void this.load(), askEveryMs);
    void this.load();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async load(): Promise<void> {
    const answer = await this.#edges.send<PrinterSetupView>('GET', path, undefined, { tries: 1 });
    if (answer.ok) this.view.value = answer.body;
  }

  choose(printer: SetUpPrinter | null): void {
    const view = this.view.value;
    if (view === null) return;
    this.#formSeq = view.setupSeq;
    this.form.value = formOf(view, printer);
    this.saving.value = idle;
    this.#forget();
  }

  /** What was found out about one place is not true of another. */
  change(fields: Partial<PrinterForm>): void {
    const form = this.form.value;
    if (form === null) return;
    const next = { ...form, ...fields };
    const isSamePlace = JSON.stringify(connectionOf(form)) === JSON.stringify(connectionOf(next));
    if (!isSamePlace) this.#forget();
    this.form.value = next;
    if (this.saving.value.state === 'done') this.saving.value = idle;
  }

  see(fields: Partial<SeenForm>): void {
    this.seen.value = { ...this.seen.value, ...fields };
    this.suggestion.value = idle;
  }

  async look(): Promise<void> {
    const form = this.form.value;
    if (form === null || this.wrong.value !== null || this.probe.value.state === 'busy') return;
    this.#forget();
    this.probe.value = busy;
    const body = { connection: connectionOf(form) };
    const options = { tries: 1, timeoutMs: probeMsMax };
    const answer = await this.#edges.send<ProbeReport>('POST', `${path}/probe`, body, options);
    if (this.probe.value !== busy) return;
    if (!answer.ok) {
      this.probe.value = { state: 'refused', code: answer.problem.code };
      return;
    }
    this.probe.value = { state: 'done', result: answer.body };
    const now = this.form.value;
    if (now) this.form.value = { ...now, profileId: profileAfter(now, answer.body) };
  }

  /** Looked at first where nobody has: a page is not sent blindly to a printer that can answer. */
  async printPage(): Promise<void> {
    if (this.page.value.state === 'busy' || this.probe.value.state === 'busy') return;
    if (this.probe.value.state !== 'done') await this.look();
    const form = this.form.value;
    if (form === null || this.probe.value.state !== 'done') return;
    this.page.value = busy;
    this.seen.value = nothingSeen;
    this.suggestion.value = idle;
    const body = { connection: connectionOf(form), proof: this.#proof };
    const key = this.#edges.newKey();
    const options = { tries: 1, timeoutMs: testPageMsMax, key };
    const answer = await this.#edges.send<TestPageSent>('POST', `${path}/test-page`, body, options);
    if (this.page.value !== busy) return;
    this.page.value = answer.ok
      ? { state: 'done', result: answer.body }
      : { state: 'refused', code: answer.problem.code };
  }

  /** A profile that fits what was seen is taken over at once; it can still be changed. */
  async suggest(): Promise<void> {
    const page = this.page.value;
    if (page.state !== 'done' || this.suggestion.value.state === 'busy') return;
    this.suggestion.value = busy;
    const report = this.probe.value.state === 'done' ? this.probe.value.result : null;
    const body: TestPageSeen = {
      ...this.seen.value,
      code: page.result.code,
      proof: this.#proof,
      model: report?.model ?? null,
    };
    const answer = await this.#edges.send<ProfileSuggestion>('POST', `${path}/suggest`, body);
    if (!answer.ok) {
      this.suggestion.value = { state: 'refused', code: answer.problem.code };
      return;
    }
    this.suggestion.value = { state: 'done', result: answer.body };
    this.change({ profileId: answer.body.profileId });
  }

  async save(): Promise<void> {
    const [form, view] = [this.form.value, this.view.value];
    if (form === null || view === null || !this.canSave.value) return;
    this.saving.value = busy;
    const body = savedOf(form, view, this.#formSeq);
    const answer = await this.#edges.send<SavedPrinter>('POST', path, body);
    if (!answer.ok) return this.#refused(answer.problem.code);
    await this.load();
    this.#formSeq = answer.body.setupSeq;
    this.form.value = { ...form, id: answer.body.printer.id };
    this.saving.value = { state: 'done', result: 'saved' };
  }

  async remove(): Promise<void> {
    const id = this.form.value?.id ?? null;
    if (id === null || this.saving.value.state === 'busy') return;
    this.saving.value = busy;
    const body = { setupSeq: this.#formSeq };
    const answer = await this.#edges.send<SetupChanged>('POST', `${path}/${id}/remove`, body);
    if (!answer.ok) return this.#refused(answer.problem.code);
    await this.load();
    this.form.value = null;
    this.saving.value = { state: 'done', result: 'removed' };
  }

  /** Somebody else's change is shown first; what was filled in stays and can be saved over it. */
  async #refused(code: string): Promise<void> {
    if (code === 'setup-changed') {
      await this.load();
      this.#formSeq = this.view.value?.setupSeq ?? this.#formSeq;
    }
    this.saving.value = { state: 'refused', code };
  }

  get #proof(): TestPageSeen['proof'] {
    const { value } = this.probe;
    if (value.state !== 'done') return 'mute';
    // An offline printer answers, and says later how much it can prove.
    return value.result.proof ?? (value.result.finding === 'printer' ? 'status-only' : 'mute');
  }

  #forget(): void {
    this.probe.value = idle;
    this.page.value = idle;
    this.seen.value = nothingSeen;
    this.suggestion.value = idle;
  }
}
