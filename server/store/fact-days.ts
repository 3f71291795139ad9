import type { Database } from 'better-sqlite3';
import type { TimeZone } from '../../contract/setup.ts';
import { dayMs, localTime, midnightOf } from '../domain/local-time.ts';
import { counterHours, type CounterHour } from './counter-hours.ts';
import { decodeDay, encodeDay, LegColumns, type DayFacts } from './day-columns.ts';

/** A day that was packed and may be kept: whoever has the writing connection does it. */
export interface PackedDay {
  readonly date: string;
  readonly changedSeq: number;
  readonly columns: Uint8Array;
}

export interface FactDaysOptions {
  readonly timeZone: TimeZone;
  /** Up to when a counter that is open counts; milliseconds since the epoch. */
  readonly now: number;
}

interface DayRow {
  business_date: string;
  changed_seq: number;
  packed_seq: number | null;
}

type LegRow = [
  visitId: string,
  agencyId: string,
  queueId: string,
  serviceId: string,
  counterId: string | null,
  staffId: string | null,
  visitClass: string,
  state: string,
  enqueuedAt: number,
  calledAt: number | null,
  startedAt: number | null,
  endedAt: number | null,
  slotAt: number | null,
  p50: number | null,
  p90: number | null,
  calls: number,
  isSeated: number,
  isSentOn: number,
  endedBy: string | null,
];

/** Days before a date whose pack is missing or older than they are; the last first. */
const unpackedDays = `SELECT business_date, fact_day.changed_seq, fact_pack.changed_seq AS packed_seq
  FROM fact_day LEFT JOIN fact_pack USING (business_date)
  WHERE business_date < ? AND fact_pack.changed_seq IS NOT fact_day.changed_seq
  ORDER BY business_date DESC LIMIT ?`;

/** Whether a day before `date` waits for being packed. */
export function unpackedBefore(database: Database): (date: string) => boolean {
  const days = database.prepare<[string, number], DayRow>(unpackedDays);
  return date => days.get(date, 1) !== undefined;
}

/** Reads what is counted of business days: packed ones in a moment, others row by row. */
export class FactDays {
  readonly #options: FactDaysOptions;
  readonly #days;
  readonly #unpacked;
  readonly #pack;
  readonly #legs;
  readonly #followedAt: number;
  readonly #hours: (date: string, midnight: number) => CounterHour[];
  /** Days that were read row by row and will not change by themselves. */
  readonly packed: PackedDay[] = [];

  constructor(database: Database, options: FactDaysOptions) {
    this.#options = options;
    this.#days = database.prepare<[string, string], DayRow>(
      `SELECT fact_day.business_date, fact_day.changed_seq, fact_pack.changed_seq AS packed_seq
        FROM fact_day LEFT JOIN fact_pack USING (business_date)
        WHERE business_date >= ? AND business_date < ? ORDER BY business_date`,
    );
    this.#unpacked = database.prepare<[string, number], DayRow>(unpackedDays);
    this.#pack = database
      .prepare<[string], Buffer>('SELECT columns FROM fact_pack WHERE business_date = ?')
      .pluck();
    this.#legs = database
      .prepare<[string], LegRow>(
        `SELECT visit_id, agency_id, queue_id, service_id, counter_id,
           CASE WHEN counter_id IS NULL THEN NULL ELSE staff_id END, class, state, enqueued_at,
           called_at, started_at, ended_at, slot_at, quote_p50, quote_p90, calls, is_seated,
           outcome IS 'transferred', ended_by
          FROM leg_fact WHERE business_date = ? ORDER BY leg_id`,
      )
      .raw();
    this.#followedAt = database.prepare<[], number>('SELECT at FROM fact_followed').pluck().get()!;
    this.#hours = counterHours(database, options);
  }

  /** Every day of the period that has something to count, the earliest first. */
  *between(from: string, to: string): Generator<DayFacts> {
    for (const row of this.#days.all(from, to)) {
      const { business_date: date, changed_seq: changedSeq } = row;
      const pack = row.packed_seq === changedSeq ? this.#pack.get(date) : undefined;
      const midnight = midnightOf(date, this.#options.timeZone);
      const packed = pack && decodeDay(pack);
      if (packed && packed.midnight === midnight) {
        yield packed;
        continue;
      }
      yield this.#readAndPack(date, midnight, changedSeq);
    }
  }

  /** Packs some of the days that are over and were not packed since they changed; tells how many. */
  packAhead(daysMax: number): number {
    const { timeZone } = this.#options;
    const { date: today } = localTime(this.#followedAt, timeZone);
    const rows = this.#unpacked.all(today, daysMax).toReversed();
    for (const { business_date: date, changed_seq: changedSeq } of rows) {
      this.#readAndPack(date, midnightOf(date, timeZone), changedSeq);
    }
    return this.packed.length;
  }

  #readAndPack(date: string, midnight: number, changedSeq: number): DayFacts {
    const day = this.#read(date, midnight);
    // What has begun and ended is no more changed by time alone.
    if (midnight + dayMs <= this.#followedAt) {
      this.packed.push({ date, changedSeq, columns: encodeDay(day) });
    }
    return day;
  }

  #read(date: string, midnight: number): DayFacts {
    const rows = this.#legs.all(date);
    const legs = new LegColumns(rows.length, midnight);
    rows.forEach((row, at) => legs.put(at, row, this.#hourOf(row[8])));
    return { date, midnight, legs, hours: this.#hours(date, midnight) };
  }

  #hourOf(at: number): number {
    return Math.floor(localTime(at, this.#options.timeZone).minuteOfDay / 60);
  }
}
