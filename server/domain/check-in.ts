import type { BookingCommand } from '../../contract/bookings.ts';
import { availabilityOfService } from './availability.ts';
import type { Booking } from './booking-state.ts';
import { refuse, type Decision } from './decision.ts';
import { serviceClosed, ticketIssued } from './issuing.ts';
import { notAtThisKiosk } from './kiosk-services.ts';
import { minuteMs, toInstant } from './local-time.ts';
import { setupOf, type BuildingState } from './state.ts';

type CheckIn = Extract<BookingCommand, { type: 'check-in' }>;

/** Why a booking cannot be checked in now, each with its own way on (CHECKIN-2); null where it can. */
function notNow(
  state: BuildingState,
  { actor }: CheckIn,
  booking: Booking,
  now: number,
): Decision | null {
  const { rules, building } = setupOf(state).setup;
  const startsAt = toInstant(booking.startsAt, building.timeZone);
  const { serviceId, businessDate } = booking;
  if (booking.status === 'cancelled') return refuse('booking-cancelled', { serviceId, startsAt });
  if (booking.status !== 'booked') {
    const label = state.visits.get(booking.visitId ?? '')?.label;
    return refuse('booking-used', { serviceId, startsAt, ...(label ? { label } : {}) });
  }
  if (businessDate !== state.businessDate) {
    return refuse('booking-other-day', { serviceId, startsAt });
  }
  const service = setupOf(state).services.get(serviceId);
  // Before "come back at": at this kiosk it would be in vain.
  const elsewhere = service ? notAtThisKiosk(state, actor, [service]) : null;
  if (elsewhere) return elsewhere;
  const opens = booking.startsAt - rules.earlyMinutes * minuteMs;
  if (now < opens) {
    const opensAt = toInstant(opens, building.timeZone);
    return refuse('booking-too-early', { serviceId, startsAt, opensAt });
  }
  return null;
}

/**
 * A booking becomes a visit inside its window, and its waiting counts from the slot, less the credit,
 * or from the check-in where that is later. Who comes later than the window is offered a walk-in
 * number, which takes a place of the walk-ins' pool (CHECKIN-1, CHECKIN-3) [SiolaQ].
 */
export function checkIn(state: BuildingState, command: CheckIn, now: number): Decision {
  const { actor, bookingId, visitId, need, printerId } = command;
  const booking = state.bookings.byId.get(bookingId);
  if (!booking) return refuse('unknown-booking');
  const refusal = notNow(state, command, booking, now);
  if (refusal) return refusal;
  const index = setupOf(state);
  const { rules, building } = index.setup;
  const { serviceId, startsAt } = booking;
  const service = index.services.get(serviceId);
  if (!service) return refuse('unknown-service', { serviceId });
  const isLate = now > startsAt + rules.bookingLateMinutes * minuteMs;
  if (isLate && !command.asWalkIn) {
    const at = toInstant(startsAt, building.timeZone);
    return refuse('booking-too-late', { serviceId, startsAt: at, walkIn: true });
  }
  const availability = availabilityOfService(state, service, now);
  if (isLate && !availability.open) return serviceClosed(serviceId, availability);
  const onTime = Math.max(now, startsAt - rules.bookedCreditMinutes * minuteMs);
  const issued = ticketIssued(
    state,
    {
      actor,
      visitId,
      language: command.language ?? booking.language,
      class: need ? 'vulnerable' : isLate ? 'walk-in' : 'booked',
      ...(need ? { need } : {}),
      ...(printerId ? { printerId } : {}),
    },
    [service],
    now,
  );
  const data = { ...issued.data, bookingId, ref: isLate ? now : onTime };
  return [{ ...issued, data: isLate ? data : { ...data, isBookedPlace: true } }];
}
