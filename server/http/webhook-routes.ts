import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { emptySchema } from '../../contract/http.ts';
import { idSchema } from '../../contract/values.ts';
import {
  deliveriesQuerySchema,
  deliveriesSchema,
  madeWebhookSchema,
  newWebhookSchema,
  replayedSchema,
  rotateWebhookSchema,
  webhooksSchema,
} from '../../contract/webhooks.ts';
import { newDeliveryId, newWebhookSecret } from '../auth/webhook-signature.ts';
import type { BuildingState } from '../domain/state.ts';
import type { DeliveryRecord, WebhookRecord } from '../store/webhooks.ts';
import { instant } from '../views/names.ts';
import { roomOf, type PartnerRoom, type PartnerRoutesOptions } from './partner-rooms.ts';
import { problemAnswer } from './problem.ts';
import { json, orNothing, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';

const idParams = z.strictObject({ id: idSchema });
const webhooksMax = 20;
const path = '/api/v1/partner/webhooks';
const common = { access: 'partner', scope: 'webhooks' } as const;

function webhookView({ building, store }: PartnerRoom, row: WebhookRecord) {
  return {
    id: row.id,
    url: row.url,
    types: row.types && [...row.types],
    isActive: row.isActive,
    madeAt: instant(building.state, row.madeAt),
    pending: store.webhooks.count(row.id, 'pending'),
    dead: store.webhooks.count(row.id, 'dead'),
  };
}

/** The partner's own webhook; anybody else's is simply not there. */
const ownWebhook = (room: PartnerRoom, id: string): WebhookRecord | undefined =>
  room.store.webhooks.all(room.key.partnerId).find(row => row.id === id);

const listOf = (room: PartnerRoom): Reply =>
  json({
    webhooks: room.store.webhooks.all(room.key.partnerId).map(row => webhookView(room, row)),
  });

function make(room: PartnerRoom, { url, types }: z.infer<typeof newWebhookSchema>): Reply {
  const { store, building, key } = room;
  if (store.webhooks.all(key.partnerId).length >= webhooksMax) {
    return problemAnswer('too-many-webhooks', { webhooksMax });
  }
  const secret = newWebhookSecret();
  const row: WebhookRecord = {
    id: `w${randomBytes(6).toString('hex')}`,
    partnerId: key.partnerId,
    url,
    types,
    secret,
    oldSecret: null,
    oldSecretUntil: null,
    isActive: true,
    madeAt: building.now(),
    followedSeq: building.state.seq,
  };
  store.webhooks.add(row);
  return json({ webhook: webhookView(room, row), secret }, 201);
}

function makingRoutes(options: PartnerRoutesOptions): Route[] {
  const requests = new SecretRequests();
  return [
    route({
      ...common,
      method: 'get',
      path,
      summary: 'Where the partner is told what happens to its bookings',
      status: 200,
      answer: webhooksSchema,
      refusals: [],
      handle: async ({ caller }) => listOf(await roomOf(options, caller)),
    }),
    route({
      ...common,
      method: 'post',
      path,
      summary: 'Be told from now on; the answer holds the secret that signs',
      body: newWebhookSchema,
      status: 201,
      answer: madeWebhookSchema,
      refusals: ['too-many-webhooks'],
      handle: ({ body, caller, idempotency }) =>
        requests.once(idempotency, async () => make(await roomOf(options, caller), body)),
    }),
    route({
      ...common,
      method: 'post',
      path: `${path}/:id/rotate`,
      summary: 'Another secret; for a while both sign',
      params: idParams,
      body: orNothing(rotateWebhookSchema),
      status: 201,
      answer: madeWebhookSchema,
      refusals: ['unknown-webhook'],
      handle: ({ params, body, caller, idempotency }) =>
        requests.once(idempotency, async () => {
          const room = await roomOf(options, caller);
          if (!ownWebhook(room, params.id)) return problemAnswer('unknown-webhook');
          const secret = newWebhookSecret();
          const until = room.building.now() + (body.graceHours ?? 24) * 3_600_000;
          room.store.webhooks.renewSecret(params.id, secret, until);
          return json({ webhook: webhookView(room, ownWebhook(room, params.id)!), secret }, 201);
        }),
    }),
    route({
      ...common,
      method: 'delete',
      path: `${path}/:id`,
      summary: 'Be told nothing more',
      params: idParams,
      status: 200,
      answer: webhooksSchema,
      refusals: ['unknown-webhook'],
      async handle({ params, caller }) {
        const room = await roomOf(options, caller);
        if (!ownWebhook(room, params.id)) return problemAnswer('unknown-webhook');
        room.store.webhooks.remove(params.id);
        return listOf(room);
      },
    }),
  ];
}

/** Keeps a word about nothing, to be sent at once. */
function ping({ building, store }: PartnerRoom, webhookId: string): string {
  const [id, madeAt] = [newDeliveryId(), building.now()];
  const timestamp = instant(building.state, madeAt);
  const body = JSON.stringify({ type: 'ping', timestamp, data: {} });
  // Of no entry: below every one, and each a subject of its own.
  const row = { id, webhookId, seq: -madeAt, subjectId: id, type: 'ping', body, madeAt } as const;
  store.webhooks.follow([], [row], 0);
  return id;
}

const deliveryView = (state: BuildingState, row: DeliveryRecord) => ({
  id: row.id,
  seq: row.seq,
  type: row.type,
  state: row.state,
  attempts: row.attempts,
  lastStatus: row.lastStatus,
  nextAt: row.state === 'pending' ? instant(state, row.nextAt) : null,
  madeAt: instant(state, row.madeAt),
});

function deliveryRoutes(options: PartnerRoutesOptions): Route[] {
  return [
    route({
      ...common,
      method: 'post',
      path: `${path}/:id/test`,
      summary: 'Send a ping, to see whether it arrives',
      params: idParams,
      body: orNothing(emptySchema),
      status: 201,
      answer: replayedSchema,
      refusals: ['unknown-webhook'],
      async handle({ params, caller }) {
        const room = await roomOf(options, caller);
        if (!ownWebhook(room, params.id)) return problemAnswer('unknown-webhook');
        const deliveryId = ping(room, params.id);
        options.wake(room.key.isSandbox);
        return json({ deliveryId }, 201);
      },
    }),
    route({
      ...common,
      method: 'get',
      path: `${path}/:id/deliveries`,
      summary: 'What was told, is still to be told, or could not be told',
      params: idParams,
      query: deliveriesQuerySchema,
      status: 200,
      answer: deliveriesSchema,
      refusals: ['unknown-webhook'],
      async handle({ params, query, caller }) {
        const room = await roomOf(options, caller);
        if (!ownWebhook(room, params.id)) return problemAnswer('unknown-webhook');
        const { state } = room.building;
        const rows = room.store.webhooks.deliveries(params.id, query.state ?? null, query.limit);
        const deliveries = rows.map(row => deliveryView(state, row));
        return json({ deliveries });
      },
    }),
    route({
      ...common,
      method: 'post',
      path: '/api/v1/partner/deliveries/:id/replay',
      summary: 'Send again what was told or could not be told',
      params: idParams,
      body: orNothing(emptySchema),
      status: 200,
      answer: replayedSchema,
      refusals: ['unknown-delivery'],
      async handle({ params, caller }) {
        const room = await roomOf(options, caller);
        const delivery = room.store.webhooks.delivery(params.id);
        if (!delivery || !ownWebhook(room, delivery.webhookId)) {
          return problemAnswer('unknown-delivery');
        }
        room.store.webhooks.replay(params.id, room.building.now());
        options.wake(room.key.isSandbox);
        return json({ deliveryId: params.id });
      },
    }),
  ];
}

/** Where partners are told, and what they were told. */
export const webhookRoutes = (options: PartnerRoutesOptions): Route[] => [
  ...makingRoutes(options),
  ...deliveryRoutes(options),
];
