import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A VITS model (Piper, MMS) as it lies in a folder of the building. */
export interface NeuralModel {
  readonly model: string;
  readonly tokens: string;
  /** Where the model was made for the words of a list; empty where it was not. */
  readonly lexicon: string;
  /** Data of espeak-ng's phonemes, which Piper's models need; empty for others. */
  readonly dataDir: string;
}

export const tokensFile = 'tokens.txt';
const lexiconFile = 'lexicon.txt';
const phonemeFolder = 'espeak-ng-data';

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

export interface NoModel {
  readonly fault: 'no-model' | 'many-models' | 'no-tokens';
  readonly why: string;
}

/** The model of a folder, or why there is none. */
export function neuralModelIn(folder: string): NeuralModel | NoModel {
  const models = readdirSync(folder)
    .filter(file => file.endsWith('.onnx'))
    .toSorted();
  const [model] = models;
  if (model === undefined) return { fault: 'no-model', why: 'the folder has no .onnx file' };
  if (models.length > 1) {
    const why = `the folder has more than one model: ${models.join(', ')}`;
    return { fault: 'many-models', why };
  }
  const tokens = join(folder, tokensFile);
  if (!isThere(tokens)) return { fault: 'no-tokens', why: `${tokensFile} is missing` };
  const or = (path: string): string => (isThere(path) ? path : '');
  return {
    model: join(folder, model),
    tokens,
    lexicon: or(join(folder, lexiconFile)),
    dataDir: or(join(folder, phonemeFolder)),
  };
}

/** Another one for every model, as far as its file says so without being read. */
export function versionOf(folder: string): string {
  const found = neuralModelIn(folder);
  if ('fault' in found) return found.why;
  const { size, mtimeMs } = statSync(found.model);
  return `${found.model} ${size} ${mtimeMs}`;
}
