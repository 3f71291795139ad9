import type { Database } from 'better-sqlite3';
import type { AddedLeg, JournalEntry } from '../../contract/events.ts';
import { factTables } from './fact-tables.ts';

/** Names of the tables that the journal alone decides. */
export const stateTables = [
  'setup',
  'business_day',
  'visit',
  'leg',
  'counter_state',
  'print_job',
  'booking',
  ...factTables,
] as const;

const statements = {
  setup: `INSERT INTO setup (only, seq, data) VALUES (1, ?, ?)
    ON CONFLICT (only) DO UPDATE SET seq = excluded.seq, data = excluded.data`,
  day: 'INSERT INTO business_day (business_date, opened_at, seq) VALUES (?, ?, ?)',
  visit: `INSERT INTO visit
    (visit_id, business_date, series, number, label, class, need, language, issued_at, device_id,
     booking_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  leg: `INSERT INTO leg
    (leg_id, visit_id, service_id, queue_id, ref, enqueued_at, quote_p50, quote_p90, ahead, state,
     is_first, is_counted, target, return_to)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?)`,
  called: `UPDATE leg SET state = 'called', counter_id = ?, called_at = ?,
    calls = CASE state WHEN 'waiting' THEN calls ELSE 0 END + 1,
    first_called_at = CASE state WHEN 'waiting' THEN coalesce(first_called_at, ?) ELSE ? END,
    reason = ?, ended_at = NULL, parking = NULL WHERE leg_id = ?`,
  recalled: 'UPDATE leg SET called_at = ?, calls = ? WHERE leg_id = ?',
  started: `UPDATE leg SET state = 'serving', started_at = ? WHERE leg_id = ?`,
  seated: `UPDATE leg SET state = 'serving', counter_id = ?, first_called_at = ?, called_at = ?,
    started_at = ?, reason = ? WHERE leg_id = ?`,
  ended: `UPDATE leg SET state = ?, ended_at = ?, outcome = ?, parking = NULL,
    counter_id = coalesce(?, counter_id) WHERE leg_id = ?`,
  backInLine: `UPDATE leg SET state = 'waiting', ref = coalesce(?, ref),
    is_first = coalesce(?, is_first), counter_id = NULL,
    first_called_at = NULL, called_at = NULL, calls = 0, reason = NULL, started_at = NULL,
    ended_at = NULL, parking = NULL WHERE leg_id = ?`,
  parked: `UPDATE leg SET state = 'parked', parking = ?, counter_id = NULL, started_at = NULL
    WHERE leg_id = ?`,
  classed: 'UPDATE visit SET class = ?, need = ? WHERE visit_id = ?',
  changed: 'UPDATE leg SET service_id = ?, queue_id = ? WHERE leg_id = ?',
  // Out of every line and counter first: two legs may change places at one counter.
  lifted: `UPDATE leg SET state = 'done' WHERE leg_id = ?`,
  restored: `UPDATE leg SET service_id = ?, queue_id = ?, ref = ?, is_first = ?, state = ?, counter_id = ?,
    first_called_at = ?, called_at = ?, calls = ?, reason = ?, started_at = ?, ended_at = ?,
    outcome = ?, parking = ? WHERE leg_id = ?`,
  removed: 'DELETE FROM leg WHERE leg_id = ?',
  opened: `INSERT INTO counter_state (counter_id, state, since, staff_id, auto_call)
    VALUES (?, 'open', ?, ?, ?)
    ON CONFLICT (counter_id) DO UPDATE SET
      state = 'open', since = excluded.since, pause_reason = NULL,
      staff_id = coalesce(excluded.staff_id, staff_id), auto_call = excluded.auto_call`,
  paused: `UPDATE counter_state SET state = 'paused', since = ?, pause_reason = ?
    WHERE counter_id = ?`,
  closed: `INSERT INTO counter_state (counter_id, state, since) VALUES (?, 'closed', ?)
    ON CONFLICT (counter_id) DO UPDATE SET state = 'closed', since = excluded.since,
      pause_reason = NULL, staff_id = NULL, auto_call = 0`,
  takenOver: 'UPDATE counter_state SET staff_id = ? WHERE counter_id = ?',
  autoCall: 'UPDATE counter_state SET auto_call = ? WHERE counter_id = ?',
  printAsked: `INSERT INTO print_job (job_id, visit_id, printer_id, state, asked_at)
    VALUES (?, ?, ?, 'queued', ?)`,
  printMoved: `UPDATE print_job SET printer_id = ?, state = 'queued', started_at = NULL
    WHERE job_id = ?`,
  printStarted: `UPDATE print_job SET state = 'printing', started_at = ? WHERE job_id = ?`,
  booked: `INSERT INTO booking (booking_id, service_id, queue_id, business_date, starts_at, minutes,
     status, person_id, partner_id, language, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  bookingMoved: `UPDATE booking SET business_date = ?, starts_at = ?, minutes = ?,
    queue_id = coalesce(?, queue_id) WHERE booking_id = ?`,
  bookingEnded: 'UPDATE booking SET status = ?, ended_at = ? WHERE booking_id = ?',
  erased: 'UPDATE booking SET person_id = NULL WHERE person_id = ?',
  checkedIn: `UPDATE booking SET status = 'checked-in', visit_id = ? WHERE booking_id = ?`,
  printEnded: 'UPDATE print_job SET state = ?, ended_at = ?, fault = ? WHERE job_id = ?',
} as const;

type EntryOf<Type extends JournalEntry['type']> = Extract<JournalEntry, { type: Type }>;
type Prepared = Record<keyof typeof statements, import('better-sqlite3').Statement>;

const jsonOf = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

function addLeg(sql: Prepared, { visitId, at }: JournalEntry, leg: AddedLeg): void {
  sql.leg.run(
    leg.legId,
    visitId,
    leg.serviceId,
    leg.queueId,
    leg.ref,
    at,
    leg.quote?.p50 ?? null,
    leg.quote?.p90 ?? null,
    leg.ahead,
    Number(leg.isFirst),
    Number(leg.isCounted),
    jsonOf(leg.target),
    jsonOf(leg.returnTo),
  );
}

function issue(sql: Prepared, entry: EntryOf<'ticket-issued'>): void {
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
    data.bookingId ?? null,
  );
  if (data.bookingId) sql.checkedIn.run(visitId, data.bookingId);
  const isCounted = data.isBookedPlace !== true;
  const place = { ref: data.ref, isFirst: false, isCounted, target: null, returnTo: null };
  for (const leg of data.legs) addLeg(sql, entry, { ...leg, ...place });
  if (data.print) sql.printAsked.run(data.print.jobId, visitId, data.print.printerId, at);
}

function restore(sql: Prepared, { data }: EntryOf<'action-undone'>): void {
  for (const legId of data.removedLegIds) sql.removed.run(legId);
  for (const leg of data.legs) sql.lifted.run(leg.id);
  for (const leg of data.legs) {
    sql.restored.run(
      leg.serviceId,
      leg.queueId,
      leg.ref,
      Number(leg.isFirst),
      leg.state,
      leg.counterId,
      leg.firstCalledAt,
      leg.calledAt,
      leg.calls,
      jsonOf(leg.reason),
      leg.startedAt,
      leg.endedAt,
      leg.outcome,
      jsonOf(leg.parking),
      leg.id,
    );
  }
}

/** A leg ends at the counter where it was or was served along with another; elsewhere nowhere. */
function applyToLeg(sql: Prepared, entry: JournalEntry): unknown {
  const { at, legId, counterId } = entry;
  switch (entry.type) {
    case 'leg-called': {
      const reason = JSON.stringify(entry.data.reason);
      return sql.called.run(counterId, at, at, at, reason, legId);
    }
    case 'leg-recalled':
      return sql.recalled.run(at, entry.data.calls, legId);
    case 'leg-started':
      return sql.started.run(at, legId);
    case 'leg-seated':
      return sql.seated.run(counterId, at, at, at, JSON.stringify(entry.data.reason), legId);
    case 'leg-finished':
      return sql.ended.run('done', at, entry.data.outcome, counterId ?? null, legId);
    case 'leg-transferred':
      sql.ended.run('done', at, 'transferred', counterId ?? null, legId);
      return addLeg(sql, entry, entry.data.leg);
    case 'leg-added':
      return addLeg(sql, entry, entry.data.leg);
    case 'leg-service-changed':
      return sql.changed.run(entry.data.serviceId, entry.data.queueId, legId);
    case 'visit-class-changed':
      return sql.classed.run(entry.data.class, entry.data.need, entry.visitId);
    case 'leg-no-show':
      return sql.ended.run('no-show', at, null, null, legId);
    case 'leg-requeued':
      return sql.backInLine.run(entry.data.ref, Number(entry.data.isFirst), legId);
    case 'leg-parked': {
      const { reason, remindAt, noteId } = entry.data;
      const parking = { reason, since: at, remindAt, noteId, counterId: counterId ?? null };
      return sql.parked.run(JSON.stringify(parking), legId);
    }
    case 'leg-unparked':
      return sql.backInLine.run(null, null, legId);
    case 'leg-cancelled':
      return sql.ended.run('cancelled', at, entry.data.by, null, legId);
    case 'leg-expired':
      return sql.ended.run('expired', at, null, null, legId);
    case 'action-undone':
      return restore(sql, entry);
    default:
      return undefined;
  }
}

function applyToCounter(sql: Prepared, entry: JournalEntry): unknown {
  const { at, counterId } = entry;
  switch (entry.type) {
    case 'counter-opened':
      return sql.opened.run(counterId, at, entry.data.officerId, Number(entry.data.autoCall));
    case 'counter-taken-over':
      return sql.takenOver.run(entry.data.officerId, counterId);
    case 'counter-paused':
      return sql.paused.run(at, entry.data.reason, counterId);
    case 'counter-closed':
      return sql.closed.run(counterId, at);
    case 'counter-auto-call':
      return sql.autoCall.run(Number(entry.data.on), counterId);
    default:
      return applyToLeg(sql, entry);
  }
}

function apply(sql: Prepared, entry: JournalEntry): unknown {
  const { at } = entry;
  switch (entry.type) {
    case 'building-configured':
      return sql.setup.run(entry.seq, JSON.stringify(entry.data.setup));
    case 'day-opened':
      return sql.day.run(entry.data.businessDate, at, entry.seq);
    case 'ticket-issued':
      return issue(sql, entry);
    case 'booking-made': {
      const { data: made } = entry;
      return sql.booked.run(
        made.id,
        made.serviceId,
        made.queueId,
        made.businessDate,
        made.startsAt,
        made.minutes,
        made.status,
        made.personId,
        made.partnerId,
        made.language,
        made.madeAt,
      );
    }
    case 'booking-moved': {
      const { bookingId, businessDate, startsAt, minutes, queueId = null } = entry.data;
      return sql.bookingMoved.run(businessDate, startsAt, minutes, queueId, bookingId);
    }
    case 'booking-ended':
      return sql.bookingEnded.run(entry.data.status, at, entry.data.bookingId);
    case 'person-erased':
      return entry.data.personIds.map(personId => sql.erased.run(personId));
    case 'print-asked': {
      const { jobId, printerId } = entry.data;
      return sql.printAsked.run(jobId, entry.visitId, printerId, at);
    }
    case 'print-moved':
      return sql.printMoved.run(entry.data.printerId, entry.data.jobId);
    case 'print-started':
      return sql.printStarted.run(at, entry.data.jobId);
    case 'print-ended':
      return sql.printEnded.run(entry.data.outcome, at, entry.data.fault, entry.data.jobId);
    default:
      return applyToCounter(sql, entry);
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
