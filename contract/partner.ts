import { z } from 'zod';
import { bookingStatusSchema, slotSchema } from './bookings.ts';
import { personFieldSchema, personSchema } from './people.ts';
import {
  availabilitySchema,
  businessDateSchema,
  estimateSchema,
  idSchema,
  instantSchema,
  languageSchema,
  textSchema,
} from './values.ts';

/** What portals and apps ask of a building, and what its administrator gives them. */

export const partnerScopeSchema = z
  .enum(['catalogue', 'bookings', 'check-in', 'queues', 'webhooks'])
  .meta({
    id: 'PartnerScope',
    description:
      'catalogue: services and slots; bookings: book, read, move, cancel; check-in: turn a booking ' +
      'into a ticket; queues: live waiting and tickets; webhooks: be told.',
  });
export type PartnerScope = z.infer<typeof partnerScopeSchema>;

const limitSchema = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(200));

/** Pages: `after` is the `nextAfter` of the page before. */
export const pageQuerySchema = z.strictObject({
  after: idSchema.optional(),
  limit: limitSchema.default(100),
});

export const partnerServiceSchema = z
  .object({
    id: idSchema,
    code: z.string(),
    name: textSchema,
    agency: z.object({ id: idSchema, name: textSchema, short: z.string() }),
    minutes: z.number(),
    requirements: z.array(textSchema),
    asks: z.array(personFieldSchema),
    queueId: idSchema,
    booking: z
      .object({
        slotMinutes: z.int(),
        daysAhead: z.int(),
        cutOffMinutes: z.int(),
      })
      .nullable()
      .meta({ description: 'Null where nobody books it.' }),
  })
  .meta({ id: 'PartnerService' });

export const partnerServicesSchema = z
  .object({ services: z.array(partnerServiceSchema), nextAfter: idSchema.nullable() })
  .meta({ id: 'PartnerServices' });

export const slotsQuerySchema = z.strictObject({
  serviceId: idSchema,
  date: businessDateSchema,
  days: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(31))
    .default(1)
    .meta({ description: 'So many days from `date` on.' }),
});

export const slotsSchema = z
  .object({
    serviceId: idSchema,
    slots: z.array(slotSchema).meta({ description: 'In order; days without any are left out.' }),
  })
  .meta({ id: 'Slots' });

export const partnerBookingSchema = z
  .object({
    code: z.string().meta({ description: 'Shown to the citizen; typed or scanned at the kiosk.' }),
    qr: z.string().meta({ description: 'What the QR code for the kiosk holds.' }),
    serviceId: idSchema,
    startsAt: instantSchema,
    minutes: z.int(),
    status: bookingStatusSchema,
    language: languageSchema,
    madeAt: instantSchema,
    checkInFrom: instantSchema,
    checkInUntil: instantSchema,
    ticket: z
      .object({ label: z.string(), token: z.string(), trackUrl: z.string() })
      .nullable()
      .meta({ description: 'Once it is checked in.' }),
  })
  .meta({ id: 'PartnerBooking' });
export type PartnerBooking = z.infer<typeof partnerBookingSchema>;

export const newBookingSchema = z
  .strictObject({
    serviceId: idSchema,
    startsAt: instantSchema.meta({ description: 'The beginning of a slot.' }),
    person: personSchema.optional().meta({ description: 'Only what the service asks for.' }),
    language: languageSchema.optional(),
  })
  .meta({ id: 'NewBooking' });

export const movedBookingSchema = z
  .strictObject({ startsAt: instantSchema })
  .meta({ id: 'MovedBooking' });

export const partnerBookingAnswerSchema = z
  .object({ booking: partnerBookingSchema })
  .meta({ id: 'PartnerBookingAnswer' });

export const partnerBookingsSchema = z
  .object({ bookings: z.array(partnerBookingSchema), nextAfter: idSchema.nullable() })
  .meta({ id: 'PartnerBookings' });

export const partnerQueuesSchema = z
  .object({
    queues: z.array(
      z.object({
        id: idSchema,
        agencyId: idSchema,
        name: textSchema,
        series: z.string(),
        waiting: z.int().min(0),
        estimate: estimateSchema.nullable(),
        availability: availabilitySchema,
        called: z.array(z.string()).meta({ description: 'Numbers at a counter now.' }),
      }),
    ),
  })
  .meta({ id: 'PartnerQueues' });

// ---- keys, made in the administrator's office

export const newPartnerKeySchema = z
  .strictObject({
    partnerName: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .regex(/^[^\p{C}]+$/u),
    scopes: z.array(partnerScopeSchema).min(1).max(5),
    agencyIds: z.array(idSchema).min(1).max(80).nullable().default(null).meta({
      description: 'Only services of these agencies; null: all.',
    }),
    isSandbox: z.boolean().default(false).meta({
      description: 'Acts on a shadow of the building, never on its queue.',
    }),
    requestsPerMinute: z.int().min(1).max(60_000).default(600),
  })
  .meta({ id: 'NewPartnerKey' });

export const partnerKeySchema = z
  .object({
    id: idSchema,
    partnerId: idSchema,
    partnerName: z.string(),
    scopes: z.array(partnerScopeSchema),
    agencyIds: z.array(idSchema).nullable(),
    isSandbox: z.boolean(),
    requestsPerMinute: z.int(),
    madeAt: instantSchema,
    lastUsedAt: instantSchema.nullable(),
    endsAt: instantSchema.nullable().meta({
      description: 'After a rotation the old key still works until then.',
    }),
  })
  .meta({ id: 'PartnerKey' });
export type PartnerKeyView = z.infer<typeof partnerKeySchema>;

export const partnerKeysSchema = z
  .object({
    keys: z.array(partnerKeySchema),
    now: instantSchema.optional().meta({ description: 'By which keys are good or have ended.' }),
  })
  .meta({ id: 'PartnerKeys' });

export const madePartnerKeySchema = z
  .object({
    key: partnerKeySchema,
    secret: z.string().meta({ description: 'Told only here. Sent as `Authorization: Bearer`.' }),
  })
  .meta({ id: 'MadePartnerKey' });

export const rotatePartnerKeySchema = z
  .strictObject({
    graceHours: z.int().min(0).max(720).default(24).meta({
      description: 'How long the old key still works.',
    }),
  })
  .meta({ id: 'RotatePartnerKey' });
