import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { CounterRow } from '../../contract/desk-views.ts';
import type { Catalogue } from '../../contract/views.ts';
import type { send } from '../../ui-kit/api.ts';

export const refreshMs = 10_000;

export interface LoadedLists {
  readonly catalogue: Catalogue;
  readonly counters: readonly CounterRow[];
  /** When it was loaded, in the building's time. */
  readonly at: number;
}

/** The services and counters of the building while a pane is open: loaded at once, then renewed. */
export class PaneLists {
  readonly #send: typeof send;
  readonly #now: () => number;
  readonly #loaded = signal<LoadedLists | null>(null);
  readonly #failed = signal(false);
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isOpen = false;

  constructor(edges: { readonly send: typeof send; readonly now: () => number }) {
    this.#send = edges.send;
    this.#now = edges.now;
  }

  get loaded(): ReadonlySignal<LoadedLists | null> {
    return this.#loaded;
  }

  /** The last try found no server: what is shown may be old. */
  get failed(): ReadonlySignal<boolean> {
    return this.#failed;
  }

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    void this.#load();
  }

  close(): void {
    this.#isOpen = false;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #load(): Promise<void> {
    const [catalogue, counters] = await Promise.all([
      this.#send<Catalogue>('GET', '/catalogue', undefined, { tries: 1 }),
      this.#send<{ counters: CounterRow[] }>('GET', '/counters', undefined, { tries: 1 }),
    ]);
    if (!this.#isOpen) return;
    if (catalogue.ok && counters.ok) {
      this.#loaded.value = {
        catalogue: catalogue.body,
        counters: counters.body.counters,
        at: this.#now(),
      };
    }
    this.#failed.value = !catalogue.ok || !counters.ok;
    this.#timer = setTimeout(() => void this.#load(), refreshMs);
  }
}
