import { randomBytes } from 'node:crypto';
import { newDeliveryId, newWebhookSecret } from '../auth/webhook-signature.ts';
import type { z } from 'zod';
import type { deliveriesQuerySchema } from '../../contract/webhooks.ts';
import type { BuildingState } from '../domain/state.ts';
import type { DeliveryRecord, WebhookRecord } from '../store/webhooks.ts';
import { instant } from '../views/names.ts';
import type { PartnerRoom } from './partner-rooms.ts';
import { json, type Reply } from './route.ts';

/** Webhooks of a building or of its shadow, for the partner and for the administrator alike. */
export type WebhookRoom = Pick<PartnerRoom, 'building' | 'store'>;

export const webhooksMax = 20;
const hourMs = 3_600_000;

export function webhookView({ building, store }: WebhookRoom, row: WebhookRecord) {
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

type DeliveriesQuery = z.infer<typeof deliveriesQuerySchema>;

/** What a webhook was told, the newest first, page by page. */
export function pageOfDeliveries(
  { building, store }: WebhookRoom,
  webhookId: string,
  { state, after, limit }: DeliveriesQuery,
): Reply {
  const last = after === undefined ? undefined : store.webhooks.delivery(after);
  // Of a delivery that has been forgotten, or was never theirs, nothing comes after.
  const isTheirs = after === undefined || last?.webhookId === webhookId;
  const rows = isTheirs ? store.webhooks.deliveries(webhookId, state ?? null, limit + 1, last) : [];
  const page = rows.slice(0, limit);
  return json({
    deliveries: page.map(row => deliveryView(building.state, row)),
    nextAfter: rows.length > limit ? page.at(-1)!.id : null,
  });
}

/** A webhook from now on; null where its partner has as many as are allowed. */
export function addWebhook(
  { store, building }: WebhookRoom,
  { partnerId, url, types }: Pick<WebhookRecord, 'partnerId' | 'url' | 'types'>,
): WebhookRecord | null {
  if (store.webhooks.all(partnerId).length >= webhooksMax) return null;
  const row: WebhookRecord = {
    id: `w${randomBytes(6).toString('hex')}`,
    partnerId,
    url,
    types,
    secret: newWebhookSecret(),
    oldSecret: null,
    oldSecretUntil: null,
    isActive: true,
    madeAt: building.now(),
    followedSeq: building.state.seq,
  };
  store.webhooks.add(row);
  return row;
}

/** Another secret; the old one signs too for so many hours. */
export function renewSecret({ store, building }: WebhookRoom, id: string, graceHours = 24): string {
  const secret = newWebhookSecret();
  store.webhooks.renewSecret(id, secret, building.now() + graceHours * hourMs);
  return secret;
}

/** Keeps a word about nothing, to be sent at once. */
export function ping({ building, store }: WebhookRoom, webhookId: string): string {
  const [id, madeAt] = [newDeliveryId(), building.now()];
  const timestamp = instant(building.state, madeAt);
  const body = JSON.stringify({ type: 'ping', timestamp, data: {} });
  // Of no entry: below every one, and each a subject of its own.
  const row = { id, webhookId, seq: -madeAt, subjectId: id, type: 'ping', body, madeAt } as const;
  store.webhooks.follow([], [row], 0);
  return id;
}
