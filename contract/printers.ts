import { z } from 'zod';
import { idSchema } from './values.ts';

/** Printers and kiosks of a building, as its administrator sets them up. */

/** What keeps a printer from printing. Staff see a sentence for each. */
export const printerFaultSchema = z.enum([
  'paper-end',
  'cover-open',
  'cutter',
  'head-hot',
  'unrecoverable',
  // The printer says that it is offline and not why (feed button held, error without a cause).
  'offline',
  // Connected, but it answers nothing within its time.
  'no-answer',
  // No connection could be made.
  'unreachable',
  // Another program or another computer holds the printer.
  'in-use',
  // The system lets this program not open the device.
  'no-permission',
  // Something answers there that does not speak as a receipt printer does.
  'not-a-printer',
  // The system's own print queue took no job.
  'queue-refused',
  // The connection broke while it was in use.
  'connection-lost',
  // It can print but has no way to say so: its profile is mute.
  'mute',
  // More jobs wait than the printer's line holds.
  'line-full',
  // The printer was closed by its owner.
  'closed',
]);
export type PrinterFault = z.infer<typeof printerFaultSchema>;

export const hostSchema = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/);

/** A path below /dev: nothing else of the computer is ever opened as a printer. */
export const devicePathSchema = z
  .string()
  .max(100)
  .regex(/^\/dev\/[A-Za-z0-9][A-Za-z0-9/_.-]*$/)
  .refine(path => !path.includes('..'));

export const printerConnectionSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('network'),
      host: hostSchema,
      port: z.int().min(1).max(65_535).default(9100),
    }),
    z.strictObject({ kind: z.literal('usb'), path: devicePathSchema }),
    z.strictObject({
      kind: z.literal('serial'),
      path: devicePathSchema,
      baudRate: z.union([9600, 19_200, 38_400, 57_600, 115_200].map(rate => z.literal(rate))),
    }),
    z.strictObject({ kind: z.literal('cups'), queue: z.string().regex(/^[\w.-]{1,100}$/) }),
    /** Driven by the agent on a kiosk's own computer. */
    z.strictObject({ kind: z.literal('agent'), deviceId: idSchema }),
  ])
  .meta({ id: 'PrinterConnection' });
export type PrinterConnection = z.infer<typeof printerConnectionSchema>;

export const printerSetupSchema = z.strictObject({
  id: idSchema,
  name: z.string().min(1).max(60),
  connection: printerConnectionSchema,
  profileId: z.string().min(1).max(40),
});
export type PrinterSetup = z.infer<typeof printerSetupSchema>;

/** Indonesian and English are complete; the others are overlays that fall back to Indonesian. */
export const kioskLanguageSchema = z.enum(['id', 'en', 'jv', 'bug']).meta({ id: 'KioskLanguage' });
export type KioskLanguage = z.infer<typeof kioskLanguageSchema>;

export const kioskSetupSchema = z.strictObject({
  id: idSchema,
  name: z.string().min(1).max(60),
  /** Where it stands, for a visitor who is sent there: "dekat pintu utara". */
  place: z.string().trim().max(60).default(''),
  /** Asked in this order: the second only where nothing has left for the first. */
  printerIds: z.array(idSchema).max(3),
  /** The agent whose scanner stands at this kiosk; absent: the agent that drives its printer. */
  scannerDeviceId: idSchema.optional(),
  /** Only these agencies' services; null: all. */
  agencyIds: z.array(idSchema).min(1).max(80).nullable().default(null),
  /** In the order of its language keys, the first at rest. */
  languages: z.array(kioskLanguageSchema).min(1).max(6).default(['id', 'en']),
  /** All controls in the lower part from the start, for a kiosk that stands high. */
  startsInReach: z.boolean().default(false),
  /** Where the bottom edge of the picture is above the floor: moves both reach lines. */
  mountBottomMm: z.int().min(200).max(1_400).default(800),
  /** Where the paper comes out, seen from the visitor. */
  slot: z.enum(['left', 'right', 'below']).default('right'),
  /** Which of the two ways in is the larger one. */
  firstWay: z.enum(['walk-in', 'booked']).default('walk-in'),
  hasCamera: z.boolean().default(false),
  hasKeypad: z.boolean().default(false),
  /** Speaks its screens to whoever asks for it. */
  speaks: z.boolean().default(true),
  /** What it goes back to after each visitor. */
  volumePercent: z.int().min(0).max(100).default(60),
});
export type KioskSetup = z.infer<typeof kioskSetupSchema>;
