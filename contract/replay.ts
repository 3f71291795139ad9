import { z } from 'zod';
import { clockTimeSchema, forecastCountersMax, policyChangeShape } from './forecast.ts';
import { businessDateSchema, idSchema, instantSchema, visitClassSchema } from './values.ts';

/** A past day once more: as it was, and as it would have been under another policy or staffing. */

const { policy, prioritisedPerWalkIn, walkInRate, bookedRate, vulnerableRate, maxWaitMinutes } =
  policyChangeShape;

export const replayQuerySchema = z.strictObject({
  date: businessDateSchema,
  queueId: idSchema,
  policy,
  prioritisedPerWalkIn,
  walkInRate,
  bookedRate,
  vulnerableRate,
  maxWaitMinutes,
  /** So many counters of the queue from `from` on; left out: as they were. */
  counters: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .pipe(z.int().min(0).max(forecastCountersMax))
    .optional(),
  from: clockTimeSchema.optional(),
});
export type ReplayQuery = z.infer<typeof replayQuerySchema>;

const waitsSchema = z
  .object({
    people: z.int().min(0).meta({ description: 'Those who were called.' }),
    meanMinutes: z.number().min(0).nullable(),
    medianMinutes: z.number().min(0).nullable(),
    p90Minutes: z.number().min(0).nullable(),
    levelPercent: z
      .number()
      .min(0)
      .max(100)
      .nullable()
      .meta({ description: 'Share called within the minutes of the building’s promise.' }),
  })
  .meta({ id: 'ReplayWaits', description: 'Waits in minutes; null where nobody was called.' });
export type ReplayWaits = z.infer<typeof waitsSchema>;

/** Five minutes hold one point of the time line. */
export const replayStepMinutes = 5;

const replaySideSchema = z
  .object({
    all: waitsSchema,
    classes: z.array(waitsSchema.extend({ class: visitClassSchema })).max(3),
    unserved: z.int().min(0),
    lastAt: instantSchema.nullable(),
    /** How many wait, one point every five minutes from `from`. */
    waiting: z.array(z.int().min(0)).max(400),
    /** The longest wait of those who wait then, whole minutes. */
    longest: z.array(z.int().min(0)).max(400),
  })
  .meta({ id: 'ReplaySide' });
export type ReplaySide = z.infer<typeof replaySideSchema>;

const replayedTicketSchema = z
  .object({
    label: z.string(),
    class: visitClassSchema,
    queueId: idSchema,
    enqueuedAt: instantSchema,
    /** When it was called that led to service, where, and what would have been; null: never. */
    calledAt: instantSchema.nullable(),
    counterNumber: z.int().nullable(),
    changedAt: instantSchema.nullable(),
  })
  .meta({ id: 'ReplayedTicket' });
export type ReplayedTicket = z.infer<typeof replayedTicketSchema>;

export const replayedTicketsMax = 3_000;

export const replaySchema = z
  .object({
    date: businessDateSchema,
    queueId: idSchema,
    /** Queues that share counters with it: they are played together. */
    poolQueueIds: z.array(idSchema).max(200),
    from: instantSchema,
    until: instantSchema,
    levelMinutes: z.int().min(1),
    /** Most counters of the queue that were open at once. */
    countersMost: z.int().min(0),
    actual: replaySideSchema.meta({ description: 'As it was.' }),
    same: replaySideSchema.meta({ description: 'Played again by the same rules and counters.' }),
    /** How far the same rules give the waits that were: of each ticket, in minutes. */
    likeness: z.object({
      people: z.int().min(0),
      meanAbsoluteMinutes: z.number().min(0).nullable(),
      biasMinutes: z.number().nullable(),
    }),
    changed: replaySideSchema.nullable(),
    tickets: z.array(replayedTicketSchema).max(replayedTicketsMax),
    /** Counters of the queue that were there, one point every five minutes. */
    openCounters: z.array(z.int().min(0)).max(400),
  })
  .meta({ id: 'Replay' });
export type Replay = z.infer<typeof replaySchema>;

export const replayDaysSchema = z
  .object({
    days: z
      .array(z.object({ date: businessDateSchema, tickets: z.int().min(1) }))
      .max(400)
      .meta({ description: 'Past days that can be played, the newest first.' }),
  })
  .meta({ id: 'ReplayDays' });
export type ReplayDays = z.infer<typeof replayDaysSchema>;
