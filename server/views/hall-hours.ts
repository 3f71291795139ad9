import type { Text } from '../../contract/values.ts';
import type { HallHours } from '../../contract/views.ts';
import { dayMs, localTime, minuteMs } from '../domain/local-time.ts';
import {
  holidayOn,
  hoursOn,
  neverCloses,
  nextOpening,
  openingToday,
} from '../domain/opening-hours.ts';
import type { SetupIndex } from '../domain/setup-index.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { instant, instantOrNull } from './names.ts';

interface HallDay {
  readonly opens: number;
  readonly closes: number;
  readonly lastTicket: number;
}

/** On a holiday the hall is open as long as one of the agencies that open on it (HOURS-8). */
function hallDay(index: SetupIndex, at: number): HallDay | null {
  const usual = openingToday(index, null, at);
  if (usual) return usual;
  const days = (holidayOn(index, null, at)?.exceptAgencyIds ?? [])
    .filter(id => index.agencies.has(id))
    .flatMap(id => openingToday(index, id, at) ?? []);
  if (days.length === 0) return null;
  return {
    opens: Math.min(...days.map(({ opens }) => opens)),
    closes: Math.max(...days.map(({ closes }) => closes)),
    lastTicket: Math.max(...days.map(({ lastTicket }) => lastTicket)),
  };
}

/** Why the whole hall is closed on a day. */
const holidayName = (index: SetupIndex, at: number): Text | null =>
  hallDay(index, at) ? null : (holidayOn(index, null, at)?.name ?? null);

/**
 * The facts from which a screen of the hall says when it opens and closes. They hold for the whole
 * business day, so the screen needs nothing but its clock to say the right thing.
 */
export function hallHours(state: BuildingState, now: number): HallHours {
  const index = setupOf(state);
  const { midnight, date } = localTime(now, index.setup.building.timeZone);
  const isAlwaysOpen = neverCloses(hoursOn(index, null, date));
  const today = isAlwaysOpen ? null : hallDay(index, now);
  const at = (minute: number | undefined): string | null =>
    minute === undefined ? null : instant(state, midnight + minute * minuteMs);
  const reopens = isAlwaysOpen ? undefined : nextOpening(index, null, midnight + dayMs - 1);
  return {
    opensAt: at(today?.opens),
    lastTicketAt: at(today?.lastTicket),
    closesAt: at(today?.closes),
    reopensAt: instantOrNull(state, reopens ?? null),
    holidayToday: holidayName(index, midnight),
    holidayTomorrow: holidayName(index, midnight + dayMs),
  };
}
