import { parentPort, workerData } from 'node:worker_threads';
import type { Refusal } from '../../contract/refusals.ts';
import { ForecastDesk, type ForecastOrder } from './forecast-orders.ts';

/** The thread that looks ahead and back: it takes hundreds of milliseconds and only reads. */

export interface ForecastTask {
  readonly id: number;
  readonly order: ForecastOrder;
}

/** `body` is JSON, as it is sent. */
export type ForecastReport =
  | { readonly id: number; readonly body: string }
  | { readonly id: number; readonly refusal: Refusal }
  | { readonly id: number; readonly fault: string };

export interface ForecastWorkerData {
  readonly folder: string;
  /** Ids of tasks nobody waits for any more stand here; a task looks at its own place. */
  readonly overtaken: Int32Array;
}

/** Tasks that may be under way at once, and so places to say that one is overtaken. */
export const tasksMax = 8;

class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

const { folder, overtaken } = workerData as ForecastWorkerData;
let desk: ForecastDesk | null = null;

async function answer({ id, order }: ForecastTask): Promise<ForecastReport> {
  const look = (): void => {
    if (Atomics.load(overtaken, id % tasksMax) === id) throw new Overtaken();
  };
  try {
    look();
    desk ??= new ForecastDesk(folder);
    const done = await desk.answer(order, look);
    return 'refused' in done ? { id, refusal: done } : { id, body: JSON.stringify(done) };
  } catch (error) {
    if (error instanceof Overtaken) return { id, refusal: { refused: 'overtaken' } };
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (task: ForecastTask) => {
  void answer(task).then(report => parentPort?.postMessage(report, []));
});
