import { randomBytes } from 'node:crypto';
import type { Building } from '../building.ts';
import { AlertBook, type AlertRecord, type AlertWatch } from '../domain/alert-book.ts';
import { conditionsOfDay, pastClosing, type Condition } from '../domain/alert-rules.ts';
import { dayMs, localTime } from '../domain/local-time.ts';
import { setupOf } from '../domain/state.ts';
import type { Log } from '../log.ts';
import type { AlertTable } from '../store/alerts.ts';

export interface AlertWatchOptions {
  readonly building: Building;
  readonly table: AlertTable;
  readonly staffName: (staffId: string) => string | undefined;
  /** What holds of machines and programs now. */
  readonly machines: () => readonly Condition[];
  /** Something was raised, acknowledged or ended. */
  readonly changed: () => void;
  readonly log: Log;
}

const newAlertId = (): string => `al${randomBytes(8).toString('hex')}`;

/** Real time, also in a simulation: one look costs less than 2 ms with 60 counters. */
const lookMs = 5_000;
const endedShownMax = 20;
/** Alerts that are over are forgotten after this. */
const keptMs = 400 * dayMs;

/** What stands, looked at every few seconds and kept through a restart (ALERT-7, ALERT-8). */
class Watch implements AlertWatch {
  readonly #options: AlertWatchOptions;
  readonly #book: AlertBook;
  readonly #late = new Map<string, Condition>();
  readonly #timer: NodeJS.Timeout;
  #turn = 0;

  constructor(options: AlertWatchOptions) {
    this.#options = options;
    this.#book = new AlertBook(options.table.standing(), newAlertId);
    options.table.forgetBefore(options.building.now() - keptMs);
    this.#timer = setInterval(() => this.look(), lookMs);
  }

  get standing(): readonly AlertRecord[] {
    return this.#book.standing;
  }

  today(): AlertRecord[] {
    const { building, table } = this.#options;
    const now = building.now();
    const { midnight } = localTime(now, setupOf(building.state).setup.building.timeZone);
    return table
      .between(midnight, now + 1, endedShownMax * 2)
      .filter(({ endedAt }) => endedAt !== null)
      .slice(0, endedShownMax);
  }

  between = (from: number, to: number, limit: number): AlertRecord[] => {
    const fresh = new Map(this.standing.map(alert => [alert.id, alert]));
    return this.#options.table.between(from, to, limit).map(row => fresh.get(row.id) ?? row);
  };

  find(alertId: string): AlertRecord | undefined {
    return this.standing.find(({ id }) => id === alertId) ?? this.#options.table.byId(alertId);
  }

  acknowledge: AlertBook['acknowledge'] = (id, by) => {
    const done = this.#book.acknowledge(id, by);
    if (done?.isNews) {
      this.#options.table.keep(done.alert);
      this.#options.changed();
    }
    return done;
  };

  look(): void {
    const { building, staffName, machines, table, changed, log } = this.#options;
    if (!building.state.index) return;
    try {
      const now = building.now();
      this.#lookAtClosing(now);
      const { raised, ended } = this.#book.look(
        [...conditionsOfDay(building.state, staffName, now), ...this.#late.values(), ...machines()],
        now,
      );
      for (const alert of [...raised, ...ended]) table.keep(alert);
      if (raised.length + ended.length > 0) changed();
    } catch (error) {
      log.error({ err: error }, 'alerts could not be looked at');
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** A forward run each: one queue in turn, so that no look takes long. */
  #lookAtClosing(now: number): void {
    const { state } = this.#options.building;
    const ids = [...setupOf(state).queues.keys()];
    for (const known of this.#late.keys()) if (!ids.includes(known)) this.#late.delete(known);
    const queueId = ids[this.#turn % Math.max(1, ids.length)];
    this.#turn += 1;
    if (queueId === undefined) return;
    const found = pastClosing(state, queueId, now);
    if (found) this.#late.set(queueId, found);
    else this.#late.delete(queueId);
  }
}

export const openAlertWatch = (options: AlertWatchOptions): AlertWatch => new Watch(options);
