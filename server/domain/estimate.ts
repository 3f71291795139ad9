import type { IssuedLeg } from '../../contract/events.ts';
import type { Estimate, VisitClass } from '../../contract/values.ts';
import { preferenceOf } from './caller.ts';
import type { RawWait } from './day-log.ts';
import { resultFor, runForward, walkMinutes } from './forward-run.ts';
import { KnownTimes, runs } from './known-times.ts';
import { calibrationOf } from './learned.ts';
import { toldWait } from './newcomer-runs.ts';
import { prepareRun, type RunInput } from './prepared-run.ts';
import {
  callersOf,
  countersOfRun,
  linesOfRun,
  newcomersOf,
  ticketsPerLineMax,
  type CalledFrom,
  type CallersOf,
  type Newcomer,
} from './run-input.ts';
import type { Pool } from './setup-index.ts';
import { setupOf, visitClasses, waitingCount, type BuildingState } from './state.ts';
import type { Leg } from './visit.ts';
import type { WaitingLine } from './waiting-line.ts';

/** After a run, tickets that only join at the tail are added at the mean rate for this long. */
const reuseMs = 1_000;
/** Waits change by themselves as time passes: a run is never older than this. */
const staleMs = 12_000;
/** Nobody is called in the very moment, not even where a counter is free. */
const freeMinutes = 1;

/** Wait still ahead in minutes, unrounded. */
export interface Wait {
  readonly p50: number;
  readonly p90: number;
  readonly ahead: number;
  /** What the runs gave, where past days taught to tell something else. */
  readonly raw?: RawWait;
}

interface PoolEstimates {
  readonly at: number;
  readonly turns: number;
  readonly waiting: ReadonlyMap<string, number>;
  readonly legWait: Runs['legWait'];
  readonly callers: CallersOf;
  readonly newcomers: ReadonlyMap<string, Wait>;
  /** Minutes one more ticket at the tail of a queue adds. */
  readonly minutesPerTicket: ReadonlyMap<string, number>;
}

const newcomerKey = (queueId: string, className: VisitClass, serviceId = ''): string =>
  `${queueId} ${className} ${serviceId}`;

/** The part of its time a counter has for one of its queues; help is nothing to count on. */
function shareOf({ run: { counter } }: CalledFrom, queueId: string): number {
  const weightOf = (id: string): number => {
    const { weight, when } = preferenceOf(counter, id);
    return when.kind === 'always' ? weight : 0;
  };
  if (!counter.queueIds.includes(queueId)) return 0;
  const whole = counter.queueIds.reduce((sum, id) => sum + weightOf(id), 0);
  return whole > 0 ? weightOf(queueId) / whole : 1 / counter.queueIds.length;
}

/** A counter that opens later than this does nothing for the rate of its lines now. */
const soonMinutes = 60;

function minutesPerTicket(
  state: BuildingState,
  pool: Pool,
  all: readonly CalledFrom[],
  known: KnownTimes,
) {
  const index = setupOf(state);
  const counters = all.filter(({ run }) => run.availableIn <= soonMinutes);
  return new Map(
    pool.queues.map(queue => {
      const services = index.servicesOfQueue.get(queue.id) ?? [];
      const mean =
        services.reduce((sum, { id }) => sum + known.minutesOf(id), 0) /
        Math.max(1, services.length);
      const servers = counters.reduce((sum, counter) => sum + shareOf(counter, queue.id), 0);
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

  /** `isAlone`: nobody else waits. */
  waitOf(index: number, ahead: number, isAlone = true): Wait {
    const sorted = this.#minutes.slice(index * runs, (index + 1) * runs).sort();
    // Whoever is not alone waits, be it for no longer than the walk to a free counter.
    const least = ahead > 0 || !isAlone ? walkMinutes : 0;
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
  const crowded = new Set(input.lines.map(({ queueId }) => queueId));
  const places = new Map(prepared.legIds.map((legId, index) => [legId, index]));
  const known = new Map<string, Wait>();
  return {
    ghosts: input.ghosts.map(({ queueId }, index) =>
      // A policy may put a newcomer before those who wait: that is not a free counter (EST-3).
      ghostDraws.waitOf(index, result.ghostAhead[index]!, !crowded.has(queueId)),
    ),
    legWait(legId) {
      const index = places.get(legId);
      if (index === undefined) return undefined;
      let wait = known.get(legId);
      if (!wait) known.set(legId, (wait = legDraws.waitOf(index, result.ahead[index]!)));
      return wait;
    },
  };
}

function waitsOfNewcomers(
  newcomers: readonly Newcomer[],
  waits: readonly Wait[],
): ReadonlyMap<string, Wait> {
  const known = new Map<string, Wait>();
  for (const [index, newcomer] of newcomers.entries()) {
    const { queueId, class: name, serviceIds } = newcomer;
    const wait = waits[index]!;
    for (const id of serviceIds) known.set(newcomerKey(queueId, name, id), wait);
    // Of a queue as a whole the longest wait that has an end is told.
    const whole = newcomerKey(queueId, name);
    const other = known.get(whole);
    const isLonger = !other || (Number.isFinite(wait.p90) && !(other.p50 >= wait.p50));
    if (isLonger || !Number.isFinite(other.p90)) known.set(whole, wait);
  }
  return known;
}

function estimatePool(state: BuildingState, pool: Pool, now: number): PoolEstimates {
  const known = new KnownTimes(state, pool, now);
  const counters = countersOfRun(state, pool, now, known);
  const callers = callersOf(state, counters);
  const newcomers = pool.queues.flatMap(queue => newcomersOf(state, queue, callers));
  const { legWait, ghosts } = collect({
    queues: pool.queues,
    prioritisedInARow: pool.queues.map(({ id }) => state.queues.get(id)!.prioritisedInARow),
    counters: counters.map(({ run }) => run),
    ...linesOfRun(state, pool, callers, now, known),
    ghosts: newcomers,
    factors: known.factors,
    betweenMinutes: known.betweenMinutes,
  });
  const perTicket = minutesPerTicket(state, pool, counters, known);
  const waits = newcomers.map(({ queueId }, index) => {
    const { p50, p90, ahead } = ghosts[index]!;
    const excess = excessMinutes(state, queueId, perTicket);
    const beyond = excess / (perTicket.get(queueId) || 1);
    return { p50: p50 + excess, p90: p90 + excess, ahead: ahead + Math.round(beyond) };
  });
  return {
    at: now,
    turns: turnsOf(state, pool),
    waiting: new Map(
      pool.queues.map(queue => [queue.id, waitingCount(state.queues.get(queue.id)!)]),
    ),
    legWait,
    callers,
    newcomers: waitsOfNewcomers(newcomers, waits),
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

/** The wait as past days taught to tell it. */
function told({ learned }: BuildingState, queueId: string, wait: Wait): Wait {
  const calibrated = toldWait(learned, queueId, wait);
  return calibrated === wait
    ? wait
    : { ...calibrated, ahead: wait.ahead, raw: { p50: wait.p50, p90: wait.p90 } };
}

/**
 * What a newcomer of a class would wait; null where no counter is expected at all. The service counts
 * where not every officer is trained for it. Who has joined since the run is not ahead of themselves.
 */
export function waitOfNewcomer(
  state: BuildingState,
  queueId: string,
  className: VisitClass,
  now: number,
  serviceId?: string,
  hasJoined = false,
): Wait | null {
  const estimates = estimatesOf(state, queueId, now);
  const { newcomers } = estimates;
  const wait =
    newcomers.get(newcomerKey(queueId, className, serviceId)) ??
    newcomers.get(newcomerKey(queueId, className));
  if (!wait || !Number.isFinite(wait.p90)) return null;
  const waiting = waitingCount(state.queues.get(queueId)!) - (hasJoined ? 1 : 0);
  const joined = waiting - (estimates.waiting.get(queueId) ?? 0);
  if (joined <= 0) return told(state, queueId, wait);
  const added = joined * (estimates.minutesPerTicket.get(queueId) ?? 0);
  const { p50, p90, ahead } = wait;
  return told(state, queueId, { p50: p50 + added, p90: p90 + added, ahead: ahead + joined });
}

/** The last leg of a line that was run and that the same counters may call. */
function lastOfRun(leg: Leg, line: WaitingLine, { callers }: PoolEstimates): number {
  let place = Math.min(line.length, ticketsPerLineMax) - 1;
  const may = callers(leg);
  while (place >= 0 && callers(line.at(place)!) !== may) place -= 1;
  return place;
}

/** A leg beyond the run: the last one like it that was run, and the places between at the mean. */
function waitBeyond(state: BuildingState, leg: Leg, estimates: PoolEstimates): Wait | undefined {
  const line = state.queues.get(leg.queueId)!.lines[leg.class];
  const last = lastOfRun(leg, line, estimates);
  const places = line.placeOf(leg) - last;
  const wait = last >= 0 && places > 0 && estimates.legWait(line.at(last)!.id);
  if (!wait) return undefined;
  const added = places * (estimates.minutesPerTicket.get(leg.queueId) ?? 0);
  return { p50: wait.p50 + added, p90: wait.p90 + added, ahead: wait.ahead + places };
}

/** What a waiting leg still has ahead of it; null where nothing honest can be said. */
export function waitOfLeg(state: BuildingState, leg: Leg, now: number): Wait | null {
  if (leg.state !== 'waiting') return null;
  const estimates = estimatesOf(state, leg.queueId, now);
  const wait = estimates.legWait(leg.id) ?? waitBeyond(state, leg, estimates);
  if (wait) return Number.isFinite(wait.p90) ? told(state, leg.queueId, wait) : null;
  return waitOfNewcomer(state, leg.queueId, leg.class, now, leg.serviceId, true);
}

const upTo5 = (minutes: number): number => Math.ceil(minutes / 5) * 5;

const tenth = (minutes: number): number => Math.round(minutes * 10) / 10;

/** A quote as it is kept with a ticket, and beside it what the runs gave, to learn from (EST-4). */
export function quoteOf(
  state: BuildingState,
  queueId: string,
  wait: Wait | null,
): Pick<IssuedLeg, 'quote' | 'raw'> {
  if (!wait) return { quote: null };
  const { p50, p90, raw } = wait;
  // Who finds a counter free is told "up to 5 minutes", and is called after a moment.
  const free = p90 > 0 ? 0 : (calibrationOf(state.learned, queueId)?.freeMinutes ?? freeMinutes);
  return {
    quote: { p50: tenth(p50), p90: tenth(Math.max(free, p90)) },
    ...(raw ? { raw: { p50: tenth(raw.p50), p90: tenth(raw.p90) } } : {}),
    ...(p90 > 0 ? {} : { raw: { p50: 0, p90: 0 } }),
  };
}

/**
 * The range that is shown: P50 to P90, rounded up to 5 minutes, at least 5 apart. From is 0 only
 * where a counter is idle and nobody waits (EST-3); never a lone minute.
 */
export function rangeOf(wait: Pick<Wait, 'p50' | 'p90'> | null): Estimate | null {
  if (!wait) return null;
  const fromMinutes = wait.p50 <= 0 ? 0 : Math.max(5, upTo5(wait.p50));
  return { fromMinutes, toMinutes: Math.max(fromMinutes + 5, upTo5(wait.p90)) };
}
