import { spawn, type ChildProcess } from 'node:child_process';

/** A voice of the machine: a program of its own, asked for one sentence at a time. */
export interface SpeechEngine {
  /** A WAV file; null where this machine has no such program, or it gave no sound. */
  render(sentence: string, language: string): Promise<Buffer | 'busy' | null>;
  close(): Promise<void>;
}

/** espeak-ng's names of voices; a language without one is read by its nearest neighbour. */
const voices: Readonly<Record<string, string>> = { id: 'id', en: 'en-us', jv: 'id', bug: 'id' };
const wordsPerMinuteDefault = 145;
/** A sentence takes about 25 ms; where it takes longer, something is wrong with the machine. */
const renderMsMax = 4_000;
/** About a minute and a half of sound. */
const wavBytesMax = 4_000_000;
const processesMax = 2;
const waitingMax = 16;

/** Words that the program's Indonesian rules miss, in its own phonemes. */
const phonemes: readonly (readonly [RegExp, string])[] = [
  [/\bloket\b/gi, "[[l'oket]]"],
  [/\btiket\b/gi, "[[t'iket]]"],
  [/\bbooking\b/gi, "[[b'UkiN]]"],
];

const corrected = (sentence: string, language: string): string =>
  language === 'en'
    ? sentence
    : phonemes.reduce((text, [word, sound]) => text.replaceAll(word, sound), sentence);

class Program implements SpeechEngine {
  readonly #path: string;
  readonly #wordsPerMinute: number;
  readonly #running = new Set<ChildProcess>();
  readonly #waiting: (() => void)[] = [];
  #isMissing = false;
  #isClosed = false;

  constructor(path: string, wordsPerMinute: number) {
    this.#path = path;
    this.#wordsPerMinute = wordsPerMinute;
  }

  async render(sentence: string, language: string): Promise<Buffer | 'busy' | null> {
    if (this.#isMissing || this.#isClosed) return null;
    if (this.#running.size >= processesMax) {
      if (this.#waiting.length >= waitingMax) return 'busy';
      await new Promise<void>(resolve => this.#waiting.push(resolve));
      if (this.#isMissing || this.#isClosed) return null;
    }
    return this.#run(corrected(sentence, language), voices[language] ?? 'id');
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
  #run(sentence: string, voice: string): Promise<Buffer | null> {
    const options = ['-v', voice, '-s', String(this.#wordsPerMinute), '-b', '1', '-z'];
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
    child.stdin.end(sentence);
    return new Promise(resolve => {
      child.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'EACCES') this.#isMissing = true;
      });
      child.once('close', code => {
        clearTimeout(tooLong);
        this.#running.delete(child);
        this.#waiting.shift()?.();
        resolve(code === 0 && bytes > 0 ? Buffer.concat(parts) : null);
      });
    });
  }
}

/** `path` is espeak-ng's; where it is not there, nothing is ever rendered. */
export const openSpeechEngine = (
  path: string,
  wordsPerMinute: number = wordsPerMinuteDefault,
): SpeechEngine => new Program(path, wordsPerMinute);
