import { Worker } from 'node:worker_threads';
import type { StoryAnswer, StoryOrder } from '../store/story-orders.ts';

const script = new URL('../store/story-worker.ts', import.meta.url);

/** Questions that wait at most: beyond them who asks is told that the server is busy. */
const waitingMax = 32;
/** A day of many thousand visits on a small computer takes a second or two. */
const answerMsMax = 20_000;
/** The thread keeps a day in memory; nobody asking for so long, it ends. */
const idleMsMax = 60_000;

export interface StoryThread {
  ask(order: StoryOrder): Promise<StoryAnswer | 'busy'>;
  close(): Promise<void>;
}

interface Told {
  readonly id: number;
  readonly answer: StoryAnswer;
}

interface Waiting {
  readonly order: StoryOrder;
  resolve(answer: StoryAnswer | 'busy'): void;
}

/** One thread and one question at a time: those of a page that moved on are cheap to answer too. */
class OneThread implements StoryThread {
  readonly #waiting: Waiting[] = [];
  #worker: Worker | null = null;
  #isAnswering = false;
  #isClosed = false;
  #lastId = 0;
  #told: ((answer: StoryAnswer | null) => void) | null = null;
  #idle: NodeJS.Timeout | undefined;

  ask(order: StoryOrder): Promise<StoryAnswer | 'busy'> {
    if (this.#isClosed || this.#waiting.length >= waitingMax) return Promise.resolve('busy');
    return new Promise(resolve => {
      this.#waiting.push({ order, resolve });
      void this.#next();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idle);
    for (const waiting of this.#waiting.splice(0)) waiting.resolve('busy');
    await this.#end();
  }

  async #next(): Promise<void> {
    if (this.#isAnswering) return;
    const next = this.#waiting.shift();
    if (!next) return this.#rest();
    this.#isAnswering = true;
    clearTimeout(this.#idle);
    const answer = await this.#answer(next.order);
    this.#isAnswering = false;
    next.resolve(answer);
    void this.#next();
  }

  #rest(): void {
    this.#idle = setTimeout(() => void this.#end(), idleMsMax);
    this.#idle.unref();
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  /** What the worker says goes to whoever waits for it; one that broke is replaced by the next. */
  #begin(): Worker {
    const worker = new Worker(script, { execArgv: [] });
    const broke = (): void => {
      if (this.#worker === worker) this.#worker = null;
      this.#told?.(null);
    };
    worker.on('message', ({ id, answer }: Told) => {
      if (id === this.#lastId) this.#told?.(answer);
    });
    worker.on('error', broke);
    worker.on('exit', broke);
    return worker;
  }

  async #answer(order: StoryOrder): Promise<StoryAnswer> {
    this.#worker ??= this.#begin();
    const worker = this.#worker;
    this.#lastId += 1;
    let timer: NodeJS.Timeout | undefined;
    const answer = await new Promise<StoryAnswer | null>(resolve => {
      this.#told = resolve;
      timer = setTimeout(() => resolve(null), answerMsMax);
      worker.postMessage({ id: this.#lastId, order }, []);
    });
    clearTimeout(timer);
    this.#told = null;
    if (answer !== null) return answer;
    if (this.#worker === worker) await this.#end();
    return { fault: 'The journal was not read' };
  }
}

export const openStoryThread = (): StoryThread => new OneThread();
