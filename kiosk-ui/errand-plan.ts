import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Plan } from '../contract/http.ts';
import type { Problem, send } from '../ui-kit/api.ts';

/** In which order several errands will most likely be called, and how long all of them take. */
export class ErrandPlan {
  readonly #send: typeof send;
  readonly #refused: (problem: Problem) => void;
  readonly #plan = signal<Plan | null>(null);
  #asked = '';

  constructor(ask: typeof send, refused: (problem: Problem) => void) {
    this.#send = ask;
    this.#refused = refused;
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

  /** An answer for errands that were changed since is not shown. */
  async ask(serviceIds: readonly string[]): Promise<void> {
    const asked = serviceIds.join(',');
    if (asked === this.#asked) return;
    this.forget();
    if (asked === '') return;
    this.#asked = asked;
    const answer = await this.#send<Plan>('GET', `/plans?serviceIds=${asked}`);
    if (asked !== this.#asked) return;
    if (answer.ok) this.#plan.value = answer.body;
    else this.#refused(answer.problem);
  }

  forget(): void {
    this.#asked = '';
    this.#plan.value = null;
  }
}
