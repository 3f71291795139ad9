import { z } from 'zod';
import { bookingCodeSchema } from './bookings.ts';
import { callReasonSchema } from './desk-views.ts';
import { steerReasonSchema } from './steering.ts';
import {
  businessDateSchema,
  choiceReasonSchema,
  estimateSchema,
  idSchema,
  instantSchema,
  legStateSchema,
  needSchema,
  outcomeSchema,
  parkReasonSchema,
  textSchema,
  visitClassSchema,
} from './values.ts';

/** What happened to a visit, step by step, and why one was called before another: facts, no sentences. */

/** Numbers of one search at most. */
export const storiesFoundMax = 40;

/** "A012", "a 12" or "12": whole series letters or none, and the number without its zeros. */
export const ticketLabelSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z]{0,2}\s?\d{1,6}$/)
  .meta({ description: 'A number as it was typed: `A012`, `a12`, or `12` of every series.' });

export const storiesQuerySchema = z.strictObject({
  label: ticketLabelSchema.optional(),
  /** Absent: today. */
  date: businessDateSchema.optional(),
  code: bookingCodeSchema.max(40).optional(),
});

const queueNameSchema = z.object({ id: idSchema, series: z.string(), name: textSchema });

export const storyFoundSchema = z.object({
  ticketId: idSchema,
  label: z.string(),
  businessDate: businessDateSchema,
  class: visitClassSchema,
  need: needSchema.nullable(),
  issuedAt: instantSchema,
  serviceNames: z.array(textSchema),
  /** Of the leg that matters now: at a counter, waiting, set aside, or the last one that ended. */
  state: legStateSchema,
});
export type StoryFound = z.infer<typeof storyFoundSchema>;

export const storiesSchema = z
  .object({
    date: businessDateSchema,
    found: z.array(storyFoundSchema).max(storiesFoundMax),
    /** A booking was found by its code, and nobody has checked in with it. */
    booking: z
      .object({
        startsAt: instantSchema,
        status: z.enum(['booked', 'checked-in', 'cancelled', 'noshow']),
        serviceName: textSchema,
      })
      .nullable(),
  })
  .meta({ id: 'Stories' });
export type Stories = z.infer<typeof storiesSchema>;

const namedSchema = z.object({ id: idSchema, name: z.string().nullable() });
const counterOfStorySchema = z.object({ id: idSchema, number: z.int().nullable() });

/** Minutes as they were told with the number, before rounding. */
const quoteSchema = z.object({ p50: z.number(), p90: z.number() });

const base = {
  seq: z.int(),
  at: instantSchema,
  legId: idSchema.nullable(),
  serviceName: textSchema.nullable(),
  counter: counterOfStorySchema.nullable(),
  /** Null: nobody of the staff, or the reader may not know who. */
  by: namedSchema.nullable(),
};

const step = <What extends string, Facts extends z.ZodRawShape>(what: What, facts: Facts) =>
  z.object({ what: z.literal(what), ...base, ...facts });

export const storyStepSchema = z
  .discriminatedUnion('what', [
    step('issued', {
      how: z.enum(['kiosk', 'staff', 'sheet', 'check-in', 'elsewhere']),
      deviceName: z.string().nullable(),
      bookedFor: instantSchema.nullable(),
      /** From when waiting counts. */
      waitsFrom: instantSchema,
      legs: z.array(
        z.object({
          legId: idSchema,
          serviceName: textSchema,
          queue: queueNameSchema,
          ahead: z.int().min(0),
          quote: quoteSchema.nullable(),
        }),
      ),
      hasPaper: z.boolean(),
    }),
    step('paper', {
      outcome: z.enum(['printed', 'not-sent', 'unknown']),
      fault: z.string().nullable(),
    }),
    step('paper-asked', { isFirst: z.boolean() }),
    step('claimed', { how: z.enum(['noted', 'phone']) }),
    step('called', {
      reason: callReasonSchema,
      /** The wait that was promised with the leg, where one was. */
      quote: quoteSchema.nullable(),
    }),
    step('recalled', { calls: z.int() }),
    step('started', {}),
    step('seated', {}),
    step('finished', {
      servedSeconds: z.int().min(0).nullable(),
      outcome: outcomeSchema.nullable(),
      isByItself: z.boolean(),
    }),
    step('no-show', { calls: z.int() }),
    step('requeued', { from: legStateSchema, place: z.enum(['kept', 'back', 'last']) }),
    step('parked', {
      reason: parkReasonSchema.or(z.literal('asked')),
      until: instantSchema,
    }),
    step('unparked', {}),
    step('transferred', {
      to: z.enum(['service', 'counter', 'officer']),
      toServiceName: textSchema,
      toCounterNumber: z.int().nullable(),
      toOfficer: namedSchema.nullable(),
      queue: queueNameSchema,
      place: z.enum(['first', 'order', 'last']),
      returns: z.boolean(),
    }),
    step('added', { why: z.enum(['added', 'returned']), queue: queueNameSchema }),
    step('service-changed', { fromServiceName: textSchema, queue: queueNameSchema }),
    step('class-changed', { class: visitClassSchema, need: needSchema.nullable() }),
    /** Why a supervisor did what stands before or after it. */
    step('steered', { reason: steerReasonSchema }),
    step('noted', {}),
    step('cancelled', { who: z.enum(['visitor', 'staff', 'system']), state: legStateSchema }),
    step('expired', { reason: z.enum(['day-ended', 'after-closing']) }),
    step('undone', { action: z.string() }),
    /** A step that this story has no words for; the journal has it whole. */
    step('other', { type: z.string() }),
  ])
  .meta({ id: 'StoryStep' });
export type StoryStep = z.infer<typeof storyStepSchema>;

export const storyLegSchema = z.object({
  legId: idSchema,
  serviceId: idSchema,
  serviceName: textSchema,
  queue: queueNameSchema,
  state: legStateSchema,
  /** From which instant its waiting counts. */
  ref: instantSchema,
  calledAt: instantSchema.nullable(),
  waitedSeconds: z.int().min(0).nullable(),
  servedSeconds: z.int().min(0).nullable(),
  counter: counterOfStorySchema.nullable(),
  quote: quoteSchema.nullable(),
});

/** How a leg of today stands now. */
export const storyNowSchema = z.object({
  legId: idSchema,
  state: legStateSchema,
  /** People who would be called before, as things stand; null where it does not wait. */
  ahead: z.int().min(0).nullable(),
  estimate: estimateSchema.nullable(),
  /** From when it goes before everybody. */
  overdueAt: instantSchema.nullable(),
  backAt: instantSchema.nullable(),
});

export const storySchema = z
  .object({
    ticketId: idSchema,
    label: z.string(),
    businessDate: businessDateSchema,
    class: visitClassSchema,
    need: needSchema.nullable(),
    issuedAt: instantSchema,
    bookedFor: instantSchema.nullable(),
    steps: z.array(storyStepSchema).max(2_000),
    legs: z.array(storyLegSchema).max(40),
    /** Empty where the visit is over, or its day. */
    now: z.array(storyNowSchema).max(40),
  })
  .meta({ id: 'Story', description: 'What happened to a visit, from its number to its end.' });
export type Story = z.infer<typeof storySchema>;

// ---- why one before the other

export const comparisonsQuerySchema = z.strictObject({
  first: idSchema,
  second: idSchema,
  /** Where both have errands in several lines: the line that is meant. */
  queueId: idSchema.optional(),
});

export const causeKindSchema = z
  .enum([
    'direct',
    'not-there-yet',
    'set-aside',
    'at-counter',
    'elsewhere',
    'absent',
    'over',
    'other-counter',
    'kept-for-another',
    'not-trained',
    'chosen',
    'helps-only',
    'put-first',
    'max-wait',
    'earlier',
    'lower-number',
    'class-order',
    'ratio-turn',
    'urgency',
    'weighted',
    'behind-own-line',
    'other-line',
    'nobody-called',
    'unknown',
  ])
  .meta({ id: 'CauseKind', description: 'unknown: the record does not hold why.' });
export type CauseKind = z.infer<typeof causeKindSchema>;

export const refBasisSchema = z
  .enum([
    'issued',
    'check-in',
    'slot',
    'credit',
    'joined',
    'sent-first',
    'sent-last',
    'put-back',
    'put-last',
    'kept',
  ])
  .meta({ id: 'RefBasis', description: 'Why the waiting of a leg counts from where it does.' });
export type RefBasis = z.infer<typeof refBasisSchema>;

const sideSchema = z.object({
  ticketId: idSchema,
  label: z.string(),
  class: visitClassSchema,
  need: needSchema.nullable(),
  legId: idSchema,
  serviceName: textSchema,
  queue: queueNameSchema,
  /** The agency of the visit's first line, where it has come from another one. */
  cameFrom: z.string().nullable(),
  issuedAt: instantSchema,
  joinedAt: instantSchema,
  bookedFor: instantSchema.nullable(),
  basis: refBasisSchema.nullable(),
  /** As they stood at the moment of the call; null where they were not there yet. */
  urgency: z
    .object({
      ref: instantSchema,
      rate: z.number(),
      waitedSeconds: z.int().min(0),
      /** rate × seconds, computed from ref and rate. */
      value: z.number(),
      /** … and as the call's reason keeps it; null where it does not. */
      stored: z.number().nullable(),
    })
    .nullable(),
  /** When a walk-in goes before everybody. */
  overdueAt: instantSchema.nullable(),
  calledAt: instantSchema.nullable(),
  state: legStateSchema,
});
export type ComparedSide = z.infer<typeof sideSchema>;

export const comparisonSchema = z
  .object({
    businessDate: businessDateSchema,
    /** Who was called first; or, where neither was, who would be. */
    first: sideSchema,
    second: sideSchema,
    call: z
      .object({
        seq: z.int(),
        at: instantSchema,
        counter: counterOfStorySchema,
        by: namedSchema.nullable(),
        reason: callReasonSchema,
      })
      .nullable()
      .meta({ description: 'The call that decided; null where nobody has called either.' }),
    at: instantSchema,
    cause: z.object({
      kind: causeKindSchema,
      counterNumber: z.int().nullable(),
      choice: choiceReasonSchema.nullable(),
      parkReason: parkReasonSchema.or(z.literal('asked')).nullable(),
      state: legStateSchema.nullable(),
      count: z.int().nullable(),
    }),
    /** When the steeper line of urgency reached the other one. */
    crossedAt: instantSchema.nullable(),
    behindMinutes: z.int().min(0).nullable(),
    /** Whether what the call's reason keeps is what refs and rates come to. */
    agrees: z.boolean(),
    policy: z.enum(['accumulating', 'strict', 'ratio', 'fifo']),
    rates: z.object({ 'walk-in': z.number(), booked: z.number(), vulnerable: z.number() }),
    maxWaitMinutes: z.int(),
  })
  .meta({ id: 'Comparison', description: 'Why one number was called before another.' });
export type Comparison = z.infer<typeof comparisonSchema>;
