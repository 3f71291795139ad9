import type { ReportSpread } from '../../contract/reports.ts';

/** Minutes to two decimals. */
export const minutesOf = (ms: number): number => Math.round(ms / 600) / 100;
/** A share to four decimals; null of nothing. */
export const shareOf = (part: number, whole: number): number | null =>
  whole > 0 ? Math.round((part / whole) * 10_000) / 10_000 : null;

const firstRoom = 64;

/**
 * Orders `values` so far that the one of rank `rank` stands at its place, the smaller before it.
 * `from`: those before it are known to be no larger than the others.
 */
function select(values: Int32Array, rank: number, from: number): number {
  let [low, high] = [from, values.length - 1];
  while (low < high) {
    const middle = values[(low + high) >> 1]!;
    let [left, right] = [low, high];
    while (left <= right) {
      while (values[left]! < middle) left += 1;
      while (values[right]! > middle) right -= 1;
      if (left > right) break;
      const swapped = values[left]!;
      values[left] = values[right]!;
      values[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else break;
  }
  return values[rank]!;
}

/** Durations in whole milliseconds, up to 24 days each; exact mean, median and P90. */
export class Samples {
  #values = new Int32Array(firstRoom);
  #count = 0;
  #sum = 0;
  /** Values before this place are no larger than those from it on. */
  #parted = 0;

  get n(): number {
    return this.#count;
  }

  get sumMs(): number {
    return this.#sum;
  }

  add(ms: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Int32Array(this.#count * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count] = ms;
    this.#count += 1;
    this.#sum += ms;
    this.#parted = 0;
  }

  /**
   * The value below which the share `q` lies, between neighbours in proportion: rank q × (n − 1) from
   * 0 (Hyndman and Fan, type 7), as MEDIAN and PERCENTILE.INC of a spreadsheet.
   */
  quantileMs(q: number): number | null {
    if (this.#count === 0) return null;
    const values = this.#values.subarray(0, this.#count);
    const place = q * (this.#count - 1);
    const rank = Math.floor(place);
    const below = select(values, rank, rank < this.#parted ? 0 : this.#parted);
    this.#parted = rank;
    if (rank === place) return below;
    let above = Infinity;
    for (let at = rank + 1; at < this.#count; at += 1) above = Math.min(above, values[at]!);
    return below + (above - below) * (place - rank);
  }

  spread(): ReportSpread {
    const minutes = (ms: number | null): number | null => (ms === null ? null : minutesOf(ms));
    return {
      n: this.#count,
      mean: this.#count === 0 ? null : minutesOf(this.#sum / this.#count),
      median: minutes(this.quantileMs(0.5)),
      p90: minutes(this.quantileMs(0.9)),
    };
  }
}
