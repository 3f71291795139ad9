import { Socket } from 'node:net';

import type { Clock } from '../clock.ts';
import {
  type ByteChannel,
  type ByteChannelListener,
  type OpenProblem,
  problemOfCode,
} from './byte-channel.ts';
import { timings } from './timings.ts';

/** Idle time after which the system probes whether the printer is still there. */
const keepAliveMs = 10_000;

/** A connection to a printer's raw port, usually 9100. */
export class TcpChannel implements ByteChannel {
  readonly #address: { readonly host: string; readonly port: number };
  readonly #clock: Clock;
  readonly #socket = new Socket();

  constructor(address: { host: string; port: number }, clock: Clock) {
    this.#address = address;
    this.#clock = clock;
  }

  open(listener: ByteChannelListener): Promise<OpenProblem | null> {
    const socket = this.#socket;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, keepAliveMs);
    socket.on('data', bytes => listener.onBytes(Buffer.from(bytes)));
    socket.on('drain', () => listener.onDrain());
    return new Promise(resolve => {
      const cancel = this.#clock.after(timings.connectMs, () => {
        resolve('timed-out');
        socket.destroy();
      });
      socket.once('connect', () => {
        cancel();
        socket.on('close', () => listener.onClosed());
        resolve(null);
      });
      // Stays for the life of the socket: 'close' tells the listener about later errors.
      socket.on('error', error => {
        cancel();
        resolve(problemOfCode((error as NodeJS.ErrnoException).code));
      });
      socket.connect(this.#address);
    });
  }

  write(bytes: Buffer): boolean {
    return this.#socket.write(bytes);
  }

  async end(): Promise<void> {
    const socket = this.#socket;
    if (socket.destroyed) return;
    await new Promise<void>(resolve => {
      const cancel = this.#clock.after(timings.closeMs, () => socket.destroy());
      socket.once('close', () => {
        cancel();
        resolve();
      });
      socket.end();
    });
  }

  async destroy(): Promise<void> {
    const socket = this.#socket;
    if (socket.closed) return;
    await new Promise<void>(resolve => {
      socket.once('close', () => resolve());
      // A reset also throws away what the system has not sent yet; a mere close would deliver it.
      if (socket.readyState === 'open') socket.resetAndDestroy();
      else socket.destroy();
    });
  }
}
