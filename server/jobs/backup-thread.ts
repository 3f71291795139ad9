import { Worker } from 'node:worker_threads';
import type { BackupAnswer, BackupOrder } from '../store/backup-orders.ts';

const script = new URL('../store/backup-worker.ts', import.meta.url);

/** A database of many gigabytes on a slow stick. */
const workMsMax = 60 * 60_000;

export interface BackupThread {
  work(order: BackupOrder): Promise<BackupAnswer>;
  /** What is under way is thrown away: its file never gets a name. */
  close(): Promise<void>;
}

/** A thread for each order, and none between: backups are seldom. */
class OrderedThread implements BackupThread {
  readonly #running = new Set<Worker>();
  #isClosed = false;

  async work(order: BackupOrder): Promise<BackupAnswer> {
    if (this.#isClosed) return { fault: 'failed', why: 'The server is closing' };
    const worker = new Worker(script, { execArgv: [] });
    this.#running.add(worker);
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<BackupAnswer>(resolve => {
        const failed = (why: string) => resolve({ fault: 'failed', why });
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
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#running].map(async worker => worker.terminate()));
  }
}

export const openBackupThread = (): BackupThread => new OrderedThread();
