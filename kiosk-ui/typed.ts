import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** What is typed on a screen's own keyboard. */
export class Typed {
  readonly #text = signal('');
  readonly #lengthMax: number;

  constructor(lengthMax: number) {
    this.#lengthMax = lengthMax;
  }

  get text(): ReadonlySignal<string> {
    return this.#text;
  }

  /** A sign too many is not taken. */
  add(sign: string): void {
    if (this.#text.value.length < this.#lengthMax) this.#text.value += sign;
  }

  erase(): void {
    this.#text.value = this.#text.value.slice(0, -1);
  }

  set(text: string): void {
    this.#text.value = text.slice(0, this.#lengthMax);
  }
}
