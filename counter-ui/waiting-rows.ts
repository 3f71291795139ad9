import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { DeskQueue, DeskView, DeskWaiting } from '../contract/desk-views.ts';
import { orderOf, rowKey, shownQueues } from './held-list.ts';
import type { HeldOrder, ShownQueue } from './held-list.ts';

interface SelectedRow {
  readonly queueId: string;
  readonly ticketId: string;
}

/** The rows of who waits: which one is selected, and that none moves while it is pointed at. */
export class WaitingRows {
  readonly #view: ReadonlySignal<DeskView | null>;
  readonly #held = signal<HeldOrder | null>(null);
  readonly #seen = new Map<string, DeskWaiting>();
  readonly #selected = signal<SelectedRow | null>(null);
  /** The ticket of the selected row. */
  readonly selected: ReadonlySignal<string | null> = computed(
    () => this.#selected.value?.ticketId ?? null,
  );
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
      for (const ticket of queue.tickets) this.#seen.set(rowKey(queue.id, ticket.ticketId), ticket);
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
    this.#selected.value = null;
    this.#held.value = null;
  }

  /** The pointer has left the list; what was selected by hand still holds it. */
  pointerLeft(): void {
    if (!this.selected.peek()) this.#held.value = null;
  }

  isSelected(queueId: string, ticketId: string): boolean {
    const row = this.#selected.value;
    return row?.queueId === queueId && row.ticketId === ticketId;
  }

  /** Without a queue it is the first one that the ticket waits in. */
  select(ticketId: string, queueId?: string): void {
    this.hold();
    const row = this.#rows().find(
      each => each.ticketId === ticketId && (queueId ?? each.queueId) === each.queueId,
    );
    if (row) this.#selected.value = row;
  }

  step(by: 1 | -1): void {
    this.hold();
    const rows = this.#rows();
    const at = this.#selected.peek();
    const place = rows.findIndex(
      row => row.queueId === at?.queueId && row.ticketId === at.ticketId,
    );
    const next = place < 0 ? (by === 1 ? 0 : rows.length - 1) : place + by;
    this.#selected.value = rows[Math.min(Math.max(next, 0), rows.length - 1)] ?? null;
  }

  #rows(): SelectedRow[] {
    return this.list
      .peek()
      .queues.flatMap(({ queue, tickets }) =>
        tickets
          .filter(row => !row.gone)
          .map(row => ({ queueId: queue.id, ticketId: row.ticket.ticketId })),
      );
  }
}
