import type { BookingCommand } from '../../contract/bookings.ts';
import type { DomainEvent } from '../../contract/events.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { BookingSetup, Queue, Service } from '../../contract/setup.ts';
import { who } from './at-counter.ts';
import type { Booking } from './booking-state.ts';
import { checkIn } from './check-in.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { businessDateOf, dayMs, localTime, minuteMs, toInstant } from './local-time.ts';
import { slotAt, type Slot } from './slots.ts';
import { setupOf, type BuildingState } from './state.ts';

type OfType<Type extends BookingCommand['type']> = Extract<BookingCommand, { type: Type }>;

interface Bookable {
  readonly service: Service;
  readonly queue: Queue;
  readonly booking: BookingSetup;
}

export function bookableOf(state: BuildingState, serviceId: string): Bookable | Refusal {
  const index = setupOf(state);
  const service = index.services.get(serviceId);
  if (!service) return refuse('unknown-service', { serviceId });
  const queue = index.queues.get(service.queueId)!;
  if (!queue.booking || !service.isBookable) return refuse('not-bookable', { serviceId });
  return { service, queue, booking: queue.booking };
}

/** Whether a slot can be booked now by its time alone: not too late, not too far ahead (BOOK-3). */
export function isBookableTime(
  state: BuildingState,
  booking: BookingSetup,
  startsAt: number,
  now: number,
): boolean {
  const { midnight } = localTime(now, setupOf(state).setup.building.timeZone);
  const isEarlyEnough = startsAt - booking.cutOffMinutes * minuteMs >= now;
  return isEarlyEnough && startsAt < midnight + (booking.daysAhead + 1) * dayMs;
}

/** A place that can be taken in a slot, decided in the turn that takes it (BOOK-1). */
function freeSlot(
  state: BuildingState,
  { queue, booking }: Bookable,
  startsAt: number,
  now: number,
  atAnyTime = false,
): Slot | Refusal {
  const slot = slotAt(state, queue, startsAt);
  if (!slot) return refuse('unknown-slot');
  const isInTime = atAnyTime || isBookableTime(state, booking, startsAt, now);
  if (!isInTime) return refuse('slot-closed');
  return slot.taken < slot.places ? slot : refuse('slot-full');
}

/** One active booking per person, service and day (BOOK-2). */
export function hasBooked(
  state: BuildingState,
  personId: string,
  { serviceId, businessDate }: Pick<Booking, 'serviceId' | 'businessDate'>,
  exceptId: string | null = null,
): boolean {
  const ids = [...(state.bookings.ofPerson.get(personId) ?? [])];
  return ids.some(id => {
    const other = state.bookings.byId.get(id);
    return (
      other?.status === 'booked' &&
      other.id !== exceptId &&
      other.serviceId === serviceId &&
      other.businessDate === businessDate
    );
  });
}

/**
 * Whoever missed too many bookings of late books none for some days after the last one; walking in
 * stays open to them (BOOK-9). Null: they may book.
 */
export function missedTooOften(
  state: BuildingState,
  personId: string,
  now: number,
): Refusal | null {
  const { rules, building } = setupOf(state).setup;
  if (rules.noShowLimit === null) return null;
  const { missed, days, pauseDays } = rules.noShowLimit;
  const late = (state.bookings.missedBy.get(personId) ?? []).filter(at => at > now - days * dayMs);
  const last = late.at(-1);
  if (last === undefined || late.length < missed) return null;
  const until = last + pauseDays * dayMs;
  return until > now
    ? refuse('no-show-limit', { missed: late.length, until: toInstant(until, building.timeZone) })
    : null;
}

function book(state: BuildingState, command: OfType<'book'>, now: number): Decision {
  const { bookingId, serviceId, startsAt, personId = null } = command;
  const bookable = bookableOf(state, serviceId);
  if (isRefusal(bookable)) return bookable;
  const slot = freeSlot(state, bookable, startsAt, now, command.atAnyTime);
  if (isRefusal(slot)) return slot;
  const businessDate = businessDateOf(startsAt, setupOf(state).setup.building.timeZone);
  if (personId && hasBooked(state, personId, { serviceId, businessDate }, bookingId)) {
    return refuse('already-booked', { serviceId, businessDate });
  }
  const missed = personId ? missedTooOften(state, personId, now) : null;
  if (missed) return missed;
  const data = {
    id: bookingId,
    serviceId,
    queueId: bookable.queue.id,
    businessDate,
    startsAt,
    minutes: slot.minutes,
    status: 'booked',
    personId,
    partnerId: command.partnerId ?? null,
    language: command.language,
    madeAt: now,
    visitId: null,
  } as const;
  return [{ type: 'booking-made', at: now, ...who(command.actor), data }];
}

function activeBooking(state: BuildingState, bookingId: string): Booking | Refusal {
  const booking = state.bookings.byId.get(bookingId);
  if (!booking) return refuse('unknown-booking');
  if (booking.status === 'cancelled') return refuse('booking-cancelled');
  return booking.status === 'booked' ? booking : refuse('booking-used');
}

function move(state: BuildingState, command: OfType<'move-booking'>, now: number): Decision {
  const { bookingId, startsAt } = command;
  const booking = activeBooking(state, bookingId);
  if (isRefusal(booking)) return booking;
  if (booking.startsAt === startsAt) return [];
  const bookable = bookableOf(state, booking.serviceId);
  if (isRefusal(bookable)) return bookable;
  // Staff who stand before the citizen may give any place that is not over.
  const isAnyTime = isStaff(command.actor) && startsAt > now;
  const slot = freeSlot(state, bookable, startsAt, now, isAnyTime);
  if (isRefusal(slot)) return slot;
  const { serviceId, personId, startsAt: fromStartsAt } = booking;
  const businessDate = businessDateOf(startsAt, setupOf(state).setup.building.timeZone);
  if (personId && hasBooked(state, personId, { serviceId, businessDate }, bookingId)) {
    return refuse('already-booked', { serviceId, businessDate });
  }
  const place = { businessDate, startsAt, minutes: slot.minutes };
  const { id: queueId } = bookable.queue;
  // The slot is of the line in which its service waits now, and so is the place.
  const line = queueId === booking.queueId ? {} : { queueId };
  const data = { bookingId, ...place, fromStartsAt, ...line };
  return [{ type: 'booking-moved', at: now, ...who(command.actor), data }];
}

const isStaff = ({ role }: BookingCommand['actor']): boolean =>
  role === 'officer' || role === 'supervisor' || role === 'administrator';

const endedBy = { visitor: 'citizen', device: 'citizen', system: 'system' } as const;

function cancel(state: BuildingState, command: OfType<'cancel-booking'>, now: number): Decision {
  const { bookingId, actor } = command;
  const booking = activeBooking(state, bookingId);
  if (isRefusal(booking)) return booking.refused === 'booking-cancelled' ? [] : booking;
  const { role } = actor;
  const by = booking.partnerId !== null && role === 'visitor' ? 'partner' : null;
  const data = {
    bookingId,
    status: 'cancelled',
    by: by ?? (role in endedBy ? endedBy[role as keyof typeof endedBy] : 'staff'),
  } as const;
  return [{ type: 'booking-ended', at: now, ...who(actor), data }];
}

/** What a command about bookings does; checking in makes a visit of one. */
export function decideBooking(
  state: BuildingState,
  command: BookingCommand,
  now: number,
): Decision {
  switch (command.type) {
    case 'book':
      return book(state, command, now);
    case 'move-booking':
      return move(state, command, now);
    case 'cancel-booking':
      return cancel(state, command, now);
    case 'check-in':
      return checkIn(state, command, now);
  }
}

/** Places of days that are over, whose people never came (BOOK-7). */
export function missedBookings(
  state: BuildingState,
  businessDate: string,
  now: number,
): DomainEvent[] {
  return [...state.bookings.byId.values()]
    .filter(booking => booking.status === 'booked' && booking.businessDate < businessDate)
    .map(({ id: bookingId }): DomainEvent => ({
      type: 'booking-ended',
      at: now,
      data: { bookingId, status: 'noshow', by: 'system' },
    }));
}

/** What counts against people in a new day, with the bookings that end with the old one (BOOK-9). */
export function missedOfLate(
  state: BuildingState,
  ends: readonly DomainEvent[],
  now: number,
): { personId: string; at: number[] }[] {
  const { noShowLimit } = setupOf(state).setup.rules;
  if (noShowLimit === null) return [];
  const missed = new Map(state.bookings.missedBy);
  for (const event of ends) {
    if (event.type !== 'booking-ended' || event.data.status !== 'noshow') continue;
    const personId = state.bookings.byId.get(event.data.bookingId)?.personId;
    if (personId) missed.set(personId, [...(missed.get(personId) ?? []), event.at]);
  }
  const since = now - noShowLimit.days * dayMs;
  return [...missed]
    .map(([personId, at]) => ({ personId, at: at.filter(when => when > since) }))
    .filter(({ at }) => at.length > 0);
}
