import type { HolidayList } from '../../contract/holiday-lists.ts';
import type { Holiday } from '../../contract/setup.ts';
import decree2026 from './holidays-2026.json' with { type: 'json' };

const rowsOf = (
  rows: readonly Pick<Holiday, 'date' | 'name'>[],
  kind: Holiday['kind'],
): Holiday[] => rows.map(({ date, name }) => ({ date, name, kind, exceptAgencyIds: [] }));

/** The national holidays and days off of each year that the decree of the ministers was read for. */
export const holidayLists: readonly HolidayList[] = [decree2026].map(
  ({ year, source, national, jointLeave }) => ({
    year,
    source,
    holidays: [...rowsOf(national, 'holiday'), ...rowsOf(jointLeave, 'collective-leave')].toSorted(
      (one, other) => (one.date < other.date ? -1 : 1),
    ),
  }),
);
