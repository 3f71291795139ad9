import type { Memory } from '../model.ts';

/** Kept per counter and tab; the oldest ones are forgotten. */
const keptMax = 12;

/** How often each destination was chosen from a counter, the most often first. */
export class OftenChosen {
  readonly #memory: Memory;
  readonly #name: string;

  constructor(memory: Memory, counterId: string) {
    this.#memory = memory;
    this.#name = `often.${counterId}`;
  }

  /** Keys of destinations, the most often chosen first. A memory that can't be read is empty. */
  keys(): readonly string[] {
    return this.#read().map(([key]) => key);
  }

  add(key: string): void {
    const counts = this.#read();
    const count = counts.find(([kept]) => kept === key)?.[1] ?? 0;
    const others = counts.filter(([kept]) => kept !== key);
    const kept = [[key, count + 1] as const, ...others]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, keptMax);
    this.#memory.write(this.#name, JSON.stringify(kept));
  }

  #read(): readonly (readonly [string, number])[] {
    try {
      const read: unknown = JSON.parse(this.#memory.read(this.#name) ?? '[]');
      return Array.isArray(read) ? read.filter(isCount) : [];
    } catch {
      return [];
    }
  }
}

const isCount = (row: unknown): row is readonly [string, number] =>
  Array.isArray(row) && typeof row[0] === 'string' && typeof row[1] === 'number';
