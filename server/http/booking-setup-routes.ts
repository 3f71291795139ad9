import {
  bookingChoicesSchema,
  bookingPreviewSchema,
  bookingSetupViewSchema,
  previewBookingSchema,
  saveBookingSchema,
  savedBookingSchema,
  saveNoShowLimitSchema,
  type BookingChoices,
  type SaveBooking,
} from '../../contract/booking-setup.ts';
import { setupChangedSchema } from '../../contract/printer-setup.ts';
import { bookingSetupSchema, type Queue, type Service, type Setup } from '../../contract/setup.ts';
import type { Building, Outcome } from '../building.ts';
import { setupOf } from '../domain/state.ts';
import { bookedQueue, bookingPreview, todayOf } from '../views/booking-setup-view.ts';
import { problemAnswer } from './problem.ts';
import { json, route, type Reply, type Route } from './route.ts';
import { changeSetup } from './setup-change.ts';

type Wish = Omit<SaveBooking, 'setupSeq'>;

const usual = (): BookingChoices =>
  bookingChoicesSchema.strip().parse(bookingSetupSchema.parse({}));

/** The line as it is wished; what the form does not name stays as it was. */
function wishedQueue(queue: Queue, { booking }: Wish): Queue {
  const kept = queue.booking ?? bookingSetupSchema.parse({});
  return { ...queue, booking: booking && { ...kept, ...booking } };
}

const wishedServices = (services: readonly Service[], { queueId, bookableIds }: Wish): Service[] =>
  services.map(service =>
    service.queueId === queueId
      ? { ...service, isBookable: bookableIds.includes(service.id) }
      : service,
  );

/** Why a wish cannot be meant; null where it can. */
function refusalOf({ state }: Building, { queueId, bookableIds }: Wish): Reply | null {
  const { queues, services } = setupOf(state);
  const wrong = (path: string, message: string): Reply =>
    problemAnswer('invalid-input', undefined, [{ path, message }]);
  if (!queues.has(queueId)) return wrong('queueId', 'No such queue');
  const unknown = bookableIds.findIndex(id => services.get(id)?.queueId !== queueId);
  return unknown === -1 ? null : wrong(`bookableIds.${unknown}`, 'No service of this queue');
}

function previewRoute(building: Building): Route {
  return route({
    method: 'post',
    path: '/api/v1/admin/booking/preview',
    access: 'administrator',
    summary: 'Slots of a line as a wish would make them; nothing is changed',
    body: previewBookingSchema,
    status: 200,
    answer: bookingPreviewSchema,
    refusals: ['invalid-input'],
    handle({ body }) {
      const refusal = refusalOf(building, body);
      if (refusal) return refusal;
      const { state } = building;
      const queue = wishedQueue(setupOf(state).queues.get(body.queueId)!, body);
      const bookable = new Set(body.bookableIds);
      return json(bookingPreview(state, queue, bookable, body.date, building.now()));
    },
  });
}

function saveRoute(building: Building): Route {
  return route({
    method: 'post',
    path: '/api/v1/admin/booking',
    access: 'administrator',
    summary: 'Set up what can be booked in a line; bookings that stand stay',
    body: saveBookingSchema,
    status: 201,
    answer: savedBookingSchema,
    refusals: ['setup-changed', 'invalid-input'],
    handle: call => {
      const { body } = call;
      const change = (setup: Setup) =>
        refusalOf(building, body) ?? {
          setup: {
            ...setup,
            queues: setup.queues.map(row =>
              row.id === body.queueId ? wishedQueue(row, body) : row,
            ),
            services: wishedServices(setup.services, body),
          },
          saved: ({ state, now }: Outcome) => ({
            queue: bookedQueue(state, setupOf(state).queues.get(body.queueId)!, now),
          }),
        };
      return changeSetup(building, call, change, 201);
    },
  });
}

function limitRoute(building: Building): Route {
  return route({
    method: 'post',
    path: '/api/v1/admin/booking/no-show-limit',
    access: 'administrator',
    summary: 'How often who booked may stay away before they cannot book for a while',
    body: saveNoShowLimitSchema,
    status: 200,
    answer: setupChangedSchema,
    refusals: ['setup-changed'],
    handle: call =>
      changeSetup(building, call, setup => {
        const { noShowLimit } = call.body;
        return { setup: { ...setup, rules: { ...setup.rules, noShowLimit } } };
      }),
  });
}

/** Places for those who book, for whoever sets them up. */
export const bookingSetupRoutes = (building: Building): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/booking',
    access: 'supervisor',
    summary: 'Lines, what can be booked in each, and how today is shared with walk-ins',
    status: 200,
    answer: bookingSetupViewSchema,
    refusals: [],
    handle() {
      const { state } = building;
      const now = building.now();
      return json({
        setupSeq: state.setupSeq,
        today: todayOf(state, now),
        queues: setupOf(state).setup.queues.map(queue => bookedQueue(state, queue, now)),
        usual: usual(),
        noShowLimit: setupOf(state).setup.rules.noShowLimit,
      });
    },
  }),
  previewRoute(building),
  saveRoute(building),
  limitRoute(building),
];
