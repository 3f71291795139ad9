import type { Availability } from '../../contract/values.ts';
import { dayOf, timeOfDay } from '../../ui-kit/formats.ts';
import { language } from '../../ui-kit/language.ts';
import { t } from './texts.ts';

/** Why an agency takes nobody now, with the hour where it opens again today. */
export function closedWords(
  availability: Availability,
  timeZone: string,
  buildingMs: number,
): string {
  const reason = availability.reason ?? 'closed-today';
  const opensMs = availability.opensAt === undefined ? null : Date.parse(availability.opensAt);
  const today = opensMs !== null && dayOf(opensMs, timeZone) === dayOf(buildingMs, timeZone);
  if (!today || opensMs === null) return t(reason);
  const time = timeOfDay(opensMs, timeZone, language.value);
  if (reason === 'break') return t('break-at', { time });
  if (reason === 'not-open-yet' || reason === 'outside-hours')
    return t('not-open-yet-at', { time });
  return t(reason);
}
