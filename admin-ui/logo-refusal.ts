import { refusedWords } from './printing-texts.ts';
import { slipText, type SlipKey } from './slip-texts.ts';

/** What one picture may weigh: more is not even sent. */
export const logoBytesMax = 1_048_576;

const logoRefusals: ReadonlySet<string> = new Set([
  'too-many-bytes',
  'body-too-large',
  'not-a-png',
  'too-large',
  'damaged',
  'nothing-to-see',
  'unsupported-media-type',
]);

/** Why a picture is no logo, in a sentence. */
export const logoRefusal = (code: string): string =>
  logoRefusals.has(code) ? slipText(`refused:${code}` as SlipKey) : refusedWords(code);
