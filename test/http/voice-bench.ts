import { zipSync } from 'fflate';
import { rmSync } from 'node:fs';
import { expect } from 'vitest';
import type { PackSummary, VoicePackView, VoiceStudioView } from '../../contract/voice-studio.ts';
import { evenLoudness } from '../../server/voice/loudness.ts';
import { vocabulary } from '../../server/voice/vocabulary.ts';
import { decodeWav, encodeWav, samplesOf } from '../../server/voice/wav.ts';
import { tone } from '../voice/packs.ts';
import { standInEngine, type StandInEngine } from '../voice/stand-in-engine.ts';
import { newDataDir, openTestApp, type TestApp } from './open-test-app.ts';
import type { Answer, TestClient } from './test-client.ts';

/** A building whose voice is being recorded, imported and published. */

export const voice = '/api/v1/admin/voice';

export interface ZipParts {
  /** Listed, and not there. */
  readonly without?: readonly string[];
  /** Not even listed: words that are still to be recorded. */
  readonly unspoken?: readonly string[];
  readonly more?: Readonly<Record<string, Uint8Array>>;
  readonly clips?: Readonly<Record<string, Uint8Array>>;
  readonly manifest?: Readonly<Record<string, unknown>>;
}

/** A whole Indonesian pack of tones, and what a test does to it. */
export function packZip({
  without = [],
  unspoken = [],
  more = {},
  clips = {},
  manifest = {},
}: ZipParts = {}): Uint8Array {
  const entries: Record<string, Uint8Array> = {};
  const listed: Record<string, unknown> = {};
  Object.keys(vocabulary.id).forEach((key, at) => {
    if (unspoken.includes(key)) return;
    listed[key] = { file: `${key}.wav`, durationMs: 200 };
    if (!without.includes(key)) entries[`${key}.wav`] = encodeWav(tone(200, 0.2, 300 + 10 * at));
  });
  const whole = {
    formatVersion: 1,
    language: 'id',
    name: 'Suara uji',
    source: 'tones made by a test',
    licence: 'MIT',
    sampleRate: 22_050,
    clips: listed,
    ...manifest,
  };
  const text = Buffer.from(JSON.stringify(whole));
  return zipSync({ 'manifest.json': text, ...entries, ...clips, ...more }, { level: 1 });
}

/** Where a clip begins within a sound, by its samples; −1 where it does not occur. */
export function placeOf(kept: Int16Array, sound: Int16Array): number {
  const clip = evenLoudness(kept);
  const inset = samplesOf(10);
  const middle = clip.subarray(inset, inset + samplesOf(60));
  for (let at = 0; at + middle.length < sound.length; at += 1) {
    let isSame = true;
    for (let step = 0; isSame && step < middle.length; step += 7) {
      isSame = Math.abs(sound[at + step]! - middle[step]!) <= 2;
    }
    if (isSame) return at - inset;
  }
  return -1;
}

export class VoiceBench {
  readonly engine: StandInEngine = standInEngine('speaks');
  readonly dataDir = newDataDir();
  #server: TestApp | null = null;
  admin!: TestClient;

  get server(): TestApp {
    if (!this.#server) throw new Error('The server is stopped.');
    return this.#server;
  }

  async start(): Promise<void> {
    const { dataDir, engine } = this;
    this.#server = await openTestApp({ dataDir, hasVoice: true, speechEngine: engine.path });
    this.admin = await this.server.signedIn('admin');
    for (let isSpeaking = false; !isSpeaking;) ({ isSpeaking } = await this.view());
  }

  async restart(): Promise<void> {
    await this.server.close();
    await this.start();
  }

  async close(): Promise<void> {
    await this.#server?.close();
    this.engine.remove();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Nothing of one test is left for the next. */
  async clear(): Promise<void> {
    for (const { id, isShipped, place } of (await this.view()).packs) {
      if (isShipped) continue;
      const { setupSeq } = await this.view();
      if (place !== null) await this.admin.post(`${voice}/packs/${id}/withdraw`, { setupSeq });
      await this.admin.post(`${voice}/packs/${id}/remove`);
    }
  }

  readonly view = async (): Promise<VoiceStudioView> => (await this.admin.get(voice)).json;
  readonly pack = async (id: string): Promise<VoicePackView> =>
    (await this.admin.get(`${voice}/packs/${id}`)).json;

  readonly #upload = (path: string, raw: Buffer, type: string): Promise<Answer> =>
    this.admin.call('POST', path, { raw, headers: { 'Content-Type': type } });
  readonly record = (id: string, key: string, raw: Buffer): Promise<Answer> =>
    this.#upload(`${voice}/packs/${id}/clips/${key}`, raw, 'audio/wav');
  readonly send = (zip: Buffer | Uint8Array): Promise<Answer> =>
    this.#upload(`${voice}/archives`, Buffer.from(zip), 'application/zip');

  readonly newPack = async (name = 'Suara Ibu Sari'): Promise<PackSummary> =>
    (await this.admin.post(`${voice}/packs`, { name, language: 'id' })).json.pack;

  readonly taken = async (parts: ZipParts = {}): Promise<PackSummary> => {
    const answer = await this.send(packZip(parts));
    expect(answer.status, answer.text).toBe(201);
    return answer.json.pack;
  };

  readonly publish = async (id: string): Promise<Answer> =>
    this.admin.post(`${voice}/packs/${id}/publish`, { setupSeq: (await this.view()).setupSeq });

  readonly sampleCall = async (more: Record<string, unknown> = {}): Promise<Answer> =>
    this.admin.post(`${voice}/sample`, {
      choices: (await this.view()).choices,
      label: 'A012',
      counterNumber: 3,
      serviceId: 'service-a01',
      language: 'id',
      packId: null,
      ...more,
    });

  readonly soundAt = async (url: string): Promise<Int16Array> =>
    decodeWav((await this.admin.get(url)).bytes);
}
