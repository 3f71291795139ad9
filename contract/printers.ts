import { z } from 'zod';
import { idSchema } from './values.ts';

/** Printers and kiosks of a building, as its administrator sets them up. */

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
