import { computed, signal } from '@preact/signals';
import type { Catalogue } from '../contract/views.ts';
import type { send } from '../ui-kit/api.ts';
import type { StaffUser } from '../ui-kit/sign-in.tsx';
import type { Stream } from '../ui-kit/stream.ts';
import { ManualEntry, entryServices } from './manual-entry.ts';
import type { OverviewStream } from './tower-page.ts';
import { OfficePage } from './office-page.ts';
import { manualFrom, sheetPages, sheetQueues } from './sheet-plan.ts';
import type { SheetQueue } from './sheet-plan.ts';

/** Of a stream that only tells the time. */
export type ClockStream = Pick<Stream<unknown>, 'clock' | 'close'>;

export interface SheetsEdges {
  readonly send: typeof send;
  readonly newKey: () => string;
  readonly openOverview: () => OverviewStream;
  /** An officer's own desk: what tells the building's time to who may not see the board. */
  readonly openDesk: (counterId: string) => ClockStream;
}

export type SheetsTab = 'print' | 'enter';

const steers = (user: StaffUser | null): boolean =>
  user?.role === 'supervisor' || user?.role === 'administrator';

/** Paper in the place of the kiosk: sheets printed beforehand, and their numbers entered afterwards. */
export class SheetsPage extends OfficePage {
  readonly #edges: SheetsEdges;
  readonly #catalogue = signal<Catalogue | null>(null);
  readonly #overview = signal<OverviewStream | null>(null);
  readonly #desk = signal<ClockStream | null>(null);
  readonly #asked = signal<SheetsTab>('print');

  readonly entry: ManualEntry;

  readonly queueIds = signal<ReadonlySet<string>>(new Set());
  readonly from = signal(manualFrom);
  readonly count = signal(20);
  readonly withRegister = signal(true);

  /** Sheets are for those who steer; entering is for everybody who serves. */
  readonly mayPrint = computed(() => steers(this.session.user.value));
  readonly tab = computed(() => (this.mayPrint.value ? this.#asked.value : 'enter'));
  readonly queues = computed((): readonly SheetQueue[] => {
    const overview = this.#overview.value?.view.value ?? null;
    const catalogue = this.#catalogue.value;
    return overview === null || catalogue === null ? [] : sheetQueues(overview, catalogue);
  });
  readonly pages = computed(() =>
    sheetPages(this.queues.value, {
      queueIds: this.queueIds.value,
      from: this.from.value,
      count: this.count.value,
      withRegister: this.withRegister.value,
    }),
  );

  constructor(edges: SheetsEdges, tab: SheetsTab) {
    super(edges.send);
    this.#edges = edges;
    this.#asked.value = tab;
    this.entry = new ManualEntry({
      send: edges.send,
      newKey: edges.newKey,
      now: () => this.now(),
      timeZone: () => this.timeZone,
      signedOut: () => void this.session.load(),
    });
  }

  get timeZone(): string {
    return this.building.value?.timeZone ?? 'Asia/Jakarta';
  }

  get isLoaded(): boolean {
    return this.building.value !== null && this.#catalogue.value !== null;
  }

  /** Milliseconds of the building; of this computer for who has no stream to be told by. */
  now(): number {
    return (this.#overview.value ?? this.#desk.value)?.clock.now() ?? Date.now();
  }

  /** The same in whole seconds, for showing. */
  get second(): number {
    return (this.#overview.value ?? this.#desk.value)?.clock.second.value ?? Date.now();
  }

  show(tab: SheetsTab): void {
    this.#asked.value = tab;
  }

  toggleQueue(id: string): void {
    const queueIds = new Set(this.queueIds.value);
    if (!queueIds.delete(id)) queueIds.add(id);
    this.queueIds.value = queueIds;
  }

  toggleAll(): void {
    const all = this.queues.value.map(queue => queue.id);
    this.queueIds.value = new Set(this.queueIds.value.size === all.length ? [] : all);
  }

  /** Whoever serves enters numbers. */
  protected override isFor(): boolean {
    return true;
  }

  protected override follow(maySee: boolean): void {
    const user = maySee ? this.session.user.value : null;
    this.#overview.value?.close();
    this.#desk.value?.close();
    const counterId = user?.counterIds[0];
    this.#overview.value = steers(user) ? this.#edges.openOverview() : null;
    const isOfficer = user !== null && !steers(user) && counterId !== undefined;
    this.#desk.value = isOfficer ? this.#edges.openDesk(counterId) : null;
    if (user !== null) void this.#loadCatalogue();
  }

  async #loadCatalogue(): Promise<void> {
    const answer = await this.#edges.send<Catalogue>('GET', '/catalogue');
    if (!answer.ok) return;
    this.#catalogue.value = answer.body;
    this.entry.offer(entryServices(answer.body));
  }
}
