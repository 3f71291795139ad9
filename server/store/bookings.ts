import type { Database } from 'better-sqlite3';
import type { BookingRecord } from '../../contract/bookings.ts';
import type { LegState } from '../../contract/values.ts';

/** Bookings as the table has them, days that are over included, and their codes. */
export interface Bookings {
  /** The caller holds the transaction of the entry that made the booking. */
  keepCode(code: string, bookingId: string, expiresAt: number): void;
  idOfCode(code: string): string | undefined;
  codeOf(bookingId: string): string | undefined;
  /** May lag behind the journal by a moment. */
  find(bookingId: string): BookingRecord | undefined;
  ofVisit(visitId: string): BookingRecord | undefined;
  /** Of one partner in the order of their ids, after one of them. */
  ofPartner(partnerId: string, afterId: string, limit: number): BookingRecord[];
  /** States of the legs of a visit, today's or one of a day that is over. */
  legStates(visitId: string): LegState[];
}

interface Row {
  booking_id: string;
  service_id: string;
  queue_id: string;
  business_date: string;
  starts_at: number;
  minutes: number;
  status: BookingRecord['status'];
  person_id: string | null;
  partner_id: string | null;
  language: BookingRecord['language'];
  made_at: number;
  visit_id: string | null;
}

const bookingOf = (row: Row): BookingRecord => ({
  id: row.booking_id,
  serviceId: row.service_id,
  queueId: row.queue_id,
  businessDate: row.business_date,
  startsAt: row.starts_at,
  minutes: row.minutes,
  status: row.status,
  personId: row.person_id,
  partnerId: row.partner_id,
  language: row.language,
  madeAt: row.made_at,
  visitId: row.visit_id,
});

export function openBookings(database: Database): Bookings {
  const insert = database.prepare(
    'INSERT INTO booking_code (code, booking_id, expires_at) VALUES (?, ?, ?)',
  );
  const byCode = database.prepare<[string], { booking_id: string }>(
    'SELECT booking_id FROM booking_code WHERE code = ?',
  );
  const codeOf = database.prepare<[string], { code: string }>(
    'SELECT code FROM booking_code WHERE booking_id = ?',
  );
  const find = database.prepare<[string], Row>('SELECT * FROM booking WHERE booking_id = ?');
  const ofVisit = database.prepare<[string], Row>('SELECT * FROM booking WHERE visit_id = ?');
  const ofPartner = database.prepare<[string, string, number], Row>(
    `SELECT * FROM booking WHERE partner_id = ? AND booking_id > ? ORDER BY booking_id LIMIT ?`,
  );
  const legStates = database.prepare<[string], { state: LegState }>(
    'SELECT state FROM leg WHERE visit_id = ? ORDER BY leg_id',
  );
  return {
    keepCode(code, bookingId, expiresAt) {
      insert.run(code, bookingId, expiresAt);
    },
    idOfCode: code => byCode.get(code)?.booking_id,
    codeOf: bookingId => codeOf.get(bookingId)?.code,
    find(bookingId) {
      const row = find.get(bookingId);
      return row && bookingOf(row);
    },
    ofVisit(visitId) {
      const row = ofVisit.get(visitId);
      return row && bookingOf(row);
    },
    ofPartner: (partnerId, afterId, limit) =>
      ofPartner.all(partnerId, afterId, limit).map(bookingOf),
    legStates: visitId => legStates.all(visitId).map(({ state }) => state),
  };
}
