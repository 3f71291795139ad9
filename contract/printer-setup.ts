import { z } from 'zod';
import { printersSchema } from './http.ts';
import { printerConnectionSchema, printerFaultSchema, printerSetupSchema } from './printers.ts';
import { idSchema } from './values.ts';

/** How an administrator looks at a printer, tries it and takes it into the set-up. */

/**
 * The journal entry that holds the set-up which somebody saw when they began to change it. What
 * somebody else changed meanwhile is never overwritten.
 */
export const setupSeqSchema = z
  .int()
  .min(1)
  .meta({ id: 'SetupSeq', description: 'The set-up that the change was made from.' });

export const printerProofSchema = z.enum(['confirming', 'status-only', 'mute']).meta({
  id: 'PrinterProof',
  description: 'What a printer can say: that it printed, how it is, or nothing.',
});
export type PrinterProof = z.infer<typeof printerProofSchema>;

export const cutterSchema = z.enum(['partial', 'full', 'none']);

const profileViewSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    columns: z.int(),
    dots: z.int(),
    proof: printerProofSchema,
    qr: z.enum(['native', 'raster']),
    cutter: cutterSchema,
  })
  .meta({ id: 'PrinterProfileView' });
export type PrinterProfileView = z.infer<typeof profileViewSchema>;

const setUpPrinterSchema = printersSchema.shape.printers.element
  .extend({
    /** Both null for the demo building's printer of software, which is in no set-up. */
    connection: printerConnectionSchema.nullable(),
    profileId: z.string().nullable(),
  })
  .meta({ id: 'SetUpPrinter' });
export type SetUpPrinter = z.infer<typeof setUpPrinterSchema>;

const kioskPrintersSchema = z
  .object({ id: idSchema, name: z.string(), printerIds: z.array(idSchema) })
  .meta({ id: 'KioskPrinters', description: 'A kiosk and its printers, in the order asked.' });
export type KioskPrinters = z.infer<typeof kioskPrintersSchema>;

export const printerSetupViewSchema = z
  .object({
    setupSeq: z.int(),
    printers: z.array(setUpPrinterSchema),
    profiles: z.array(profileViewSchema),
    kiosks: z.array(kioskPrintersSchema),
    agents: z.array(z.object({ deviceId: idSchema, name: z.string() })),
  })
  .meta({ id: 'PrinterSetupView' });
export type PrinterSetupView = z.infer<typeof printerSetupViewSchema>;

export const askPrinterSchema = z
  .strictObject({ connection: printerConnectionSchema })
  .meta({ id: 'AskPrinter', description: 'Where the printer is, whether it is set up or not.' });

/** Who is at an address. */
export const probeFindingSchema = z.enum([
  'printer',
  'silent',
  'hung-up',
  'print-queue',
  'web-server',
  'ssh-server',
  'other-language',
  'other-service',
  'babbling',
  'refused',
  'timed-out',
  'unknown-host',
  'no-route',
  'no-device',
  'not-a-device',
  'in-use',
  'no-permission',
  'failed',
  /** An agent speaks for its printer: only its state is known here. */
  'agent',
]);
export type ProbeFinding = z.infer<typeof probeFindingSchema>;

export const probeReportSchema = z
  .object({
    finding: probeFindingSchema,
    usualOnPort: z.enum(['web-server', 'ssh-server', 'other-service']).nullable(),
    isOffline: z.boolean(),
    faults: z.array(printerFaultSchema).meta({ description: 'What it says is wrong with it now.' }),
    nearEnd: z.boolean(),
    proof: printerProofSchema.nullable(),
    pushes: z.boolean().nullable(),
    maker: z.string().nullable(),
    model: z.string().nullable().meta({ description: 'As it calls itself: clones give others’.' }),
    profileIds: z.array(z.string()).meta({ description: 'Those that fit, the likeliest first.' }),
    printerId: idSchema
      .nullable()
      .meta({ description: 'The printer of the set-up at that place.' }),
    tookMs: z.int(),
  })
  .meta({ id: 'ProbeReport' });
export type ProbeReport = z.infer<typeof probeReportSchema>;

export const askTestPageSchema = z
  .strictObject({
    connection: printerConnectionSchema,
    proof: printerProofSchema.default('mute').meta({ description: 'As the probe found it.' }),
  })
  .meta({ id: 'AskTestPage' });

export const testPageSentSchema = z
  .object({
    code: z.string().meta({ description: 'Stands large on the page.' }),
    outcome: z.enum(['printed', 'not-sent', 'unknown']),
    fault: printerFaultSchema.nullable(),
  })
  .meta({ id: 'TestPageSent' });
export type TestPageSent = z.infer<typeof testPageSentSchema>;

/** What a person sees on the page, and what the probe heard. */
export const testPageSeenSchema = z
  .strictObject({
    code: z.string().regex(/^[A-Z]{4}$/),
    codeSeen: z.string().regex(/^[A-Za-z0-9 ]{0,8}$/),
    columns: z.union([z.literal(32), z.literal(42), z.literal(48)]),
    readsNativeQr: z.boolean(),
    readsRasterQr: z.boolean(),
    cut: cutterSchema,
    proof: printerProofSchema,
    model: z.string().max(40).nullable(),
  })
  .meta({ id: 'TestPageSeen' });
export type TestPageSeen = z.infer<typeof testPageSeenSchema>;

export const profileSuggestionSchema = z
  .object({ profileId: z.string() })
  .meta({ id: 'ProfileSuggestion' });
export type ProfileSuggestion = z.infer<typeof profileSuggestionSchema>;

/** Where a printer stands among a kiosk's: its first, the one that helps out, or not at all. */
export const kioskPlaceSchema = z.enum(['first', 'second', 'none']);
export type KioskPlace = z.infer<typeof kioskPlaceSchema>;

export const savePrinterSchema = z
  .strictObject({
    setupSeq: setupSeqSchema,
    id: idSchema.nullable().meta({ description: 'Null for a new one.' }),
    name: printerSetupSchema.shape.name,
    connection: printerConnectionSchema,
    profileId: printerSetupSchema.shape.profileId,
    kiosks: z
      .array(z.strictObject({ id: idSchema, place: kioskPlaceSchema }))
      .max(50)
      .meta({ description: 'Kiosks that are not named keep their printers.' }),
  })
  .meta({ id: 'SavePrinter' });
export type SavePrinter = z.infer<typeof savePrinterSchema>;

export const savedPrinterSchema = z
  .object({ printer: printerSetupSchema, setupSeq: z.int() })
  .meta({ id: 'SavedPrinter' });
export type SavedPrinter = z.infer<typeof savedPrinterSchema>;

export const removePrinterSchema = z
  .strictObject({ setupSeq: setupSeqSchema })
  .meta({ id: 'RemovePrinter' });

export const setupChangedSchema = z.object({ setupSeq: z.int() }).meta({ id: 'SetupChanged' });
export type SetupChanged = z.infer<typeof setupChangedSchema>;
