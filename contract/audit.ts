import { z } from 'zod';
import { deviceKindSchema } from './devices.ts';
import { plannedChangeSchema, setupEditSchema } from './setup-edits.ts';
import { runningTextSchema } from './displays.ts';
import { queryInt } from './http.ts';
import { steerReasonSchema, steerWhatSchema } from './steering.ts';
import { idSchema, instantSchema, visitClassSchema } from './values.ts';

/** The audit: what administrators and supervisors did, and who looked at whose data. */

/** Entries of one page, and how many of them may be set-ups: each is read beside the one before. */
export const auditPageMax = 50;
export const auditSetupsMax = 20;

export const auditKindSchema = z
  .enum([
    'setup',
    'accounts',
    'sign-ins',
    'devices',
    'partners',
    'people',
    'screens',
    'steering',
    'backups',
    'survey',
  ])
  .meta({
    id: 'AuditKind',
    description: 'people: data of visitors that were looked at, exported or erased.',
  });
export type AuditKind = z.infer<typeof auditKindSchema>;

export const auditQuerySchema = z.strictObject({
  before: queryInt(1, Number.MAX_SAFE_INTEGER).optional(),
  kind: auditKindSchema.optional(),
  /** Who did it, or whose account it was done to. */
  staffId: idSchema.optional(),
});

const planSchema = z.object({
  id: idSchema,
  from: plannedChangeSchema.shape.from,
  edits: z.int().meta({ description: 'How many.' }),
  what: z.enum(['planned', 'made', 'failed', 'removed']),
});

const named = z.object({ id: idSchema, name: z.string().nullable() });

const aboutSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('building-configured'),
    isFirst: z.boolean(),
    edits: z.array(setupEditSchema),
    plans: z.array(planSchema),
    canUndo: z.boolean(),
    undoes: z.int().nullable().meta({ description: 'The entry that it took back.' }),
  }),
  z.object({ type: z.literal('staff-account'), what: z.string(), member: named }),
  z.object({
    type: z.literal('device-changed'),
    what: z.string(),
    kind: deviceKindSchema,
    device: named,
  }),
  z.object({
    type: z.enum(['partner-key-changed', 'webhook-changed']),
    what: z.string(),
    partner: named,
  }),
  z.object({ type: z.literal('person-erased'), subjects: z.int().min(0) }),
  z.object({
    type: z.literal('person-seen'),
    what: z.enum(['listed', 'looked-up', 'exported']),
    subjects: z.int().min(0),
  }),
  z.object({
    type: z.literal('screens-told'),
    text: runningTextSchema,
    zoneIds: z.array(idSchema).meta({ description: 'Empty: every screen.' }),
  }),
  z.object({ type: z.literal('backup-noted'), what: z.string() }),
  z.object({ type: z.literal('comment-moderated'), what: z.string() }),
  z.object({
    type: z.literal('steered'),
    what: steerWhatSchema,
    reason: steerReasonSchema,
    note: z.string().nullable().meta({ description: 'Null where none was written, or erased.' }),
    label: z.string().nullable(),
    counterId: idSchema.nullable(),
    queueIds: z.array(idSchema),
    serviceId: idSchema.nullable(),
    left: z.int().nullable(),
    class: visitClassSchema.nullable(),
  }),
  z.object({
    type: z.literal('counters-told'),
    text: z.string().nullable(),
    counterIds: z.array(idSchema),
    agencyId: idSchema.nullable(),
    isToAll: z.boolean(),
  }),
]);

export const auditEntrySchema = z
  .object({
    seq: z.int(),
    at: instantSchema,
    by: named.nullable().meta({ description: 'Null: the building itself.' }),
    about: aboutSchema,
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type AuditAbout = AuditEntry['about'];

export const auditSchema = z
  .object({
    entries: z.array(auditEntrySchema).max(auditPageMax).meta({ description: 'Newest first.' }),
    nextBefore: z.int().nullable(),
    members: z.array(named).meta({ description: 'Everybody who has an account.' }),
  })
  .meta({ id: 'Audit' });
export type Audit = z.infer<typeof auditSchema>;
