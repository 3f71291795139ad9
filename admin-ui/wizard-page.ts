import { computed, effect, signal, untracked } from '@preact/signals';
import type { TestPageSeen } from '../contract/printer-setup.ts';
import type { newKey, send } from '../ui-kit/api.ts';
import type { StaffUser } from '../ui-kit/sign-in.tsx';
import { DeviceList } from './device-list.ts';
import type { Device } from './device-list.ts';
import {
  agencyRows,
  counterRows,
  emptyAgency,
  wrongAgency,
  type AgencyForm,
  type Row,
} from './first-agencies.ts';
import { buildingFormOf, buildingOf, FirstRunForm } from './first-run.ts';
import { OfficePage } from './office-page.ts';
import { PrinterSetup } from './printer-setup-model.ts';
import { SetupDesk, type SetupDeskEdges } from './setup-desk.ts';
import { isDone, nextStep, screensOf, type StepFacts, type StepId } from './wizard-steps.ts';
import { WizardTrial } from './wizard-trial.ts';

export interface WizardEdges extends SetupDeskEdges {
  readonly send: typeof send;
  readonly newKey: typeof newKey;
  readonly after: (work: () => void, ms: number) => void;
}

/** What is wrong with a test page, as whoever holds it says. */
export type PageTrouble = 'nothing' | 'elsewhere' | 'cut-off' | 'unreadable';

/** From an empty building to its first number: one step after the other, each saved by itself. */
export class WizardPage extends OfficePage {
  readonly #edges: WizardEdges;
  readonly #ends: (() => void)[] = [];
  /** Computers whose set-up was tried: one that is refused is not asked for again and again. */
  readonly #takenIn = new Set<string>();
  readonly first: FirstRunForm;
  readonly desk: SetupDesk;
  readonly devices: DeviceList;
  readonly printers: PrinterSetup;
  readonly trial: WizardTrial;

  /** Chosen by hand; null: the next that is not done. */
  readonly #chosen = signal<StepId | null>(null);
  readonly #putOff = signal<ReadonlySet<StepId>>(new Set());
  readonly agency = signal<AgencyForm | null>(null);
  /** How many counters an agency shall have. */
  readonly wished = signal<ReadonlyMap<string, number>>(new Map());
  readonly isBeginning = signal(false);
  readonly pageTrouble = signal<PageTrouble | 'asked' | 'wrong' | null>(null);
  readonly tone = signal<'heard' | 'busy' | 'unheard' | null>(null);

  readonly setup = computed(() => this.desk.seen.value?.setup ?? null);
  readonly facts = computed((): StepFacts => ({
    setup: this.setup.value,
    devices: this.devices.rows.value,
    name: this.session.user.value?.name ?? null,
    isTried: this.trial.isTried.value,
  }));
  /** Null: everything is done. */
  readonly step = computed((): StepId | null => {
    if (this.first.isNeeded.value) return this.#chosen.value ?? 'building';
    return this.#chosen.value ?? nextStep(this.facts.value, this.#putOff.value);
  });

  constructor(edges: WizardEdges) {
    super(edges.send);
    this.#edges = edges;
    this.first = new FirstRunForm(edges.send, edges.after);
    this.desk = new SetupDesk(edges);
    this.devices = new DeviceList(edges.send);
    this.printers = new PrinterSetup(edges);
    this.trial = new WizardTrial(edges.send);
  }

  /** The building is asked for only once it is there. */
  override start(): void {
    void this.first.follow(() => super.start());
    this.#ends.push(effect(() => this.#takeInScreens()));
  }

  override close(): void {
    this.first.close();
    this.trial.close();
    for (const end of this.#ends.splice(0)) end();
    super.close();
  }

  protected override isFor({ role }: StaffUser): boolean {
    return role === 'administrator';
  }

  protected override follow(maySee: boolean): void {
    for (const part of [this.desk, this.devices, this.printers]) {
      if (maySee) part.start();
      else part.close();
    }
  }

  /** Steps that are done, and the one after them, can be gone to. */
  goTo(step: StepId | null): void {
    this.#chosen.value = step;
    this.desk.reset();
    this.pageTrouble.value = null;
    if (step === 'building' && this.setup.value) {
      this.first.building.value = buildingFormOf(this.setup.value);
    }
  }

  /** On to what is next; a step that is not done is put off until somebody comes back to it. */
  goOn(): void {
    const step = this.step.value;
    if (step !== null && !isDone(step, this.facts.value)) {
      this.#putOff.value = new Set([...this.#putOff.value, step]);
    }
    this.goTo(null);
  }

  async checkCode(): Promise<void> {
    await this.first.checkCode();
  }

  async saveBuilding(): Promise<void> {
    if (this.first.isNeeded.value) {
      this.#chosen.value = 'administrator';
      return;
    }
    const { name, short, timeZone, languages, hours } = buildingOf(this.first.building.value);
    const setup = this.setup.value;
    if (setup === null) return;
    const [period, ...others] = setup.building.hours.periods;
    const wished = { name, short, timeZone, languages } as const;
    this.desk.reset();
    for (const [key, value] of Object.entries(wished)) this.desk.change(`building/${key}`, value);
    // Hours of several openings are the hours page's: here only the first is seen.
    if (others.length === 0 && JSON.stringify(period) !== JSON.stringify(hours.periods[0])) {
      this.desk.change('building/hours', { ...setup.building.hours, periods: hours.periods });
    }
    if (!this.desk.isChanged.value || (await this.desk.save())) this.goTo(null);
  }

  async makeBuilding(): Promise<void> {
    if (!(await this.first.make())) return;
    this.#chosen.value = null;
    void this.first.follow(() => super.start());
  }

  async takeAdministration(): Promise<void> {
    if (await this.first.take()) await this.session.load();
  }

  changeAgency(fields: Partial<AgencyForm>): void {
    const setup = this.setup.value;
    if (setup) this.agency.value = { ...(this.agency.value ?? emptyAgency(setup)), ...fields };
  }

  async addAgency(): Promise<void> {
    const [form, setup] = [this.agency.value, this.setup.value];
    if (!form || !setup || wrongAgency(form, setup)) return;
    // It stays open for the next one.
    this.#chosen.value = 'agencies';
    if (await this.#put(agencyRows(form, setup, this.#newId))) this.agency.value = null;
  }

  async beginWithExample(): Promise<void> {
    if (this.isBeginning.value) return;
    this.isBeginning.value = true;
    this.#chosen.value = 'agencies';
    await this.#edges.send('POST', '/admin/setup/example', {}, { timeoutMs: 10_000 });
    await this.desk.load();
    this.isBeginning.value = false;
  }

  wish(agencyId: string, counters: number): void {
    this.wished.value = new Map(this.wished.value).set(agencyId, counters);
  }

  async addCounters(): Promise<void> {
    const setup = this.setup.value;
    if (!setup) return;
    const rows = counterRows(setup, this.wished.value, this.#newId);
    if (rows.length > 0 && !(await this.#put(rows))) return;
    this.wished.value = new Map();
    this.goTo(null);
  }

  /** A form for a new printer, from the set-up as it is now. */
  async openPrinter(): Promise<void> {
    await this.printers.load();
    if (this.printers.form.value === null) this.printers.choose(null);
  }

  async printPage(): Promise<void> {
    this.pageTrouble.value = null;
    await this.printers.printPage();
    const { value: page } = this.printers.page;
    if (page.state === 'done' && page.result.outcome !== 'not-sent') {
      this.pageTrouble.value = 'asked';
    }
  }

  /** The paper is as it should be: the printer is taken in with what fits it. */
  async takePrinter(): Promise<void> {
    await this.#savePrinter({});
  }

  async tellTrouble(trouble: PageTrouble): Promise<void> {
    this.pageTrouble.value = trouble;
    if (trouble === 'cut-off') await this.#savePrinter({ columns: 32 });
    if (trouble === 'unreadable') await this.#savePrinter({ readsNativeQr: false });
  }

  async sound(): Promise<void> {
    const setup = this.setup.value;
    const [zone] = setup?.zones ?? [];
    if (!setup || !zone) return;
    const path = `/admin/voice/zones/${zone.id}/tone`;
    const { volumePercent } = setup.voice;
    const answer = await this.#edges.send<{ told: 'heard' | 'busy' | 'unheard' }>('POST', path, {
      volumePercent,
    });
    this.tone.value = answer.ok ? answer.body.told : 'unheard';
  }

  async #savePrinter(
    seen: Partial<Pick<TestPageSeen, 'columns' | 'readsNativeQr'>>,
  ): Promise<void> {
    const { printers } = this;
    const { value: page } = printers.page;
    if (page.state !== 'done') return;
    const isKnown = (printers.form.value?.profileId ?? '') !== '';
    if (!isKnown || Object.keys(seen).length > 0) {
      printers.see({ codeSeen: page.result.code, ...seen });
      await printers.suggest();
    }
    const count = (this.setup.value?.printers.length ?? 0) + 1;
    if (printers.form.value?.name === '') printers.change({ name: `Printer Kiosk ${count}` });
    await printers.save();
    // What an earlier step has saved is no reason to ask again; the printer's own place is new.
    const first = printers.saving.value;
    if (first.state === 'refused' && first.code === 'setup-changed') await printers.save();
    if (printers.saving.value.state !== 'done') return;
    await this.desk.load();
    printers.form.value = null;
    this.goTo(null);
  }

  readonly #newId = (): string => this.#edges.newKey().slice(0, 12);

  async #put(rows: readonly Row[]): Promise<boolean> {
    this.desk.reset();
    for (const { path, row } of rows) this.desk.change(path, row);
    return this.desk.save();
  }

  /** A computer that was let in while its step is open is set up by itself, as most are. */
  #takeInScreens(): void {
    const [setup, devices] = [this.setup.value, this.devices.rows.value];
    const isOpen = this.step.value === 'screens' && !this.desk.isBusy.value;
    if (!isOpen || !setup || !devices) return;
    const { kiosks, displays } = setup;
    const waiting = devices.find(
      ({ id, kind }) =>
        !this.#takenIn.has(id) &&
        ((kind === 'kiosk' && !kiosks.some(row => row.id === id)) ||
          (kind === 'display' && !displays.some(row => row.deviceId === id))),
    );
    if (waiting) untracked(() => void this.#takeIn(waiting));
  }

  async #takeIn({ id, kind, name }: Device): Promise<void> {
    const setup = this.setup.value;
    if (!setup) return;
    this.#takenIn.add(id);
    this.#chosen.value = 'screens';
    // Pairing is no part of the step's own changes.
    this.desk.reset();
    if (kind === 'kiosk') {
      const used = new Set(setup.kiosks.flatMap(({ printerIds }) => printerIds));
      const free = setup.printers.find(printer => !used.has(printer.id)) ?? setup.printers[0];
      this.desk.change(`kiosks/${id}`, { id, name, printerIds: free ? [free.id] : [] });
    } else {
      const displayId = `display-${this.#newId()}`;
      this.desk.change(`displays/${displayId}`, { id: displayId, name, deviceId: id });
    }
    await this.desk.save();
  }

  /** What was let in, for the step's own list. */
  get screens() {
    return screensOf(this.facts.value);
  }
}
