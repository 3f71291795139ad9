import { createHmac, randomBytes } from 'node:crypto';

/** Standard Webhooks: HMAC-SHA256 over id, time and body, as `v1,<base64>` [standardwebhooks.com]. */

const prefix = 'whsec_';

export const newWebhookSecret = (): string => prefix + randomBytes(32).toString('base64');

export const newDeliveryId = (): string => `msg-${randomBytes(12).toString('hex')}`;

/** `secondsSinceEpoch` as in the header `webhook-timestamp`; several secrets while one is renewed. */
export function webhookSignature(
  secrets: readonly string[],
  deliveryId: string,
  secondsSinceEpoch: number,
  body: string,
): string {
  const signed = `${deliveryId}.${secondsSinceEpoch}.${body}`;
  return secrets
    .map(secret => {
      const key = Buffer.from(secret.slice(prefix.length), 'base64');
      return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
    })
    .join(' ');
}
