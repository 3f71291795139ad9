import { z } from 'zod';
import { checkInSchema } from './bookings.ts';
import { personFieldSchema } from './people.ts';
import { idSchema, printStateSchema } from './values.ts';

/** The front desk, where staff issue numbers for visitors. */

/** What the catalogue does not tell visitors, and where paper can come out. */
export const receptionSchema = z
  .object({
    asks: z.array(z.object({ serviceId: idSchema, fields: z.array(personFieldSchema) })).meta({
      description: 'Services that ask something of their visitor; all others ask nothing.',
    }),
    printers: z.array(z.object({ id: idSchema, name: z.string() })).max(50),
  })
  .meta({ id: 'Reception' });
export type Reception = z.infer<typeof receptionSchema>;

export const receptionCheckInSchema = checkInSchema
  .extend({ printerId: idSchema.optional() })
  .meta({ id: 'ReceptionCheckIn' });

export const receptionReprintSchema = z
  .strictObject({ printerId: idSchema })
  .meta({ id: 'ReceptionReprint' });

/** What became of a paper that was asked for at the front desk. */
export const receptionPrintSchema = z
  .object({ state: printStateSchema, fault: z.string().nullable() })
  .meta({ id: 'ReceptionPrint' });
export type ReceptionPrint = z.infer<typeof receptionPrintSchema>;
