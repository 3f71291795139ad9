import { access } from 'node:fs';

import { SerialPort } from 'serialport';

import type { Clock } from '../clock.ts';
import type { ByteChannel, ByteChannelListener, OpenProblem } from './byte-channel.ts';
import { timings } from './timings.ts';

export interface SerialLine {
  readonly path: string;
  readonly baudRate: number;
  /** How the printer asks for a pause: by a byte, by a wire, or not at all. */
  readonly flow?: 'none' | 'xon-xoff' | 'rts-cts';
}

/** Start bit, eight of data, stop bit. */
const bitsPerByte = 10;
/** How often the device is looked for while its line is open. */
const presenceMs = 2_500;
/** What may wait here before the sender is asked to pause. */
const waitingBytesMax = 1_024;

/** The package gives only sentences, made of the system's own words for the error. */
const sentences: readonly (readonly [RegExp, OpenProblem])[] = [
  [/no such file|no such device/i, 'no-device'],
  [/permission denied|access denied/i, 'no-permission'],
  [/cannot lock|busy|temporarily unavailable/i, 'in-use'],
  [/inappropriate ioctl|not a typewriter|is a directory|invalid argument/i, 'not-a-device'],
];

/** A printer on a serial line, eight bits without parity. */
export class SerialChannel implements ByteChannel {
  readonly bytesPerSecond: number;
  readonly #port: SerialPort;
  readonly #clock: Clock;
  #isClosed = false;
  #whenClosed: (() => void) | null = null;
  #stopLooking: () => void = () => undefined;

  constructor({ path, baudRate, flow = 'none' }: SerialLine, clock: Clock) {
    this.bytesPerSecond = baudRate / bitsPerByte;
    this.#clock = clock;
    this.#port = new SerialPort({
      path,
      baudRate,
      dataBits: 8,
      stopBits: 1,
      parity: 'none',
      lock: true,
      autoOpen: false,
      highWaterMark: waitingBytesMax,
      rtscts: flow === 'rts-cts',
      xon: flow === 'xon-xoff',
      xoff: flow === 'xon-xoff',
    });
  }

  open(listener: ByteChannelListener): Promise<OpenProblem | null> {
    const port = this.#port;
    // A line that breaks says so by 'close'; without a listener an error would end the program.
    port.on('error', () => undefined);
    port.on('data', (bytes: Buffer) => listener.onBytes(Buffer.from(bytes)));
    port.on('drain', () => listener.onDrain());
    port.once('close', () => {
      this.#isClosed = true;
      this.#stopLooking();
      this.#whenClosed?.();
      listener.onClosed();
    });
    return new Promise(resolve => {
      const cancel = this.#clock.after(timings.connectMs, () => resolve('timed-out'));
      port.open(error => {
        cancel();
        if (error === null) {
          this.#look();
          resolve(null);
          return;
        }
        this.#isClosed = true;
        resolve(sentences.find(([words]) => words.test(error.message))?.[1] ?? 'failed');
      });
    });
  }

  /**
   * The package notices a pulled cable while it waits for bytes, and not while it reads: then it
   * reads nothing for ever, at the cost of a whole processor.
   */
  #look(): void {
    this.#stopLooking = this.#clock.after(presenceMs, () => {
      access(this.#port.path, error => {
        if (this.#isClosed) return;
        if (error === null) this.#look();
        else void this.destroy();
      });
    });
  }

  write(bytes: Buffer): boolean {
    return this.#port.isOpen ? this.#port.write(bytes) : true;
  }

  async end(): Promise<void> {
    if (this.#isClosed) return;
    if (this.#port.writableLength > 0) {
      await new Promise<void>(resolve => {
        const cancel = this.#clock.after(timings.closeMs, resolve);
        this.#port.once('drain', () => {
          cancel();
          resolve();
        });
      });
    }
    await this.destroy();
  }

  async destroy(): Promise<void> {
    const port = this.#port;
    if (this.#isClosed || !port.isOpen) return;
    await new Promise<void>(resolve => {
      const cancel = this.#clock.after(timings.closeMs, resolve);
      this.#whenClosed = () => {
        cancel();
        resolve();
      };
      // A line that the printer holds back would keep the system waiting for half a minute.
      port.flush(() => port.close());
    });
  }
}
