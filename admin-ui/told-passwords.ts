import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** Whose password was just made. */
export interface ToldPassword {
  readonly username: string;
  readonly name: string;
  readonly password: string;
}

/** Of somebody new, of somebody who forgot theirs, or of many from a table. */
export type ToldKind = 'first' | 'new' | 'table';

export interface Told {
  readonly kind: ToldKind;
  readonly people: readonly ToldPassword[];
}

/** Shown until somebody says that they have them; kept nowhere else. */
export class ToldPasswords {
  readonly #copy: (text: string) => Promise<void>;
  readonly #now = signal<Told | null>(null);
  readonly #isCopied = signal<boolean | null>(null);

  /** `copy` rejects where the browser does not let a page write to the clipboard. */
  constructor(copy: (text: string) => Promise<void>) {
    this.#copy = copy;
  }

  get now(): ReadonlySignal<Told | null> {
    return this.#now;
  }
  /** Null before it was tried; false where it has to be copied by hand. */
  get isCopied(): ReadonlySignal<boolean | null> {
    return this.#isCopied;
  }

  show(kind: ToldKind, people: readonly ToldPassword[]): void {
    this.#isCopied.value = null;
    this.#now.value = people.length === 0 ? null : { kind, people };
  }

  async copy(): Promise<void> {
    const [only, ...more] = this.#now.value?.people ?? [];
    if (!only) return;
    const many = [only, ...more].map(({ username, password }) => `${username}\t${password}`);
    try {
      await this.#copy(more.length === 0 ? only.password : many.join('\n'));
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
