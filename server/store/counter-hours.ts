import type { Database } from 'better-sqlite3';
import { dayMs } from '../domain/local-time.ts';

const hourMs = 3_600_000;

/** What a counter did within one hour of a business day, with one officer; milliseconds. */
export interface CounterHour {
  readonly counterId: string;
  readonly agencyId: string;
  readonly staffId: string | null;
  readonly hour: number;
  /** Pauses included. */
  open: number;
  paused: number;
  /** Stands with nobody: hours are the agency's. */
  scheduled: number;
}

interface TimeRow {
  counter_id: string;
  agency_id: string;
  staff_id: string | null;
  state: 'open' | 'paused' | 'scheduled';
  begins: number;
  ends: number | null;
}

/** Reads stretches of time once for all days of a report: those that end after its first day. */
function stretchesAfter(database: Database, midnight: number): TimeRow[] {
  return database
    .prepare<[number], TimeRow>(
      `SELECT counter_id, agency_id, staff_id, state, started_at AS begins, ended_at AS ends
        FROM counter_time WHERE ended_at > ? OR ended_at IS NULL`,
    )
    .all(midnight);
}

/** Time of counters on a day, hour by hour: an opening over midnight is part of both days. */
export function counterHours(database: Database, { now }: { readonly now: number }) {
  let stretches: TimeRow[] | null = null;
  const scheduled = database.prepare<[string], TimeRow>(
    `SELECT counter_id, agency_id, NULL AS staff_id, 'scheduled' AS state, opens_at AS begins,
      closes_at AS ends FROM counter_schedule WHERE business_date = ?`,
  );
  /** Days are asked for in their order. */
  return (date: string, midnight: number): CounterHour[] => {
    stretches ??= stretchesAfter(database, midnight);
    const found = new Map<string, CounterHour>();
    const until = Math.min(now, midnight + dayMs);
    for (const row of stretches) {
      if (row.begins < until && (row.ends ?? until) > midnight)
        addHours(found, row, midnight, until);
    }
    for (const row of scheduled.all(date)) addHours(found, row, midnight, until);
    return [...found.values()];
  };
}

function addHours(
  found: Map<string, CounterHour>,
  row: TimeRow,
  midnight: number,
  until: number,
): void {
  const ends = Math.min(row.ends ?? until, until);
  for (let from = Math.max(row.begins, midnight); from < ends;) {
    const hour = Math.floor((from - midnight) / hourMs);
    const to = Math.min(ends, midnight + (hour + 1) * hourMs);
    const key = `${row.counter_id} ${row.staff_id ?? ''} ${hour}`;
    let kept = found.get(key);
    if (!kept) {
      const { counter_id: counterId, agency_id: agencyId, staff_id: staffId } = row;
      kept = { counterId, agencyId, staffId, hour, open: 0, paused: 0, scheduled: 0 };
      found.set(key, kept);
    }
    if (row.state === 'scheduled') kept.scheduled += to - from;
    else kept.open += to - from;
    if (row.state === 'paused') kept.paused += to - from;
    from = to;
  }
}
