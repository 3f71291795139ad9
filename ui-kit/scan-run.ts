/** One character as it arrived. */
export interface ScanKey {
  /** Milliseconds by the clock of the events. */
  readonly at: number;
  readonly sign: string;
  readonly signAtPlace: string;
}

/** What was scanned, read in both ways that a scanner's keyboard may be set. */
export interface Scan {
  /** As this computer's keyboard writes it. */
  readonly text: string;
  /** As a US keyboard writes it: what scanners are set to when they come. */
  readonly usText: string;
}

/** A person needs longer from key to key; scanners need 1 to 30 ms. */
export const keyMsMax = 50;
/** A scanner on the air may stop that long within a code; after it the rest is no part of it. */
export const interruptedMs = 200;
/** After a code that was broken off, what comes so soon is its other part. */
export const otherPartMs = 1_000;
export const scanLengthMin = 6;
export const scanLengthMax = 300;
/** So many quick keys in a row are no person's. */
export const quickKeysMin = 3;

/** Keys that follow each other so quickly that they may be a scan. */
export class ScanRun {
  readonly keys: ScanKey[] = [];
  /** Another key came shortly before: these may be the rest of a code whose start was taken apart. */
  readonly isRest: boolean;

  constructor(first: ScanKey, isRest: boolean) {
    this.keys.push(first);
    this.isRest = isRest;
  }

  get lastAt(): number {
    return this.keys.at(-1)?.at ?? 0;
  }

  /** Until it looks like a scan it must be quick all the time; then a scanner may falter. */
  get pauseMsMax(): number {
    return this.keys.length < quickKeysMin ? keyMsMax : interruptedMs;
  }

  goesOnAt(at: number): boolean {
    return at - this.lastAt <= this.pauseMsMax;
  }

  add(key: ScanKey): void {
    this.keys.push(key);
  }

  /** Nobody meant these keys as keys. */
  get isFromScanner(): boolean {
    return this.keys.length >= quickKeysMin && medianMs(this.keys) < keyMsMax;
  }

  /** The whole code that an Enter at that time ends; null where it ends none. */
  endedAt(at: number, lengthMin: number): Scan | null {
    const { length } = this.keys;
    const isWhole = !this.isRest && length >= lengthMin && length <= scanLengthMax;
    if (!isWhole || !this.isFromScanner || at - this.lastAt > interruptedMs) return null;
    return {
      text: this.keys.map(key => key.sign).join(''),
      usText: this.keys.map(key => key.signAtPlace).join(''),
    };
  }
}

function medianMs(keys: readonly ScanKey[]): number {
  const gaps = keys.slice(1).map((key, index) => key.at - (keys[index]?.at ?? key.at));
  return gaps.toSorted((one, other) => one - other)[gaps.length >> 1] ?? Infinity;
}
