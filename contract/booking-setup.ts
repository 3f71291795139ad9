import { z } from 'zod';
import { slotSchema } from './bookings.ts';
import { setupSeqSchema } from './printer-setup.ts';
import { bookingSetupSchema, rulesSchema, type Period } from './setup.ts';
import { businessDateSchema, idSchema, textSchema } from './values.ts';

/** How an administrator sets up what can be booked. */

const shape = bookingSetupSchema.shape;

const isInOrder = ({ opens, closes }: Period): boolean => opens < closes;

/** Without defaults: who saves says everything, so that nothing goes back unseen. */
export const bookingChoicesSchema = z
  .strictObject({
    slotMinutes: shape.slotMinutes.unwrap(),
    placesPerSlot: shape.placesPerSlot.unwrap(),
    sharePercent: shape.sharePercent.unwrap(),
    daysAhead: shape.daysAhead.unwrap(),
    cutOffMinutes: shape.cutOffMinutes.unwrap(),
    releaseMinutes: shape.releaseMinutes.unwrap(),
    waitingListMax: shape.waitingListMax.unwrap(),
    offerMinutes: shape.offerMinutes.unwrap(),
    sessions: shape.sessions
      .unwrap()
      .refine(sessions => sessions.every(isInOrder), 'Each session closes after it opens'),
  })
  .meta({ id: 'BookingChoices' });
export type BookingChoices = z.infer<typeof bookingChoicesSchema>;

const poolsSchema = z
  .object({
    places: z.int().min(0).meta({ description: 'Today, for those who book.' }),
    taken: z.int().min(0),
    released: z.int().min(0).meta({ description: 'Not taken, and gone over to walk-ins by now.' }),
    walkIns: z.int().min(0).meta({ description: 'Numbers given in this line today.' }),
    quota: z.int().min(0).nullable().meta({ description: 'Of walk-ins a day; null: without end.' }),
  })
  .meta({ id: 'BookingPools' });
export type BookingPools = z.infer<typeof poolsSchema>;

const bookedQueueSchema = z
  .object({
    id: idSchema,
    name: textSchema,
    series: z.string(),
    agency: z.object({ id: idSchema, name: textSchema, short: z.string() }),
    counters: z.int().min(0),
    booking: bookingChoicesSchema.nullable().meta({ description: 'Null: nobody books here.' }),
    services: z.array(
      z.object({
        id: idSchema,
        code: z.string(),
        name: textSchema,
        minutes: z.number(),
        isBookable: z.boolean(),
      }),
    ),
    pools: poolsSchema,
    ahead: z.int().min(0).meta({ description: 'Bookings of today and later that stand.' }),
  })
  .meta({ id: 'BookedQueue' });
export type BookedQueue = z.infer<typeof bookedQueueSchema>;

/** Of the whole building. */
const noShowLimitSchema = rulesSchema.shape.noShowLimit.unwrap();
export type NoShowLimit = z.infer<typeof noShowLimitSchema>;

export const bookingSetupViewSchema = z
  .object({
    setupSeq: z.int(),
    today: businessDateSchema,
    queues: z.array(bookedQueueSchema),
    usual: bookingChoicesSchema.meta({ description: 'What is set up where nobody said more.' }),
    noShowLimit: noShowLimitSchema,
  })
  .meta({ id: 'BookingSetupView' });
export type BookingSetupView = z.infer<typeof bookingSetupViewSchema>;

const wishShape = {
  queueId: idSchema,
  booking: bookingChoicesSchema.nullable(),
  /** Of the services of this line. */
  bookableIds: z.array(idSchema).max(500),
};

export const previewBookingSchema = z
  .strictObject({ ...wishShape, date: businessDateSchema })
  .meta({ id: 'PreviewBooking' });
export type PreviewBooking = z.infer<typeof previewBookingSchema>;

const dayTotalsSchema = z.object({
  date: businessDateSchema,
  slots: z.int().min(0),
  places: z.int().min(0),
  taken: z.int().min(0),
});

export const bookingPreviewSchema = z
  .object({
    days: z.array(dayTotalsSchema).meta({ description: 'From today on, as far as is booked.' }),
    slots: z
      .array(slotSchema.omit({ left: true }).extend({ taken: z.int().min(0) }))
      .meta({ description: 'Of the day that was asked for, as they would be.' }),
    overFull: z.int().min(0).meta({
      description: 'Slots with more bookings than places: they stay, and take no more.',
    }),
    outside: z.int().min(0).meta({
      description: 'Bookings at times that would be no slot any more, or of no bookable service.',
    }),
  })
  .meta({ id: 'BookingPreview' });
export type BookingPreview = z.infer<typeof bookingPreviewSchema>;

export const saveBookingSchema = z
  .strictObject({ setupSeq: setupSeqSchema, ...wishShape })
  .meta({ id: 'SaveBooking' });
export type SaveBooking = z.infer<typeof saveBookingSchema>;

export const savedBookingSchema = z
  .object({ queue: bookedQueueSchema, setupSeq: z.int() })
  .meta({ id: 'SavedBooking' });

export const saveNoShowLimitSchema = z
  .strictObject({ setupSeq: setupSeqSchema, noShowLimit: noShowLimitSchema })
  .meta({ id: 'SaveNoShowLimit' });
