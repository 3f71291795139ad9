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

/** A visit waits in two queues at once where two of its errands do: a row is of one queue. */
export const rowKey = (queueId: string, ticketId: string): string => `${queueId} ${ticketId}`;

/** One row a visitor, at their first place: the other errands are counted in it. */
function visitors(queue: DeskQueue): readonly DeskWaiting[] {
  const seen = new Set<string>();
  return queue.tickets.filter(({ ticketId }) => {
    const isFirst = !seen.has(ticketId);
    seen.add(ticketId);
    return isFirst;
  });
}

export const orderOf = (queues: readonly DeskQueue[]): HeldOrder =>
  new Map(queues.map(queue => [queue.id, visitors(queue).map(ticket => ticket.ticketId)]));

const fresh = (queue: DeskQueue): ShownQueue => ({
  queue,
  tickets: visitors(queue).map(ticket => ({ ticket, gone: false })),
});

/**
 * Rows stay where the officer points at them: held ones first and in their old order, those that
 * came since at the end. `changed` says that the true order is another one by now. `lastSeen` is
 * by `rowKey`.
 */
export function shownQueues(
  queues: readonly DeskQueue[],
  held: HeldOrder | null,
  lastSeen: ReadonlyMap<string, DeskWaiting>,
): { readonly queues: readonly ShownQueue[]; readonly changed: boolean } {
  if (!held) return { queues: queues.map(fresh), changed: false };
  let changed = false;
  const shown = queues.map(queue => {
    const waiting = visitors(queue);
    const now = new Map(waiting.map(ticket => [ticket.ticketId, ticket]));
    const order = held.get(queue.id) ?? [];
    const kept = order.flatMap((id): ShownTicket[] => {
      const ticket = now.get(id) ?? lastSeen.get(rowKey(queue.id, id));
      return ticket ? [{ ticket, gone: !now.has(id) }] : [];
    });
    const added = waiting.filter(ticket => !order.includes(ticket.ticketId));
    const tickets = [...kept, ...added.map(ticket => ({ ticket, gone: false }))];
    changed ||= tickets.some((row, place) => row.ticket.ticketId !== waiting[place]?.ticketId);
    return { queue, tickets };
  });
  return { queues: shown, changed };
}
