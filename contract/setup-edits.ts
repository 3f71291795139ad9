import { z } from 'zod';
import { queryInt } from './http.ts';
import { businessDateSchema, estimateSchema, idSchema, instantSchema } from './values.ts';

/**
 * How a set-up is changed: by edits, each of one thing, with what it was and what it shall be. The
 * same list is what is saved, planned for a later day, imported, told in the audit and taken back.
 */

/** Parts that are lists of rows; a row is named by its id (a sign by its counter, a holiday by its date). */
export const rowParts = [
  'zones',
  'agencies',
  'queues',
  'services',
  'counters',
  'holidays',
  'seasons',
  'printers',
  'kiosks',
  'displays',
  'signs',
] as const;
export type RowPart = (typeof rowParts)[number];

/** Parts that are one object, changed field by field. */
export const fieldParts = ['building', 'rules', 'voice', 'antrean'] as const;
export type FieldPart = (typeof fieldParts)[number];

/** Parts that are one value. */
export const wholeParts = ['ticketLayout', 'logoId'] as const;

export const setupPathSchema = z
  .string()
  .max(100)
  .regex(/^[a-z][A-Za-z]{1,19}(\/[A-Za-z0-9][A-Za-z0-9_.-]{0,63})?$/)
  .meta({
    id: 'SetupPath',
    description:
      'One thing of the set-up: `services/a02` (a row), `building/hours` (a field), `ticketLayout` ' +
      '(a value), `order/agencies` (the ids of a list in their order).',
  });

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What stands at a path, as it is sent; its own schema is that of its part. */
const jsonValueSchema: z.ZodType<JsonValue> = z
  .lazy(() =>
    z.union([
      z.string(),
      z.number(),
      z.boolean(),
      z.null(),
      z.array(jsonValueSchema),
      z.record(z.string(), jsonValueSchema),
    ]),
  )
  .meta({ id: 'JsonValue' });

export const setupEditSchema = z
  .strictObject({
    path: setupPathSchema,
    before: jsonValueSchema.meta({
      description: 'As whoever changes it saw it; null where there was no such row.',
    }),
    after: jsonValueSchema.meta({ description: 'Null takes a row out.' }),
  })
  .meta({ id: 'SetupEdit' });
export type SetupEdit = z.infer<typeof setupEditSchema>;

export const setupEditsMax = 1_500;
const editsSchema = z.array(setupEditSchema).min(1).max(setupEditsMax);

/** Why a set-up cannot be as it is wished. */
export const setupFaultCodeSchema = z
  .enum([
    // The value itself is not of its kind; `message` says how.
    'invalid',
    // No such path, or a row that is named otherwise inside.
    'unknown-path',
    // `to` is not there, or not any more.
    'unknown-reference',
    // Stands at `other` already.
    'duplicate',
    // Of another agency than its line is.
    'wrong-agency',
    'hours-reversed',
    'hours-overlap',
    // After `services` it comes back to itself.
    'circular',
    // `tickets` of today are of it.
    'used-today',
    // `bookings` of today and later are of it.
    'booked',
    // Numbers of the series were given today.
    'series-in-use',
    'counter-open',
    'too-many',
  ])
  .meta({ id: 'SetupFaultCode' });
export type SetupFaultCode = z.infer<typeof setupFaultCodeSchema>;

export const setupFaultSchema = z
  .object({
    path: z
      .string()
      .meta({ description: 'As an edit names it, and below: `services/a02/minutes`.' }),
    code: setupFaultCodeSchema,
    facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    message: z.string().optional().meta({ description: 'For engineers, of `invalid` only.' }),
  })
  .meta({ id: 'SetupFault' });
export type SetupFault = z.infer<typeof setupFaultSchema>;

/** What saving now would do, as the server knows it. */
export const setupEffectSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('waiting'), queueId: idSchema, tickets: z.int() }),
    z.object({ kind: z.literal('bookings'), queueId: idSchema, bookings: z.int() }),
    z.object({
      kind: z.literal('quota'),
      queueId: idSchema,
      issued: z.int(),
      quota: z.int(),
    }),
    z.object({
      kind: z.literal('wait'),
      queueId: idSchema,
      before: estimateSchema.nullable(),
      after: estimateSchema.nullable(),
    }),
    z.object({
      kind: z.enum(['opens', 'closes']),
      queueId: idSchema,
      reason: z
        .string()
        .optional()
        .meta({ description: 'Why it is closed, as availability says it.' }),
    }),
    z.object({
      kind: z.literal('counter'),
      counterId: idSchema,
      label: z.string().nullable().meta({ description: 'Who is at the open counter.' }),
    }),
  ])
  .meta({ id: 'SetupEffect' });
export type SetupEffect = z.infer<typeof setupEffectSchema>;

export const checkSetupSchema = z
  .strictObject({
    edits: editsSchema,
    from: businessDateSchema
      .nullable()
      .default(null)
      .meta({ description: 'Null: now; else from the beginning of that day.' }),
  })
  .meta({ id: 'CheckSetup' });
export type CheckSetup = z.input<typeof checkSetupSchema>;

export const setupCheckSchema = z
  .object({
    faults: z.array(setupFaultSchema).meta({ description: 'Nothing can be saved with any.' }),
    conflicts: z
      .array(z.object({ path: z.string(), now: jsonValueSchema }))
      .meta({ description: 'What somebody else has changed meanwhile, as it is now.' }),
    effects: z.array(setupEffectSchema),
  })
  .meta({ id: 'SetupCheck' });
export type SetupCheck = z.infer<typeof setupCheckSchema>;

export const savedSetupSchema = z
  .object({
    setupSeq: z.int(),
    changed: z.int().meta({ description: 'How many edits there were.' }),
    planId: idSchema.nullable().meta({ description: 'Where it was planned for later.' }),
  })
  .meta({ id: 'SavedSetup' });
export type SavedSetup = z.infer<typeof savedSetupSchema>;

/** What is to change by itself when a day begins. */
export const plannedChangeSchema = z.strictObject({
  id: idSchema,
  from: businessDateSchema,
  edits: editsSchema,
  staffId: idSchema.nullable(),
  /** Milliseconds since the epoch. */
  plannedAt: z.int(),
  /** Why it could not be made when its day came; it stands until somebody takes it out. */
  failed: z.array(setupFaultSchema).max(50).nullable().default(null),
});
export type PlannedChange = z.infer<typeof plannedChangeSchema>;

export const setupChangeSchema = z
  .object({
    seq: z.int(),
    at: instantSchema,
    by: z.object({ id: idSchema, name: z.string().nullable() }).nullable(),
    edits: z.array(setupEditSchema),
    canUndo: z.boolean().meta({ description: 'All of it still is as this change left it.' }),
  })
  .meta({ id: 'SetupChange' });
export type SetupChange = z.infer<typeof setupChangeSchema>;

/** As a log is read: before which entry, and how many at most. */
export const setupChangesQuerySchema = z.strictObject({
  before: queryInt(1, Number.MAX_SAFE_INTEGER).optional(),
});

export const setupViewSchema = z
  .object({
    setupSeq: z.int(),
    today: businessDateSchema,
    setup: z.looseObject({}).meta({ description: 'All of it, as schema `Setup` says.' }),
    faults: z.array(setupFaultSchema).meta({ description: 'What is wrong with it as it is.' }),
  })
  .meta({ id: 'SetupView' });

export const setupChangesSchema = z
  .object({
    changes: z.array(setupChangeSchema).meta({ description: 'The newest first.' }),
    nextBefore: z.int().nullable(),
  })
  .meta({ id: 'SetupChanges' });
export type SetupChanges = z.infer<typeof setupChangesSchema>;
