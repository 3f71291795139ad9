import { Socket } from 'node:net';

import type { Clock } from '../clock.ts';
import type { ByteChannel, ByteChannelListener } from './byte-channel.ts';
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

  open(listener: ByteChannelListener): Promise<void> {
    const socket = this.#socket;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, keepAliveMs);
    socket.on('data', bytes => listener.onBytes(Buffer.from(bytes)));
    socket.on('drain', () => listener.onDrain());
    socket.on('close', () => listener.onClosed());
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(timings.connectMs, () => {
        socket.destroy(new Error('The printer took too long to connect.'));
      });
      socket.once('connect', () => {
        cancel();
        resolve();
      });
      // Stays for the life of the socket: 'close' tells the listener about later errors.
      socket.on('error', error => {
        cancel();
        reject(error);
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

  destroy(): void {
    this.#socket.destroy();
  }
}
