import type { ScanMessage } from '../contract/sockets.ts';
import { isAddress, readingsOf } from '../ui-kit/scan-code.ts';
import type { Scan } from '../ui-kit/scan-run.ts';
import { watchScans } from '../ui-kit/scan.ts';
import { readScanned } from './booking-code.ts';

/** A scanner that holds still before a code gives it again and again: within this it is the same. */
export const sameScanMs = 2_000;

export interface ScanSources {
  /** Where the keys of a scanner arrive that poses as a keyboard: the page's window. */
  readonly keys: EventTarget;
  /** Tells what a scanner beside the kiosk's agent has read. */
  readonly stream: {
    on(event: 'scan', listener: (message: ScanMessage) => void): void;
  };
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic?: () => number;
}

/** Of the two readings of a keyboard's scan the one that says something; else what scanners write. */
function readingOf(scan: Scan): string {
  const readings = readingsOf(scan);
  const isBooking = (text: string): boolean => readScanned(text).is === 'booking';
  return readings.find(isAddress) ?? readings.find(isBooking) ?? readings[0]!;
}

/**
 * Every scan of this kiosk, whichever way it came, as one text for one listener; each code once.
 * Returns how to stop: what the stream still tells then is not heard any more.
 */
export function watchKioskScans(
  sources: ScanSources,
  listener: (text: string) => void,
): () => void {
  const now = sources.monotonic ?? (() => performance.now());
  let last = { text: '', at: -Infinity };
  let isStopped = false;
  const hear = (said: string): void => {
    const text = said.trim();
    if (isStopped || text === '') return;
    const isSame = text === last.text && now() - last.at < sameScanMs;
    last = { text, at: now() };
    if (!isSame) listener(text);
  };
  sources.stream.on('scan', ({ text }) => hear(text));
  const stopKeys = watchScans(sources.keys, { onScan: scan => hear(readingOf(scan)) });
  return () => {
    isStopped = true;
    stopKeys();
  };
}
