import type { z } from 'zod';
import {
  ambilAntreanSchema,
  batalAntreanSchema,
  checkinAntreanSchema,
  kodeBookingSchema,
  statusAntreanSchema,
  type AmbilAntreanAnswer,
} from '../../contract/antrean.ts';
import { problemSchema } from '../../contract/http.ts';
import {
  partnerBookingAnswerSchema,
  type PartnerBooking,
  type PartnerScope,
} from '../../contract/partner.ts';
import { shownCode } from '../auth/booking-codes.ts';
import type { Caller } from '../auth/access.ts';
import {
  accepted,
  ofProblem,
  refusalSentences,
  refused,
  type AntreanAnswer,
} from './antrean-envelope.ts';
import { checkInText, placeOf, statusOf } from './antrean-places.ts';
import { freeSlots, practiceOf, quotaOf } from './antrean-practice.ts';
import { PartnerBookings } from './partner-bookings.ts';
import type { PartnerRoutesOptions } from './partner-rooms.ts';
import type { Call, Reply } from './route.ts';

interface OperationOf<Body extends z.ZodType> {
  readonly name: string;
  /** What the caller's key must be good for. */
  readonly scope: PartnerScope;
  readonly body: Body;
  handle(caller: Caller, body: z.infer<Body>): Promise<AntreanAnswer>;
}
export type AntreanOperation = OperationOf<z.ZodType>;

/** Lets each operation keep the types of its own body. */
const operation = <Body extends z.ZodType>(definition: OperationOf<Body>): AntreanOperation =>
  definition;

/** A call as the partner's own routes get it: the adapter asks in their way, and nothing else. */
const callOf = <Params, Body>(
  caller: Caller,
  params: Params,
  body: Body,
): Call<Params, undefined, Body> => ({
  params,
  query: undefined,
  body,
  bytes: Buffer.alloc(0),
  caller,
  actor: { role: 'visitor' },
  idempotency: undefined,
  headers: {},
});

const isAnswer = (value: object): value is AntreanAnswer => 'message' in value;

/** Another slot of the same practice may still have a place. */
const isGone = (reply: Reply): boolean =>
  reply.status >= 400 &&
  ['slot-full', 'slot-closed'].includes(problemSchema.parse(JSON.parse(reply.body)).code);

/** The five calls, on the commands that every partner's booking goes through. */
export class AntreanDesk {
  readonly #bookings: PartnerBookings;

  constructor(options: PartnerRoutesOptions) {
    this.#bookings = new PartnerBookings(options);
  }

  readonly operations: readonly AntreanOperation[] = [
    operation({
      name: 'statusantrean',
      scope: 'queues',
      body: statusAntreanSchema,
      handle: (caller, body) => this.#status(caller, body),
    }),
    operation({
      name: 'ambilantrean',
      scope: 'bookings',
      body: ambilAntreanSchema,
      handle: (caller, body) => this.#take(caller, body),
    }),
    operation({
      name: 'sisaantrean',
      scope: 'queues',
      body: kodeBookingSchema,
      handle: (caller, { kodebooking }) => this.#place(caller, kodebooking),
    }),
    operation({
      name: 'batalantrean',
      scope: 'bookings',
      body: batalAntreanSchema,
      handle: (caller, { kodebooking }) => this.#cancel(caller, kodebooking),
    }),
    operation({
      name: 'checkinantrean',
      scope: 'check-in',
      body: checkinAntreanSchema,
      handle: (caller, { kodebooking }) => this.#checkIn(caller, kodebooking),
    }),
  ];

  async #status(caller: Caller, body: z.infer<typeof statusAntreanSchema>) {
    const room = await this.#bookings.room(caller);
    const practice = practiceOf(room, body);
    return isAnswer(practice) ? practice : accepted(statusOf(room, practice));
  }

  /** The earliest free place of the practice. Who is faster in the same turn leaves the next one. */
  async #take(caller: Caller, body: z.infer<typeof ambilAntreanSchema>): Promise<AntreanAnswer> {
    const room = await this.#bookings.room(caller);
    const practice = practiceOf(room, body);
    if (isAnswer(practice)) return practice;
    const { nik, nohp: phone, nama: name } = body;
    const person = { nik, ...(phone ? { phone } : {}), ...(name ? { name } : {}) };
    const free = freeSlots(room, practice);
    const isFull = practice.slots.every(({ taken, places }) => taken >= places);
    const reason = isFull ? 'slot-full' : 'slot-closed';
    let last = refused(refusalSentences[reason]);
    for (const { startsAt } of free) {
      const asked = {
        serviceId: practice.service.id,
        startsAt: new Date(startsAt).toISOString(),
        person,
        language: 'id',
      } as const;
      const reply = await this.#bookings.book(callOf(caller, {}, asked));
      if (reply.status === 201) {
        const { booking } = partnerBookingAnswerSchema.parse(JSON.parse(reply.body));
        return accepted(this.#taken(room, body, booking));
      }
      last = ofProblem(reply);
      if (!isGone(reply)) return last;
    }
    return last;
  }

  #taken(
    room: Awaited<ReturnType<PartnerBookings['room']>>,
    body: z.infer<typeof ambilAntreanSchema>,
    { code, startsAt }: PartnerBooking,
  ): AmbilAntreanAnswer {
    // Asked again: the place that was just taken is counted now.
    const practice = practiceOf(room, body);
    if (isAnswer(practice)) throw new Error('A practice was there when its place was taken');
    const begins = Date.parse(startsAt);
    return {
      nomorantrean: code,
      angkaantrean: Math.max(
        1,
        practice.slots.reduce((sum, { taken }) => sum + taken, 0),
      ),
      kodebooking: code,
      norm: body.norm ?? '',
      namapoli: practice.service.name.id,
      namadokter: practice.doctorName,
      estimasidilayani: begins,
      ...quotaOf(room, practice),
      keterangan: checkInText(room.building.state, begins),
    };
  }

  async #place(caller: Caller, text: string): Promise<AntreanAnswer> {
    const room = await this.#bookings.room(caller);
    const found = this.#bookings.find(room, text);
    if ('status' in found) return ofProblem(found);
    const place = placeOf(room, found.booking, shownCode(found.code));
    return isAnswer(place) ? place : accepted(place);
  }

  async #cancel(caller: Caller, code: string): Promise<AntreanAnswer> {
    const reply = await this.#bookings.change(callOf(caller, { code }, undefined), bookingId => ({
      type: 'cancel-booking',
      actor: { role: 'visitor' },
      bookingId,
    }));
    return reply.status === 200 ? accepted() : ofProblem(reply);
  }

  async #checkIn(caller: Caller, code: string): Promise<AntreanAnswer> {
    const reply = await this.#bookings.checkIn(callOf(caller, { code }, undefined));
    return reply.status === 201 ? accepted() : ofProblem(reply);
  }
}
