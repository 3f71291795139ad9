import { Worker } from 'node:worker_threads';
import type { Refusal } from '../../contract/refusals.ts';
import { refuse } from '../domain/decision.ts';
import type { Log } from '../log.ts';
import type { ForecastOrder } from './forecast-orders.ts';
import type { ForecastReport, ForecastWorkerData } from './forecast-worker.ts';

const script = new URL('./forecast-worker.ts', import.meta.url);

/** As `forecast-worker.ts` counts them. */
const tasksMax = 8;
/** A thread that does not answer is ended, and a new one begins with the next question. */
const answerMsMax = 20_000;
/** A forecast of the whole building is given again for so long. */
const buildingKeptMs = 30_000;

/** JSON as it is sent, or why not. */
export type ForecastAnswer = { readonly body: string } | { readonly refusal: Refusal };

export interface ForecastThread {
  /**
   * Of the same `asker` only the newest question is answered: what it asked before is overtaken.
   * Without one nothing overtakes it. Where the thread fails, that is a fault of the world.
   */
  ask(order: ForecastOrder, asker: string | null): Promise<ForecastAnswer>;
  /** The whole building, at most half a minute old. */
  building(now: number): Promise<ForecastAnswer>;
  close(): Promise<void>;
}

interface Waiting {
  readonly asker: string | null;
  readonly resolve: (answer: ForecastAnswer) => void;
}

const fault: ForecastAnswer = { refusal: refuse('fault') };

/** One thread, begun by the first question: most buildings' nights need none. */
class Thread implements ForecastThread {
  readonly #folder: string;
  readonly #log: Log;
  readonly #waiting = new Map<number, Waiting>();
  #overtaken = new Int32Array(new SharedArrayBuffer(tasksMax * 4));
  #worker: Worker | null = null;
  #timer: NodeJS.Timeout | null = null;
  #lastId = 0;
  #isClosed = false;
  #kept: { readonly at: number; readonly answer: Promise<ForecastAnswer> } | null = null;

  constructor(folder: string, log: Log) {
    this.#folder = folder;
    this.#log = log;
  }

  async ask(order: ForecastOrder, asker: string | null): Promise<ForecastAnswer> {
    if (this.#isClosed) return fault;
    if (asker !== null) this.#overtake(asker);
    const id = this.#freeId();
    if (id === null) return { refusal: refuse('busy') };
    return new Promise(resolve => {
      this.#waiting.set(id, { asker, resolve });
      this.#timer ??= setTimeout(() => void this.#fail('It took too long'), answerMsMax);
      this.#worker ??= this.#begin();
      this.#worker.postMessage({ id, order }, []);
    });
  }

  building(now: number): Promise<ForecastAnswer> {
    const kept = this.#kept;
    if (kept && now >= kept.at && now - kept.at < buildingKeptMs) return kept.answer;
    const answer = this.#fresh(now);
    this.#kept = { at: now, answer };
    return answer;
  }

  /** Only what was answered well is kept. */
  async #fresh(now: number): Promise<ForecastAnswer> {
    const answer = await this.ask({ kind: 'building', now }, null);
    if ('refusal' in answer && this.#kept?.at === now) this.#kept = null;
    return answer;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#fail('The server is closing');
  }

  /** Numbers whose place nobody under way has. */
  #freeId(): number | null {
    if (this.#waiting.size >= tasksMax) return null;
    const taken = new Set([...this.#waiting.keys()].map(id => id % tasksMax));
    do this.#lastId += 1;
    while (taken.has(this.#lastId % tasksMax));
    return this.#lastId;
  }

  #overtake(asker: string): void {
    for (const [id, waiting] of this.#waiting) {
      if (waiting.asker === asker) Atomics.store(this.#overtaken, id % tasksMax, id);
    }
  }

  #begin(): Worker {
    this.#overtaken = new Int32Array(new SharedArrayBuffer(tasksMax * 4));
    const workerData: ForecastWorkerData = { folder: this.#folder, overtaken: this.#overtaken };
    const worker = new Worker(script, { execArgv: [], workerData });
    // A process may end while nobody waits for an answer.
    worker.unref();
    worker.on('message', (report: ForecastReport) => this.#hear(report));
    worker.on('error', error => {
      if (worker === this.#worker) void this.#fail(String(error));
    });
    worker.on('exit', () => {
      if (worker === this.#worker) void this.#fail('The thread ended');
    });
    return worker;
  }

  #hear(report: ForecastReport): void {
    const waiting = this.#waiting.get(report.id);
    this.#waiting.delete(report.id);
    this.#restart();
    if (!waiting) return;
    if ('fault' in report) {
      this.#log.error({ err: report.fault }, 'a forecast failed');
      waiting.resolve(fault);
    } else if ('refusal' in report) waiting.resolve({ refusal: report.refusal });
    else waiting.resolve({ body: report.body });
  }

  /** The time of what is still under way counts from the last answer. */
  #restart(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting.size === 0) return;
    this.#timer = setTimeout(() => void this.#fail('It took too long'), answerMsMax);
  }

  async #fail(why: string): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#restart();
    this.#kept = null;
    for (const waiting of all) waiting.resolve(fault);
    if (all.length > 0 && !this.#isClosed) this.#log.error({ why }, 'forecasts failed');
    await worker?.terminate();
  }
}

export const openForecastThread = (folder: string, log: Log): ForecastThread =>
  new Thread(folder, log);
