import { z } from 'zod';
import { idSchema, instantSchema } from './values.ts';

/** Visitors who called for staff at a kiosk, and what the front desk is told of paper. */

export const helpCallSchema = z
  .object({
    ticketId: idSchema,
    label: z.string(),
    kioskName: z.string(),
    since: instantSchema,
    paper: z.enum(['none', 'unknown', 'printed']).meta({
      description: 'Whether its paper came out: none did, nobody knows, it did.',
    }),
    isOver: z
      .boolean()
      .meta({ description: 'The number is no more: its visitor needs a new one.' }),
  })
  .meta({ id: 'HelpCall', description: 'A visitor at a kiosk who called for staff.' });
export type HelpCall = z.infer<typeof helpCallSchema>;

export const helpCallsMax = 50;
export const helpCallsSchema = z.array(helpCallSchema).max(helpCallsMax);

/** A printer that needs somebody, now or soon. */
const troubledPrinterSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** Null: it prints, and only its roll is near its end. */
  fault: z.string().nullable(),
  since: instantSchema.nullable(),
  ticketsLeft: z.int().min(0).nullable(),
});
export type TroubledPrinter = z.infer<typeof troubledPrinterSchema>;

/** What a counter that serves as the front desk is told beside its own visitors. */
export const frontDeskSchema = z
  .object({ printers: z.array(troubledPrinterSchema).max(50), calls: helpCallsSchema })
  .meta({ id: 'FrontDesk' });
export type FrontDesk = z.infer<typeof frontDeskSchema>;

export const helpAnswerSchema = z
  .object({
    since: instantSchema,
    isSeen: z.boolean().meta({
      description: 'A front desk or a supervisor’s board that shows the call is open now.',
    }),
  })
  .meta({ id: 'HelpAnswer' });
export type HelpAnswer = z.infer<typeof helpAnswerSchema>;

export const helpDoneSchema = z.object({ ticketId: idSchema }).meta({ id: 'HelpDone' });
