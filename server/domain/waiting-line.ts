import type { Leg } from './visit.ts';

type Placed = Pick<Leg, 'isFirst' | 'ref' | 'order' | 'id'>;

/** Those put first, then earlier ref, then the lower number: the order inside a class (CALL-2). */
export function before(a: Placed, b: Placed): boolean {
  if (a.isFirst !== b.isFirst) return a.isFirst;
  if (a.ref !== b.ref) return a.ref < b.ref;
  return a.order !== b.order ? a.order < b.order : a.id < b.id;
}
/**
 * The waiting legs of one class in one queue, in order. Nearly every leg joins at the tail and
 * leaves at the head, so both are cheap: the head is an index, compacted now and then.
 */
export class WaitingLine {
  #legs: Leg[] = [];
  #head = 0;

  get length(): number {
    return this.#legs.length - this.#head;
  }

  at(index: number): Leg | undefined {
    return this.#legs[this.#head + index];
  }

  /** How many stand before the leg; it is in the line. */
  placeOf(leg: Leg): number {
    let low = this.#head;
    let high = this.#legs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (before(this.#legs[middle]!, leg)) low = middle + 1;
      else high = middle;
    }
    return low - this.#head;
  }

  add(leg: Leg): void {
    let place = this.#legs.length;
    while (place > this.#head && before(leg, this.#legs[place - 1]!)) place -= 1;
    if (place === this.#legs.length) this.#legs.push(leg);
    else this.#legs.splice(place, 0, leg);
  }

  remove(leg: Leg): void {
    const place = this.#legs.indexOf(leg, this.#head);
    if (place < 0) throw new Error(`Leg ${leg.id} is not in its line`);
    if (place === this.#head) {
      this.#head += 1;
      if (this.#head > 64 && this.#head * 2 > this.#legs.length) {
        this.#legs = this.#legs.slice(this.#head);
        this.#head = 0;
      }
    } else this.#legs.splice(place, 1);
  }

  *[Symbol.iterator](): Generator<Leg> {
    for (let index = this.#head; index < this.#legs.length; index += 1) yield this.#legs[index]!;
  }
}
