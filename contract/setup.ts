import { z } from 'zod';
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
});
export type Agency = z.infer<typeof agencySchema>;

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
});
export type Service = z.infer<typeof serviceSchema>;

const counterSchema = z.strictObject({
  id: idSchema,
  code: z.string().min(1).max(8),
  number: z.int().min(1).max(199),
  name: textSchema,
  agencyId: idSchema,
  zoneId: idSchema,
  queueIds: z.array(idSchema).min(1).max(20),
});
export type Counter = z.infer<typeof counterSchema>;

const rulesSchema = z.strictObject({
  recallCooldownSeconds: z.int().min(0).max(600),
  recallsMax: z.int().min(0).max(20),
  noShowCallsMin: z.int().min(1).max(10),
  noShowSecondsMin: z.int().min(0).max(3600),
});

export const setupSchema = z
  .strictObject({
    building: z.strictObject({
      name: z.strictObject({ line1: z.string().max(60), line2: z.string().max(60) }),
      short: z.string().min(1).max(40),
      timeZone: timeZoneSchema,
      languages: z.array(languageSchema).min(1),
      hours: hoursSchema,
      holidays: z.array(z.strictObject({ date: businessDateSchema, name: textSchema })).max(400),
      demo: z.boolean(),
      /** Stepped through at the bottom of the lobby screens, at most 28 characters each. */
      sentences: z.array(textSchema).max(50),
    }),
    rules: rulesSchema,
    zones: z.array(zoneSchema).min(1).max(20),
    agencies: z.array(agencySchema).min(1).max(80),
    queues: z.array(queueSchema).min(1).max(200),
    services: z.array(serviceSchema).min(1).max(500),
    counters: z.array(counterSchema).min(1).max(200),
  })
  .meta({ id: 'Setup' });
export type Setup = z.infer<typeof setupSchema>;
