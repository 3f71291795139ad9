import { signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { DeclineReason, DeskTelling } from '../contract/steering.ts';
import type { send } from '../ui-kit/api.ts';

/** Of one message or request: its answer is being sent, or could not be. */
export type TellingState = 'sending' | 'failed' | 'over' | 'not-trained';

/**
 * What the supervisor tells this desk and asks of it. Each leaves when the server says so: it may have
 * been read in another window, or be over.
 */
export class Tellings {
  readonly #send: typeof send;
  readonly #counterId: string;
  readonly #states = signal<ReadonlyMap<string, TellingState>>(new Map());
  /** Of which request the reasons of a refusal are unfolded. */
  readonly declining: Signal<string | null> = signal(null);
  /** Grows with every wish to answer by keyboard; the first key of the request takes the focus. */
  readonly focusAsked: Signal<number> = signal(0);

  constructor(ask: typeof send, counterId: string) {
    this.#send = ask;
    this.#counterId = counterId;
  }

  get states(): ReadonlySignal<ReadonlyMap<string, TellingState>> {
    return this.#states;
  }

  /** The key for it: the oldest message is read; without one the keys of a request are reached. */
  key({ messages, asks }: DeskTelling): void {
    const [message] = messages;
    if (message) void this.read(message.id);
    else if (asks.length > 0) this.focusAsked.value += 1;
  }

  read(messageId: string): Promise<void> {
    return this.#post(messageId, `messages/${messageId}/read`, {});
  }

  accept(askId: string): Promise<void> {
    return this.#post(askId, `asks/${askId}/answer`, { accept: true });
  }

  decline(askId: string, why: DeclineReason): Promise<void> {
    this.declining.value = null;
    return this.#post(askId, `asks/${askId}/answer`, { accept: false, why });
  }

  async #post(id: string, path: string, body: object): Promise<void> {
    if (this.#states.value.get(id) === 'sending') return;
    this.#set(id, 'sending');
    const answer = await this.#send('POST', `/counters/${this.#counterId}/${path}`, body);
    if (answer.ok) return this.#set(id, null);
    const { code } = answer.problem;
    this.#set(id, code === 'ask-over' ? 'over' : code === 'not-trained' ? code : 'failed');
  }

  #set(id: string, state: TellingState | null): void {
    const states = new Map(this.#states.value);
    if (state === null) states.delete(id);
    else states.set(id, state);
    this.#states.value = states;
  }
}
