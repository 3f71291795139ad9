import { z } from 'zod';
import { idSchema, instantSchema } from './values.ts';

/** Whether a zone sees and hears its calls, and what became of them since the server started. */
export const zoneScreensSchema = z
  .object({
    zoneId: idSchema,
    state: z.enum(['well', 'quiet', 'mute', 'stale', 'blind']).meta({
      description:
        'mute: nothing there can be heard; stale: a call was not shown within 5 s; blind: no screen; ' +
        'quiet: nothing is spoken at this time.',
    }),
    since: instantSchema,
    /** Screens of the zone, or of the whole building where it has none. */
    displays: z.int().min(0),
    spoken: z.int().min(0),
    /** Too old to be spoken. */
    dropped: z.int().min(0),
    /** Handed to a screen that never said that it had finished. */
    unconfirmed: z.int().min(0),
    quiet: z.int().min(0),
  })
  .meta({ id: 'ZoneScreens' });
export type ZoneScreens = z.infer<typeof zoneScreensSchema>;
