import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { Clock } from '../clock.ts';
import {
  type ByteChannel,
  type ByteChannelListener,
  type OpenProblem,
  problemOfCode,
} from './byte-channel.ts';
import type { DeviceFileNews, DeviceFileOrder } from './device-file-words.ts';
import { timings } from './timings.ts';

const script = fileURLToPath(new URL('./device-file-child.ts', import.meta.url));

/**
 * A printer that the system shows as a file, such as /dev/usb/lp0. The file is opened by a process
 * of its own, which is killed where it hangs; its end is waited for before the next one begins,
 * because the system lets only one have the device.
 */
export class DeviceFileChannel implements ByteChannel {
  readonly #path: string;
  readonly #clock: Clock;
  #child: ChildProcess | null = null;
  #listener: ByteChannelListener | null = null;
  #exit: Promise<void> = Promise.resolve();
  #unwrittenBytes = 0;
  #whenWritten: (() => void) | null = null;

  constructor(path: string, clock: Clock) {
    this.#path = path;
    this.#clock = clock;
  }

  open(listener: ByteChannelListener): Promise<OpenProblem | null> {
    const child = fork(script, [this.#path], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child = child;
    return new Promise(resolve => {
      const cancel = this.#clock.after(timings.connectMs, () => {
        resolve('timed-out');
        child.kill('SIGKILL');
      });
      this.#exit = new Promise(ended => {
        child.once('exit', () => {
          cancel();
          ended();
          resolve('failed');
          this.#whenWritten?.();
          this.#listener?.onClosed();
          this.#listener = null;
        });
      });
      // Without a process nothing was opened; 'exit' never comes then.
      child.on('error', () => resolve('failed'));
      child.on('message', (news: DeviceFileNews) => {
        if (news.news === 'opened') {
          cancel();
          this.#listener = listener;
          resolve(null);
        } else if (news.news === 'failed') resolve(problemOfCode(news.code));
        else this.#take(news);
      });
    });
  }

  write(bytes: Buffer): boolean {
    const child = this.#child;
    if (child === null || !child.connected) return true;
    this.#unwrittenBytes += bytes.length;
    const order: DeviceFileOrder = { write: bytes };
    // A process that has just ended says so by its exit.
    child.send(order, () => undefined);
    return false;
  }

  async end(): Promise<void> {
    const cancel = this.#clock.after(timings.closeMs, () => this.#child?.kill('SIGKILL'));
    if (this.#unwrittenBytes > 0 && this.#listener !== null) {
      await new Promise<void>(resolve => {
        this.#whenWritten = resolve;
      });
    }
    cancel();
    await this.destroy();
  }

  /** A process that hangs within the system itself can't even be killed: it is not waited for. */
  async destroy(): Promise<void> {
    this.#child?.kill('SIGKILL');
    const patience = { stop: () => {} };
    const isOver = new Promise<void>(resolve => {
      patience.stop = this.#clock.after(timings.closeMs, resolve);
    });
    await Promise.race([this.#exit, isOver]);
    patience.stop();
  }

  #take(news: Extract<DeviceFileNews, { news: 'heard' | 'written' }>): void {
    if (news.news === 'heard') {
      this.#listener?.onBytes(Buffer.from(news.bytes));
      return;
    }
    this.#unwrittenBytes -= news.count;
    if (this.#unwrittenBytes > 0) return;
    this.#whenWritten?.();
    this.#listener?.onDrain();
  }
}
