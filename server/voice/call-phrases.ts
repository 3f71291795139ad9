import { pauseMs, type AnnouncementPart, type VoiceLanguage } from '../domain/announcement.ts';
import { inWords, speakable } from './speakable.ts';
import { vocabulary } from './vocabulary.ts';

/** A part of a call that an engine says in one breath: calls share them, and so do days. */
export type CallPhrase =
  | { readonly kind: 'phrase'; readonly text: string; readonly isOptional: boolean }
  | { readonly kind: 'pause'; readonly durationMs: number };

export interface PhraseWords {
  readonly language: VoiceLanguage;
  /** Names of agencies and services by the key of their clip. */
  readonly names: ReadonlyMap<string, string>;
  /** espeak-ng's phonemes may stand for a word that it would say wrongly. */
  readonly readsPhonemes: boolean;
}

/** After these comes a counter's number, which is said without a break. */
const leadsToNumber: ReadonlySet<string> = new Set(['loket', 'please-go-to-counter']);

/** As an engine is to read it out: nothing of what is written reaches its own language. */
export function engineText(text: string, language: VoiceLanguage, readsPhonemes: boolean): string {
  const { sentence, tokens } = speakable(text, language);
  return readsPhonemes ? sentence.replace(/[\s,.]+$/, '') : inWords(tokens, language);
}

/** Undefined where a word is needed that nobody knows how to write. */
export function callPhrases(
  parts: readonly AnnouncementPart[],
  { language, names, readsPhonemes }: PhraseWords,
): readonly CallPhrase[] | undefined {
  const phrases: CallPhrase[] = [];
  let text = '';
  let lastKey = '';
  const end = (): void => {
    const words = text.replace(/,+$/, '');
    if (words !== '') phrases.push({ kind: 'phrase', text: `${words}.`, isOptional: false });
    text = '';
  };
  for (const [at, part] of parts.entries()) {
    if (part.kind === 'pause') {
      const next = parts[at + 1];
      const isName = next?.kind === 'clip' && next.optional === true;
      if (part.durationMs >= pauseMs.sentence || isName) {
        end();
        phrases.push(part);
      } else if (part.durationMs >= pauseMs.betweenItems && !leadsToNumber.has(lastKey)) {
        text += ',';
      }
      continue;
    }
    lastKey = part.key;
    if (part.optional === true) {
      const name = engineText(names.get(part.key) ?? '', language, readsPhonemes);
      // The pause that led up to an absent name goes with it.
      if (name === '') phrases.pop();
      else phrases.push({ kind: 'phrase', text: `${name}.`, isOptional: true });
      continue;
    }
    const word = vocabulary[language][part.key];
    if (word === undefined) return undefined;
    text += `${text === '' ? '' : ' '}${(readsPhonemes ? word.phonemes : undefined) ?? word.text}`;
  }
  end();
  return phrases;
}
