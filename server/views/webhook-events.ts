import type { BookingRecord } from '../../contract/bookings.ts';
import type { JournalEntry } from '../../contract/events.ts';
import type { WaitingTold } from '../../contract/waiting-list.ts';
import type { WebhookType } from '../../contract/webhooks.ts';
import type { BuildingState } from '../domain/state.ts';
import { instant } from './names.ts';

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
  if (entry.type === 'waiting-list-offered') return 'waiting-list.offered';
  if (entry.type === 'waiting-list-ended') {
    const { why } = entry.data;
    return why === 'lapsed' || why === 'too-late' ? 'waiting-list.ended' : undefined;
  }
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

/** The place on a waiting list an entry is about, as it is told; undefined where it is about none. */
export function waitingOfEntry(
  state: BuildingState,
  entry: JournalEntry,
): { partnerId: string | null; waiting: WaitingTold['data']['waiting'] } | undefined {
  if (entry.type !== 'waiting-list-offered' && entry.type !== 'waiting-list-ended')
    return undefined;
  const { waitingId, serviceId, businessDate, partnerId } = entry.data;
  const subject = { id: waitingId, serviceId, date: businessDate };
  if (entry.type === 'waiting-list-offered') {
    const { startsAt, minutes, until } = entry.data.offer;
    const offer = { startsAt: instant(state, startsAt), minutes, until: instant(state, until) };
    return { partnerId, waiting: { ...subject, offer, why: null } };
  }
  const { why } = entry.data;
  const told = why === 'lapsed' || why === 'too-late' ? why : null;
  return { partnerId, waiting: { ...subject, offer: null, why: told } };
}
