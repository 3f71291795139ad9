import type { Database } from 'better-sqlite3';
import type { Setup, TimeZone } from '../../contract/setup.ts';
import type {
  LoggedCounter,
  LoggedDay,
  LoggedLeg,
  LoggedRest,
  RawWait,
} from '../domain/day-log.ts';
import { dayMs, localTime, midnightOf, minuteMs } from '../domain/local-time.ts';

interface LegRow {
  readonly leg_id: string;
  readonly service_id: string;
  readonly queue_id: string;
  readonly counter_id: string | null;
  readonly staff_id: string | null;
  readonly enqueued_at: number;
  readonly quote_p50: number | null;
  readonly quote_p90: number | null;
  readonly calls: number;
  readonly first_called_at: number | null;
  readonly called_at: number | null;
  readonly ended_at: number | null;
  readonly state: string;
  readonly is_seated: number;
}

interface TimeRow {
  readonly counter_id: string;
  readonly state: 'open' | 'paused';
  readonly started_at: number;
  readonly ended_at: number | null;
}

/** Between closing and opening again anything shorter is somebody else sitting down. */
const restMsMin = 2 * minuteMs;

/** What the runs gave where it is not what was told: it stands in the journal alone. */
function rawWaitsOf(database: Database, fromSeq: number): Map<string, RawWait> {
  const rows = database
    .prepare<[number], string>(
      `SELECT data FROM journal WHERE seq >= ? AND instr(data, '"raw":') > 0
        AND type IN ('ticket-issued', 'leg-added', 'leg-transferred')`,
    )
    .pluck()
    .iterate(fromSeq);
  const raws = new Map<string, RawWait>();
  for (const data of rows) {
    const { legs, leg } = JSON.parse(data) as {
      readonly legs?: readonly { legId: string; raw?: RawWait }[];
      readonly leg?: { legId: string; raw?: RawWait };
    };
    for (const { legId, raw } of legs ?? (leg ? [leg] : [])) if (raw) raws.set(legId, raw);
  }
  return raws;
}

/** Days on which somebody was called, the newest last, all before a business day. */
function datesBefore(database: Database, before: string, daysMax: number): string[] {
  return database
    .prepare<[string, number], string>(
      `SELECT business_date FROM business_day AS day WHERE business_date < ?
        AND EXISTS (SELECT 1 FROM leg_fact AS leg WHERE leg.business_date = day.business_date
          AND leg.called_at IS NOT NULL)
        ORDER BY business_date DESC LIMIT ?`,
    )
    .pluck()
    .all(before, daysMax)
    .toReversed();
}

function legOf(row: LegRow, midnight: number, raw: RawWait | undefined): LoggedLeg {
  const minute = (at: number | null): number | null =>
    at === null ? null : (at - midnight) / minuteMs;
  // Called once it held the counter from its first call; else from the last one that came to something.
  const calledAt = row.calls === 1 ? (row.first_called_at ?? row.called_at) : row.called_at;
  const { quote_p50: p50, quote_p90: p90 } = row;
  const told = p50 === null || p90 === null ? null : { p50, p90 };
  return {
    serviceId: row.service_id,
    queueId: row.queue_id,
    counterId: calledAt === null ? null : row.counter_id,
    officerId: calledAt === null ? null : row.staff_id,
    enqueued: minute(row.enqueued_at)!,
    called: minute(calledAt),
    finished: minute(row.ended_at),
    // Who came to a counter without a number never waited.
    wasServed: row.state === 'done' && row.is_seated === 0,
    raw: raw ?? told,
  };
}

class CounterDay {
  readonly away: LoggedRest[] = [];
  readonly opens: number;
  closes: number;
  #isPaused: boolean;

  constructor(opens: number, closes: number, isPaused: boolean) {
    this.opens = opens;
    this.closes = closes;
    this.#isPaused = isPaused;
  }

  /** What it did next; a rest is what lies between two stretches of work. */
  goOn(from: number, to: number, isPaused: boolean, handledBefore: number): void {
    const wasAway = this.#isPaused || from - this.closes > restMsMin / minuteMs;
    if (wasAway && !isPaused) {
      const begun = this.#restBegun ?? this.closes;
      this.away.push({ from: begun - handledBefore / 2, begun, to: from });
      this.#restBegun = null;
    } else if (isPaused) this.#restBegun ??= from;
    this.#isPaused = isPaused;
    this.closes = Math.max(this.closes, to);
  }

  #restBegun: number | null = null;
}

/** When counters were there on a day, from the stretches in which they were open or paused. */
function countersOf(
  rows: readonly TimeRow[],
  legs: readonly LoggedLeg[],
  midnight: number,
): LoggedCounter[] {
  const minute = (at: number): number => (at - midnight) / minuteMs;
  const handled = new Map<string, number>();
  for (const { counterId, called, finished } of legs) {
    if (counterId === null || called === null || finished === null) continue;
    handled.set(`${counterId} ${Math.round(finished)}`, Math.min(60, finished - called));
  }
  const days = new Map<string, CounterDay>();
  for (const row of rows) {
    const from = minute(row.started_at);
    const to = row.ended_at === null ? from : minute(row.ended_at);
    const isPaused = row.state === 'paused';
    const day = days.get(row.counter_id);
    if (!day) days.set(row.counter_id, new CounterDay(from, to, isPaused));
    else day.goOn(from, to, isPaused, handled.get(`${row.counter_id} ${Math.round(from)}`) ?? 0);
  }
  return [...days].map(([counterId, { opens, away, closes }]) => ({
    counterId,
    opens,
    away,
    closes,
  }));
}

/** Whether the facts have followed the journal up to the opening of a business day. */
function isWhole(database: Database, before: string): boolean {
  const opened = database
    .prepare<[string], number>('SELECT seq FROM business_day WHERE business_date >= ? LIMIT 1')
    .pluck()
    .get(before);
  const followed = database.prepare<[], number>('SELECT seq FROM fact_followed').pluck().get();
  return opened !== undefined && (followed ?? 0) >= opened;
}

function timeZoneOf(database: Database): TimeZone | null {
  const setup = database.prepare<[], string>('SELECT data FROM setup').pluck().get();
  return setup === undefined ? null : (JSON.parse(setup) as Setup).building.timeZone;
}

/** Past days to learn from, the newest last; null where the tables have not followed so far. */
export function readLoggedDays(
  database: Database,
  before: string,
  daysMax: number,
): LoggedDay[] | null {
  const timeZone = timeZoneOf(database);
  if (timeZone === null || !isWhole(database, before)) return null;
  const dates = datesBefore(database, before, daysMax);
  const fromSeq = database
    .prepare<[string], number>('SELECT seq FROM business_day WHERE business_date = ?')
    .pluck()
    .get(dates[0] ?? before);
  const raws = rawWaitsOf(database, fromSeq ?? 0);
  const legRows = database.prepare<[string], LegRow>(
    `SELECT leg_id, service_id, queue_id, counter_id, staff_id, enqueued_at, quote_p50, quote_p90,
      calls, first_called_at, called_at, ended_at, state, is_seated
      FROM leg_fact WHERE business_date = ? ORDER BY enqueued_at, leg_id`,
  );
  const timeRows = database.prepare<[number, number], TimeRow>(
    `SELECT counter_id, state, started_at, ended_at FROM counter_time
      WHERE started_at >= ? AND started_at < ? ORDER BY seq`,
  );
  return dates.map(date => {
    const midnight = midnightOf(date, timeZone);
    const legs = legRows.all(date).map(row => legOf(row, midnight, raws.get(row.leg_id)));
    const { weekday } = localTime(midnight, timeZone);
    const times = timeRows.all(midnight, midnight + dayMs);
    return { date, weekday, legs, counters: countersOf(times, legs, midnight) };
  });
}
