import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { send } from './api.ts';

/** Of one call for staff: its end is being said, or could not be said. */
export type HelpDoneState = 'sending' | 'failed';

/** Says that somebody went to the visitor; the call itself leaves when the server says so. */
export class HelpDone {
  readonly #send: typeof send;
  readonly #states = signal<ReadonlyMap<string, HelpDoneState>>(new Map());

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  get states(): ReadonlySignal<ReadonlyMap<string, HelpDoneState>> {
    return this.#states;
  }

  async done(ticketId: string): Promise<void> {
    if (this.#states.value.get(ticketId) === 'sending') return;
    this.#set(ticketId, 'sending');
    const answer = await this.#send('DELETE', `/help-calls/${ticketId}`);
    this.#set(ticketId, answer.ok ? null : 'failed');
  }

  #set(ticketId: string, state: HelpDoneState | null): void {
    const states = new Map(this.#states.value);
    if (state === null) states.delete(ticketId);
    else states.set(ticketId, state);
    this.#states.value = states;
  }
}
