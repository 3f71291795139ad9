import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** What the server tells once: shown until somebody says that they have it, and kept nowhere else. */
export class ToldOnce<Told> {
  readonly #copy: (text: string) => Promise<void>;
  readonly #textOf: (told: Told) => string;
  readonly #now = signal<Told | null>(null);
  readonly #isCopied = signal<boolean | null>(null);

  /** `copy` rejects where the browser does not let a page write to the clipboard. */
  constructor(copy: (text: string) => Promise<void>, textOf: (told: Told) => string) {
    this.#copy = copy;
    this.#textOf = textOf;
  }

  get now(): ReadonlySignal<Told | null> {
    return this.#now;
  }
  /** Null before it was tried; false where it has to be copied by hand. */
  get isCopied(): ReadonlySignal<boolean | null> {
    return this.#isCopied;
  }

  show(told: Told): void {
    this.#isCopied.value = null;
    this.#now.value = told;
  }

  async copy(): Promise<void> {
    const told = this.#now.value;
    if (told === null) return;
    try {
      await this.#copy(this.#textOf(told));
      this.#isCopied.value = true;
    } catch {
      this.#isCopied.value = false;
    }
  }

  forget(): void {
    this.#now.value = null;
    this.#isCopied.value = null;
  }
}
