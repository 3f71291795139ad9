import { z } from 'zod';
import type { BookingRecord } from '../../contract/bookings.ts';
import type { newBookingSchema, pageQuerySchema, PartnerBooking } from '../../contract/partner.ts';
import type { Person } from '../../contract/people.ts';
import type { Service } from '../../contract/setup.ts';
import { newBookingCode, readBookingCode, toldCode } from '../auth/booking-codes.ts';
import { keptPerson, newBookingId, personHash } from '../auth/person-hashes.ts';
import { newVisitId, tokenOf } from '../auth/ticket-tokens.ts';
import type { Outcome } from '../building.ts';
import { refuse } from '../domain/decision.ts';
import type { BuildingState } from '../domain/state.ts';
import { partnerBooking } from '../views/booking-view.ts';
import { isOutdated, withEtag } from './etag.ts';
import { issuedAnswer } from './kiosk-routes.ts';
import { roomOf, serviceOf } from './partner-rooms.ts';
import type { PartnerRoom, PartnerRoutesOptions } from './partner-rooms.ts';
import { problemAnswer } from './problem.ts';
import { json, run, type Call, type Reply } from './route.ts';
import { WrongCodes } from './wrong-codes.ts';

const visitor = { role: 'visitor' } as const;

/** A booking as its partner reads it, with what became of its visit. */
function viewOf(
  { building, store }: PartnerRoom,
  booking: BookingRecord,
  code: string,
  publicUrl: string,
): PartnerBooking {
  const { state } = building;
  const { buildingId, secret } = store.identity;
  const visit = state.visits.get(booking.visitId ?? '');
  const token = visit ? tokenOf(secret, visit.id) : '';
  const legs = visit
    ? visit.legs.map(leg => leg.state)
    : store.bookings.legStates(booking.visitId ?? '');
  const ticket = visit ? { label: visit.label, token, trackUrl: `${publicUrl}/t/${token}` } : null;
  return partnerBooking(state, booking, { ...toldCode(buildingId, code), legs, ticket });
}

const currentOf = ({ building, store }: PartnerRoom, id: string): BookingRecord | undefined =>
  building.state.bookings.byId.get(id) ?? store.bookings.find(id);

/** What a service asks for and the request does not give: each named by its place. */
export function missingPerson(service: Service, person: Person): Reply | null {
  const missing = service.asks.filter(field => person[field] === undefined);
  if (missing.length === 0) return null;
  const errors = missing.map(field => ({ path: `person.${field}`, message: 'Required here' }));
  return problemAnswer('person-required', undefined, errors);
}

type Ask<Body = unknown> = Call<{ code: string }, unknown, Body>;

/** Bookings of a portal: it sees its own and no others, and cannot find codes by trying. */
export class PartnerBookings {
  readonly #options: PartnerRoutesOptions;
  readonly #wrong = new WrongCodes();

  constructor(options: PartnerRoutesOptions) {
    this.#options = options;
  }

  room(caller: Call<unknown, unknown, unknown>['caller']): Promise<PartnerRoom> {
    return roomOf(this.#options, caller);
  }

  view(room: PartnerRoom, booking: BookingRecord, code: string): PartnerBooking {
    return viewOf(room, booking, code, this.#options.publicUrl());
  }

  /** The partner's own booking of a code; anything else is simply not there. */
  find(room: PartnerRoom, text: string): { booking: BookingRecord; code: string } | Reply {
    const { key, store, building } = room;
    const waitSeconds = this.#wrong.waitSeconds(key.id, building.now());
    if (waitSeconds > 0) {
      const headers = { 'Retry-After': String(waitSeconds) };
      return { ...problemAnswer('too-many-attempts', { waitSeconds }), headers };
    }
    const code = readBookingCode(text)?.code ?? '';
    // Looked up to the end in every case: what is not theirs takes as long as what is not there.
    const id = store.bookings.idOfCode(code) ?? '';
    const kept = store.bookings.find(id);
    const booking = building.state.bookings.byId.get(id) ?? kept;
    if (booking?.partnerId === key.partnerId) return { booking, code };
    this.#wrong.note(key.id, building.now());
    return problemAnswer('unknown-booking');
  }

  async book(call: Call<unknown, unknown, z.infer<typeof newBookingSchema>>): Promise<Reply> {
    const { serviceId, startsAt, person = {}, language = 'id' } = call.body;
    const room = await this.room(call.caller);
    const service = serviceOf(room, serviceId);
    if (!service) return problemAnswer('unknown-service', { serviceId });
    const missing = missingPerson(service, person);
    if (missing) return missing;
    const { secret } = room.store.identity;
    const [bookingId, code] = [newBookingId(), newBookingCode()];
    const hash = personHash(secret, person);
    const kept = keptPerson(secret, person, service.asks);
    const reply = await run(
      room.building,
      call,
      {
        type: 'book',
        actor: visitor,
        bookingId,
        code,
        serviceId,
        startsAt: Date.parse(startsAt),
        partnerId: room.key.partnerId,
        language,
        ...(hash === null ? {} : { personHash: hash }),
        ...(kept ? { person: kept } : {}),
      },
      ({ state }) => ({ booking: this.view(room, state.bookings.byId.get(bookingId)!, code) }),
      201,
    );
    return reply.status === 201 ? withEtag(reply, {}) : reply;
  }

  async read({ params, caller, headers }: Ask): Promise<Reply> {
    const room = await this.room(caller);
    const found = this.find(room, params.code);
    if ('status' in found) return found;
    return withEtag(json({ booking: this.view(room, found.booking, found.code) }), headers);
  }

  /** Moves or cancels: refused where the booking has changed since it was read. */
  async change(call: Ask, command: (id: string) => Parameters<typeof run>[2]): Promise<Reply> {
    const room = await this.room(call.caller);
    const found = this.find(room, call.params.code);
    if ('status' in found) return found;
    const { booking, code } = found;
    const hasChanged = (now: BookingRecord): boolean =>
      isOutdated(JSON.stringify({ booking: this.view(room, now, code) }), call.headers);
    if (hasChanged(booking)) return problemAnswer('changed-meanwhile');
    // Of a day that is over: the day in memory does not know it, and it cannot change any more.
    if (!room.building.state.bookings.byId.has(booking.id)) {
      return problemAnswer(booking.status === 'cancelled' ? 'booking-cancelled' : 'booking-used');
    }
    const answer = ({ state }: Outcome) => ({
      booking: this.view(room, state.bookings.byId.get(booking.id)!, code),
    });
    // Asked once more in the turn that changes it: another change may be in the same commit.
    const unless = ({ bookings }: BuildingState) =>
      hasChanged(bookings.byId.get(booking.id)!) ? refuse('changed-meanwhile') : null;
    const asked = { idempotency: call.idempotency, unless };
    const reply = await run(room.building, asked, command(booking.id), answer);
    return reply.status === 200 ? withEtag(reply, {}) : reply;
  }

  async list({
    caller,
    headers,
    query: { after, limit },
  }: Call<unknown, z.infer<typeof pageQuerySchema>, unknown>): Promise<Reply> {
    const room = await this.room(caller);
    const rows = room.store.bookings.ofPartner(room.key.partnerId, after ?? '', limit + 1);
    const page = rows.slice(0, limit);
    const bookings = page.flatMap(row => {
      const code = room.store.bookings.codeOf(row.id);
      return code ? [this.view(room, currentOf(room, row.id) ?? row, code)] : [];
    });
    const nextAfter = rows.length > limit ? page.at(-1)!.id : null;
    return withEtag(json({ bookings, nextAfter }), headers);
  }

  async checkIn(call: Ask): Promise<Reply> {
    const room = await this.room(call.caller);
    const found = this.find(room, call.params.code);
    if ('status' in found) return found;
    const { building, store } = room;
    const publicUrl = (): string => this.#options.publicUrl();
    const { secret } = store.identity;
    if (!building.state.bookings.byId.has(found.booking.id)) {
      return problemAnswer('booking-other-day');
    }
    return run(
      building,
      call,
      {
        type: 'check-in',
        actor: visitor,
        bookingId: found.booking.id,
        visitId: newVisitId(building.now()),
        asWalkIn: false,
      },
      outcome => issuedAnswer(outcome, { secret, publicUrl }),
      201,
    );
  }
}
