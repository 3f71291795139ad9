import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { HelpAnswer } from '../contract/help.ts';
import type { send } from '../ui-kit/api.ts';

/**
 * How far a visitor's call for staff has come. `told` only where a screen that shows it is open: all
 * else, a server that does not answer too, is `lost`, and the visitor has to go there.
 */
export type StaffCallState = 'none' | 'sending' | 'told' | 'lost';

/** Calls staff to this kiosk, for the number that is on its screen. */
export class StaffCall {
  readonly #send: typeof send;
  readonly #state = signal<StaffCallState>('none');
  /** Raised when the visitor leaves: a late answer is none of the next one's. */
  #visitor = 0;

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  get state(): ReadonlySignal<StaffCallState> {
    return this.#state;
  }

  /** Pressed again while it is under way it is the same press; after it, it is asked anew. */
  async ask(ticketId: string): Promise<void> {
    if (this.#state.value === 'sending') return;
    const visitor = this.#visitor;
    this.#state.value = 'sending';
    const answer = await this.#send<HelpAnswer>('POST', `/tickets/${ticketId}/help`);
    if (visitor !== this.#visitor) return;
    this.#state.value = answer.ok && answer.body.isSeen ? 'told' : 'lost';
  }

  forget(): void {
    this.#visitor += 1;
    this.#state.value = 'none';
  }
}
