import type { Language } from '../../contract/values.ts';
import type { DisplayView } from '../../contract/views.ts';
import { dayOf, timeOfDay, weekdayName } from '../../ui-kit/formats.ts';
import { pick } from '../../ui-kit/language.ts';
import { t } from './texts.ts';

/** A closing is told so long before it. */
const soonMs = 60 * 60_000;

interface Hours {
  readonly opens: number | null;
  readonly lastTicket: number | null;
  readonly closes: number | null;
  readonly reopens: number | null;
}

const ms = (instant: string | null): number | null =>
  instant === null ? null : Date.parse(instant);

/**
 * What the hall is told of its hours now, in the order in which it presses. `atMs` is the building's
 * time: a screen whose own clock is wrong says the right thing all the same.
 */
export function noticesAt(
  view: Pick<DisplayView, 'hours' | 'building'>,
  atMs: number,
  language: Language,
): string[] {
  const { hours, building } = view;
  const { timeZone } = building;
  const times: Hours = {
    opens: ms(hours.opensAt),
    lastTicket: ms(hours.lastTicketAt),
    closes: ms(hours.closesAt),
    reopens: ms(hours.reopensAt),
  };
  const clock = (at: number): string => timeOfDay(at, timeZone, language);
  const again = reopening(times, atMs, timeZone, language);
  const tomorrow =
    hours.holidayTomorrow === null
      ? []
      : [t('holidayTomorrow', { name: pick(hours.holidayTomorrow) })];
  if (hours.holidayToday !== null) {
    return [t('holidayToday', { name: pick(hours.holidayToday) }), ...again, ...tomorrow];
  }
  const { opens, lastTicket, closes } = times;
  // Closed all day, or never closed at all: then there is nothing that opens again either.
  if (opens === null || closes === null) return [...again, ...tomorrow];
  if (atMs < opens) return [t('opensToday', { time: clock(opens) }), ...tomorrow];
  if (atMs >= closes) return [t('over'), ...again, ...tomorrow];
  const soon: string[] = [];
  if (closes - atMs <= soonMs) soon.push(t('closesAt', { time: clock(closes) }));
  if (lastTicket !== null && lastTicket > atMs && lastTicket - atMs <= soonMs) {
    soon.push(t('lastTicketAt', { time: clock(lastTicket) }));
  }
  if (lastTicket !== null && lastTicket <= atMs) soon.push(t('lastTicketOver'));
  return [...soon, ...tomorrow];
}

/** "Buka lagi besok 08.00", or with the weekday; nothing where it is not known. */
function reopening(
  { reopens }: Hours,
  atMs: number,
  timeZone: string,
  language: Language,
): string[] {
  if (reopens === null) return [];
  const time = timeOfDay(reopens, timeZone, language);
  const isTomorrow = dayOf(reopens, timeZone) === dayOf(atMs + 24 * 3_600_000, timeZone);
  const day = weekdayName(reopens, timeZone, language);
  return [isTomorrow ? t('reopensTomorrow', { time }) : t('reopensOn', { day, time })];
}
