import type { KioskLanguage } from '../contract/printers.ts';
import type { Silence } from './guide.ts';

export interface Line {
  readonly text: string;
  readonly language: KioskLanguage;
}

const loadMsMax = 6_000;
/** Sentences that are kept, as they were heard: keys are said again and again. */
const keptMax = 60;
const graceMs = 3_000;
/** Without sound a caption stands as long as it takes to read: at least this, and so much a sign. */
const readingMsMin = 1_400;
const readingMsPerSign = 65;
const speechTextMax = 400;

type Loaded = AudioBuffer | Exclude<Silence, 'none'>;

export const readingMs = (text: string): number =>
  Math.max(readingMsMin, text.length * readingMsPerSign);

/** Plays sentences that the server speaks, one after the other; cancelled at any moment. */
export class SpeechPlayer {
  readonly #context = new AudioContext({ latencyHint: 'interactive' });
  readonly #gain = new GainNode(this.#context);
  readonly #kept = new Map<string, AudioBuffer>();
  readonly #told: (silence: Silence) => void;

  constructor(told: (silence: Silence) => void) {
    this.#told = told;
    this.#gain.connect(this.#context.destination);
  }

  setVolume(percent: number): void {
    this.#gain.gain.value = percent / 100;
  }

  /**
   * True when every line was said, or stood long enough to be read; lines that are added meanwhile
   * are said as well.
   */
  async say(
    lines: readonly Line[],
    begins: (line: Line) => void,
    stopped: AbortSignal,
  ): Promise<boolean> {
    let next = lines[0] === undefined ? null : this.#load(lines[0], stopped);
    for (const [at, line] of lines.entries()) {
      const sound = await (next ?? this.#load(line, stopped));
      const after = lines[at + 1];
      // The next one is made while this one is heard.
      next = after === undefined ? null : this.#load(after, stopped);
      if (stopped.aborted) return false;
      begins(line);
      const isHeard = sound instanceof AudioBuffer && (await this.#isUnlocked());
      this.#told(isHeard ? 'none' : sound instanceof AudioBuffer ? 'muted' : sound);
      if (isHeard) await this.#play(sound, stopped);
      else await pause(readingMs(line.text), stopped);
      if (stopped.aborted) return false;
    }
    return true;
  }

  close(): void {
    this.#kept.clear();
    void this.#context.close();
  }

  async #isUnlocked(): Promise<boolean> {
    // A promise that never ends where sound is forbidden, so it is not waited for.
    if (this.#context.state !== 'running') void this.#context.resume().catch(() => undefined);
    if (this.#context.state !== 'running') await pause(100, new AbortController().signal);
    return this.#context.state === 'running';
  }

  async #load(line: Line, stopped: AbortSignal): Promise<Loaded> {
    const key = JSON.stringify([line.language, line.text]);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    try {
      const answer = await fetch('/api/v1/speech', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: line.text.slice(0, speechTextMax), language: line.language }),
        signal: AbortSignal.any([stopped, AbortSignal.timeout(loadMsMax)]),
      });
      if (answer.status === 404) return 'unavailable';
      if (!answer.ok) return 'unreachable';
      const sound = await this.#context.decodeAudioData(await answer.arrayBuffer());
      this.#keep(key, sound);
      return sound;
    } catch {
      return 'unreachable';
    }
  }

  #keep(key: string, sound: AudioBuffer): void {
    this.#kept.set(key, sound);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= keptMax) break;
      this.#kept.delete(oldest);
    }
  }

  #play(sound: AudioBuffer, stopped: AbortSignal): Promise<void> {
    const source = new AudioBufferSourceNode(this.#context, { buffer: sound });
    source.connect(this.#gain);
    return new Promise(resolve => {
      const late = setTimeout(() => end(), sound.duration * 1_000 + graceMs);
      const end = (): void => {
        clearTimeout(late);
        stopped.removeEventListener('abort', end);
        source.removeEventListener('ended', end);
        source.stop();
        source.disconnect();
        resolve();
      };
      source.addEventListener('ended', end);
      stopped.addEventListener('abort', end);
      source.start();
    });
  }
}

function pause(ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => end(), ms);
    const end = (): void => {
      clearTimeout(timer);
      stopped.removeEventListener('abort', end);
      resolve();
    };
    if (stopped.aborted) end();
    stopped.addEventListener('abort', end);
  });
}
