import type { Text } from '../../contract/values.ts';
import type { HallHours } from '../../contract/views.ts';
import { dayMs, localTime, minuteMs } from '../domain/local-time.ts';
import { hoursOn, neverCloses, nextOpening, openingToday } from '../domain/opening-hours.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { instant, instantOrNull } from './names.ts';

const holidayOn = (state: BuildingState, at: number): Text | null => {
  const { building } = setupOf(state).setup;
  const { date } = localTime(at, building.timeZone);
  return building.holidays.find(holiday => holiday.date === date)?.name ?? null;
};

/**
 * The facts from which a screen of the hall says when it opens and closes. They hold for the whole
 * business day, so the screen needs nothing but its clock to say the right thing.
 */
export function hallHours(state: BuildingState, now: number): HallHours {
  const index = setupOf(state);
  const { midnight, date } = localTime(now, index.setup.building.timeZone);
  const isAlwaysOpen = neverCloses(hoursOn(index, null, date));
  const today = isAlwaysOpen ? null : openingToday(index, null, now);
  const at = (minute: number | undefined): string | null =>
    minute === undefined ? null : instant(state, midnight + minute * minuteMs);
  const reopens = isAlwaysOpen ? undefined : nextOpening(index, null, midnight + dayMs - 1);
  return {
    opensAt: at(today?.opens),
    lastTicketAt: at(today?.lastTicket),
    closesAt: at(today?.closes),
    reopensAt: instantOrNull(state, reopens ?? null),
    holidayToday: isAlwaysOpen ? null : holidayOn(state, midnight),
    holidayTomorrow: isAlwaysOpen ? null : holidayOn(state, midnight + dayMs),
  };
}
