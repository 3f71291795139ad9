import { computed, effect, signal, untracked } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Setup } from '../contract/setup.ts';
import type { Problem } from '../ui-kit/api.ts';
import { dayOf } from '../ui-kit/formats.ts';
import type { StaffUser } from '../ui-kit/sign-in.tsx';
import {
  addScope,
  breakdowns,
  comparisonOf,
  searchOf,
  wishOf,
  type Breakdown,
  type ReportWish,
} from './report-address.ts';
import { daysIn, isReversed, wireDays, type Days } from './report-period.ts';
import type { SetupSeen } from './setup-desk.ts';
import { boardRoles, TowerPage, type TowerEdges } from './tower-page.ts';
import { VisitsList, type VisitsWish } from './visits-list.ts';

/** The address of the page, as far as a report lives in it. */
export interface AddressEdge {
  readonly search: () => string;
  /** A new entry of the browser's history. */
  readonly push: (search: string) => void;
  /** The browser went back or forth; the answer ends it. */
  readonly onBack: (work: () => void) => () => void;
}

export interface PeriodEdges extends TowerEdges {
  readonly address: AddressEdge;
}

/** The wire takes ten years and their leap days at once (contract/reports.ts). */
export const reportYearsMax = 10;
const reportDaysMax = 3_653;
/** Reports of years over many tickets take their time; a second is usual. */
const reportOptions = { tries: 1, timeoutMs: 30_000 };

export type Trouble = 'reversed' | 'too-long' | 'unknown' | 'refused' | 'failed';

function troubleOf({ status, code, errors }: Problem): Trouble {
  const codes = [code, ...(errors ?? []).map(error => error.code ?? '')].join(' ');
  if (/unknown|not-found/.test(codes) || status === 404) return 'unknown';
  if (/long/.test(codes)) return 'too-long';
  if (/reversed/.test(codes)) return 'reversed';
  return status >= 400 && status < 500 ? 'refused' : 'failed';
}

function wrongDays(days: Days): Trouble | null {
  if (isReversed(days)) return 'reversed';
  return daysIn(days) > reportDaysMax ? 'too-long' : null;
}

/** A page of the reports: a period and a scope that stand in its address, and what they ask for. */
export abstract class PeriodPage extends TowerPage {
  readonly #edges: PeriodEdges;
  readonly #wish = signal<ReportWish | null>(null);
  readonly #setup = signal<Setup | null>(null);
  readonly #trouble = signal<Trouble | null>(null);
  readonly #isBusy = signal(false);
  #stops: (() => void)[] = [];
  #asked = 0;

  readonly visits: VisitsList;
  /** The dialog in which days and the comparison are chosen. */
  readonly isChoosing = signal(false);
  /** Officers' own figures are for those who lead them. */
  readonly breakdowns = computed((): readonly Breakdown[] =>
    this.maySteer.value ? breakdowns : breakdowns.filter(by => by !== 'officer'),
  );
  readonly compared = computed((): Days | null => {
    const wish = this.#wish.value;
    return wish && comparisonOf(wish, this.today);
  });

  constructor(edges: PeriodEdges) {
    super(edges, 'reports');
    this.#edges = edges;
    this.visits = new VisitsList(edges.send);
  }

  /** What is asked for; null until the building’s day is known. */
  get wish(): ReadonlySignal<ReportWish | null> {
    return this.#wish;
  }
  /** Where names come from. */
  get setup(): ReadonlySignal<Setup | null> {
    return this.#setup;
  }
  /** Why there is nothing to show for the present wish. */
  get trouble(): ReadonlySignal<Trouble | null> {
    return this.#trouble;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }

  /** The building's day. */
  get today(): string {
    return dayOf(
      untracked(() => this.now),
      this.building.value?.timeZone ?? 'UTC',
    );
  }

  /** Asks for another report: a new address, which the browser's way back leaves again. */
  show(part: Partial<ReportWish>): void {
    const wish = this.#wish.value;
    if (wish === null) return;
    const next = { ...wish, ...part };
    this.#edges.address.push(searchOf(next));
    this.#ask(next);
  }

  again(): void {
    const wish = this.#wish.value;
    if (wish !== null) this.#ask(wish);
  }

  /** Opens the visits behind a number of the report, or of a part of it. */
  openVisits(wish: Pick<VisitsWish, 'words' | 'measure' | 'order'> & Partial<VisitsWish>): void {
    const { days, scope } = this.#wish.value!;
    void this.visits.open({ days, scope, hour: null, ...wish });
  }

  /** Fetches what the page shows of a wish; keeps it only while `isWanted`. */
  protected abstract fetch(wish: ReportWish, isWanted: () => boolean): Promise<Problem | null>;

  /** Forgets what it shows. */
  protected abstract forget(): void;

  /** What every page of reports asks the server for, as its query. */
  protected query(wish: ReportWish): URLSearchParams {
    const asked = new URLSearchParams({ ...wireDays(wish.days) });
    addScope(asked, wish.scope);
    return asked;
  }

  protected async read<Body>(path: string) {
    return this.#edges.send<Body>('GET', path, undefined, reportOptions);
  }

  protected override isFor({ role }: StaffUser): boolean {
    return boardRoles.has(role);
  }

  protected override begin(maySee: boolean): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#asked += 1;
    this.forget();
    this.visits.close();
    if (!maySee) return;
    void this.#loadSetup();
    const readAddress = () => this.#ask(wishOf(this.#edges.address.search(), this.today));
    this.#stops = [
      this.#edges.address.onBack(readAddress),
      effect(() => {
        if (this.building.value !== null) untracked(readAddress);
      }),
    ];
  }

  /** What of a wish is theirs to ask for. */
  protected ownPart(wish: ReportWish): ReportWish {
    return wish;
  }

  #ask(wish: ReportWish): void {
    const by = this.breakdowns.value.includes(wish.by) ? wish.by : 'agency';
    this.#wish.value = this.ownPart({ ...wish, by });
    this.visits.close();
    void this.#load();
  }

  async #load(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const wish = this.#wish.value!;
    const compared = comparisonOf(wish, this.today);
    this.#trouble.value = wrongDays(wish.days) ?? (compared && wrongDays(compared));
    this.#isBusy.value = this.#trouble.value === null;
    if (this.#trouble.value !== null) return;
    const isWanted = () => asked === this.#asked;
    const problem = await this.fetch(wish, isWanted);
    if (!isWanted()) return;
    this.#isBusy.value = false;
    this.#trouble.value = problem && troubleOf(problem);
    if (problem?.code === 'not-signed-in') void this.session.load();
  }

  async #loadSetup(): Promise<void> {
    const seen = await this.#edges.send<SetupSeen>('GET', '/admin/setup', undefined, { tries: 1 });
    if (seen.ok) this.#setup.value = seen.body.setup;
  }
}
