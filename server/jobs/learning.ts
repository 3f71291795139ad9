import { Worker } from 'node:worker_threads';
import type { Building } from '../building.ts';
import type { Log } from '../log.ts';
import type { LearningAnswer, LearningOrder } from '../store/learning-worker.ts';
import type { Store } from '../store/store.ts';

const script = new URL('../store/learning-worker.ts', import.meta.url);
const workMsMax = 120_000;
/** After a fault, or where the tables still follow an older journal. */
const retryMs = 3_000;
const triesMax = 200;

interface LearningOptions {
  readonly building: Building;
  readonly store: Pick<Store, 'facts'>;
  readonly folder: string;
  readonly log: Log;
}

/** Learns of waiting from the days before, at the start and whenever a business day opens. */
class Learning {
  readonly #options: LearningOptions;
  readonly #forget: () => void;
  #worker: Worker | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** The business day that is learnt for, or was. */
  #before = '';
  #tries = 0;

  constructor(options: LearningOptions) {
    this.#options = options;
    this.#forget = options.building.onCommit(entries => {
      if (entries.some(({ type }) => type === 'day-opened')) this.#look();
    });
    this.#look();
  }

  close(): void {
    this.#forget();
    this.#stop();
  }

  #stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    void this.#worker?.terminate();
    this.#worker = null;
  }

  /** Another business day than the one that is known. */
  #look(): void {
    const { building, store } = this.#options;
    const date = building.state.businessDate;
    if (date === null || date === this.#before) return;
    this.#stop();
    this.#before = date;
    this.#tries = 0;
    // A building without a past has nothing to learn, and no thread.
    if (store.facts.hasDayBefore(date)) this.#learn();
  }

  #learn(): void {
    const { folder, building, log } = this.#options;
    const order: LearningOrder = { folder, before: this.#before };
    const worker = new Worker(script, { execArgv: [] });
    this.#worker = worker;
    worker.unref();
    let isDone = false;
    const done = (answer: LearningAnswer): void => {
      if (isDone) return;
      isDone = true;
      clearTimeout(timer);
      void worker.terminate();
      if (this.#worker !== worker) return;
      this.#worker = null;
      if ('learned' in answer) building.learn(answer.learned);
      else this.#again('why' in answer ? answer.why : null, log);
    };
    const timer = setTimeout(() => done({ why: 'It took too long' }), workMsMax);
    timer.unref();
    worker.once('message', done);
    worker.once('error', error => done({ why: String(error) }));
    worker.once('exit', () => done({ why: 'The thread ended' }));
    worker.postMessage(order, []);
  }

  #again(why: string | null, log: Log): void {
    if (why !== null) log.warn({ why }, 'waits could not be learnt from past days');
    this.#tries += 1;
    if (this.#tries >= triesMax) return;
    this.#timer = setTimeout(() => this.#learn(), retryMs);
    this.#timer.unref();
  }
}

export const openLearning = (options: LearningOptions): { close(): void } => new Learning(options);
