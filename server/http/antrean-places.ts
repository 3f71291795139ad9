import type { SisaAntreanAnswer, StatusAntreanAnswer } from '../../contract/antrean.ts';
import type { BookingRecord } from '../../contract/bookings.ts';
import { rangeOf, waitOfLeg } from '../domain/estimate.ts';
import { localTime, minuteMs, zoneName } from '../domain/local-time.ts';
import { setupOf, waitingCount, type BuildingState } from '../domain/state.ts';
import { isAtCounter, isLive, type Leg, type Visit } from '../domain/visit.ts';
import { refusalSentences, refused, type AntreanAnswer } from './antrean-envelope.ts';
import { doctorNameAt, quotaOf, type Practice } from './antrean-practice.ts';
import type { PartnerRoom } from './partner-rooms.ts';

/** Where a line stands and where one visitor stands in it, as the Antrean service tells it. */

const nobody = '-';

/** As it is written in Indonesia, with the building's zone: 09.15 WITA. */
export function clockText(state: BuildingState, at: number): string {
  const { timeZone } = setupOf(state).setup.building;
  const { minuteOfDay } = localTime(at, timeZone);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / 60))}.${two(minuteOfDay % 60)} ${zoneName(timeZone)}`;
}

/** When and where who booked checks in. */
export function checkInText(state: BuildingState, startsAt: number): string {
  const { rules } = setupOf(state).setup;
  const [from] = clockText(state, startsAt - rules.earlyMinutes * minuteMs).split(' ');
  const until = clockText(state, startsAt + rules.bookingLateMinutes * minuteMs);
  return `Check-in antara ${from} dan ${until} untuk mendapat nomor antrean.`;
}

/** The number that was called last in a line today. */
function lastCalled(state: BuildingState, queueId: string): string {
  let last: Leg | null = null;
  for (const leg of state.legs.values()) {
    if (leg.queueId !== queueId || leg.calledAt === null) continue;
    if (last === null || leg.calledAt > last.calledAt!) last = leg;
  }
  return last === null ? nobody : (state.visits.get(last.visitId)?.label ?? nobody);
}

const waitingIn = (state: BuildingState, queueId: string): number => {
  const queue = state.queues.get(queueId);
  return queue ? waitingCount(queue) : 0;
};

/** Today the line as it stands; of another day those who have booked. */
export function statusOf(room: PartnerRoom, practice: Practice): StatusAntreanAnswer {
  const { state } = room.building;
  const { queue, service, doctorName, isToday } = practice;
  const booked = practice.slots.reduce((sum, { taken }) => sum + taken, 0);
  return {
    namapoli: service.name.id,
    namadokter: doctorName,
    totalantrean: isToday ? (state.queues.get(queue.id)?.issued ?? 0) : booked,
    sisaantrean: isToday ? waitingIn(state, queue.id) : booked,
    antreanpanggil: isToday ? lastCalled(state, queue.id) : nobody,
    ...quotaOf(room, practice),
    keterangan: isToday ? '' : 'Jumlah booking pada tanggal itu.',
  };
}

type Place = Pick<SisaAntreanAnswer, 'nomorantrean' | 'sisaantrean' | 'waktutunggu' | 'keterangan'>;

/** Who has not come yet has a code and no number: what remains is the time until the slot. */
function beforeCheckIn(
  { building }: PartnerRoom,
  { startsAt, businessDate, queueId }: BookingRecord,
  code: string,
): Place {
  const { state } = building;
  const isToday = businessDate === state.businessDate;
  return {
    nomorantrean: code,
    sisaantrean: isToday ? waitingIn(state, queueId) : 0,
    waktutunggu: Math.max(0, Math.ceil((startsAt - building.now()) / 1000)),
    keterangan: checkInText(state, startsAt),
  };
}

function atCounter(state: BuildingState, visit: Visit, leg: Leg): Place {
  const counter = setupOf(state).counters.get(leg.counterId ?? '');
  const keterangan = counter ? `Silakan menuju ${counter.name.id}.` : 'Silakan menuju loket.';
  return { nomorantrean: visit.label, sisaantrean: 0, waktutunggu: 0, keterangan };
}

/** The upper end of the range is told: who comes back then is not too late by the estimate. */
function afterCheckIn({ building }: PartnerRoom, visit: Visit): Place {
  const { state } = building;
  const leg = visit.legs.find(isAtCounter) ?? visit.legs.find(isLive);
  if (!leg) {
    const keterangan = visit.legs.some(row => row.state === 'done')
      ? 'Sudah dilayani.'
      : 'Antrean sudah berakhir.';
    return { nomorantrean: visit.label, sisaantrean: 0, waktutunggu: 0, keterangan };
  }
  if (isAtCounter(leg)) return atCounter(state, visit, leg);
  const wait = waitOfLeg(state, leg, building.now());
  return {
    nomorantrean: visit.label,
    sisaantrean: wait?.ahead ?? 0,
    waktutunggu: (rangeOf(wait)?.toMinutes ?? 0) * 60,
    keterangan: leg.state === 'parked' ? 'Ditunda; nomor tetap berlaku.' : '',
  };
}

/** Where the visitor of a booking stands; a booking of a day that is over stands nowhere. */
export function placeOf(
  room: PartnerRoom,
  booking: BookingRecord,
  code: string,
): SisaAntreanAnswer | AntreanAnswer {
  const { state } = room.building;
  const service = setupOf(state).services.get(booking.serviceId);
  if (booking.status === 'cancelled') return refused(refusalSentences['booking-cancelled']);
  const visit = state.visits.get(booking.visitId ?? '');
  const isOver = booking.status !== 'booked' && !visit;
  if (isOver || !service) return refused('Antrean pada tanggal itu sudah berakhir.');
  const place = visit ? afterCheckIn(room, visit) : beforeCheckIn(room, booking, code);
  return {
    ...place,
    namapoli: service.name.id,
    namadokter: doctorNameAt(room, service, booking.startsAt),
    antreanpanggil:
      booking.businessDate === state.businessDate ? lastCalled(state, booking.queueId) : nobody,
  };
}
