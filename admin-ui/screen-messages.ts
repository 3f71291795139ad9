import { signal } from '@preact/signals';
import type { ScreenMessage } from '../contract/displays.ts';
import type { send } from '../ui-kit/api.ts';
import { newKey } from '../ui-kit/api.ts';

/** What a supervisor is about to say. */
export interface MessageDraft {
  readonly id: string;
  /** Empty: the Indonesian words stand on English screens too. */
  readonly en: string;
  /** Empty: every screen. */
  readonly zoneIds: readonly string[];
  readonly minutes: number;
}

const emptyDraft: MessageDraft = { id: '', en: '', zoneIds: [], minutes: 15 };

/** Messages to the screens of the hall: what stands there, and the one that is being written. */
export class ScreenMessages {
  readonly #send: typeof send;
  readonly isOpen = signal(false);
  readonly standing = signal<readonly ScreenMessage[]>([]);
  readonly draft = signal<MessageDraft>(emptyDraft);
  readonly isBusy = signal(false);
  /** The code of what went wrong with the last press. */
  readonly trouble = signal<string | null>(null);
  /** One key to a draft: pressed twice, it is said once. */
  #key = newKey();

  constructor(asked: typeof send) {
    this.#send = asked;
  }

  async open(): Promise<void> {
    this.isOpen.value = true;
    this.trouble.value = null;
    await this.load();
  }

  write(change: Partial<MessageDraft>): void {
    this.draft.value = { ...this.draft.value, ...change };
    this.#key = newKey();
  }

  toggleZone(zoneId: string): void {
    const { zoneIds } = this.draft.value;
    const without = zoneIds.filter(id => id !== zoneId);
    this.write({ zoneIds: without.length < zoneIds.length ? without : [...zoneIds, zoneId] });
  }

  /** `nowMs` is the building's: the end is told as an instant. */
  async tell(nowMs: number): Promise<void> {
    const { id, en, zoneIds, minutes } = this.draft.value;
    if (id.trim() === '' || this.isBusy.value) return;
    const text = { id: id.trim(), en: en.trim() === '' ? id.trim() : en.trim() };
    const until = new Date(nowMs + minutes * 60_000).toISOString();
    this.isBusy.value = true;
    const body = { text, until, ...(zoneIds.length > 0 ? { zoneIds } : {}) };
    const answer = await this.#send('POST', '/displays/message', body, { key: this.#key });
    this.isBusy.value = false;
    this.trouble.value = answer.ok ? null : answer.problem.code;
    if (!answer.ok) return;
    this.draft.value = emptyDraft;
    this.#key = newKey();
    await this.load();
  }

  async end(messageId: string): Promise<void> {
    const answer = await this.#send('DELETE', `/displays/messages/${messageId}`);
    this.trouble.value = answer.ok ? null : answer.problem.code;
    await this.load();
  }

  /** What stands now; what cannot be asked for is left as it is. */
  async load(): Promise<void> {
    const answer = await this.#send<{ messages: ScreenMessage[] }>('GET', '/displays/messages');
    if (answer.ok) this.standing.value = answer.body.messages;
  }
}
