import { z } from 'zod';
import { setupSeqSchema } from './printer-setup.ts';
import { idSchema, textSchema } from './values.ts';

/** How a voice says the names of agencies and services, where that is not how they are written. */

/** All agencies and services that a building may have. */
export const spokenNamesMax = 580;

const spoken = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{C}+$/u, 'No signs that cannot be seen');

export const spokenNameSchema = z
  .strictObject({
    kind: z.enum(['agency', 'service']),
    id: idSchema,
    speakAs: z
      .strictObject({ id: spoken, en: spoken })
      .nullable()
      .meta({ description: 'Null: as it is written.' }),
  })
  .meta({ id: 'SpokenName' });
export type SpokenName = z.infer<typeof spokenNameSchema>;

export const spokenNamesViewSchema = z
  .object({
    setupSeq: z.int(),
    isSaid: z
      .enum(['number', 'agency', 'service'])
      .meta({ description: 'What calls say beside the number now.' }),
    names: z
      .array(
        z.object({
          kind: spokenNameSchema.shape.kind,
          id: idSchema,
          agencyId: idSchema,
          name: textSchema.meta({ description: 'As it is written.' }),
          speakAs: textSchema.nullable(),
        }),
      )
      .max(spokenNamesMax)
      .meta({ description: 'Each agency before its services.' }),
  })
  .meta({ id: 'SpokenNamesView' });
export type SpokenNamesView = z.infer<typeof spokenNamesViewSchema>;

export const saveSpokenNamesSchema = z
  .strictObject({
    setupSeq: setupSeqSchema,
    names: z.array(spokenNameSchema).min(1).max(spokenNamesMax).meta({
      description: 'Those that change; all others stay.',
    }),
  })
  .meta({ id: 'SaveSpokenNames' });
export type SaveSpokenNames = z.infer<typeof saveSpokenNamesSchema>;
