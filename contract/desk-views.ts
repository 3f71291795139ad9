import { z } from 'zod';
import {
  callPolicySchema,
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
  textSchema,
  visitClassSchema,
} from './values.ts';
import { frontDeskSchema } from './help.ts';
import { deskTellingSchema } from './steering.ts';
import { buildingViewSchema } from './views.ts';

/** What an officer's screen is told of one counter. */

export const callReasonSchema = z
  .object({
    policy: callPolicySchema,
    class: visitClassSchema,
    need: needSchema.nullable(),
    waitedSeconds: z.int().min(0),
    rate: z.number(),
    urgency: z.number(),
    passedOver: z.array(z.string()),
    against: z
      .object({
        label: z.string(),
        class: visitClassSchema,
        need: needSchema.nullable(),
        waitedSeconds: z.int().min(0),
        urgency: z.number(),
      })
      .nullable(),
    isHelp: z.boolean(),
    choice: choiceReasonSchema.nullable(),
    sentence: textSchema,
  })
  .meta({ id: 'CallReason', description: 'Why this ticket and no other was called.' });
export type CallReasonView = z.infer<typeof callReasonSchema>;

/** For whom somebody is kept: a counter, or an officer wherever they work. */
export const keptForSchema = z.object({
  /** It may be called here. */
  here: z.boolean(),
  counterNumber: z.int().nullable(),
  staffName: z.string().nullable(),
});

export const deskWaitingSchema = z.object({
  ticketId: idSchema,
  label: z.string(),
  class: visitClassSchema,
  need: needSchema.nullable(),
  serviceName: textSchema,
  moreServices: z.int().min(0),
  /** At a counter now, for another errand: not callable until that is finished. */
  isAtCounter: z.boolean(),
  /** Put before all others by a colleague. */
  isFirst: z.boolean(),
  keptFor: keptForSchema.nullable(),
  /** The officer here is trained for it. */
  isTrained: z.boolean(),
  enqueuedAt: instantSchema,
  waitedSeconds: z.int().min(0),
});
export type DeskWaiting = z.infer<typeof deskWaitingSchema>;

export const deskLegSchema = z.object({
  legId: idSchema,
  serviceId: idSchema,
  serviceName: textSchema,
  state: legStateSchema,
  here: z.boolean(),
  /** It may be served together with the one at the counter. */
  canServeAlong: z.boolean(),
  zoneWord: textSchema,
  counters: z.string(),
  waiting: z.int().min(0),
  estimate: estimateSchema.nullable(),
  outcome: outcomeSchema.or(z.literal('transferred')).nullable(),
});
export type DeskLeg = z.infer<typeof deskLegSchema>;

export const deskNoteSchema = z.object({
  noteId: idSchema,
  at: instantSchema,
  text: z.string(),
  staffName: z.string().nullable(),
  counterNumber: z.int().nullable(),
});
export type DeskNote = z.infer<typeof deskNoteSchema>;

export const deskTicketSchema = z.object({
  ticketId: idSchema,
  legId: idSchema,
  serviceId: idSchema,
  label: z.string(),
  state: z.enum(['called', 'serving']),
  class: visitClassSchema,
  need: needSchema.nullable(),
  language: languageSchema,
  serviceName: textSchema,
  requirements: z.array(textSchema),
  issuedAt: instantSchema,
  waitedSeconds: z.int().min(0),
  calledAt: instantSchema,
  /** 0 where they were served without being called. */
  calls: z.int().min(0),
  startedAt: instantSchema.nullable(),
  usualMinutes: estimateSchema,
  legs: z.array(deskLegSchema),
  notes: z.array(deskNoteSchema),
  /** The counter they go back to once this is finished. */
  returnsTo: z.object({ counterNumber: z.int(), serviceName: textSchema }).nullable(),
  /** Where visitors of this service usually go on to. */
  thenServiceId: idSchema.nullable(),
  recallAllowedAt: instantSchema.nullable(),
  noShowAllowedAt: instantSchema.nullable(),
  noShowCallsMissing: z.int().min(0),
  outcomeRequired: z.boolean(),
  deliveredRequired: z.boolean(),
  reason: callReasonSchema,
  /** When the first screen showed the latest call, and when it was spoken to its end. */
  shownAt: instantSchema.nullable(),
  spokenAt: instantSchema.nullable(),
});
export type DeskTicket = z.infer<typeof deskTicketSchema>;

export const deskQueueSchema = z.object({
  id: idSchema,
  series: z.string(),
  name: textSchema,
  counters: z.string(),
  waiting: z.int().min(0),
  longestWaitSeconds: z.int().min(0),
  maxWaitMinutes: z.int().min(1),
  choiceReasonRequired: z.boolean(),
  /** How this counter takes part: its own, only when idle, or once somebody waits long. */
  share: z.enum(['always', 'idle', 'long']),
  shareMinutes: z.int().nullable(),
  /** In the order they would be called now, at most 100. */
  tickets: z.array(deskWaitingSchema).max(100),
});
export type DeskQueue = z.infer<typeof deskQueueSchema>;

export const deskParkedSchema = z.object({
  ticketId: idSchema,
  label: z.string(),
  class: visitClassSchema,
  need: needSchema.nullable(),
  serviceName: textSchema,
  /** `asked`: by the visitor, who comes back by themselves. */
  reason: parkReasonSchema.or(z.literal('asked')),
  note: z.string().nullable(),
  since: instantSchema,
  remindAt: instantSchema,
  counterNumber: z.int().nullable(),
  /** Set aside at this very counter. */
  here: z.boolean(),
});
export type DeskParked = z.infer<typeof deskParkedSchema>;

export const deskMissedSchema = z.object({
  ticketId: idSchema,
  label: z.string(),
  class: visitClassSchema,
  need: needSchema.nullable(),
  serviceName: textSchema,
  calls: z.int().min(0),
  at: instantSchema,
  /** Until when they may still be called. */
  until: instantSchema,
  counterNumber: z.int().nullable(),
});
export type DeskMissed = z.infer<typeof deskMissedSchema>;

/** Where a visitor goes after this counter: what the officer tells them. */
export const nextPlaceSchema = z
  .object({
    serviceName: textSchema,
    zoneWord: textSchema,
    floor: textSchema,
    counters: z.string(),
    estimate: estimateSchema.nullable(),
  })
  .meta({ id: 'NextPlace' });
export type NextPlace = z.infer<typeof nextPlaceSchema>;

export const undoableActionSchema = z.enum([
  'call',
  'start',
  'walk-in',
  'finish',
  'finish-next',
  'no-show',
  'requeue',
  'park',
  'unpark',
  'transfer',
  'add-service',
  'change-service',
  'cancel',
]);

export const deskViewSchema = z.object({
  building: buildingViewSchema,
  counter: z.object({
    id: idSchema,
    code: z.string(),
    name: textSchema,
    number: z.int(),
    state: counterStateSchema,
    stateSince: instantSchema,
    pauseReason: z.string().nullable(),
    queueIds: z.array(idSchema),
    agencyName: textSchema,
    zoneWord: textSchema,
    floor: textSchema,
    /** Who works here; null while it is closed, or where a supervisor opened it. */
    officer: z.object({ staffId: idSchema, name: z.string() }).nullable(),
    /** The next visitor is called as soon as there is one. */
    autoCall: z.boolean(),
  }),
  ticket: deskTicketSchema.nullable(),
  /** A preview: the server decides when the key is pressed. */
  next: z.object({ ticket: deskWaitingSchema, reason: callReasonSchema }).nullable(),
  queues: z.array(deskQueueSchema),
  /** Set aside from this counter's queues, longest first. */
  parked: z.array(deskParkedSchema).max(50),
  /** Did not come and may still be called, newest first. */
  missed: z.array(deskMissedSchema).max(50),
  /** The last press here, while it can be taken back. */
  undo: z
    .object({ what: undoableActionSchema, label: z.string(), until: instantSchema })
    .nullable(),
  /** Who left this counter last, and where they go next; null where their visit is over. */
  left: z
    .object({ label: z.string(), at: instantSchema, next: nextPlaceSchema.nullable() })
    .nullable(),
  /** What may be served here: for visitors without a ticket, and to change an errand. */
  services: z.array(z.object({ id: idSchema, name: textSchema, series: z.string() })),
  idleAlertSeconds: z.int().min(0),
  parkMinutes: z.int().min(1),
  /** Null where the counter does not serve as the front desk. */
  frontDesk: frontDeskSchema.nullable(),
  /** Messages and requests of the supervisor. */
  telling: deskTellingSchema,
  /** The latest of this counter today, newest first. */
  recent: z
    .array(
      z.object({
        label: z.string(),
        serviceName: textSchema,
        state: legStateSchema,
        outcome: outcomeSchema.or(z.literal('transferred')).nullable(),
        serviceSeconds: z.int().min(0).nullable(),
      }),
    )
    .max(6),
  today: z.object({
    served: z.int().min(0),
    medianServiceSeconds: z.int().min(0).nullable(),
    noShow: z.int().min(0),
    sent: z.int().min(0),
    openedAt: instantSchema.nullable(),
  }),
});
export type DeskView = z.infer<typeof deskViewSchema>;

/** A counter as others see it who may send somebody there. */
export const counterRowSchema = z
  .object({
    id: idSchema,
    number: z.int(),
    name: textSchema,
    agencyName: textSchema,
    agencyShort: z.string(),
    zoneWord: textSchema,
    state: counterStateSchema,
    officer: z.object({ staffId: idSchema, name: z.string() }).nullable(),
    waiting: z.int().min(0),
  })
  .meta({ id: 'CounterRow' });
export type CounterRow = z.infer<typeof counterRowSchema>;

/** What a transfer would come to, before anything is done. */
export const transferPreviewSchema = z
  .object({
    serviceName: textSchema,
    series: z.string(),
    /** The place in that line, and how many would then wait there. */
    place: z.int().min(1),
    waiting: z.int().min(1),
    estimate: estimateSchema.nullable(),
    zoneWord: textSchema,
    counters: z.string(),
  })
  .meta({ id: 'TransferPreview' });
export type TransferPreview = z.infer<typeof transferPreviewSchema>;
