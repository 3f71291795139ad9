import { z } from 'zod';
import { idSchema } from './values.ts';

/** How a building's calls are spoken, as its administrator sets it up. */

const minuteOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** From local midnight on; `until` before `from` goes over midnight. */
const quietTimeSchema = z.strictObject({
  days: z.array(z.int().min(0).max(6)).min(1).max(7),
  from: minuteOfDaySchema,
  until: minuteOfDaySchema,
});
export type QuietTime = z.infer<typeof quietTimeSchema>;

export const voiceSetupSchema = z
  .strictObject({
    /** Digits of a number one by one with nol or kosong, or as a natural number. */
    numberStyle: z.enum(['nol', 'kosong', 'natural']).default('nol'),
    /** How often a call is said where nobody waits behind it. */
    repeat: z.int().min(1).max(3).default(2),
    /** Of the speed at which the packs were spoken; the pitch stays. */
    speedPercent: z.int().min(70).max(130).default(100),
    /** What is said after the counter. */
    says: z.enum(['number', 'agency', 'service']).default('number'),
    /** English after Indonesian: for visitors who chose it, for everybody, or never. */
    secondLanguage: z.enum(['visitor', 'always', 'never']).default('visitor'),
    volumePercent: z.int().min(0).max(100).default(80),
    /** Nothing is spoken then; the screens show calls as ever. */
    quietTimes: z.array(quietTimeSchema).max(14).default([]),
    /** Recorded packs of the building, the best first; the shipped ones come after them. */
    packIds: z.array(idSchema).max(10).default([]),
    zones: z
      .array(
        z.strictObject({
          zoneId: idSchema,
          volumePercent: z.int().min(0).max(100),
          isSilent: z.boolean().default(false),
        }),
      )
      .max(20)
      .default([]),
  })
  .meta({ id: 'VoiceSetup' });
export type VoiceSetup = z.infer<typeof voiceSetupSchema>;
