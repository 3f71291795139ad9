import type { Estimate, VisitClass } from '../../contract/values.ts';
import {
  prepareRun,
  resultFor,
  runForward,
  walkMinutes,
  type RunCounter,
  type RunGhost,
  type RunInput,
  type RunTicket,
} from './forward-run.ts';
import type { Pool } from './setup-index.ts';
import {
  setupOf,
  visitClasses,
  waitingCount,
  type BuildingState,
  type CounterNow,
} from './state.ts';
import type { Leg } from './visit.ts';

/** How many runs a range is taken from. */
const runs = 40;
/** Longer lines are run up to here; the rest is added at the mean rate of the counters. */
const ticketsPerLineMax = 60;
/** After a run, tickets that only join at the tail are added at the mean rate for this long. */
const reuseMs = 1_000;
/** Waits change by themselves as time passes: a run is never older than this. */
const staleMs = 12_000;
/** A closed counter that is expected today opens about then; a pause ends about then. */
const lateOpeningMinutes = 10;
const pauseMinutes = 15;
const pauseLeftMinutesMin = 5;

/** Wait still ahead in minutes, unrounded. */
export interface Wait {
  readonly p50: number;
  readonly p90: number;
  readonly ahead: number;
}

interface PoolEstimates {
  readonly at: number;
  readonly turns: number;
  readonly waiting: ReadonlyMap<string, number>;
  readonly legWait: Runs['legWait'];
  readonly newcomers: ReadonlyMap<string, Wait>;
  /** Minutes one more ticket at the tail of a queue adds. */
  readonly minutesPerTicket: ReadonlyMap<string, number>;
}

const newcomerKey = (queueId: string, className: VisitClass): string => `${queueId} ${className}`;

function meanMinutesOf(state: BuildingState, serviceId: string): number {
  return setupOf(state).services.get(serviceId)?.minutes ?? 10;
}

function runCounter(
  state: BuildingState,
  counter: CounterNow,
  queueIds: readonly string[],
  isNeeded: boolean,
  now: number,
): RunCounter | null {
  const leg = counter.leg;
  const busy = leg
    ? {
        meanMinutes:
          meanMinutesOf(state, leg.serviceId) + (leg.startedAt === null ? walkMinutes : 0),
        elapsed: (now - (leg.startedAt ?? leg.calledAt ?? now)) / 60_000,
        order: leg.order,
      }
    : null;
  if (counter.state === 'open') return { queueIds, availableIn: 0, busy };
  if (counter.state === 'paused') {
    const left = pauseMinutes - (now - counter.since) / 60_000;
    return { queueIds, availableIn: Math.max(pauseLeftMinutesMin, left), busy };
  }
  // Nobody there yet: its officer is expected, else the tickets would have no end at all.
  return isNeeded ? { queueIds, availableIn: lateOpeningMinutes, busy } : null;
}

function runCounters(state: BuildingState, pool: Pool, now: number): RunCounter[] {
  const rows = pool.counters.flatMap(counter => state.counters.get(counter.id) ?? []);
  const staffed = new Set(
    pool.counters
      .filter((_, index) => rows[index]?.state !== 'closed')
      .flatMap(counter => counter.queueIds),
  );
  return pool.counters.flatMap((counter, index) => {
    const row = rows[index];
    if (!row) return [];
    const isNeeded = counter.queueIds.some(id => !staffed.has(id));
    return runCounter(state, row, counter.queueIds, isNeeded, now) ?? [];
  });
}

function runTicket(state: BuildingState, leg: Leg, now: number): RunTicket {
  return {
    legId: leg.id,
    queueId: leg.queueId,
    class: leg.class,
    waited: (now - leg.ref) / 60_000,
    order: leg.order,
    meanMinutes: meanMinutesOf(state, leg.serviceId),
  };
}

function runLines(state: BuildingState, pool: Pool, now: number): RunTicket[][] {
  const lines: RunTicket[][] = [];
  for (const queue of pool.queues) {
    for (const name of visitClasses) {
      const line = state.queues.get(queue.id)?.lines[name];
      if (!line || line.length === 0) continue;
      const tickets: RunTicket[] = [];
      const length = Math.min(line.length, ticketsPerLineMax);
      for (let place = 0; place < length; place += 1) {
        tickets.push(runTicket(state, line.at(place)!, now));
      }
      lines.push(tickets);
    }
  }
  return lines;
}

function minutesPerTicket(state: BuildingState, pool: Pool, counters: readonly RunCounter[]) {
  const index = setupOf(state);
  return new Map(
    pool.queues.map(queue => {
      const services = index.servicesOfQueue.get(queue.id) ?? [];
      const mean =
        services.reduce((sum, service) => sum + service.minutes, 0) / Math.max(1, services.length);
      // A counter that serves several queues gives each of them its share.
      const servers = counters
        .filter(counter => counter.queueIds.includes(queue.id))
        .reduce((sum, counter) => sum + 1 / counter.queueIds.length, 0);
      return [queue.id, (mean + walkMinutes) / Math.max(0.5, servers)];
    }),
  );
}

/** Tickets of a line beyond the run, in whole minutes of their queue. */
function excessMinutes(
  state: BuildingState,
  queueId: string,
  perTicket: ReadonlyMap<string, number>,
): number {
  const lines = state.queues.get(queueId)?.lines;
  if (!lines) return 0;
  let excess = 0;
  for (const name of visitClasses) excess += Math.max(0, lines[name].length - ticketsPerLineMax);
  return excess * (perTicket.get(queueId) ?? 0);
}

const turnsOf = (state: BuildingState, pool: Pool): number =>
  pool.queues.reduce((sum, queue) => sum + (state.queues.get(queue.id)?.turns ?? 0), 0);

/** Draws of many runs side by side: ticket by ticket, sorted only where somebody asks. */
class Draws {
  readonly #minutes: Float64Array;

  constructor(count: number) {
    this.#minutes = new Float64Array(count * runs);
  }

  note(run: number, minutes: Float64Array): void {
    for (let index = 0; index < minutes.length; index += 1) {
      this.#minutes[index * runs + run] = minutes[index]!;
    }
  }

  waitOf(index: number, ahead: number): Wait {
    const sorted = this.#minutes.slice(index * runs, (index + 1) * runs).sort();
    // Whoever has somebody before them waits, be it for no longer than the walk to a free counter.
    const least = ahead > 0 ? walkMinutes : 0;
    return {
      p50: Math.max(least, sorted[Math.floor(0.5 * runs)]!),
      p90: Math.max(least, sorted[Math.floor(0.9 * runs)]!),
      ahead: Math.max(0, ahead),
    };
  }
}

interface Runs {
  readonly ghosts: readonly Wait[];
  /** Wait of a leg; undefined where it was beyond the run. */
  readonly legWait: (legId: string) => Wait | undefined;
}

function collect(input: RunInput): Runs {
  const prepared = prepareRun(input);
  const result = resultFor(prepared);
  const legDraws = new Draws(prepared.legIds.length);
  const ghostDraws = new Draws(prepared.ghosts.length);
  for (let run = 0; run < runs; run += 1) {
    runForward(prepared, run, false, result);
    legDraws.note(run, result.minutes);
    ghostDraws.note(run, result.ghostMinutes);
  }
  // How many are called before is told of the usual run; its arrays are kept as they are.
  runForward(prepared, 0, true, result);
  const places = new Map(prepared.legIds.map((legId, index) => [legId, index]));
  const known = new Map<string, Wait>();
  return {
    ghosts: prepared.ghosts.map((_, index) => ghostDraws.waitOf(index, result.ghostAhead[index]!)),
    legWait(legId) {
      const index = places.get(legId);
      if (index === undefined) return undefined;
      let wait = known.get(legId);
      if (!wait) known.set(legId, (wait = legDraws.waitOf(index, result.ahead[index]!)));
      return wait;
    },
  };
}

function estimatePool(state: BuildingState, pool: Pool, now: number): PoolEstimates {
  const counters = runCounters(state, pool, now);
  const ghosts: RunGhost[] = pool.queues.flatMap(queue =>
    visitClasses.map(name => ({ queueId: queue.id, class: name })),
  );
  const input = { queues: pool.queues, counters, lines: runLines(state, pool, now), ghosts };
  const { legWait, ghosts: newcomers } = collect(input);
  const perTicket = minutesPerTicket(state, pool, counters);
  return {
    at: now,
    turns: turnsOf(state, pool),
    waiting: new Map(
      pool.queues.map(queue => [queue.id, waitingCount(state.queues.get(queue.id)!)]),
    ),
    legWait,
    newcomers: new Map(
      ghosts.map((ghost, index) => {
        const { p50, p90, ahead } = newcomers[index]!;
        const excess = excessMinutes(state, ghost.queueId, perTicket);
        const beyond = excess / (perTicket.get(ghost.queueId) || 1);
        const wait = { p50: p50 + excess, p90: p90 + excess, ahead: ahead + Math.round(beyond) };
        return [newcomerKey(ghost.queueId, ghost.class), wait];
      }),
    ),
    minutesPerTicket: perTicket,
  };
}

/**
 * The last run per pool of a state. Held beside the state, not in it: it is a memory of a pure
 * result, and who loses it only computes it again.
 */
const memory = new WeakMap<BuildingState, Map<string, PoolEstimates>>();

function estimatesOf(state: BuildingState, queueId: string, now: number): PoolEstimates {
  const pool = setupOf(state).poolOfQueue.get(queueId);
  if (!pool) throw new Error(`Queue ${queueId} is in no pool`);
  let known = memory.get(state);
  if (!known) memory.set(state, (known = new Map()));
  const last = known.get(pool.id);
  const turns = turnsOf(state, pool);
  if (last && last.turns === turns && now >= last.at && now - last.at < staleMs) {
    const grown = pool.queues.some(
      queue => waitingCount(state.queues.get(queue.id)!) !== last.waiting.get(queue.id),
    );
    if (!grown || now - last.at < reuseMs) return last;
  }
  const fresh = estimatePool(state, pool, now);
  known.set(pool.id, fresh);
  return fresh;
}

/** What a newcomer of a class would wait; null where no counter is expected at all. */
export function waitOfNewcomer(
  state: BuildingState,
  queueId: string,
  className: VisitClass,
  now: number,
): Wait | null {
  const estimates = estimatesOf(state, queueId, now);
  const wait = estimates.newcomers.get(newcomerKey(queueId, className));
  if (!wait || !Number.isFinite(wait.p90)) return null;
  const joined = waitingCount(state.queues.get(queueId)!) - (estimates.waiting.get(queueId) ?? 0);
  if (joined <= 0) return wait;
  const added = joined * (estimates.minutesPerTicket.get(queueId) ?? 0);
  return { p50: wait.p50 + added, p90: wait.p90 + added, ahead: wait.ahead + joined };
}

/** A leg beyond the run: the last leg of its line that was run, and the places between at the mean. */
function waitBeyond(state: BuildingState, leg: Leg, estimates: PoolEstimates): Wait | undefined {
  const line = state.queues.get(leg.queueId)!.lines[leg.class];
  const places = line.placeOf(leg) - (ticketsPerLineMax - 1);
  const last = places > 0 ? line.at(ticketsPerLineMax - 1) : undefined;
  const wait = last && estimates.legWait(last.id);
  if (!wait) return undefined;
  const added = places * (estimates.minutesPerTicket.get(leg.queueId) ?? 0);
  return { p50: wait.p50 + added, p90: wait.p90 + added, ahead: wait.ahead + places };
}

/** What a waiting leg still has ahead of it; null where nothing honest can be said. */
export function waitOfLeg(state: BuildingState, leg: Leg, now: number): Wait | null {
  if (leg.state !== 'waiting') return null;
  const estimates = estimatesOf(state, leg.queueId, now);
  const wait = estimates.legWait(leg.id) ?? waitBeyond(state, leg, estimates);
  if (wait) return Number.isFinite(wait.p90) ? wait : null;
  return waitOfNewcomer(state, leg.queueId, leg.class, now);
}

const upTo5 = (minutes: number): number => Math.ceil(minutes / 5) * 5;

/**
 * The range that is shown: P50 to P90, rounded up to 5 minutes, at least 5 apart. From is 0 only
 * where a counter is idle and nobody waits (EST-3); never a lone minute.
 */
export function rangeOf(wait: Pick<Wait, 'p50' | 'p90'> | null): Estimate | null {
  if (!wait) return null;
  if (wait.p90 <= 0) return { fromMinutes: 0, toMinutes: 5 };
  const fromMinutes = Math.max(5, upTo5(wait.p50));
  return { fromMinutes, toMinutes: Math.max(fromMinutes + 5, upTo5(wait.p90)) };
}
