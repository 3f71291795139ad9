import type { CallReason, LegTarget, PassedOver } from '../../contract/events.ts';
import type { Queue } from '../../contract/setup.ts';
import type { CallPolicy, ChoiceReason } from '../../contract/values.ts';
import { notForCaller, preferenceOf, type Caller } from './caller.ts';
import { candidate, comesFirst, isPreferred, urgencyOf, type Candidate } from './policy.ts';
import { setupOf, visitClasses, type BuildingState, type QueueNow } from './state.ts';
import { legAtCounter, type Leg } from './visit.ts';

/** Who is looked at as if they had left their counter already: what is next once they are finished. */
export interface Leaving {
  readonly visitId: string;
  /** Legs that end with the one at the counter. */
  readonly endedLegIds: readonly string[];
}

/** A visitor at one counter is not callable to another (CALL-5). */
export function isCallable(state: BuildingState, leg: Leg, leaving?: Leaving): boolean {
  const visit = state.visits.get(leg.visitId);
  if (visit === undefined) return false;
  if (visit.id === leaving?.visitId) return !leaving.endedLegIds.includes(leg.id);
  return legAtCounter(visit) === undefined;
}

/** Whole seconds since the earliest ref among those who can be called; 0 where there is nobody. */
export function longestWaitSeconds(
  state: BuildingState,
  queue: QueueNow,
  now: number,
  leaving?: Leaving,
): number {
  let earliest = now;
  for (const name of visitClasses) {
    for (const leg of queue.lines[name]) {
      if (!isCallable(state, leg, leaving)) continue;
      earliest = Math.min(earliest, leg.ref);
      if (!leg.isFirst) break;
    }
  }
  return Math.floor((now - earliest) / 1000);
}

type Eligible = (leg: Leg) => boolean;

/**
 * Of thousands who are kept for others, all with the same keeper and errand have one answer. Who they
 * are kept for is asked before where they are: it is the cheaper question.
 */
function eligibleFor(state: BuildingState, caller: Caller, leaving?: Leaving): Eligible {
  const isMine = (leg: Leg): boolean => notForCaller(state, leg, caller) === null;
  const answers = { counter: new Map<string, KeptAnswer>(), staff: new Map<string, KeptAnswer>() };
  const isMineKept = (leg: Leg, { counterId, staffId }: LegTarget): boolean => {
    if (counterId !== undefined && staffId !== undefined) return isMine(leg);
    const known = counterId === undefined ? answers.staff : answers.counter;
    const keeper = counterId ?? staffId ?? '';
    const last = known.get(keeper);
    if (last?.serviceId === leg.serviceId && last.queueId === leg.queueId) return last.answer;
    const answer = isMine(leg);
    known.set(keeper, { serviceId: leg.serviceId, queueId: leg.queueId, answer });
    return answer;
  };
  return leg =>
    (leg.target === null ? isMine(leg) : isMineKept(leg, leg.target)) &&
    isCallable(state, leg, leaving);
}

/** Whether the last one asked about of a keeper may be called: those of one line come together. */
interface KeptAnswer {
  readonly serviceId: string;
  readonly queueId: string;
  readonly answer: boolean;
}

/** Who of one queue is called next by its policy. Inside a class the first one who can be called. */
function bestOfQueue(
  state: BuildingState,
  queue: Queue,
  isEligible: Eligible,
  now: number,
): Candidate | null {
  const row = state.queues.get(queue.id);
  if (!row) return null;
  let best: Candidate | null = null;
  for (const name of visitClasses) {
    for (const leg of row.lines[name]) {
      if (!isEligible(leg)) continue;
      const next = candidate(leg, queue, now);
      if (!best || isPreferred(next, best, row.prioritisedInARow)) best = next;
      break;
    }
  }
  return best;
}

/** A counter's queues as it takes part in them now: its own ones, and those it helps when idle. */
export function sharesOf(
  state: BuildingState,
  caller: Caller,
  now: number,
  leaving?: Leaving,
): { readonly own: readonly Queue[]; readonly idle: readonly Queue[] } {
  const own: Queue[] = [];
  const idle: Queue[] = [];
  for (const queueId of caller.counter.queueIds) {
    const queue = setupOf(state).queues.get(queueId);
    if (!queue) continue;
    const { when } = preferenceOf(caller.counter, queueId);
    if (when.kind === 'long') {
      const row = state.queues.get(queueId);
      const longest = row ? longestWaitSeconds(state, row, now, leaving) : 0;
      if (longest > when.minutes * 60) own.push(queue);
    } else if (when.kind === 'always') own.push(queue);
    else idle.push(queue);
  }
  return { own, idle };
}

function bestOf(
  state: BuildingState,
  caller: Caller,
  queues: readonly Queue[],
  isEligible: Eligible,
  now: number,
): Candidate | null {
  const weight = ({ queue }: Candidate): number => preferenceOf(caller.counter, queue.id).weight;
  let best: Candidate | null = null;
  for (const queue of queues) {
    const next = bestOfQueue(state, queue, isEligible, now);
    if (!next) continue;
    if (!best || comesFirst(next, best, weight(next), weight(best))) best = next;
  }
  return best;
}

/**
 * Who is called next at a counter, by the policy of each queue and the counter's share in it; null
 * where nobody can be called (CALL-1, CALL-11, CALL-12).
 */
export function chooseNext(
  state: BuildingState,
  caller: Caller,
  now: number,
  leaving?: Leaving,
): Candidate | null {
  const isEligible = eligibleFor(state, caller, leaving);
  const { own, idle } = sharesOf(state, caller, now, leaving);
  return (
    bestOf(state, caller, own, isEligible, now) ?? bestOf(state, caller, idle, isEligible, now)
  );
}

/** Labels of those who came earlier and still wait, at most this many are named. */
const passedOverMax = 5;

/** Who came earlier than the chosen one and could have been called here: a visitor is named once. */
function cameEarlier(
  state: BuildingState,
  queues: readonly Queue[],
  chosen: Leg,
  isEligible: Eligible,
): Leg[] {
  const isEarlier = (leg: Leg): boolean =>
    leg.ref !== chosen.ref ? leg.ref < chosen.ref : leg.order < chosen.order;
  const earlier: Leg[] = [];
  for (const queue of queues) {
    const lines = state.queues.get(queue.id)?.lines;
    if (!lines) continue;
    for (const name of visitClasses) {
      // The earliest of each line are enough to find the earliest of all.
      const visitIds = new Set<string>();
      for (const leg of lines[name]) {
        if (visitIds.size >= passedOverMax || (!isEarlier(leg) && !leg.isFirst)) break;
        if (leg.visitId === chosen.visitId || visitIds.has(leg.visitId)) continue;
        if (!isEarlier(leg) || !isEligible(leg)) continue;
        visitIds.add(leg.visitId);
        earlier.push(leg);
      }
    }
  }
  earlier.sort((a, b) => (a.ref !== b.ref ? a.ref - b.ref : a.order - b.order));
  const seen = new Set<string>();
  return earlier.filter(leg => !seen.has(leg.visitId) && seen.add(leg.visitId));
}

function policyOf({ leg, queue, overdue }: Candidate): CallPolicy {
  if (leg.isFirst) return 'first';
  return overdue ? 'max-wait' : queue.policy.kind;
}

const tenth = (number: number): number => Math.round(number * 10) / 10;
const waited = (leg: Leg, now: number): number => Math.max(0, Math.floor((now - leg.ref) / 1000));

function passedOverOf(state: BuildingState, leg: Leg, now: number): PassedOver {
  const visit = state.visits.get(leg.visitId)!;
  const rate = setupOf(state).queues.get(leg.queueId)!.rates[leg.class];
  return {
    label: visit.label,
    class: leg.class,
    need: visit.need,
    waitedSeconds: waited(leg, now),
    urgency: tenth(urgencyOf(leg, rate, now)),
  };
}

interface Choosing {
  /** Given where an officer chose by hand: their reason, or null where none was asked for. */
  readonly choice?: ChoiceReason | null | undefined;
  readonly leaving?: Leaving | undefined;
}

/**
 * The reason that is stored with every call and shown to officer, supervisor and visitor (CALL-6).
 */
export function reasonOf(
  state: BuildingState,
  caller: Caller,
  chosen: Candidate,
  now: number,
  { choice, leaving }: Choosing = {},
): CallReason {
  const { leg, queue } = chosen;
  const { own, idle } = sharesOf(state, caller, now, leaving);
  const isHelp = preferenceOf(caller.counter, queue.id).when.kind !== 'always';
  const queues = new Set([...own, ...(idle.includes(queue) ? idle : []), queue]);
  const earlier = cameEarlier(state, [...queues], leg, eligibleFor(state, caller, leaving));
  const first = earlier[0];
  return {
    policy: choice === undefined ? policyOf(chosen) : 'chosen',
    class: leg.class,
    need: state.visits.get(leg.visitId)?.need ?? null,
    waitedSeconds: waited(leg, now),
    rate: queue.rates[leg.class],
    urgency: tenth(chosen.urgency),
    passedOver: earlier
      .slice(0, passedOverMax)
      .map(({ visitId }) => state.visits.get(visitId)?.label ?? visitId),
    against: first ? passedOverOf(state, first, now) : null,
    isHelp,
    choice: choice ?? null,
  };
}

/** The waiting legs of a queue in the order they would be called if counters asked now. */
export function callingOrder(state: BuildingState, queue: Queue, now: number, most: number): Leg[] {
  const row = state.queues.get(queue.id);
  if (!row) return [];
  const places: Record<string, number> = {};
  const order: Leg[] = [];
  let inARow = row.prioritisedInARow;
  while (order.length < most) {
    let best: Candidate | null = null;
    for (const name of visitClasses) {
      const leg = row.lines[name].at(places[name] ?? 0);
      if (!leg) continue;
      const next = candidate(leg, queue, now);
      if (!best || isPreferred(next, best, inARow)) best = next;
    }
    if (!best) break;
    const { leg } = best;
    places[leg.class] = (places[leg.class] ?? 0) + 1;
    if (leg.class === 'walk-in') inARow = 0;
    else if ((places['walk-in'] ?? 0) < row.lines['walk-in'].length) inARow += 1;
    order.push(leg);
  }
  return order;
}
