import { signal } from '@preact/signals';
import type { Problem, send } from '../ui-kit/api.ts';
import { newKey } from '../ui-kit/api.ts';

/** Whom a message is for: every counter, an agency's, or those that are named. */
export interface TellingDraft {
  readonly text: string;
  readonly to: 'all' | 'agency' | 'counters';
  readonly agencyId: string | null;
  readonly counterIds: readonly string[];
}

const emptyDraft: TellingDraft = { text: '', to: 'all', agencyId: null, counterIds: [] };

/** Messages to the counters: the one that is being written, and the end of those that stand. */
export class CounterTelling {
  readonly #send: typeof send;
  readonly draft = signal<TellingDraft>(emptyDraft);
  readonly isBusy = signal(false);
  readonly trouble = signal<Problem | null>(null);
  readonly endTrouble = signal<Problem | null>(null);
  /** One key to a draft: pressed twice, it is said once. */
  #key = newKey();

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  /** A new draft, for these counters or for all. */
  begin(counterIds: readonly string[] | null): void {
    this.trouble.value = null;
    this.#write(
      counterIds === null || counterIds.length === 0
        ? emptyDraft
        : { ...emptyDraft, to: 'counters', counterIds },
    );
  }

  write(change: Partial<TellingDraft>): void {
    this.#write({ ...this.draft.value, ...change });
  }

  toggleCounter(id: string): void {
    const { counterIds } = this.draft.value;
    const without = counterIds.filter(other => other !== id);
    const isAdded = without.length === counterIds.length;
    this.write({ counterIds: isAdded ? [...counterIds, id] : without });
  }

  get isReady(): boolean {
    const { text, to, agencyId, counterIds } = this.draft.value;
    if (text.trim() === '' || this.isBusy.value) return false;
    return to === 'all' || (to === 'agency' ? agencyId !== null : counterIds.length > 0);
  }

  /** True once it is told. */
  async tell(): Promise<boolean> {
    if (!this.isReady) return false;
    const { text, to, agencyId, counterIds } = this.draft.value;
    this.isBusy.value = true;
    const body = {
      text: text.trim(),
      ...(to === 'agency' ? { agencyId } : {}),
      ...(to === 'counters' ? { counterIds } : {}),
    };
    const answer = await this.#send('POST', '/steer/messages', body, { key: this.#key });
    this.isBusy.value = false;
    this.trouble.value = answer.ok ? null : answer.problem;
    if (answer.ok) this.#write(emptyDraft);
    return answer.ok;
  }

  async end(id: string): Promise<void> {
    const answer = await this.#send('DELETE', `/steer/messages/${encodeURIComponent(id)}`);
    this.endTrouble.value = answer.ok ? null : answer.problem;
  }

  #write(draft: TellingDraft): void {
    this.draft.value = draft;
    this.#key = newKey();
  }
}
