import { z } from 'zod';
import { partnerBookingSchema } from './partner.ts';
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
    'waiting-list.offered',
    'waiting-list.ended',
    'ping',
  ])
  .meta({
    id: 'WebhookType',
    description: 'missed: called in vain, or left the line; noshow: never came.',
  });
export type WebhookType = z.infer<typeof webhookTypeSchema>;

/** What is sent of a booking; `type` says what happened. */
export const bookingToldSchema = z
  .object({
    type: webhookTypeSchema.exclude(['ping', 'waiting-list.offered', 'waiting-list.ended']),
    timestamp: instantSchema.meta({ description: 'When it happened, not when it was sent.' }),
    data: z.object({
      seq: z.int().meta({
        description: 'Of one booking ever larger: what comes with a smaller one is older.',
      }),
      booking: partnerBookingSchema.meta({
        description: 'As it was when this was written; `ticket` is null: it is read by its code.',
      }),
      label: z.string().optional().meta({ description: 'The number, once it is checked in.' }),
      building: z.string().meta({ description: 'The address of the building that tells.' }),
    }),
  })
  .meta({ id: 'BookingTold' });
export type BookingTold = z.infer<typeof bookingToldSchema>;

export const pingSchema = z
  .object({ type: z.literal('ping'), timestamp: instantSchema, data: z.object({}) })
  .meta({ id: 'Ping' });

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
    types: z.array(webhookTypeSchema).min(1).max(12).nullable().default(null),
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
  after: idSchema.optional().meta({ description: 'The `nextAfter` of the page before.' }),
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
    nextAfter: idSchema.nullable().meta({ description: 'Null: there are no more.' }),
  })
  .meta({ id: 'Deliveries' });

export const replayedSchema = z.object({ deliveryId: idSchema }).meta({ id: 'Replayed' });
