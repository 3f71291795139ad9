import { z } from 'zod';
import { idSchema, instantSchema, textSchema } from './values.ts';

/** What a supervisor is told that needs somebody's hand, until it is well again. */

export const alertKindSchema = z
  .enum([
    'many-waiting',
    'long-wait',
    'no-counter',
    'long-service',
    'idle-counter',
    'past-closing',
    'printer',
    'zone-screens',
    'kiosk-lost',
    'display-lost',
    'sign-lost',
    'backup-failed',
    'report-failed',
    'disk-low',
    'clock-jumped',
  ])
  .meta({
    id: 'AlertKind',
    description:
      'many-waiting: {waiting, limit, countersOpen}. long-wait: {minutes, limitMinutes, waiting, ' +
      'countersOpen, label}. no-counter: {waiting, minutes, closedBy?, closedCounter?, closedAt?}. ' +
      'long-service: {label, minutes, usualMinutes, limitPercent, serviceId}. idle-counter: ' +
      '{minutes, waiting, officer?}. past-closing: {lastFrom, lastTo, closesAt}. printer: {fault} ' +
      'or {ticketsLeft}. zone-screens: {state, displays}. *-lost: {lastSeenAt?}. backup-failed, ' +
      'report-failed: {fault}. disk-low: {freeBytes}. clock-jumped: {seconds}.',
  });
export type AlertKind = z.infer<typeof alertKindSchema>;

export const alertSubjectSchema = z
  .object({
    kind: z.enum(['queue', 'counter', 'printer', 'zone', 'device', 'building']),
    id: idSchema,
    name: textSchema.meta({ description: 'As it was called when it was raised.' }),
  })
  .meta({ id: 'AlertSubject' });
export type AlertSubject = z.infer<typeof alertSubjectSchema>;

export const alertFactsSchema = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
  .meta({ description: 'Numbers, ids and numbers of tickets; a visitor is never named.' });
export type AlertFacts = z.infer<typeof alertFactsSchema>;

export const alertSchema = z
  .object({
    id: idSchema,
    kind: alertKindSchema,
    severity: z.enum(['fault', 'threshold']).meta({
      description: 'A machine or program that fails, or a line or counter beyond what was set.',
    }),
    subject: alertSubjectSchema,
    since: instantSchema.meta({ description: 'When what it is about began.' }),
    raisedAt: instantSchema,
    newestAt: instantSchema.meta({ description: 'When its facts were read last.' }),
    facts: alertFactsSchema,
    acknowledged: z.object({ at: instantSchema, byName: z.string().nullable() }).nullable(),
    endedAt: instantSchema.nullable().meta({ description: 'Null while it stands.' }),
  })
  .meta({ id: 'Alert' });
export type Alert = z.infer<typeof alertSchema>;

/** On the board: what stands, and the newest of today that were handled or ended. */
export const openAlertsMax = 60;
export const handledAlertsMax = 20;

export const alertListSchema = z
  .array(alertSchema)
  .max(openAlertsMax + handledAlertsMax)
  .meta({ description: 'What nobody has acknowledged first, then the rest; each newest first.' });

export const alertAnswerSchema = z.object({ alert: alertSchema }).meta({ id: 'AlertAnswer' });

/** Pages of the history, and how long it is kept. */
export const alertHistoryMax = 500;
export const alertDaysKept = 400;

export const alertHistoryQuerySchema = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date().meta({ description: 'This day included; at most 400 days after `from`.' }),
});

export const alertHistorySchema = z
  .object({
    alerts: z.array(alertSchema).max(alertHistoryMax).meta({ description: 'Newest first.' }),
    isCut: z.boolean().meta({ description: 'There are more than fit: ask for fewer days.' }),
  })
  .meta({ id: 'AlertHistory' });
