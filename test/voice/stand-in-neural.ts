import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How a library in the place of sherpa-onnx behaves. */
export type NeuralBehaviour = 'speaks' | 'hangs' | 'ends' | 'throws' | 'is-mute';

/** Models and their library as a building puts them into its folder, made of tones. */
export interface StandInNeural {
  /** Has a folder for each language. */
  readonly folder: string;
  /** Sentences that it was given, one a line. */
  heard(): string[];
  behave(behaviour: NeuralBehaviour, holdMs?: number): void;
  remove(): void;
}

/** As the library writes it: CommonJS, a class, samples between −1 and 1 at the model's rate. */
const library = `
const { appendFileSync, existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
exports.OfflineTts = class {
  constructor({ model }) {
    const { vits, numThreads, provider } = model;
    if (!existsSync(vits.model) || !existsSync(vits.tokens)) throw new Error('no such model');
    if (numThreads !== 1 || provider !== 'cpu') throw new Error('takes more than one core');
    this.folder = join(vits.model, '..', '..');
  }
  generate({ text, speed, enableExternalBuffer }) {
    if (enableExternalBuffer !== false) throw new Error('samples may not be copied later');
    appendFileSync(join(this.folder, 'heard'), text + '\\n');
    const { behaviour, holdMs } = JSON.parse(readFileSync(join(this.folder, 'behaviour.json')));
    const until = performance.now() + holdMs;
    while (behaviour === 'hangs' || performance.now() < until);
    if (behaviour === 'ends') process.exit(7);
    if (behaviour === 'throws') throw new Error('the model is broken');
    const seconds = behaviour === 'is-mute' ? 0 : (text.length * 0.02) / speed;
    const samples = Float32Array.from({ length: 16000 * seconds }, (_, at) => Math.sin(at / 8) / 3);
    return { samples, sampleRate: 16000 };
  }
};
`;

export interface NeuralFolder {
  readonly languages?: readonly string[];
  readonly hasLibrary?: boolean;
  /** Where it is put; a temporary folder where nothing is said. */
  readonly folder?: string;
}

export function standInNeural({
  languages = ['id'],
  hasLibrary = true,
  folder = mkdtempSync(join(tmpdir(), 'mpp-neural-')),
}: NeuralFolder = {}): StandInNeural {
  for (const language of languages) {
    mkdirSync(join(folder, language), { recursive: true });
    writeFileSync(join(folder, language, 'model.onnx'), 'a model');
    writeFileSync(join(folder, language, 'tokens.txt'), 'a 1\n');
  }
  if (hasLibrary) {
    const place = join(folder, 'node_modules', 'sherpa-onnx-node');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'package.json'), '{"name":"sherpa-onnx-node","main":"main.js"}');
    writeFileSync(join(place, 'main.js'), library);
  }
  appendFileSync(join(folder, 'heard'), '');
  const behave = (behaviour: NeuralBehaviour, holdMs = 0): void =>
    writeFileSync(join(folder, 'behaviour.json'), JSON.stringify({ behaviour, holdMs }));
  behave('speaks');
  return {
    folder,
    heard: () => readFileSync(join(folder, 'heard'), 'utf8').split('\n').filter(Boolean),
    behave,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
