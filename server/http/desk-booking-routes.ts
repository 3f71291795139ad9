import { z } from 'zod';
import type { BookingRecord } from '../../contract/bookings.ts';
import type { Actor, Command } from '../../contract/commands.ts';
import {
  deskBookingAnswerSchema,
  deskBookingsMax,
  deskBookingsQuerySchema,
  deskBookingsSchema,
  deskSlotsQuerySchema,
  deskSlotsSchema,
  moveBookingAtDeskSchema,
  type DeskBooking,
} from '../../contract/desk-bookings.ts';
import { emptySchema } from '../../contract/http.ts';
import type { RefusalCode } from '../../contract/refusals.ts';
import { idSchema } from '../../contract/values.ts';
import { shownCode } from '../auth/booking-codes.ts';
import type { Building } from '../building.ts';
import { bookableOf, isBookableTime } from '../domain/booking.ts';
import { isRefusal } from '../domain/decision.ts';
import { atFrontDesk, isFrontDesk } from '../domain/front-desk.ts';
import { businessDateOf, midnightOf } from '../domain/local-time.ts';
import { slotsOf } from '../domain/slots.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { Store } from '../store/store.ts';
import { bookingStatus } from '../views/booking-view.ts';
import { instant, serviceName } from '../views/names.ts';
import type { PersonLooks } from './person-looks.ts';
import { problemAnswer, refusalAnswer } from './problem.ts';
import { json, orNothing, route, run, type Reply, type Route } from './route.ts';

export interface DeskBookingRoutesOptions {
  readonly building: Building;
  readonly store: Pick<Store, 'bookings' | 'people'>;
  readonly looks: PersonLooks;
}

const idParams = z.strictObject({ id: idSchema });
const path = '/api/v1/reception/bookings';
const found: readonly RefusalCode[] = ['not-this-counter', 'unknown-booking'];

class DeskBookings {
  readonly #options: DeskBookingRoutesOptions;

  constructor(options: DeskBookingRoutesOptions) {
    this.#options = options;
  }

  get state(): BuildingState {
    return this.#options.building.state;
  }

  dayOf(at: number): string {
    return businessDateOf(at, setupOf(this.state).setup.building.timeZone);
  }

  /** Whoever does not work at the front desk sees nobody's name. */
  refused(actor: Actor): Reply | null {
    return isFrontDesk(this.state, actor) ? null : problemAnswer('not-this-counter');
  }

  find(id: string): BookingRecord | undefined {
    return this.state.bookings.byId.get(id);
  }

  onDay(date: string): BookingRecord[] {
    return [...this.state.bookings.byId.values()]
      .filter(booking => booking.businessDate === date)
      .sort((one, other) => one.startsAt - other.startsAt || one.madeAt - other.madeAt);
  }

  view(booking: BookingRecord): DeskBooking {
    const { state } = this;
    const { bookings, people } = this.#options.store;
    const { agencies, queues } = setupOf(state);
    const visit = state.visits.get(booking.visitId ?? '');
    const code = bookings.codeOf(booking.id);
    const person = people.of(booking.id);
    return {
      id: booking.id,
      code: code === undefined ? null : shownCode(code),
      serviceId: booking.serviceId,
      serviceName: serviceName(state, booking.serviceId),
      agencyShort: agencies.get(queues.get(booking.queueId)?.agencyId ?? '')?.short ?? '–',
      startsAt: instant(state, booking.startsAt),
      minutes: booking.minutes,
      status: bookingStatus(booking, visit?.legs.map(leg => leg.state) ?? []),
      label: visit?.label ?? null,
      language: booking.language,
      person: person
        ? {
            name: person.name,
            nikLast4: person.nikLast4,
            phoneLast4: person.phone?.slice(-4) ?? null,
          }
        : null,
    };
  }

  answer(id: string): { booking: DeskBooking } {
    return { booking: this.view(this.find(id)!) };
  }

  /** Everything that is kept of whoever made this booking: of their other bookings too. */
  erasing(booking: BookingRecord, actor: Actor): Command {
    const { personId } = booking;
    const ids = [...(this.state.bookings.ofPerson.get(personId ?? '') ?? [booking.id])];
    const visits = ids.flatMap(id => this.find(id)?.visitId ?? []);
    return {
      type: 'erase-person',
      actor,
      personIds: personId === null ? [] : [personId],
      subjectIds: [...new Set([booking.id, ...ids, ...visits])],
    };
  }
}

function readRoutes({ building, looks }: DeskBookingRoutesOptions, desk: DeskBookings): Route[] {
  return [
    route({
      method: 'get',
      path,
      access: 'staff',
      summary: 'Bookings of today or a later day, with what is kept of whoever booked',
      query: deskBookingsQuerySchema,
      status: 200,
      answer: deskBookingsSchema,
      refusals: ['not-this-counter'],
      async handle({ query, actor }) {
        const refused = desk.refused(actor);
        if (refused) return refused;
        const today = desk.dayOf(building.now());
        const date = query.date ?? today;
        const all = desk.onDay(date);
        const bookings = all.slice(0, deskBookingsMax).map(booking => desk.view(booking));
        const seen = bookings.flatMap(row => (row.person ? row.id : []));
        const refusal = await looks.note(actor, 'listed', seen);
        if (refusal) return refusalAnswer(refusal);
        return json({ today, date, bookings, isWhole: all.length <= deskBookingsMax });
      },
    }),
    route({
      method: 'get',
      path: `${path}/:id/slots`,
      access: 'staff',
      summary: 'Where a booking can be moved to on a day',
      params: idParams,
      query: deskSlotsQuerySchema,
      status: 200,
      answer: deskSlotsSchema,
      refusals: [...found, 'unknown-service', 'not-bookable'],
      handle({ params, query, actor }) {
        const refused = desk.refused(actor);
        if (refused) return refused;
        const booking = desk.find(params.id);
        if (!booking) return problemAnswer('unknown-booking');
        const { state } = building;
        const bookable = bookableOf(state, booking.serviceId);
        if (isRefusal(bookable)) return refusalAnswer(bookable);
        const date = query.date ?? booking.businessDate;
        const midnight = midnightOf(date, setupOf(state).setup.building.timeZone);
        const slots = slotsOf(state, bookable.queue, midnight)
          .filter(row => isBookableTime(state, bookable.booking, row.startsAt, building.now()))
          .map(({ startsAt, minutes, places, taken }) => ({
            startsAt: instant(state, startsAt),
            minutes,
            places,
            left: Math.max(0, places - taken),
          }));
        return json({ slots });
      },
    }),
  ];
}

function changeRoutes({ building }: DeskBookingRoutesOptions, desk: DeskBookings): Route[] {
  return [
    route({
      method: 'post',
      path: `${path}/:id/move`,
      access: 'staff',
      summary: 'Move a booking for whoever made it',
      params: idParams,
      body: moveBookingAtDeskSchema,
      status: 200,
      answer: deskBookingAnswerSchema,
      refusals: [
        ...found,
        'booking-cancelled',
        'booking-used',
        'unknown-service',
        'not-bookable',
        'unknown-slot',
        'slot-closed',
        'slot-full',
        'already-booked',
      ],
      handle(call) {
        const refused = desk.refused(call.actor);
        if (refused) return refused;
        const { id: bookingId } = call.params;
        const startsAt = Date.parse(call.body.startsAt);
        const actor = atFrontDesk(call.actor);
        const command: Command = { type: 'move-booking', actor, bookingId, startsAt };
        return run(building, call, command, () => desk.answer(bookingId));
      },
    }),
    route({
      method: 'post',
      path: `${path}/:id/cancel`,
      access: 'staff',
      summary: 'Cancel a booking for whoever made it; its place is free at once',
      params: idParams,
      body: orNothing(emptySchema),
      status: 200,
      answer: deskBookingAnswerSchema,
      refusals: [...found, 'booking-used'],
      handle(call) {
        const refused = desk.refused(call.actor);
        if (refused) return refused;
        const { id: bookingId } = call.params;
        const command: Command = {
          type: 'cancel-booking',
          actor: atFrontDesk(call.actor),
          bookingId,
        };
        return run(building, call, command, () => desk.answer(bookingId));
      },
    }),
  ];
}

function eraseRoute({ building }: DeskBookingRoutesOptions, desk: DeskBookings): Route {
  return route({
    method: 'post',
    path: `${path}/:id/erase`,
    access: 'supervisor',
    summary: 'Erase what is kept of whoever made a booking; the booking stays',
    params: idParams,
    body: orNothing(emptySchema),
    status: 200,
    answer: deskBookingAnswerSchema,
    refusals: ['unknown-booking'],
    handle(call) {
      const booking = desk.find(call.params.id);
      if (!booking) return problemAnswer('unknown-booking');
      const command = desk.erasing(booking, call.actor);
      return run(building, call, command, () => desk.answer(booking.id));
    },
  });
}

/** What the front desk does with bookings of others. */
export function deskBookingRoutes(options: DeskBookingRoutesOptions): Route[] {
  const desk = new DeskBookings(options);
  return [...readRoutes(options, desk), ...changeRoutes(options, desk), eraseRoute(options, desk)];
}
