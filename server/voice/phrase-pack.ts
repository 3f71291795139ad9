import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { pauseMs, type VoiceLanguage } from '../domain/announcement.ts';
import { unpackSound } from './adpcm.ts';
import type { SoundPiece } from './compose.ts';
import { evenLoudness } from './loudness.ts';
import { VoicePackFault, type VoicePack } from './pack.ts';
import { resample } from './resample.ts';
import { tokensOf } from './speakable.ts';
import { vocabulary } from './vocabulary.ts';
import { decodeWav, sampleRateHz } from './wav.ts';

export const phrasePackVersion = 1;
const phrasesMax = 2_000;
const fileBytesMax = 1_000_000;
/** Words of the longest phrase that is looked for. */
const phraseWordsMax = 40;

const manifestSchema = z.object({
  formatVersion: z.literal(phrasePackVersion),
  language: z.enum(['id', 'en']),
  name: z.string().min(1).max(100),
  source: z.string().min(1).max(300),
  licence: z.string().min(1).max(300),
  /** What is said, as it stands on the screen, and its file: plain samples or IMA ADPCM. */
  phrases: z
    .record(z.string().min(1).max(400), z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.wav$/))
    .refine(phrases => Object.keys(phrases).length <= phrasesMax, `more than ${phrasesMax}`),
});
export type PhraseManifest = z.infer<typeof manifestSchema>;

/** Recorded or rendered sentences and parts of sentences, one voice in one language. */
export interface PhrasePack {
  readonly name: string;
  readonly language: VoiceLanguage;
  readonly contentHash: string;
  /** One phrase that is all of it; `undefined` where there is none. */
  whole(tokens: readonly string[]): readonly SoundPiece[] | undefined;
  /** From phrases, numbers and letters; `undefined` where a single word would be missing. */
  pieces(tokens: readonly string[]): readonly SoundPiece[] | undefined;
}

const keyOf = (tokens: readonly string[]): string =>
  tokens.filter(token => token !== ',' && token !== '.').join(' ');

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function readManifest(folder: string): PhraseManifest {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new VoicePackFault(folder, `manifest.json is wrong: ${why}`, error);
  }
}

function readPhrase(folder: string, file: string): Int16Array {
  const bytes = readFileSync(join(folder, file));
  if (bytes.length > fileBytesMax) throw new Error(`is larger than ${fileBytesMax} bytes`);
  const isPacked = bytes.length > 22 && bytes.readUInt16LE(20) === 0x11;
  if (!isPacked) return evenLoudness(decodeWav(bytes));
  const { samples, rateHz } = unpackSound(bytes);
  return evenLoudness(resample(samples, rateHz, sampleRateHz));
}

/** Words of the voice that calls numbers: its numbers and letters are said within sentences too. */
function wordsOf(pack: VoicePack): Map<string, Int16Array> {
  const words = new Map<string, Int16Array>();
  for (const [key, { text }] of Object.entries(vocabulary[pack.manifest.language])) {
    const samples = pack.clips.get(key);
    const word = key.startsWith('letter-') || !text.includes(' ') ? text : null;
    if (samples !== undefined && word !== null) words.set(word, samples);
  }
  return words;
}

/**
 * Reads the list of a pack at once, a phrase when it is first said. `words` says numbers and
 * letters between its phrases. Throws VoicePackFault where the list cannot be used.
 */
export function loadPhrasePack(folder: string, words: VoicePack | null): PhrasePack {
  const manifest = readManifest(folder);
  const { language } = manifest;
  const single = words?.manifest.language === language ? wordsOf(words) : new Map();
  const files = new Map<string, string>();
  for (const [text, file] of Object.entries(manifest.phrases)) {
    files.set(keyOf(tokensOf(text, language)), file);
  }
  const read = new Map<string, Int16Array | null>();
  const phrase = (key: string): Int16Array | undefined => {
    const file = files.get(key);
    if (file === undefined) return single.get(key) as Int16Array | undefined;
    let samples = read.get(file);
    if (samples === undefined) {
      samples = readOrNull(folder, file);
      read.set(file, samples);
    }
    return samples ?? undefined;
  };
  const hash = createHash('sha256').update(JSON.stringify([manifest, words?.contentHash ?? null]));
  return {
    name: manifest.name,
    language,
    contentHash: hash.digest('hex'),
    whole(tokens) {
      const samples = phrase(keyOf(tokens));
      return samples === undefined ? undefined : [{ kind: 'sound', samples }];
    },
    pieces: tokens => cover(tokens, phrase),
  };
}

/** A file that is missing or broken is as a phrase that the pack does not have. */
function readOrNull(folder: string, file: string): Int16Array | null {
  try {
    return readPhrase(folder, file);
  } catch {
    return null;
  }
}

/** The longest phrase that fits is taken, from left to right. */
function cover(
  tokens: readonly string[],
  phrase: (key: string) => Int16Array | undefined,
): readonly SoundPiece[] | undefined {
  const pieces: SoundPiece[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === ',' || token === '.') {
      pieces.push({ kind: 'pause', durationMs: token === ',' ? pauseMs.comma : pauseMs.sentence });
      at += 1;
      continue;
    }
    const found = longestFrom(tokens, at, phrase);
    if (found === undefined) return undefined;
    pieces.push({ kind: 'sound', samples: found.samples });
    at = found.end;
  }
  // What follows has its own pause.
  while (pieces.at(-1)?.kind === 'pause') pieces.pop();
  return pieces.length > 0 ? pieces : undefined;
}

function longestFrom(
  tokens: readonly string[],
  start: number,
  phrase: (key: string) => Int16Array | undefined,
): { readonly samples: Int16Array; readonly end: number } | undefined {
  for (let end = Math.min(tokens.length, start + phraseWordsMax); end > start; end -= 1) {
    const last = tokens[end - 1];
    if (last === ',' || last === '.') continue;
    const samples = phrase(keyOf(tokens.slice(start, end)));
    if (samples !== undefined) return { samples, end };
  }
  return undefined;
}
