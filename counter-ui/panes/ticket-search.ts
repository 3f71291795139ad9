import { batch, computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { DeskView } from '../../contract/desk-views.ts';
import { findTickets } from './find-ticket.ts';
import type { FoundTicket } from './find-ticket.ts';

/** Finding somebody by number: what was typed, who matches, and which of them is chosen. */
export class TicketSearch {
  readonly #view: ReadonlySignal<DeskView | null>;
  readonly #chosenId = signal<string | null>(null);
  readonly isOpen = signal(false);
  readonly query = signal('');

  readonly found: ReadonlySignal<readonly FoundTicket[]> = computed(() => {
    const view = this.#view.value;
    return view && this.isOpen.value ? findTickets(view, this.query.value) : [];
  });

  /** The first one until the arrows choose; nobody where the chosen one has left the lists. */
  readonly chosen: ReadonlySignal<FoundTicket | null> = computed(() => {
    const id = this.#chosenId.value;
    if (id === null) return this.found.value[0] ?? null;
    return this.found.value.find(found => found.ticket.ticketId === id) ?? null;
  });

  constructor(view: ReadonlySignal<DeskView | null>) {
    this.#view = view;
  }

  open(): void {
    this.isOpen.value = true;
  }

  /** Opens with this number, and with that very visit chosen where one is named. */
  show(label: string, ticketId: string | null): void {
    batch(() => {
      this.open();
      this.type(label);
      this.#chosenId.value = ticketId;
    });
  }

  close(): void {
    this.isOpen.value = false;
    this.type('');
  }

  type(query: string): void {
    this.query.value = query;
    this.#chosenId.value = null;
  }

  step(by: 1 | -1): void {
    const ids = this.found.value.map(found => found.ticket.ticketId);
    const at = ids.indexOf(this.chosen.value?.ticket.ticketId ?? '');
    this.#chosenId.value = ids[Math.min(Math.max(at + by, 0), ids.length - 1)] ?? null;
  }
}
