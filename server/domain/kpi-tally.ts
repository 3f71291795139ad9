import type {
  CounterTime,
  Kpis,
  QuoteAccuracy,
  ReportDay,
  ReportHour,
} from '../../contract/reports.ts';
import { fateOf, keepsPromise, quoteErrorOf, timesOf, type LegFact, type LegTimes } from './kpi.ts';
import { minutesOf, Samples, shareOf } from './samples.ts';

/** The promise of service and the instant up to which who waits is counted. */
export interface Promised {
  readonly promisedMs: number;
  readonly now: number;
}

/** A leg with everything that follows from it, worked out once for all that it is counted in. */
export interface JudgedLeg {
  readonly fate: ReturnType<typeof fateOf>;
  readonly times: LegTimes;
  readonly isCalled: boolean;
  readonly isKept: boolean | null;
  readonly quote: ReturnType<typeof quoteErrorOf>;
}

export function judgeLeg(leg: LegFact, { promisedMs, now }: Promised): JudgedLeg {
  const times = timesOf(leg);
  return {
    fate: fateOf(leg),
    times,
    isCalled: leg.calls > 0,
    isKept: keepsPromise(leg, times, promisedMs, now),
    quote: quoteErrorOf(leg, times),
  };
}

/** How well told waits held. */
export class QuoteTally {
  #n = 0;
  #absolute = 0;
  #sum = 0;
  #covered = 0;

  add({ quote }: JudgedLeg): void {
    if (!quote) return;
    this.#n += 1;
    this.#absolute += Math.abs(quote.minutes);
    this.#sum += quote.minutes;
    if (quote.isCovered) this.#covered += 1;
  }

  accuracy(): QuoteAccuracy {
    const mean = (sum: number): number | null =>
      this.#n === 0 ? null : minutesOf((sum / this.#n) * 60_000);
    return {
      n: this.#n,
      mae: mean(this.#absolute),
      bias: mean(this.#sum),
      coverage90: shareOf(this.#covered, this.#n),
    };
  }
}

/** Time of counters, milliseconds. */
export interface CounterSums {
  scheduled: number;
  open: number;
  /** The part of `open` on days on which that counter was scheduled. */
  openOfScheduled: number;
  paused: number;
}

export const noCounterTime = (): CounterSums => ({
  scheduled: 0,
  open: 0,
  openOfScheduled: 0,
  paused: 0,
});

/**
 * occupancy = Σ handle / Σ (open − paused); adherence = open / scheduled, of the counters that had
 * hours: one that may be open at any time keeps to no schedule.
 */
export function counterTimeOf(
  { scheduled, open, openOfScheduled, paused }: CounterSums,
  handle: number,
): CounterTime {
  const working = open - paused;
  return {
    scheduled: minutesOf(scheduled),
    open: minutesOf(open),
    paused: minutesOf(paused),
    handle: minutesOf(handle),
    idle: minutesOf(Math.max(0, working - handle)),
    occupancy: shareOf(handle, working),
    adherence: shareOf(openOfScheduled, scheduled),
  };
}

const fates = ['served', 'no-show', 'abandoned', 'left-after-call', 'waiting', 'none'] as const;

/** Sums of what a day or an hour needs: less than all figures. */
export class SmallTally {
  readonly wait = new Samples();
  readonly service = new Samples();
  readonly fates = Object.fromEntries(fates.map(fate => [fate, 0])) as Record<
    JudgedLeg['fate'],
    number
  >;
  visits = 0;
  issued = 0;
  kept = 0;
  promised = 0;

  add({ fate, times, isKept }: JudgedLeg, isNewVisit: boolean): void {
    if (isNewVisit) this.visits += 1;
    this.issued += 1;
    this.fates[fate] += 1;
    if (isKept !== null) this.promised += 1;
    if (isKept === true) this.kept += 1;
    if (times.wait !== null) this.wait.add(times.wait);
    if (times.service !== null) this.service.add(times.service);
  }

  day(date: string): ReportDay {
    return {
      date,
      visits: this.visits,
      issued: this.issued,
      served: this.fates.served,
      noShows: this.fates['no-show'],
      abandoned: this.fates.abandoned,
      wait: this.wait.spread(),
      service: this.service.spread(),
      serviceLevel: shareOf(this.kept, this.promised),
    };
  }

  hour(hour: number, countersOpen: number | null): ReportHour {
    return {
      hour,
      issued: this.issued,
      served: this.fates.served,
      wait: this.wait.spread(),
      serviceLevel: shareOf(this.kept, this.promised),
      countersOpen,
    };
  }
}

/** All figures of a set of legs. */
export class KpiTally {
  readonly #small = new SmallTally();
  readonly #gap = new Samples();
  readonly #handle = new Samples();
  readonly #lateness = new Samples();
  readonly #quote = new QuoteTally();
  #called = 0;
  #faulty = 0;

  add(leg: JudgedLeg, isNewVisit: boolean): void {
    const { times } = leg;
    this.#small.add(leg, isNewVisit);
    this.#quote.add(leg);
    if (leg.isCalled) this.#called += 1;
    if (times.isFaulty) this.#faulty += 1;
    if (times.gap !== null) this.#gap.add(times.gap);
    if (times.handle !== null) this.#handle.add(times.handle);
    if (times.lateness !== null) this.#lateness.add(times.lateness);
  }

  /** `counters`: time of the counters that these legs came to; null where it cannot be divided. */
  kpis(counters: CounterSums | null): Kpis {
    const { visits, issued, fates: by, wait, service, kept, promised } = this.#small;
    return {
      visits,
      issued,
      called: this.#called,
      served: by.served,
      noShows: by['no-show'],
      abandoned: by.abandoned,
      leftAfterCall: by['left-after-call'],
      waiting: by.waiting,
      faulty: this.#faulty,
      wait: wait.spread(),
      gap: this.#gap.spread(),
      service: service.spread(),
      handle: this.#handle.spread(),
      slotLateness: this.#lateness.spread(),
      serviceLevel: shareOf(kept, promised),
      serviceLevelOf: promised,
      noShowRate: shareOf(by['no-show'], this.#called),
      noShowRateOfIssued: shareOf(by['no-show'], issued),
      abandonRate: shareOf(by.abandoned, issued),
      quote: this.#quote.accuracy(),
      counters: counters && counterTimeOf(counters, this.#handle.sumMs),
    };
  }
}
