import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ChildEngine } from './child-engine.ts';
import { espeakRequest } from './espeak-words.ts';
import { heard, type SpeechEngine } from './speech-engine.ts';

/** It is ready in a fifth of a second; a slow disk may need much longer for its 23 MB. */
const startMsMax = 20_000;
/** A sentence takes about 50 ms once it is warm, the first one a second on a busy machine. */
const renderMsMax = 8_000;
/** It takes about 100 MB. */
const residentBytesMax = 400_000_000;
const idleMsMax = 300_000;

const script = join(import.meta.dirname, 'espeak-child.ts');

/** Where the optional package lies; null where it was left out. Nothing of it is loaded here. */
export function espeakPackage(name: string): string | null {
  try {
    return fileURLToPath(import.meta.resolve(name));
  } catch {
    return null;
  }
}

/** espeak-ng from the optional package, for machines that have no program of their own. */
export function openEspeakWasm(place: string, failed: (why: string) => void): SpeechEngine {
  const limits = { startMsMax, renderMsMax, residentBytesMax, idleMsMax };
  const child = new ChildEngine({ script, arguments: [place], ...limits, failed });
  return {
    name: 'espeak-ng',
    version: 'espeak-ng wasm 1',
    readsPhonemes: true,
    async render(sentence) {
      const rendered = await child.render(espeakRequest(sentence));
      return typeof rendered === 'string' ? rendered : heard(rendered);
    },
    state: () => ({ kind: 'wasm', language: null, ...child.state() }),
    close: () => child.close(),
  };
}
