import { numberWords, type VoiceLanguage } from '../domain/announcement.ts';
import { vocabulary } from './vocabulary.ts';

/** What is said of a written sentence. */
export interface Speakable {
  /** For an engine: abbreviations and numbers of tickets spelled out, plain words otherwise. */
  readonly sentence: string;
  /** For clips: single words, numbers written out; a comma or a full stop is a token of its own. */
  readonly tokens: readonly string[];
}

interface Words {
  readonly to: string;
  readonly and: string;
  readonly seconds: string;
  readonly minutes: string;
  readonly time: (hours: number, minutes: number) => string;
}

const words: Readonly<Record<VoiceLanguage, Words>> = {
  id: {
    to: 'sampai',
    and: 'dan',
    seconds: 'detik',
    minutes: 'menit',
    time: (hours, minutes) => `pukul ${hours}${minutes === 0 ? '' : ` lewat ${minutes}`}`,
  },
  en: {
    to: 'to',
    and: 'and',
    seconds: 'seconds',
    minutes: 'minutes',
    time: (hours, minutes) => (minutes === 0 ? `${hours} o'clock` : `${hours} ${two(minutes)}`),
  },
};

const two = (value: number): string => (value < 10 ? `oh ${value}` : String(value));

/** "A012" is said sign by sign, as it is called in the hall. */
function spelled(label: string, language: VoiceLanguage): string {
  const signs = Array.from(label, sign =>
    /\d/.test(sign)
      ? (numberWords(Number(sign), language)[0] ?? '')
      : (vocabulary[language][`letter-${sign.toLowerCase()}`]?.text ?? sign),
  );
  return signs.join(', ');
}

/** A label of a number series: one or two letters and at least three digits; or a booking code. */
const label = /\b(?:[A-Z]{1,2}\d{3,4}|[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4})\b/g;
const time = /\b([01]?\d|2[0-3])[.:]([0-5]\d)\b/g;

/** Written sentences as they are read out; what has no sound (brackets, quotes, dots) goes. */
export function speakable(text: string, language: VoiceLanguage): Speakable {
  const say = words[language];
  const sentence = text
    .normalize('NFC')
    // A word joiner keeps words on one line; brackets would open the engine's own phonemes.
    .replaceAll(/[\u2060\u200b]/g, '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll(/[“”"„«»[\]{}<>^*_#~`|\\]/g, ' ')
    .replaceAll(/[()·•/…]+/g, ', ')
    .replaceAll(label, found => spelled(found.replace('-', ''), language))
    .replaceAll(time, (_, hours: string, minutes: string) =>
      say.time(Number(hours), Number(minutes)),
    )
    .replaceAll(/\bpukul pukul\b/g, 'pukul')
    .replaceAll(/\bat pukul\b/g, 'at')
    .replaceAll(/(\w)–(?=\w)/g, `$1 ${say.to} `)
    .replaceAll(/\s–\s/g, ', ')
    .replaceAll(/\+(?=\d)/g, `${say.and} `)
    .replaceAll(/(\d) s\b/g, `$1 ${say.seconds}`)
    .replaceAll(/(\d) min\b/g, `$1 ${say.minutes}`)
    .replaceAll(/-el\b/g, ' elektronik')
    .replaceAll(/(?:\s*,)+/g, ',')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s,]+/, '')
    .trim();
  return { sentence, tokens: tokensOf(sentence, language) };
}

/** One capital is a letter that is spelled; "a" is an English word. */
const canonical = (word: string): string => (/^[A-Z]$/.test(word) ? word : word.toLowerCase());

export function tokensOf(sentence: string, language: VoiceLanguage): string[] {
  const found = sentence.match(/\d+|[\p{L}'’-]+|[.,;:?!]/gu) ?? [];
  return found.flatMap(part => {
    if (/^\d/.test(part)) {
      const value = Number(part);
      const isRead = value <= 9_999 && !/^0\d/.test(part);
      return isRead
        ? [...numberWords(value, language)]
        : Array.from(part, digit => numberWords(Number(digit), language)[0] ?? '');
    }
    if (/^[.;:?!]$/.test(part)) return ['.'];
    return part === ',' ? [','] : [canonical(part.replaceAll('’', "'"))];
  });
}

/** Tokens as plain words with their stops: for voices that know neither digits nor abbreviations. */
export function inWords(tokens: readonly string[], language: VoiceLanguage): string {
  let text = '';
  for (const token of tokens) {
    if (token === ',' || token === '.') {
      if (/[^,.]$/.test(text)) text += token;
      continue;
    }
    const isLetter = /^[A-Z]$/.test(token);
    const letter = vocabulary[language][`letter-${token.toLowerCase()}`]?.text;
    text += `${text === '' ? '' : ' '}${(isLetter ? letter : undefined) ?? token}`;
  }
  return text.replace(/[,.]+$/, '');
}
