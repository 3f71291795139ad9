import { z } from 'zod';
import type { Actor, NewPerson } from './commands.ts';
import { idSchema, instantSchema, languageSchema, textSchema, type Language } from './values.ts';

/** Places reserved before arrival: words of the wire, commands and events. */

/**
 * The statuses of a FHIR Appointment [HL7 FHIR R4, appointmentstatus]. `proposed` and `arrived` are
 * read, never written: a place is either taken or not, and who came has checked in.
 */
export const bookingStatusSchema = z
  .enum(['proposed', 'booked', 'arrived', 'checked-in', 'fulfilled', 'cancelled', 'noshow'])
  .meta({ id: 'BookingStatus' });
export type BookingStatus = z.infer<typeof bookingStatusSchema>;

/** As people type it: capitals and small letters, spaces and hyphens do not matter. */
export const bookingCodeSchema = z.string().min(1).max(200).meta({
  description:
    'The code of a booking as it was typed, or what its QR holds: `MPP:<building>:<code>`.',
});

export const checkInSchema = z
  .strictObject({
    code: bookingCodeSchema,
    asWalkIn: z.boolean().optional().meta({
      description: 'Who came too late for the booked time takes a walk-in number instead.',
    }),
    need: z.enum(['elderly', 'pregnant', 'nursing', 'disability', 'with-child']).optional(),
    language: languageSchema.optional(),
  })
  .meta({ id: 'CheckIn' });

export const slotSchema = z
  .object({
    startsAt: instantSchema,
    minutes: z.int().min(1),
    places: z.int().min(0),
    left: z.int().min(0).meta({ description: 'Places that can still be booked.' }),
  })
  .meta({ id: 'Slot' });

/** A place in a slot of a line, as the journal keeps it. No name, no code. */
export interface BookingRecord {
  readonly id: string;
  readonly serviceId: string;
  readonly queueId: string;
  readonly businessDate: string;
  /** Milliseconds since the epoch. */
  readonly startsAt: number;
  readonly minutes: number;
  readonly status: 'booked' | 'checked-in' | 'cancelled' | 'noshow';
  /** A random id for one person, forgotten with their data; null where nobody was named. */
  readonly personId: string | null;
  readonly partnerId: string | null;
  readonly language: Language;
  readonly madeAt: number;
  readonly visitId: string | null;
}

interface Asked {
  readonly actor: Actor;
}
interface OfBooking extends Asked {
  readonly bookingId: string;
}

export type BookingCommand =
  | (OfBooking & {
      readonly type: 'book';
      /** Kept beside the journal: whoever has it can check in. */
      readonly code: string;
      readonly serviceId: string;
      readonly startsAt: number;
      /** A keyed hash of who it is for; the writer gives them their random id. */
      readonly personHash?: string;
      readonly personId?: string;
      readonly person?: NewPerson;
      readonly partnerId?: string;
      readonly language: Language;
      /** Also a time that is too near or has begun: for a building that is shown to somebody. */
      readonly atAnyTime?: true;
    })
  | (OfBooking & { readonly type: 'move-booking'; readonly startsAt: number })
  | (OfBooking & { readonly type: 'cancel-booking' })
  | (OfBooking & {
      readonly type: 'check-in';
      readonly visitId: string;
      readonly asWalkIn: boolean;
      readonly need?: 'elderly' | 'pregnant' | 'nursing' | 'disability' | 'with-child';
      /** Absent: that of the booking. */
      readonly language?: Language;
      readonly printerId?: string;
    });

export type BookingEventBody =
  | { readonly type: 'booking-made'; readonly data: BookingRecord }
  | {
      readonly type: 'booking-moved';
      readonly data: {
        readonly bookingId: string;
        readonly businessDate: string;
        readonly startsAt: number;
        readonly minutes: number;
        readonly fromStartsAt: number;
        /** Where its service waits in another line by now; absent: in the same. */
        readonly queueId?: string;
      };
    }
  | {
      readonly type: 'booking-ended';
      readonly data: {
        readonly bookingId: string;
        readonly status: 'cancelled' | 'noshow';
        readonly by: 'citizen' | 'staff' | 'partner' | 'system';
      };
    };

/** Bookings that a demo building made for whoever tries its check-in. */
export const demoBookingsSchema = z
  .object({
    bookings: z.array(
      z.object({
        code: z.string().meta({ description: 'As it is printed: two groups of four.' }),
        qr: z.string().meta({ description: 'What its QR holds.' }),
        serviceName: textSchema,
        startsAt: instantSchema,
        status: bookingStatusSchema,
      }),
    ),
  })
  .meta({ id: 'DemoBookings' });
export type DemoBookings = z.infer<typeof demoBookingsSchema>;
export type DemoBooking = DemoBookings['bookings'][number];

export const bookingViewSchema = z
  .object({
    id: idSchema,
    code: z.string(),
    serviceId: idSchema,
    startsAt: instantSchema,
    minutes: z.int(),
    status: bookingStatusSchema,
  })
  .meta({ id: 'Booking' });
