import { newBookingCode } from '../auth/booking-codes.ts';
import { newBookingId } from '../auth/person-hashes.ts';
import { newVisitId } from '../auth/ticket-tokens.ts';
import type { Building } from '../building.ts';
import { localTime, minuteMs } from '../domain/local-time.ts';
import { slotsOf } from '../domain/slots.ts';
import { setupOf } from '../domain/state.ts';
import { drawBetween, drawWeighted, type Random } from './plan-draws.ts';
import type { SteeredTimeline } from './history-timeline.ts';

/** Share of a slot's places that is booked on an ordinary day. */
const takenShare = { from: 0.4, to: 0.95 };
/** Of those who booked, so many do not come. */
const awayShare = 0.08;
/** Local minutes between which slots are booked: lines that never close have them at night too. */
const slotMinutes = { from: 8 * 60, to: 15 * 60 };
/** When the others check in, minutes around the slot. */
const checkIn = { from: -14, to: 12 };

const answer = () => ({ status: 200, body: '' });

/** Books places of the day that begins and lets most of those who booked check in. */
export async function bookDay(
  building: Building,
  timeline: SteeredTimeline,
  random: Random,
): Promise<void> {
  const index = setupOf(building.state);
  const now = building.now();
  const { midnight } = localTime(now, index.setup.building.timeZone);
  const [begins, ends] = [
    midnight + slotMinutes.from * minuteMs,
    midnight + slotMinutes.to * minuteMs,
  ];
  for (const queue of index.setup.queues) {
    const services = (index.servicesOfQueue.get(queue.id) ?? []).filter(row => row.isBookable);
    for (const slot of slotsOf(building.state, queue, now)) {
      if (slot.startsAt < begins || slot.startsAt >= ends) continue;
      const free = slot.places - slot.taken;
      const wanted = Math.floor(free * drawBetween(takenShare.from, takenShare.to, random));
      for (let place = 0; place < wanted; place += 1) {
        const service = drawWeighted(services, () => 1, random);
        if (service) await bookOne(building, timeline, random, service.id, slot.startsAt);
      }
    }
  }
}

async function bookOne(
  building: Building,
  timeline: SteeredTimeline,
  random: Random,
  serviceId: string,
  startsAt: number,
): Promise<void> {
  const bookingId = newBookingId();
  const actor = { role: 'system' } as const;
  await building.execute({
    command: {
      type: 'book',
      actor,
      bookingId,
      code: newBookingCode(),
      serviceId,
      startsAt,
      language: 'id',
      atAnyTime: true,
    },
    answer,
  });
  if (random() < awayShare) return;
  const comesAt = startsAt + drawBetween(checkIn.from, checkIn.to, random) * minuteMs;
  timeline.at(comesAt, async () => {
    const visitId = newVisitId(building.now());
    await building.execute({
      command: { type: 'check-in', actor, bookingId, visitId, asWalkIn: false },
      answer,
    });
  });
}
