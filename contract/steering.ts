import { z } from 'zod';
import {
  availabilitySchema,
  idSchema,
  instantSchema,
  needSchema,
  visitClassSchema,
} from './values.ts';

/** What a supervisor does to the day that is under way, always with a reason. */

export const steerReasonSchema = z
  .enum(['visitor-asked', 'mistake', 'officer-absent', 'crowding', 'fault', 'other'])
  .meta({ id: 'SteerReason', description: 'Why a supervisor stepped in.' });
export type SteerReason = z.infer<typeof steerReasonSchema>;

export const steerWhatSchema = z
  .enum([
    'pause-queue',
    'open-queue',
    'limit-queue',
    'pause-service',
    'open-service',
    'change-class',
    'change-service',
    'requeue',
    'cancel',
    'end-ticket',
    'open-counter',
    'pause-counter',
    'close-counter',
    'call-next',
    'finish',
    'move-counter',
    'ask-counter',
  ])
  .meta({ id: 'SteerWhat', description: 'What a supervisor did to the day.' });

/** A word for the trail; kept for 30 days beside the journal, as notes of officers are. */
const why = {
  reason: steerReasonSchema,
  note: z.string().trim().min(1).max(500).optional(),
};

export const steerSchema = z.strictObject(why).meta({ id: 'Steer' });

export const furtherTicketsMax = 500;
export const steerLimitSchema = z
  .strictObject({
    left: z.int().min(0).max(furtherTicketsMax).meta({
      description: 'So many more tickets today.',
    }),
    ...why,
  })
  .meta({ id: 'SteerLimit' });

export const steerClassSchema = z
  .strictObject({ class: visitClassSchema, need: needSchema.optional(), ...why })
  .meta({ id: 'SteerClass' });

export const steerServiceSchema = z
  .strictObject({
    serviceId: idSchema,
    fromServiceId: idSchema.optional().meta({
      description: 'Which errand becomes it; absent: the first that waits or is set aside.',
    }),
    ...why,
  })
  .meta({ id: 'SteerService' });

export const queuesOfCounterMax = 20;
export const steerQueuesSchema = z
  .strictObject({
    queueIds: z.array(idSchema).min(1).max(queuesOfCounterMax).nullable().meta({
      description: 'What the counter serves for the rest of the day; null: its own again.',
    }),
    ...why,
  })
  .meta({ id: 'SteerQueues' });

export const askMinutesDefault = 10;
export const steerAskSchema = z
  .strictObject({
    queueId: idSchema.nullable().meta({
      description: 'To serve this queue too; null: to open.',
    }),
    minutes: z.int().min(1).max(120).optional().meta({
      description: 'It is over by itself then; 10 where it is absent.',
    }),
    ...why,
  })
  .meta({ id: 'SteerAsk' });

export const declineReasonSchema = z
  .enum(['busy', 'not-trained', 'leaving', 'break', 'other'])
  .meta({ id: 'DeclineReason', description: 'Why an officer cannot do what they are asked.' });
export type DeclineReason = z.infer<typeof declineReasonSchema>;

export const answerAskSchema = z
  .strictObject({
    accept: z.boolean(),
    why: declineReasonSchema.optional().meta({ description: 'Where it is not accepted.' }),
  })
  .meta({ id: 'AnswerAsk' });

/** A counter that was asked for help, as the board shows it. */
export const counterAskSchema = z
  .object({
    id: idSchema,
    counterId: idSchema,
    queueId: idSchema.nullable(),
    reason: steerReasonSchema,
    at: instantSchema,
    byName: z.string().nullable(),
    until: instantSchema,
    state: z.enum(['open', 'accepted', 'declined', 'withdrawn', 'over']),
    answeredAt: instantSchema.nullable(),
    answeredBy: z.string().nullable(),
    why: declineReasonSchema.nullable(),
  })
  .meta({ id: 'CounterAsk' });
export type CounterAsk = z.infer<typeof counterAskSchema>;
export const counterAsksShownMax = 40;

export const counterAskAnswerSchema = z
  .object({ ask: counterAskSchema })
  .meta({ id: 'CounterAskAnswer' });

/** Whether tickets are issued, after it was steered. */
export const issuingAnswerSchema = z
  .object({ availability: availabilitySchema })
  .meta({ id: 'IssuingAnswer' });

/** What was done to the issuing of a queue today. */
export const issuingViewSchema = z
  .object({
    state: z.enum(['open', 'paused', 'limited']),
    left: z.int().min(0).nullable().meta({ description: 'Tickets left where it is limited.' }),
    since: instantSchema.nullable(),
    byName: z.string().nullable(),
    reason: steerReasonSchema.nullable(),
    pausedServiceIds: z.array(idSchema),
  })
  .meta({ id: 'IssuingView' });
export type IssuingView = z.infer<typeof issuingViewSchema>;

// ---- messages to counters

export const counterMessageMax = 300;
export const tellCountersSchema = z
  .strictObject({
    text: z.string().trim().min(1).max(counterMessageMax),
    counterIds: z.array(idSchema).min(1).max(200).optional(),
    agencyId: idSchema.optional().meta({
      description: 'All counters of it; without it and without counterIds: every counter.',
    }),
  })
  .refine(({ counterIds, agencyId }) => counterIds === undefined || agencyId === undefined, {
    path: ['agencyId'],
    message: 'name counters or an agency, not both',
  })
  .meta({ id: 'TellCounters' });

export const counterMessageSchema = z
  .object({
    id: idSchema,
    text: z.string().nullable().meta({ description: 'Null once it is erased.' }),
    at: instantSchema,
    byName: z.string().nullable(),
    counterIds: z.array(idSchema).meta({ description: 'Who is told.' }),
    isToAll: z.boolean(),
    agencyId: idSchema.nullable(),
    read: z.array(
      z.object({ counterId: idSchema, at: instantSchema, byName: z.string().nullable() }),
    ),
    isEnded: z.boolean(),
  })
  .meta({ id: 'CounterMessage' });
export type CounterMessage = z.infer<typeof counterMessageSchema>;
export const counterMessagesShownMax = 40;

export const counterMessageAnswerSchema = z
  .object({ message: counterMessageSchema })
  .meta({ id: 'CounterMessageAnswer' });

/** What a desk shows until its officer has read or answered it. */
export const deskTellingSchema = z
  .object({
    messages: z
      .array(
        z.object({
          id: idSchema,
          text: z.string(),
          at: instantSchema,
          byName: z.string().nullable(),
        }),
      )
      .max(5),
    asks: z
      .array(
        z.object({
          id: idSchema,
          queue: z
            .object({
              id: idSchema,
              series: z.string(),
              name: z.object({ id: z.string(), en: z.string() }),
              agencyShort: z.string(),
              waiting: z.int().min(0),
            })
            .nullable(),
          reason: steerReasonSchema,
          at: instantSchema,
          until: instantSchema,
          byName: z.string().nullable(),
        }),
      )
      .max(5),
  })
  .meta({ id: 'DeskTelling' });
export type DeskTelling = z.infer<typeof deskTellingSchema>;
