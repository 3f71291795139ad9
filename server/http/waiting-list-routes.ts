import { z } from 'zod';
import { partnerBookingAnswerSchema } from '../../contract/partner.ts';
import type { RefusalCode } from '../../contract/refusals.ts';
import { idSchema } from '../../contract/values.ts';
import { joinWaitingListSchema, waitingListAnswerSchema } from '../../contract/waiting-list.ts';
import { newBookingCode } from '../auth/booking-codes.ts';
import { keptPerson, newBookingId, newWaitingId, personHash } from '../auth/person-hashes.ts';
import { minuteOf } from '../domain/local-time.ts';
import { waitingListEntry } from '../views/waiting-list-view.ts';
import { withEtag } from './etag.ts';
import { missingPerson, PartnerBookings } from './partner-bookings.ts';
import { bookingExample, joinExample, waitingExample } from './partner-examples.ts';
import { roomOf, serviceOf } from './partner-rooms.ts';
import type { PartnerRoutesOptions } from './partner-rooms.ts';
import { problemAnswer } from './problem.ts';
import { json, route, run, type Call, type Reply, type Route } from './route.ts';

const params = z.strictObject({ id: idSchema });
const visitor = { role: 'visitor' } as const;
const path = '/api/v1/partner/waiting-list';
const common = { access: 'partner', scope: 'bookings' } as const;
const bookingRefusals: readonly RefusalCode[] = ['already-booked', 'no-show-limit', 'not-bookable'];

type Ask = Call<{ id: string }, unknown, unknown>;

async function join(
  options: PartnerRoutesOptions,
  call: Call<unknown, unknown, z.infer<typeof joinWaitingListSchema>>,
): Promise<Reply> {
  const { serviceId, date, from, until, person = {}, language = 'id' } = call.body;
  const room = await roomOf(options, call.caller);
  const service = serviceOf(room, serviceId);
  if (!service) return problemAnswer('unknown-service', { serviceId });
  const missing = missingPerson(service, person);
  if (missing) return missing;
  const { secret } = room.store.identity;
  const waitingId = newWaitingId();
  const hash = personHash(secret, person);
  const kept = keptPerson(secret, person, service.asks);
  return run(
    room.building,
    call,
    {
      type: 'join-waiting-list',
      actor: visitor,
      waitingId,
      serviceId,
      businessDate: date,
      fromMinute: minuteOf(from),
      untilMinute: minuteOf(until),
      partnerId: room.key.partnerId,
      language,
      ...(hash === null ? {} : { personHash: hash }),
      ...(kept ? { person: kept } : {}),
    },
    ({ state }) => ({ waiting: waitingListEntry(state, state.waitingLists.byId.get(waitingId)!) }),
    201,
  );
}

async function read(options: PartnerRoutesOptions, call: Ask): Promise<Reply> {
  const { caller, headers } = call;
  const room = await roomOf(options, caller);
  const { state } = room.building;
  const entry = state.waitingLists.byId.get(call.params.id);
  if (entry?.partnerId !== room.key.partnerId) return problemAnswer('unknown-waiting');
  return withEtag(json({ waiting: waitingListEntry(state, entry) }), headers);
}

async function accept(options: PartnerRoutesOptions, bookings: PartnerBookings, call: Ask) {
  const room = await roomOf(options, call.caller);
  const { partnerId } = room.key;
  const [bookingId, code] = [newBookingId(), newBookingCode()];
  const entry = { waitingId: call.params.id, partnerId, actor: visitor };
  return run(
    room.building,
    call,
    { type: 'accept-offer', ...entry, bookingId, code },
    ({ state }) => ({ booking: bookings.view(room, state.bookings.byId.get(bookingId)!, code) }),
    201,
  );
}

async function leave(options: PartnerRoutesOptions, call: Ask): Promise<Reply> {
  const room = await roomOf(options, call.caller);
  const { state } = room.building;
  const entry = state.waitingLists.byId.get(call.params.id);
  const waiting = entry && waitingListEntry(state, entry);
  const { partnerId } = room.key;
  return run(
    room.building,
    call,
    { type: 'leave-waiting-list', actor: visitor, waitingId: call.params.id, partnerId },
    () => ({ waiting }),
  );
}

/** Wait for a place where all are taken; told by `waiting-list.offered`, taken by accepting. */
export function waitingListRoutes(options: PartnerRoutesOptions): Route[] {
  const bookings = new PartnerBookings(options);
  const answer = waitingListAnswerSchema;
  return [
    route({
      ...common,
      method: 'post',
      path,
      summary: 'Join the waiting list of a service and day where every place is taken',
      description:
        'Where there are places that suit, it is refused: book one. What comes free is kept for the ' +
        'first whom it suits and told as `waiting-list.offered`.',
      examples: { body: joinExample, answer: { waiting: waitingExample } },
      body: joinWaitingListSchema,
      status: 201,
      answer,
      refusals: [
        ...bookingRefusals,
        'unknown-service',
        'person-required',
        'unknown-slot',
        'places-left',
        'already-waiting',
        'waiting-list-full',
      ],
      handle: call => join(options, call),
    }),
    route({
      ...common,
      method: 'get',
      path: `${path}/:id`,
      summary: 'One place on the waiting list, with the offer if there is one',
      examples: { answer: { waiting: waitingExample } },
      params,
      status: 200,
      hasEtag: true,
      answer,
      refusals: ['unknown-waiting'],
      handle: call => read(options, call),
    }),
    route({
      ...common,
      method: 'post',
      path: `${path}/:id/accept`,
      summary: 'Take the place that is kept: it becomes a booking',
      examples: { answer: { booking: bookingExample } },
      params,
      status: 201,
      answer: partnerBookingAnswerSchema,
      refusals: ['unknown-waiting', 'no-offer', 'already-booked', 'not-bookable'],
      handle: call => accept(options, bookings, call),
    }),
    route({
      ...common,
      method: 'delete',
      path: `${path}/:id`,
      summary: 'Leave the waiting list; what was said with it is erased',
      examples: { answer: { waiting: waitingExample } },
      params,
      status: 200,
      answer,
      refusals: ['unknown-waiting'],
      handle: call => leave(options, call),
    }),
  ];
}
