/** Unknown codes that one device may send within the time before it has to wait. */
export const unknownCodesMax = 10;
const withinMs = 60_000;
const sourcesMax = 1_000;

/**
 * Counts codes that stand for nothing, per device, so that nobody finds one by trying. Memory only:
 * a restart forgives.
 */
export class CodeTries {
  /** When the last wrong ones came, milliseconds of a clock that never jumps, oldest first. */
  readonly #wrongAt = new Map<string, number[]>();

  /** Seconds until the device may try again; 0 where it may now. */
  blockedSeconds(source: string, now: number): number {
    const times = this.#recent(source, now);
    if (times.length < unknownCodesMax) return 0;
    return Math.max(1, Math.ceil((times[0]! + withinMs - now) / 1000));
  }

  wrong(source: string, now: number): void {
    const times = [...this.#recent(source, now), now].slice(-unknownCodesMax);
    this.#wrongAt.delete(source);
    this.#wrongAt.set(source, times);
    // The oldest goes first: a flood of addresses cannot fill the memory.
    if (this.#wrongAt.size > sourcesMax) {
      this.#wrongAt.delete(this.#wrongAt.keys().next().value!);
    }
  }

  #recent(source: string, now: number): readonly number[] {
    return (this.#wrongAt.get(source) ?? []).filter(at => now - at < withinMs);
  }
}
