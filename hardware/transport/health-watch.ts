import type { Clock } from '../clock.ts';
import type { PrinterHealth } from '../printer.ts';
import { timings } from './timings.ts';

type Listener = (health: PrinterHealth) => void;

/**
 * Who wants to know how a printer is, and what was last known. It looks every 5 s while somebody
 * watches, and tells of changes only, not more often than watchers can read.
 */
export class HealthWatch {
  readonly #clock: Clock;
  readonly #look: () => void;
  readonly #listeners = new Set<Listener>();
  #known: PrinterHealth | null = null;
  #told = '';
  #stopLooking: (() => void) | null = null;
  #stopResting: (() => void) | null = null;

  constructor(clock: Clock, look: () => void) {
    this.#clock = clock;
    this.#look = look;
  }

  add(listener: Listener): () => void {
    const own: Listener = health => listener(health);
    this.#listeners.add(own);
    if (this.#known !== null) {
      listener(this.#known);
      if (this.#listeners.size === 1) this.#told = JSON.stringify(this.#known);
    }
    if (this.#stopLooking === null) this.lookSoon();
    return () => {
      this.#listeners.delete(own);
      if (this.#listeners.size === 0) this.close();
    };
  }

  know(health: PrinterHealth): void {
    this.#known = health;
    if (this.#stopResting === null) this.#tell();
  }

  /** Looks now where somebody watches, and again after the usual time. */
  lookSoon(): void {
    if (this.#listeners.size === 0) return;
    this.#stopLooking?.();
    this.#stopLooking = this.#clock.after(timings.healthMs, () => this.lookSoon());
    // After whatever is being done now: a job in flight says itself how the printer is.
    queueMicrotask(this.#look);
  }

  close(): void {
    this.#listeners.clear();
    this.#stopLooking?.();
    this.#stopLooking = null;
    this.#stopResting?.();
    this.#stopResting = null;
  }

  #tell(): void {
    const health = this.#known;
    const text = JSON.stringify(health);
    if (health === null || text === this.#told || this.#listeners.size === 0) return;
    this.#told = text;
    for (const listener of this.#listeners) listener(health);
    this.#stopResting = this.#clock.after(timings.pushMs, () => {
      this.#stopResting = null;
      this.#tell();
    });
  }
}
