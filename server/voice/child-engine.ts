import { spawn, type ChildProcess } from 'node:child_process';
import { execPath } from 'node:process';
import type { Readable, Writable } from 'node:stream';
import { FrameReader, frameChannel, samplesIn, type EngineFrame } from './engine-frames.ts';
import type { EngineFault, EngineState, Rendered } from './speech-engine.ts';

export interface ChildEngineOptions {
  readonly script: string;
  readonly arguments: readonly string[];
  /** From its start until it can speak: a model takes seconds to load. */
  readonly startMsMax: number;
  readonly renderMsMax: number;
  /** A process that grew larger is replaced after its sentence. */
  readonly residentBytesMax: number;
  /** After this without a sentence it is ended; null: it is kept. */
  readonly idleMsMax: number | null;
  /** How long it rests after so many failures in a row. */
  readonly restMs?: (failures: number) => number;
  /** It failed, and why, in words for a technician. */
  readonly failed?: (why: string) => void;
}

const waitingMax = 16;
const complaintCharactersMax = 500;
const firstRestMs = 1_000;
const restMsMax = 300_000;

/** Doubles from one second to five minutes. */
const doubling = (failures: number): number =>
  Math.min(restMsMax, firstRestMs * 2 ** Math.min(failures - 1, 20));

interface Asked {
  readonly request: string;
  readonly settle: (rendered: Rendered) => void;
}

interface Failure {
  readonly fault: EngineFault;
  readonly why: string;
}

interface Running {
  readonly child: ChildProcess;
  readonly timer: { now: NodeJS.Timeout | null };
  isReady: boolean;
  /** It is ended by us and not by a fault. */
  isDismissed: boolean;
  failure: Failure | null;
}

/**
 * A voice in a process of its own: one sentence at a time, started by the first one, killed where it
 * takes too long, restarted after a rest that grows with each failure. Whoever waits is answered.
 */
export class ChildEngine {
  readonly #options: ChildEngineOptions;
  readonly #waiting: Asked[] = [];
  readonly #ends = new Set<Promise<void>>();
  #running: Running | null = null;
  #asked: Asked | null = null;
  #begunMs = 0;
  #failures = 0;
  #restsUntilMs = 0;
  #failed: Failure | null = null;
  #residentBytes: number | null = null;
  #renderMs: number | null = null;
  #isClosed = false;

  constructor(options: ChildEngineOptions) {
    this.#options = options;
  }

  render(request: unknown): Promise<Rendered> {
    if (this.#isClosed || this.#isResting()) return Promise.resolve('unavailable');
    if (this.#waiting.length >= waitingMax) return Promise.resolve('busy');
    return new Promise(settle => {
      this.#waiting.push({ request: `${JSON.stringify(request)}\n`, settle });
      this.#next();
    });
  }

  state(): Omit<EngineState, 'kind' | 'language'> {
    const running = this.#running;
    const atRest = this.#failed === null ? 'asleep' : 'resting';
    const condition = running === null ? atRest : running.isReady ? 'ready' : 'starting';
    const residentBytes = running === null ? null : this.#residentBytes;
    const { fault = null, why = null } = this.#failed ?? {};
    return { condition, fault, why, residentBytes, renderMs: this.#renderMs };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#dismiss('SIGKILL');
    this.#answerAll('unavailable');
    await Promise.all(this.#ends);
  }

  #isResting(): boolean {
    return performance.now() < this.#restsUntilMs;
  }

  #next(): void {
    if (this.#asked !== null || this.#isClosed) return;
    const running = this.#running;
    if (running !== null && !running.isReady) return;
    const asked = this.#waiting[0];
    if (asked === undefined) return this.#idle();
    if (running === null) return this.#start();
    this.#waiting.shift();
    this.#asked = asked;
    this.#begunMs = performance.now();
    const { renderMsMax } = this.#options;
    const why = `a sentence took longer than ${renderMsMax} ms`;
    this.#limit(running, renderMsMax, { fault: 'slow', why });
    (running.child.stdin as Writable).write(asked.request);
  }

  #start(): void {
    const { script, arguments: given, startMsMax } = this.#options;
    // Of the server's own environment nothing is handed on.
    const child = spawn(execPath, ['--no-warnings', script, ...given], {
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
      env: {},
    });
    const running: Running = {
      child,
      timer: { now: null },
      isReady: false,
      isDismissed: false,
      failure: null,
    };
    this.#running = running;
    const late = `it was not ready within ${startMsMax} ms`;
    this.#limit(running, startMsMax, { fault: 'slow-start', why: late });
    let complaint = '';
    child.stderr?.on('data', (part: Buffer) => {
      complaint = (complaint + part.toString()).slice(-complaintCharactersMax);
    });
    child.stdin?.on('error', () => undefined);
    const reader = new FrameReader();
    (child.stdio[frameChannel] as Readable).on('data', (part: Buffer) => {
      try {
        for (const frame of reader.take(part)) this.#take(running, frame);
      } catch {
        this.#kill(running, { fault: 'no-sound', why: 'what it sent is no sound' });
      }
    });
    child.once('error', error => (running.failure ??= { fault: 'failed', why: error.message }));
    const ended = new Promise<void>(resolve => {
      child.once('close', (code, signal) => {
        const words = complaint.replaceAll(/\s+/g, ' ').trim();
        const why = `it ended with ${signal ?? code}${words ? `: ${words}` : ''}`;
        running.failure ??= { fault: 'failed', why };
        this.#ended(running);
        resolve();
      });
    });
    this.#ends.add(ended);
    void ended.then(() => this.#ends.delete(ended));
  }

  #take(running: Running, { kind, residentKib, content }: EngineFrame): void {
    if (running !== this.#running || running.isDismissed) return;
    if (kind === 'fault') {
      const [fault, ...words] = content.toString().split('\n');
      running.failure = { fault: fault as EngineFault, why: words.join(' ') };
      return;
    }
    this.#clear(running);
    this.#residentBytes = residentKib * 1024;
    if (kind === 'ready') running.isReady = true;
    else {
      this.#settle(kind === 'sound' ? samplesIn(content) : 'silent');
      if (this.#residentBytes > this.#options.residentBytesMax) this.#dismiss('SIGTERM');
    }
    this.#next();
  }

  #settle(rendered: Rendered): void {
    const asked = this.#asked;
    this.#asked = null;
    if (typeof rendered !== 'string' || rendered === 'silent') {
      this.#renderMs = Math.round(performance.now() - this.#begunMs);
      this.#failures = 0;
      this.#failed = null;
    }
    asked?.settle(rendered);
  }

  /** A process that has nothing to do is ended after a while: its memory is somebody else's. */
  #idle(): void {
    const running = this.#running;
    const { idleMsMax } = this.#options;
    if (running === null || idleMsMax === null) return;
    this.#clear(running);
    running.timer.now = setTimeout(() => this.#dismiss('SIGTERM'), idleMsMax);
    running.timer.now.unref();
  }

  #limit(running: Running, ms: number, failure: Failure): void {
    this.#clear(running);
    running.timer.now = setTimeout(() => this.#kill(running, failure), ms);
  }

  #clear({ timer }: Running): void {
    if (timer.now !== null) clearTimeout(timer.now);
    timer.now = null;
  }

  #kill(running: Running, failure: Failure): void {
    running.failure ??= failure;
    running.child.kill('SIGKILL');
  }

  /** Its end is no failure; the next sentence starts another one. */
  #dismiss(signal: 'SIGTERM' | 'SIGKILL'): void {
    const running = this.#running;
    if (running === null) return;
    running.isDismissed = true;
    this.#clear(running);
    running.child.kill(signal);
    this.#running = null;
  }

  #ended(running: Running): void {
    this.#clear(running);
    if (running.isDismissed) return;
    this.#running = null;
    this.#failures += 1;
    this.#failed = running.failure;
    this.#restsUntilMs = performance.now() + (this.#options.restMs ?? doubling)(this.#failures);
    // Nobody waits for a process that is to be tried again later.
    this.#answerAll('unavailable');
    this.#options.failed?.(this.#failed?.why ?? 'it ended');
  }

  #answerAll(rendered: 'unavailable'): void {
    this.#settle(rendered);
    for (const { settle } of this.#waiting.splice(0)) settle(rendered);
  }
}
