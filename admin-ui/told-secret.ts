import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** A secret that the server tells once. */
export interface Secret {
  readonly kind: 'key' | 'webhook';
  readonly secret: string;
  /** The partner’s name, or the address that is told. */
  readonly of: string;
}

/** Shown until somebody says that they have it; kept nowhere else. */
export class ToldSecret {
  readonly #copy: (text: string) => Promise<void>;
  readonly #now = signal<Secret | null>(null);
  readonly #isCopied = signal<boolean | null>(null);

  /** `copy` rejects where the browser does not let a page write to the clipboard. */
  constructor(copy: (text: string) => Promise<void>) {
    this.#copy = copy;
  }

  get now(): ReadonlySignal<Secret | null> {
    return this.#now;
  }
  /** Null before it was tried; false where it has to be copied by hand. */
  get isCopied(): ReadonlySignal<boolean | null> {
    return this.#isCopied;
  }

  show(secret: Secret): void {
    this.#isCopied.value = null;
    this.#now.value = secret;
  }

  async copy(): Promise<void> {
    const told = this.#now.value;
    if (told === null) return;
    try {
      await this.#copy(told.secret);
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
