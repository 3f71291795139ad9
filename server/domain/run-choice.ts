import type { GhostAtCounter, PreparedLine, PreparedRun, Share } from './prepared-run.ts';

/** Keeps a moment on the far side of its limit, whatever is lost in adding minutes. */
const dustMinutes = 1e-6;

/** What changes while one run goes on. */
export interface RunNow {
  /** Per line: its first ticket that was not called. */
  readonly heads: Int32Array;
  /** Per ticket: how many of its queue were called before it; -1 while it waits. */
  readonly ahead: Int32Array;
  /** Per ghost, likewise. */
  readonly ghostAhead: Int32Array;
  /** Per queue: prioritised visitors since the last walk-in. */
  readonly inARow: Int32Array;
  /** Per shared visit: until when its visitor is at a counter. */
  readonly busyUntil: Float64Array;
}

/** Those put first, then the overdue, then everybody else. */
const enum0 = { first: 2, overdue: 1, usual: 0 } as const;

/**
 * Whom a counter calls at a minute: policy.ts and calling.ts once more on plain numbers. A test holds
 * the two against each other.
 */
export class Chooser {
  /** The chosen ticket and its line; -1 where nobody can be called. */
  ticket = -1;
  line = -1;
  readonly #run: PreparedRun;
  readonly #now: RunNow;
  // The best of each share of the counter, as far as it was looked at.
  readonly #tickets: Int32Array;
  readonly #lines: Int32Array;
  readonly #ranks: Int32Array;
  readonly #keys: Float64Array;
  readonly #urgencies: Float64Array;

  constructor(run: PreparedRun, now: RunNow) {
    this.#run = run;
    this.#now = now;
    const most = Math.max(0, ...run.sharesOf.map(shares => shares.length));
    this.#tickets = new Int32Array(most);
    this.#lines = new Int32Array(most);
    this.#ranks = new Int32Array(most);
    this.#keys = new Float64Array(most);
    this.#urgencies = new Float64Array(most);
  }
}
