import { z } from 'zod';
import { idSchema, instantSchema } from './values.ts';

/** What a partner is told without asking, signed as Standard Webhooks [standardwebhooks.com]. */

export const webhookTypeSchema = z
  .enum([
    'booking.created',
    'booking.moved',
    'booking.cancelled',
    'booking.noshow',
    'booking.checked-in',
    'booking.called',
    'booking.serving',
    'booking.fulfilled',
    'booking.missed',
    'ping',
  ])
  .meta({
    id: 'WebhookType',
    description: 'missed: called in vain, or left the line; noshow: never came.',
  });
export type WebhookType = z.infer<typeof webhookTypeSchema>;

export const webhookSchema = z
  .object({
    id: idSchema,
    url: z.string(),
    types: z.array(webhookTypeSchema).nullable().meta({ description: 'Null: all.' }),
    isActive: z.boolean(),
    madeAt: instantSchema,
    pending: z.int().min(0),
    dead: z.int().min(0),
  })
  .meta({ id: 'Webhook' });

export const webhooksSchema = z
  .object({ webhooks: z.array(webhookSchema) })
  .meta({ id: 'Webhooks' });

export const newWebhookSchema = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }).max(500),
    types: z.array(webhookTypeSchema).min(1).max(10).nullable().default(null),
  })
  .meta({ id: 'NewWebhook' });

export const madeWebhookSchema = z
  .object({
    webhook: webhookSchema,
    secret: z.string().meta({ description: 'whsec_…; signs what is sent. Told only here.' }),
  })
  .meta({ id: 'MadeWebhook' });

export const rotateWebhookSchema = z
  .strictObject({
    graceHours: z.int().min(0).max(720).default(24).meta({
      description: 'How long both secrets sign.',
    }),
  })
  .meta({ id: 'RotateWebhook' });

export const deliveryStateSchema = z.enum(['pending', 'delivered', 'dead']);

export const deliveriesQuerySchema = z.strictObject({
  state: deliveryStateSchema.optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(200))
    .default(50),
});

export const deliveriesSchema = z
  .object({
    deliveries: z
      .array(
        z.object({
          id: idSchema,
          seq: z.int(),
          type: webhookTypeSchema,
          state: deliveryStateSchema,
          attempts: z.int().min(0),
          lastStatus: z.int().nullable().meta({ description: 'Null: no answer came.' }),
          nextAt: instantSchema.nullable(),
          madeAt: instantSchema,
        }),
      )
      .meta({ description: 'Newest first.' }),
  })
  .meta({ id: 'Deliveries' });

export const replayedSchema = z.object({ deliveryId: idSchema }).meta({ id: 'Replayed' });
