import { z } from 'zod';
import {
  businessDateSchema,
  idSchema,
  instantSchema,
  textSchema,
  visitClassSchema,
} from './values.ts';

/** What the rest of the day will probably be, from many runs of the real calling policy. */

/** The middle run, and the one that nine of ten do not exceed. */
const rangeOf = (unit: z.ZodNumber | z.ZodInt) => z.object({ p50: unit, p90: unit });

const peopleRangeSchema = rangeOf(z.int().min(0)).meta({
  id: 'PeopleRange',
  description: 'Numbers of people, P50 and P90 of the runs.',
});
export type PeopleRange = z.infer<typeof peopleRangeSchema>;

const minutesRangeSchema = rangeOf(z.int().min(0)).meta({
  id: 'MinutesRange',
  description: 'Whole minutes, P50 and P90 of the runs.',
});
export type MinutesRange = z.infer<typeof minutesRangeSchema>;

const instantRangeSchema = z
  .object({ p50: instantSchema, p90: instantSchema })
  .meta({ id: 'InstantRange', description: 'Instants, P50 and P90 of the runs.' });
export type InstantRange = z.infer<typeof instantRangeSchema>;

/** One quarter of an hour holds one point. */
export const forecastStepMinutes = 15;
/** At most a whole day of points. */
const pointsMax = 200;

/** How many people wait at a moment: counted of what was, foreseen of what comes. */
const waitingPointSchema = z
  .object({ at: instantSchema, waiting: peopleRangeSchema, isPast: z.boolean() })
  .meta({
    id: 'WaitingPoint',
    description: 'How many wait at a moment; of the past P50 and P90 are the number that was.',
  });
export type WaitingPoint = z.infer<typeof waitingPointSchema>;

export const queueForecastSchema = z
  .object({
    queueId: idSchema,
    waiting: z.int().min(0),
    /** Today's last closing of its agency; null where it is closed today or never closes. */
    closesAt: instantSchema.nullable(),
    lastTicketAt: instantSchema.nullable(),
    /** Until when numbers are still called; what waits then ends unserved. */
    lateAt: instantSchema.nullable(),
    last: instantRangeSchema
      .nullable()
      .meta({ description: 'When the last visitor of today leaves the counter; null: nobody.' }),
    isLate: z.boolean().meta({ description: 'P90 of the last service is after the closing.' }),
    afterClosing: peopleRangeSchema.meta({ description: 'Called only after the closing.' }),
    unserved: peopleRangeSchema.meta({ description: 'Not called at all today.' }),
    longestWait: minutesRangeSchema,
    newcomerWait: minutesRangeSchema
      .nullable()
      .meta({ description: 'Of who takes a number now; null: no counter is expected to call.' }),
    /** From when no number should be given, so that the last leaves before the closing. */
    stopAt: instantSchema.nullable(),
    /** Counters expected to call now. */
    counters: z.int().min(0),
  })
  .meta({ id: 'QueueForecast' });
export type QueueForecast = z.infer<typeof queueForecastSchema>;

export const forecastSchema = z
  .object({
    at: instantSchema.meta({ description: 'The moment from which it was computed.' }),
    businessDate: businessDateSchema,
    /** How many past days the arrivals were learnt from; 0: from today alone. */
    pastDays: z.int().min(0),
    waiting: z.array(waitingPointSchema).max(pointsMax),
    peak: z
      .object({ at: instantSchema, waiting: peopleRangeSchema })
      .nullable()
      .meta({ description: 'When most people will wait, from now on; null: nobody will.' }),
    queues: z.array(queueForecastSchema).max(200),
  })
  .meta({ id: 'Forecast' });
export type Forecast = z.infer<typeof forecastSchema>;

const waitPointSchema = z
  .object({
    at: instantSchema.meta({ description: 'When the number is taken.' }),
    wait: minutesRangeSchema
      .nullable()
      .meta({ description: 'Until the call; null: a number taken then is not called today.' }),
    waiting: peopleRangeSchema,
  })
  .meta({ id: 'WaitPoint' });
export type WaitPoint = z.infer<typeof waitPointSchema>;

const classWaitSchema = z
  .object({ class: visitClassSchema, people: z.int().min(0), meanMinutes: z.number().min(0) })
  .meta({ id: 'ClassWait', description: 'The rest of the day: mean wait of one class.' });
export type ClassWait = z.infer<typeof classWaitSchema>;

const curveSchema = z
  .object({
    /** Counters of the queue that call at the moment the change begins. */
    counters: z.int().min(0),
    points: z.array(waitPointSchema).max(pointsMax),
    longestWait: minutesRangeSchema,
    last: instantRangeSchema.nullable(),
    isLate: z.boolean(),
    afterClosing: peopleRangeSchema,
    unserved: peopleRangeSchema,
    classes: z.array(classWaitSchema).max(3),
  })
  .meta({ id: 'ForecastCurve' });
export type ForecastCurve = z.infer<typeof curveSchema>;

export const policyKindSchema = z.enum(['accumulating', 'strict', 'ratio', 'fifo']);
export type PolicyKind = z.infer<typeof policyKindSchema>;

export const clockTimeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ description: 'Local time of today, HH:MM.' });

const queryNumber = (schema: z.ZodType<number, number>) =>
  z
    .string()
    .regex(/^\d{1,4}(\.\d{1,3})?$/)
    .transform(Number)
    .pipe(schema);
const rateSchema = queryNumber(z.number().min(0).max(100));

/** What is changed of how a queue is called; what is left out stays as it is. */
export const policyChangeShape = {
  policy: policyKindSchema.optional(),
  prioritisedPerWalkIn: queryNumber(z.int().min(1).max(20)).optional(),
  walkInRate: rateSchema.optional(),
  bookedRate: rateSchema.optional(),
  vulnerableRate: rateSchema.optional(),
  maxWaitMinutes: queryNumber(z.int().min(1).max(600)).optional(),
} as const;

/** More counters than any queue of a building has. */
export const forecastCountersMax = 40;

export const whatIfQuerySchema = z.strictObject({
  counters: queryNumber(z.int().min(0).max(forecastCountersMax)).optional(),
  ...policyChangeShape,
  /** The change holds from then on; left out or past: from now. */
  from: clockTimeSchema.optional(),
  stopAt: clockTimeSchema.optional(),
});
export type WhatIfQuery = z.infer<typeof whatIfQuerySchema>;

export const queueForecastDetailSchema = z
  .object({
    at: instantSchema,
    queueId: idSchema,
    closesAt: instantSchema.nullable(),
    lastTicketAt: instantSchema.nullable(),
    lateAt: instantSchema.nullable(),
    alertMinutes: z.int().min(1).meta({ description: 'Longer waits alert a supervisor.' }),
    pastDays: z.int().min(0),
    policy: policyKindSchema,
    past: z
      .array(
        z.object({
          at: instantSchema,
          minutes: z.int().min(0),
          isKnown: z.boolean().meta({ description: 'False: half of them wait still.' }),
        }),
      )
      .max(pointsMax)
      .meta({ description: 'The wait of those who took a number then.' }),
    /** When the change begins. */
    from: instantSchema,
    base: curveSchema,
    changed: curveSchema
      .nullable()
      .meta({ description: 'Null where nothing was asked to change.' }),
    stopAt: instantSchema.nullable(),
    /** Closed counters that could call this queue, in the order in which one more would open. */
    closedCounters: z.array(z.object({ id: idSchema, number: z.int(), name: textSchema })).max(200),
  })
  .meta({ id: 'QueueForecastDetail' });
export type QueueForecastDetail = z.infer<typeof queueForecastDetailSchema>;
