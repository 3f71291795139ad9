import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Need } from '../contract/values.ts';

export const errandsMax = 5;

/** Refusals that are about one errand: it is named and left out, the others can become a number. */
export const isOfErrand = (code: string): boolean =>
  ['service-closed', 'unknown-service', 'not-at-this-kiosk'].includes(code);

/** What one visitor wants a number for, and whether they come first. */
export class Errands {
  readonly #kept = signal<readonly string[]>([]);
  readonly #choice = signal<string | null>(null);
  readonly #need = signal<Need | null>(null);
  readonly #refused = signal<ReadonlySet<string>>(new Set());

  /** Services in the order of their choosing, each once. */
  readonly ids: ReadonlySignal<readonly string[]> = computed(() => {
    const choice = this.#choice.value;
    return choice === null ? this.#kept.value : [...this.#kept.value, choice];
  });

  /** Services taken along by "another errand", without the one marked now. */
  get kept(): ReadonlySignal<readonly string[]> {
    return this.#kept;
  }
  get choice(): ReadonlySignal<string | null> {
    return this.#choice;
  }
  get need(): ReadonlySignal<Need | null> {
    return this.#need;
  }
  /** Of these the server has said that no number is given now. */
  get refused(): ReadonlySignal<ReadonlySet<string>> {
    return this.#refused;
  }

  get canAdd(): boolean {
    const { length } = this.ids.value;
    return length > 0 && length < errandsMax;
  }

  /** Moves the one mark; a wrong touch never makes two errands. */
  choose(serviceId: string): void {
    if (this.#kept.value.includes(serviceId)) return;
    this.remove(serviceId);
    this.#choice.value = serviceId;
  }

  unmark(): void {
    this.#choice.value = null;
  }

  /** What is marked is taken along, so that another one can be marked. */
  keep(): void {
    this.#kept.value = this.ids.value;
    this.#choice.value = null;
  }

  /** The last one taken along is the marked one again. */
  takeBack(): string | null {
    const last = this.#kept.value.at(-1) ?? null;
    if (last === null) return null;
    this.#kept.value = this.#kept.value.slice(0, -1);
    this.#choice.value = last;
    return last;
  }

  remove(serviceId: string): void {
    if (this.#choice.value === serviceId) this.#choice.value = null;
    this.#kept.value = this.#kept.value.filter(id => id !== serviceId);
    this.#refused.value = new Set([...this.#refused.value].filter(id => id !== serviceId));
  }

  refuse(serviceId: string): void {
    this.#refused.value = new Set([...this.#refused.value, serviceId]);
  }

  toggleNeed(need: Need): void {
    this.#need.value = this.#need.value === need ? null : need;
  }

  forget(): void {
    this.#kept.value = [];
    this.#choice.value = null;
    this.#need.value = null;
    this.#refused.value = new Set();
  }
}
