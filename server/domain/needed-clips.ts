import type { Setup } from '../../contract/setup.ts';
import { announcementClips, type VoiceLanguage } from './announcement.ts';
import { nameClip } from './call-speech.ts';

/** Numbers whose words are those of all numbers of a day. */
const labelNumbers: readonly number[] = [
  ...Array.from({ length: 1_000 }, (_, at) => at),
  1_000,
  2_000,
];

const threeDigits = (value: number): string => String(value).padStart(3, '0');

/**
 * Clips without which a pack cannot say every call of this building as it is set up now: its
 * series, its counters, its style of numbers. Names are left out where they are missing.
 */
export function neededClips(setup: Setup, language: VoiceLanguage): ReadonlySet<string> {
  const { numberStyle } = setup.voice;
  const counters = setup.counters.map(({ number }) => number);
  const series = setup.queues.map(queue => queue.series);
  const needed = new Set<string>();
  const add = (label: string, counterNumber: number): void => {
    const call = { label, counterNumber, language, numberStyle, repeat: 1 };
    for (const part of announcementClips(call)) if (part.kind === 'clip') needed.add(part.key);
  };
  for (const one of series) add(`${one}001`, counters[0] ?? 1);
  for (const number of counters) add('001', number);
  for (const number of labelNumbers) add(threeDigits(number), counters[0] ?? 1);
  return needed;
}

export interface SpokenName {
  readonly key: string;
  readonly kind: 'agency' | 'service';
  /** What is said: `speakAs` where it is not how it is written. */
  readonly text: string;
}

/** Names that a call may end with, in the order of the set-up. */
export function spokenNames(setup: Setup, language: VoiceLanguage): SpokenName[] {
  const named = (kind: SpokenName['kind'], rows: Setup['agencies'] | Setup['services']) =>
    rows.map(({ id, name, speakAs }) => ({
      key: nameClip(kind, id),
      kind,
      text: (speakAs ?? name)[language],
    }));
  return [...named('agency', setup.agencies), ...named('service', setup.services)];
}
