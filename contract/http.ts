import { z } from 'zod';
import {
  businessDateSchema,
  counterStateSchema,
  estimateSchema,
  idSchema,
  instantSchema,
  languageSchema,
  legStateSchema,
  needSchema,
  printStateSchema,
  roleSchema,
  visitClassSchema,
} from './values.ts';
import { callReasonSchema } from './desk-views.ts';

/** Bodies of the HTTP calls under /api/v1. Requests are strict: an unknown field is an error. */

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details with a stable code.' });
export type Problem = z.infer<typeof problemSchema>;

export const healthSchema = z
  .object({
    status: z.literal('ok'),
    version: z.string(),
    buildingId: idSchema,
    journalSeq: z.int(),
    uptimeSeconds: z.int(),
  })
  .meta({ id: 'Health' });

export const issueTicketSchema = z
  .strictObject({
    serviceIds: z.array(idSchema).min(1).max(5),
    class: z.enum(['walk-in', 'vulnerable']).optional(),
    need: needSchema.optional(),
    language: languageSchema.optional(),
  })
  .meta({ id: 'IssueTicket' });

export const ticketLegSchema = z
  .object({
    id: idSchema,
    serviceId: idSchema,
    queueId: idSchema,
    state: legStateSchema,
    ahead: z.int().min(0).nullable(),
    estimate: estimateSchema.nullable(),
    counterId: idSchema.nullable(),
  })
  .meta({ id: 'TicketLeg' });

export const ticketSchema = z
  .object({
    id: idSchema,
    label: z.string(),
    businessDate: businessDateSchema,
    issuedAt: instantSchema,
    class: visitClassSchema,
    need: needSchema.nullable(),
    language: languageSchema,
    legs: z.array(ticketLegSchema),
  })
  .meta({ id: 'Ticket' });
export type Ticket = z.infer<typeof ticketSchema>;

export const issuedTicketSchema = ticketSchema
  .extend({
    token: z.string().meta({ description: 'Opens the visitor’s own page; on the paper only.' }),
    trackUrl: z.string(),
  })
  .meta({ id: 'IssuedTicket' });
export type IssuedTicket = z.infer<typeof issuedTicketSchema>;

export const issuedAnswerSchema = z
  .object({
    ticket: issuedTicketSchema,
    print: z.object({ jobId: z.int(), state: printStateSchema }).nullable(),
  })
  .meta({ id: 'IssuedAnswer' });
export type IssuedAnswer = z.infer<typeof issuedAnswerSchema>;

export const checkInSchema = z
  .strictObject({ code: z.string().min(1).max(64) })
  .meta({ id: 'CheckIn' });

export const signInSchema = z
  .strictObject({ username: z.string().min(1).max(64), password: z.string().min(1).max(256) })
  .meta({ id: 'SignIn' });

export const sessionSchema = z
  .object({
    user: z.object({
      id: idSchema,
      username: z.string(),
      name: z.string(),
      role: roleSchema,
      counterIds: z.array(idSchema),
    }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionSchema>;

export const counterAnswerSchema = z
  .object({
    counter: z.object({
      id: idSchema,
      code: z.string(),
      name: z.object({ id: z.string(), en: z.string() }),
      state: counterStateSchema,
      queueIds: z.array(idSchema),
    }),
    ticket: ticketSchema.nullable(),
    queues: z.array(
      z.object({
        id: idSchema,
        waiting: z.int().min(0),
        longestWaitSeconds: z.int().min(0),
      }),
    ),
  })
  .meta({ id: 'CounterAnswer' });

export const pauseSchema = z
  .strictObject({
    reason: z.enum(['break', 'prayer', 'meal', 'meeting', 'system', 'other']).optional(),
  })
  .meta({ id: 'Pause' });
export const emptySchema = z.strictObject({}).meta({ id: 'Empty' });
export const callTicketSchema = z.strictObject({ ticketId: idSchema }).meta({ id: 'CallTicket' });
export const finishSchema = z
  .strictObject({ outcome: z.enum(['completed', 'incomplete', 'continued']).optional() })
  .meta({ id: 'Finish' });

export const calledAnswerSchema = z
  .union([
    z.object({ ticket: ticketSchema, reason: callReasonSchema }),
    z.object({ ticket: z.null() }),
  ])
  .meta({ id: 'CalledAnswer' });

export const ticketAnswerSchema = z.object({ ticket: ticketSchema }).meta({ id: 'TicketAnswer' });

/** A whole number as a query writes it: digits only, so that "", "0x1F" and "1e3" are errors. */
const queryInt = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max));

export const journalQuerySchema = z.strictObject({
  after: queryInt(0, Number.MAX_SAFE_INTEGER).default(0),
  limit: queryInt(1, 1000).default(100),
});

export const journalSchema = z
  .object({
    entries: z.array(
      z.object({
        seq: z.int(),
        at: instantSchema,
        type: z.string(),
        version: z.int(),
        visitId: idSchema.optional(),
        legId: idSchema.optional(),
        counterId: idSchema.optional(),
        staffId: idSchema.optional(),
        deviceId: idSchema.optional(),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
    nextAfter: z.int(),
  })
  .meta({ id: 'Journal' });

/** Papers that the demo building’s printer of software has printed, newest first. */
export const papersSchema = z
  .object({
    papers: z.array(
      z.object({
        id: z.int(),
        at: instantSchema,
        label: z.string(),
        text: z.string(),
        url: z.string(),
      }),
    ),
  })
  .meta({ id: 'Papers' });
export type Papers = z.infer<typeof papersSchema>;
