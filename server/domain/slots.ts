import type { BookingSetup, Queue } from '../../contract/setup.ts';
import { lastTicketOn, openingsOfDay } from './opening-hours.ts';
import { slotKey } from './booking-state.ts';
import { localTime, minuteMs, minuteOf } from './local-time.ts';
import { setupOf, type BuildingState } from './state.ts';

/** A stretch of time in which a line serves those who booked. */
export interface Slot {
  /** Milliseconds since the epoch. */
  readonly startsAt: number;
  readonly minutes: number;
  readonly places: number;
  readonly taken: number;
}

interface Session {
  readonly opens: number;
  readonly closes: number;
  readonly placesPerSlot: number | null;
}

/** Sessions by hand, or the agency's openings until its last ticket; none where it is closed. */
function sessionsOn(state: BuildingState, queue: Queue, booking: BookingSetup, at: number) {
  const index = setupOf(state);
  const openings = openingsOfDay(index, queue.agencyId, at);
  if (openings.length === 0) return [];
  if (booking.sessions.length === 0) {
    const last = lastTicketOn(index, queue.agencyId, at);
    return openings.map(({ opens, closes }): Session => ({
      opens,
      closes: Math.min(closes, last ?? closes),
      placesPerSlot: null,
    }));
  }
  const { weekday } = localTime(at, index.setup.building.timeZone);
  return booking.sessions
    .filter(({ days }) => days.includes(weekday))
    .map(({ opens, closes, placesPerSlot }): Session => ({
      opens: minuteOf(opens),
      closes: minuteOf(closes),
      placesPerSlot,
    }));
}

/**
 * Places of one slot: by hand, or the booked share of what the line's counters serve meanwhile, one
 * at least. Services that share the line share its slots, so no counter is promised twice.
 */
export function placesOf(state: BuildingState, queue: Queue, booking: BookingSetup): number {
  if (booking.placesPerSlot !== null) return booking.placesPerSlot;
  const index = setupOf(state);
  const counters = index.ownCountersOfQueue.get(queue.id)?.length ?? 0;
  const services = index.servicesOfQueue.get(queue.id) ?? [];
  if (counters === 0 || services.length === 0 || booking.sharePercent === 0) return 0;
  const minutes = services.reduce((sum, service) => sum + service.minutes, 0) / services.length;
  const served = (counters * booking.slotMinutes) / minutes;
  return Math.max(1, Math.floor((served * booking.sharePercent) / 100));
}

/** Slots of a line on the day of `at`, in order; none where nobody books there. */
export function slotsOf(state: BuildingState, queue: Queue, at: number): Slot[] {
  const { booking } = queue;
  if (!booking) return [];
  const { midnight } = localTime(at, setupOf(state).setup.building.timeZone);
  const usual = placesOf(state, queue, booking);
  const slots = new Map<number, Slot>();
  for (const { opens, closes, placesPerSlot } of sessionsOn(state, queue, booking, at)) {
    for (let from = opens; from + booking.slotMinutes <= closes; from += booking.slotMinutes) {
      const startsAt = midnight + from * minuteMs;
      const taken = state.bookings.taken.get(slotKey(queue.id, startsAt)) ?? 0;
      const places = placesPerSlot ?? usual;
      slots.set(startsAt, { startsAt, minutes: booking.slotMinutes, places, taken });
    }
  }
  return [...slots.values()].sort((a, b) => a.startsAt - b.startsAt);
}

export const slotAt = (state: BuildingState, queue: Queue, startsAt: number): Slot | undefined =>
  slotsOf(state, queue, startsAt).find(slot => slot.startsAt === startsAt);

/**
 * Booked places of today that nobody took and that have gone over to the walk-ins by now: of slots
 * that began longer ago than the line's release (BOOK-6).
 */
export function releasedPlaces(state: BuildingState, queue: Queue, now: number): number {
  const release = queue.booking?.releaseMinutes ?? null;
  if (release === null) return 0;
  return slotsOf(state, queue, now)
    .filter(({ startsAt }) => startsAt + release * minuteMs <= now)
    .reduce((sum, { places, taken }) => sum + Math.max(0, places - taken), 0);
}
