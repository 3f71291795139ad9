import { type Clock, systemClock } from '../clock.ts';
import type { ByteChannel } from '../transport/byte-channel.ts';
import { SerialChannel } from '../transport/serial-channel.ts';
import { ScanLines } from './scan-lines.ts';

export const scannerTimings = {
  /** A pause within a code: what came before it is the rest of a broken one. */
  interruptedMs: 200,
  /** Pauses between attempts to open the line; the last one repeats. */
  reopenMs: [1_000, 2_000, 5_000, 10_000],
} as const;

export interface SerialScannerOptions {
  readonly path: string;
  /** 9,600 is what scanners come with. */
  readonly baudRate: number;
  /**
   * 'line': codes end with CR or LF, and a rest without an end is dropped. 'pause': for scanners
   * that send no end; a pause of 200 ms is one.
   */
  readonly ends: 'line' | 'pause';
  readonly onScan: (code: string) => void;
  /** The line was opened or lost. */
  readonly onChange?: (isConnected: boolean) => void;
}

export interface SerialScanner {
  readonly isConnected: boolean;
  close(): Promise<void>;
}

export interface ScannerEdges {
  readonly clock?: Clock;
  readonly openChannel?: () => ByteChannel;
}

/** A scanner on a serial line, opened again for ever after it was unplugged. */
export function openSerialScanner(
  options: SerialScannerOptions,
  edges: ScannerEdges = {},
): SerialScanner {
  const scanner = new Scanner(options, edges);
  scanner.start();
  return scanner;
}

class Scanner implements SerialScanner {
  readonly #options: SerialScannerOptions;
  readonly #clock: Clock;
  readonly #openChannel: () => ByteChannel;
  readonly #lines = new ScanLines();
  #channel: ByteChannel | null = null;
  #failures = 0;
  #isConnected = false;
  #isClosed = false;
  #stopPause: () => void = () => undefined;
  #stopReopening: () => void = () => undefined;

  constructor(options: SerialScannerOptions, edges: ScannerEdges) {
    this.#options = options;
    this.#clock = edges.clock ?? systemClock;
    this.#openChannel = edges.openChannel ?? (() => new SerialChannel(options, this.#clock));
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  start(): void {
    void this.#open();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopPause();
    this.#stopReopening();
    await this.#channel?.destroy();
    this.#setConnected(false);
  }

  async #open(): Promise<void> {
    const channel = this.#openChannel();
    this.#channel = channel;
    // What an earlier connection says late is none of this one's.
    const isCurrent = (): boolean => this.#channel === channel && !this.#isClosed;
    const problem = await channel.open({
      onBytes: bytes => {
        if (isCurrent()) this.#read(bytes);
      },
      onDrain: () => undefined,
      onClosed: () => {
        if (isCurrent()) this.#lost();
      },
    });
    if (this.#isClosed) await channel.destroy();
    else if (problem !== null) this.#lost();
    else {
      this.#failures = 0;
      this.#setConnected(true);
    }
  }

  #lost(): void {
    const channel = this.#channel;
    this.#channel = null;
    this.#stopPause();
    this.#lines.forget();
    this.#setConnected(false);
    const pauses = scannerTimings.reopenMs;
    const pauseMs = pauses[Math.min(this.#failures, pauses.length - 1)] ?? 10_000;
    this.#failures += 1;
    this.#stopReopening = this.#clock.after(pauseMs, () => {
      void this.#open();
    });
    void channel?.destroy();
  }

  #read(bytes: Buffer): void {
    this.#stopPause();
    for (const code of this.#lines.read(bytes)) this.#options.onScan(code);
    if (!this.#lines.isWithinCode) return;
    this.#stopPause = this.#clock.after(scannerTimings.interruptedMs, () => {
      const code = this.#lines.take();
      if (code !== null && this.#options.ends === 'pause') this.#options.onScan(code);
    });
  }

  #setConnected(isConnected: boolean): void {
    if (this.#isConnected === isConnected) return;
    this.#isConnected = isConnected;
    this.#options.onChange?.(isConnected);
  }
}
