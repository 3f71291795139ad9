import { computed, effect, signal, untracked } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Role } from '../contract/values.ts';
import type { BuildingView, Overview } from '../contract/views.ts';
import type { send } from '../ui-kit/api.ts';
import { HelpDone } from '../ui-kit/help-done.ts';
import { StaffSession } from '../ui-kit/sign-in.tsx';
import { silenceMsMax } from '../ui-kit/stream.ts';
import type { Stream } from '../ui-kit/stream.ts';
import { boardRows } from './board-rows.ts';
import { LockedAccounts } from './locked-accounts.ts';
import { PrinterLines } from './printer-rows.ts';
import { ScreenMessages } from './screen-messages.ts';

export type OverviewStream = Pick<Stream<Overview>, 'view' | 'link' | 'clock' | 'close'>;

export interface BoardPageEdges {
  readonly send: typeof send;
  readonly openOverview: () => OverviewStream;
}

const recheckMs = 5_000;
/** An auditor looks at the board, and presses nothing on it. */
export const boardRoles: ReadonlySet<Role> = new Set(['supervisor', 'administrator', 'auditor']);

/** The supervisor's page: who is here, and the building as one board. */
export class BoardPage {
  readonly #edges: BoardPageEdges;
  readonly #stream = signal<OverviewStream | null>(null);
  readonly #lostAt = signal(0);
  readonly #building = signal<BuildingView | null>(null);
  readonly #stops: (() => void)[] = [];

  readonly session: StaffSession;
  readonly locked: LockedAccounts;
  readonly printers: PrinterLines;
  readonly help: HelpDone;
  readonly messages: ScreenMessages;
  /** The sheet of the own account lies over the board. */
  readonly isAccountOpen = signal(false);
  /** … and so does the one of all printers. */
  readonly isPrintersOpen = signal(false);
  readonly order = signal<'series' | 'urgent'>('series');

  /** Whether whoever is here steers the building, or only looks. */
  readonly maySteer = computed(() => {
    const role = this.session.user.value?.role;
    return role === 'supervisor' || role === 'administrator';
  });
  readonly overview = computed(() => this.#stream.value?.view.value ?? null);
  readonly link = computed(() => this.#stream.value?.link.value ?? 'connecting');
  readonly rows = computed(() => {
    const overview = this.overview.value;
    return overview ? boardRows(overview, this.order.value) : [];
  });

  constructor(edges: BoardPageEdges) {
    this.#edges = edges;
    this.session = new StaffSession(edges.send);
    this.locked = new LockedAccounts(edges.send);
    this.printers = new PrinterLines(edges.send);
    this.help = new HelpDone(edges.send);
    this.messages = new ScreenMessages(edges.send);
  }

  /** What is known before signing in. */
  get building(): ReadonlySignal<BuildingView | null> {
    return this.#building;
  }

  /** Milliseconds of the building, in whole seconds. */
  get now(): number {
    return this.#stream.value?.clock.second.value ?? Date.now();
  }

  /** The last moment the board was true; meant only while the link is lost. */
  get lostAt(): number {
    return this.#lostAt.value;
  }

  start(): void {
    this.#stops.push(
      effect(() => {
        const role = this.session.user.value?.role;
        const maySee = role !== undefined && boardRoles.has(role);
        untracked(() => this.#follow(maySee));
      }),
      effect(() => this.#watchLink()),
    );
    void this.session.load();
    void this.#loadBuilding();
  }

  toggleOrder(): void {
    this.order.value = this.order.value === 'series' ? 'urgent' : 'series';
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.session.close();
    this.locked.close();
    this.printers.close();
    this.#stream.value?.close();
  }

  async #loadBuilding(): Promise<void> {
    const answer = await this.#edges.send<BuildingView>('GET', '/building');
    if (answer.ok) this.#building.value = answer.body;
  }

  #follow(maySee: boolean): void {
    this.#stream.value?.close();
    this.#stream.value = maySee ? this.#edges.openOverview() : null;
    this.isAccountOpen.value = false;
    this.isPrintersOpen.value = false;
    this.messages.isOpen.value = false;
    for (const asked of [this.locked, this.printers]) {
      if (maySee) asked.start();
      else asked.close();
    }
  }

  /** A lost link may mean that the session has ended: only the server can tell. */
  #watchLink(): (() => void) | undefined {
    const stream = this.#stream.value;
    if (stream?.link.value !== 'lost') return undefined;
    this.#lostAt.value = untracked(() => stream.clock.now()) - silenceMsMax;
    const check = () => void this.session.load();
    check();
    const timer = setInterval(check, recheckMs);
    return () => clearInterval(timer);
  }
}
