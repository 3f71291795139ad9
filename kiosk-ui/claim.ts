import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { send } from '../ui-kit/api.ts';

/** How far the word has come that the visitor has a number without paper. */
export type ClaimState = 'none' | 'sending' | 'lost';

/** "Sudah saya catat": tells the server that a number without paper has its visitor. */
export class Claim {
  readonly #send: typeof send;
  readonly #state = signal<ClaimState>('none');
  /** Raised when the visitor leaves: a late answer is none of the next one's. */
  #visitor = 0;

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  get state(): ReadonlySignal<ClaimState> {
    return this.#state;
  }

  /** Null: nothing is known of it, or nobody is there any more; it can be said again. */
  async say(ticketId: string): Promise<'kept' | 'too-late' | null> {
    if (this.#state.value === 'sending') return null;
    const visitor = this.#visitor;
    this.#state.value = 'sending';
    const answer = await this.#send<unknown>('POST', `/tickets/${ticketId}/claim`);
    if (visitor !== this.#visitor) return null;
    const isTooLate = !answer.ok && answer.problem.code === 'wrong-state';
    this.#state.value = answer.ok || isTooLate ? 'none' : 'lost';
    if (answer.ok) return 'kept';
    return isTooLate ? 'too-late' : null;
  }

  forget(): void {
    this.#visitor += 1;
    this.#state.value = 'none';
  }
}
