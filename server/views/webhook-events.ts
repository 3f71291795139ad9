import type { BookingRecord } from '../../contract/bookings.ts';
import type { JournalEntry } from '../../contract/events.ts';
import type { WebhookType } from '../../contract/webhooks.ts';

/** What an entry of the journal is to the one who booked; nothing where it is no matter of theirs. */
const byType: Readonly<Partial<Record<JournalEntry['type'], WebhookType>>> = {
  'booking-made': 'booking.created',
  'booking-moved': 'booking.moved',
  'ticket-issued': 'booking.checked-in',
  'leg-called': 'booking.called',
  'leg-started': 'booking.serving',
  'leg-seated': 'booking.serving',
  'leg-finished': 'booking.fulfilled',
  'leg-no-show': 'booking.missed',
  'leg-cancelled': 'booking.missed',
  'leg-expired': 'booking.missed',
};

export function webhookTypeOf(entry: JournalEntry): WebhookType | undefined {
  if (entry.type === 'booking-ended') {
    return entry.data.status === 'cancelled' ? 'booking.cancelled' : 'booking.noshow';
  }
  return byType[entry.type];
}

export interface BookingLookup {
  byId(bookingId: string): BookingRecord | undefined;
  ofVisit(visitId: string): BookingRecord | undefined;
}

/** The booking an entry is about; undefined where it is about none. */
export function bookingOfEntry(
  entry: JournalEntry,
  lookup: BookingLookup,
): BookingRecord | undefined {
  switch (entry.type) {
    case 'booking-made':
      return lookup.byId(entry.data.id);
    case 'booking-moved':
    case 'booking-ended':
      return lookup.byId(entry.data.bookingId);
    case 'ticket-issued':
      return entry.data.bookingId === undefined ? undefined : lookup.byId(entry.data.bookingId);
    default:
      return entry.visitId === undefined ? undefined : lookup.ofVisit(entry.visitId);
  }
}
