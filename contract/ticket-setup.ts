import { z } from 'zod';
import { setupSeqSchema } from './printer-setup.ts';
import { setupEditSchema, setupEditsMax } from './setup-edits.ts';
import { ticketLayoutSchema } from './ticket-layout.ts';
import { idSchema, instantSchema, languageSchema } from './values.ts';

/** What stands on the slips of a building, as its administrator edits it. */

/** Of an uploaded picture: more is refused before a single pixel is unpacked. */
export const logoUploadBytesMax = 1_048_576;
export const logoUploadSideMax = 4_000;

const pictureSchema = z
  .object({ id: idSchema, width: z.int(), height: z.int(), createdAt: instantSchema })
  .meta({ id: 'Picture' });

export const ticketSetupViewSchema = z
  .object({
    setupSeq: z.int(),
    layout: ticketLayoutSchema.meta({ description: 'As it is printed now.' }),
    shipped: z.array(ticketLayoutSchema),
    logo: pictureSchema.nullable(),
  })
  .meta({ id: 'TicketSetupView' });
export type TicketSetupView = z.infer<typeof ticketSetupViewSchema>;

export const uploadedLogoSchema = z.object({ logo: pictureSchema }).meta({ id: 'UploadedLogo' });
export type UploadedLogo = z.infer<typeof uploadedLogoSchema>;

/** Why a picture is not taken as a logo. */
export type LogoRefusalReason =
  'too-many-bytes' | 'not-a-png' | 'too-large' | 'damaged' | 'nothing-to-see';

export const previewSlipSchema = z
  .strictObject({
    layout: ticketLayoutSchema,
    logoId: idSchema.optional(),
    paper: z.enum(['80', '58']),
    language: languageSchema,
    sample: z.enum(['usual', 'longest']).meta({
      description: 'A usual ticket, or one with the longest names and lists of this building.',
    }),
  })
  .meta({ id: 'PreviewSlip' });
export type PreviewSlip = z.infer<typeof previewSlipSchema>;

export const previewServiceSlipSchema = z
  .strictObject({
    edits: z.array(setupEditSchema).max(setupEditsMax).meta({
      description: 'What is changed and not saved yet: the slip is drawn as if it were.',
    }),
    serviceId: idSchema,
    paper: z.enum(['80', '58']),
    language: languageSchema,
  })
  .meta({ id: 'PreviewServiceSlip' });

export const previewLogoSchema = z
  .strictObject({
    logoId: idSchema,
    paper: z.enum(['80', '58']),
    dots: z.enum(['dithered', 'line-art']),
    heightDotsMax: z.int().min(33).max(200),
  })
  .meta({ id: 'PreviewLogo' });
export type PreviewLogo = z.infer<typeof previewLogoSchema>;

export const saveTicketSetupSchema = z
  .strictObject({
    setupSeq: setupSeqSchema,
    layout: ticketLayoutSchema.nullable().meta({ description: 'Null: the shipped one.' }),
    logoId: idSchema.nullable(),
  })
  .meta({ id: 'SaveTicketSetup' });
export type SaveTicketSetup = z.infer<typeof saveTicketSetupSchema>;
