import type { CounterToday } from '../domain/counter-plans.ts';
import type { Stretch } from '../domain/learned.ts';
import type { LogRow } from './log-rows.ts';

/** A counter that leaves somebody waiting for so long is away. */
const neglectMinutes = 2;
const awayMinutesMin = 6;
/** Overtaken so often by numbers of its own kind, a number is held by nobody any more. */
const overtakenMax = 2;
/** Within so long after it was free, who came first still shows when the rest began. */
const sameRestMinutes = 15;

export interface Waiting {
  readonly row: LogRow;
  /** The place among the day's rows. */
  readonly place: number;
  readonly kind: string;
  overtaken: number;
}

export interface CounterOfLog {
  readonly id: string;
  readonly serves: Set<string>;
  atCounter: { readonly row: LogRow; readonly place: number } | null;
  freeSince: number;
  lastCall: number | null;
  readonly away: Stretch[];
}

/** The letters a number begins with: numbers of one series are called in their order. */
export const kindOf = (ticket: string): string => /^\D*/.exec(ticket)![0];

/** The hall as a log shows it up to a minute, and not a minute further. */
export class HallOfLog {
  readonly waiting = new Map<string, Set<Waiting>>();
  readonly counters = new Map<string, CounterOfLog>();
  readonly #byPlace = new Map<number, Waiting>();

  /** `serves`: what past days have shown each counter to call. */
  constructor(serves: ReadonlyMap<string, ReadonlySet<string>>) {
    for (const [id, services] of serves) this.#counter(id, services);
  }

  #counter(id: string, services: Iterable<string> = []): CounterOfLog {
    let counter = this.counters.get(id);
    if (!counter) {
      counter = {
        id,
        serves: new Set(services),
        atCounter: null,
        freeSince: 0,
        lastCall: null,
        away: [],
      };
      this.counters.set(id, counter);
    }
    return counter;
  }

  lineOf(service: string): Set<Waiting> {
    let line = this.waiting.get(service);
    if (!line) this.waiting.set(service, (line = new Set()));
    return line;
  }

  join(row: LogRow, place: number): void {
    const waiting = { row, place, kind: kindOf(row.ticket), overtaken: 0 };
    this.lineOf(row.service).add(waiting);
    this.#byPlace.set(place, waiting);
  }

  /** Since when the first of those a counter might call has waited; null where nobody does. */
  #firstJoined(counter: CounterOfLog): number | null {
    let first: number | null = null;
    for (const service of counter.serves) {
      const head = this.waiting.get(service)?.values().next().value;
      if (head && (first === null || head.row.enqueued < first)) first = head.row.enqueued;
    }
    return first;
  }

  call(row: LogRow, place: number, at: number): void {
    const line = this.lineOf(row.service);
    if (row.counter !== null) this.#callTo(row.counter, row, place, at);
    const own = this.#byPlace.get(place);
    if (!own || !line.delete(own)) return;
    for (const other of line) {
      // Lines are in the order of joining: nobody behind was overtaken.
      if (other.place > place) break;
      if (other.kind !== own.kind) continue;
      other.overtaken += 1;
      if (other.overtaken > overtakenMax) line.delete(other);
    }
  }

  #callTo(id: string, row: LogRow, place: number, at: number): void {
    const counter = this.#counter(id);
    const first = this.#firstJoined(counter);
    if (counter.lastCall !== null && first !== null && counter.atCounter === null) {
      const begin = Math.max(counter.freeSince, first);
      if (at - begin >= awayMinutesMin) {
        const isSame = begin - counter.freeSince < sameRestMinutes;
        counter.away.push({ from: isSame ? counter.freeSince : begin, to: at });
      }
    }
    counter.serves.add(row.service);
    counter.atCounter = { row, place };
    counter.lastCall = at;
  }

  end(row: LogRow, place: number, at: number): void {
    const own = this.#byPlace.get(place);
    if (own) this.waiting.get(row.service)?.delete(own);
    const counter = row.counter === null ? undefined : this.counters.get(row.counter);
    // Somebody else may have been called to it before this row was ended.
    if (!counter || counter.atCounter?.place !== place) return;
    counter.atCounter = null;
    counter.freeSince = at;
  }

  /** What is known of a counter now. Where somebody waits and it calls nobody, it is away. */
  stateOf(counter: CounterOfLog, now: number): CounterToday {
    const { id, lastCall, away } = counter;
    const known = { counterId: id, lastCall, isSigned: false, awayToday: away };
    if (lastCall === null) return { ...known, state: 'unopened', since: 0 };
    if (counter.atCounter) return { ...known, state: 'open', since: now };
    const first = this.#firstJoined(counter);
    const begin = first === null ? now : Math.max(counter.freeSince, first);
    if (now - begin <= neglectMinutes) return { ...known, state: 'open', since: now };
    const isSame = begin - counter.freeSince < sameRestMinutes;
    return { ...known, state: 'away', since: isSame ? counter.freeSince : begin };
  }
}
