import { computed, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { DeskQueue, DeskView, DeskWaiting } from '../contract/desk-views.ts';
import { orderOf, shownQueues } from './held-list.ts';
import type { HeldOrder, ShownQueue } from './held-list.ts';

/** The rows of who waits: which one is selected, and that none moves while it is pointed at. */
export class WaitingRows {
  readonly #view: ReadonlySignal<DeskView | null>;
  readonly #held = signal<HeldOrder | null>(null);
  readonly #seen = new Map<string, DeskWaiting>();
  readonly selected: Signal<string | null> = signal(null);
  readonly list: ReadonlySignal<{
    readonly queues: readonly ShownQueue[];
    readonly changed: boolean;
  }>;

  constructor(view: ReadonlySignal<DeskView | null>) {
    this.#view = view;
    this.list = computed(() =>
      shownQueues(this.#view.value?.queues ?? [], this.#held.value, this.#seen),
    );
  }

  /** What a held row shows after its ticket has left. */
  remember(queues: readonly DeskQueue[]): void {
    if (!this.#held.peek()) return;
    for (const queue of queues) {
      for (const ticket of queue.tickets) this.#seen.set(ticket.ticketId, ticket);
    }
  }

  /** Rows keep their places while the officer points at them. */
  hold(): void {
    const queues = this.#view.peek()?.queues;
    if (!queues || this.#held.peek()) return;
    this.#seen.clear();
    this.#held.value = orderOf(queues);
    this.remember(queues);
  }

  release(): void {
    this.selected.value = null;
    this.#held.value = null;
  }

  /** The pointer has left the list; what was selected by hand still holds it. */
  pointerLeft(): void {
    if (!this.selected.peek()) this.#held.value = null;
  }

  select(ticketId: string): void {
    this.hold();
    this.selected.value = ticketId;
  }

  step(by: 1 | -1): void {
    this.hold();
    const rows = this.list.peek().queues.flatMap(queue => queue.tickets);
    const ids = rows.filter(row => !row.gone).map(row => row.ticket.ticketId);
    const place = ids.indexOf(this.selected.peek() ?? '');
    const next = place < 0 ? (by === 1 ? 0 : ids.length - 1) : place + by;
    this.selected.value = ids[Math.min(Math.max(next, 0), ids.length - 1)] ?? null;
  }
}
