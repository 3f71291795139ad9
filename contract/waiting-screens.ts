import { z } from 'zod';
import { newPairingCodeSchema } from './devices.ts';
import { instantSchema } from './values.ts';

/** Screens without keys show a code; whoever steers types it at a computer that has some. */

export const waitingScreenSchema = z
  .object({
    code: z.string().meta({ description: 'Shown in large signs; typed by whoever steers.' }),
    secret: z
      .string()
      .meta({ description: 'The screen asks by it whether somebody typed the code.' }),
    expiresAt: instantSchema,
  })
  .meta({ id: 'WaitingScreen' });
export type WaitingScreen = z.infer<typeof waitingScreenSchema>;

export const askScreenSchema = z
  .strictObject({ secret: z.string().min(1).max(64) })
  .meta({ id: 'AskScreen' });

export const askedScreenSchema = z
  .object({
    pairingCode: z.string().nullable().meta({
      description: 'Once the code was typed: what pairs this screen, see /devices/pair.',
    }),
  })
  .meta({ id: 'AskedScreen' });
export type AskedScreen = z.infer<typeof askedScreenSchema>;

export const takeInScreenSchema = z
  .strictObject({
    code: z.string().min(1).max(40).meta({
      description: 'As the screen shows it; small letters, spaces and hyphens do not matter.',
    }),
    name: newPairingCodeSchema.shape.name,
  })
  .meta({ id: 'TakeInScreen' });

export const takenInScreenSchema = z.object({ name: z.string() }).meta({ id: 'TakenInScreen' });
