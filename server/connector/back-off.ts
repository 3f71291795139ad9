export interface BackOffLimits {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Ever longer waits between tries, each drawn between half and the whole of its length. */
export class BackOff {
  readonly #limits: BackOffLimits;
  readonly #random: () => number;
  #failures = 0;

  constructor(limits: BackOffLimits, random: () => number) {
    this.#limits = limits;
    this.#random = random;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /** Milliseconds until the next try, and never before whoever failed has asked for it. */
  failed(leastMs = 0): number {
    const { firstMs, longestMs } = this.#limits;
    const planned = Math.min(longestMs, firstMs * 2 ** Math.min(this.#failures, 20));
    this.#failures += 1;
    return Math.max(
      Math.round(planned * (0.5 + 0.5 * this.#random())),
      Math.min(leastMs, longestMs),
    );
  }
}

/** So many a second, and as many at once. */
export class Rate {
  readonly #perSecond: number;
  #left: number;
  #at: number;

  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
    this.#at = now;
  }

  /** How many there are now, up to `most`; they are not taken yet. */
  available(most: number, now: number): number {
    const grown = ((now - this.#at) * this.#perSecond) / 1000;
    this.#left = Math.min(this.#perSecond, this.#left + Math.max(0, grown));
    this.#at = now;
    return Math.min(most, Math.floor(this.#left));
  }

  take(count: number): void {
    this.#left -= count;
  }
}
