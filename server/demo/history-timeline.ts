import type { Clock } from '../clock.ts';
import type { Timeline } from './simulated-day.ts';

interface Waiting {
  readonly time: number;
  readonly work: () => Promise<void>;
}

/** A clock that jumps from one piece of work to the next: a day passes as fast as it is worked off. */
export class SteeredTimeline implements Timeline, Clock {
  readonly rate = 1;
  /** The soonest last. */
  readonly #waiting: Waiting[] = [];
  #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  at(time: number, work: () => Promise<void>): void {
    let [low, high] = [0, this.#waiting.length];
    // Behind everything that is later, and before what was asked for the same time earlier.
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#waiting[middle]!.time > time) low = middle + 1;
      else high = middle;
    }
    this.#waiting.splice(low, 0, { time: Math.floor(time), work });
  }

  /** Works off what is due until then, in order of time; the rest is forgotten. */
  async run(until: number): Promise<void> {
    for (;;) {
      const next = this.#waiting.at(-1);
      if (!next || next.time > until) break;
      this.#waiting.pop();
      this.#now = Math.max(this.#now, next.time);
      await next.work();
    }
    this.#waiting.length = 0;
    this.#now = Math.max(this.#now, until);
  }
}
