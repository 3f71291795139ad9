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

/**
 * The input as plain numbers, made once for many runs: a run then allocates next to nothing. Lines
 * are half-open ranges of tickets; -1 stands for a line that is empty.
 */
export interface PreparedRun {
  readonly legIds: readonly string[];
  readonly counters: readonly RunCounter[];
  readonly ghosts: readonly PreparedGhost[];
  readonly queueCount: number;
  readonly waited: Float64Array;
  readonly order: Float64Array;
  readonly meanMinutes: Float64Array;
  readonly lines: readonly PreparedLine[];
  /** Per counter: the lines it calls from, and the ghosts it could call. */
  readonly linesOf: readonly (readonly number[])[];
  readonly ghostsOf: readonly (readonly number[])[];
}

interface PreparedLine {
  readonly start: number;
  readonly end: number;
  readonly queue: number;
  readonly rate: number;
  /** Walk-ins only; without end for the others. */
  readonly maxWaitMinutes: number;
}

interface PreparedGhost {
  readonly line: number;
  readonly queue: number;
  readonly rate: number;
  readonly maxWaitMinutes: number;
}

/** What one run gives, in arrays that the next run overwrites. -1 ahead: never called. */
export interface RunResult {
  readonly minutes: Float64Array;
  readonly ahead: Int32Array;
  readonly ghostMinutes: Float64Array;
  readonly ghostAhead: Int32Array;
}

export const resultFor = (run: PreparedRun): RunResult => ({
  minutes: new Float64Array(run.legIds.length),
  ahead: new Int32Array(run.legIds.length),
  ghostMinutes: new Float64Array(run.ghosts.length),
  ghostAhead: new Int32Array(run.ghosts.length),
});

const indexesWhere = <Item>(items: readonly Item[], holds: (item: Item) => boolean): number[] =>
  items.flatMap((item, index) => (holds(item) ? index : []));

const rulesOf = (queue: Queue, name: VisitClass) => ({
  rate: queue.rates[name],
  maxWaitMinutes: name === 'walk-in' ? queue.maxWaitMinutes : Infinity,
});

export function prepareRun(input: RunInput): PreparedRun {
  const { queues, counters } = input;
  const filled = input.lines.filter(tickets => tickets.length > 0);
  const tickets = filled.flat();
  let end = 0;
  const lines = filled.map((line): PreparedLine => {
    const first = line[0]!;
    const queue = queues.findIndex(row => row.id === first.queueId);
    const start = end;
    end += line.length;
    return { start, end, queue, ...rulesOf(queues[queue]!, first.class) };
  });
  const ghosts = input.ghosts.map((ghost): PreparedGhost => {
    const queue = queues.findIndex(row => row.id === ghost.queueId);
    const line = filled.findIndex(
      ([first]) => first!.queueId === ghost.queueId && first!.class === ghost.class,
    );
    return { line, queue, ...rulesOf(queues[queue]!, ghost.class) };
  });
  const calls = (counter: RunCounter) => (row: { readonly queue: number }) =>
    counter.queueIds.includes(queues[row.queue]!.id);
  return {
    legIds: tickets.map(ticket => ticket.legId),
    counters,
    ghosts,
    queueCount: queues.length,
    waited: Float64Array.from(tickets, ticket => ticket.waited),
    order: Float64Array.from(tickets, ticket => ticket.order),
    meanMinutes: Float64Array.from(tickets, ticket => ticket.meanMinutes),
    lines,
    linesOf: counters.map(counter => indexesWhere(lines, calls(counter))),
    ghostsOf: counters.map(counter => indexesWhere(ghosts, calls(counter))),
  };
}

/** The most urgent head of a counter's lines at a minute; -1 where all of them are empty. */
class Chooser {
  ticket = -1;
  line = -1;
  overdue = false;
  urgency = 0;
  readonly #prepared: PreparedRun;
  readonly #heads: Int32Array;

  constructor(prepared: PreparedRun, heads: Int32Array) {
    this.#prepared = prepared;
    this.#heads = heads;
  }

  /** The same order as calling.ts, on plain numbers: a test holds the two against each other. */
  choose(counter: number, minutes: number): void {
    const { lines, linesOf, waited, order } = this.#prepared;
    this.ticket = -1;
    for (const index of linesOf[counter]!) {
      const line = lines[index]!;
      const ticket = this.#heads[index]!;
      if (ticket >= line.end) continue;
      const wait = waited[ticket]! + minutes;
      const overdue = wait > line.maxWaitMinutes;
      const urgency = line.rate * Math.max(0, wait);
      if (this.ticket >= 0) {
        if (this.overdue && !overdue) continue;
        if (this.overdue === overdue) {
          if (!overdue && urgency < this.urgency) continue;
          const isTie = overdue || urgency === this.urgency;
          const ahead = waited[ticket]! - waited[this.ticket]!;
          const earlier = ahead > 0 || (ahead === 0 && order[ticket]! < order[this.ticket]!);
          if (isTie && !earlier) continue;
        }
      }
      this.ticket = ticket;
      this.line = index;
      this.overdue = overdue;
      this.urgency = urgency;
    }
  }

  /** A newcomer wins only where it is more urgent than the best of those who wait. */
  isBeatenBy(ghost: PreparedGhost, minutes: number): boolean {
    if (this.ticket < 0) return true;
    // Whoever waits came before a newcomer: among the overdue ones the newcomer is the last.
    if (this.overdue) return false;
    return minutes > ghost.maxWaitMinutes || ghost.rate * minutes > this.urgency;
  }
}

/** When each counter is free for its first call; `mean` takes services in progress at their mean. */
function firstFree(counters: readonly RunCounter[], run: number, mean: boolean): Float64Array {
  return Float64Array.from(counters, ({ busy, availableIn }) => {
    if (!busy) return availableIn;
    const left = mean
      ? Math.max(0.25 * busy.meanMinutes, busy.meanMinutes - busy.elapsed)
      : drawRemaining(busy.meanMinutes, busy.elapsed, run, busy.order);
    return Math.max(availableIn, left);
  });
}

function earliest(freeAt: Float64Array): number {
  let next = 0;
  for (let index = 1; index < freeAt.length; index += 1) {
    if (freeAt[index]! < freeAt[next]!) next = index;
  }
  return next;
}

/** Run `run` of the real calling policy; `mean` draws every service at its mean. */
export function runForward(
  prepared: PreparedRun,
  run: number,
  mean: boolean,
  result: RunResult,
): void {
  const { lines, ghosts, ghostsOf, meanMinutes, order } = prepared;
  const freeAt = firstFree(prepared.counters, run, mean);
  const heads = Int32Array.from(lines, line => line.start);
  const calledOf = new Int32Array(prepared.queueCount);
  const best = new Chooser(prepared, heads);
  result.minutes.fill(Infinity);
  result.ahead.fill(-1);
  result.ghostMinutes.fill(Infinity);
  result.ghostAhead.fill(-1);
  for (let left = freeAt.length; left > 0;) {
    const next = earliest(freeAt);
    const minutes = freeAt[next]!;
    best.choose(next, minutes);
    for (const index of ghostsOf[next]!) {
      if (result.ghostAhead[index]! >= 0) continue;
      const ghost = ghosts[index]!;
      const isTail = ghost.line < 0 || heads[ghost.line]! >= lines[ghost.line]!.end;
      if (!isTail || !best.isBeatenBy(ghost, minutes)) continue;
      result.ghostMinutes[index] = minutes;
      result.ghostAhead[index] = calledOf[ghost.queue]!;
    }
    const { ticket, line } = best;
    if (ticket < 0) {
      // Nobody is left for this counter.
      freeAt[next] = Infinity;
      left -= 1;
      continue;
    }
    const { queue } = lines[line]!;
    result.minutes[ticket] = minutes;
    result.ahead[ticket] = calledOf[queue]!;
    calledOf[queue]! += 1;
    heads[line]! += 1;
    const usual = meanMinutes[ticket]!;
    const service = mean ? usual : drawMinutes(usual, run, order[ticket]!);
    freeAt[next] = minutes + walkMinutes + service;
  }
}

/** One run in words: minutes until the call of each leg and each ghost. */
export function forwardRun(input: RunInput, run: number, mean: boolean): RunOutcome {
  const prepared = prepareRun(input);
  const result = resultFor(prepared);
  runForward(prepared, run, mean, result);
  const calls = new Map<string, { minutes: number; ahead: number }>();
  prepared.legIds.forEach((legId, index) => {
    const ahead = result.ahead[index]!;
    if (ahead >= 0) calls.set(legId, { minutes: result.minutes[index]!, ahead });
  });
  const ghosts = prepared.ghosts.map((_, index) => ({
    minutes: result.ghostMinutes[index]!,
    ahead: Math.max(0, result.ghostAhead[index]!),
  }));
  return { calls, ghosts };
}
