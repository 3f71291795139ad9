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
import type { WebhookRecord } from '../store/webhooks.ts';
import {
  deliveriesExample,
  newWebhookExample,
  webhookExample,
  webhookSecretExample,
} from './partner-examples.ts';
import { roomOf, type PartnerRoom, type PartnerRoutesOptions } from './partner-rooms.ts';
import { problemAnswer } from './problem.ts';
import { json, orNothing, route, type Reply, type Route } from './route.ts';
import { SecretRequests } from './secret-requests.ts';
import {
  addWebhook,
  pageOfDeliveries,
  ping,
  renewSecret,
  webhooksMax,
  webhookView,
} from './webhook-room.ts';

const idParams = z.strictObject({ id: idSchema });
const path = '/api/v1/partner/webhooks';
const common = { access: 'partner', scope: 'webhooks' } as const;
const madeExample = { webhook: webhookExample, secret: webhookSecretExample };
const replayedExample = { deliveryId: deliveriesExample.deliveries[0]!.id };

/** The partner's own webhook; anybody else's is simply not there. */
const ownWebhook = (room: PartnerRoom, id: string): WebhookRecord | undefined =>
  room.store.webhooks.all(room.key.partnerId).find(row => row.id === id);

const listOf = (room: PartnerRoom): Reply =>
  json({
    webhooks: room.store.webhooks.all(room.key.partnerId).map(row => webhookView(room, row)),
  });

function make(room: PartnerRoom, { url, types }: z.infer<typeof newWebhookSchema>): Reply {
  const row = addWebhook(room, { partnerId: room.key.partnerId, url, types });
  if (!row) return problemAnswer('too-many-webhooks', { webhooksMax });
  return json({ webhook: webhookView(room, row), secret: row.secret }, 201);
}

function makingRoutes(options: PartnerRoutesOptions, requests: SecretRequests): Route[] {
  return [
    route({
      ...common,
      method: 'get',
      path,
      summary: 'Where the partner is told what happens to its bookings',
      examples: { answer: { webhooks: [webhookExample] } },
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
      description:
        'The address has to be https on the internet, unless the building allows its own network. ' +
        'What is sent is described under `webhooks`; at most 20 addresses for each partner.',
      examples: { body: newWebhookExample, answer: madeExample },
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
      examples: { body: { graceHours: 24 }, answer: madeExample },
      params: idParams,
      body: orNothing(rotateWebhookSchema),
      status: 201,
      answer: madeWebhookSchema,
      refusals: ['unknown-webhook'],
      handle: ({ params, body, caller, idempotency }) =>
        requests.once(idempotency, async () => {
          const room = await roomOf(options, caller);
          if (!ownWebhook(room, params.id)) return problemAnswer('unknown-webhook');
          const secret = renewSecret(room, params.id, body.graceHours);
          return json({ webhook: webhookView(room, ownWebhook(room, params.id)!), secret }, 201);
        }),
    }),
    route({
      ...common,
      method: 'delete',
      path: `${path}/:id`,
      summary: 'Be told nothing more',
      examples: { answer: { webhooks: [] } },
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

function deliveryRoutes(options: PartnerRoutesOptions, requests: SecretRequests): Route[] {
  return [
    route({
      ...common,
      method: 'post',
      path: `${path}/:id/test`,
      summary: 'Send a ping, to see whether it arrives',
      examples: { answer: replayedExample },
      params: idParams,
      body: orNothing(emptySchema),
      status: 201,
      answer: replayedSchema,
      refusals: ['unknown-webhook'],
      handle: ({ params, caller, idempotency }) =>
        requests.once(idempotency, async () => {
          const room = await roomOf(options, caller);
          if (!ownWebhook(room, params.id)) return problemAnswer('unknown-webhook');
          const deliveryId = ping(room, params.id);
          options.wake(room.key.isSandbox);
          return json({ deliveryId }, 201);
        }),
    }),
    route({
      ...common,
      method: 'get',
      path: `${path}/:id/deliveries`,
      summary: 'What was told, is still to be told, or could not be told',
      description: 'The newest first, page by page. What has ended is remembered for 30 days.',
      examples: { answer: deliveriesExample },
      params: idParams,
      query: deliveriesQuerySchema,
      status: 200,
      answer: deliveriesSchema,
      refusals: ['unknown-webhook'],
      async handle({ params, query, caller }) {
        const room = await roomOf(options, caller);
        if (!ownWebhook(room, params.id)) return problemAnswer('unknown-webhook');
        return pageOfDeliveries(room, params.id, query);
      },
    }),
    route({
      ...common,
      method: 'post',
      path: '/api/v1/partner/deliveries/:id/replay',
      summary: 'Send again what was told or could not be told',
      examples: { answer: replayedExample },
      params: idParams,
      body: orNothing(emptySchema),
      status: 200,
      answer: replayedSchema,
      refusals: ['unknown-delivery'],
      handle: ({ params, caller, idempotency }) =>
        requests.once(idempotency, async () => {
          const room = await roomOf(options, caller);
          const delivery = room.store.webhooks.delivery(params.id);
          if (!delivery || !ownWebhook(room, delivery.webhookId)) {
            return problemAnswer('unknown-delivery');
          }
          room.store.webhooks.replay(params.id, room.building.now());
          options.wake(room.key.isSandbox);
          return json({ deliveryId: params.id });
        }),
    }),
  ];
}

/** Where partners are told, and what they were told. */
export function webhookRoutes(options: PartnerRoutesOptions): Route[] {
  const requests = new SecretRequests();
  return [...makingRoutes(options, requests), ...deliveryRoutes(options, requests)];
}
