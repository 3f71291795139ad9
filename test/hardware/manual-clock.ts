import type { Clock } from '../../hardware/clock.ts';

/** Time that stands still until a test says which of its alarms rings. */
export class ManualClock implements Clock {
  #timers: { readonly ms: number; readonly callback: () => void }[] = [];

  after(ms: number, callback: () => void): () => void {
    const timer = { ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer);
    };
  }

  isPending(ms: number): boolean {
    return this.#timers.some(timer => timer.ms === ms);
  }

  /** Waits until somebody waits for exactly that long, then lets that time pass. */
  async ring(ms: number): Promise<void> {
    await until(() => this.isPending(ms), `a timer of ${ms} ms`);
    const timer = this.#timers.find(pending => pending.ms === ms);
    this.#timers = this.#timers.filter(pending => pending !== timer);
    timer?.callback();
  }
}

const waitMsMax = 10_000;

/** Waits for a condition and never for a time. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const end = Date.now() + waitMsMax;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise(setImmediate);
  }
}
