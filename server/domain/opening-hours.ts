import type { Holiday, Hours, Period } from '../../contract/setup.ts';
import type { ClosedReason } from '../../contract/values.ts';
import { dayMs, localTime, minuteMs, minuteOf } from './local-time.ts';
import type { SetupIndex } from './setup-index.ts';

export interface Opening {
  readonly opens: number;
  readonly closes: number;
}

/** How far ahead the next opening is looked for. */
const searchDaysMax = 21;

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;

const openingsOf = (hours: Hours, weekday: number): Opening[] =>
  hours.periods
    .filter((period: Period) => period.days.includes(weekday))
    .map(period => ({ opens: minuteOf(period.opens), closes: minuteOf(period.closes) }))
    .sort((a, b) => a.opens - b.opens);

/** Hours as minutes, read once: every ticket asks, and a set-up is never changed in place. */
interface Week {
  readonly openings: readonly (readonly Opening[])[];
  readonly neverCloses: boolean;
}
const weeks = new WeakMap<Hours, Week>();

function weekOf(hours: Hours): Week {
  let week = weeks.get(hours);
  if (!week) {
    const openings = weekdays.map(weekday => openingsOf(hours, weekday));
    const isWhole = ({ opens, closes }: Opening): boolean => opens === 0 && closes === 1440;
    week = { openings, neverCloses: openings.every(day => day.some(isWhole)) };
    weeks.set(hours, week);
  }
  return week;
}

/** Whose hours are asked for: an agency's, or with null the building's own. */
export type Whose = string | null;

/** The hours that hold on a date: the season's where one is on, else the agency's, else the building's. */
export function hoursOn({ setup, agencies }: SetupIndex, whose: Whose, date: string): Hours {
  const { hours, seasons } = setup.building;
  const usual = (whose === null ? null : agencies.get(whose)?.hours) ?? hours;
  const season = seasons.find(({ from, until }) => from <= date && date <= until);
  if (!season) return usual;
  const own = season.agencies.find(({ agencyId }) => agencyId === whose);
  return own ? (own.hours ?? usual) : season.hours;
}

/** Openings of the calendar day of `at`, as local minutes; none on a holiday. */
export function openingsOfDay(index: SetupIndex, whose: Whose, at: number): readonly Opening[] {
  const { weekday, date } = localTime(at, index.setup.building.timeZone);
  const hours = hoursOn(index, whose, date);
  return isHoliday(index, whose, hours, date) ? [] : openingsOn(hours, weekday);
}

/** The holiday of the calendar day of `at`; null where it is none to them, or they never close. */
export function holidayOn(index: SetupIndex, whose: Whose, at: number): Holiday | null {
  const { date } = localTime(at, index.setup.building.timeZone);
  if (!isHoliday(index, whose, hoursOn(index, whose, date), date)) return null;
  return index.setup.building.holidays.find(holiday => holiday.date === date) ?? null;
}

/** The local minute of that day from which no ticket is issued; null where it never closes. */
export function lastTicketOn(index: SetupIndex, whose: Whose, at: number): number | null {
  const { date } = localTime(at, index.setup.building.timeZone);
  if (neverCloses(hoursOn(index, whose, date))) return null;
  return openingToday(index, whose, at)?.lastTicket ?? 0;
}

const openingsOn = (hours: Hours, weekday: number): readonly Opening[] =>
  weekOf(hours).openings[weekday] ?? [];

/** Open from midnight to midnight on every day: such hours know no holiday (HOURS-6). */
export const neverCloses = (hours: Hours): boolean => weekOf(hours).neverCloses;

const isHoliday = ({ setup }: SetupIndex, whose: Whose, hours: Hours, date: string): boolean =>
  !neverCloses(hours) &&
  setup.building.holidays.some(
    holiday =>
      holiday.date === date && !(whose !== null && holiday.exceptAgencyIds.includes(whose)),
  );

/** The next instant after `now` from which tickets are issued; undefined where none is near. */
export function nextOpening(index: SetupIndex, whose: Whose, now: number): number | undefined {
  const { timeZone } = index.setup.building;
  for (let day = 0; day <= searchDaysMax; day += 1) {
    const onDay = now + day * dayMs;
    const local = localTime(onDay, timeZone);
    const lastTicket = openingToday(index, whose, onDay)?.lastTicket;
    if (lastTicket === undefined) continue;
    const hours = hoursOn(index, whose, local.date);
    for (const { opens } of openingsOn(hours, local.weekday)) {
      const at = local.midnight + opens * minuteMs;
      // An opening after the day's last ticket serves those with a number and issues none.
      if (at > now && (opens < lastTicket || neverCloses(hours))) return at;
    }
  }
  return undefined;
}

/** Today's first opening, last closing and last ticket as local minutes; null when closed today. */
export function openingToday(
  index: SetupIndex,
  whose: Whose,
  now: number,
): { opens: number; closes: number; lastTicket: number } | null {
  const local = localTime(now, index.setup.building.timeZone);
  const hours = hoursOn(index, whose, local.date);
  const openings = openingsOn(hours, local.weekday);
  const first = openings[0];
  const last = openings.at(-1);
  if (!first || !last || isHoliday(index, whose, hours, local.date)) return null;
  return {
    opens: first.opens,
    closes: last.closes,
    lastTicket: Math.max(first.opens, last.closes - hours.lastTicketMinutes),
  };
}

export function reasonByHours(index: SetupIndex, whose: Whose, now: number): ClosedReason | null {
  const local = localTime(now, index.setup.building.timeZone);
  const hours = hoursOn(index, whose, local.date);
  if (isHoliday(index, whose, hours, local.date)) return 'holiday';
  const today = openingToday(index, whose, now);
  if (!today) return 'closed-today';
  const minute = local.minuteOfDay;
  if (minute < today.opens) return 'not-open-yet';
  if (minute >= today.closes) return 'outside-hours';
  const within = openingsOn(hours, local.weekday).some(
    ({ opens, closes }) => minute >= opens && minute < closes,
  );
  if (!within) return 'break';
  // Hours that never close have no last ticket: midnight is only the change of the business day.
  if (!neverCloses(hours) && minute >= today.lastTicket) return 'last-ticket-passed';
  return null;
}

/**
 * The last closing of an agency on the calendar day of `at`, in milliseconds since the epoch; the
 * end of that day where it does not open or never closes.
 */
export function closingOn(index: SetupIndex, agencyId: string, at: number): number {
  const { midnight } = localTime(at, index.setup.building.timeZone);
  const today = openingToday(index, agencyId, at);
  return midnight + (today ? today.closes * minuteMs : dayMs);
}

/** Whether an agency is open by its hours alone, last ticket or not. */
export function isOpenAt(index: SetupIndex, agencyId: string, at: number): boolean {
  const reason = reasonByHours(index, agencyId, at);
  return reason === null || reason === 'last-ticket-passed' || reason === 'break';
}
