import { Worker } from 'node:worker_threads';

export interface AskedThreadOptions {
  readonly script: URL;
  /** Questions that wait at most: beyond them who asks is told that the thread is busy. */
  readonly waitingMax: number;
  readonly answerMsMax: number;
  /** A thread that nobody asked for so long gives its memory back. */
  readonly idleMsMax: number;
}

export type ThreadAnswer<Answer> =
  | { readonly answer: Answer }
  | { readonly isBusy: true }
  /** It took too long, broke or ended: the next question gets a new thread. */
  | { readonly failed: string };

interface Waiting<Order, Answer> {
  readonly order: Order;
  readonly resolve: (answer: ThreadAnswer<Answer>) => void;
}

/** One thread that answers one question at a time, begun by the first. */
export class AskedThread<Order, Answer> {
  readonly #options: AskedThreadOptions;
  readonly #waiting: Waiting<Order, Answer>[] = [];
  #worker: Worker | null = null;
  #working: Waiting<Order, Answer> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(options: AskedThreadOptions) {
    this.#options = options;
  }

  ask(order: Order): Promise<ThreadAnswer<Answer>> {
    if (this.#isClosed || this.#waiting.length >= this.#options.waitingMax) {
      return Promise.resolve({ isBusy: true });
    }
    return new Promise(resolve => {
      this.#waiting.push({ order, resolve });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const all = [...(this.#working ? [this.#working] : []), ...this.#waiting.splice(0)];
    this.#working = null;
    for (const { resolve } of all) resolve({ isBusy: true });
    await this.#end();
  }

  #next(): void {
    if (this.#working || this.#isClosed) return;
    this.#clear();
    const next = this.#waiting.shift();
    const { answerMsMax, idleMsMax } = this.#options;
    if (!next) {
      this.#timer = setTimeout(() => void this.#end(), idleMsMax);
      this.#timer.unref();
      return;
    }
    this.#working = next;
    this.#timer = setTimeout(() => this.#done({ failed: 'It took too long' }), answerMsMax);
    this.#opened().postMessage(next.order, []);
  }

  /** What a thread says that was given up is nobody's answer. */
  #opened(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(this.#options.script, { execArgv: [] });
    const told = (answer: ThreadAnswer<Answer>): void => {
      if (this.#worker === worker) this.#done(answer);
    };
    worker.on('message', (answer: Answer) => told({ answer }));
    worker.on('error', error => told({ failed: String(error) }));
    worker.on('exit', () => told({ failed: 'The thread ended' }));
    this.#worker = worker;
    return worker;
  }

  #done(answer: ThreadAnswer<Answer>): void {
    this.#working?.resolve(answer);
    this.#working = null;
    if ('failed' in answer) void this.#end();
    this.#next();
  }

  #clear(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #end(): Promise<void> {
    this.#clear();
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}
