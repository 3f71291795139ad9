import { z } from 'zod';
import { antreanSetupSchema } from './antrean.ts';
import { displaySetupSchema, runningTextSchema } from './displays.ts';
import { personFieldSchema } from './people.ts';
import { plannedChangeSchema } from './setup-edits.ts';
import { signSetupSchema } from './signs.ts';
import { ticketLayoutSchema } from './ticket-layout.ts';
import { kioskSetupSchema, printerSetupSchema } from './printers.ts';
import { voiceSetupSchema } from './voice.ts';
import {
  businessDateSchema,
  clothSchema,
  idSchema,
  languageSchema,
  textSchema,
  zoneColourSchema,
} from './values.ts';

/** The set-up of one building: what its administrator decides and every rule reads. */

const minuteOfDaySchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
  .meta({ description: 'Local time of day, HH:MM; 24:00 ends a day.' });

/** One opening on the given weekdays (0 = Sunday). Two periods on one day leave a break between. */
const periodSchema = z.strictObject({
  days: z.array(z.int().min(0).max(6)).min(1).max(7),
  opens: minuteOfDaySchema,
  closes: minuteOfDaySchema,
});
export type Period = z.infer<typeof periodSchema>;

const hoursSchema = z.strictObject({
  periods: z.array(periodSchema).min(1).max(28),
  /** Tickets stop this long before the last closing of the day. */
  lastTicketMinutes: z.int().min(0).max(600),
});
export type Hours = z.infer<typeof hoursSchema>;

/**
 * Other hours from one day to another, both included: Ramadan, a weekend of its own. Agencies that
 * are not named have the season's hours; one that is named has its own for it, or, with null, keeps
 * the usual ones.
 */
const seasonSchema = z.strictObject({
  id: idSchema,
  name: textSchema,
  from: businessDateSchema,
  until: businessDateSchema,
  hours: hoursSchema,
  agencies: z
    .array(z.strictObject({ agencyId: idSchema, hours: hoursSchema.nullable() }))
    .max(80)
    .default([]),
});
export type Season = z.infer<typeof seasonSchema>;

/** A national holiday, or a day off that is given with it (cuti bersama). */
const holidaySchema = z.strictObject({
  date: businessDateSchema,
  name: textSchema,
  kind: z.enum(['holiday', 'collective-leave']).default('holiday'),
  /** Agencies that open on it as on any other day. */
  exceptAgencyIds: z.array(idSchema).max(80).default([]),
});
export type Holiday = z.infer<typeof holidaySchema>;

export const timeZoneSchema = z.enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']);
export type TimeZone = z.infer<typeof timeZoneSchema>;

const zoneSchema = z.strictObject({
  id: idSchema,
  word: textSchema,
  floor: textSchema,
  colour: zoneColourSchema,
  cloth: clothSchema,
});
export type Zone = z.infer<typeof zoneSchema>;

const agencySchema = z.strictObject({
  id: idSchema,
  code: z.string().min(1).max(8),
  name: textSchema,
  short: z.string().min(1).max(14),
  icon: z.string().min(1).max(40),
  zoneId: idSchema,
  /** Null: the building's hours. */
  hours: hoursSchema.nullable(),
  /** How a voice says its name, where that is not how it is written. */
  speakAs: textSchema.nullable().default(null),
});
export type Agency = z.infer<typeof agencySchema>;

/**
 * `ratio`: so many prioritised visitors, then one walk-in that waits. `strict`: vulnerable before
 * booked before walk-in. Everywhere a walk-in beyond the queue's longest wait goes first.
 */
const queuePolicySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['accumulating', 'strict', 'fifo']) }),
  z.strictObject({ kind: z.literal('ratio'), prioritisedPerWalkIn: z.int().min(1).max(20) }),
]);
export type QueuePolicy = z.infer<typeof queuePolicySchema>;

/**
 * Places for those who book, apart from the walk-ins' quota. Where `placesPerSlot` is null they are
 * `sharePercent` of what the line's counters serve in the time of a slot.
 */
export const bookingSetupSchema = z.strictObject({
  slotMinutes: z.int().min(5).max(240).default(30),
  placesPerSlot: z.int().min(1).max(200).nullable().default(null),
  sharePercent: z.int().min(0).max(100).default(50),
  daysAhead: z.int().min(0).max(60).default(7),
  /** A slot can be booked until so long before it begins. */
  cutOffMinutes: z.int().min(0).max(10_080).default(30),
  /** So long after it began, places nobody took are the walk-ins'; null: never. */
  releaseMinutes: z.int().min(0).max(240).nullable().default(30),
  /** How many may wait for a place of one day; 0: no waiting list. */
  waitingListMax: z.int().min(0).max(500).default(50),
  /** So long a place that came free is kept for the first on the list. */
  offerMinutes: z.int().min(5).max(1440).default(30),
  /** Slots by hand; without any they follow the agency's hours. */
  sessions: z
    .array(periodSchema.extend({ placesPerSlot: z.int().min(0).max(200).nullable().default(null) }))
    .max(28)
    .default([]),
});
export type BookingSetup = z.infer<typeof bookingSetupSchema>;

const queueSchema = z.strictObject({
  id: idSchema,
  agencyId: idSchema,
  name: textSchema,
  /** Never I or O: they are read as 1 and 0. */
  series: z.string().regex(/^[A-HJ-NP-Z]{1,2}$/),
  quotaPerDay: z.int().min(0).max(10_000).nullable(),
  rates: z.strictObject({
    'walk-in': z.number().min(0).max(100),
    booked: z.number().min(0).max(100),
    vulnerable: z.number().min(0).max(100),
  }),
  maxWaitMinutes: z.int().min(1).max(600),
  /** Who of the line is called next. */
  policy: queuePolicySchema.default({ kind: 'accumulating' }),
  /** A service of this queue cannot be finished without saying how it ended. */
  outcomeRequired: z.boolean().default(false),
  /** … or without naming what was delivered. */
  deliveredRequired: z.boolean().default(false),
  /** Calling somebody out of order asks for a reason. */
  choiceReasonRequired: z.boolean().default(false),
  /** Null: nobody books here. */
  booking: bookingSetupSchema.nullable().default(null),
});
export type Queue = z.infer<typeof queueSchema>;

const serviceSchema = z.strictObject({
  id: idSchema,
  code: z.string().min(1).max(8),
  agencyId: idSchema,
  queueId: idSchema,
  name: textSchema,
  /** The configured mean service time, the prior of every estimate. */
  minutes: z.number().min(1).max(240),
  requirements: z.array(textSchema).max(20),
  /** What people call it: found by the kiosk's search. */
  synonyms: z.array(z.string().min(1).max(60)).max(20).default([]),
  /** What is asked of its visitor by staff and by those who book. */
  asks: z.array(personFieldSchema).max(3).default([]),
  /** False where it is not booked although its line takes bookings. */
  isBookable: z.boolean().default(true),
  /** False while kiosks give no numbers for it; staff still may, and bookings have their own switch. */
  isOffered: z.boolean().default(true),
  /** Where its visitors usually go on to: the first way on that a desk offers. */
  thenServiceId: idSchema.nullable().default(null),
  /** How a voice says its name, where that is not how it is written. */
  speakAs: textSchema.nullable().default(null),
});
export type Service = z.infer<typeof serviceSchema>;

/**
 * How a counter takes part in one of its queues. `always`: as its own, urgency times weight. `idle`:
 * only while nobody else can be called here. `long`: as its own once somebody there waits longer.
 */
const preferenceSchema = z.strictObject({
  queueId: idSchema,
  weight: z.number().min(0.1).max(10).default(1),
  when: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.enum(['always', 'idle']) }),
      z.strictObject({ kind: z.literal('long'), minutes: z.int().min(1).max(600) }),
    ])
    .default({ kind: 'always' }),
});
export type Preference = z.infer<typeof preferenceSchema>;

const counterSchema = z.strictObject({
  id: idSchema,
  code: z.string().min(1).max(8),
  number: z.int().min(1).max(199),
  name: textSchema,
  agencyId: idSchema,
  zoneId: idSchema,
  queueIds: z.array(idSchema).min(1).max(20),
  /** Only for queues that are not simply its own. */
  preferences: z.array(preferenceSchema).max(20).default([]),
  /** Whether the next visitor is called by itself when the counter opens; a switch on the desk. */
  autoCall: z.boolean().default(false),
  /** The front desk: told of printers in trouble and of visitors at a kiosk who call for staff. */
  showsPrinters: z.boolean().default(false),
});
export type Counter = z.infer<typeof counterSchema>;

export const rulesSchema = z.strictObject({
  recallCooldownSeconds: z.int().min(0).max(600),
  recallsMax: z.int().min(0).max(20),
  noShowCallsMin: z.int().min(1).max(10),
  noShowSecondsMin: z.int().min(0).max(3600),
  /** How long the last action of a counter can be undone. */
  undoSeconds: z.int().min(0).max(600).default(30),
  /** How many places who did not come is put back in the line. */
  requeuePlaces: z.int().min(1).max(100).default(3),
  /** When the officer is reminded of somebody set aside, unless they say otherwise. */
  parkMinutes: z.int().min(1).max(480).default(15),
  /** How long after a no-show the visitor may still be called. */
  returnMinutes: z.int().min(0).max(1440).default(120),
  /** How long after an agency's last closing those with a number are still called. */
  lateMinutes: z.int().min(0).max(720).default(120),
  /** A service that lasts longer than this was forgotten, and ends by itself. */
  serviceMinutesMax: z.int().min(30).max(2880).default(720),
  /** An idle counter whose line is not empty alerts its officer after this. */
  idleAlertSeconds: z.int().min(0).max(600).default(10),
  /** Supervisors are alerted of a wait, and of a wait where no counter of the line is open. */
  waitAlertMinutes: z.int().min(1).max(600).default(60),
  unservedAlertMinutes: z.int().min(1).max(600).default(15),
  /** … of a line that so many wait in. */
  waitingAlertPeople: z.int().min(1).max(500).default(40),
  /** … of a service that lasts so many percent of its usual minutes. */
  serviceAlertPercent: z.int().min(100).max(2000).default(300),
  /** … and of an open counter without a visitor while its line is not empty. */
  idleCounterAlertMinutes: z.int().min(1).max(240).default(10),
  /** The promise of service: so many percent of the visitors are called within so many minutes. */
  serviceLevelMinutes: z.int().min(1).max(240).default(15),
  serviceLevelPercent: z.int().min(1).max(100).default(85),
  /** An index of satisfaction of fewer answers is marked as too few to stand for anything. */
  surveyRespondentsMin: z.int().min(1).max(10_000).default(30),
  /** Who has neither paper nor said that they have the number loses it after this. */
  unclaimedSeconds: z.int().min(20).max(3600).default(60),
  /** How often one number may be printed again. */
  reprintsMax: z.int().min(0).max(20).default(3),
  /** Tickets that a roll still gives once the printer says that it is near its end. */
  nearEndTickets: z.int().min(0).max(500).default(40),
  /** call-next finishes who is being served at the counter. */
  nextFinishes: z.boolean().default(false),
  /** Who booked may check in so long before the slot begins. */
  earlyMinutes: z.int().min(0).max(240).default(15),
  /** Their waiting counts from so long before the slot at the earliest. */
  bookedCreditMinutes: z.int().min(0).max(240).default(10),
  /** Who comes later than this after the slot began is a walk-in. */
  bookingLateMinutes: z.int().min(0).max(600).default(30),
  /** How long a visitor who asks for more time is left out of the line, and how often. */
  delayMinutes: z.int().min(1).max(120).default(10),
  delaysMax: z.int().min(0).max(10).default(1),
  /** The kiosk asks whether to go on where the wait may be longer than this. */
  longWaitMinutes: z.int().min(5).max(600).default(60),
  /** What was asked of a visitor is wiped so long after the visit. */
  personDays: z.int().min(1).max(365).default(30),
  /** Who missed so many bookings within so many days books none for some days; null: no limit. */
  noShowLimit: z
    .strictObject({
      missed: z.int().min(1).max(20),
      days: z.int().min(1).max(365),
      pauseDays: z.int().min(1).max(90),
    })
    .nullable()
    .default({ missed: 3, days: 30, pauseDays: 14 }),
});

export const setupSchema = z
  .strictObject({
    building: z.strictObject({
      name: z.strictObject({ line1: z.string().max(60), line2: z.string().max(60) }),
      short: z.string().min(1).max(40),
      timeZone: timeZoneSchema,
      languages: z.array(languageSchema).min(1),
      hours: hoursSchema,
      holidays: z.array(holidaySchema).max(400),
      seasons: z.array(seasonSchema).max(40).default([]),
      /** Who helps staff that cannot sign in: a name, a room, a telephone. */
      contact: z.string().trim().max(80).default(''),
      demo: z.boolean(),
      /** Stepped through at the bottom of the lobby screens, cut to what a line holds. */
      sentences: z.array(runningTextSchema).max(50),
    }),
    rules: rulesSchema,
    zones: z.array(zoneSchema).max(20),
    agencies: z.array(agencySchema).max(80),
    queues: z.array(queueSchema).max(200),
    services: z.array(serviceSchema).max(500),
    counters: z.array(counterSchema).max(200),
    printers: z.array(printerSetupSchema).max(50).default([]),
    kiosks: z.array(kioskSetupSchema).max(50).default([]),
    signs: z.array(signSetupSchema).max(200).default([]),
    displays: z.array(displaySetupSchema).max(200).default([]),
    /** What stands on a slip; null: the layout that is shipped. */
    ticketLayout: ticketLayoutSchema.nullable().default(null),
    voice: voiceSetupSchema.prefault({}),
    /** The web service that hospitals' systems know; off unless it is turned on. */
    antrean: antreanSetupSchema.prefault({}),
    /** The building's own logo, kept beside the journal; null where it has none. */
    logoId: idSchema.nullable().default(null),
    /** Changes that wait for their day, the earliest first. */
    planned: z.array(plannedChangeSchema).max(50).default([]),
  })
  .meta({ id: 'Setup' });
export type Setup = z.infer<typeof setupSchema>;

const { building: buildingSchema, rules, voice, antrean, ...lists } = setupSchema.shape;
const { holidays, seasons, demo: _demo, ...buildingFields } = buildingSchema.shape;

/** The schema of a row, a field or a value, by the part of its path. */
export const setupPartSchemas = {
  rows: {
    zones: lists.zones.element,
    agencies: lists.agencies.element,
    queues: lists.queues.element,
    services: lists.services.element,
    counters: lists.counters.element,
    holidays: holidays.element,
    seasons: seasons.unwrap().element,
    printers: lists.printers.unwrap().element,
    kiosks: lists.kiosks.unwrap().element,
    displays: lists.displays.unwrap().element,
    signs: lists.signs.unwrap().element,
  },
  fields: {
    building: buildingFields,
    rules: rules.shape,
    voice: voice.unwrap().shape,
    antrean: antrean.unwrap().shape,
  },
  wholes: { ticketLayout: lists.ticketLayout, logoId: lists.logoId },
} as const;
