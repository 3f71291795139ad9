import { z } from 'zod';
import {
  availabilitySchema,
  counterStateSchema,
  estimateSchema,
  idSchema,
  instantSchema,
  legStateSchema,
  needSchema,
  textSchema,
  visitClassSchema,
} from './values.ts';

/** One line as it is now, for whoever steers it. */

/** Waiting tickets that are listed at most, and calls that a comparison can begin with. */
export const queueWaitingMax = 200;
export const queueCallsMax = 12;

const ratesSchema = z.object({
  'walk-in': z.number(),
  booked: z.number(),
  vulnerable: z.number(),
});

export const queueNowSchema = z
  .object({
    /** Of the state that it shows: unchanged while nothing happened in the building. */
    seq: z.int(),
    at: instantSchema,
    queue: z.object({
      id: idSchema,
      series: z.string(),
      name: textSchema,
      agencyName: textSchema,
      agencyShort: z.string(),
      policy: z.enum(['accumulating', 'strict', 'ratio', 'fifo']),
      /** Prioritised visitors to one walk-in, where the policy is a ratio. */
      prioritisedPerWalkIn: z.int().nullable(),
      rates: ratesSchema,
      maxWaitMinutes: z.int(),
      waiting: z.int().min(0),
      longestWaitSeconds: z.int().min(0),
      estimate: estimateSchema.nullable(),
      availability: availabilitySchema,
      /** Of its agency: what an errand of it can be changed to. */
      services: z.array(z.object({ id: idSchema, name: textSchema })),
    }),
    counters: z.array(
      z.object({
        id: idSchema,
        number: z.int(),
        name: textSchema,
        state: counterStateSchema,
        stateSince: instantSchema,
        label: z.string().nullable(),
        ticketId: idSchema.nullable(),
        legState: legStateSchema.nullable(),
        legSince: instantSchema.nullable(),
        /** Whom it finished last; shown while nobody is at it. */
        lastLabel: z.string().nullable(),
        /** It serves this line only while its own is empty, or once somebody waits long. */
        isHelp: z.boolean(),
      }),
    ),
    /** In the order they would be called as things stand, at most 200. */
    tickets: z
      .array(
        z.object({
          ticketId: idSchema,
          legId: idSchema,
          label: z.string(),
          class: visitClassSchema,
          need: needSchema.nullable(),
          bookedFor: instantSchema.nullable(),
          serviceId: idSchema,
          serviceName: textSchema,
          waitedSeconds: z.int().min(0),
          /** rate × seconds; shown in minutes. */
          urgency: z.number(),
          isFirst: z.boolean(),
          isOverdue: z.boolean(),
          /** At a counter for another errand: not callable until that is finished. */
          isElsewhere: z.boolean(),
          keptForCounter: z.int().nullable(),
          keptForOfficer: z.boolean(),
          /** Who came later and was called before, the newest of them. */
          passedBy: z.object({ ticketId: idSchema, label: z.string() }).nullable(),
        }),
      )
      .max(queueWaitingMax),
    /** The newest calls of the line, the newest first. */
    calls: z
      .array(
        z.object({
          ticketId: idSchema,
          label: z.string(),
          at: instantSchema,
          counterNumber: z.int().nullable(),
        }),
      )
      .max(queueCallsMax),
    /** Set aside or absent: in no line, and not over. */
    aside: z
      .array(z.object({ ticketId: idSchema, label: z.string(), state: legStateSchema }))
      .max(queueWaitingMax),
  })
  .meta({ id: 'QueueNow' });
export type QueueNow = z.infer<typeof queueNowSchema>;
export type QueueTicket = QueueNow['tickets'][number];
