import { z } from 'zod';
import { setupEditSchema, setupEffectSchema, setupFaultCodeSchema } from './setup-edits.ts';
import { businessDateSchema } from './values.ts';

/**
 * The set-up as a file that people read, edit and take to another building, and the list of services
 * as a sheet. Both are looked at first: what they would change, and everything that is wrong in them.
 */

/** Of the file's own form; a file of a later one is not read. */
export const setupFileVersion = 1;
export const setupFileBytesMax = 2_000_000;
export const servicesSheetBytesMax = 500_000;
export const servicesSheetRowsMax = 1_000;
/** All rows that a set-up can hold, taken out and brought in anew. */
export const importEditsMax = 4_000;
/** Errors of one file that are named; whoever has more begins with these. */
export const fileFaultsMax = 200;

/** What may be taken of a file by itself. `identity`: name, short name and time zone. */
export const setupFileGroups = [
  'identity',
  'building',
  'hours',
  'rules',
  'zones',
  'services',
  'counters',
  'devices',
  'voice',
  'ticket',
  'antrean',
] as const;
export const setupFileGroupSchema = z.enum(setupFileGroups).meta({ id: 'SetupFileGroup' });
export type SetupFileGroup = z.infer<typeof setupFileGroupSchema>;

export const fileFaultCodeSchema = z
  .enum([
    // Bytes that are no text in UTF-8, or no text at all.
    'not-text',
    'empty',
    // The text is not written as such a file is; `message` says where the parser stumbled.
    'broken',
    'duplicate-key',
    // Of YAML's own means: everything is written out instead.
    'alias',
    // More than anybody writes by hand, or nested deeper than a set-up is.
    'too-deep',
    // Well written, but no set-up; or no sheet of services.
    'not-a-setup',
    'newer-version',
    'unknown-key',
    'missing',
    // `expected` is what it should be.
    'wrong-kind',
    'too-long',
    'too-short',
    'too-large',
    'too-small',
    'not-one-of',
    'wrong-form',
    'unknown-column',
    'missing-column',
    'wrong-columns',
    // So many in one language, so many in the other.
    'uneven',
    'unknown-agency',
    'unknown-queue',
    ...setupFaultCodeSchema.options,
  ])
  .meta({ id: 'FileFaultCode' });
export type FileFaultCode = z.infer<typeof fileFaultCodeSchema>;

export const fileFaultSchema = z
  .object({
    path: z
      .string()
      .meta({ description: '`services/service-a02/minutes`; of a sheet the column.' }),
    line: z.int().min(1).nullable().meta({
      description: 'From 1; null where it is about something that the file does not hold.',
    }),
    code: fileFaultCodeSchema,
    facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    message: z.string().optional().meta({ description: 'For engineers.' }),
  })
  .meta({ id: 'FileFault' });
export type FileFault = z.infer<typeof fileFaultSchema>;

const faultsSchema = z.array(fileFaultSchema).max(fileFaultsMax);
const previewSchema = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .meta({ description: 'Names exactly these edits; whoever makes them sends it along.' });

const importEditsSchema = z.array(setupEditSchema).max(importEditsMax);

export const setupFileCheckSchema = z
  .object({
    from: z.string().nullable().meta({ description: 'The building that the file says it is of.' }),
    date: businessDateSchema.nullable(),
    groups: z.array(z.object({ group: setupFileGroupSchema, edits: z.int() })).meta({
      description: 'What the file holds, and how much each would change if it were taken.',
    }),
    taken: z.array(setupFileGroupSchema),
    faults: faultsSchema.meta({ description: 'Nothing can be taken with any; by line.' }),
    letGo: z.array(fileFaultSchema.pick({ path: true, line: true })).meta({
      description: 'What belongs to computers that are not paired with this building.',
    }),
    edits: importEditsSchema,
    effects: z.array(setupEffectSchema),
    preview: previewSchema,
  })
  .meta({ id: 'SetupFileCheck' });
export type SetupFileCheck = z.infer<typeof setupFileCheckSchema>;

export const servicesSheetCheckSchema = z
  .object({
    rows: z
      .array(
        z.object({
          line: z.int().min(1),
          code: z.string(),
          name: z.string(),
          is: z.enum(['new', 'changed', 'same', 'wrong']),
          faults: z.array(fileFaultSchema),
        }),
      )
      .max(servicesSheetRowsMax),
    faults: faultsSchema.meta({ description: 'Of the sheet as a whole.' }),
    edits: importEditsSchema,
    effects: z.array(setupEffectSchema),
    preview: previewSchema,
  })
  .meta({ id: 'ServicesSheetCheck' });
export type ServicesSheetCheck = z.infer<typeof servicesSheetCheckSchema>;

const takeSchema = z
  .string()
  .max(200)
  .transform(text => text.split(','))
  .pipe(z.array(setupFileGroupSchema).min(1))
  .optional()
  .meta({ description: 'Groups, comma-separated; absent: all but `identity`.' });

export const checkSetupFileQuerySchema = z.strictObject({ take: takeSchema });

/** Without `preview` nothing is compared with what somebody saw before. */
const importFields = {
  preview: previewSchema.optional(),
  from: businessDateSchema.optional().meta({ description: 'Absent: now.' }),
};
export const importSetupFileQuerySchema = z.strictObject({ take: takeSchema, ...importFields });
export const importServicesQuerySchema = z.strictObject(importFields);
