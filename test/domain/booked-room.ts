import type { BookingCommand } from '../../contract/bookings.ts';
import type { Setup } from '../../contract/setup.ts';
import { MemoryBuilding, minuteMs, setupWith, tenOClock } from './memory-building.ts';

/** Office hours on every day, last ticket half an hour before: 8.00 to 15.30 can be booked. */
const officeHours: Setup['building']['hours'] = {
  periods: [{ days: [0, 1, 2, 3, 4, 5, 6], opens: '08:00', closes: '16:00' }],
  lastTicketMinutes: 30,
};

/** Queue A takes bookings: two places every half hour. */
export const bookedSetup = (change: (setup: Setup) => void = () => {}): Setup =>
  setupWith(setup => {
    setup.building.hours = officeHours;
    setup.queues[0]!.booking = {
      slotMinutes: 30,
      placesPerSlot: 2,
      sharePercent: 50,
      daysAhead: 7,
      cutOffMinutes: 30,
      releaseMinutes: 30,
      waitingListMax: 3,
      offerMinutes: 20,
      sessions: [],
    };
    change(setup);
  });

const actor = { role: 'visitor' } as const;
type Book = Extract<BookingCommand, { type: 'book' }>;

/** A building whose places are booked and checked in. */
export class BookedRoom extends MemoryBuilding {
  #bookings = 0;

  constructor(setup: Setup = bookedSetup(), now = tenOClock) {
    super(setup, now);
  }

  /** So many minutes after ten o'clock of the first day. */
  at(minutes: number): this {
    this.now = tenOClock + minutes * minuteMs;
    return this;
  }

  bookCommand(minutes: number, more: Partial<Book> = {}): Book {
    this.#bookings += 1;
    return {
      type: 'book',
      actor,
      bookingId: `b${this.#bookings}`,
      code: `CODE${this.#bookings}`,
      serviceId: 'a1',
      startsAt: tenOClock + minutes * minuteMs,
      language: 'id',
      ...more,
    };
  }

  /** Books a slot that begins so many minutes after ten and gives the booking's id. */
  book(minutes: number, more: Partial<Book> = {}): string {
    const command = this.bookCommand(minutes, more);
    this.must(command);
    return command.bookingId;
  }

  checkIn(bookingId: string, more: { asWalkIn?: boolean; need?: 'elderly' } = {}) {
    const visitId = `v-${bookingId}`;
    return this.do({ type: 'check-in', actor, bookingId, visitId, asWalkIn: false, ...more });
  }
}
