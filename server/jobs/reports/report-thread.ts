import { Worker } from 'node:worker_threads';
import type { MadeReport } from './answer-report.ts';
import type { PlacedOrder, ReportAnswer } from '../../domain/report-orders.ts';

const script = new URL('./report-worker.ts', import.meta.url);

/** Ten years on a slow disk, never packed before. */
const workMsMax = 120_000;
/** Who asks beyond this is told that the building is busy. */
const waitingMax = 16;
/** A thread that nobody asked for so long gives its memory back. */
const idleMsMax = 5 * 60_000;

export type ThreadAnswer = ReportAnswer | { readonly isBusy: true };

interface Waiting {
  readonly placed: PlacedOrder;
  readonly resolve: (answer: ThreadAnswer) => void;
}

/** One thread for all reports, one report at a time. */
export class ReportThread {
  readonly #waiting: Waiting[] = [];
  readonly #packed: (days: MadeReport['packed']) => void;
  #worker: Worker | null = null;
  #working: Waiting | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  /** `packed`: days that may be kept, so that the next report reads them in a moment. */
  constructor(packed: (days: MadeReport['packed']) => void) {
    this.#packed = packed;
  }

  ask(placed: PlacedOrder): Promise<ThreadAnswer> {
    if (this.#isClosed || this.#waiting.length >= waitingMax) {
      return Promise.resolve({ isBusy: true });
    }
    return new Promise(resolve => {
      this.#waiting.push({ placed, resolve });
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
    if (this.#working) return;
    this.#clear();
    const next = this.#waiting.shift();
    if (!next) {
      this.#timer = setTimeout(() => void this.#end(), idleMsMax);
      this.#timer.unref();
      return;
    }
    this.#working = next;
    this.#timer = setTimeout(() => this.#fail('It took too long'), workMsMax);
    this.#opened().postMessage(next.placed, []);
  }

  #opened(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(script, { execArgv: [] });
    worker.on('message', (made: MadeReport) => this.#done(made));
    worker.on('error', error => this.#fail(String(error)));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#fail('The thread ended');
    });
    this.#worker = worker;
    return worker;
  }

  #done({ answer, packed }: MadeReport): void {
    this.#working?.resolve(answer);
    this.#working = null;
    if (!this.#isClosed && packed.length > 0) this.#packed(packed);
    if (!this.#isClosed) this.#next();
  }

  /** The next report gets a new thread. */
  #fail(why: string): void {
    const failed = this.#working;
    this.#working = null;
    failed?.resolve({ failed: why });
    void this.#end();
    if (!this.#isClosed) this.#next();
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
