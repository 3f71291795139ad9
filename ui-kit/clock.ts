import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** The building's time as last told by the server; the screen's own clock is never trusted. */
export interface BuildingClock {
  /** Milliseconds since the epoch. Before the server was heard: the screen's own time. */
  now(): number;
  /** The same, rounded down to whole seconds; changes once a second. */
  readonly second: ReadonlySignal<number>;
}

const lookEveryMs = 200;

/**
 * Runs on by a monotonic clock between messages, so that a correction of the computer's clock
 * moves nothing. `rate` is 1 but in a simulation.
 */
export class RunningClock implements BuildingClock {
  #toldAt = Date.now();
  #heardAt = performance.now();
  #rate = 1;
  readonly #second = signal(Math.floor(Date.now() / 1000) * 1000);
  readonly #timer = setInterval(() => this.#look(), lookEveryMs);

  get second(): ReadonlySignal<number> {
    return this.#second;
  }

  now(): number {
    return this.#toldAt + (performance.now() - this.#heardAt) * this.#rate;
  }

  /** Takes the time of a message, milliseconds since the epoch. */
  set(at: number, rate?: number): void {
    this.#toldAt = at;
    this.#heardAt = performance.now();
    if (rate !== undefined) this.#rate = rate;
    this.#look();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    this.#second.value = Math.floor(this.now() / 1000) * 1000;
  }
}
