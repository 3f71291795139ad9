import { holidayListsSchema } from '../../contract/holiday-lists.ts';
import { holidayLists } from '../views/holiday-lists.ts';
import { json, route, type Route } from './route.ts';

/** Holidays that come with the program: nobody has to type a decree. */
export const holidayListRoutes = (): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/holiday-lists',
    access: 'agency-administrator',
    summary:
      'The national holidays and days off given with them, by year, as the ministers decreed',
    status: 200,
    answer: holidayListsSchema,
    refusals: [],
    handle: () => json({ lists: [...holidayLists] }),
  }),
];
