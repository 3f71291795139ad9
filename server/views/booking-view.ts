import type { BookingRecord, BookingStatus } from '../../contract/bookings.ts';
import type { PartnerBooking } from '../../contract/partner.ts';
import type { LegState } from '../../contract/values.ts';
import { minuteMs } from '../domain/local-time.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { instant } from './names.ts';

/** What a status of FHIR stands for in the life of a visit, the first that fits. */
const byLegs: readonly (readonly [BookingStatus, readonly LegState[]])[] = [
  ['arrived', ['called', 'serving']],
  ['checked-in', ['waiting', 'parked']],
  ['fulfilled', ['done']],
  ['noshow', ['no-show', 'expired']],
  ['cancelled', ['cancelled']],
];

/** The status that others are told: of who checked in, what became of their visit. */
export function bookingStatus(
  { status }: Pick<BookingRecord, 'status'>,
  legs: readonly LegState[],
): BookingStatus {
  if (status !== 'checked-in') return status;
  return byLegs.find(([, states]) => legs.some(leg => states.includes(leg)))?.[0] ?? status;
}

export interface BookingFacts {
  /** As it is shown, and what its QR holds. */
  readonly code: string;
  readonly qr: string;
  /** States of the legs of its visit, where it has one. */
  readonly legs: readonly LegState[];
  readonly ticket: PartnerBooking['ticket'];
}

export function partnerBooking(
  state: BuildingState,
  booking: BookingRecord,
  { code, qr, legs, ticket }: BookingFacts,
): PartnerBooking {
  const { rules } = setupOf(state).setup;
  const { startsAt } = booking;
  return {
    code,
    qr,
    serviceId: booking.serviceId,
    startsAt: instant(state, startsAt),
    minutes: booking.minutes,
    status: bookingStatus(booking, legs),
    language: booking.language,
    madeAt: instant(state, booking.madeAt),
    checkInFrom: instant(state, startsAt - rules.earlyMinutes * minuteMs),
    checkInUntil: instant(state, startsAt + rules.bookingLateMinutes * minuteMs),
    ticket,
  };
}
