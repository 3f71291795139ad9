import { daysOfRuns, plansOf, withSomebody } from '../domain/counter-plans.ts';
import { walkMinutes } from '../domain/forward-run.ts';
import { withPrior, type Learned } from '../domain/learned.ts';
import type { RunCounter, RunInput, RunLine, RunQueue } from '../domain/prepared-run.ts';
import type { CounterOfLog, HallOfLog } from './hall-of-log.ts';
import { poolOf } from './structure.ts';

export const runsOfLog = 40;
/** Longer lines are run up to here; the rest is added at the mean rate of the counters. */
const ticketsPerLineMax = 80;
/** So many usual services weigh against those of today. */
const priorToday = 12;

/** Who called today, and how long what they called took. */
export interface TodayOfService {
  count: number;
  sum: number;
  /** What was expected of the same services. */
  expected: number;
}

export interface RunOfLog {
  readonly input: RunInput;
  /** Minutes for those of the line that are beyond the run. */
  readonly beyondMinutes: number;
}

/** What past days and today teach at a minute of a day that is replayed. */
export class ReplayKnowledge {
  readonly learned: Learned;
  readonly weekday: number;
  readonly #today = new Map<string, TodayOfService>();
  readonly #priorMinutes: number;
  readonly #dayOfRun: readonly number[];

  constructor(learned: Learned, weekday: number, configuredMinutes: number) {
    this.learned = learned;
    this.weekday = weekday;
    let [count, sum] = [0, 0];
    for (const times of learned.services.values()) {
      count += times.count;
      sum += times.count * times.meanMinutes;
    }
    this.#priorMinutes = withPrior(count, sum, configuredMinutes);
    const { days, weekdays } = learned;
    this.#dayOfRun = days > 0 ? daysOfRuns(days, weekdays, weekday, runsOfLog) : [];
  }

  noteService(service: string, minutes: number, at: number): void {
    const expected = this.minutesOf(service, at);
    const row = this.#today.get(service) ?? { count: 0, sum: 0, expected: 0 };
    this.#today.set(service, {
      count: row.count + 1,
      sum: row.sum + minutes,
      expected: row.expected + expected,
    });
  }

  /** Mean from call to end, without the pace of today. */
  minutesOf(service: string, at: number): number {
    const past = this.learned.services.get(service);
    const today = this.#today.get(service);
    const count = (past?.count ?? 0) + (today?.count ?? 0);
    const sum = (past ? past.count * past.meanMinutes : 0) + (today?.sum ?? 0);
    const hour = Math.min(23, Math.max(0, Math.floor(at / 60)));
    return withPrior(count, sum, this.#priorMinutes) * (past?.hours[hour] ?? 1);
  }

  /** What today takes against what was expected of it, over services that share counters. */
  paceOf(services: Iterable<string>): number {
    let [count, sum, expected] = [0, 0, 0];
    for (const service of services) {
      const row = this.#today.get(service);
      if (!row) continue;
      count += row.count;
      sum += row.sum;
      expected += row.expected;
    }
    if (count === 0) return 1;
    const prior = (priorToday * expected) / count;
    return (sum + prior) / (expected + prior);
  }

  #counterOf(counter: CounterOfLog, minutesOf: (service: string) => number, now: number) {
    const { id, serves, atCounter } = counter;
    const run: RunCounter = {
      counter: { queueIds: [...serves], preferences: [] },
      availableIn: 0,
      pace: this.learned.officers.get(id) ?? 1,
      busy: atCounter && {
        meanMinutes: minutesOf(atCounter.row.service) * (this.learned.officers.get(id) ?? 1),
        elapsed: now - atCounter.row.called!,
        order: atCounter.place,
      },
    };
    return run;
  }

  /** The hall as the forward run of the product takes it; null where no counter was ever seen. */
  runFor(hall: HallOfLog, service: string, now: number): RunOfLog | null {
    const { services, counterIds } = poolOf(service, hall.counters.values());
    const pace = this.paceOf(services);
    const minutesOf = (name: string): number => this.minutesOf(name, now) * pace;
    const here = [...counterIds]
      .map(id => hall.counters.get(id)!)
      .filter(row => row.lastCall !== null || this.learned.presence.has(row.id));
    if (here.length === 0) return null;
    const plans = this.#plansOf(here, hall, now);
    const ofLine = [...services].map(name =>
      here.flatMap((counter, place) => (counter.serves.has(name) ? [place] : [])),
    );
    withSomebody(plans, ofLine, runsOfLog);
    const counters = here.map((counter, place) => ({
      ...this.#counterOf(counter, minutesOf, now),
      plans: plans[place]!,
    }));
    const { lines, beyondMinutes } = linesOf(hall, services, minutesOf, now, here.length);
    const queues = [...services].map(queueOf);
    const input: RunInput = {
      queues,
      prioritisedInARow: queues.map(() => 0),
      counters,
      lines,
      held: new Map(),
      ghosts: [{ queueId: service, class: 'walk-in', callers: null }],
      factors: this.learned.factors,
      betweenMinutes: this.learned.betweenMinutes,
    };
    return { input, beyondMinutes };
  }

  #plansOf(here: readonly CounterOfLog[], hall: HallOfLog, now: number) {
    const dayOfRun =
      this.#dayOfRun.length > 0 ? this.#dayOfRun : Array.from({ length: runsOfLog }, () => 0);
    return here.map(counter =>
      plansOf(
        this.learned.presence.get(counter.id) ?? [],
        hall.stateOf(counter, now),
        now,
        dayOfRun,
      ),
    );
  }
}

/** Called by who came first, whatever the service: without end nobody is overdue. */
const queueOf = (id: string): RunQueue => ({
  id,
  rates: { 'walk-in': 1, booked: 1, vulnerable: 1 },
  maxWaitMinutes: Number.MAX_SAFE_INTEGER,
  policy: { kind: 'accumulating' },
});

function linesOf(
  hall: HallOfLog,
  services: Iterable<string>,
  minutesOf: (service: string) => number,
  now: number,
  counters: number,
): { lines: RunLine[]; beyondMinutes: number } {
  const lines: RunLine[] = [];
  let beyondMinutes = 0;
  for (const name of services) {
    const line = hall.waiting.get(name);
    if (!line || line.size === 0) continue;
    const meanMinutes = Math.max(0.2, minutesOf(name) - walkMinutes);
    const tickets: RunLine['tickets'][number][] = [];
    for (const { row, place } of line) {
      if (tickets.length >= ticketsPerLineMax) break;
      tickets.push({
        legId: String(place),
        visitId: null,
        waited: now - row.enqueued,
        order: place,
        isFirst: false,
        meanMinutes,
      });
    }
    beyondMinutes += ((line.size - tickets.length) * minutesOf(name)) / counters;
    lines.push({ queueId: name, class: 'walk-in', callers: null, tickets });
  }
  return { lines, beyondMinutes };
}
