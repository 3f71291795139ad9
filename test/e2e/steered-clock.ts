import type { Clock } from '../../server/clock.ts';

/** A clock that runs as real time does, and can be set forward. */
export class SteeredClock implements Clock {
  readonly rate = 1;
  readonly #begun = performance.now();
  #startAt: number;

  constructor(instant: string) {
    this.#startAt = Date.parse(instant);
  }

  now(): number {
    return Math.floor(this.#startAt + performance.now() - this.#begun);
  }

  advance(seconds: number): void {
    this.#startAt += seconds * 1000;
  }

  advanceTo(instant: string): void {
    const at = Date.parse(instant);
    if (at < this.now()) throw new Error(`It is past ${instant} already.`);
    this.#startAt += at - this.now();
  }
}
