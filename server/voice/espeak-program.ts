import { spawn, type ChildProcess } from 'node:child_process';
import { espeakRequest } from './espeak-words.ts';
import {
  heard,
  type EngineState,
  type Rendered,
  type Sentence,
  type SpeechEngine,
} from './speech-engine.ts';
import { decodeWav } from './wav.ts';

/** A sentence takes about 25 ms; where it takes longer, something is wrong with the machine. */
const renderMsMax = 4_000;
/** About a minute and a half of sound. */
const wavBytesMax = 4_000_000;
const processesMax = 2;
const waitingMax = 16;

/** espeak-ng as the machine has it: a program that is started for each sentence. */
class EspeakProgram implements SpeechEngine {
  readonly name = 'espeak-ng';
  readonly version = 'espeak-ng program 1';
  readonly readsPhonemes = true;
  readonly #path: string;
  readonly #running = new Set<ChildProcess>();
  readonly #waiting: (() => void)[] = [];
  #why: string | null = null;
  #isMissing = false;
  #isClosed = false;
  #renderMs: number | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  async render(sentence: Sentence): Promise<Rendered> {
    if (this.#isMissing || this.#isClosed) return 'unavailable';
    if (this.#running.size >= processesMax) {
      if (this.#waiting.length >= waitingMax) return 'busy';
      await new Promise<void>(resolve => this.#waiting.push(resolve));
      if (this.#isMissing || this.#isClosed) return 'unavailable';
    }
    const begun = performance.now();
    const wav = await this.#run(sentence);
    if (wav === null) return 'unavailable';
    this.#renderMs = Math.round(performance.now() - begun);
    try {
      return heard(decodeWav(wav));
    } catch {
      this.#why = 'what it wrote is no sound';
      return 'silent';
    }
  }

  state(): EngineState {
    const idle = this.#why === null ? 'asleep' : 'resting';
    const condition = this.#isMissing ? 'missing' : this.#running.size > 0 ? 'ready' : idle;
    const ofProcess = { residentBytes: null, renderMs: this.#renderMs };
    const fault = this.#isMissing ? 'no-library' : this.#why === null ? null : 'failed';
    const own = { kind: 'program', language: null, condition } as const;
    return { ...own, fault, why: this.#why, ...ofProcess };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const next of this.#waiting.splice(0)) next();
    const ends = [...this.#running].map(
      child => new Promise<void>(resolve => child.once('close', () => resolve())),
    );
    for (const child of this.#running) child.kill('SIGKILL');
    await Promise.all(ends);
  }

  /** The sentence goes in by the input and never by the command line: it is never an option. */
  #run(sentence: Sentence): Promise<Buffer | null> {
    const { text, voice, wordsPerMinute } = espeakRequest(sentence);
    const options = ['-v', voice, '-s', String(wordsPerMinute), '-b', '1', '-z'];
    const child = spawn(this.#path, [...options, '--stdin', '--stdout'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#running.add(child);
    const parts: Buffer[] = [];
    let bytes = 0;
    const tooLong = setTimeout(() => child.kill('SIGKILL'), renderMsMax);
    child.stdout.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > wavBytesMax) child.kill('SIGKILL');
      else parts.push(part);
    });
    // A program that ends before it has read everything closes its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(text);
    return new Promise(resolve => {
      child.once('error', (error: NodeJS.ErrnoException) => {
        this.#isMissing ||= error.code === 'ENOENT' || error.code === 'EACCES';
        this.#why = `${this.#path} cannot be started: ${error.code ?? error.message}`;
      });
      child.once('close', (code, signal) => {
        clearTimeout(tooLong);
        this.#running.delete(child);
        this.#waiting.shift()?.();
        const isWhole = code === 0 && bytes > 0;
        if (isWhole) this.#why = null;
        else if (!this.#isMissing) this.#why = `${this.#path} ended with ${signal ?? code}`;
        resolve(isWhole ? Buffer.concat(parts) : null);
      });
    });
  }
}

/** `path` is the program's; where it is not there, nothing is ever rendered. */
export const openEspeakProgram = (path: string): SpeechEngine => new EspeakProgram(path);
