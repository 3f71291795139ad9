import type { BookingRecord } from '../../contract/bookings.ts';
import type { PersonField } from '../../contract/people.ts';
import type { Text } from '../../contract/values.ts';
import type { FoundPerson, PersonExport } from '../../contract/privacy.ts';
import { shownCode } from '../auth/booking-codes.ts';
import type { Building } from '../building.ts';
import { midnightOf } from '../domain/local-time.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { HeldVisit, PersonDetail } from '../store/personal-data.ts';
import type { Store } from '../store/store.ts';
import { instant, instantOrNull } from '../views/names.ts';

export interface HeldOptions {
  readonly building: Building;
  readonly store: Pick<Store, 'personal' | 'bookings' | 'notes'>;
}

/** Everything that is kept of one person, before anybody is told of it. */
export interface Held {
  readonly details: readonly PersonDetail[];
  readonly bookings: readonly BookingRecord[];
  readonly visits: readonly HeldVisit[];
  readonly waiting: readonly {
    readonly id: string;
    readonly serviceId: string;
    readonly businessDate: string;
    readonly joinedAt: number;
  }[];
  readonly isKnown: boolean;
}

export const subjectsOf = ({ bookings, visits, waiting }: Held): string[] => [
  ...bookings.map(({ id }) => id),
  ...visits.map(({ visitId }) => visitId),
  ...waiting.map(({ id }) => id),
];

/** The same name however it was typed. */
const nameKey = (name: string): string => name.toLocaleLowerCase('id').replaceAll(/\s+/g, ' ');

/**
 * How many people these rows may be of: a family has one telephone. Rows with a NIK are of whose NIK it
 * is; one without is somebody else's only where its name is none of theirs.
 */
export function peopleIn(rows: readonly PersonDetail[]): number {
  const niks = new Set(rows.flatMap(row => row.nikHash ?? []));
  const namesOfNiks = new Set(
    rows.flatMap(row => (row.nikHash !== null && row.name !== null ? nameKey(row.name) : [])),
  );
  const others = new Set(
    rows.flatMap(row => {
      if (row.nikHash !== null || row.name === null) return [];
      const key = nameKey(row.name);
      return namesOfNiks.has(key) ? [] : key;
    }),
  );
  return Math.max(rows.length > 0 ? 1 : 0, niks.size + others.size);
}

const bookingOf = ({ building, store }: HeldOptions, id: string): BookingRecord | undefined =>
  building.state.bookings.byId.get(id) ?? store.bookings.find(id);

/** Of the subjects of a trace, and of the bookings that are under the random ids of it. */
export function heldOf(
  options: HeldOptions,
  subjectIds: readonly string[],
  personIds: readonly string[],
): Held {
  const { building, store } = options;
  const bookingIds = new Set([...subjectIds, ...store.personal.bookingIdsOf(personIds)]);
  const bookings = [...bookingIds].flatMap(id => bookingOf(options, id) ?? []);
  const ofBookings = bookings.flatMap(({ visitId }) => visitId ?? []);
  const visitIds = new Set([...subjectIds, ...ofBookings]);
  const visits = [...visitIds].flatMap(id => store.personal.visit(id) ?? []);
  const { byId } = building.state.waitingLists;
  const isTheirs = new Set(personIds);
  const waiting = [...byId.values()].filter(
    ({ id, personId }) => subjectIds.includes(id) || isTheirs.has(personId ?? ''),
  );
  const all = [...subjectIds, ...bookingIds, ...visitIds, ...waiting.map(({ id }) => id)];
  const details = store.personal.details([...new Set(all)]);
  return { details, bookings, visits, waiting, isKnown: personIds.length > 0 };
}

const masked = (name: string): string =>
  name
    .split(/\s+/)
    .map(word => word.slice(0, 1) + '•'.repeat(Math.max(1, word.length - 1)))
    .join(' ');

const fieldsOf = ({ name, nikLast4, phone }: PersonDetail): PersonField[] => [
  ...(name === null ? [] : (['name'] as const)),
  ...(nikLast4 === null ? [] : (['nik'] as const)),
  ...(phone === null ? [] : (['phone'] as const)),
];

const serviceOf = (state: BuildingState, id: string | undefined): Text | null =>
  setupOf(state).services.get(id ?? '')?.name ?? null;

type Row = FoundPerson['held'][number];

/** As it is shown before anybody decides: enough to know whether it is them. */
export function foundPerson({ building, store }: HeldOptions, held: Held): FoundPerson {
  const { state } = building;
  const { timeZone } = setupOf(state).setup.building;
  const details = new Map(held.details.map(row => [row.subjectId, row]));
  const row = (of: Row['of'], id: string, at: number, serviceId: string | undefined): Row => {
    const detail = details.get(id);
    return {
      of,
      at: instant(state, at),
      service: serviceOf(state, serviceId),
      fields: detail ? fieldsOf(detail) : [],
      notes: store.notes.ofVisit(id).length,
      keptUntil: instantOrNull(state, detail?.expiresAt ?? null),
    };
  };
  const last = (field: 'nikLast4' | 'phone'): string | null =>
    held.details.findLast(detail => detail[field] !== null)?.[field] ?? null;
  const rows = [
    ...held.bookings.map(one => row('booking', one.id, one.startsAt, one.serviceId)),
    ...held.visits.map(one => row('visit', one.visitId, one.issuedAt, one.legs[0]?.serviceId)),
    ...held.waiting.map(({ id, businessDate, serviceId }) =>
      row('waiting-list', id, midnightOf(businessDate, timeZone), serviceId),
    ),
  ];
  return {
    names: [...new Set(held.details.flatMap(({ name }) => (name === null ? [] : masked(name))))],
    nikLast4: last('nikLast4'),
    phoneLast4: last('phone')?.slice(-4) ?? null,
    held: rows.toSorted((one, other) => (one.at < other.at ? 1 : -1)),
    isKnown: held.isKnown,
  };
}

function exportedVisit(
  { building: { state }, store }: HeldOptions,
  { visitId, label, businessDate, issuedAt, legs }: HeldVisit,
): PersonExport['visits'][number] {
  const { counters } = setupOf(state);
  return {
    id: visitId,
    label,
    date: businessDate,
    issuedAt: instant(state, issuedAt),
    services: legs.map(leg => ({
      service: serviceOf(state, leg.serviceId),
      counter: counters.get(leg.counterId ?? '')?.name.id ?? null,
      state: leg.state,
      calledAt: instantOrNull(state, leg.calledAt),
      endedAt: instantOrNull(state, leg.endedAt),
    })),
    notes: store.notes.ofVisit(visitId).map(({ at, text }) => ({ at: instant(state, at), text })),
  };
}

function exportedBooking(
  { building: { state }, store }: HeldOptions,
  booking: BookingRecord,
): PersonExport['bookings'][number] {
  const { agencies, queues } = setupOf(state);
  const code = store.bookings.codeOf(booking.id);
  const agencyId = queues.get(booking.queueId)?.agencyId ?? '';
  return {
    id: booking.id,
    code: code === undefined ? null : shownCode(code),
    service: serviceOf(state, booking.serviceId),
    agency: agencies.get(agencyId)?.name ?? null,
    startsAt: instant(state, booking.startsAt),
    minutes: booking.minutes,
    status: booking.status,
    madeAt: instant(state, booking.madeAt),
  };
}

/** Everything of it, for the person themselves. */
export function personExport(options: HeldOptions, held: Held): PersonExport {
  const { building } = options;
  const { state } = building;
  const kinds = new Map<string, Row['of']>([
    ...held.bookings.map(({ id }) => [id, 'booking'] as const),
    ...held.waiting.map(({ id }) => [id, 'waiting-list'] as const),
  ]);
  return {
    madeAt: instant(state, building.now()),
    building: setupOf(state).setup.building.short,
    details: held.details.map(({ subjectId, name, nikLast4, phone, at, expiresAt }) => ({
      of: kinds.get(subjectId) ?? 'visit',
      id: subjectId,
      name,
      nikLast4,
      phone,
      keptSince: instant(state, at),
      keptUntil: instant(state, expiresAt),
    })),
    bookings: held.bookings.map(booking => exportedBooking(options, booking)),
    visits: held.visits.map(visit => exportedVisit(options, visit)),
    waitingList: held.waiting.map(({ id, serviceId, businessDate, joinedAt }) => ({
      id,
      service: serviceOf(state, serviceId),
      date: businessDate,
      joinedAt: instant(state, joinedAt),
    })),
  };
}
