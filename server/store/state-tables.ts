import type { Database } from 'better-sqlite3';
import type { JournalEntry } from '../../contract/events.ts';

/** Names of the tables that the journal alone decides. */
export const stateTables = [
  'setup',
  'business_day',
  'visit',
  'leg',
  'counter_state',
  'print_job',
] as const;

const statements = {
  setup: `INSERT INTO setup (only, seq, data) VALUES (1, ?, ?)
    ON CONFLICT (only) DO UPDATE SET seq = excluded.seq, data = excluded.data`,
  day: 'INSERT INTO business_day (business_date, opened_at, seq) VALUES (?, ?, ?)',
  visit: `INSERT INTO visit
    (visit_id, business_date, series, number, label, class, need, language, issued_at, device_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  leg: `INSERT INTO leg
    (leg_id, visit_id, service_id, queue_id, ref, enqueued_at, quote_p50, quote_p90, ahead, state)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')`,
  called: `UPDATE leg SET state = 'called', counter_id = ?, called_at = ?, calls = calls + 1,
    first_called_at = coalesce(first_called_at, ?), reason = ? WHERE leg_id = ?`,
  recalled: 'UPDATE leg SET called_at = ?, calls = ? WHERE leg_id = ?',
  started: `UPDATE leg SET state = 'serving', started_at = ? WHERE leg_id = ?`,
  ended: 'UPDATE leg SET state = ?, ended_at = ?, outcome = ? WHERE leg_id = ?',
  counter: `INSERT INTO counter_state (counter_id, state, since, pause_reason) VALUES (?, ?, ?, ?)
    ON CONFLICT (counter_id) DO UPDATE SET
      state = excluded.state, since = excluded.since, pause_reason = excluded.pause_reason`,
  printAsked: `INSERT INTO print_job (job_id, visit_id, printer_id, state, asked_at)
    VALUES (?, ?, ?, 'queued', ?)`,
  printStarted: `UPDATE print_job SET state = 'printing', started_at = ? WHERE job_id = ?`,
  printEnded: 'UPDATE print_job SET state = ?, ended_at = ?, fault = ? WHERE job_id = ?',
} as const;

type Prepared = Record<keyof typeof statements, import('better-sqlite3').Statement>;

function issue(sql: Prepared, entry: Extract<JournalEntry, { type: 'ticket-issued' }>): void {
  const { data, at, visitId } = entry;
  sql.visit.run(
    visitId,
    data.businessDate,
    data.series,
    data.number,
    data.label,
    data.class,
    data.need,
    data.language,
    at,
    entry.deviceId ?? null,
  );
  for (const leg of data.legs) {
    sql.leg.run(
      leg.legId,
      visitId,
      leg.serviceId,
      leg.queueId,
      data.ref,
      at,
      leg.quote?.p50 ?? null,
      leg.quote?.p90 ?? null,
      leg.ahead,
    );
  }
  if (data.print) sql.printAsked.run(data.print.jobId, visitId, data.print.printerId, at);
}

function apply(sql: Prepared, entry: JournalEntry): unknown {
  const { at, legId, counterId } = entry;
  switch (entry.type) {
    case 'building-configured':
      return sql.setup.run(entry.seq, JSON.stringify(entry.data.setup));
    case 'day-opened':
      return sql.day.run(entry.data.businessDate, at, entry.seq);
    case 'ticket-issued':
      return issue(sql, entry);
    case 'leg-called':
      return sql.called.run(counterId, at, at, JSON.stringify(entry.data.reason), legId);
    case 'leg-recalled':
      return sql.recalled.run(at, entry.data.calls, legId);
    case 'leg-started':
      return sql.started.run(at, legId);
    case 'leg-finished':
      return sql.ended.run('done', at, entry.data.outcome, legId);
    case 'leg-no-show':
      return sql.ended.run('no-show', at, null, legId);
    case 'leg-cancelled':
      return sql.ended.run('cancelled', at, entry.data.by, legId);
    case 'leg-expired':
      return sql.ended.run('expired', at, null, legId);
    case 'counter-opened':
      return sql.counter.run(counterId, 'open', at, null);
    case 'counter-paused':
      return sql.counter.run(counterId, 'paused', at, entry.data.reason);
    case 'counter-closed':
      return sql.counter.run(counterId, 'closed', at, null);
    case 'print-started':
      return sql.printStarted.run(at, entry.data.jobId);
    case 'print-ended':
      return sql.printEnded.run(entry.data.outcome, at, entry.data.fault, entry.data.jobId);
  }
}

/** Folds journal entries into the state tables; the caller holds the transaction. */
export function openStateTables(database: Database): { apply(entry: JournalEntry): void } {
  const prepared = Object.fromEntries(
    Object.entries(statements).map(([name, sql]) => [name, database.prepare(sql)]),
  ) as Prepared;
  return {
    apply(entry) {
      apply(prepared, entry);
    },
  };
}
