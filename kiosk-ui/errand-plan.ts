import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Plan } from '../contract/http.ts';
import type { Problem, send } from '../ui-kit/api.ts';

/** Queues move: so often the plan that somebody looks at is asked for anew. */
export const renewEveryMs = 30_000;

/** In which order several errands will most likely be called, and how long all of them take. */
export class ErrandPlan {
  readonly #send: typeof send;
  readonly #refused: (problem: Problem) => void;
  readonly #plan = signal<Plan | null>(null);
  readonly #isShown: () => boolean;
  #asked = '';
  /** Raised with every question, so that a late answer never stands over a newer one. */
  #asking = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ask: typeof send, refused: (problem: Problem) => void, isShown: () => boolean) {
    this.#send = ask;
    this.#refused = refused;
    this.#isShown = isShown;
  }

  /** Null until it is known, and where it cannot be. */
  get now(): ReadonlySignal<Plan | null> {
    return this.#plan;
  }

  /** As they will most likely be called; those that are not in the plan come last. */
  inOrder(serviceIds: readonly string[]): readonly string[] {
    const planned = this.#plan.value?.errands.map(errand => errand.serviceId) ?? [];
    const first = planned.filter(id => serviceIds.includes(id));
    return [...first, ...serviceIds.filter(id => !planned.includes(id))];
  }

  /** Asked again from time to time while it is shown; the same errands are not asked twice. */
  async ask(serviceIds: readonly string[]): Promise<void> {
    const asked = serviceIds.join(',');
    if (asked !== this.#asked) this.forget();
    if (asked === '' || this.#timer !== undefined) return;
    this.#asked = asked;
    this.#timer = setInterval(() => this.#renew(), renewEveryMs);
    await this.#askNow();
  }

  forget(): void {
    this.#stop();
    this.#asked = '';
    this.#plan.value = null;
  }

  #renew(): void {
    if (this.#isShown()) void this.#askNow();
    else this.#stop();
  }

  /** Whose answer is still under way is not shown any more. */
  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#asking += 1;
  }

  /** Until it is answered, and where it cannot be, what was planned before still stands. */
  async #askNow(): Promise<void> {
    this.#asking += 1;
    const asking = this.#asking;
    const answer = await this.#send<Plan>('GET', `/plans?serviceIds=${this.#asked}`);
    if (asking !== this.#asking) return;
    if (answer.ok) this.#plan.value = answer.body;
    else this.#refused(answer.problem);
  }
}
