import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PackManifest } from '../../server/voice/pack.ts';
import { durationMsOf, encodeWav, sampleRateHz, samplesOf } from '../../server/voice/wav.ts';

const packs = join(import.meta.dirname, '../../server/voice/packs');
export const defaultPackFolder = {
  id: join(packs, 'default-id'),
  en: join(packs, 'default-en'),
} as const;

export function tone(durationMs: number, level: number, frequencyHz: number = 440): Int16Array {
  const step = (2 * Math.PI * frequencyHz) / sampleRateHz;
  return Int16Array.from({ length: samplesOf(durationMs) }, (_, at) =>
    Math.round(level * 32_767 * Math.sin(step * at)),
  );
}

/** A pack of tones in a temporary folder; `change` spoils its manifest. */
export function writePack(
  clips: Readonly<Record<string, Int16Array>>,
  change: Partial<Record<keyof PackManifest, unknown>> = {},
): string {
  const folder = mkdtempSync(join(tmpdir(), 'voice-pack-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const entries = Object.entries(clips).map(([key, samples]) => {
    writeFileSync(join(folder, `${key}.wav`), encodeWav(samples));
    return [key, { file: `${key}.wav`, durationMs: durationMsOf(samples.length) }] as const;
  });
  const manifest: PackManifest = {
    formatVersion: 1,
    language: 'id',
    name: 'Suara uji',
    source: 'tones made by a test',
    licence: 'MIT',
    sampleRate: sampleRateHz,
    clips: Object.fromEntries(entries),
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, ...change }));
  return folder;
}
