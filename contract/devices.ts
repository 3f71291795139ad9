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
        isHere: z.boolean().meta({ description: 'It holds a connection now.' }),
      }),
    ),
  })
  .meta({ id: 'Devices' });
export type Devices = z.infer<typeof devicesSchema>;

export const unpairedSchema = z.object({ deviceId: idSchema }).meta({ id: 'Unpaired' });

export const renameDeviceSchema = z
  .strictObject({ name: deviceNameSchema })
  .meta({ id: 'RenameDevice' });

export const renamedDeviceSchema = z
  .object({ deviceId: idSchema, name: z.string() })
  .meta({ id: 'RenamedDevice' });

/** What a screen that nobody stands at can be told from afar. */
export const deviceOrderSchema = z.enum(['reload', 'identify']).meta({
  id: 'DeviceOrder',
  description: 'Load the page anew once nobody is at it; say in large letters which one it is.',
});
export type DeviceOrder = z.infer<typeof deviceOrderSchema>;

export const orderDeviceSchema = z
  .strictObject({ order: deviceOrderSchema })
  .meta({ id: 'OrderDevice' });

export const orderedDeviceSchema = z
  .object({
    deviceId: idSchema,
    screens: z
      .int()
      .min(0)
      .meta({ description: 'Connections that were told; 0: it is not there.' }),
  })
  .meta({ id: 'OrderedDevice' });

export const thisDeviceSchema = z
  .object({
    device: z.object({ id: idSchema, kind: deviceKindSchema, name: z.string() }).nullable(),
    isOpenHere: z.boolean().meta({
      description: 'A demo building takes screens on its own computer as they come.',
    }),
  })
  .meta({ id: 'ThisDevice', description: 'Whom the building takes the asking computer for.' });
export type ThisDevice = z.infer<typeof thisDeviceSchema>;

/** For the audit: a device came or went, or is called otherwise. */
export type DeviceAction = 'paired' | 'unpaired' | 'renamed';
