import type { BookingStatus, BookingTold, PartnerBooking } from './api-types.ts';
import { isOver, type KeptBooking, type Phase } from './kept-bookings.ts';

/** What the building tells of a booking, and what it means for the one who made it. */

const byType: Readonly<Record<BookingTold['type'], Phase>> = {
  'booking.created': 'booked',
  'booking.moved': 'booked',
  'booking.cancelled': 'cancelled',
  'booking.noshow': 'noshow',
  'booking.checked-in': 'checked-in',
  'booking.called': 'called',
  'booking.serving': 'serving',
  'booking.fulfilled': 'fulfilled',
  'booking.missed': 'missed',
};

const byStatus: Readonly<Record<BookingStatus, Phase>> = {
  proposed: 'booked',
  booked: 'booked',
  'checked-in': 'checked-in',
  arrived: 'called',
  fulfilled: 'fulfilled',
  cancelled: 'cancelled',
  noshow: 'noshow',
};

/** A status says less than what was told before: who is served has also arrived. */
function phaseOf(status: BookingStatus, label: string | null, before: Phase): Phase {
  const phase = byStatus[status];
  if (phase === 'called' && before === 'serving') return before;
  // Who had a number and is gone left the line; a booking without one was never begun.
  const isGone = phase === 'noshow' || phase === 'cancelled';
  return isGone && label !== null ? 'missed' : phase;
}

function withBooking(kept: KeptBooking, booking: PartnerBooking, knownAt: number): KeptBooking {
  const isMoved = booking.startsAt !== kept.booking.startsAt;
  return {
    ...kept,
    // A webhook carries no ticket; what is known of it stays true.
    booking: { ...booking, ticket: booking.ticket ?? kept.booking.ticket },
    label: booking.ticket?.label ?? kept.label,
    revision: kept.revision + (isMoved ? 1 : 0),
    knownAt,
  };
}

/** Of everything that a building tells, what this portal listens to. */
export const heardTypes = Object.keys(byType) as readonly BookingTold['type'][];

/** After a webhook; null where it is older than what is known. */
export function afterTold(
  kept: KeptBooking,
  told: BookingTold,
  knownAt: number,
): KeptBooking | null {
  const phase = byType[told.type];
  const { seq, booking, label } = told.data;
  if (seq <= kept.seq || (isOver(kept.phase) && !isOver(phase))) return null;
  const known = withBooking(kept, booking, knownAt);
  return { ...known, phase, seq, label: label ?? known.label };
}

/** After the booking was read: the building's own word, whatever came before. */
export function afterRead(
  kept: KeptBooking,
  booking: PartnerBooking,
  knownAt: number,
): KeptBooking {
  const known = withBooking(kept, booking, knownAt);
  return { ...known, phase: phaseOf(booking.status, known.label, kept.phase) };
}

/** Where it stands as soon as it is made. */
export const phaseOfNew = ({ status, ticket }: PartnerBooking): Phase =>
  phaseOf(status, ticket?.label ?? null, 'booked');
