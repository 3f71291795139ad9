import { z } from 'zod';
import { counterStateSchema, idSchema } from './values.ts';

/** What of the running day whoever sets up lines and counters has to know. */

export const setupDaySchema = z
  .object({
    queues: z.array(
      z.object({
        id: idSchema,
        waiting: z.int().meta({ description: 'Tickets in the line now.' }),
        numbers: z.int().meta({
          description: 'Numbers of its series given today; with any, the series stays as it is.',
        }),
      }),
    ),
    counters: z.array(
      z.object({
        id: idSchema,
        state: counterStateSchema,
        officer: z.string().nullable().meta({ description: 'Who works there.' }),
        label: z.string().nullable().meta({ description: 'Whose number is called or served.' }),
      }),
    ),
  })
  .meta({ id: 'SetupDay' });
export type SetupDay = z.infer<typeof setupDaySchema>;
