import type { Pace, Sentence, SpeechLanguage } from './speech-engine.ts';

/** What espeak-ng is asked for, whichever way it runs here. */
export interface EspeakRequest {
  readonly text: string;
  readonly voice: string;
  readonly wordsPerMinute: number;
}

/** Its names of voices; a language without one is read by its nearest neighbour. */
const voices: Readonly<Record<SpeechLanguage, string>> = {
  id: 'id',
  en: 'en-us',
  jv: 'id',
  bug: 'id',
};

/** Calls as the shipped packs were rendered: a name in a sentence of theirs is as fast. */
const paces: Readonly<Record<Pace, Readonly<Record<'id' | 'en', number>>>> = {
  call: { id: 180, en: 160 },
  guide: { id: 145, en: 145 },
};

/** Words that its Indonesian rules miss, in its own phonemes. */
const indonesian: readonly (readonly [RegExp, string])[] = [
  [/\bloket\b/gi, "[[l'oket]]"],
  [/\btiket\b/gi, "[[t'iket]]"],
  [/\bbooking\b/gi, "[[b'UkiN]]"],
];

/** What stands in double brackets already is left as it is. */
const outside = /\[\[.*?\]\]|[^[]+/gs;

const corrected = (text: string): string =>
  text.replaceAll(outside, part =>
    part.startsWith('[[')
      ? part
      : indonesian.reduce((said, [word, sound]) => said.replaceAll(word, sound), part),
  );

export function espeakRequest({ text, language, pace }: Sentence): EspeakRequest {
  const own = language === 'en' ? 'en' : 'id';
  return {
    text: own === 'en' ? text : corrected(text),
    voice: voices[language],
    wordsPerMinute: paces[pace][own],
  };
}
