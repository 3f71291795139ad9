import { z } from 'zod';
import {
  pageQuerySchema,
  partnerQueuesSchema,
  partnerServicesSchema,
  slotsQuerySchema,
  slotsSchema,
} from '../../contract/partner.ts';
import type { Service } from '../../contract/setup.ts';
import { trackViewSchema } from '../../contract/views.ts';
import { visitIdOf } from '../auth/ticket-tokens.ts';
import { availabilityOf } from '../domain/availability.ts';
import { isBookableTime } from '../domain/booking.ts';
import { rangeOf, waitOfNewcomer } from '../domain/estimate.ts';
import { dayMs, midnightOf } from '../domain/local-time.ts';
import { slotsOf } from '../domain/slots.ts';
import { setupOf, waitingCount } from '../domain/state.ts';
import { isAtCounter } from '../domain/visit.ts';
import { instant } from '../views/names.ts';
import { trackView } from '../views/ticket-view.ts';
import { withEtag } from './etag.ts';
import { queuesExample, servicesExample, slotsExample, trackExample } from './partner-examples.ts';
import { roomOf, serviceOf, servicesOf } from './partner-rooms.ts';
import type { PartnerRoom, PartnerRoutesOptions } from './partner-rooms.ts';
import { problemAnswer } from './problem.ts';
import { json, route, type Route } from './route.ts';

const tokenParams = z.strictObject({ token: z.string().min(1).max(64) });

function serviceView({ building }: PartnerRoom, service: Service) {
  const index = setupOf(building.state);
  const agency = index.agencies.get(service.agencyId)!;
  const { booking } = index.queues.get(service.queueId)!;
  const { id, code, name, minutes, requirements, asks, queueId } = service;
  return {
    id,
    code,
    name,
    minutes,
    requirements,
    asks,
    queueId,
    agency: { id: agency.id, name: agency.name, short: agency.short },
    booking:
      booking && service.isBookable
        ? {
            slotMinutes: booking.slotMinutes,
            daysAhead: booking.daysAhead,
            cutOffMinutes: booking.cutOffMinutes,
          }
        : null,
  };
}

function catalogueRoutes(options: PartnerRoutesOptions): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/partner/services',
      access: 'partner',
      scope: 'catalogue',
      summary: 'Services of the building, page by page',
      description:
        'In the order of the set-up, only those of the key’s agencies. `asks` names what has to ' +
        'be told of the citizen when booking; `booking` is null where nobody books. Changes ' +
        'rarely: keep the answer and ask again with its ETag.',
      examples: { answer: servicesExample },
      query: pageQuerySchema,
      status: 200,
      hasEtag: true,
      answer: partnerServicesSchema,
      refusals: [],
      async handle({ query: { after, limit }, caller, headers }) {
        const room = await roomOf(options, caller);
        const all = servicesOf(room);
        const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
        const page = all.slice(from, from + limit);
        const hasMore = from + limit < all.length;
        const services = page.map(service => serviceView(room, service));
        return withEtag(json({ services, nextAfter: hasMore ? page.at(-1)!.id : null }), headers);
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/partner/slots',
      access: 'partner',
      scope: 'catalogue',
      summary: 'Slots of a service that can still be booked, for one day or several',
      description:
        'From the cut-off before a slot on, and beyond the booking window, slots are left out; ' +
        'full ones stand there with `left: 0`. What is left is decided when booking: a place that ' +
        'is seen here may be gone a moment later (409 `slot-full`).',
      examples: { answer: slotsExample },
      query: slotsQuerySchema,
      status: 200,
      hasEtag: true,
      answer: slotsSchema,
      refusals: ['unknown-service', 'not-bookable'],
      async handle({ query: { serviceId, date, days }, caller, headers }) {
        const room = await roomOf(options, caller);
        const service = serviceOf(room, serviceId);
        if (!service) return problemAnswer('unknown-service', { serviceId });
        const { state } = room.building;
        const index = setupOf(state);
        const queue = index.queues.get(service.queueId)!;
        const { booking } = queue;
        if (!booking || !service.isBookable) return problemAnswer('not-bookable', { serviceId });
        const first = midnightOf(date, index.setup.building.timeZone);
        const now = room.building.now();
        const slots = Array.from({ length: days }, (_, day) => first + day * dayMs)
          .flatMap(midnight => slotsOf(state, queue, midnight))
          .filter(({ startsAt }) => isBookableTime(state, booking, startsAt, now))
          .map(({ startsAt, minutes, places, taken }) => ({
            startsAt: instant(state, startsAt),
            minutes,
            places,
            left: Math.max(0, places - taken),
          }));
        return withEtag(json({ serviceId, slots }), headers);
      },
    }),
  ];
}

function queueViews(room: PartnerRoom) {
  const { state } = room.building;
  const now = room.building.now();
  const queueIds = new Set(servicesOf(room).map(({ queueId }) => queueId));
  return setupOf(state)
    .setup.queues.filter(({ id }) => queueIds.has(id))
    .map(queue => {
      const availability = availabilityOf(state, queue.id, now);
      const atCounters = [...state.legs.values()].filter(
        leg => leg.queueId === queue.id && isAtCounter(leg),
      );
      return {
        id: queue.id,
        agencyId: queue.agencyId,
        name: queue.name,
        series: queue.series,
        waiting: waitingCount(state.queues.get(queue.id)!),
        estimate: availability.open
          ? rangeOf(waitOfNewcomer(state, queue.id, 'walk-in', now))
          : null,
        availability,
        called: atCounters.map(leg => state.visits.get(leg.visitId)!.label).sort(),
      };
    });
}

/** What a portal shows: services, free slots, live lines, a ticket it follows. */
export const partnerRoutes = (options: PartnerRoutesOptions): Route[] => [
  ...catalogueRoutes(options),
  route({
    method: 'get',
    path: '/api/v1/partner/queues',
    access: 'partner',
    scope: 'queues',
    summary: 'How many wait in each line now, and how long a newcomer would',
    description:
      '`estimate` is a range in minutes (P50 and P90 of a forward run of the real calling policy), ' +
      'null where no ticket is issued now. Asking every 15 s is enough; with the ETag of the last ' +
      'answer nothing is sent twice.',
    examples: { answer: queuesExample },
    status: 200,
    hasEtag: true,
    answer: partnerQueuesSchema,
    refusals: [],
    async handle({ caller, headers }) {
      const room = await roomOf(options, caller);
      return withEtag(json({ queues: queueViews(room) }), headers);
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/partner/tickets/:token',
    access: 'partner',
    scope: 'queues',
    summary: 'Follow a ticket by the token that its check-in gave',
    description:
      'The token stands in the answer of the check-in and, once it is checked in, in the booking. ' +
      'It opens today’s visits only.',
    examples: { answer: trackExample },
    params: tokenParams,
    status: 200,
    answer: trackViewSchema,
    refusals: ['unknown-ticket'],
    async handle({ params, caller }) {
      const { building, store } = await roomOf(options, caller);
      const visitId = visitIdOf(store.identity.secret, params.token);
      const visit = visitId ? building.state.visits.get(visitId) : undefined;
      if (!visit) return problemAnswer('unknown-ticket');
      return json(trackView(building.state, visit, building.now()));
    },
  }),
];
