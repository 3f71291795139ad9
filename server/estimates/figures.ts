/** How far told waits were from those that came. All in minutes, but coverage, which is a share. */
export interface Accuracy {
  readonly count: number;
  readonly mae: number;
  /** Told minus real: above 0 where people waited less than they were told. */
  readonly bias: number;
  /** Nine in ten were wrong by no more. */
  readonly p90Error: number;
  /** The share that waited no longer than the told P90; null where no P90 is told. */
  readonly coverage: number | null;
}

/** Collects one kind of estimate over any number of days. */
export class Errors {
  readonly #errors: number[] = [];
  #sum = 0;
  #covered = 0;
  #withP90 = 0;

  note(told: number, real: number, p90: number | null = null): void {
    this.#errors.push(Math.abs(told - real));
    this.#sum += told - real;
    if (p90 === null) return;
    this.#withP90 += 1;
    if (real <= p90) this.#covered += 1;
  }

  accuracy(): Accuracy {
    const count = this.#errors.length;
    if (count === 0) return { count, mae: 0, bias: 0, p90Error: 0, coverage: null };
    const sorted = Float64Array.from(this.#errors).sort();
    return {
      count,
      mae: sorted.reduce((sum, error) => sum + error, 0) / count,
      bias: this.#sum / count,
      p90Error: sorted[Math.min(count - 1, Math.ceil(0.9 * count) - 1)]!,
      coverage: this.#withP90 === 0 ? null : this.#covered / this.#withP90,
    };
  }
}
