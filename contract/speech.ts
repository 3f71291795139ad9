import { z } from 'zod';
import { kioskLanguageSchema } from './printers.ts';

/** A sentence or two of a kiosk's screen, to be heard. */
export const speechTextMax = 400;

export const speechSchema = z
  .strictObject({
    text: z.string().trim().min(1).max(speechTextMax),
    language: kioskLanguageSchema.optional(),
  })
  .meta({ id: 'Speech', description: 'What is read out; nothing of it is kept.' });
