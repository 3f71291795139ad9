import { z } from 'zod';
import {
  businessDateSchema,
  choiceReasonSchema,
  counterStateSchema,
  estimateSchema,
  idSchema,
  instantSchema,
  languageSchema,
  legStateSchema,
  needSchema,
  outcomeSchema,
  parkReasonSchema,
  pauseReasonSchema,
  printStateSchema,
  roleSchema,
  visitClassSchema,
} from './values.ts';
import { personSchema } from './people.ts';
import { callReasonSchema, counterRowSchema, nextPlaceSchema } from './desk-views.ts';

/** Bodies of the HTTP calls under /api/v1. Requests are strict: an unknown field is an error. */

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    errors: z
      .array(
        z.object({
          path: z.string(),
          message: z.string(),
          code: z
            .string()
            .optional()
            .meta({ description: 'Why, where several reasons are told apart.' }),
          facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        }),
      )
      .optional(),
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
    bookedFor: instantSchema.nullable().meta({
      description: 'The booked time; null for a number without a booking.',
    }),
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

/** A ticket that staff issue for somebody at the front desk. */
export const receptionTicketSchema = issueTicketSchema
  .extend({
    note: z.string().trim().min(1).max(500).optional(),
    person: personSchema.optional(),
    printerId: idSchema.optional(),
  })
  .meta({ id: 'ReceptionTicket' });

/** Errands of one visitor, comma-separated ids. */
export const planQuerySchema = z.strictObject({
  serviceIds: z
    .string()
    .max(400)
    .transform(text => text.split(','))
    .pipe(z.array(idSchema).min(1).max(5)),
});
export const planSchema = z
  .object({
    errands: z
      .array(z.object({ serviceId: idSchema, estimate: estimateSchema.nullable() }))
      .meta({ description: 'In the order in which they will most likely be called.' }),
    total: estimateSchema.nullable().meta({
      description: 'Until the last of them is finished, waiting and service together.',
    }),
  })
  .meta({ id: 'Plan' });
export type Plan = z.infer<typeof planSchema>;

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
      agencyIds: z
        .array(idSchema)
        .optional()
        .meta({ description: 'Of an agency-administrator: what they set up.' }),
      mustChange: z.literal(true).optional().meta({
        description:
          'The password was given by somebody else: until it is changed all else is refused.',
      }),
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

/** Notes are for colleagues, never for visitors. */
const noteTextSchema = z.string().trim().min(1).max(500);
const deliveredSchema = z.array(idSchema).max(20);

export const pauseSchema = z
  .strictObject({ reason: pauseReasonSchema.optional() })
  .meta({ id: 'Pause' });
export const openCounterSchema = z
  .strictObject({
    takeOver: z
      .boolean()
      .optional()
      .meta({ description: 'From another officer who works there; without it 409.' }),
  })
  .meta({ id: 'OpenCounter' });
export const closeCounterSchema = z
  .strictObject({ shiftEnds: z.boolean().optional() })
  .meta({ id: 'CloseCounter' });
export const autoCallSchema = z.strictObject({ on: z.boolean() }).meta({ id: 'AutoCall' });
export const holdSchema = z
  .strictObject({ windowId: idSchema })
  .meta({ id: 'Hold', description: 'The window that shows the counter’s desk from now on.' });
export const holdAnswerSchema = z.object({ by: z.literal('here') }).meta({ id: 'HoldAnswer' });
export const emptySchema = z.strictObject({}).meta({ id: 'Empty' });
export const finishSchema = z
  .strictObject({
    outcome: outcomeSchema.optional(),
    deliveredServiceIds: deliveredSchema.optional().meta({
      description: 'What was delivered; legs of the visit with one of these services end with it.',
    }),
  })
  .meta({ id: 'Finish' });
export const callNextSchema = z
  .strictObject({
    finish: finishSchema.optional().meta({
      description: 'Finishes who is being served at the counter, in the same step.',
    }),
  })
  .meta({ id: 'CallNext' });
export const callTicketSchema = z
  .strictObject({ ticketId: idSchema, reason: choiceReasonSchema.optional() })
  .meta({ id: 'CallTicket' });
export const walkInSchema = z
  .strictObject({
    serviceId: idSchema,
    class: z.enum(['walk-in', 'vulnerable']).optional(),
    need: needSchema.optional(),
    language: languageSchema.optional(),
  })
  .meta({ id: 'WalkIn', description: 'A visitor without a ticket, served at once.' });
export const requeueSchema = z
  .strictObject({ place: z.enum(['order', 'back', 'last']).optional() })
  .meta({ id: 'Requeue' });
export const parkSchema = z
  .strictObject({
    reason: parkReasonSchema.optional(),
    minutes: z.int().min(1).max(480).optional(),
    note: noteTextSchema.optional(),
  })
  .meta({ id: 'Park' });
const placeSchema = z.enum(['first', 'order', 'last']);
export const transferSchema = z
  .strictObject({
    serviceId: idSchema.optional(),
    counterId: idSchema.optional(),
    staffId: idSchema.optional(),
    place: placeSchema.optional(),
    note: noteTextSchema.optional(),
    returns: z.boolean().optional(),
  })
  .refine(isOneDestination, { error: 'One of serviceId, counterId, staffId', path: ['serviceId'] })
  .meta({ id: 'Transfer' });
export const transferQuerySchema = z
  .strictObject({
    serviceId: idSchema.optional(),
    counterId: idSchema.optional(),
    staffId: idSchema.optional(),
    place: placeSchema.default('order'),
  })
  .refine(isOneDestination, { error: 'One of serviceId, counterId, staffId', path: ['serviceId'] });
export const oneServiceSchema = z.strictObject({ serviceId: idSchema }).meta({ id: 'OneService' });
export const noteSchema = z.strictObject({ text: noteTextSchema }).meta({ id: 'Note' });

interface MaybeDestination {
  readonly serviceId?: string | undefined;
  readonly counterId?: string | undefined;
  readonly staffId?: string | undefined;
}

function isOneDestination({ serviceId, counterId, staffId }: MaybeDestination): boolean {
  return [serviceId, counterId, staffId].filter(id => id !== undefined).length === 1;
}

export const calledAnswerSchema = z
  .union([
    z.object({ ticket: ticketSchema, reason: callReasonSchema }),
    z.object({ ticket: z.null() }),
  ])
  .meta({ id: 'CalledAnswer' });

export const ticketAnswerSchema = z.object({ ticket: ticketSchema }).meta({ id: 'TicketAnswer' });

export const finishedAnswerSchema = z
  .object({
    ticket: ticketSchema,
    next: nextPlaceSchema
      .nullable()
      .meta({ description: 'Where the visitor goes next; null where the visit is over.' }),
  })
  .meta({ id: 'FinishedAnswer' });

export const countersAnswerSchema = z
  .object({ counters: z.array(counterRowSchema) })
  .meta({ id: 'Counters' });

/** A whole number as a query writes it: digits only, so that "", "0x1F" and "1e3" are errors. */
export const queryInt = (min: number, max: number) =>
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

// ---- paper

export const claimSchema = z
  .strictObject({ how: z.enum(['noted', 'phone']).optional() })
  .meta({ id: 'Claim', description: 'The visitor has the number without its paper.' });

export const reprintSchema = z.strictObject({ printerId: idSchema.optional() }).meta({
  id: 'Reprint',
  description: 'Where no printer is named, the one where the number was taken.',
});
export const reprintedAnswerSchema = z
  .object({ print: z.object({ jobId: z.int(), printerId: idSchema, state: printStateSchema }) })
  .meta({ id: 'ReprintedAnswer' });

export const printAtSchema = z.strictObject({ kioskId: idSchema }).meta({
  id: 'PrintAt',
  description: 'Another kiosk, whose printer is to print a number that has no paper.',
});

export const manualTicketSchema = z
  .strictObject({
    serviceId: idSchema,
    number: z.int().min(901).max(999).meta({ description: 'As it stands on the sheet.' }),
    takenAt: instantSchema.meta({ description: 'When the visitor took it, today.' }),
    class: z.enum(['walk-in', 'vulnerable']).optional(),
    need: needSchema.optional(),
    language: languageSchema.optional(),
  })
  .meta({ id: 'ManualTicket', description: 'A number of a paper sheet, entered afterwards.' });

export const printersSchema = z
  .object({
    printers: z.array(
      z.object({
        id: idSchema,
        name: z.string(),
        state: z.enum(['ready', 'fault']),
        fault: z.string().nullable(),
        since: instantSchema.nullable(),
        paper: z.enum(['adequate', 'near-end', 'unknown']),
        ticketsLeft: z.int().min(0).nullable().meta({
          description: 'An estimate, once the printer says that its roll is near its end.',
        }),
        waiting: z.int().min(0),
      }),
    ),
  })
  .meta({ id: 'Printers' });
export type Printers = z.infer<typeof printersSchema>;
