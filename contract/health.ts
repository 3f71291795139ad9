import { z } from 'zod';
import { instantSchema } from './values.ts';

/** Everything that a technician asks of a building: what works, what does not, and since when. */

export const healthKindSchema = z
  .enum([
    'server',
    'memory',
    'database',
    'disk',
    'backup',
    'second-place',
    'reports',
    'setup',
    'printer',
    'kiosk',
    'display',
    'agent',
    'zone',
    'media',
    'voice',
    'webhooks',
    'hub',
  ])
  .meta({ id: 'HealthKind', description: 'What a row of the health page is about.' });
export type HealthKind = z.infer<typeof healthKindSchema>;

export const healthItemSchema = z
  .object({
    kind: healthKindSchema,
    name: z.string().nullable().meta({ description: 'Where there are several of a kind.' }),
    state: z.enum(['good', 'off', 'wrong']).meta({
      description: '`off`: it is not set up, or not wanted now.',
    }),
    since: instantSchema.nullable().meta({ description: 'Null where nobody knows.' }),
    facts: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .meta({ description: 'What there is to know of this kind; never about people.' }),
  })
  .meta({ id: 'HealthItem' });
export type HealthItem = z.infer<typeof healthItemSchema>;

export const healthSchema = z
  .object({
    now: instantSchema,
    version: z.string(),
    startedAt: instantSchema,
    items: z.array(healthItemSchema),
  })
  .meta({
    id: 'HealthReport',
    description: 'The building’s machines and programs as they are now.',
  });
export type Health = z.infer<typeof healthSchema>;
