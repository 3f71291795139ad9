/**
 * Renders the default packs with eSpeak NG, run as a separate program and never linked. Its result
 * is committed, so no building needs the engine. Usage: `node server/voice/render-default-pack.ts`
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VoiceLanguage } from '../domain/announcement.ts';
import { evenLoudness, trimSilence } from './loudness.ts';
import { packFormatVersion } from './pack.ts';
import type { PackManifest } from './pack.ts';
import { vocabulary } from './vocabulary.ts';
import type { VocabularyEntry } from './vocabulary.ts';
import { decodeWav, durationMsOf, encodeWav, sampleRateHz } from './wav.ts';

interface Rendering {
  readonly language: VoiceLanguage;
  readonly name: string;
  readonly engineVoice: string;
  /** The engine's own measure; with the pauses between clips the sentence runs at 120–140. */
  readonly wordsPerMinute: number;
  /** A single letter is a short sound: slower, it is told apart more easily. */
  readonly letterWordsPerMinute: number;
}

const renderings: readonly Rendering[] = [
  {
    language: 'id',
    name: 'Suara bawaan',
    engineVoice: 'id',
    wordsPerMinute: 180,
    letterWordsPerMinute: 135,
  },
  {
    language: 'en',
    name: 'Default voice',
    engineVoice: 'en-us',
    wordsPerMinute: 160,
    letterWordsPerMinute: 130,
  },
];

const engine = 'espeak-ng';
const engineMsMax = 10_000;

function renderClip(rendering: Rendering, key: string, entry: VocabularyEntry): Int16Array {
  const isLetter = key.startsWith('letter-');
  const speed = isLetter ? rendering.letterWordsPerMinute : rendering.wordsPerMinute;
  const wav = execFileSync(
    engine,
    ['-v', rendering.engineVoice, '-s', String(speed), '-z', '--stdout', '--', spoken(entry)],
    { timeout: engineMsMax, maxBuffer: 10_000_000 },
  );
  return evenLoudness(trimSilence(decodeWav(wav)));
}

const spoken = (entry: VocabularyEntry): string => entry.phonemes ?? entry.text;

function renderPack(rendering: Rendering, engineVersion: string): number {
  const folder = join(import.meta.dirname, 'packs', `default-${rendering.language}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const clips: PackManifest['clips'] = {};
  let bytes = 0;
  for (const [key, entry] of Object.entries(vocabulary[rendering.language])) {
    const samples = renderClip(rendering, key, entry);
    const wav = encodeWav(samples);
    const file = `${key}.wav`;
    writeFileSync(join(folder, file), wav);
    clips[key] = { file, durationMs: durationMsOf(samples.length) };
    bytes += wav.length;
  }
  const manifest: PackManifest = {
    formatVersion: packFormatVersion,
    language: rendering.language,
    name: rendering.name,
    source: `Rendered by eSpeak NG ${engineVersion}, voice ${rendering.engineVoice}`,
    licence: 'MIT, as the project; made with a GPL-3.0 program, of which nothing is included here',
    sampleRate: sampleRateHz,
    clips,
  };
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return bytes;
}

const version = execFileSync(engine, ['--version'], { encoding: 'utf8' });
const engineVersion = /[0-9]+\.[0-9.]*[0-9]/.exec(version)?.[0] ?? 'of unknown version';
for (const rendering of renderings) {
  const bytes = renderPack(rendering, engineVersion);
  process.stdout.write(`default-${rendering.language}: ${Math.round(bytes / 1000)} kB\n`);
}
