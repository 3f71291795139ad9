import type { PackFault } from '../contract/voice-studio.ts';
import type { Problem } from '../ui-kit/api.ts';
import { language } from '../ui-kit/language.ts';
import { voiceText, type VoiceKey } from './voice-texts.ts';

/** Refusals, faults and figures of the studio in words. */

const refusals: ReadonlySet<string> = new Set([
  'setup-changed',
  'words-missing',
  'pack-in-use',
  'too-many-packs',
  'unknown-pack',
  'invalid-input',
  'not-signed-in',
  'not-allowed',
  'unreachable',
  'body-too-large',
]);
const archiveReasons: ReadonlySet<string> = new Set([
  'not-a-zip',
  'hostile-name',
  'foreign-file',
  'too-many-files',
  'too-large',
  'no-manifest',
  'bad-manifest',
  'missing',
  'wrong-length',
  'not-a-wav',
  'wrong-format',
  'no-samples',
]);
const takeReasons: ReadonlySet<string> = new Set(['silent', 'too-short', 'too-long', 'not-a-wav']);

const textFact = (problem: Problem, name: string): string => String(problem.facts?.[name] ?? '');

export function problemWords(problem: Problem): string {
  const reason = textFact(problem, 'reason');
  if (problem.code === 'pack-refused' && archiveReasons.has(reason)) {
    return voiceText(`pack:${reason}` as VoiceKey, { file: textFact(problem, 'file') });
  }
  const code = refusals.has(problem.code) ? problem.code : 'other';
  return voiceText(`refused:${code}` as VoiceKey, { words: textFact(problem, 'words') });
}

/** Why a recording was not taken; a refusal of the whole request in its own words. */
export function takeWords(reason: string): string {
  if (takeReasons.has(reason)) return voiceText(`take:${reason}` as VoiceKey);
  if (reason === 'wrong-format' || reason === 'no-samples') return voiceText('take:not-a-wav');
  return problemWords({ code: reason, status: 0 });
}

export const faultWords = ({ file, fault }: PackFault): string =>
  `${file} ${voiceText(`fault:${fault}`)}`;

const figure = (value: number, digits: number): string =>
  new Intl.NumberFormat(language.value === 'id' ? 'id-ID' : 'en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
    .format(value)
    .replace('-', '−');

/** "9,8". */
export const secondsOf = (ms: number): string => figure(ms / 1000, 1);
export const levelOf = (db: number): string => figure(db, 0);
