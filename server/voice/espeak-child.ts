/**
 * espeak-ng compiled to WebAssembly, in a process of its own: it is under GPL-3, the server is not,
 * and the two only exchange sentences and sound. The package is optional and its place an argument.
 */
import { pathToFileURL } from 'node:url';
import { serveVoice, type Say } from './engine-child.ts';
import type { EspeakRequest } from './espeak-words.ts';

/** What is used of the package, which has no types of its own. */
interface Worker {
  set_voice(name: string): number;
  set_rate(wordsPerMinute: number): number;
  get_samplerate(): number;
  synthesize(text: string, heard: (samples: Int16Array | null) => number): void;
}
interface Library {
  readonly eSpeakNGWorker: new () => Worker;
}
type Open = (options: Readonly<Record<string, unknown>>) => Promise<Library>;

const rateHz = 22_050;

function joined(parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function load(place: string): Promise<Say> {
  const { default: open } = (await import(pathToFileURL(place).href)) as { default: Open };
  const quiet = (): void => undefined;
  const library = await open({ print: quiet, printErr: quiet });
  const worker = new library.eSpeakNGWorker();
  return request => {
    const { text, voice, wordsPerMinute } = request as EspeakRequest;
    worker.set_voice(voice);
    worker.set_rate(wordsPerMinute);
    if (worker.get_samplerate() !== rateHz) throw new Error('the voice has another rate');
    const parts: Int16Array[] = [];
    worker.synthesize(text, samples => {
      if (samples !== null && samples.length > 0) parts.push(samples);
      return 0;
    });
    return joined(parts);
  };
}

await serveVoice(() => load(process.argv[2] ?? ''), {
  input: process.stdin,
  residentBytes: () => process.memoryUsage.rss(),
  exit: code => process.exit(code),
  // A visitor waits for it, and it needs little.
  niceness: 0,
});
