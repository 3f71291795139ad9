import type { Setup } from '../../contract/setup.ts';
import type { QuietTime } from '../../contract/voice.ts';
import type { Announcement, VoiceLanguage } from './announcement.ts';
import { localTime, minuteOf } from './local-time.ts';
import { setupOf, type BuildingState } from './state.ts';

/** What a call sounds like by the building's set-up: which sentences, how loud, or not at all. */

export interface SpokenFacts {
  readonly label: string;
  readonly counterNumber: number;
  readonly zoneId: string;
  readonly agencyId: string;
  readonly serviceId: string;
  readonly language: VoiceLanguage;
}

/** What is said of a call that stands at a counter; undefined where it stands at none any more. */
export function spokenFacts(
  state: BuildingState,
  counterId: string,
  visitId: string,
): SpokenFacts | undefined {
  const counter = setupOf(state).counters.get(counterId);
  const visit = state.visits.get(visitId);
  const leg = visit?.legs.find(row => row.counterId === counterId);
  if (!counter || !visit || !leg) return undefined;
  return {
    label: visit.label,
    counterNumber: counter.number,
    zoneId: counter.zoneId,
    agencyId: setupOf(state).queues.get(leg.queueId)?.agencyId ?? counter.agencyId,
    serviceId: leg.serviceId,
    language: visit.language,
  };
}

/** The clip that says a name in a pack; a pack that has none leaves it out. */
export const nameClip = (kind: 'agency' | 'service', id: string): string => {
  const key = `${kind}-${id}`.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-');
  return key.slice(0, 64);
};

function languagesOf({ building, voice }: Setup, visitor: VoiceLanguage): VoiceLanguage[] {
  const first = building.languages[0] ?? 'id';
  const second = first === 'id' ? 'en' : 'id';
  const isWanted =
    voice.secondLanguage === 'always' || (voice.secondLanguage === 'visitor' && visitor === second);
  return isWanted ? [first, second] : [first];
}

/**
 * The sentences of one call in order: the building's first language as often as set, then once the
 * other one where the visitor chose it (VOICE-16). `repeat` is how often the first is said now.
 */
export function sentencesOf(setup: Setup, facts: SpokenFacts, repeat: number): Announcement[] {
  const { numberStyle, says } = setup.voice;
  const { label, counterNumber, agencyId, serviceId } = facts;
  const named = says === 'number' ? null : nameClip(says, says === 'agency' ? agencyId : serviceId);
  return languagesOf(setup, facts.language).map((language, place) => ({
    label,
    counterNumber,
    language,
    numberStyle,
    repeat: place === 0 ? repeat : 1,
    ...(named === null ? {} : { agencyClip: named }),
  }));
}

function isWithin({ days, from, until }: QuietTime, weekday: number, minute: number): boolean {
  const [begins, ends] = [minuteOf(from), minuteOf(until)];
  const yesterday = (weekday + 6) % 7;
  if (begins < ends) return days.includes(weekday) && minute >= begins && minute < ends;
  return (
    (days.includes(weekday) && minute >= begins) || (days.includes(yesterday) && minute < ends)
  );
}

/** Whether nothing is spoken now in a zone: by its set-up or by the clock (VOICE-17). */
export function isQuiet(setup: Setup, zoneId: string | null, now: number): boolean {
  const { weekday, minuteOfDay } = localTime(now, setup.building.timeZone);
  const zone = setup.voice.zones.find(row => row.zoneId === zoneId);
  if (zone?.isSilent) return true;
  return setup.voice.quietTimes.some(time => isWithin(time, weekday, minuteOfDay));
}

/** 0 to 100 (VOICE-18). */
export const volumeOf = ({ voice }: Setup, zoneId: string | null): number =>
  voice.zones.find(row => row.zoneId === zoneId)?.volumePercent ?? voice.volumePercent;
