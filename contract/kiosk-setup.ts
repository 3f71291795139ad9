import { z } from 'zod';
import { setupSeqSchema } from './printer-setup.ts';
import { kioskSetupSchema } from './printers.ts';
import { idSchema, textSchema } from './values.ts';

/** How an administrator sets up the kiosks of a building. */

const shape = kioskSetupSchema.shape;

/** Without defaults: who saves a kiosk says everything, so that nothing goes back unseen. */
export const kioskChoicesSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    place: shape.place.unwrap(),
    agencyIds: shape.agencyIds.unwrap(),
    languages: shape.languages
      .unwrap()
      .refine(codes => new Set(codes).size === codes.length, 'Each language once'),
    startsInReach: shape.startsInReach.unwrap(),
    mountBottomMm: shape.mountBottomMm.unwrap(),
    slot: shape.slot.unwrap(),
    firstWay: shape.firstWay.unwrap(),
    hasCamera: shape.hasCamera.unwrap(),
    hasKeypad: shape.hasKeypad.unwrap(),
    speaks: shape.speaks.unwrap(),
    volumePercent: shape.volumePercent.unwrap(),
  })
  .meta({ id: 'KioskChoices' });
export type KioskChoices = z.infer<typeof kioskChoicesSchema>;

const setUpKioskSchema = kioskChoicesSchema
  .extend({
    id: idSchema,
    deviceId: idSchema.nullable().meta({ description: 'The computer that it is; null: none yet.' }),
  })
  .meta({ id: 'SetUpKiosk' });
export type SetUpKiosk = z.infer<typeof setUpKioskSchema>;

export const kioskSetupViewSchema = z
  .object({
    setupSeq: z.int(),
    kiosks: z.array(setUpKioskSchema),
    computers: z
      .array(z.object({ id: idSchema, name: z.string(), isHere: z.boolean() }))
      .meta({ description: 'Those that may be a kiosk: paired, or the demo building’s own.' }),
    agencies: z.array(z.object({ id: idSchema, name: textSchema })),
    usual: kioskChoicesSchema.meta({ description: 'What a kiosk is that nobody has set up.' }),
  })
  .meta({ id: 'KioskSetupView' });
export type KioskSetupView = z.infer<typeof kioskSetupViewSchema>;

export const saveKioskSchema = z
  .strictObject({
    setupSeq: setupSeqSchema,
    id: idSchema.nullable().meta({ description: 'Null for a new one.' }),
    deviceId: idSchema
      .nullable()
      .meta({ description: 'The computer that it shall be; another kiosk of it has none then.' }),
    choices: kioskChoicesSchema,
  })
  .meta({ id: 'SaveKiosk' });
export type SaveKiosk = z.infer<typeof saveKioskSchema>;

export const savedKioskSchema = z
  .object({ kiosk: setUpKioskSchema, setupSeq: z.int() })
  .meta({ id: 'SavedKiosk' });

export const removeKioskSchema = z
  .strictObject({ setupSeq: setupSeqSchema })
  .meta({ id: 'RemoveKiosk' });
