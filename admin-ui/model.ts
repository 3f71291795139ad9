import { computed, signal } from '@preact/signals';
import type { Forecast } from '../contract/forecast.ts';
import type { Health } from '../contract/health.ts';
import { HelpDone } from '../ui-kit/help-done.ts';
import { BoardAlerts, type AlertEdges } from './board-alerts.ts';
import { boardRows, rowsOnPageMax, zoneSums } from './board-rows.ts';
import type { BoardOrder } from './board-rows.ts';
import { LockedAccounts } from './locked-accounts.ts';
import { Polled } from './polled.ts';
import { PrinterLines } from './printer-rows.ts';
import { Steering } from './steering.ts';
import { TowerPage } from './tower-page.ts';
import type { TowerEdges } from './tower-page.ts';

export type BoardEdges = TowerEdges & Omit<AlertEdges, 'send'>;

/** A forecast holds for half a minute on the server; machines come and go more slowly. */
const forecastEveryMs = 30_000;
const healthEveryMs = 15_000;

/** The supervisor's page: who is here, and the building as one board. */
export class BoardPage extends TowerPage {
  readonly locked: LockedAccounts;
  readonly printers: PrinterLines;
  readonly help: HelpDone;
  readonly steering: Steering;
  readonly alerts: BoardAlerts;
  readonly #forecast: Polled<Forecast>;
  readonly #health: Polled<Health>;
  /** Sheets that lie over the board: of all printers, and of all screens. */
  readonly isPrintersOpen = signal(false);
  readonly isScreensOpen = signal(false);
  readonly order = signal<BoardOrder>('series');
  /** Only this zone's agencies; null: all that fit a page. */
  readonly zoneId = signal<string | null>(null);
  /** Agencies whose queues are shown below them. */
  readonly opened = signal<ReadonlySet<string>>(new Set());

  readonly forecast = computed(() => this.#forecast.value.value);
  readonly health = computed(() => this.#health.value.value);
  /** Every agency, whichever zone is shown. */
  readonly allRows = computed(() => {
    const overview = this.overview.value;
    return overview ? boardRows(overview, this.order.value, this.forecast.value) : [];
  });
  readonly zones = computed(() => {
    const overview = this.overview.value;
    return overview ? zoneSums(overview, this.allRows.value) : [];
  });
  /** More agencies than a page holds are shown zone by zone; what presses most is of all zones. */
  readonly shownZoneId = computed(() => {
    const chosen = this.zoneId.value;
    const zones = this.zones.value;
    if (chosen !== null && zones.some(({ zone }) => zone.id === chosen)) return chosen;
    const isMany = this.allRows.value.length > rowsOnPageMax;
    return isMany && this.order.value === 'series' ? (zones[0]?.zone.id ?? null) : null;
  });
  readonly rows = computed(() => {
    const zoneId = this.shownZoneId.value;
    return zoneId === null
      ? this.allRows.value.slice(0, this.order.value === 'urgent' ? rowsOnPageMax : undefined)
      : this.allRows.value.filter(row => row.zone?.id === zoneId);
  });

  constructor(edges: BoardEdges) {
    super(edges, 'building');
    this.locked = new LockedAccounts(edges.send);
    this.printers = new PrinterLines(edges.send);
    this.help = new HelpDone(edges.send);
    this.steering = new Steering(edges.send);
    this.alerts = new BoardAlerts(edges, () => this.overview.value?.alerts ?? null);
    this.#forecast = new Polled(edges.send, '/forecast', forecastEveryMs);
    this.#health = new Polled(edges.send, '/admin/health', healthEveryMs);
  }

  toggleOrder(): void {
    this.order.value = this.order.value === 'series' ? 'urgent' : 'series';
  }

  toggleAgency(id: string): void {
    const opened = new Set(this.opened.value);
    if (!opened.delete(id)) opened.add(id);
    this.opened.value = opened;
  }

  protected override begin(maySee: boolean): void {
    this.isPrintersOpen.value = false;
    this.isScreensOpen.value = false;
    this.steering.sheet.value = null;
    for (const asked of [this.locked, this.printers, this.#forecast, this.#health, this.alerts]) {
      if (maySee) asked.start();
      else asked.close();
    }
  }
}
