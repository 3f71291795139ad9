import { ICalAlarmType, ICalCalendar, ICalEventStatus } from 'ical-generator';
import type { BuildingView } from './api-types.ts';
import type { KeptBooking } from './kept-bookings.ts';

const reminderSeconds = 3_600;

/**
 * The booking for a calendar. The same id always, and a higher revision after each move: an entry that
 * was imported before is replaced [RFC 5545, 3.8.7.4].
 */
export function calendarFile(
  kept: KeptBooking,
  building: BuildingView | null,
  url: string,
): string {
  const { booking, serviceName, agencyName, token, phase, revision, knownAt } = kept;
  const startsAt = new Date(booking.startsAt);
  const place = building ? `${building.line1} ${building.line2}` : 'Mal Pelayanan Publik';
  const isCancelled = phase === 'cancelled';
  const calendar = new ICalCalendar({
    prodId: { company: 'MPP Antrean', product: 'booking portal' },
  });
  calendar.createEvent({
    id: `${token}@booking-portal`,
    sequence: revision + (isCancelled ? 1 : 0),
    stamp: new Date(knownAt),
    start: startsAt,
    end: new Date(startsAt.getTime() + booking.minutes * 60_000),
    summary: `${serviceName} (${agencyName})`,
    location: place,
    description: `Kode booking ${booking.code}. Tunjukkan kodenya di kiosk gedung.`,
    url,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(isCancelled ? {} : { alarms: [{ type: ICalAlarmType.display, trigger: reminderSeconds }] }),
  });
  return calendar.toString();
}
