import { Worker } from 'node:worker_threads';
import type { SurveyAsk, SurveySums } from '../store/survey-figures.ts';
import type { SurveyAnswer, SurveyOrder } from '../store/survey-worker.ts';

const script = new URL('../store/survey-worker.ts', import.meta.url);
const workMsMax = 30_000;
/** Reports that are read at once; who comes later waits for one of them. */
const runningMax = 2;
const waitingMax = 20;

/** Null: too many are being read now. */
export type SurveyReader = (
  asks: readonly SurveyAsk[],
  serviceIds: readonly string[] | null,
) => Promise<readonly SurveySums[] | null>;

export interface SurveyThread {
  readonly read: SurveyReader;
  close(): Promise<void>;
}

/** A thread for each report and none between: reports are seldom. */
class ReportThread implements SurveyThread {
  readonly #folder: string;
  readonly #running = new Set<Worker>();
  readonly #waiting: (() => void)[] = [];
  #isClosed = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  readonly read: SurveyReader = async (asks, serviceIds) => {
    if (this.#isClosed || this.#waiting.length >= waitingMax) return null;
    if (this.#running.size >= runningMax) {
      await new Promise<void>(resolve => this.#waiting.push(resolve));
      if (this.#isClosed) return null;
    }
    const answer = await this.#work({ folder: this.#folder, asks, serviceIds });
    if ('sums' in answer) return answer.sums;
    throw new Error(`A report could not be read: ${answer.why}`);
  };

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const goOn of this.#waiting.splice(0)) goOn();
    await Promise.all([...this.#running].map(async worker => worker.terminate()));
  }

  async #work(order: SurveyOrder): Promise<SurveyAnswer> {
    const worker = new Worker(script, { execArgv: [] });
    this.#running.add(worker);
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<SurveyAnswer>(resolve => {
        const failed = (why: string) => resolve({ why });
        timer = setTimeout(() => failed('It took too long'), workMsMax);
        worker.once('message', resolve);
        worker.once('error', error => failed(String(error)));
        worker.once('exit', () => failed('The thread ended'));
        worker.postMessage(order, []);
      });
    } finally {
      clearTimeout(timer);
      await worker.terminate();
      this.#running.delete(worker);
      this.#waiting.shift()?.();
    }
  }
}

export const openSurveyThread = (folder: string): SurveyThread => new ReportThread(folder);
