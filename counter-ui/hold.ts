import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { send } from '../ui-kit/api.ts';

export type HeldBy = 'here' | 'elsewhere';

interface HoldOptions {
  readonly counterId: string;
  readonly windowId: string;
  readonly send: typeof send;
}

/**
 * Of several windows of one counter only one works: the server says which. Taking it over is asked of
 * the server, which tells the other window.
 */
export class WindowHold {
  readonly #by = signal<HeldBy>('here');
  readonly #isAsking = signal(false);
  readonly #options: HoldOptions;

  constructor(options: HoldOptions) {
    this.#options = options;
  }

  get by(): ReadonlySignal<HeldBy> {
    return this.#by;
  }

  get isAsking(): ReadonlySignal<boolean> {
    return this.#isAsking;
  }

  told(by: HeldBy): void {
    this.#by.value = by;
  }

  async take(): Promise<boolean> {
    if (this.#isAsking.value) return false;
    this.#isAsking.value = true;
    const { counterId, windowId } = this.#options;
    const answer = await this.#options.send('POST', `/counters/${counterId}/hold`, { windowId });
    this.#isAsking.value = false;
    if (answer.ok) this.#by.value = 'here';
    return answer.ok;
  }
}
