import { z } from 'zod';
import { displaySetupSchema } from './displays.ts';
import { setupSeqSchema } from './printer-setup.ts';
import { idSchema, textSchema } from './values.ts';

/** How an administrator sets up the screens of the hall and the signs above counters. */

const shape = displaySetupSchema.shape;

/** Without defaults: who saves a screen says everything, so that nothing goes back unseen. */
export const displayChoicesSchema = z
  .strictObject({
    name: shape.name,
    deviceId: shape.deviceId.unwrap(),
    layout: shape.layout.unwrap(),
    zoneId: shape.zoneId.unwrap(),
    counterId: shape.counterId.unwrap(),
    arrow: shape.arrow.unwrap(),
    isSpeaker: shape.isSpeaker.unwrap(),
    viewingDistanceM: shape.viewingDistanceM.unwrap(),
    sizeInches: shape.sizeInches.unwrap(),
    language: shape.language.unwrap(),
    playlist: shape.playlist.unwrap(),
    pictureSeconds: shape.pictureSeconds.unwrap(),
    mediaVolumePercent: shape.mediaVolumePercent.unwrap(),
  })
  .meta({ id: 'DisplayChoices' });
export type DisplayChoices = z.infer<typeof displayChoicesSchema>;

const setUpDisplaySchema = displayChoicesSchema
  .extend({ id: idSchema })
  .meta({ id: 'SetUpDisplay' });
export type SetUpDisplay = z.infer<typeof setUpDisplaySchema>;

export const displaySetupViewSchema = z
  .object({
    setupSeq: z.int(),
    displays: z.array(setUpDisplaySchema),
    computers: z
      .array(z.object({ id: idSchema, name: z.string(), isHere: z.boolean() }))
      .meta({ description: 'Paired screens.' }),
    zones: z.array(z.object({ id: idSchema, word: textSchema })),
    counters: z.array(z.object({ id: idSchema, number: z.int() })),
    usual: displayChoicesSchema.meta({ description: 'What a screen is that nobody has set up.' }),
  })
  .meta({ id: 'DisplaySetupView' });
export type DisplaySetupView = z.infer<typeof displaySetupViewSchema>;

export const saveDisplaySchema = z
  .strictObject({
    setupSeq: setupSeqSchema,
    id: idSchema.nullable().meta({ description: 'Null for a new one.' }),
    choices: displayChoicesSchema,
  })
  .meta({ id: 'SaveDisplay' });

export const savedDisplaySchema = z
  .object({ display: setUpDisplaySchema, setupSeq: z.int() })
  .meta({ id: 'SavedDisplay' });
export type SavedDisplay = z.infer<typeof savedDisplaySchema>;

export const removeDisplaySchema = z
  .strictObject({ setupSeq: setupSeqSchema })
  .meta({ id: 'RemoveDisplay' });
