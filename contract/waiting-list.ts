import { z } from 'zod';
import type { Actor, NewPerson } from './commands.ts';
import { personSchema } from './people.ts';
import {
  businessDateSchema,
  idSchema,
  instantSchema,
  languageSchema,
  type Language,
} from './values.ts';

/** The waiting list: who wants a booked place where all are taken. No name, no code in the journal. */

export interface PlaceOffer {
  /** The beginning of the slot, milliseconds since the epoch. */
  readonly startsAt: number;
  readonly minutes: number;
  /** The place is kept so long. */
  readonly until: number;
}

export interface WaitingListRecord {
  readonly id: string;
  readonly serviceId: string;
  readonly queueId: string;
  readonly businessDate: string;
  /** Slots that begin from one instant to the other suit; milliseconds since the epoch. */
  readonly fromAt: number;
  readonly untilAt: number;
  readonly personId: string | null;
  readonly partnerId: string | null;
  readonly language: Language;
  readonly joinedAt: number;
  readonly offer: PlaceOffer | null;
}

/** `lapsed`: an offer was not taken in time; `too-late`: no place came free while one could be booked. */
export type WaitingListEnd = 'booked' | 'left' | 'lapsed' | 'too-late';

interface OfEntry {
  readonly actor: Actor;
  readonly waitingId: string;
  /** On whose behalf: others' entries are not there for them. */
  readonly partnerId?: string;
}

export type WaitingListCommand =
  | (OfEntry & {
      readonly type: 'join-waiting-list';
      readonly serviceId: string;
      readonly businessDate: string;
      /** Minutes since the midnight of that day. */
      readonly fromMinute: number;
      readonly untilMinute: number;
      readonly personHash?: string;
      readonly personId?: string;
      readonly person?: NewPerson;
      readonly language: Language;
    })
  | (OfEntry & {
      readonly type: 'accept-offer';
      readonly bookingId: string;
      /** Kept beside the journal: whoever has it can check in. */
      readonly code: string;
    })
  | (OfEntry & { readonly type: 'leave-waiting-list' });

/** Whose entry it was: it is told after the list has forgotten it. */
type Subject = Pick<WaitingListRecord, 'serviceId' | 'businessDate' | 'partnerId'> & {
  readonly waitingId: string;
};

export type WaitingListEventBody =
  | { readonly type: 'waiting-list-joined'; readonly data: WaitingListRecord }
  | {
      readonly type: 'waiting-list-offered';
      readonly data: Subject & { readonly offer: PlaceOffer };
    }
  | {
      readonly type: 'waiting-list-ended';
      readonly data: Subject & { readonly why: WaitingListEnd };
    };

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

export const joinWaitingListSchema = z
  .strictObject({
    serviceId: idSchema,
    date: businessDateSchema,
    from: clockSchema.default('00:00').meta({
      description: 'The earliest beginning that suits, local time of the building.',
    }),
    until: clockSchema.default('24:00').meta({ description: 'The latest beginning that suits.' }),
    person: personSchema.optional().meta({ description: 'Only what the service asks for.' }),
    language: languageSchema.optional(),
  })
  .meta({ id: 'JoinWaitingList' });

export const waitingListEntrySchema = z
  .object({
    id: idSchema,
    serviceId: idSchema,
    date: businessDateSchema,
    from: instantSchema,
    until: instantSchema,
    joinedAt: instantSchema,
    before: z
      .int()
      .min(0)
      .meta({ description: 'How many joined earlier for the same line and day.' }),
    offer: z
      .object({ startsAt: instantSchema, minutes: z.int(), until: instantSchema })
      .nullable()
      .meta({ description: 'A place that is kept until then; null while none is free.' }),
  })
  .meta({ id: 'WaitingListEntry' });
export type WaitingListEntry = z.infer<typeof waitingListEntrySchema>;

export const waitingListAnswerSchema = z
  .object({ waiting: waitingListEntrySchema })
  .meta({ id: 'WaitingListAnswer' });

/** What is sent of a place on a waiting list. */
export const waitingToldSchema = z
  .object({
    type: z.enum(['waiting-list.offered', 'waiting-list.ended']),
    timestamp: instantSchema.meta({ description: 'When it happened, not when it was sent.' }),
    data: z.object({
      seq: z.int().meta({
        description: 'Of one entry ever larger: what comes with a smaller one is older.',
      }),
      waiting: z.object({
        id: idSchema,
        serviceId: idSchema,
        date: businessDateSchema,
        offer: z
          .object({ startsAt: instantSchema, minutes: z.int(), until: instantSchema })
          .nullable(),
        why: z
          .enum(['lapsed', 'too-late'])
          .nullable()
          .meta({ description: 'lapsed: not accepted in time; too-late: no place came free.' }),
      }),
      building: z.string().meta({ description: 'The address of the building that tells.' }),
    }),
  })
  .meta({ id: 'WaitingTold' });
export type WaitingTold = z.infer<typeof waitingToldSchema>;
