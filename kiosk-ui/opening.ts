import type { Availability, Language } from '../contract/values.ts';
import type { BuildingView } from '../contract/views.ts';
import { dateLong, dayOf, timeOfDay, weekdayName } from '../ui-kit/formats.ts';
import { t } from './texts.ts';

const dayMs = 86_400_000;

interface Place {
  readonly building: BuildingView;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly language: Language;
}

/** "Nomor hari ini habis." */
export function closedReason(availability: Availability): string {
  return t(availability.reason ?? 'closedUnknown');
}

/** The same in three words, for a tile; empty where no reason was given. */
export function closedBriefly(availability: Availability): string {
  return availability.reason === undefined ? '' : t(`brief:${availability.reason}`);
}

/** "buka lagi Rabu 08.00"; empty where the next opening is not known. */
export function opensShort(availability: Availability, place: Place): string {
  const when = opening(availability, place);
  if (when === null) return '';
  if (when.inDays === 0) return t('opensAt', { time: when.time });
  if (when.inDays === 1) return t('opensTomorrow', { time: when.time });
  return t('opensOn', { day: when.day, time: when.time });
}

/** "buka lagi Rabu": as short as it can be said; null beyond a week or where it is not known. */
export function opensDay(availability: Availability, place: Place): string | null {
  const when = opening(availability, place);
  if (when === null || when.inDays >= 7) return null;
  if (when.inDays === 0) return t('opensAt', { time: when.time });
  return t('opensDay', { day: when.inDays === 1 ? t('tomorrow') : when.day });
}

/** "Buka lagi Rabu, 25 November 2026 pukul 08.00 WITA." or where to ask. */
export function opensLong(availability: Availability, place: Place): string {
  const when = opening(availability, place);
  if (when === null) return t('opensUnknown');
  const { timeZone, zoneName } = place.building;
  const day = dateLong(when.at, timeZone, place.language);
  return t('opensOnLong', { day, time: when.time, zone: zoneName });
}

function opening(
  availability: Availability,
  place: Place,
): {
  readonly at: number;
  readonly inDays: number;
  readonly day: string;
  readonly time: string;
} | null {
  if (availability.opensAt === undefined) return null;
  const { timeZone } = place.building;
  const at = Date.parse(availability.opensAt);
  const midnight = (ms: number) => Date.parse(`${dayOf(ms, timeZone)}T00:00:00Z`);
  const inDays = Math.round((midnight(at) - midnight(place.now)) / dayMs);
  // A weekday alone is clear for six days; after that the date is needed.
  const day =
    inDays < 7 ? weekdayName(at, timeZone, place.language) : dateLong(at, timeZone, place.language);
  return { at, inDays, day, time: timeOfDay(at, timeZone, place.language) };
}
