import { Worker } from 'node:worker_threads';
import type { ReadYaml } from './yaml-nodes.ts';

const script = new URL('./yaml-worker.ts', import.meta.url);
/** A file of 2 MB takes some five seconds on a small computer. */
const readMsMax = 20_000;
const heapMbMax = 512;
/** Files that wait for the one that is read; whoever comes then is asked to come again. */
const waitingMax = 3;
/** After a file the next one often comes soon: so long the thread is kept. */
const keptMs = 30_000;

const tooDeep: ReadYaml = {
  value: null,
  lines: new Map(),
  faults: [{ path: 'file', line: null, code: 'too-deep' }],
};

/**
 * Reads texts in a thread of its own, one after the other. It begins with the first text; one that
 * takes too long or too much memory is no set-up, and the next gets a new thread.
 */
class YamlThread {
  #worker: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #rest: NodeJS.Timeout | undefined;

  /** Null where too many others are waiting. */
  async read(text: string): Promise<ReadYaml | null> {
    if (this.#waiting >= waitingMax) return null;
    this.#waiting += 1;
    clearTimeout(this.#rest);
    const read = this.#last.then(() => this.#read(text));
    this.#last = read.catch(() => undefined);
    try {
      return await read;
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#rest = setTimeout(() => this.#end(), keptMs).unref();
    }
  }

  #end(): void {
    void this.#worker?.terminate();
    this.#worker = null;
  }

  #begin(): Worker {
    const worker = new Worker(script, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: heapMbMax },
    });
    // A building that ends waits for no file.
    worker.unref();
    worker.on('error', () => (this.#worker = this.#worker === worker ? null : this.#worker));
    return worker;
  }

  async #read(text: string): Promise<ReadYaml> {
    this.#worker ??= this.#begin();
    const worker = this.#worker;
    let stop = (): void => undefined;
    const read = await new Promise<ReadYaml>(resolve => {
      const fail = (): void => resolve(tooDeep);
      const done = (answer: unknown): void => resolve(answer as ReadYaml);
      const timer = setTimeout(fail, readMsMax).unref();
      worker.once('message', done).once('error', fail).once('exit', fail);
      stop = () => {
        clearTimeout(timer);
        worker.off('message', done).off('error', fail).off('exit', fail);
      };
      worker.postMessage(text, []);
    });
    stop();
    if (read === tooDeep) this.#end();
    return read;
  }
}

const thread = new YamlThread();

/** Reads a text apart from the building's own thread; null where too many wait already. */
export const readYamlApart = (text: string): Promise<ReadYaml | null> => thread.read(text);
