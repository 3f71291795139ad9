import { Worker } from 'node:worker_threads';

import type { Drawing, DrawingOrder } from './drawing-orders.ts';

const script = new URL('./drawing-worker.ts', import.meta.url);

/** A picture of 4,000 × 4,000 pixels takes two seconds on a small computer. */
const drawMsMax = 15_000;
/** Orders that wait for the one that is being drawn. */
const waitingMax = 8;
const heapMbMax = 256;

type Answer = { readonly drawing: Drawing } | { readonly bug: string };

/**
 * Draws pictures in a thread of its own, one after the other. The thread begins with the first
 * order; one that takes too long is ended, and the next order gets a new one.
 */
export class DrawingRoom {
  #worker: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #isClosed = false;

  /** Null where too many orders wait already. Rejects where the drawing failed. */
  async draw(order: DrawingOrder): Promise<Drawing | null> {
    if (this.#isClosed || this.#waiting >= waitingMax) return null;
    this.#waiting += 1;
    const drawn = this.#last.then(() => this.#draw(order));
    this.#last = drawn.catch(() => undefined);
    try {
      return await drawn;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** What is being drawn is thrown away. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
    this.#worker = null;
  }

  async #draw(order: DrawingOrder): Promise<Drawing> {
    if (this.#isClosed) throw new Error('The drawing room is closed');
    this.#worker ??= this.#begin();
    const worker = this.#worker;
    let stop: () => void = () => undefined;
    try {
      const answer = await new Promise<Answer>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('A drawing took too long')), drawMsMax);
        const onExit = (): void => reject(new Error('The drawing thread ended'));
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', onExit);
        stop = () => {
          clearTimeout(timer);
          worker.off('message', resolve).off('error', reject).off('exit', onExit);
        };
        worker.postMessage(order, []);
      });
      if ('bug' in answer) throw new Error(answer.bug);
      return answer.drawing;
    } catch (error) {
      this.#worker = null;
      void worker.terminate();
      throw error;
    } finally {
      stop();
    }
  }

  #begin(): Worker {
    const worker = new Worker(script, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: heapMbMax },
    });
    // An error between two orders ends the thread; the next order begins a new one.
    worker.on('error', () => (this.#worker = this.#worker === worker ? null : this.#worker));
    worker.unref();
    return worker;
  }
}
