import { z } from 'zod';
import { setupSchema } from './setup.ts';

/** How a building begins: what whoever holds the code from the terminal may do, once. */

export const firstRunSchema = z
  .object({
    state: z.enum(['needed', 'making', 'made']).meta({
      description: 'Whether there is a building: not yet, its server starts, or there is.',
    }),
    hasCode: z.boolean().meta({ description: 'A code of `npm run setup` waits to be used.' }),
  })
  .meta({ id: 'FirstRun' });
export type FirstRun = z.infer<typeof firstRunSchema>;

const codeSchema = z.string().min(1).max(40).meta({
  description: 'As the terminal says it; small letters, spaces and hyphens do not matter.',
});

export const setupCodeSchema = z.strictObject({ code: codeSchema }).meta({ id: 'SetupCode' });

const newAdministratorSchema = z
  .strictObject({
    username: z.string().regex(/^[a-z0-9.-]{3,40}$/),
    name: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .regex(/^[^\p{C}]+$/u),
    /** How many characters are asked for is told by `password-too-weak`. */
    password: z.string().min(1).max(256),
  })
  .meta({ id: 'NewAdministrator' });
export type NewAdministrator = z.infer<typeof newAdministratorSchema>;

const { name, short, timeZone, languages, hours } = setupSchema.shape.building.shape;
const newBuildingSchema = z
  .strictObject({
    name: z.strictObject({
      line1: name.shape.line1.trim().min(1),
      line2: name.shape.line2.trim(),
    }),
    short: short.trim().min(1),
    timeZone,
    languages: languages
      .max(2)
      .refine(codes => new Set(codes).size === codes.length, 'Each language once'),
    hours,
  })
  .meta({ id: 'NewBuilding' });
export type NewBuilding = z.infer<typeof newBuildingSchema>;

export const makeBuildingSchema = z
  .strictObject({
    code: codeSchema,
    building: newBuildingSchema,
    administrator: newAdministratorSchema,
  })
  .meta({ id: 'MakeBuilding' });
export type MakeBuilding = z.infer<typeof makeBuildingSchema>;

export const takeAdministrationSchema = z
  .strictObject({ code: codeSchema, administrator: newAdministratorSchema })
  .meta({ id: 'TakeAdministration' });
export type TakeAdministration = z.infer<typeof takeAdministrationSchema>;
