import { effect, signal, untracked } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** Who could be called while nobody is; `secondsMin` 0 switches the alert off. */
export interface Idle {
  readonly label: string;
  readonly secondsMin: number;
}

/** The sound comes again this often while nothing is done. */
export const alertEveryMs = 60_000;

/**
 * An open counter with nobody at it while somebody could be called: told after the building's time
 * for it, counted from when both became true, and again every minute.
 */
export class IdleAlert {
  readonly #alert = signal<string | null>(null);
  readonly #stop: () => void;
  #since: number | null = null;
  #rangAt = 0;

  constructor(options: {
    /** Null while there is nothing to be alert about. */
    readonly idle: ReadonlySignal<Idle | null>;
    /** The building's time, moving once a second. */
    readonly second: ReadonlySignal<number>;
    readonly isOn: ReadonlySignal<boolean>;
    readonly ring: () => void;
  }) {
    const { idle, second, isOn, ring } = options;
    this.#stop = effect(() => {
      const now = second.value;
      const waiting = isOn.value ? idle.value : null;
      untracked(() => this.#look(waiting, now, ring));
    });
  }

  /** The label of who waits, while the alert lasts. */
  get alert(): ReadonlySignal<string | null> {
    return this.#alert;
  }

  close(): void {
    this.#stop();
  }

  #look(waiting: Idle | null, now: number, ring: () => void): void {
    if (!waiting || waiting.secondsMin === 0) {
      this.#since = null;
      this.#alert.value = null;
      return;
    }
    this.#since ??= now;
    if (now - this.#since < waiting.secondsMin * 1000) return;
    const isFirst = this.#alert.value === null;
    this.#alert.value = waiting.label;
    if (!isFirst && now - this.#rangAt < alertEveryMs) return;
    this.#rangAt = now;
    ring();
  }
}
