import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Comparison } from '../contract/stories.ts';
import type { send } from '../ui-kit/api.ts';

/** Two numbers that are held against each other, by their tickets. */
export interface Pair {
  readonly first: string;
  readonly second: string;
  readonly queueId?: string;
}

const isSame = (one: Pair | null, other: Pair | null): boolean =>
  one?.first === other?.first && one?.second === other?.second && one?.queueId === other?.queueId;

/** Asks the server why one went before another; of answers that cross only the newest is shown. */
export class Comparing {
  readonly #send: typeof send;
  readonly #told = signal<Comparison | null>(null);
  readonly #trouble = signal<'silent' | 'not-comparable' | null>(null);
  readonly #isAsking = signal(false);
  #pair: Pair | null = null;
  #asked = 0;

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  get told(): ReadonlySignal<Comparison | null> {
    return this.#told;
  }
  get trouble(): ReadonlySignal<'silent' | 'not-comparable' | null> {
    return this.#trouble;
  }
  /** The answer that stands is of another pair, until the new one is here. */
  get isAsking(): ReadonlySignal<boolean> {
    return this.#isAsking;
  }

  /** `again`: also where the pair is the same, since the day has gone on. */
  async show(pair: Pair | null, again = false): Promise<void> {
    if (isSame(pair, this.#pair) && !again) return;
    const isOther = !isSame(pair, this.#pair);
    this.#pair = pair;
    this.#asked += 1;
    const asked = this.#asked;
    if (pair === null) {
      this.#told.value = null;
      this.#trouble.value = null;
      this.#isAsking.value = false;
      return;
    }
    if (isOther) this.#isAsking.value = true;
    const query = new URLSearchParams({ ...pair });
    const answer = await this.#send<Comparison>(
      'GET',
      `/comparisons?${query.toString()}`,
      undefined,
      { tries: 2, timeoutMs: 20_000 },
    );
    if (asked !== this.#asked) return;
    this.#isAsking.value = false;
    if (answer.ok) {
      this.#told.value = answer.body;
      this.#trouble.value = null;
      return;
    }
    const isRefused = answer.problem.status === 422 || answer.problem.status === 404;
    this.#trouble.value = isRefused ? 'not-comparable' : 'silent';
    if (isRefused || isOther) this.#told.value = null;
  }
}
