import type { Queue } from '../../contract/setup.ts';
import type { VisitClass } from '../../contract/values.ts';
import {
  comingVisitors,
  drawComing,
  uniform,
  volumeOf,
  type ComingLine,
} from './coming-visitors.ts';
import { DayRun, type DayLine, type DayTicket } from './day-run.ts';
import { expectedCounters, type ExpectedCounter } from './expected-counters.ts';
import { patienceMinutes, type LearntDays } from './learnt-days.ts';
import { minuteMs } from './local-time.ts';
import { callersOf, newcomersOf, type CallersOf } from './run-input.ts';
import { drawMinutes, drawRemaining } from './service-times.ts';
import type { Pool } from './setup-index.ts';
import { setupOf, visitClasses, type BuildingState } from './state.ts';
import { legAtCounter, type Leg } from './visit.ts';
import { changedQueue, changesPolicy, withCounters, type Wish } from './what-if.ts';

/** The rest of a day of one pool, to be played again and again with other draws. Minutes after now. */

/** Longer lines are cut: nobody looks so far. */
const legsPerLineMax = 1_000;
const comingPerLineMax = 2_000;
/** From the seat to the counter. */
const walkMinutes = 0.5;
/** Weight of the configured minutes against those learnt, in visits. */
const priorPeople = 5;
/** Until the queue's own share is known: who is called and never comes. */
const missedPrior = { called: 40, missed: 2 };
/** Who booked and has not come yet. */
const bookedComes = 0.85;
const bookedComesLate = 0.4;
/** Draws of different kinds never share a number. */
const streams = {
  service: 11,
  missed: 23,
  left: 29,
  booked: 37,
  volume: 51,
  coming: 1_000_000,
} as const;

/** What the tickets of a line are. */
export type DayLineKind = 'here' | 'booked' | 'coming' | 'probe';

interface ServiceShare {
  readonly minutes: number;
  /** Up to here of all draws. */
  readonly upTo: number;
}

export interface ForecastLine {
  readonly kind: DayLineKind;
  readonly queueId: string;
  readonly class: VisitClass;
  readonly start: number;
  readonly end: number;
}

interface PlannedLine {
  readonly line: DayLine;
  readonly kind: DayLineKind;
  /** Writes the tickets from `start` on for a run. */
  draw(run: number, start: number): void;
}

export class ForecastDay {
  readonly day: DayRun;
  readonly lines: readonly ForecastLine[];
  readonly counters: readonly ExpectedCounter[];
  /** Per ticket: from when its wait is counted. */
  readonly enqueued: Float64Array;
  readonly #planned: readonly PlannedLine[];
  readonly #state: BuildingState;
  readonly #now: number;
  readonly #learnt: LearntDays;
  readonly #wish: Wish | null;
  readonly #left = new Map<string, number>();

  constructor(
    state: BuildingState,
    pool: Pool,
    now: number,
    learnt: LearntDays,
    probes: ReadonlyMap<string, readonly number[]>,
    wish: Wish | null,
  ) {
    this.#state = state;
    this.#now = now;
    this.#learnt = learnt;
    this.#wish = wish;
    const expected = expectedCounters(state, pool.counters, now, learnt);
    const wished = wish && pool.queues.find(({ id }) => id === wish.queueId);
    this.counters = wished ? withCounters(state, expected, wished, wish, now) : expected;
    const callers = callersOf(state, this.counters);
    this.#planned = pool.queues
      .flatMap(queue => [
        ...this.#hereLines(queue, callers),
        ...this.#comingLines(queue, callers),
        ...this.#bookedLines(queue),
        ...this.#probeLines(queue, probes.get(queue.id) ?? []),
      ])
      .filter(({ line }) => line.tickets.length > 0);
    this.day = new DayRun({
      queues: pool.queues,
      prioritisedInARow: pool.queues.map(({ id }) => state.queues.get(id)!.prioritisedInARow),
      counters: this.counters.map(({ caller, stretches }) => ({
        counter: caller.counter,
        stretches,
      })),
      lines: this.#planned.map(({ line }) => line),
      change:
        wish && changesPolicy(wish)
          ? {
              from: wish.from,
              queues: pool.queues.map(queue =>
                queue.id === wish.queueId ? changedQueue(queue, wish.policy) : queue,
              ),
            }
          : null,
    });
    this.enqueued = new Float64Array(this.day.ticketCount);
    this.lines = this.day.lines.map(({ start, end }, index) => {
      const { kind, line } = this.#planned[index]!;
      return { kind, queueId: line.queueId, class: line.class, start, end };
    });
  }

  /** Draws run `run` and plays it. */
  play(run: number): void {
    this.#planned.forEach((planned, index) => planned.draw(run, this.lines[index]!.start));
    for (const [queueId, left] of this.#left) this.#keepQuota(queueId, left);
    this.counters.forEach(({ id }, place) => {
      const leg = this.#state.counters.get(id)?.leg ?? null;
      this.day.freeAtStart[place] = leg ? this.#remaining(leg, run) : 0;
    });
    this.day.play();
  }

  /** How long a counter is held by somebody of a service, from the call to the end. */
  #minutesOf(serviceId: string): number {
    const configured = setupOf(this.#state).services.get(serviceId)?.minutes ?? 10;
    const { people, minutes } = this.#learnt.handling.get(serviceId) ?? { people: 0, minutes: 0 };
    const prior = configured + walkMinutes;
    return (people * minutes + priorPeople * prior) / (people + priorPeople);
  }

  #remaining(leg: Leg, run: number): number {
    const elapsed = (this.#now - (leg.calledAt ?? this.#now)) / minuteMs;
    return drawRemaining(this.#minutesOf(leg.serviceId), elapsed, run, leg.order);
  }

  #missedShare(queueId: string): number {
    const { called, missed } = this.#learnt.missed.get(queueId) ?? { called: 0, missed: 0 };
    return (missed + missedPrior.missed) / (called + missedPrior.called);
  }

  /** Who does not come is waited for as long as the rules say. */
  #holds(queueId: string, minutes: number, run: number, order: number): number {
    if (uniform(run + streams.missed, order) >= this.#missedShare(queueId)) {
      return drawMinutes(minutes, run, order);
    }
    return Math.max(0.5, setupOf(this.#state).setup.rules.noShowSecondsMin / 60);
  }

  /** When somebody gives up who has not been called by then. */
  #leaves(enqueued: number, run: number, order: number): number {
    const rate = this.#learnt.leavingPerMinute;
    if (rate <= 0) return Infinity;
    const patience = -Math.log(uniform(run + streams.left, order)) / rate;
    // Who is here now has been patient so far.
    return Math.max(0, enqueued + patienceMinutes) + patience;
  }

  #hereLines(queue: Queue, callers: CallersOf): PlannedLine[] {
    const queueNow = this.#state.queues.get(queue.id)!;
    return visitClasses.flatMap(name => {
      const parts = new Map<ReturnType<CallersOf>, Leg[]>();
      const line = queueNow.lines[name];
      for (let place = 0; place < Math.min(line.length, legsPerLineMax); place += 1) {
        const leg = line.at(place)!;
        const may = callers(leg);
        const known = parts.get(may);
        if (known) known.push(leg);
        else parts.set(may, [leg]);
      }
      return [...parts].map(([may, legs]) => this.#hereLine(queue.id, name, may, legs));
    });
  }

  #hereLine(
    queueId: string,
    name: VisitClass,
    callers: ReturnType<CallersOf>,
    legs: readonly Leg[],
  ): PlannedLine {
    const tickets = legs.map((leg): DayTicket => {
      const visit = this.#state.visits.get(leg.visitId);
      const isShared = visit !== undefined && visit.legs.length > 1;
      return {
        order: leg.order,
        isFirst: leg.isFirst,
        visitId: isShared ? leg.visitId : null,
      };
    });
    return {
      kind: 'here',
      line: { queueId, class: name, callers, tickets, isByComing: false },
      draw: (run, start) => {
        const { ref, comesAt, holds, leavesAt } = this.day;
        legs.forEach((leg, place) => {
          const visit = tickets[place]!.visitId === null ? null : leg.visitId;
          const elsewhere = visit === null ? null : this.#state.visits.get(visit)!;
          const held = elsewhere ? legAtCounter(elsewhere) : undefined;
          const ticket = start + place;
          ref[ticket] = (leg.ref - this.#now) / minuteMs;
          this.enqueued[ticket] = (leg.enqueuedAt - this.#now) / minuteMs;
          comesAt[ticket] = held ? this.#remaining(held, run) : 0;
          leavesAt[ticket] = this.#leaves(this.enqueued[ticket], run, leg.order);
          const minutes = this.#minutesOf(leg.serviceId);
          holds[ticket] = this.#holds(queueId, minutes, run, leg.order);
        });
      },
    };
  }

  #sharesOf(serviceIds: readonly string[]): { weight: number; services: ServiceShare[] } {
    const { handling } = this.#learnt;
    const weights = serviceIds.map(id => (handling.get(id)?.people ?? 0) + 1);
    const weight = weights.reduce((sum, one) => sum + one, 0);
    let upTo = 0;
    const services = serviceIds.map((id, place) => {
      upTo += weights[place]! / weight;
      return { minutes: this.#minutesOf(id), upTo };
    });
    return { weight, services };
  }

  #comingLines(queue: Queue, callers: CallersOf): PlannedLine[] {
    const coming = comingVisitors(this.#state, queue, this.#now, this.#learnt);
    if (coming.left !== Infinity) this.#left.set(queue.id, coming.left);
    const kinds = newcomersOf(this.#state, queue, callers)
      .filter(kind => kind.class === 'walk-in')
      .map(kind => ({ may: kind.callers, ...this.#sharesOf(kind.serviceIds) }));
    const whole = kinds.reduce((sum, { weight }) => sum + weight, 0);
    return coming.lines.flatMap((line, place) =>
      kinds.map(({ may, services, weight }, kind) => {
        const share = kinds.length === 1 ? 1 : weight / Math.max(1, whole);
        const key = streams.coming * (1 + place * 16 + kind) + this.#keyOf(queue.id);
        return this.#comingLine(line, share, may, services, key, coming.spread);
      }),
    );
  }

  /** Draws of a queue are its own, whatever stands beside it in the pool. */
  #keyOf(queueId: string): number {
    let key = 7;
    for (const letter of queueId) key = (key * 31 + letter.codePointAt(0)!) % 100_003;
    return key * 4_099;
  }

  #comingLine(
    line: ComingLine,
    share: number,
    callers: ReturnType<CallersOf>,
    services: readonly ServiceShare[],
    key: number,
    spread: number,
  ): PlannedLine {
    const mean = line.mean * share;
    const most = Math.ceil(1.8 * mean + 5 * Math.sqrt(mean)) + 4;
    const length = mean > 0 ? Math.min(comingPerLineMax, most) : 0;
    const flows = line.flows.map(flow => ({ ...flow, perMinute: flow.perMinute * share }));
    const { queueId } = line;
    const stopAt = this.#wish?.queueId === queueId ? (this.#wish.stopAt ?? Infinity) : Infinity;
    const usual = services.at(-1)?.minutes ?? 10 + walkMinutes;
    const tickets = Array.from({ length }, (_, place) => ({
      order: key + place,
      isFirst: false,
      visitId: null,
    }));
    const volumeKey = this.#keyOf(queueId) + streams.volume;
    return {
      kind: 'coming',
      line: { queueId, class: line.class, callers, tickets, isByComing: true },
      draw: (run, start) => {
        const { ref, comesAt, holds, leavesAt } = this.day;
        const volume = volumeOf(run, volumeKey, spread);
        drawComing({ flows }, run, key, volume, comesAt, start, start + length);
        for (let place = 0; place < length; place += 1) {
          const ticket = start + place;
          if (comesAt[ticket]! >= stopAt) comesAt[ticket] = Infinity;
          ref[ticket] = comesAt[ticket]!;
          this.enqueued[ticket] = comesAt[ticket]!;
          leavesAt[ticket] = this.#leaves(comesAt[ticket]!, run, key + place);
          const draw = uniform(run + streams.service, key + place);
          const service = services.find(({ upTo }) => draw < upTo);
          holds[ticket] = this.#holds(queueId, service?.minutes ?? usual, run, key + place);
        }
      },
    };
  }

  /** Bookings of today that have not checked in; who is too late does not come as a booked one. */
  #bookedLines(queue: Queue): PlannedLine[] {
    const { rules } = setupOf(this.#state).setup;
    const today = this.#state.businessDate;
    const bookings = [...this.#state.bookings.byId.values()]
      .filter(
        row =>
          row.queueId === queue.id &&
          row.status === 'booked' &&
          row.businessDate === today &&
          row.startsAt + rules.bookingLateMinutes * minuteMs > this.#now,
      )
      .sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
    const key = this.#keyOf(queue.id) + streams.booked;
    const tickets = bookings.map((_, place) => ({
      order: key + place,
      isFirst: false,
      visitId: null,
    }));
    return [
      {
        kind: 'booked',
        line: {
          queueId: queue.id,
          class: 'booked',
          callers: null,
          tickets,
          isByComing: false,
        },
        draw: (run, start) => {
          const { ref, comesAt, holds } = this.day;
          bookings.forEach(({ startsAt, serviceId }, place) => {
            const ticket = start + place;
            const slot = (startsAt - this.#now) / minuteMs;
            const share = slot < 0 ? bookedComesLate : bookedComes;
            const comes = uniform(run + streams.booked, key + place) < share;
            const early = slot - rules.earlyMinutes;
            const width = rules.earlyMinutes + 5;
            const at = Math.max(0, early + width * uniform(run, key + place));
            comesAt[ticket] = comes ? at : Infinity;
            ref[ticket] = Math.max(at, slot - rules.bookedCreditMinutes);
            this.enqueued[ticket] = Math.max(at, early);
            const minutes = this.#minutesOf(serviceId);
            holds[ticket] = this.#holds(queue.id, minutes, run, key + place);
          });
        },
      },
    ];
  }

  /** Walk-ins who take a number at given minutes, hold no counter and so change nothing. */
  #probeLines(queue: Queue, minutes: readonly number[]): PlannedLine[] {
    const tickets = minutes.map((_, place) => ({
      order: 2_000_000_000 + place,
      isFirst: false,
      visitId: null,
    }));
    return [
      {
        kind: 'probe',
        line: { queueId: queue.id, class: 'walk-in', callers: null, tickets, isByComing: true },
        draw: (_, start) => {
          const { ref, comesAt, holds } = this.day;
          minutes.forEach((minute, place) => {
            ref[start + place] = minute;
            this.enqueued[start + place] = minute;
            comesAt[start + place] = minute;
            holds[start + place] = 0;
          });
        },
      },
    ];
  }

  /** Beyond the quota nobody gets a number: the last ones are turned away. */
  #keepQuota(queueId: string, left: number): void {
    const lines = this.lines.filter(row => row.kind === 'coming' && row.queueId === queueId);
    const times = lines.flatMap(({ start, end }) => [...this.day.comesAt.subarray(start, end)]);
    const come = times.filter(at => at < Infinity).sort((a, b) => a - b);
    if (come.length <= left) return;
    const from = left === 0 ? -1 : come[left - 1]!;
    for (const { start, end } of lines) {
      for (let ticket = start; ticket < end; ticket += 1) {
        if (this.day.comesAt[ticket]! > from) this.day.comesAt[ticket] = Infinity;
      }
    }
  }
}
