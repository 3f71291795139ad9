import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Destination } from './destination.ts';
import { rankOf } from './words.ts';

/** One heading of a list and what stands under it; a row has its digit where it can be typed. */
export interface PickerGroup {
  readonly heading: 'usual' | 'often' | 'all' | 'matches';
  readonly rows: readonly Destination[];
}

export const oftenShownMax = 4;

/** A list to choose one from by typing: the first match is chosen, the arrows go on from there. */
export class Picker {
  readonly #rows: ReadonlySignal<readonly Destination[]>;
  readonly #often: ReadonlySignal<readonly string[]>;
  /** What usually comes next, by its key. */
  readonly #usual: ReadonlySignal<string | null>;
  readonly #chosenKey = signal<string | null>(null);
  readonly query = signal('');

  constructor(
    rows: ReadonlySignal<readonly Destination[]>,
    often: ReadonlySignal<readonly string[]>,
    usual: ReadonlySignal<string | null> = signal(null),
  ) {
    this.#rows = rows;
    this.#often = often;
    this.#usual = usual;
  }

  /** The way on that was set up, unless the visitor goes there already. */
  #usualRows(rows: readonly Destination[]): Destination[] {
    const row = rows.find(({ key }) => key === this.#usual.value);
    return row && (row.blocked === null || row.blocked.why === 'closed') ? [row] : [];
  }

  /** What is shown, in its order. Closed ones come after the open ones that match as well. */
  readonly groups: ReadonlySignal<readonly PickerGroup[]> = computed(() => {
    const rows = this.#rows.value;
    const query = this.query.value.trim();
    if (query !== '') return [{ heading: 'matches', rows: matching(rows, query) }];
    const usual = this.#usualRows(rows);
    const often = this.#often.value
      .flatMap(key => rows.find(row => row.key === key) ?? [])
      .filter(row => !usual.includes(row))
      .slice(0, oftenShownMax - usual.length);
    const rest = rows.filter(row => !often.includes(row) && !usual.includes(row));
    const first: PickerGroup[] = [
      { heading: 'usual', rows: usual },
      { heading: 'often', rows: often },
    ];
    return [...first.filter(group => group.rows.length > 0), { heading: 'all', rows: rest }];
  });

  readonly shown: ReadonlySignal<readonly Destination[]> = computed(() =>
    this.groups.value.flatMap(group => group.rows),
  );

  /**
   * The chosen row as the list has it now; never a closed one. A choice stays the same row while the
   * list is renewed: where that row has closed, nothing is chosen rather than another one.
   */
  readonly chosen: ReadonlySignal<Destination | null> = computed(() => {
    const key = this.#chosenKey.value;
    const row = key === null ? this.#firstMatch() : this.#rows.value.find(one => one.key === key);
    return row && row.blocked === null ? row : null;
  });

  /** Another query begins at its best match again. */
  type(query: string): void {
    this.query.value = query;
    this.#chosenKey.value = null;
    this.#chosenKey.value = this.#firstMatch()?.key ?? null;
  }

  #firstMatch(): Destination | null {
    if (this.query.value.trim() === '') return null;
    return this.shown.value.find(row => row.blocked === null) ?? null;
  }

  choose(key: string): void {
    this.#chosenKey.value = key;
  }

  /** The next open row; closed ones are read, not chosen. */
  step(by: 1 | -1): void {
    const open = this.shown.value.filter(row => row.blocked === null);
    const at = open.findIndex(row => row.key === this.chosen.value?.key);
    const next = at < 0 ? (by === 1 ? 0 : open.length - 1) : at + by;
    const row = open[Math.min(Math.max(next, 0), open.length - 1)];
    if (row) this.#chosenKey.value = row.key;
  }

  /** The usual one and those often used, which have a digit each. */
  readonly digits: ReadonlySignal<readonly Destination[]> = computed(() =>
    this.groups.value
      .filter(({ heading }) => heading === 'usual' || heading === 'often')
      .flatMap(group => group.rows),
  );

  /** Digits are counted from 1. */
  chooseOften(digit: number): boolean {
    const row = this.digits.value[digit - 1];
    if (!row || row.blocked) return false;
    this.#chosenKey.value = row.key;
    return true;
  }
}

function matching(rows: readonly Destination[], query: string): Destination[] {
  return rows
    .map((row, place) => ({ row, place, rank: rankOf(query, row.words) }))
    .filter(found => found.rank > 0)
    .toSorted(
      (a, b) =>
        Number(a.row.blocked !== null) - Number(b.row.blocked !== null) ||
        b.rank - a.rank ||
        a.place - b.place,
    )
    .map(found => found.row);
}
