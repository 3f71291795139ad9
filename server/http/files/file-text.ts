import { createHash } from 'node:crypto';
import type { SetupEdit } from '../../../contract/setup-edits.ts';
import { fileFaultsMax, type FileFault } from '../../../contract/setup-files.ts';

/** What every file that is brought has in common: it is a text, and its errors stand in its order. */

/** Programs for tables write both; each says so by its first bytes. */
const encodingOf = ([first, second]: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' => {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
};

/** Control characters that are no space: no text holds them, a picture does. */
const binary = /[^\P{Cc}\s\u0080-\u009F]/u;

/** The text of a file without its byte order mark, or what is wrong with it. */
export function textOf(bytes: Buffer): string | FileFault {
  const fault = (code: 'empty' | 'not-text'): FileFault => ({ path: 'file', line: null, code });
  let text: string;
  try {
    text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return fault('not-text');
  }
  if (binary.test(text)) return fault('not-text');
  return text.trim() === '' ? fault('empty') : text;
}

/** By their lines; those of no line come last. */
export const inLineOrder = (faults: readonly FileFault[]): FileFault[] =>
  faults
    .toSorted((one, other) => (one.line ?? Infinity) - (other.line ?? Infinity) || 0)
    .slice(0, fileFaultsMax);

/** Names exactly these edits, each with what it begins from. */
export const previewOf = (edits: readonly SetupEdit[]): string =>
  createHash('sha256').update(JSON.stringify(edits)).digest('hex').slice(0, 32);
