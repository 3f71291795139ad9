import type { Clock } from '../../hardware/clock.ts';

interface Alarm {
  readonly at: number;
  readonly callback: () => void;
}

/** How far everything has come; null while something is on its way. */
export type Progress = () => number | null;

/** Turns of the event loop in which nothing moves before time may pass. */
const stillTurns = 3;
/** How long something may really be on its way before time passes all the same. */
const patienceMs = 2_000;

/**
 * Time that passes only when nothing else can happen: while no byte is on its way, the next alarm
 * rings. Twelve seconds of waiting take no time, and a slow machine changes nothing.
 */
export class PumpedClock implements Clock {
  now = 0;
  #alarms: Alarm[] = [];
  readonly #progress: Progress;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  after(ms: number, callback: () => void): () => void {
    const alarm = { at: this.now + ms, callback };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter(other => other !== alarm);
    };
  }

  /** Lets time pass until the promise has settled. */
  async run<Result>(promise: Promise<Result>): Promise<Result> {
    const work = { isSettled: false };
    const result = promise.finally(() => {
      work.isSettled = true;
    });
    // Whoever waits for the result hears of its failure.
    result.catch(() => undefined);
    while (!work.isSettled) {
      await this.#still(() => work.isSettled);
      if (!work.isSettled) this.#ring();
    }
    return result;
  }

  /** Lets time pass until a condition holds. */
  async until(condition: () => boolean, what: string): Promise<void> {
    const end = this.now + 60_000;
    for (;;) {
      await this.#still(condition);
      if (condition()) return;
      if (this.now > end) throw new Error(`Waited in vain for ${what}`);
      this.#ring();
    }
  }

  /** Waits until nothing moves any more, without letting time pass. */
  settle(): Promise<void> {
    return this.#still(() => false);
  }

  async #still(isOver: () => boolean): Promise<void> {
    const end = Date.now() + patienceMs;
    let before: number | null = null;
    for (let still = 0; still < stillTurns && !isOver() && Date.now() < end;) {
      await new Promise(setImmediate);
      const now = this.#progress();
      still = now !== null && now === before ? still + 1 : 0;
      before = now;
    }
  }

  #ring(): void {
    const next = this.#alarms.toSorted((one, other) => one.at - other.at)[0];
    if (next === undefined) return;
    this.#alarms = this.#alarms.filter(other => other !== next);
    this.now = Math.max(this.now, next.at);
    next.callback();
  }
}
