import { dateLong, dayOf, timeOfDay } from '../ui-kit/formats.ts';
import { language } from '../ui-kit/language.ts';

/** The time where it was today, else the day and the time; `now` by the server’s clock. */
export function instantWords(instant: string, now: number, timeZone: string): string {
  const ms = Date.parse(instant);
  const time = timeOfDay(ms, timeZone, language.value);
  const isToday = dayOf(ms, timeZone) === dayOf(now, timeZone);
  return isToday ? time : `${dateLong(ms, timeZone, language.value)}, ${time}`;
}
