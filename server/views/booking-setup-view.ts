import type {
  BookedQueue,
  BookingChoices,
  BookingPools,
  BookingPreview,
} from '../../contract/booking-setup.ts';
import type { BookingSetup, Queue } from '../../contract/setup.ts';
import type { Booking } from '../domain/booking-state.ts';
import { businessDateOf, dayMs, midnightOf } from '../domain/local-time.ts';
import { releasedPlaces, slotsOf, type Slot } from '../domain/slots.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { instant } from './names.ts';

/** Days that a preview counts; a set-up that books further ahead shows no more of them. */
const previewDaysMax = 14;

/** What the form shows; rules that it does not know stay in the set-up. */
const choicesOf = (booking: BookingSetup): BookingChoices => ({
  slotMinutes: booking.slotMinutes,
  placesPerSlot: booking.placesPerSlot,
  sharePercent: booking.sharePercent,
  daysAhead: booking.daysAhead,
  cutOffMinutes: booking.cutOffMinutes,
  releaseMinutes: booking.releaseMinutes,
  waitingListMax: booking.waitingListMax,
  offerMinutes: booking.offerMinutes,
  sessions: booking.sessions.map(session => ({ ...session })),
});

const sum = (slots: readonly Slot[], of: (slot: Slot) => number): number =>
  slots.reduce((all, slot) => all + of(slot), 0);

function poolsOf(state: BuildingState, queue: Queue, now: number): BookingPools {
  const slots = slotsOf(state, queue, now);
  return {
    places: sum(slots, slot => slot.places),
    taken: sum(slots, slot => slot.taken),
    released: releasedPlaces(state, queue, now),
    walkIns: state.queues.get(queue.id)?.issued ?? 0,
    quota: queue.quotaPerDay,
  };
}

/** Bookings of a line that nobody has used yet, of today and later days. */
const standing = (state: BuildingState, queueId: string, today: string): Booking[] =>
  [...state.bookings.byId.values()].filter(
    booking =>
      booking.queueId === queueId && booking.status === 'booked' && booking.businessDate >= today,
  );

export const todayOf = (state: BuildingState, now: number): string =>
  businessDateOf(now, setupOf(state).setup.building.timeZone);

export function bookedQueue(state: BuildingState, queue: Queue, now: number): BookedQueue {
  const index = setupOf(state);
  const { id, name, short } = index.agencies.get(queue.agencyId)!;
  const services = index.servicesOfQueue.get(queue.id) ?? [];
  return {
    id: queue.id,
    name: queue.name,
    series: queue.series,
    agency: { id, name, short },
    counters: index.ownCountersOfQueue.get(queue.id)?.length ?? 0,
    booking: queue.booking && choicesOf(queue.booking),
    services: services.map(service => ({
      id: service.id,
      code: service.code,
      name: service.name,
      minutes: service.minutes,
      isBookable: service.isBookable,
    })),
    pools: poolsOf(state, queue, now),
    ahead: standing(state, queue.id, todayOf(state, now)).length,
  };
}

/** What a wish would make of a line: its slots, and what becomes of those who have booked. */
export function bookingPreview(
  state: BuildingState,
  queue: Queue,
  bookable: ReadonlySet<string>,
  date: string,
  now: number,
): BookingPreview {
  const { timeZone } = setupOf(state).setup.building;
  const slotsOn = (day: string): Slot[] =>
    bookable.size === 0 ? [] : slotsOf(state, queue, midnightOf(day, timeZone));
  const ahead = queue.booking?.daysAhead ?? 0;
  const days = Array.from({ length: Math.min(ahead + 1, previewDaysMax) }, (_, day) => {
    const on = businessDateOf(now + day * dayMs, timeZone);
    const slots = slotsOn(on);
    const [places, taken] = [sum(slots, row => row.places), sum(slots, row => row.taken)];
    return { date: on, slots: slots.length, places, taken };
  });
  const bookings = standing(state, queue.id, todayOf(state, now));
  const slots = new Map<number, Slot>();
  for (const day of new Set(bookings.map(({ businessDate }) => businessDate))) {
    for (const slot of slotsOn(day)) slots.set(slot.startsAt, slot);
  }
  const isOutside = (booking: Booking): boolean =>
    !bookable.has(booking.serviceId) || !slots.has(booking.startsAt);
  return {
    days,
    slots: slotsOn(date).map(({ startsAt, minutes, places, taken }) => {
      return { startsAt: instant(state, startsAt), minutes, places, taken };
    }),
    overFull: [...slots.values()].filter(({ places, taken }) => taken > places).length,
    outside: bookings.filter(isOutside).length,
  };
}
