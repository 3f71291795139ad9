import { type ChildProcess, spawn } from 'node:child_process';

import type { Clock } from '../clock.ts';
import { healthWithoutAnswers } from '../escpos/status.ts';
import type { PrintJob, PrintOutcome, Printer, PrinterHealth, PrinterStatus } from '../printer.ts';
import { HealthWatch } from './health-watch.ts';
import { timings } from './timings.ts';

/** Jobs that may wait behind the one that is being handed to the queue. */
const lineMax = 8;

/** How a program of the system ended. */
type Ending = { readonly code: number } | 'not-found' | 'broken-off';

/**
 * A print queue of the system. It says "completed" with nothing printed, so it is taken as mute: a
 * job that it took is unknown for ever; one that it refused is not sent.
 */
export class CupsPrinter implements Printer {
  readonly #queueName: string;
  readonly #clock: Clock;
  readonly #watch: HealthWatch;
  #lineEnd: Promise<unknown> = Promise.resolve();
  #inLine = 0;
  #isClosed = false;

  constructor(queueName: string, clock: Clock) {
    this.#queueName = queueName;
    this.#clock = clock;
    this.#watch = new HealthWatch(clock, () => {
      if (this.#inLine === 0) void this.status();
    });
  }

  async print(job: PrintJob): Promise<PrintOutcome> {
    if (this.#isClosed) return { outcome: 'not-sent', fault: 'closed' };
    if (this.#inLine > lineMax) return { outcome: 'not-sent', fault: 'line-full' };
    return this.#inTurn(() => this.#printNow(job));
  }

  async status(): Promise<PrinterStatus> {
    if (this.#isClosed) return { state: 'fault', fault: 'closed' };
    if (this.#inLine > lineMax) return { state: 'fault', fault: 'line-full' };
    return this.#inTurn(async () => {
      const ending = await this.#run('lpstat', ['-a', this.#queueName]);
      const status = statusAfter(ending);
      this.#watch.know(healthWithoutAnswers(status, true));
      return status;
    });
  }

  watch(listener: (health: PrinterHealth) => void): () => void {
    return this.#watch.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#watch.close();
    await this.#lineEnd;
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#inLine += 1;
    const result = this.#lineEnd.then(work).finally(() => {
      this.#inLine -= 1;
    });
    this.#lineEnd = result.catch(() => undefined);
    return result;
  }

  async #printNow(job: PrintJob): Promise<PrintOutcome> {
    const ending = await this.#run('lp', ['-d', this.#queueName, '-o', 'raw', '-s'], job.bytes);
    if (ending === 'not-found') return { outcome: 'not-sent', fault: 'unreachable' };
    // It may have taken the job before it began to hang, or was killed.
    if (ending === 'broken-off') return { outcome: 'unknown', fault: 'no-answer' };
    if (ending.code !== 0) return { outcome: 'not-sent', fault: 'queue-refused' };
    return { outcome: 'unknown', fault: 'mute' };
  }

  /** Without a shell, so that no name of a queue is ever read as a command. */
  #run(program: string, args: readonly string[], input?: Buffer): Promise<Ending> {
    return new Promise(resolve => {
      const child: ChildProcess = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'] });
      const cancel = this.#clock.after(timings.handOverMs, () => {
        resolve('broken-off');
        child.kill('SIGKILL');
      });
      const settle = (ending: Ending): void => {
        cancel();
        resolve(ending);
      };
      child.once('error', () => settle('not-found'));
      child.once('close', code => settle(code === null ? 'broken-off' : { code }));
      // A program that ends without reading tells by its code what is wrong.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    });
  }
}

function statusAfter(ending: Ending): PrinterStatus {
  if (ending === 'not-found') return { state: 'fault', fault: 'unreachable' };
  if (ending === 'broken-off') return { state: 'fault', fault: 'no-answer' };
  if (ending.code !== 0) return { state: 'fault', fault: 'queue-refused' };
  return { state: 'ready', paper: 'unknown' };
}
