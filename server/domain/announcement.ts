/** What is said for a call, as clip keys and pauses. How a key sounds is the voice's business. */

export type VoiceLanguage = 'id' | 'en';

/**
 * How the digits of a label are read: one by one with *nol* (en: *zero*), one by one with *kosong*
 * (en: *oh*), or as a natural number (*lima belas*). Counters are always natural numbers.
 */
export type NumberStyle = 'nol' | 'kosong' | 'natural';

export interface Announcement {
  /** The ticket's number as printed, e.g. `A012` or `AK012`. */
  readonly label: string;
  readonly counterNumber: number;
  readonly language: VoiceLanguage;
  readonly numberStyle: NumberStyle;
  /** How many times the whole sentence is spoken, 1 to `repeatCountMax`. */
  readonly repeat: number;
  /** Clip of the agency's name, said last; left out silently where a pack has no such clip. */
  readonly agencyClip?: string;
}

export type AnnouncementPart =
  | { readonly kind: 'clip'; readonly key: string; readonly optional?: true }
  | { readonly kind: 'pause'; readonly durationMs: number };

export const repeatCountMax = 3;
/** A longer label would hold a zone's voice for too long; the rest is not spoken. */
export const labelLengthMax = 12;

/** Pauses chosen so that a sentence of the default packs runs at 120–140 words a minute. */
export const pauseMs = {
  /** Inside one number: *tiga | puluh | delapan*. */
  withinNumber: 15,
  /** Between letters and digits that are heard one by one. */
  betweenItems: 90,
  /** Where the written sentence has a comma. */
  comma: 160,
  /** Where the written sentence has a full stop. */
  sentence: 360,
  betweenRepeats: 900,
} as const;

interface Words {
  readonly opening: string;
  readonly proceed: readonly string[];
  readonly kosong: string;
  readonly digits: readonly string[];
  readonly natural: (value: number) => readonly string[];
}

const indonesianDigits = 'nol satu dua tiga empat lima enam tujuh delapan sembilan'.split(' ');
const englishBelowTwenty = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen ' +
  'fourteen fifteen sixteen seventeen eighteen nineteen'
).split(' ');
const englishFromTwenty = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** From here on a number is read digit by digit in every style. */
const naturalNumberMax = 9_999;

function word(list: readonly string[], index: number): string {
  const found = list[index];
  if (found === undefined) throw new Error(`no number word at ${index}`);
  return found;
}

function indonesianNumber(value: number): readonly string[] {
  const rest = (part: number): readonly string[] => (part === 0 ? [] : indonesianNumber(part));
  const digit = (place: number): string => word(indonesianDigits, Math.floor(value / place));
  if (value < 10) return [word(indonesianDigits, value)];
  if (value === 10) return ['sepuluh'];
  if (value === 11) return ['sebelas'];
  if (value < 20) return [word(indonesianDigits, value - 10), 'belas'];
  if (value < 100) return [digit(10), 'puluh', ...rest(value % 10)];
  if (value < 200) return ['seratus', ...rest(value - 100)];
  if (value < 1_000) return [digit(100), 'ratus', ...rest(value % 100)];
  if (value < 2_000) return ['seribu', ...rest(value - 1_000)];
  return [digit(1_000), 'ribu', ...rest(value % 1_000)];
}

function englishNumber(value: number): readonly string[] {
  const rest = (part: number): readonly string[] => (part === 0 ? [] : englishNumber(part));
  const digit = (place: number): string => word(englishBelowTwenty, Math.floor(value / place));
  if (value < 20) return [word(englishBelowTwenty, value)];
  if (value < 100)
    return [word(englishFromTwenty, Math.floor(value / 10) - 2), ...rest(value % 10)];
  if (value < 1_000) return [digit(100), 'hundred', ...rest(value % 100)];
  return [digit(1_000), 'thousand', ...rest(value % 1_000)];
}

const words: Readonly<Record<VoiceLanguage, Words>> = {
  id: {
    opening: 'nomor-antrean',
    proceed: ['silakan-menuju', 'loket'],
    kosong: 'kosong',
    digits: indonesianDigits,
    natural: indonesianNumber,
  },
  en: {
    opening: 'number',
    proceed: ['please-go-to-counter'],
    kosong: 'oh',
    digits: englishBelowTwenty,
    natural: englishNumber,
  },
};

/** A number as it is counted, 0 to 9,999: the words are clips of every complete pack. */
export function numberWords(value: number, language: VoiceLanguage): readonly string[] {
  return words[language].natural(value);
}

const clip = (key: string): AnnouncementPart => ({ kind: 'clip', key });
const pause = (durationMs: number): AnnouncementPart => ({ kind: 'pause', durationMs });

/** The groups one after another with the same gap between each two. */
function inOrder(
  groups: readonly (readonly AnnouncementPart[])[],
  gapMs: number,
): AnnouncementPart[] {
  return groups.flatMap((group, index) => (index === 0 ? group : [pause(gapMs)].concat(group)));
}

function joined(keys: readonly string[], gapMs: number): AnnouncementPart[] {
  return inOrder(
    keys.map(key => [clip(key)]),
    gapMs,
  );
}

function digitByDigit(digits: string, language: VoiceLanguage, style: NumberStyle): string[] {
  const { digits: names, kosong } = words[language];
  return Array.from(digits, character =>
    character === '0' && style === 'kosong' ? kosong : word(names, Number(character)),
  );
}

function numberParts(
  digits: string,
  language: VoiceLanguage,
  style: NumberStyle,
): AnnouncementPart[] {
  const value = Number(digits);
  if (style === 'natural' && value <= naturalNumberMax) {
    return joined(words[language].natural(value), pauseMs.withinNumber);
  }
  return joined(digitByDigit(digits, language, style), pauseMs.betweenItems);
}

/** Letters one by one, each run of digits by style; any other character is not spoken. */
function labelParts({ label, language, numberStyle }: Announcement): AnnouncementPart[] {
  const runs = label.slice(0, labelLengthMax).match(/[A-Za-z]|[0-9]+/g) ?? [];
  const spoken = runs.map(run =>
    /[0-9]/.test(run)
      ? numberParts(run, language, numberStyle)
      : [clip(`letter-${run.toLowerCase()}`)],
  );
  return inOrder(spoken, pauseMs.betweenItems);
}

function sentenceParts(announcement: Announcement): AnnouncementPart[] {
  const { language, counterNumber, agencyClip } = announcement;
  return [
    clip(words[language].opening),
    pause(pauseMs.comma),
    ...labelParts(announcement),
    pause(pauseMs.sentence),
    ...joined(words[language].proceed, pauseMs.withinNumber),
    pause(pauseMs.betweenItems),
    ...numberParts(String(counterNumber), language, 'natural'),
    ...(agencyClip === undefined
      ? []
      : [pause(pauseMs.comma), { kind: 'clip', key: agencyClip, optional: true } as const]),
  ];
}

/**
 * "Nomor antrean, A, nol, satu, dua. Silakan menuju loket tiga.", `repeat` times. The chime is not
 * part of it. `counterNumber` is a whole number from 0.
 */
export function announcementClips(announcement: Announcement): AnnouncementPart[] {
  const sentence = sentenceParts(announcement);
  const times = Math.min(Math.max(Math.trunc(announcement.repeat), 1), repeatCountMax);
  return inOrder(
    Array.from({ length: times }, () => sentence),
    pauseMs.betweenRepeats,
  );
}
