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

export const kioskSetupSchema = z.strictObject({
  id: idSchema,
  name: z.string().min(1).max(60),
  /** Asked in this order: the second only where nothing has left for the first. */
  printerIds: z.array(idSchema).max(3),
});
export type KioskSetup = z.infer<typeof kioskSetupSchema>;
