import { withPrior } from '../domain/learned.ts';

/** The four that every estimate is held against, with the same information at the same moment. */
export const baselineNames = ['LES', 'HOL', 'rolling10', 'QL'] as const;
export type BaselineName = (typeof baselineNames)[number];

const rollingWaits = 10;

/** What a line has shown until now: waits in the order of the calls, and service times. */
export class LineMemory {
  readonly #waits: number[] = [];
  readonly #priorMinutes: number;
  #services = 0;
  #serviceMinutes = 0;

  constructor(priorMinutes: number) {
    this.#priorMinutes = priorMinutes;
  }

  /** A new day: waits of yesterday say nothing of this morning, service times do. */
  startDay(): void {
    this.#waits.length = 0;
  }

  noteWait(minutes: number): void {
    this.#waits.push(minutes);
    if (this.#waits.length > rollingWaits) this.#waits.shift();
  }

  noteService(minutes: number): void {
    this.#services += 1;
    this.#serviceMinutes += minutes;
  }

  /** `heads`: wait so far of the first in line, null where nobody waits. */
  told(line: {
    readonly waiting: number;
    readonly headWait: number | null;
    readonly openCounters: number;
  }): Readonly<Record<BaselineName, number>> {
    const waits = this.#waits;
    const mean = withPrior(this.#services, this.#serviceMinutes, this.#priorMinutes);
    return {
      LES: waits.at(-1) ?? 0,
      HOL: line.headWait ?? 0,
      rolling10: waits.length === 0 ? 0 : waits.reduce((sum, wait) => sum + wait, 0) / waits.length,
      QL: ((line.waiting + 1) * mean) / Math.max(1, line.openCounters),
    };
  }
}
