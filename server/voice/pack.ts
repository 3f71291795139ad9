import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { AnnouncementPart, VoiceLanguage } from '../domain/announcement.ts';
import type { SoundPiece } from './compose.ts';
import { evenLoudness } from './loudness.ts';
import { decodeWav, durationMsOf, sampleRateHz } from './wav.ts';

export const packFormatVersion = 1;
export const clipsMax = 1_000;
export const clipMsMax = 10_000;
export const manifestBytesMax = 1_000_000;
export const packBytesMax = 64_000_000;
/** A manifest made by another program may round its durations differently. */
const durationToleranceMs = 5;

const manifestSchema = z.object({
  formatVersion: z.literal(packFormatVersion),
  language: z.enum(['id', 'en']),
  name: z.string().min(1).max(100),
  source: z.string().min(1).max(300),
  licence: z.string().min(1).max(300),
  sampleRate: z.literal(sampleRateHz),
  clips: z
    .record(
      z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
      z.object({
        // A plain name: a pack must not be able to read outside its own folder.
        file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.wav$/),
        durationMs: z.number().int().min(1).max(clipMsMax),
      }),
    )
    .refine(clips => Object.keys(clips).length <= clipsMax, `has more than ${clipsMax} clips`),
});

export type PackManifest = z.infer<typeof manifestSchema>;

/** A pack folder that can't be used; the message says which file and why. */
export class VoicePackFault extends Error {
  readonly folder: string;
  constructor(folder: string, reason: string, cause?: unknown) {
    super(`voice pack ${folder}: ${reason}`, { cause });
    this.name = 'VoicePackFault';
    this.folder = folder;
  }
}

/** What a source is rendering, so that it can say something a moment later. */
export interface Preparation {
  /** Worth a moment's waiting: its engine runs and has little else to do. */
  readonly isSoon: boolean;
  /** Settled when it can speak, or will not. */
  readonly done: Promise<void>;
}

/**
 * Whoever can turn the parts of an announcement into sound at once. An engine that needs longer
 * than a moment renders its words beforehand and answers from those.
 */
export interface VoiceSource {
  readonly name: string;
  /** Changes whenever the same parts would sound different. */
  readonly contentHash: string;
  /** `undefined` where this source can't say all of it: voices are never mixed in a sentence. */
  speak(
    language: VoiceLanguage,
    parts: readonly AnnouncementPart[],
  ): readonly SoundPiece[] | undefined;
  /** Begins to render what it lacks, before others where somebody waits. Packs have no such thing. */
  prepare?(
    language: VoiceLanguage,
    parts: readonly AnnouncementPart[],
    isUrgent: boolean,
  ): Preparation | 'ready' | 'unable';
}

export interface VoicePack extends VoiceSource {
  readonly manifest: PackManifest;
  readonly clips: ReadonlyMap<string, Int16Array>;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function readManifest(folder: string): PackManifest {
  let text: string;
  try {
    text = readFileSync(join(folder, 'manifest.json'), 'utf8');
  } catch (error) {
    throw new VoicePackFault(folder, `manifest.json can't be read: ${messageOf(error)}`, error);
  }
  if (text.length > manifestBytesMax)
    throw new VoicePackFault(folder, 'manifest.json is too large');
  const manifest = parseManifest(text);
  if (typeof manifest !== 'string') return manifest;
  throw new VoicePackFault(folder, `manifest.json is wrong: ${manifest}`);
}

/** A manifest, or in words why it is none. */
export function parseManifest(text: string): PackManifest | string {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return messageOf(error);
  }
  const parsed = manifestSchema.safeParse(read);
  return parsed.success ? parsed.data : z.prettifyError(parsed.error);
}

function readClip(folder: string, key: string, file: string): Buffer {
  try {
    return readFileSync(join(folder, file));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = missing ? 'is missing' : `can't be read: ${messageOf(error)}`;
    throw new VoicePackFault(folder, `clip "${key}": file ${file} ${reason}`, error);
  }
}

function decodeClip(folder: string, key: string, file: string, bytes: Buffer): Int16Array {
  try {
    return decodeWav(bytes);
  } catch (error) {
    const reason = `clip "${key}": file ${file} ${messageOf(error)}`;
    throw new VoicePackFault(folder, reason, error);
  }
}

/** Reads a whole pack into memory, every clip at the common loudness. Throws VoicePackFault. */
export function loadVoicePack(folder: string): VoicePack {
  const manifest = readManifest(folder);
  const clips = new Map<string, Int16Array>();
  const hash = createHash('sha256').update(manifest.language);
  let bytesRead = 0;
  for (const [key, { file, durationMs }] of Object.entries(manifest.clips)) {
    const bytes = readClip(folder, key, file);
    bytesRead += bytes.length;
    if (bytesRead > packBytesMax) {
      throw new VoicePackFault(folder, `holds more than ${packBytesMax} bytes`);
    }
    const samples = decodeClip(folder, key, file, bytes);
    const foundMs = durationMsOf(samples.length);
    if (Math.abs(foundMs - durationMs) > durationToleranceMs) {
      const reason = `clip "${key}": manifest says ${durationMs} ms, ${file} has ${foundMs} ms`;
      throw new VoicePackFault(folder, reason);
    }
    hash.update(`\n${key}\n`).update(bytes);
    clips.set(key, evenLoudness(samples));
  }
  return packOf(manifest, clips, hash.digest('hex'));
}

function packOf(
  manifest: PackManifest,
  clips: ReadonlyMap<string, Int16Array>,
  contentHash: string,
): VoicePack {
  return {
    name: manifest.name,
    contentHash,
    manifest,
    clips,
    speak(language, parts) {
      return language === manifest.language ? piecesOf(clips, parts) : undefined;
    },
  };
}

/** The same pack with names that its own voice rendered; what the pack has itself stays. */
export function withNames(
  pack: VoicePack,
  names: ReadonlyMap<string, Int16Array> | undefined,
): VoicePack {
  if (names === undefined || names.size === 0) return pack;
  const hash = createHash('sha256').update(pack.contentHash);
  for (const [key, samples] of names) hash.update(`\n${key}\n`).update(samples);
  const clips = new Map([...names, ...pack.clips]);
  return packOf(pack.manifest, clips, hash.digest('hex'));
}

function piecesOf(
  clips: ReadonlyMap<string, Int16Array>,
  parts: readonly AnnouncementPart[],
): readonly SoundPiece[] | undefined {
  const pieces: SoundPiece[] = [];
  for (const part of parts) {
    if (part.kind === 'pause') {
      pieces.push(part);
      continue;
    }
    const samples = clips.get(part.key);
    if (samples !== undefined) pieces.push({ kind: 'sound', samples });
    else if (part.optional !== true) return undefined;
    // The pause that led up to an absent optional clip goes with it.
    else if (pieces.at(-1)?.kind === 'pause') pieces.pop();
  }
  return pieces;
}
