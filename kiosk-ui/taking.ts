import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { IssuedAnswer } from '../contract/http.ts';
import type { Problem } from '../ui-kit/api.ts';
import { spans } from './patience.ts';
import type { Shown } from './shown.ts';
import type { Wish } from './wish.ts';

/** Takes a number, for errands or for a booking: once, and for whom it was asked. */
export class Taking {
  readonly #wish: Wish;
  readonly #shown: Shown;
  readonly #took: (answer: IssuedAnswer) => void;
  readonly #isUnderWay = signal(false);
  /** Raised when a visitor leaves, so that a late answer never shows on the next one's screen. */
  #visitor = 0;

  constructor(wish: Wish, shown: Shown, took: (answer: IssuedAnswer) => void) {
    this.#wish = wish;
    this.#shown = shown;
    this.#took = took;
  }

  get isUnderWay(): ReadonlySignal<boolean> {
    return this.#isUnderWay;
  }

  /** Null: the number was taken, or its visitor has left. */
  async ask(
    path: '/tickets' | '/check-ins',
    body: Readonly<Record<string, unknown>>,
  ): Promise<Problem | null> {
    const visitor = this.#visitor;
    this.#isUnderWay.value = true;
    this.#shown.uncover();
    this.#shown.patience.stop();
    const answer = await this.#wish.ask(path, body);
    if (visitor !== this.#visitor) return null;
    this.#isUnderWay.value = false;
    if (answer.ok) {
      this.#took(answer.body);
      return null;
    }
    this.#shown.patience.begin(spans.choosing);
    return answer.problem;
  }

  forget(): void {
    this.#visitor += 1;
    this.#wish.forget();
    this.#isUnderWay.value = false;
  }
}
