import { z } from 'zod';
import {
  idSchema,
  instantSchema,
  legStateSchema,
  needSchema,
  textSchema,
  visitClassSchema,
} from './values.ts';

/** What a desk is told of a ticket whose paper was scanned there: who it is, and where they are. */
export const scannedTicketSchema = z
  .object({
    ticketId: idSchema,
    label: z.string(),
    class: visitClassSchema,
    need: needSchema.nullable(),
    /** The errand that is under way or comes next; of a visit that is over, the last one. */
    errand: z.object({
      state: legStateSchema,
      serviceName: textSchema,
      zoneWord: textSchema,
      /** Numbers of the counters that serve it, e.g. "1–3". */
      counters: z.string(),
      /** The one counter that has the visitor, or had them. */
      counterNumber: z.int().nullable(),
      /** Since when they wait or are at the counter; when it ended. */
      since: instantSchema,
    }),
  })
  .meta({ id: 'ScannedTicket' });
export type ScannedTicket = z.infer<typeof scannedTicketSchema>;
