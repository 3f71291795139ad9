import { z } from 'zod';
import { setupPartSchemas } from './setup.ts';

/** Holidays of a whole year, ready to be taken into a set-up. */
export const holidayListSchema = z
  .object({
    year: z.int(),
    source: z.string().meta({ description: 'The decree that names them, in Indonesian.' }),
    holidays: z.array(setupPartSchemas.rows.holidays).max(100),
  })
  .meta({ id: 'HolidayList' });
export type HolidayList = z.infer<typeof holidayListSchema>;

export const holidayListsSchema = z
  .object({ lists: z.array(holidayListSchema).max(20) })
  .meta({ id: 'HolidayLists' });
export type HolidayLists = z.infer<typeof holidayListsSchema>;
