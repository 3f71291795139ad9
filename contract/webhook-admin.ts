import { z } from 'zod';
import { idSchema } from './values.ts';
import { newWebhookSchema, webhookSchema, type deliveriesSchema } from './webhooks.ts';

/** Where partners are told, as the administrator sees it. */

export const partnerWebhookSchema = webhookSchema
  .extend({
    partnerId: idSchema,
    isSandbox: z.boolean().meta({ description: 'Told of the shadow of the building.' }),
  })
  .meta({ id: 'PartnerWebhook' });
export type PartnerWebhook = z.infer<typeof partnerWebhookSchema>;

export const partnerWebhooksSchema = z
  .object({ webhooks: z.array(partnerWebhookSchema) })
  .meta({ id: 'PartnerWebhooks' });
export type PartnerWebhooks = z.infer<typeof partnerWebhooksSchema>;

export const newPartnerWebhookSchema = newWebhookSchema
  .extend({ partnerId: idSchema, isSandbox: z.boolean() })
  .meta({ id: 'NewPartnerWebhook' });

export const madePartnerWebhookSchema = z
  .object({
    webhook: partnerWebhookSchema,
    secret: z.string().meta({ description: 'whsec_…; signs what is sent. Told only here.' }),
  })
  .meta({ id: 'MadePartnerWebhook' });
export type MadePartnerWebhook = z.infer<typeof madePartnerWebhookSchema>;

export const replayedDeadSchema = z
  .object({ replayed: z.int().min(0) })
  .meta({ id: 'ReplayedDead' });

export type Deliveries = z.infer<typeof deliveriesSchema>;
export type Delivery = Deliveries['deliveries'][number];
