import { computed, effect, signal, untracked } from '@preact/signals';
import type { Overview } from '../contract/overview.ts';
import type { send } from '../ui-kit/api.ts';
import type { Role } from '../contract/values.ts';
import type { StaffUser } from '../ui-kit/sign-in.tsx';
import { silenceMsMax } from '../ui-kit/stream.ts';
import type { Stream } from '../ui-kit/stream.ts';
import { OfficePage } from './office-page.ts';
import { towerSections } from './tower-sections.ts';
import type { TowerSectionId } from './tower-sections.ts';

export type OverviewStream = Pick<Stream<Overview>, 'view' | 'link' | 'clock' | 'close'>;

export interface TowerEdges {
  readonly send: typeof send;
  readonly openOverview: () => OverviewStream;
}

const recheckMs = 5_000;

/** Whom the server tells the state of the building. */
export const boardRoles: ReadonlySet<Role> = new Set(
  towerSections.find(({ id }) => id === 'building')!.roles,
);

/**
 * What every page of the tower is: a page of the office that follows the building live, so that each
 * knows the time, and says so when the server is lost.
 */
export class TowerPage extends OfficePage {
  readonly #edges: TowerEdges;
  readonly #stream = signal<OverviewStream | null>(null);
  readonly #lostAt = signal(0);
  #endWatch: (() => void) | null = null;

  readonly section: TowerSectionId;
  /** Whether whoever is here steers the building, or only looks. */
  readonly maySteer = computed(() => {
    const role = this.session.user.value?.role;
    return role === 'supervisor' || role === 'administrator';
  });
  /** The building as it is now; null until it is there, and for whom it is not. */
  readonly overview = computed(() => this.#stream.value?.view.value ?? null);
  readonly link = computed(() => this.#stream.value?.link.value ?? 'connecting');

  constructor(edges: TowerEdges, section: TowerSectionId = 'building') {
    super(edges.send);
    this.#edges = edges;
    this.section = section;
  }

  /** Milliseconds of the building, in whole seconds. */
  get now(): number {
    return this.#stream.value?.clock.second.value ?? Date.now();
  }

  /** The last moment the page was true; meant only while the link is lost. */
  get lostAt(): number {
    return this.#lostAt.value;
  }

  /** The time of what is shown. */
  get shownAt(): number {
    return this.link.value === 'lost' ? this.lostAt : this.now;
  }

  override start(): void {
    super.start();
    this.#endWatch = effect(() => this.#watchLink());
  }

  override close(): void {
    this.#endWatch?.();
    this.#endWatch = null;
    super.close();
  }

  protected override isFor({ role }: StaffUser): boolean {
    const section = this.section === 'replay' ? 'building' : this.section;
    return towerSections.some(({ id, roles }) => id === section && roles.includes(role));
  }

  protected override follow(maySee: boolean): void {
    this.#stream.value?.close();
    const role = this.session.user.value?.role;
    const mayFollow = maySee && role !== undefined && boardRoles.has(role);
    this.#stream.value = mayFollow ? this.#edges.openOverview() : null;
    this.begin(maySee);
  }

  /** Begins what this page asks for beside the live view, and ends it. */
  protected begin(_maySee: boolean): void {
    // A page that only follows asks for nothing else.
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
