import { z } from 'zod';
import { bookingStatusSchema, slotSchema } from './bookings.ts';
import {
  businessDateSchema,
  idSchema,
  instantSchema,
  languageSchema,
  textSchema,
} from './values.ts';

/** Bookings as the front desk works with them: for those who call or come without their code. */

/** So many of a day are listed; the rest is found by code. */
export const deskBookingsMax = 3_000;

export const deskBookingSchema = z
  .object({
    id: idSchema,
    code: z.string().nullable().meta({ description: 'Null once it is forgotten.' }),
    serviceId: idSchema,
    serviceName: textSchema,
    agencyShort: z.string(),
    startsAt: instantSchema,
    minutes: z.int().min(1),
    status: bookingStatusSchema,
    label: z.string().nullable().meta({ description: 'Its number, once it is checked in.' }),
    language: languageSchema,
    person: z
      .object({
        name: z.string().nullable(),
        nikLast4: z.string().nullable(),
        phoneLast4: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'What is kept of whoever booked; null where nothing is.' }),
  })
  .meta({ id: 'DeskBooking' });
export type DeskBooking = z.infer<typeof deskBookingSchema>;

export const deskBookingsQuerySchema = z.strictObject({ date: businessDateSchema.optional() });

export const deskBookingsSchema = z
  .object({
    today: businessDateSchema,
    date: businessDateSchema,
    bookings: z.array(deskBookingSchema).max(deskBookingsMax).meta({ description: 'In order.' }),
    isWhole: z.boolean().meta({ description: 'Whether all of the day are listed.' }),
  })
  .meta({ id: 'DeskBookings' });
export type DeskBookings = z.infer<typeof deskBookingsSchema>;

/** Absent: the day of the booking. */
export const deskSlotsQuerySchema = z.strictObject({ date: businessDateSchema.optional() });

export const deskSlotsSchema = z
  .object({
    slots: z.array(slotSchema).meta({ description: 'Those that the booking can be moved to.' }),
  })
  .meta({ id: 'DeskSlots' });
export type DeskSlots = z.infer<typeof deskSlotsSchema>;

export const moveBookingAtDeskSchema = z
  .strictObject({ startsAt: instantSchema })
  .meta({ id: 'MoveBookingAtDesk' });

export const deskBookingAnswerSchema = z
  .object({ booking: deskBookingSchema })
  .meta({ id: 'DeskBookingAnswer' });
export type DeskBookingAnswer = z.infer<typeof deskBookingAnswerSchema>;
