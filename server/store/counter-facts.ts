import type { Database } from 'better-sqlite3';
import type { JournalEntry } from '../../contract/events.ts';
import { businessDateOf, localTime, minuteMs } from '../domain/local-time.ts';
import { hoursOn, neverCloses, openingsOfDay } from '../domain/opening-hours.ts';
import type { SetupIndex } from '../domain/setup-index.ts';

interface Stretch {
  readonly seq: number;
  readonly staffId: string | null;
  readonly state: 'open' | 'paused';
  readonly reason: string | null;
}

interface StretchRow {
  seq: number;
  counter_id: string;
  staff_id: string | null;
  state: 'open' | 'paused';
  pause_reason: string | null;
}

/** Folds what happens to counters into stretches of time; the caller holds the transaction. */
export class CounterFacts {
  readonly #running = new Map<string, Stretch>();
  readonly #begin;
  readonly #end;
  readonly #unschedule;
  readonly #schedule;
  readonly #changedDay;
  readonly #unfinished;

  constructor(database: Database) {
    this.#begin = database.prepare(
      `INSERT INTO counter_time
        (seq, counter_id, agency_id, staff_id, state, pause_reason, started_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#end = database.prepare('UPDATE counter_time SET ended_at = ? WHERE seq = ?');
    this.#unschedule = database.prepare('DELETE FROM counter_schedule WHERE business_date = ?');
    this.#schedule = database.prepare(
      `INSERT OR REPLACE INTO counter_schedule
        (business_date, counter_id, agency_id, opens_at, closes_at) VALUES (?, ?, ?, ?, ?)`,
    );
    this.#changedDay = database.prepare(
      `INSERT INTO fact_day (business_date, changed_seq) VALUES (?, ?)
        ON CONFLICT (business_date) DO UPDATE SET changed_seq = excluded.changed_seq`,
    );
    this.#unfinished = database.prepare<[], StretchRow>(
      `SELECT seq, counter_id, staff_id, state, pause_reason FROM counter_time
        WHERE ended_at IS NULL`,
    );
    this.reload();
  }

  /** What the table holds is what is remembered here, also after a transaction that failed. */
  reload(): void {
    this.#running.clear();
    for (const row of this.#unfinished.all()) {
      const { seq, staff_id: staffId, state, pause_reason: reason } = row;
      this.#running.set(row.counter_id, { seq, staffId, state, reason });
    }
  }

  readonly officerOf = (counterId: string): string | null =>
    this.#running.get(counterId)?.staffId ?? null;

  apply(entry: JournalEntry, index: SetupIndex | null): void {
    const running = this.#running.get(entry.counterId ?? '');
    switch (entry.type) {
      case 'counter-opened': {
        const staffId = running ? running.staffId : entry.data.officerId;
        return this.#follow(entry, index, { staffId, state: 'open', reason: null });
      }
      case 'counter-taken-over': {
        const { state = 'open', reason = null } = running ?? {};
        return this.#follow(entry, index, { staffId: entry.data.officerId, state, reason });
      }
      case 'counter-paused': {
        const { reason } = entry.data;
        const staffId = running?.staffId ?? null;
        return this.#follow(entry, index, { staffId, state: 'paused', reason });
      }
      case 'counter-closed':
        return this.#follow(entry, index, null);
      default:
    }
  }

  /** The hours of a business day, as the set-up has them. */
  schedule({ seq, at }: JournalEntry, businessDate: string, index: SetupIndex): void {
    const { timeZone } = index.setup.building;
    const { midnight, date } = localTime(at, timeZone);
    this.#unschedule.run(businessDate);
    for (const { id, agencyId } of index.setup.counters) {
      // Who never closes has no hours at which a counter should be open.
      if (neverCloses(hoursOn(index, agencyId, date))) continue;
      for (const { opens, closes } of openingsOfDay(index, agencyId, at)) {
        const [from, to] = [midnight + opens * minuteMs, midnight + closes * minuteMs];
        this.#schedule.run(businessDate, id, agencyId, from, to);
      }
    }
    this.#changedDay.run(businessDate, seq);
  }

  #follow(
    { seq, at, counterId = '' }: JournalEntry,
    index: SetupIndex | null,
    next: Omit<Stretch, 'seq'> | null,
  ): void {
    const before = this.#running.get(counterId);
    if (before) this.#end.run(at, before.seq);
    this.#running.delete(counterId);
    if (index) this.#changedDay.run(businessDateOf(at, index.setup.building.timeZone), seq);
    if (!next) return;
    const agencyId = index?.counters.get(counterId)?.agencyId ?? '';
    this.#begin.run(seq, counterId, agencyId, next.staffId, next.state, next.reason, at);
    this.#running.set(counterId, { seq, ...next });
  }
}
