import type { ReadonlySignal } from '@preact/signals';
import type { Shown } from './shown.ts';
import { Typed } from './typed.ts';

const lengthMax = 24;

/** What a visitor types to find a service. Every sign begins at the first page of what is found. */
export class SearchBox {
  readonly #shown: Shown;
  readonly #query = new Typed(lengthMax);

  constructor(shown: Shown) {
    this.#shown = shown;
  }

  get query(): ReadonlySignal<string> {
    return this.#query.text;
  }

  begin(): void {
    this.#query.set('');
    this.goOn();
  }

  /** Back from what was found: what was typed still stands. */
  goOn(): void {
    this.#shown.show({ at: 'search', page: 0 });
  }

  type(sign: string): void {
    const isIdle = sign === ' ' && /(^| )$/.test(this.query.value);
    if (!isIdle) this.#query.add(sign);
    this.#shown.page(0);
  }

  erase(): void {
    this.#query.erase();
    this.#shown.page(0);
  }

  forget(): void {
    this.#query.set('');
  }
}
