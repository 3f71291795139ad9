import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { send } from '../ui-kit/api.ts';

/** `lost`: nothing is known of it, or that kiosk prints no more; it can be asked again. */
export type ElsewhereState = 'none' | 'sending' | 'lost';

/** "Cetak di Kiosk 2": a number whose paper did not come out here is printed at another kiosk. */
export class PrintElsewhere {
  readonly #send: typeof send;
  readonly #state = signal<ElsewhereState>('none');
  /** Raised when the visitor leaves: a late answer is none of the next one's. */
  #visitor = 0;

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  get state(): ReadonlySignal<ElsewhereState> {
    return this.#state;
  }

  /**
   * Pressed again while it is under way it is the same press; asked twice after a lost answer the
   * server refuses the second. Null: that press was none, or nobody is there any more.
   */
  async ask(ticketId: string, kioskId: string): Promise<boolean | null> {
    if (this.#state.value === 'sending') return null;
    const visitor = this.#visitor;
    this.#state.value = 'sending';
    const path = `/tickets/${ticketId}/print-at`;
    const answer = await this.#send<unknown>('POST', path, { kioskId });
    if (visitor !== this.#visitor) return null;
    this.#state.value = answer.ok ? 'none' : 'lost';
    return answer.ok;
  }

  forget(): void {
    this.#visitor += 1;
    this.#state.value = 'none';
  }
}
