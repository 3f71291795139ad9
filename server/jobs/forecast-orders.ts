import { setImmediate as turn } from 'node:timers/promises';
import type { Forecast, QueueForecastDetail } from '../../contract/forecast.ts';
import type { PolicyKind } from '../../contract/forecast.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { Replay, ReplayDays } from '../../contract/replay.ts';
import { loadState } from '../building.ts';
import { refuse } from '../domain/decision.ts';
import { evolve } from '../domain/evolve.ts';
import { foresee, gridFrom, type PoolOutcome } from '../domain/foresee.ts';
import { learnFrom, nothingLearnt, type LearntDays } from '../domain/learnt-days.ts';
import { localTime, midnightOf, minuteMs, minuteOf } from '../domain/local-time.ts';
import { realDay, replay } from '../domain/replay-day.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { PolicyChange, Wish } from '../domain/what-if.ts';
import { databasePath, openPlainly } from '../store/database.ts';
import { openJournal, type Journal } from '../store/journal.ts';
import { openPastDays, type PastDaysTable } from '../store/past-days.ts';
import { forecastView, queueForecastView, type ForecastFrame } from '../views/forecast-view.ts';
import { replayView } from '../views/replay-view.ts';

/** The work of the thread that looks ahead and back; nothing in it writes. */

/** How a policy is asked to be changed, as it came. */
export interface AskedPolicy {
  readonly policy?: PolicyKind | undefined;
  readonly prioritisedPerWalkIn?: number | undefined;
  readonly walkInRate?: number | undefined;
  readonly bookedRate?: number | undefined;
  readonly vulnerableRate?: number | undefined;
  readonly maxWaitMinutes?: number | undefined;
}

export type ForecastOrder =
  | { readonly kind: 'building'; readonly now: number }
  | {
      readonly kind: 'queue';
      readonly now: number;
      readonly queueId: string;
      readonly counters?: number | undefined;
      readonly change: AskedPolicy;
      /** Local times of today, HH:MM. */
      readonly from?: string | undefined;
      readonly stopAt?: string | undefined;
    }
  | {
      readonly kind: 'replay';
      readonly now: number;
      readonly date: string;
      readonly queueId: string;
      readonly counters?: number | undefined;
      readonly change: AskedPolicy;
      readonly from?: string | undefined;
    }
  | { readonly kind: 'replay-days'; readonly now: number };

export type ForecastDone = Forecast | QueueForecastDetail | Replay | ReplayDays;

/** For the tower a coarser look is enough; a question of one pool is answered finely. */
const buildingRuns = 60;
const queueRuns = 80;

/** Entries that are folded in at once. */
const pageEntries = 1_000;

function policyOf(asked: AskedPolicy): PolicyChange {
  const { policy, prioritisedPerWalkIn, maxWaitMinutes } = asked;
  const rates = {
    ...(asked.walkInRate === undefined ? {} : { 'walk-in': asked.walkInRate }),
    ...(asked.bookedRate === undefined ? {} : { booked: asked.bookedRate }),
    ...(asked.vulnerableRate === undefined ? {} : { vulnerable: asked.vulnerableRate }),
  };
  return {
    ...(policy === undefined ? {} : { kind: policy }),
    ...(prioritisedPerWalkIn === undefined ? {} : { prioritisedPerWalkIn }),
    ...(maxWaitMinutes === undefined ? {} : { maxWaitMinutes }),
    ...(Object.keys(rates).length === 0 ? {} : { rates }),
  };
}

/** A building that is only read: its day as of the last commit, and the days before. */
export class ForecastDesk {
  readonly #journal: Journal;
  readonly #past: PastDaysTable;
  readonly #close: () => void;
  #state: BuildingState | null = null;
  #learnt: { readonly date: string; readonly learnt: LearntDays } | null = null;

  constructor(folder: string) {
    const database = openPlainly(databasePath(folder));
    this.#journal = openJournal(database);
    this.#past = openPastDays(database);
    this.#close = () => database.close();
  }

  close(): void {
    this.#close();
  }

  /** `look` throws where nobody waits for the answer any more. */
  async answer(order: ForecastOrder, look: () => void): Promise<ForecastDone | Refusal> {
    const state = this.#catchUp();
    switch (order.kind) {
      case 'building':
        return this.#building(state, order.now, look);
      case 'queue':
        return this.#queue(state, order, look);
      case 'replay':
        return this.#replay(state, order);
      case 'replay-days': {
        const { date } = this.#local(state, order.now);
        return { days: this.#past.datesBefore(date) };
      }
    }
  }

  #local(state: BuildingState, at: number) {
    return localTime(at, setupOf(state).setup.building.timeZone);
  }

  /** The day as of the last commit; read anew where it cannot be followed. */
  #catchUp(): BuildingState {
    const state = this.#state ?? loadState({ journal: this.#journal });
    this.#state = null;
    for (;;) {
      const entries = this.#journal.after(state.seq, pageEntries);
      for (const entry of entries) evolve(state, entry);
      if (entries.length < pageEntries) break;
    }
    this.#state = state;
    return state;
  }

  /** What past days teach of the day of `now`: once a day. */
  #learntFor(state: BuildingState, now: number): LearntDays {
    const { timeZone } = setupOf(state).setup.building;
    const { date } = this.#local(state, now);
    if (this.#learnt?.date !== date) {
      const days = this.#past.like(date, day => midnightOf(day, timeZone));
      const learnt = days.dates.length === 0 ? nothingLearnt : learnFrom(days, timeZone);
      this.#learnt = { date, learnt };
    }
    return this.#learnt.learnt;
  }

  #frame(state: BuildingState, now: number, runs: number): ForecastFrame & { learnt: LearntDays } {
    const learnt = this.#learntFor(state, now);
    return { state, now, grid: gridFrom(state, now), runs, pastDays: learnt.days, learnt };
  }

  /** Pool after pool, so that a question of one queue is answered in between. */
  async #building(state: BuildingState, now: number, look: () => void): Promise<Forecast> {
    const frame = this.#frame(state, now, buildingRuns);
    const outcomes: PoolOutcome[] = [];
    for (const pool of setupOf(state).pools) {
      outcomes.push(foresee({ ...frame, pool, wish: null, look }));
      await turn();
    }
    return forecastView(outcomes, frame);
  }

  #queue(
    state: BuildingState,
    order: Extract<ForecastOrder, { kind: 'queue' }>,
    look: () => void,
  ): QueueForecastDetail | Refusal {
    const { queueId, now, counters = null } = order;
    const pool = setupOf(state).poolOfQueue.get(queueId);
    if (!pool) return refuse('not-found');
    const frame = this.#frame(state, now, queueRuns);
    const { midnight } = this.#local(state, now);
    const minute = (clock: string): number =>
      Math.max(0, (midnight - now) / minuteMs + minuteOf(clock));
    const from = order.from === undefined ? 0 : minute(order.from);
    const wish: Wish = {
      queueId,
      counters,
      policy: policyOf(order.change),
      from,
      stopAt: order.stopAt === undefined ? null : minute(order.stopAt),
    };
    const isChanged =
      counters !== null || wish.stopAt !== null || Object.keys(wish.policy).length > 0;
    const base = foresee({ ...frame, pool, wish: null, look });
    const changed = isChanged ? foresee({ ...frame, pool, wish, look }) : null;
    return queueForecastView({ queueId, from, base, changed }, frame);
  }

  #replay(
    state: BuildingState,
    order: Extract<ForecastOrder, { kind: 'replay' }>,
  ): Replay | Refusal {
    const { queueId, date, counters = null } = order;
    const index = setupOf(state);
    const pool = index.poolOfQueue.get(queueId);
    if (!pool) return refuse('not-found');
    if (date >= this.#local(state, order.now).date) return refuse('day-not-over');
    const midnight = midnightOf(date, index.setup.building.timeZone);
    const day = realDay(pool, this.#past.day(date, midnight), midnight);
    if (!day.legs.some(({ leg }) => leg.queueId === queueId)) return refuse('day-without-data');
    const from = order.from === undefined ? 0 : minuteOf(order.from);
    const wish = { queueId, policy: policyOf(order.change), counters, from };
    const isChanged = counters !== null || Object.keys(wish.policy).length > 0;
    return replayView(state, {
      date,
      queueId,
      midnight,
      day,
      same: replay(day, midnight, null),
      changed: isChanged ? replay(day, midnight, wish) : null,
    });
  }
}
