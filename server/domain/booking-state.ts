import type { BookingRecord } from '../../contract/bookings.ts';
import type { JournalEntry } from '../../contract/events.ts';
import type { BuildingState } from './state.ts';

type Changing =
  'status' | 'visitId' | 'queueId' | 'startsAt' | 'businessDate' | 'minutes' | 'personId';

/** A booking of today or later; changed by `evolve` alone. */
export type Booking = Omit<BookingRecord, Changing> & {
  -readonly [Field in Changing]: BookingRecord[Field];
};

/** Places that are booked for today and later days. */
export interface BookingState {
  readonly byId: Map<string, Booking>;
  /** How many places of a slot are taken or kept for somebody, by `slotKey`. */
  readonly taken: Map<string, number>;
  readonly ofPerson: Map<string, Set<string>>;
  /** When a person did not come to what they had booked, the oldest first. */
  readonly missedBy: Map<string, number[]>;
}

export const emptyBookings = (): BookingState => ({
  byId: new Map(),
  taken: new Map(),
  ofPerson: new Map(),
  missedBy: new Map(),
});

export const slotKey = (queueId: string, startsAt: number): string => `${queueId} ${startsAt}`;

/** Who checked in used the place; who cancelled or never came did not. */
export const takesPlace = ({ status }: Pick<Booking, 'status'>): boolean =>
  status === 'booked' || status === 'checked-in';

/** Takes a place of a slot, or gives it back; also one that is only kept for somebody. */
export function holdPlace(
  { bookings }: BuildingState,
  queueId: string,
  startsAt: number,
  by: 1 | -1,
): void {
  const key = slotKey(queueId, startsAt);
  const taken = (bookings.taken.get(key) ?? 0) + by;
  if (taken === 0) bookings.taken.delete(key);
  else bookings.taken.set(key, taken);
}

function countPlace(state: BuildingState, booking: Booking, by: 1 | -1): void {
  if (takesPlace(booking)) holdPlace(state, booking.queueId, booking.startsAt, by);
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

export function addMissed(
  { bookings }: BuildingState,
  personId: string,
  at: readonly number[],
): void {
  bookings.missedBy.set(personId, [...(bookings.missedBy.get(personId) ?? []), ...at]);
}

/** A person was erased: what they booked has no name any more, and nothing is held against them. */
export function forgetPerson({ bookings }: BuildingState, personId: string): void {
  for (const id of bookings.ofPerson.get(personId) ?? []) {
    const booking = bookings.byId.get(id);
    if (booking) booking.personId = null;
  }
  bookings.ofPerson.delete(personId);
  bookings.missedBy.delete(personId);
}

export function evolveBooking(
  state: BuildingState,
  entry: Extract<JournalEntry, { type: 'booking-made' | 'booking-moved' | 'booking-ended' }>,
): void {
  switch (entry.type) {
    case 'booking-made':
      return addBooking(state, entry.data);
    case 'booking-moved': {
      const { bookingId, fromStartsAt: _from, ...place } = entry.data;
      return change(state, bookingId, place);
    }
    case 'booking-ended': {
      const { bookingId, status } = entry.data;
      change(state, bookingId, { status });
      const { personId } = bookingOf(state, bookingId);
      if (status === 'noshow' && personId !== null) addMissed(state, personId, [entry.at]);
    }
  }
}

/** What does not hold of the bookings; see invariants.ts. */
export function brokenBookings({ bookings, waitingLists }: BuildingState): string[] {
  const counted = new Map<string, number>();
  for (const { queueId, offer } of waitingLists.byId.values()) {
    if (!offer) continue;
    const key = slotKey(queueId, offer.startsAt);
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
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
