import { z } from 'zod';
import { idSchema, instantSchema } from './values.ts';

/** Computers that belong to the building: paired once by a code, known from then on by a token. */

export const deviceKindSchema = z.enum(['agent', 'kiosk', 'display']).meta({
  id: 'DeviceKind',
  description: 'A print agent, a kiosk where visitors take tickets, or a display.',
});
export type DeviceKind = z.infer<typeof deviceKindSchema>;

/** Stands on lists and in one line of a log: no character in it controls anything. */
const deviceNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{C}]+$/u);

export const newPairingCodeSchema = z
  .strictObject({ kind: deviceKindSchema, name: deviceNameSchema })
  .meta({ id: 'NewPairingCode', description: 'For a device that is to be paired now.' });

export const pairingCodeSchema = z
  .object({
    code: z.string().meta({ description: 'Good for one device, once.' }),
    expiresAt: instantSchema,
  })
  .meta({ id: 'PairingCode' });

export const pairDeviceSchema = z
  .strictObject({
    code: z.string().min(1).max(40).meta({
      description: 'As it was shown; small letters, spaces and hyphens do not matter.',
    }),
  })
  .meta({ id: 'PairDevice' });

export const pairedDeviceSchema = z
  .object({
    deviceId: idSchema,
    name: z.string(),
    token: z.string().meta({
      description:
        'Told only here. Sent as `Authorization: Bearer`; browsers keep it as a cookie that this ' +
        'answer sets.',
    }),
  })
  .meta({ id: 'PairedDevice' });

export const devicesSchema = z
  .object({
    devices: z.array(
      z.object({
        id: idSchema,
        kind: deviceKindSchema,
        name: z.string(),
        pairedAt: instantSchema,
        pairedBy: z.string().nullable().meta({ description: 'Who made the code, by name.' }),
        lastSeenAt: instantSchema.meta({ description: 'To the minute.' }),
      }),
    ),
  })
  .meta({ id: 'Devices' });
export type Devices = z.infer<typeof devicesSchema>;

export const unpairedSchema = z.object({ deviceId: idSchema }).meta({ id: 'Unpaired' });

/** For the audit: a device came or went. */
export type DeviceAction = 'paired' | 'unpaired';
