import type { DemoBooking } from '../../contract/bookings.ts';
import { bookingQr, newBookingCode, shownCode } from '../auth/booking-codes.ts';
import { newBookingId } from '../auth/person-hashes.ts';
import type { Building } from '../building.ts';
import { minuteMs } from '../domain/local-time.ts';
import { slotsOf } from '../domain/slots.ts';
import { setupOf } from '../domain/state.ts';
import type { Bookings } from '../store/bookings.ts';
import { instant } from '../views/names.ts';

/** Two that come soon, one whose time runs, one later today, one that came too late. */
const wanted = [
  { serviceId: 'service-a02', fromMinutes: 0, toMinutes: 30 },
  { serviceId: 'service-b01', fromMinutes: 15, toMinutes: 60 },
  { serviceId: 'service-d01', fromMinutes: -30, toMinutes: 0 },
  { serviceId: 'service-g01', fromMinutes: 120, toMinutes: 300 },
  { serviceId: 'service-j01', fromMinutes: -120, toMinutes: -30 },
] as const;

/** So many are shown; a demo that runs for days shows those of today. */
const shownMax = 12;

/** Books places around now, so that a check-in can be tried; those that are there are left alone. */
export async function makeDemoBookings(building: Building): Promise<void> {
  for (const { serviceId, fromMinutes, toMinutes } of wanted) {
    const { state } = building;
    const index = setupOf(state);
    const queue = index.queues.get(index.services.get(serviceId)?.queueId ?? '');
    if (!queue) continue;
    const now = building.now();
    const isWanted = (startsAt: number): boolean =>
      startsAt >= now + fromMinutes * minuteMs && startsAt < now + toMinutes * minuteMs;
    const isThere = [...state.bookings.byId.values()].some(
      booking => booking.serviceId === serviceId && isWanted(booking.startsAt),
    );
    const slot = slotsOf(state, queue, now).find(
      ({ startsAt, taken, places }) => isWanted(startsAt) && taken < places,
    );
    if (isThere || !slot) continue;
    await building.execute({
      command: {
        type: 'book',
        actor: { role: 'system' },
        bookingId: newBookingId(),
        code: newBookingCode(),
        serviceId,
        startsAt: slot.startsAt,
        language: 'id',
        atAnyTime: true,
      },
      answer: () => ({ status: 200, body: '' }),
    });
  }
}

/** Today's bookings of a demo building with their codes, in the order of their times. */
export function demoBookings(
  building: Building,
  bookings: Bookings,
  buildingId: string,
): readonly DemoBooking[] {
  const { state } = building;
  const { services } = setupOf(state);
  return [...state.bookings.byId.values()]
    .filter(booking => booking.businessDate === state.businessDate)
    .sort((a, b) => a.startsAt - b.startsAt)
    .flatMap((booking): DemoBooking[] => {
      const code = bookings.codeOf(booking.id);
      const service = services.get(booking.serviceId);
      if (code === undefined || !service) return [];
      return [
        {
          code: shownCode(code),
          qr: bookingQr(buildingId, code),
          serviceName: service.name,
          startsAt: instant(state, booking.startsAt),
          status: booking.status,
        },
      ];
    })
    .slice(0, shownMax);
}
