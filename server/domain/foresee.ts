import { forecastStepMinutes } from './forecast-grid.ts';
import { ticketStretches } from './coming-visitors.ts';
import { ForecastDay } from './forecast-day.ts';
import type { ExpectedCounter } from './expected-counters.ts';
import type { LearntDays } from './learnt-days.ts';
import { localTime, minuteMs } from './local-time.ts';
import { closingOn, hoursOn, lastTicketOn, neverCloses, openingToday } from './opening-hours.ts';
import type { Pool } from './setup-index.ts';
import { setupOf, visitClasses, type BuildingState } from './state.ts';
import type { VisitClass } from '../../contract/values.ts';
import type { Wish } from './what-if.ts';

/** Many runs of the rest of the day of one pool, and what they say of each queue. Minutes after now. */

/** The hours of a queue's agency today, as minutes after now; null where it has none or no end. */
export interface QueueHours {
  readonly closes: number | null;
  readonly lastTicket: number | null;
  /** Until when numbers are called; the end of the day where the agency never closes. */
  readonly late: number;
}

export function queueHours(state: BuildingState, agencyId: string, now: number): QueueHours {
  const index = setupOf(state);
  const { midnight, date } = localTime(now, index.setup.building.timeZone);
  const minute = (at: number): number => (at - now) / minuteMs;
  const isEndless = neverCloses(hoursOn(index, agencyId, date));
  const today = isEndless ? null : openingToday(index, agencyId, now);
  const closing = minute(closingOn(index, agencyId, now));
  const last = lastTicketOn(index, agencyId, now);
  const dayEnd = minute(midnight + 1440 * minuteMs);
  return {
    closes: today ? closing : null,
    lastTicket: today && last !== null ? minute(midnight + last * minuteMs) : null,
    late: today ? Math.min(dayEnd, closing + index.setup.rules.lateMinutes) : dayEnd,
  };
}

/** Of one class, over all runs. */
interface ClassTally {
  people: number;
  minutes: number;
}

/** What the runs say of one queue; numbers of a point or probe stand together, run by run. */
export interface QueueOutcome {
  readonly queueId: string;
  readonly hours: QueueHours;
  /** When the probes take their numbers. */
  readonly probes: readonly number[];
  readonly waits: Float64Array;
  readonly waiting: Float64Array;
  /** Per run: when the last one leaves the counter; below 0: nobody comes or is here. */
  readonly lastEnds: Float64Array;
  readonly afterClosing: Float64Array;
  readonly unserved: Float64Array;
  /** Per run: when the first of those takes a number who leave only after the closing. */
  readonly stops: Float64Array;
  readonly classes: ReadonlyMap<VisitClass, ClassTally>;
}

export interface PoolOutcome {
  readonly queues: readonly QueueOutcome[];
  readonly counters: readonly ExpectedCounter[];
}

export interface Foreseeing {
  readonly state: BuildingState;
  readonly pool: Pool;
  readonly now: number;
  readonly learnt: LearntDays;
  readonly wish: Wish | null;
  readonly runs: number;
  readonly grid: readonly number[];
  /** Asked between runs: throws where nobody waits for the answer any more. */
  readonly look: () => void;
}

/** Points from now to the end of the local day: now, then every quarter of an hour on the clock. */
export function gridFrom(state: BuildingState, now: number): number[] {
  const { midnight } = localTime(now, setupOf(state).setup.building.timeZone);
  const minute = (now - midnight) / minuteMs;
  const grid = [0];
  let next = (Math.floor(minute / forecastStepMinutes) + 1) * forecastStepMinutes;
  for (; next <= 1440; next += forecastStepMinutes) grid.push(next - minute);
  return grid;
}

/** Which points of the grid are within the giving of numbers; now always is one. */
function probesOf({ state, pool, now, grid, wish }: Foreseeing): Map<string, number[]> {
  const { midnight } = localTime(now, setupOf(state).setup.building.timeZone);
  const toNow = (midnight - now) / minuteMs;
  return new Map(
    pool.queues.map(queue => {
      const stopAt = wish?.queueId === queue.id ? (wish.stopAt ?? Infinity) : Infinity;
      const open = ticketStretches(state, queue, now);
      const isOpen = (minute: number): boolean =>
        minute < stopAt &&
        open.some(({ from, to }) => minute >= from + toNow && minute < to + toNow);
      return [queue.id, grid.filter((minute, place) => place === 0 || isOpen(minute))];
    }),
  );
}

/** The first point at or after a minute. */
function pointAt(grid: readonly number[], minute: number): number {
  if (minute <= 0) return 0;
  if (minute === Infinity) return grid.length;
  const first = grid[1] ?? Infinity;
  if (minute <= first) return Math.min(1, grid.length);
  return Math.min(grid.length, 1 + Math.ceil((minute - first) / forecastStepMinutes));
}

class QueueTally implements QueueOutcome {
  readonly waits: Float64Array;
  readonly waiting: Float64Array;
  readonly lastEnds: Float64Array;
  readonly afterClosing: Float64Array;
  readonly unserved: Float64Array;
  readonly stops: Float64Array;
  readonly classes = new Map<VisitClass, ClassTally>(
    visitClasses.map(name => [name, { people: 0, minutes: 0 }]),
  );
  readonly queueId: string;
  readonly hours: QueueHours;
  readonly probes: readonly number[];
  readonly #grid: readonly number[];
  readonly #runs: number;
  readonly #steps: Int32Array;

  constructor(
    queueId: string,
    hours: QueueHours,
    probes: readonly number[],
    { grid, runs }: Foreseeing,
  ) {
    this.queueId = queueId;
    this.hours = hours;
    this.probes = probes;
    this.#grid = grid;
    this.#runs = runs;
    this.waits = new Float64Array(probes.length * runs);
    this.waiting = new Float64Array(grid.length * runs);
    this.lastEnds = new Float64Array(runs).fill(-1);
    this.afterClosing = new Float64Array(runs);
    this.unserved = new Float64Array(runs);
    this.stops = new Float64Array(runs).fill(Infinity);
    this.#steps = new Int32Array(grid.length + 1);
  }

  note(day: ForecastDay, run: number): void {
    this.#steps.fill(0);
    for (const { kind, queueId, class: name, start, end } of day.lines) {
      if (queueId !== this.queueId) continue;
      if (kind === 'probe') this.#noteProbes(day, run, start, end);
      else this.#noteTickets(day, run, name, kind === 'coming', start, end);
    }
    let waiting = 0;
    for (let point = 0; point < this.#grid.length; point += 1) {
      waiting += this.#steps[point]!;
      this.waiting[point * this.#runs + run] = waiting;
    }
  }

  /** Somebody of the queue is at a counter until then. */
  noteAtCounter(run: number, until: number): void {
    this.lastEnds[run] = Math.max(this.lastEnds[run]!, until);
  }

  #noteProbes({ day }: ForecastDay, run: number, start: number, end: number): void {
    for (let ticket = start; ticket < end; ticket += 1) {
      const wait = day.calledAt[ticket]! - day.comesAt[ticket]!;
      this.waits[(ticket - start) * this.#runs + run] = wait;
    }
  }

  #noteTickets(
    { day, enqueued }: ForecastDay,
    run: number,
    name: VisitClass,
    isComing: boolean,
    start: number,
    end: number,
  ): void {
    const tally = this.classes.get(name)!;
    const closes = this.hours.closes ?? Infinity;
    for (let ticket = start; ticket < end; ticket += 1) {
      const comes = day.comesAt[ticket]!;
      if (comes === Infinity) continue;
      const called = day.calledAt[ticket]!;
      this.#steps[pointAt(this.#grid, comes)]! += 1;
      const gone = Math.min(called, day.leavesAt[ticket]!);
      this.#steps[pointAt(this.#grid, Math.min(gone, this.hours.late))]! -= 1;
      // Who gave up comes too late for nothing.
      if (gone < called) continue;
      const ends = called + day.holds[ticket]!;
      if (isComing && ends > closes) this.stops[run] = Math.min(this.stops[run]!, comes);
      else if (ends > closes) this.stops[run] = 0;
      if (called === Infinity) {
        this.unserved[run]! += 1;
        continue;
      }
      this.lastEnds[run] = Math.max(this.lastEnds[run]!, ends);
      if (called >= closes) this.afterClosing[run]! += 1;
      tally.people += 1;
      tally.minutes += Math.max(0, called - enqueued[ticket]!);
    }
  }
}

/** Plays the rest of the day of a pool. */
export function foresee(order: Foreseeing): PoolOutcome {
  const { state, pool, now, learnt, wish, runs, look } = order;
  const probes = probesOf(order);
  const day = new ForecastDay(state, pool, now, learnt, probes, wish);
  const tallies = new Map(
    pool.queues.map(({ id, agencyId }) => [
      id,
      new QueueTally(id, queueHours(state, agencyId, now), probes.get(id) ?? [], order),
    ]),
  );
  const atCounter = day.counters.map(({ id }) => state.counters.get(id)?.leg?.queueId ?? null);
  for (let run = 0; run < runs; run += 1) {
    look();
    day.play(run);
    for (const tally of tallies.values()) tally.note(day, run);
    atCounter.forEach((queueId, place) => {
      if (queueId === null) return;
      tallies.get(queueId)?.noteAtCounter(run, day.day.freeAtStart[place]!);
    });
  }
  return { queues: [...tallies.values()], counters: day.counters };
}

/** The middle value, and the one that nine of ten do not exceed. */
export function rangeOfRuns(values: Float64Array): { p50: number; p90: number } {
  const sorted = values.slice().sort();
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { p50: at(0.5), p90: at(0.9) };
}

/** The value that one of ten does not reach. */
export function p10OfRuns(values: Float64Array): number {
  const sorted = values.slice().sort();
  return sorted[Math.floor(0.1 * sorted.length)] ?? Infinity;
}
