import { computed, signal, untracked } from '@preact/signals';
import type { PolicyKind, QueueForecastDetail } from '../contract/forecast.ts';
import type { send } from '../ui-kit/api.ts';

/** What somebody tries out; null: as it is. */
export interface WhatIf {
  readonly counters: number | null;
  readonly policy: PolicyKind | null;
  readonly prioritisedPerWalkIn: number;
  /** Local times of today, HH:MM; null: now, and as the hours say. */
  readonly from: string | null;
  readonly stopAt: string | null;
}

export const asItIs: WhatIf = {
  counters: null,
  policy: null,
  prioritisedPerWalkIn: 2,
  from: null,
  stopAt: null,
};

/** What the server takes at most. */
export const countersMax = 40;
/** A forecast ages as the queue moves. */
const againMs = 30_000;

export const isChanging = ({ counters, policy, stopAt }: WhatIf): boolean =>
  counters !== null || policy !== null || stopAt !== null;

export function queryOf(wish: WhatIf): string {
  if (!isChanging(wish)) return '';
  const query = new URLSearchParams();
  if (wish.counters !== null) query.set('counters', String(wish.counters));
  if (wish.policy !== null) query.set('policy', wish.policy);
  if (wish.policy === 'ratio') {
    query.set('prioritisedPerWalkIn', String(wish.prioritisedPerWalkIn));
  }
  if (wish.from !== null) query.set('from', wish.from);
  if (wish.stopAt !== null) query.set('stopAt', wish.stopAt);
  return `?${query.toString()}`;
}

/** The rest of the day of one queue, and what is tried out with it. */
export class ForecastModel {
  readonly #send: typeof send;
  readonly #detail = signal<QueueForecastDetail | null>(null);
  readonly #isComputing = signal(false);
  readonly #hasFailed = signal(false);
  readonly #wish = signal<WhatIf>(asItIs);
  #queueId: string | null = null;
  #asked = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** The last answer; of an older question while a new one is computed. */
  readonly detail = computed(() => this.#detail.value);
  readonly isComputing = computed(() => this.#isComputing.value);
  readonly hasFailed = computed(() => this.#hasFailed.value);
  readonly wish = computed(() => this.#wish.value);
  /** How many counters stand in the stepper. */
  readonly counters = computed(
    () => this.#wish.value.counters ?? this.#detail.value?.base.counters ?? 0,
  );

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  /** Follows a queue; what was tried out with another is forgotten. */
  open(queueId: string): void {
    this.close();
    this.#queueId = queueId;
    this.#timer = setInterval(() => void this.#load(), againMs);
    void this.#load();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#queueId = null;
    this.#asked += 1;
    this.#detail.value = null;
    this.#wish.value = asItIs;
    this.#isComputing.value = false;
    this.#hasFailed.value = false;
  }

  /** Tries something out, from what is tried now. */
  try(change: Partial<WhatIf>): void {
    this.#wish.value = { ...untracked(() => this.#wish.value), ...change };
    void this.#load();
  }

  /** One counter more or fewer; the number that is there anyway is no change. */
  step(by: 1 | -1): void {
    const base = this.#detail.value?.base.counters ?? 0;
    const counters = Math.min(countersMax, Math.max(0, this.counters.value + by));
    this.try({ counters: counters === base ? null : counters });
  }

  undo(): void {
    this.try(asItIs);
  }

  async #load(): Promise<void> {
    const queueId = this.#queueId;
    if (queueId === null) return;
    this.#asked += 1;
    const asked = this.#asked;
    this.#isComputing.value = true;
    const path = `/queues/${encodeURIComponent(queueId)}/forecast${queryOf(this.#wish.value)}`;
    const answer = await this.#send<QueueForecastDetail>('GET', path, undefined, {
      tries: 2,
      timeoutMs: 10_000,
    });
    // Only the newest question counts; an older one may come in later.
    if (asked !== this.#asked) return;
    this.#isComputing.value = false;
    this.#hasFailed.value = !answer.ok;
    if (answer.ok) this.#detail.value = answer.body;
  }
}
