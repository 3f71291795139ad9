import type { Queue } from '../../contract/setup.ts';
import { lateOpeningMinutes, withSomebody } from './counter-plans.ts';
import { callerOf, isTrained, notForCaller, type Caller, type Kept } from './caller.ts';
import { walkMinutes } from './forward-run.ts';
import { KnownTimes, runs, usuallyIn } from './known-times.ts';
import type {
  CounterPlan,
  RunCallers,
  RunCounter,
  RunGhost,
  RunLine,
  RunService,
  RunTicket,
} from './prepared-run.ts';
import type { Pool } from './setup-index.ts';
import { setupOf, visitClasses, type BuildingState, type CounterNow } from './state.ts';
import { legAtCounter, type Leg } from './visit.ts';

/** Longer lines are run up to here; the rest is added at the mean rate of the counters. */
export const ticketsPerLineMax = 60;
/** A pause of which no past day tells ends about then. */
const pauseMinutes = 15;
const pauseLeftMinutesMin = 5;

/** With what past days taught it lasts from the call on; as set up, from its start. */
function serviceInProgress(known: KnownTimes, leg: Leg, now: number, pace = 1): RunService {
  const mean = known.minutesOf(leg.serviceId);
  const since = known.isLearned ? leg.firstCalledAt : leg.startedAt;
  const hasWalk = known.isLearned || leg.startedAt === null;
  return {
    meanMinutes: mean * pace + (hasWalk ? walkMinutes : 0),
    elapsed: (now - (since ?? leg.calledAt ?? now)) / 60_000,
    order: leg.order,
  };
}

function availableIn(counter: CounterNow, isNeeded: boolean, now: number): number | null {
  if (counter.state === 'open') return 0;
  if (counter.state === 'paused') {
    const left = pauseMinutes - (now - counter.since) / 60_000;
    return Math.max(pauseLeftMinutesMin, left);
  }
  // Nobody there yet: its officer is expected, else the tickets would have no end at all.
  return isNeeded ? lateOpeningMinutes : null;
}

/** A counter of the run, and who calls there. */
export interface CalledFrom {
  readonly run: RunCounter;
  readonly caller: Caller;
}

/** The lines of a pool that the counters that are there leave without anybody. */
function lackingQueues(state: BuildingState, pool: Pool, callers: readonly Caller[]): Set<string> {
  const staffed = callers.filter(
    ({ counter }) => state.counters.get(counter.id)!.state !== 'closed',
  );
  const hasNobody = (queueId: string): boolean => {
    const there = staffed.filter(({ counter }) => counter.queueIds.includes(queueId));
    if (there.length === 0) return true;
    if (there.some(({ serviceIds }) => serviceIds === null)) return false;
    const services = setupOf(state).servicesOfQueue.get(queueId) ?? [];
    return services.some(({ id }) => !there.some(caller => isTrained(caller, id)));
  };
  return new Set(pool.queues.map(({ id }) => id).filter(hasNobody));
}

/** In every run somebody comes to each line; a counter without past days is there in all of them. */
function keepServed(pool: Pool, called: readonly CalledFrom[], plans: CounterPlan[][]): void {
  const ofLine = pool.queues.flatMap(({ id }) => {
    const places = called.flatMap(({ caller }, place) =>
      caller.counter.queueIds.includes(id) ? [place] : [],
    );
    return places.every(place => plans[place]!.length > 0) ? [places] : [];
  });
  withSomebody(plans, ofLine, runs);
}

/**
 * The counters of a pool that will call: those not closed, those that past days let expect, and those
 * that their lines cannot do without.
 */
export function countersOfRun(
  state: BuildingState,
  pool: Pool,
  now: number,
  known = new KnownTimes(state, pool, now),
): CalledFrom[] {
  const callers = pool.counters
    .filter(({ id }) => state.counters.has(id))
    .map(({ id }) => callerOf(state, id));
  const lacking = lackingQueues(state, pool, callers);
  const allPlans: CounterPlan[][] = [];
  const called = callers.flatMap((caller): CalledFrom[] => {
    const { counter } = caller;
    const row = state.counters.get(counter.id)!;
    const isNeeded = counter.queueIds.some(id => lacking.has(id));
    const plans = known.plansOf(row);
    const minutes = plans ? usuallyIn(plans) : availableIn(row, isNeeded, now);
    if (minutes === null) return [];
    const isExpected = plans?.some(plan => plan.availableIn < Infinity) ?? true;
    if (!isExpected && !isNeeded) return [];
    const pace = known.paceOf(row);
    const busy = row.leg && serviceInProgress(known, row.leg, now, pace);
    const run = { counter, availableIn: minutes, busy, pace };
    allPlans.push(plans ?? []);
    return [{ run: plans ? { ...run, plans } : run, caller }];
  });
  keepServed(pool, called, allPlans);
  return called;
}

export type CallersOf = (leg: Kept) => RunCallers;

/**
 * Which counters may call a leg: it may be kept for one of them, and where the training of some
 * officer is limited its service counts. Equal answers are one and the same array.
 */
export function callersOf(
  state: BuildingState,
  counters: readonly Pick<CalledFrom, 'caller'>[],
): CallersOf {
  const isLimited = counters.some(({ caller }) => caller.serviceIds !== null);
  const byPlace = new Map<string, RunCallers>();
  const byAnswer = new Map<string, RunCallers>();
  return leg => {
    const { target, queueId, serviceId } = leg;
    if (target === null && !isLimited) return null;
    const place = `${target?.counterId ?? ''} ${target?.staffId ?? ''} ${queueId} ${serviceId}`;
    const known = byPlace.get(place);
    if (known !== undefined) return known;
    const answer = counters.map(({ caller }) => notForCaller(state, leg, caller) === null);
    const name = answer.join();
    const callers = answer.every(Boolean) ? null : (byAnswer.get(name) ?? answer);
    byAnswer.set(name, callers);
    byPlace.set(place, callers);
    return callers;
  };
}

export interface WaitingLegs {
  readonly lines: readonly RunLine[];
  readonly held: ReadonlyMap<string, RunService>;
}

/** The head of every line of a pool, apart where not the same counters may call. */
export function linesOfRun(
  state: BuildingState,
  pool: Pool,
  callers: CallersOf,
  now: number,
  known = new KnownTimes(state, pool, now),
): WaitingLegs {
  const lines: RunLine[] = [];
  const held = new Map<string, RunService>();
  const ticketOf = (leg: Leg): RunTicket => {
    const visit = state.visits.get(leg.visitId);
    const isShared = visit !== undefined && visit.legs.length > 1;
    const atCounter = isShared ? legAtCounter(visit) : undefined;
    if (atCounter) held.set(leg.visitId, serviceInProgress(known, atCounter, now));
    return {
      legId: leg.id,
      visitId: isShared ? leg.visitId : null,
      waited: (now - leg.ref) / 60_000,
      order: leg.order,
      isFirst: leg.isFirst,
      meanMinutes: known.minutesOf(leg.serviceId),
    };
  };
  for (const { id: queueId } of pool.queues) {
    for (const name of visitClasses) {
      const line = state.queues.get(queueId)?.lines[name];
      if (!line || line.length === 0) continue;
      const parts = new Map<RunCallers, RunTicket[]>();
      const length = Math.min(line.length, ticketsPerLineMax);
      for (let place = 0; place < length; place += 1) {
        const leg = line.at(place)!;
        const may = callers(leg);
        let part = parts.get(may);
        if (!part) parts.set(may, (part = []));
        part.push(ticketOf(leg));
      }
      for (const [may, tickets] of parts) {
        lines.push({ queueId, class: name, callers: may, tickets });
      }
    }
  }
  return { lines, held };
}

/** A newcomer of a class, and the services it stands for; none stands for all of the queue. */
export interface Newcomer extends RunGhost {
  readonly serviceIds: readonly string[];
}

/** The newcomers a queue may get: one per class, and apart where the service decides who may call. */
export function newcomersOf(state: BuildingState, queue: Queue, callers: CallersOf): Newcomer[] {
  const kinds = new Map<RunCallers, string[]>();
  for (const { id } of setupOf(state).servicesOfQueue.get(queue.id) ?? []) {
    const may = callers({ target: null, queueId: queue.id, serviceId: id });
    const known = kinds.get(may);
    if (known) known.push(id);
    else kinds.set(may, [id]);
  }
  if (kinds.size === 0) kinds.set(null, []);
  return visitClasses.flatMap(name =>
    [...kinds].map(([may, serviceIds]) => ({
      queueId: queue.id,
      class: name,
      callers: may,
      serviceIds,
    })),
  );
}
