import type { Availability, ClosedReason } from '../../contract/values.ts';
import { dayOf, timeOfDay, weekdayName } from '../../ui-kit/formats.ts';
import { language } from '../../ui-kit/language.ts';
import { paneText } from '../pane-texts.ts';
import type { PaneTextKey } from '../pane-texts.ts';
import type { Blocked } from './destination.ts';

const closedKeys: Readonly<Record<ClosedReason, PaneTextKey>> = {
  'not-open-yet': 'closedNotOpenYet',
  'closed-today': 'closedToday',
  holiday: 'closedHoliday',
  'outside-hours': 'closedOutsideHours',
  break: 'closedBreak',
  'last-ticket-passed': 'closedLastTicket',
  'quota-reached': 'closedQuota',
  paused: 'closedPaused',
  'no-counter': 'closedNoCounter',
  'capacity-reached': 'closedCapacity',
};

const dayMs = 86_400_000;
/** Beyond this a weekday alone would be the wrong one. */
const weekdayClearDays = 6;

/** "buka 13.00", "buka besok 08.00", "buka lagi Rabu"; empty where it is not known. */
export function opensAgain(availability: Availability, now: number, timeZone: string): string {
  if (availability.opensAt === undefined) return '';
  const at = Date.parse(availability.opensAt);
  const midnight = (ms: number) => Date.parse(`${dayOf(ms, timeZone)}T00:00:00Z`);
  const inDays = Math.round((midnight(at) - midnight(now)) / dayMs);
  const time = timeOfDay(at, timeZone, language.value);
  if (inDays <= 0) return paneText('opensToday', { time });
  if (inDays === 1) return paneText('opensTomorrow', { time });
  if (inDays <= weekdayClearDays) {
    return paneText('opensOn', { day: weekdayName(at, timeZone, language.value) });
  }
  const day = new Intl.DateTimeFormat(language.value === 'id' ? 'id-ID' : 'en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
  }).format(at);
  return paneText('opensOn', { day });
}

/** Why a row can't be chosen, and from when it can be again: the two columns of its row. */
export function blockedWords(
  blocked: Blocked,
  now: number,
  timeZone: string,
): { readonly reason: string; readonly opens: string } {
  switch (blocked.why) {
    case 'closed': {
      const { availability } = blocked;
      return {
        reason: paneText(closedKeys[availability.reason ?? 'closed-today']),
        opens: opensAgain(availability, now, timeZone),
      };
    }
    case 'counter-closed':
      return { reason: paneText('closedCounter'), opens: '' };
    case 'this-counter':
      return { reason: paneText('thisCounter'), opens: '' };
    case 'this-service':
      return { reason: paneText('currentService'), opens: '' };
    case 'in-visit':
      return { reason: paneText('alreadyInVisit'), opens: '' };
  }
}
