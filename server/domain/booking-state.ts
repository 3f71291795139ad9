import type { BookingRecord } from '../../contract/bookings.ts';
import type { JournalEntry } from '../../contract/events.ts';
import type { BuildingState } from './state.ts';

type Changing = 'status' | 'visitId' | 'startsAt' | 'businessDate' | 'minutes';

/** A booking of today or later; changed by `evolve` alone. */
export type Booking = Omit<BookingRecord, Changing> & {
  -readonly [Field in Changing]: BookingRecord[Field];
};

/** Places that are booked for today and later days. */
export interface BookingState {
  readonly byId: Map<string, Booking>;
  /** How many places of a slot are taken, by `slotKey`. */
  readonly taken: Map<string, number>;
  readonly ofPerson: Map<string, Set<string>>;
}

export const emptyBookings = (): BookingState => ({
  byId: new Map(),
  taken: new Map(),
  ofPerson: new Map(),
});

export const slotKey = (queueId: string, startsAt: number): string => `${queueId} ${startsAt}`;

/** Who checked in used the place; who cancelled or never came did not. */
export const takesPlace = ({ status }: Pick<Booking, 'status'>): boolean =>
  status === 'booked' || status === 'checked-in';

function countPlace({ bookings }: BuildingState, booking: Booking, by: 1 | -1): void {
  if (!takesPlace(booking)) return;
  const key = slotKey(booking.queueId, booking.startsAt);
  const taken = (bookings.taken.get(key) ?? 0) + by;
  if (taken === 0) bookings.taken.delete(key);
  else bookings.taken.set(key, taken);
}

export function addBooking(state: BuildingState, record: BookingRecord): void {
  const { byId, ofPerson } = state.bookings;
  if (byId.has(record.id)) throw new Error(`Booking ${record.id} is there`);
  const booking: Booking = { ...record };
  byId.set(booking.id, booking);
  countPlace(state, booking, 1);
  if (booking.personId === null) return;
  const own = ofPerson.get(booking.personId);
  if (own) own.add(booking.id);
  else ofPerson.set(booking.personId, new Set([booking.id]));
}

function bookingOf(state: BuildingState, bookingId: string): Booking {
  const booking = state.bookings.byId.get(bookingId);
  if (!booking) throw new Error(`Booking ${bookingId} is not there`);
  return booking;
}

function change(state: BuildingState, bookingId: string, to: Partial<Booking>): void {
  const booking = bookingOf(state, bookingId);
  if (booking.status !== 'booked') throw new Error(`Booking ${bookingId} is ${booking.status}`);
  countPlace(state, booking, -1);
  Object.assign(booking, to);
  countPlace(state, booking, 1);
}

/** Folds the ticket that its booking was checked in by. */
export const noteCheckIn = (state: BuildingState, bookingId: string, visitId: string): void =>
  change(state, bookingId, { status: 'checked-in', visitId });

export function evolveBooking(
  state: BuildingState,
  entry: Extract<JournalEntry, { type: 'booking-made' | 'booking-moved' | 'booking-ended' }>,
): void {
  switch (entry.type) {
    case 'booking-made':
      return addBooking(state, entry.data);
    case 'booking-moved': {
      const { bookingId, businessDate, startsAt, minutes } = entry.data;
      return change(state, bookingId, { businessDate, startsAt, minutes });
    }
    case 'booking-ended':
      return change(state, entry.data.bookingId, { status: entry.data.status });
  }
}

/** What does not hold of the bookings; see invariants.ts. */
export function brokenBookings({ bookings }: BuildingState): string[] {
  const counted = new Map<string, number>();
  for (const booking of bookings.byId.values()) {
    if (!takesPlace(booking)) continue;
    const key = slotKey(booking.queueId, booking.startsAt);
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  const keys = new Set([...counted.keys(), ...bookings.taken.keys()]);
  return [...keys]
    .filter(key => counted.get(key) !== bookings.taken.get(key))
    .map(key => `BOOK-1: slot ${key} counts ${bookings.taken.get(key)} of ${counted.get(key)}`);
}
