import type { AntreanMapping, AntreanSession } from '../../contract/antrean.ts';
import type { BookingSetup, Queue, Service } from '../../contract/setup.ts';
import { isBookableTime } from '../domain/booking.ts';
import { localTime, midnightOf, minuteMs, minuteOf } from '../domain/local-time.ts';
import { slotsOf, type Slot } from '../domain/slots.ts';
import { setupOf } from '../domain/state.ts';
import { refusalSentences, refused, type AntreanAnswer } from './antrean-envelope.ts';
import { serviceOf, type PartnerRoom } from './partner-rooms.ts';

/** Where and when others ask for, in their words. */
export interface AskedPractice {
  readonly kodepoli: string;
  readonly kodedokter: string;
  readonly tanggalperiksa: string;
  readonly jampraktek: string;
}

/** A doctor's practice of theirs is a part of a day of a service of ours. */
export interface Practice {
  readonly service: Service;
  readonly queue: Queue;
  readonly booking: BookingSetup;
  readonly doctorName: string;
  readonly date: string;
  readonly isToday: boolean;
  /** Slots that begin within it, in order. */
  readonly slots: readonly Slot[];
}

interface Part {
  readonly opens: number;
  readonly closes: number;
  readonly doctorName: string | null;
}

/** The named session, or the asked hours where none are set up. */
function partOf({ sessions }: AntreanMapping, asked: AskedPractice): Part | null {
  const [opens = '', closes = ''] = asked.jampraktek.split('-');
  const hours = { opens: minuteOf(opens), closes: minuteOf(closes) };
  if (sessions.length === 0) return { ...hours, doctorName: null };
  const isAsked = (row: AntreanSession): boolean =>
    row.doctorCode === asked.kodedokter && row.opens === opens && row.closes === closes;
  const session = sessions.find(isAsked);
  return session ? { ...hours, doctorName: session.doctorName } : null;
}

const agencyName = ({ building }: PartnerRoom, { agencyId }: Service): string =>
  setupOf(building.state).agencies.get(agencyId)!.short;

const mappingsOf = ({ building }: PartnerRoom): readonly AntreanMapping[] =>
  setupOf(building.state).setup.antrean.mappings;

/** What is asked for, found in the set-up; or why it is not there. */
export function practiceOf(room: PartnerRoom, asked: AskedPractice): Practice | AntreanAnswer {
  const { state } = room.building;
  const index = setupOf(state);
  const { timeZone } = index.setup.building;
  const mapping = mappingsOf(room).find(({ poliCode }) => poliCode === asked.kodepoli);
  const service = mapping && serviceOf(room, mapping.serviceId);
  if (!service) return refused(refusalSentences['unknown-service']);
  const queue = index.queues.get(service.queueId)!;
  const { booking } = queue;
  if (!booking || !service.isBookable) return refused(refusalSentences['not-bookable']);
  const part = partOf(mapping, asked);
  if (!part) return refused('Kode dokter dan jam praktek tidak ditemukan pada poli ini.');
  const today = localTime(room.building.now(), timeZone).date;
  const { tanggalperiksa: date } = asked;
  if (date < today) return refused('Tanggal periksa sudah lewat.');
  const midnight = midnightOf(date, timeZone);
  const slots = slotsOf(state, queue, midnight).filter(
    ({ startsAt }) =>
      startsAt >= midnight + part.opens * minuteMs && startsAt < midnight + part.closes * minuteMs,
  );
  if (slots.length === 0) return refused(refusalSentences['unknown-slot']);
  const doctorName = part.doctorName ?? agencyName(room, service);
  return { service, queue, booking, doctorName, date, isToday: date === today, slots };
}

/** Slots of a practice that can be booked now, the earliest first. */
export function freeSlots({ building }: PartnerRoom, { slots, booking }: Practice): Slot[] {
  const now = building.now();
  return slots.filter(
    ({ startsAt, taken, places }) =>
      taken < places && isBookableTime(building.state, booking, startsAt, now),
  );
}

/** Both pairs tell the one pool of those who book. */
export function quotaOf(room: PartnerRoom, practice: Practice) {
  const left = freeSlots(room, practice).reduce((sum, row) => sum + row.places - row.taken, 0);
  const places = practice.slots.reduce((sum, row) => sum + row.places, 0);
  return { sisakuotajkn: left, kuotajkn: places, sisakuotanonjkn: left, kuotanonjkn: places };
}

/** The doctor's name of a slot that is booked already. */
export function doctorNameAt(room: PartnerRoom, service: Service, startsAt: number): string {
  const { timeZone } = setupOf(room.building.state).setup.building;
  const { minuteOfDay } = localTime(startsAt, timeZone);
  const session = mappingsOf(room)
    .filter(({ serviceId }) => serviceId === service.id)
    .flatMap(({ sessions }) => sessions)
    .find(({ opens, closes }) => minuteOf(opens) <= minuteOfDay && minuteOfDay < minuteOf(closes));
  return session?.doctorName ?? agencyName(room, service);
}
