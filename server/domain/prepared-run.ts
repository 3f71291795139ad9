import type { Counter, Queue, QueuePolicy } from '../../contract/setup.ts';
import type { VisitClass } from '../../contract/values.ts';
import { preferenceOf } from './caller.ts';
import type { Rest, ServiceFactors } from './learned.ts';
import { strictOrder } from './policy.ts';
import { usualFactors } from './service-times.ts';

/** A service in progress. */
export interface RunService {
  readonly meanMinutes: number;
  readonly elapsed: number;
  readonly order: number;
}

/** A waiting ticket as the forward run sees it. Times are minutes after the start of the run. */
export interface RunTicket {
  readonly legId: string;
  /** Given where the visit has more legs than this one. */
  readonly visitId: string | null;
  /** Minutes since `ref` at the start of the run. */
  readonly waited: number;
  readonly order: number;
  readonly isFirst: boolean;
  readonly meanMinutes: number;
}

/** Which counters of the run may call, one by one; null: every counter of the queue. */
export type RunCallers = readonly boolean[] | null;

/** Tickets of one class in one queue that the same counters may call, in the order of the line. */
export interface RunLine {
  readonly queueId: string;
  readonly class: VisitClass;
  readonly callers: RunCallers;
  readonly tickets: readonly RunTicket[];
}

/** When a counter is there in one run, in minutes after its start. */
export interface CounterPlan {
  /** A pause that ends, a counter that opens; without end where it does not open. */
  readonly availableIn: number;
  /** In order; the last one may be without end: it closes. */
  readonly away: readonly Rest[];
}

export interface RunCounter {
  readonly counter: Pick<Counter, 'queueIds' | 'preferences'>;
  /** Minutes until the counter is there at all (a pause, a counter not yet open). */
  readonly availableIn: number;
  readonly busy: RunService | null;
  /** What services take here against the usual 1. */
  readonly pace?: number;
  /** One for each run, taken in turn: what past days make likely. Without any, it stays. */
  readonly plans?: readonly CounterPlan[];
}

/** A ticket that would join now: what a visitor at the kiosk is told. */
export interface RunGhost {
  readonly queueId: string;
  readonly class: VisitClass;
  readonly callers: RunCallers;
}

/** What of a queue decides who is called. */
export type RunQueue = Pick<Queue, 'id' | 'rates' | 'maxWaitMinutes' | 'policy'>;

export interface RunInput {
  readonly queues: readonly RunQueue[];
  /** Per queue: prioritised visitors called since the last walk-in, for `ratio`. */
  readonly prioritisedInARow: readonly number[];
  readonly counters: readonly RunCounter[];
  readonly lines: readonly RunLine[];
  /** Visits that are at a counter, of this pool or of another one, while other legs of them wait. */
  readonly held: ReadonlyMap<string, RunService>;
  readonly ghosts: readonly RunGhost[];
  /** How service times spread; log-normal where no days are known. */
  readonly factors?: ServiceFactors;
  /** Between two visitors, beyond the usual walk. */
  readonly betweenMinutes?: number;
  /** Only newcomers are asked for: a run ends with the last of them. */
  readonly isForGhosts?: boolean;
}

/**
 * The input as plain numbers, made once for many runs: a run then allocates next to nothing. Lines
 * are half-open ranges of tickets.
 */
export interface PreparedRun {
  readonly legIds: readonly string[];
  readonly counters: readonly RunCounter[];
  readonly queueCount: number;
  readonly prioritisedInARow: Int32Array;
  readonly waited: Float64Array;
  /** The place in the day; legs of one visit apart by less than one. */
  readonly order: Float64Array;
  readonly meanMinutes: Float64Array;
  readonly lines: readonly PreparedLine[];
  /** Where each line begins. */
  readonly heads: Int32Array;
  readonly linesOfQueue: readonly (readonly PreparedLine[])[];
  /** Per ghost: its queue. */
  readonly ghosts: readonly ClassRules[];
  /** Per counter: what it calls from, its own before what it helps when idle. */
  readonly sharesOf: readonly (readonly Share[])[];
  /** Per counter: whether it has one share alone, and always by accumulated urgency. */
  readonly isPlain: readonly boolean[];
  readonly ghostsOf: readonly (readonly GhostAtCounter[])[];
  /** Null where nobody has two legs: a visitor then never keeps a ticket waiting. */
  readonly visits: SharedVisits | null;
  /** Whether a counter that finds nobody may find somebody later. */
  readonly canWake: boolean;
  readonly factors: ServiceFactors;
  readonly betweenMinutes: number;
  readonly isForGhosts: boolean;
}

export interface ClassRules {
  readonly queue: number;
  readonly rate: number;
  /** Walk-ins only; without end for the others. */
  readonly maxWaitMinutes: number;
  readonly isWalkIn: boolean;
  /** Higher goes first under `strict`. */
  readonly strictRank: number;
}

export interface PreparedLine extends ClassRules {
  readonly index: number;
  readonly start: number;
  /** The end of those put first; they stand at the head. */
  readonly firstEnd: number;
  readonly end: number;
}

/** Lines of a counter that are compared by one policy. */
export interface Share {
  readonly lines: PreparedLine[];
  /** The queue; several of them share their lines only where the policy is `accumulating`. */
  readonly queue: number;
  readonly kind: QueuePolicy['kind'];
  readonly prioritisedPerWalkIn: number;
  readonly weight: number;
  readonly isIdle: boolean;
  /** Calls from here only once somebody has waited so long; 0 where it always does. */
  readonly longMinutes: number;
}

export interface GhostAtCounter {
  readonly ghost: number;
  readonly rules: ClassRules;
  /** Place among the shares of the counter. */
  readonly share: number;
  /** Lines of its class there: it stands behind them. */
  readonly lines: readonly PreparedLine[];
}

export interface SharedVisits {
  /** Per ticket: its visit, -1 where it is the only leg. */
  readonly of: Int32Array;
  /** Per visit: the service that holds its visitor at the start. */
  readonly held: readonly (RunService | null)[];
}

function rulesOf(queues: readonly RunQueue[], queueId: string, name: VisitClass): ClassRules {
  const queue = queues.findIndex(row => row.id === queueId);
  const { rates, maxWaitMinutes } = queues[queue]!;
  const isWalkIn = name === 'walk-in';
  return {
    queue,
    rate: rates[name],
    maxWaitMinutes: isWalkIn ? maxWaitMinutes : Infinity,
    isWalkIn,
    strictRank: -strictOrder[name],
  };
}

function linesOf(input: RunInput): PreparedLine[] {
  let end = 0;
  return input.lines.map(({ queueId, class: name, tickets }, index) => {
    const start = end;
    end += tickets.length;
    let firstEnd = start;
    while (firstEnd < end && tickets[firstEnd - start]!.isFirst) firstEnd += 1;
    return { index, start, firstEnd, end, ...rulesOf(input.queues, queueId, name) };
  });
}

type EmptyShare = Omit<Share, 'lines' | 'queue'>;

function shareIn(queue: RunQueue, counter: RunCounter['counter']): EmptyShare {
  const { weight, when } = preferenceOf(counter, queue.id);
  const { policy } = queue;
  return {
    kind: policy.kind,
    prioritisedPerWalkIn: policy.kind === 'ratio' ? policy.prioritisedPerWalkIn : 0,
    weight,
    isIdle: when.kind === 'idle',
    // Waits are compared in whole seconds: longer means one second more.
    longMinutes: when.kind === 'long' ? when.minutes + 1 / 60 : 0,
  };
}

/** By accumulated urgency the best of several queues of one weight is the best of all their lines. */
const mayJoin = (a: EmptyShare, b: EmptyShare): boolean =>
  a.kind === 'accumulating' &&
  b.kind === 'accumulating' &&
  a.weight === b.weight &&
  a.isIdle === b.isIdle &&
  a.longMinutes === 0 &&
  b.longMinutes === 0;

const isPlain = ([share, ...others]: readonly Share[]): boolean =>
  share?.kind === 'accumulating' && share.longMinutes === 0 && others.length === 0;

interface CounterShares {
  readonly shares: readonly Share[];
  readonly ghosts: readonly GhostAtCounter[];
}

function sharesOf(
  input: RunInput,
  lines: readonly PreparedLine[],
  rulesOfGhosts: readonly ClassRules[],
  place: number,
): CounterShares {
  const { counter } = input.counters[place]!;
  const mayCall = (callers: RunCallers): boolean => callers?.[place] ?? true;
  const queues = counter.queueIds
    .map(id => input.queues.findIndex(queue => queue.id === id))
    .filter(queue => queue >= 0)
    .map(queue => ({ queue, ...shareIn(input.queues[queue]!, counter) }));
  const shares: Share[] = [];
  const ghosts: GhostAtCounter[] = [];
  // Own queues first: those helped when idle come only after all of them.
  for (const row of [...queues.filter(q => !q.isIdle), ...queues.filter(q => q.isIdle)]) {
    let share = shares.findIndex(other => mayJoin(other, row));
    if (share < 0) share = shares.push({ ...row, lines: [] }) - 1;
    const here = lines.filter(
      line => line.queue === row.queue && mayCall(input.lines[line.index]!.callers),
    );
    shares[share]!.lines.push(...here);
    for (const [ghost, { class: name, callers }] of input.ghosts.entries()) {
      const rules = rulesOfGhosts[ghost]!;
      if (rules.queue !== row.queue || !mayCall(callers)) continue;
      const before = here.filter(line => input.lines[line.index]!.class === name);
      ghosts.push({ ghost, rules, share, lines: before });
    }
  }
  return { shares, ghosts };
}

/** Legs of one visitor, who can be at one counter only; their `order` is set apart. */
function sharedVisits(
  tickets: readonly RunTicket[],
  held: RunInput['held'],
  order: Float64Array,
): SharedVisits | null {
  const legs = new Map<string, number[]>();
  for (const [place, { visitId }] of tickets.entries()) {
    if (visitId === null) continue;
    const known = legs.get(visitId);
    if (known) known.push(place);
    else legs.set(visitId, [place]);
  }
  const of = new Int32Array(tickets.length).fill(-1);
  const services: (RunService | null)[] = [];
  for (const [visitId, places] of legs) {
    const service = held.get(visitId) ?? null;
    if (places.length === 1 && !service) continue;
    places.sort((a, b) => (tickets[a]!.legId < tickets[b]!.legId ? -1 : 1));
    for (const [rank, place] of places.entries()) {
      of[place] = services.length;
      // A visit has at most 20 legs, and services are drawn by the whole number.
      order[place]! += rank / 32;
    }
    services.push(service);
  }
  return services.length > 0 ? { of, held: services } : null;
}

export function prepareRun(whole: RunInput): PreparedRun {
  const input = { ...whole, lines: whole.lines.filter(({ tickets }) => tickets.length > 0) };
  const { queues, counters } = input;
  const tickets = input.lines.flatMap(line => line.tickets);
  const lines = linesOf(input);
  const ghosts = input.ghosts.map(ghost => rulesOf(queues, ghost.queueId, ghost.class));
  const atCounters = counters.map((_, place) => sharesOf(input, lines, ghosts, place));
  const order = Float64Array.from(tickets, ticket => ticket.order);
  const visits = sharedVisits(tickets, input.held, order);
  return {
    legIds: tickets.map(ticket => ticket.legId),
    counters,
    queueCount: queues.length,
    prioritisedInARow: Int32Array.from(input.prioritisedInARow),
    waited: Float64Array.from(tickets, ticket => ticket.waited),
    order,
    meanMinutes: Float64Array.from(tickets, ticket => ticket.meanMinutes),
    lines,
    heads: Int32Array.from(lines, line => line.start),
    linesOfQueue: queues.map((_, queue) => lines.filter(line => line.queue === queue)),
    ghosts,
    sharesOf: atCounters.map(({ shares }) => shares),
    isPlain: atCounters.map(({ shares }) => isPlain(shares)),
    ghostsOf: atCounters.map(row => row.ghosts),
    visits,
    canWake:
      visits !== null ||
      atCounters.some(({ shares }) => shares.some(share => share.longMinutes > 0)),
    factors: whole.factors ?? usualFactors,
    betweenMinutes: whole.betweenMinutes ?? 0,
    isForGhosts: whole.isForGhosts ?? false,
  };
}
