import { createHash } from 'node:crypto';
import type { VoiceLanguage } from '../domain/announcement.ts';
import { callPhrases, type CallPhrase } from './call-phrases.ts';
import type { SoundPiece } from './compose.ts';
import type { Preparation, VoiceSource } from './pack.ts';
import type { PreparedPhrases } from './prepared-phrases.ts';

export type SpokenTexts = Readonly<Record<VoiceLanguage, ReadonlyMap<string, string>>>;

const hashOf = (version: string, names: SpokenTexts): string =>
  createHash('sha256')
    .update(JSON.stringify([version, [...names.id], [...names.en]]))
    .digest('hex');

/**
 * An engine as a source of calls: it says a whole call or nothing of it, from phrases that it has
 * rendered. Names of agencies and services are its own words too, so no other voice joins in.
 */
export function engineSource(
  phrases: PreparedPhrases,
  languages: readonly VoiceLanguage[],
  names: SpokenTexts,
): VoiceSource {
  const { name, version, readsPhonemes } = phrases.engine;
  type Parts = Parameters<VoiceSource['speak']>[1];
  const phrasesOf = (language: VoiceLanguage, parts: Parts): readonly CallPhrase[] | undefined =>
    languages.includes(language)
      ? callPhrases(parts, { language, names: names[language], readsPhonemes })
      : undefined;

  return {
    name,
    contentHash: hashOf(version, names),
    speak(language, parts) {
      const pieces: SoundPiece[] = [];
      for (const phrase of phrasesOf(language, parts) ?? [null]) {
        if (phrase === null) return undefined;
        if (phrase.kind === 'pause') {
          pieces.push(phrase);
          continue;
        }
        const samples = phrases.get(phrase.text, language);
        if (samples === undefined) return undefined;
        if (samples !== 'silent') pieces.push({ kind: 'sound', samples });
        else if (!phrase.isOptional) return undefined;
        else if (pieces.at(-1)?.kind === 'pause') pieces.pop();
      }
      return pieces;
    },
    prepare(language, parts, isUrgent) {
      const asked: Preparation[] = [];
      for (const phrase of phrasesOf(language, parts) ?? [null]) {
        if (phrase === null) return 'unable';
        if (phrase.kind === 'pause') continue;
        const samples = phrases.get(phrase.text, language);
        if (samples === 'silent' && !phrase.isOptional) return 'unable';
        if (samples !== undefined) continue;
        const wanted = phrases.want(phrase.text, language, isUrgent);
        if (wanted === null) return 'unable';
        asked.push(wanted);
      }
      if (asked.length === 0) return 'ready';
      const done = Promise.all(asked.map(one => one.done)).then(() => undefined);
      return { isSoon: asked.every(({ isSoon }) => isSoon), done };
    },
  };
}
