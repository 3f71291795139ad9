import type { Database } from 'better-sqlite3';
import type { AddedLeg, JournalEntry, LegRecord } from '../../contract/events.ts';

type EntryOf<Type extends JournalEntry['type']> = Extract<JournalEntry, { type: Type }>;

/** What a leg's fact needs that its entry does not say. */
export interface FactSurroundings {
  agencyOf(queueId: string): string;
  /** Who works at a counter now. */
  officerOf(counterId: string): string | null;
}

const statements = {
  issued: `INSERT INTO leg_fact
    (leg_id, visit_id, business_date, agency_id, queue_id, service_id, class, need, came_by, ref,
     enqueued_at, slot_at, quote_p50, quote_p90, state)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'ticket', ?, ?,
      (SELECT starts_at FROM booking WHERE booking_id = ?), ?, ?, 'waiting')`,
  // A visit's first leg has the lowest id, and is never taken away.
  added: `INSERT INTO leg_fact
    (leg_id, visit_id, business_date, agency_id, queue_id, service_id, class, need, came_by, ref,
     enqueued_at, quote_p50, quote_p90, state)
    SELECT ?, visit_id, business_date, ?, ?, ?, class, need, ?, ?, ?, ?, ?, 'waiting'
      FROM leg_fact WHERE visit_id = ? AND leg_id >= ? || '-' AND leg_id < ? || '.'
      ORDER BY leg_id LIMIT 1`,
  called: `UPDATE leg_fact SET state = 'called', counter_id = ?, staff_id = ?, calls = calls + 1,
    last_call_seq = ?, called_at = ?, first_called_at = coalesce(first_called_at, ?),
    ended_at = NULL, ended_by = NULL, is_seated = 0 WHERE leg_id = ?`,
  recalled: 'UPDATE leg_fact SET called_at = ? WHERE leg_id = ?',
  started: `UPDATE leg_fact SET state = 'serving', started_at = ? WHERE leg_id = ?`,
  seated: `UPDATE leg_fact SET state = 'serving', counter_id = ?, staff_id = ?, called_at = ?,
    started_at = ?, is_seated = 1 WHERE leg_id = ?`,
  ended: `UPDATE leg_fact SET state = ?, ended_at = ?, outcome = ?, ended_by = ?,
    staff_id = CASE WHEN counter_id IS NULL THEN ? ELSE staff_id END,
    counter_id = coalesce(?, counter_id) WHERE leg_id = ?`,
  backInLine: `UPDATE leg_fact SET state = 'waiting', ref = coalesce(?, ref), counter_id = NULL,
    called_at = NULL, started_at = NULL, ended_at = NULL, ended_by = NULL WHERE leg_id = ?`,
  parked: `UPDATE leg_fact SET state = 'parked', counter_id = NULL, started_at = NULL
    WHERE leg_id = ?`,
  changed: `UPDATE leg_fact SET service_id = ?, queue_id = ?, agency_id = ? WHERE leg_id = ?`,
  restored: `UPDATE leg_fact SET service_id = ?, queue_id = ?, agency_id = ?, ref = ?, state = ?,
    counter_id = ?, called_at = ?, started_at = ?, ended_at = ?, outcome = ?, ended_by = ?,
    is_seated = ?,
    first_called_at = CASE WHEN last_call_seq >= ? AND calls = 1 THEN NULL ELSE first_called_at END,
    calls = CASE WHEN last_call_seq >= ? THEN calls - 1 ELSE calls END WHERE leg_id = ?`,
  classed: `UPDATE leg_fact SET class = ?, need = ?
    WHERE visit_id = ? AND leg_id >= ? || '-' AND leg_id < ? || '.'`,
  removed: 'DELETE FROM leg_fact WHERE leg_id = ?',
  changedDay: `INSERT INTO fact_day (business_date, changed_seq)
    SELECT business_date, ? FROM leg_fact WHERE leg_id = ?
    ON CONFLICT (business_date) DO UPDATE SET changed_seq = excluded.changed_seq`,
} as const;

type Prepared = Record<keyof typeof statements, import('better-sqlite3').Statement>;

/** Folds what happens to legs into their facts; the caller holds the transaction. */
export class LegFacts {
  readonly #sql: Prepared;
  readonly #around: FactSurroundings;

  constructor(database: Database, around: FactSurroundings) {
    this.#sql = Object.fromEntries(
      Object.entries(statements).map(([name, sql]) => [name, database.prepare(sql)]),
    ) as Prepared;
    this.#around = around;
  }

  apply(entry: JournalEntry): void {
    if (entry.type === 'ticket-issued') this.#issue(entry);
    else if (entry.type === 'action-undone') this.#restore(entry);
    else this.#change(entry);
  }

  #note({ seq }: JournalEntry, legId = ''): void {
    this.#sql.changedDay.run(seq, legId);
  }

  /**
   * A leg waits from when its number was given: who booked can check in only within the early margin
   * of the slot, so the later of the two is the check-in.
   */
  #issue(entry: EntryOf<'ticket-issued'>): void {
    const { data, at, visitId } = entry;
    for (const leg of data.legs) {
      this.#sql.issued.run(
        leg.legId,
        visitId,
        data.businessDate,
        this.#around.agencyOf(leg.queueId),
        leg.queueId,
        leg.serviceId,
        data.class,
        data.need,
        data.ref,
        at,
        data.bookingId ?? null,
        leg.quote?.p50 ?? null,
        leg.quote?.p90 ?? null,
      );
    }
    this.#note(entry, data.legs[0]?.legId);
  }

  #add({ visitId, at }: JournalEntry, leg: AddedLeg, cameBy: string): void {
    this.#sql.added.run(
      leg.legId,
      this.#around.agencyOf(leg.queueId),
      leg.queueId,
      leg.serviceId,
      cameBy,
      leg.ref,
      at,
      leg.quote?.p50 ?? null,
      leg.quote?.p90 ?? null,
      visitId,
      visitId,
      visitId,
    );
  }

  #end(entry: JournalEntry, state: string, outcome: string | null, by: string): void {
    const { at, counterId = null } = entry;
    // Who is served along with another leg, without a call, ends at that one's counter.
    const isDone = state === 'done' && by !== 'system';
    const officer = isDone ? this.#officer(entry) : null;
    this.#sql.ended.run(state, at, outcome, by, officer, isDone ? counterId : null, entry.legId);
  }

  #officer({ counterId, staffId }: JournalEntry): string | null {
    const officer = counterId === undefined ? null : this.#around.officerOf(counterId);
    return officer ?? staffId ?? null;
  }

  #change(entry: JournalEntry): void {
    const sql = this.#sql;
    const { at, seq, legId, counterId } = entry;
    switch (entry.type) {
      case 'leg-called':
        sql.called.run(counterId, this.#officer(entry), seq, at, at, legId);
        break;
      case 'leg-recalled':
        sql.recalled.run(at, legId);
        break;
      case 'leg-started':
        sql.started.run(at, legId);
        break;
      case 'leg-seated':
        sql.seated.run(counterId, this.#officer(entry), at, at, legId);
        break;
      case 'leg-finished':
        this.#end(entry, 'done', entry.data.outcome, entry.data.by);
        break;
      case 'leg-transferred':
        this.#end(entry, 'done', 'transferred', 'staff');
        this.#add(entry, entry.data.leg, 'transfer');
        break;
      case 'leg-added':
        this.#add(entry, entry.data.leg, entry.data.why);
        this.#note(entry, entry.data.leg.legId);
        return;
      case 'leg-service-changed': {
        const { serviceId, queueId } = entry.data;
        sql.changed.run(serviceId, queueId, this.#around.agencyOf(queueId), legId);
        break;
      }
      case 'visit-class-changed': {
        const { visitId } = entry;
        sql.classed.run(entry.data.class, entry.data.need, visitId, visitId, visitId);
        this.#note(entry, `${visitId}-1`);
        return;
      }
      case 'leg-no-show':
        this.#end(entry, 'no-show', null, 'staff');
        break;
      case 'leg-requeued':
        sql.backInLine.run(entry.data.ref, legId);
        break;
      case 'leg-unparked':
        sql.backInLine.run(null, legId);
        break;
      case 'leg-parked':
        sql.parked.run(legId);
        break;
      case 'leg-cancelled':
        this.#end(entry, 'cancelled', null, entry.data.by);
        break;
      case 'leg-expired':
        this.#end(entry, 'expired', null, 'system');
        break;
      default:
        return;
    }
    this.#note(entry, legId);
  }

  /** Legs as they stand again; a call that belongs to the press was none. */
  #restore(entry: EntryOf<'action-undone'>): void {
    const { seq, what, legs, removedLegIds } = entry.data;
    for (const legId of removedLegIds) {
      this.#note(entry, legId);
      this.#sql.removed.run(legId);
    }
    for (const leg of legs) {
      this.#sql.restored.run(...restoredOf(leg, what, this.#around), seq, seq, leg.id);
      this.#note(entry, leg.id);
    }
  }
}

function restoredOf(leg: LegRecord, what: string, around: FactSurroundings): unknown[] {
  // Whoever got a number without a ticket and is sent back never waited.
  const isWithdrawn = what === 'walk-in' && leg.state === 'cancelled';
  return [
    leg.serviceId,
    leg.queueId,
    around.agencyOf(leg.queueId),
    leg.ref,
    leg.state,
    leg.counterId,
    leg.calledAt,
    leg.startedAt,
    leg.endedAt,
    leg.outcome,
    isWithdrawn ? 'undo' : leg.endedAt === null ? null : 'staff',
    Number(leg.reason?.policy === 'direct'),
  ];
}
