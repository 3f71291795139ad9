import { daysOfRuns, lateOpeningMinutes, plansOf, type CounterToday } from './counter-plans.ts';
import { walkMinutes } from './forward-run.ts';
import { withPrior, type Learned } from './learned.ts';
import { localTime, minuteMs, type LocalTime } from './local-time.ts';
import { openingsOfDay } from './opening-hours.ts';
import type { CounterPlan } from './prepared-run.ts';
import type { Pool } from './setup-index.ts';
import { setupOf, type BuildingState, type CounterNow } from './state.ts';
import type { Leg } from './visit.ts';

/** How many runs a range is taken from. */
export const runs = 40;
/** So many usual services weigh against those of today. */
const priorToday = 12;
/** What is expected of a service that the set-up does not name. */
const unknownServiceMinutes = 10;

interface Tally {
  readonly count: number;
  readonly sum: number;
}

/** Minutes a visitor held the counter; undefined where it was never called, or is there still. */
function handleMinutes({ firstCalledAt, endedAt }: Leg): number | undefined {
  if (firstCalledAt === null || endedAt === null) return undefined;
  return (endedAt - firstCalledAt) / minuteMs;
}

/** What past days and today say of one pool at a moment: how long things take, who will be there. */
export class KnownTimes {
  readonly #state: BuildingState;
  readonly #learned: Learned;
  readonly #local: LocalTime;
  readonly #minute: number;
  readonly #today = new Map<string, Tally>();
  readonly #pace: number;
  #dayOfRun: readonly number[] = [];

  constructor(state: BuildingState, pool: Pool, now: number) {
    this.#state = state;
    this.#learned = state.learned;
    this.#local = localTime(now, setupOf(state).setup.building.timeZone);
    this.#minute = (now - this.#local.midnight) / minuteMs;
    if (this.#learned.days === 0) {
      this.#pace = 1;
      return;
    }
    this.#noteToday(pool);
    this.#pace = this.#paceOfToday();
  }

  /** Without past days everything is as it was set up. */
  get isLearned(): boolean {
    return this.#learned.days > 0;
  }

  get factors() {
    return this.#learned.factors;
  }

  get betweenMinutes(): number {
    return this.#learned.betweenMinutes;
  }

  #noteToday(pool: Pool): void {
    for (const { id } of pool.counters) {
      for (const leg of this.#state.counters.get(id)?.ended ?? []) {
        const minutes = handleMinutes(leg);
        if (minutes === undefined) continue;
        const { count, sum } = this.#today.get(leg.serviceId) ?? { count: 0, sum: 0 };
        this.#today.set(leg.serviceId, { count: count + 1, sum: sum + minutes });
      }
    }
  }

  /** What today's services took against what was expected of them. */
  #paceOfToday(): number {
    let [count, sum, expected] = [0, 0, 0];
    for (const [serviceId, tally] of this.#today) {
      count += tally.count;
      sum += tally.sum;
      expected += tally.count * this.#usualMinutes(serviceId);
    }
    if (count === 0 || expected <= 0) return 1;
    const prior = (priorToday * expected) / count;
    return (sum + prior) / (expected + prior);
  }

  #configuredMinutes(serviceId: string): number {
    return setupOf(this.#state).services.get(serviceId)?.minutes ?? unknownServiceMinutes;
  }

  /** m̂ of a service at this hour, from the call to the end. */
  #usualMinutes(serviceId: string): number {
    const past = this.#learned.services.get(serviceId);
    const today = this.#today.get(serviceId);
    const count = (past?.count ?? 0) + (today?.count ?? 0);
    const sum = (past ? past.count * past.meanMinutes : 0) + (today?.sum ?? 0);
    const prior = this.#configuredMinutes(serviceId) + walkMinutes;
    const hour = Math.min(23, Math.floor(this.#minute / 60));
    return withPrior(count, sum, prior) * (past?.hours[hour] ?? 1);
  }

  /** Mean minutes at the counter, without the walk to it. */
  minutesOf(serviceId: string): number {
    if (!this.isLearned) return this.#configuredMinutes(serviceId);
    return Math.max(0.2, this.#usualMinutes(serviceId) * this.#pace - walkMinutes);
  }

  /** What services take with an officer against the usual 1: the speed of their group. */
  paceOf({ staffId }: CounterNow): number {
    return (staffId === null ? undefined : this.#learned.officers.get(staffId)) ?? 1;
  }

  #minuteOf(at: number): number {
    return (at - this.#local.midnight) / minuteMs;
  }

  #todayOf(counter: CounterNow): CounterToday {
    const { id, state, openedAt, since, leg, rests } = counter;
    const lastCall = leg?.firstCalledAt ?? counter.ended.at(-1)?.firstCalledAt ?? null;
    const isUnopened = state === 'closed' && openedAt === null;
    return {
      counterId: id,
      state: isUnopened ? 'unopened' : state === 'open' ? 'open' : 'away',
      since: this.#minuteOf(since),
      lastCall: lastCall === null ? null : this.#minuteOf(lastCall),
      isSigned: true,
      awayToday: rests.map(({ from, to }) => ({
        from: this.#minuteOf(from),
        to: this.#minuteOf(to),
      })),
    };
  }

  /** Between two openings of its agency (Friday prayer) a counter that is open now rests. */
  #plansOfHours({ id, state }: CounterNow): CounterPlan[] | null {
    const index = setupOf(this.#state);
    const agencyId = index.counters.get(id)?.agencyId;
    if (state !== 'open' || agencyId === undefined) return null;
    const openings = openingsOfDay(index, agencyId, this.#local.midnight);
    const away = openings.flatMap(({ closes }, place) => {
      const opens = openings[place + 1]?.opens;
      if (opens === undefined || closes <= this.#minute || opens <= closes) return [];
      return [{ from: closes - this.#minute, to: opens - this.#minute, lasts: null }];
    });
    return away.length > 0 ? Array.from({ length: runs }, () => ({ availableIn: 0, away })) : null;
  }

  /** When a counter is there in each run; null where neither past days nor its hours tell. */
  plansOf(counter: CounterNow): CounterPlan[] | null {
    const past = this.#learned.presence.get(counter.id);
    if (!past || past.length === 0) return this.#plansOfHours(counter);
    if (this.#dayOfRun.length === 0) {
      const { days, weekdays } = this.#learned;
      this.#dayOfRun = daysOfRuns(days, weekdays, this.#local.weekday, runs);
    }
    return plansOf(past, this.#todayOf(counter), this.#minute, this.#dayOfRun);
  }
}

/** The middle of when a counter is there over the runs: what is said of it in a word. */
export function usuallyIn(plans: readonly CounterPlan[]): number {
  const sorted = plans.map(({ availableIn }) => availableIn).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? lateOpeningMinutes;
}
