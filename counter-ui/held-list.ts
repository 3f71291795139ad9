import type { DeskQueue, DeskWaiting } from '../contract/desk-views.ts';

/** The ids of each queue in the order in which the officer is reading them. */
export type HeldOrder = ReadonlyMap<string, readonly string[]>;

export interface ShownTicket {
  readonly ticket: DeskWaiting;
  /** It has left the queue while its row is held in place: it can't be called any more. */
  readonly gone: boolean;
}

export interface ShownQueue {
  readonly queue: DeskQueue;
  readonly tickets: readonly ShownTicket[];
}

export const orderOf = (queues: readonly DeskQueue[]): HeldOrder =>
  new Map(queues.map(queue => [queue.id, queue.tickets.map(ticket => ticket.ticketId)]));

const fresh = (queue: DeskQueue): ShownQueue => ({
  queue,
  tickets: queue.tickets.map(ticket => ({ ticket, gone: false })),
});

/**
 * Rows stay where the officer points at them: held ones first and in their old order, those that
 * came since at the end. `changed` says that the true order is another one by now.
 */
export function shownQueues(
  queues: readonly DeskQueue[],
  held: HeldOrder | null,
  lastSeen: ReadonlyMap<string, DeskWaiting>,
): { readonly queues: readonly ShownQueue[]; readonly changed: boolean } {
  if (!held) return { queues: queues.map(fresh), changed: false };
  let changed = false;
  const shown = queues.map(queue => {
    const now = new Map(queue.tickets.map(ticket => [ticket.ticketId, ticket]));
    const order = held.get(queue.id) ?? [];
    const kept = order.flatMap((id): ShownTicket[] => {
      const ticket = now.get(id) ?? lastSeen.get(id);
      return ticket ? [{ ticket, gone: !now.has(id) }] : [];
    });
    const added = queue.tickets.filter(ticket => !order.includes(ticket.ticketId));
    const tickets = [...kept, ...added.map(ticket => ({ ticket, gone: false }))];
    changed ||= tickets.some((row, place) => {
      return row.ticket.ticketId !== queue.tickets[place]?.ticketId;
    });
    return { queue, tickets };
  });
  return { queues: shown, changed };
}
