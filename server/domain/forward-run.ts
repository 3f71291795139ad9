import type { Queue } from '../../contract/setup.ts';
import type { VisitClass } from '../../contract/values.ts';
import { drawMinutes, drawRemaining } from './service-times.ts';

/** A waiting ticket as the forward run sees it. Times are minutes after the start of the run. */
export interface RunTicket {
  readonly legId: string;
  readonly queueId: string;
  readonly class: VisitClass;
  /** Minutes since `ref` at the start of the run. */
  readonly waited: number;
  readonly order: number;
  readonly meanMinutes: number;
}

export interface RunCounter {
  readonly queueIds: readonly string[];
  /** Minutes until the counter is there at all (a pause, a counter not yet open). */
  readonly availableIn: number;
  /** The service in progress, if any. */
  readonly busy: {
    readonly meanMinutes: number;
    readonly elapsed: number;
    readonly order: number;
  } | null;
}

/** A ticket that would join now: what a visitor at the kiosk is told. */
export interface RunGhost {
  readonly queueId: string;
  readonly class: VisitClass;
}

export interface RunInput {
  readonly queues: readonly Queue[];
  readonly counters: readonly RunCounter[];
  /** Per queue and class in order of ref. */
  readonly lines: readonly (readonly RunTicket[])[];
  readonly ghosts: readonly RunGhost[];
}

/** Minutes until the call, and how many of the same queue are called before. */
export interface RunOutcome {
  readonly calls: ReadonlyMap<string, { minutes: number; ahead: number }>;
  readonly ghosts: readonly { minutes: number; ahead: number }[];
}

/** Walking from the seat to the counter, part of what a counter needs per visitor. */
export const walkMinutes = 0.5;

interface Line {
  readonly tickets: readonly RunTicket[];
  readonly queue: Queue;
  readonly class: VisitClass;
  head: number;
}

interface Best {
  readonly line: Line;
  readonly ticket: RunTicket;
  readonly overdue: boolean;
  readonly urgency: number;
}

/** The same order as calling.ts, on plain numbers: a test holds the two against each other. */
function chooseIn(lines: readonly Line[], minutes: number): Best | null {
  let best: Best | null = null;
  for (const line of lines) {
    const ticket = line.tickets[line.head];
    if (!ticket) continue;
    const waited = ticket.waited + minutes;
    const overdue = line.class === 'walk-in' && waited > line.queue.maxWaitMinutes;
    const urgency = line.queue.rates[line.class] * Math.max(0, waited);
    if (best) {
      if (best.overdue && !overdue) continue;
      if (best.overdue === overdue) {
        if (!overdue && urgency < best.urgency) continue;
        const isTie = overdue || urgency === best.urgency;
        const earlier =
          ticket.waited > best.ticket.waited ||
          (ticket.waited === best.ticket.waited && ticket.order < best.ticket.order);
        if (isTie && !earlier) continue;
      }
    }
    best = { line, ticket, overdue, urgency };
  }
  return best;
}

/** A newcomer wins only where it is more urgent than the best of those who wait. */
function ghostWins(ghost: RunGhost, queue: Queue, best: Best | null, minutes: number): boolean {
  if (!best) return true;
  // Whoever waits came before a newcomer: among the overdue ones the newcomer is the last.
  if (best.overdue) return false;
  if (ghost.class === 'walk-in' && minutes > queue.maxWaitMinutes) return true;
  return queue.rates[ghost.class] * minutes > best.urgency;
}

/** Run `run` of the real calling policy; `mean` draws every service at its mean. */
export function forwardRun(input: RunInput, run: number, mean: boolean): RunOutcome {
  const lines: Line[] = input.lines.map(tickets => {
    const first = tickets[0]!;
    const queue = input.queues.find(row => row.id === first.queueId)!;
    return { tickets, queue, class: first.class, head: 0 };
  });
  const linesOf = input.counters.map(counter =>
    lines.filter(line => counter.queueIds.includes(line.queue.id)),
  );
  const freeAt = input.counters.map(counter => {
    const { busy } = counter;
    if (!busy) return counter.availableIn;
    const left = mean
      ? Math.max(0.25 * busy.meanMinutes, busy.meanMinutes - busy.elapsed)
      : drawRemaining(busy.meanMinutes, busy.elapsed, run, busy.order);
    return Math.max(counter.availableIn, left);
  });
  const calls = new Map<string, { minutes: number; ahead: number }>();
  const calledOf = new Map<string, number>();
  const ghosts: ({ minutes: number; ahead: number } | null)[] = input.ghosts.map(() => null);
  const ghostQueues = input.ghosts.map(ghost => input.queues.find(q => q.id === ghost.queueId)!);
  const done = input.counters.map(() => false);

  for (;;) {
    let next = -1;
    for (let index = 0; index < freeAt.length; index += 1) {
      if (!done[index] && (next < 0 || freeAt[index]! < freeAt[next]!)) next = index;
    }
    if (next < 0) break;
    const minutes = freeAt[next]!;
    const counter = input.counters[next]!;
    const best = chooseIn(linesOf[next]!, minutes);
    for (let index = 0; index < ghosts.length; index += 1) {
      const ghost = input.ghosts[index]!;
      if (ghosts[index] !== null || !counter.queueIds.includes(ghost.queueId)) continue;
      const isTail = !lines.some(
        line =>
          line.queue.id === ghost.queueId &&
          line.class === ghost.class &&
          line.head < line.tickets.length,
      );
      if (isTail && ghostWins(ghost, ghostQueues[index]!, best, minutes)) {
        ghosts[index] = { minutes, ahead: calledOf.get(ghost.queueId) ?? 0 };
      }
    }
    if (!best) {
      done[next] = true;
      continue;
    }
    const queueId = best.line.queue.id;
    calls.set(best.ticket.legId, { minutes, ahead: calledOf.get(queueId) ?? 0 });
    calledOf.set(queueId, (calledOf.get(queueId) ?? 0) + 1);
    best.line.head += 1;
    const { meanMinutes, order } = best.ticket;
    freeAt[next] =
      minutes + walkMinutes + (mean ? meanMinutes : drawMinutes(meanMinutes, run, order));
  }
  return { calls, ghosts: ghosts.map(ghost => ghost ?? { minutes: Infinity, ahead: 0 }) };
}
