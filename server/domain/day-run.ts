import type { Counter, Queue } from '../../contract/setup.ts';
import type { VisitClass } from '../../contract/values.ts';
import {
  prepareRun,
  type PreparedLine,
  type PreparedRun,
  type RunCallers,
} from './prepared-run.ts';
import { Chooser, type RunNow } from './run-choice.ts';

/**
 * A day, or what is left of it, played by the real calling policy while visitors go on coming. All
 * times are minutes after its start. It draws nothing: whoever plays it writes into its arrays who
 * comes when and holds a counter for how long, so that two days differ by what was changed alone.
 */

/** Whose line it is: places of visitors in the order in which they come. */
export interface DayLine {
  readonly queueId: string;
  readonly class: VisitClass;
  readonly callers: RunCallers;
  readonly tickets: readonly DayTicket[];
  /**
   * Ordered by when they come: nobody behind one who is not here yet is here. Otherwise by `ref`
   * (a booked visitor may come early), and everybody is looked at.
   */
  readonly isByComing: boolean;
}

export interface DayTicket {
  /** Breaks ties, and what is drawn for it depends on it. */
  readonly order: number;
  readonly isFirst: boolean;
  /** The visit, where other legs of it may be called too; one at a time. */
  readonly visitId: string | null;
}

/** Half-open stretch of minutes in which somebody is at a counter. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface DayCounter {
  readonly counter: Pick<Counter, 'queueIds' | 'preferences'>;
  /** Ordered and apart. */
  readonly stretches: readonly Stretch[];
}

export interface DayInput {
  readonly queues: readonly Queue[];
  readonly prioritisedInARow: readonly number[];
  readonly counters: readonly DayCounter[];
  readonly lines: readonly DayLine[];
  /** Other rules of the same queues from a minute on. */
  readonly change: { readonly from: number; readonly queues: readonly Queue[] } | null;
}

type GrowingLine = { -readonly [Field in keyof PreparedLine]: PreparedLine[Field] };

/** A version of the rules, over the same tickets. */
interface Rules {
  readonly prepared: PreparedRun;
  readonly lines: readonly GrowingLine[];
  readonly chooser: Chooser;
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly isByComing: boolean;
}

function earliest(freeAt: Float64Array): number {
  let next = 0;
  for (let index = 1; index < freeAt.length; index += 1) {
    if (freeAt[index]! < freeAt[next]!) next = index;
  }
  return next;
}

/** The first minute from `minutes` on at which somebody is there; without end where nobody will be. */
export function thereAt(stretches: readonly Stretch[], minutes: number): number {
  for (const { from, to } of stretches) {
    if (minutes < to) return Math.max(minutes, from);
  }
  return Infinity;
}

/** Per ticket the others of its visit. */
function siblingsOf(tickets: readonly DayTicket[]): (readonly number[] | null)[] {
  const places = new Map<string, number[]>();
  tickets.forEach(({ visitId }, place) => {
    if (visitId === null) return;
    const known = places.get(visitId);
    if (known) known.push(place);
    else places.set(visitId, [place]);
  });
  return tickets.map(({ visitId }) => {
    const all = visitId === null ? undefined : places.get(visitId);
    return all && all.length > 1 ? all : null;
  });
}

export class DayRun {
  readonly ticketCount: number;
  // Written before each run.
  /** From when a ticket counts its waiting (minutes; before the start: below 0). */
  readonly ref: Float64Array;
  /** From when it can be called; without end: it does not come. */
  readonly comesAt: Float64Array;
  /** When it gives up. */
  readonly leavesAt: Float64Array;
  /** How long it holds its counter once it is called; 0: it only looks how long it would wait. */
  readonly holds: Float64Array;
  /** Per counter: when it has done what it was doing at the start. */
  readonly freeAtStart: Float64Array;
  // Read after each run; without end where it never was.
  readonly calledAt: Float64Array;
  readonly counterOf: Int32Array;
  readonly lines: readonly Line[];
  readonly #counters: readonly DayCounter[];
  readonly #siblings: readonly (readonly number[] | null)[];
  readonly #rules: Rules;
  readonly #changed: Rules | null;
  readonly #changeAt: number;
  readonly #now: RunNow;
  readonly #waited: Float64Array;
  readonly #inARow: Int32Array;
  readonly #queueOfLine: readonly number[];
  readonly #isWalkIn: readonly boolean[];

  constructor(input: DayInput) {
    const lines = input.lines.filter(({ tickets }) => tickets.length > 0);
    const tickets = lines.flatMap(line => line.tickets);
    const count = tickets.length;
    this.ticketCount = count;
    this.ref = new Float64Array(count);
    this.comesAt = new Float64Array(count);
    this.leavesAt = new Float64Array(count).fill(Infinity);
    this.holds = new Float64Array(count);
    this.calledAt = new Float64Array(count);
    this.counterOf = new Int32Array(count);
    this.freeAtStart = new Float64Array(input.counters.length);
    this.#counters = input.counters;
    this.#siblings = siblingsOf(tickets);
    this.#waited = new Float64Array(count);
    const of = Int32Array.from(tickets, (_, place) => place);
    const prepare = (queues: readonly Queue[]): PreparedRun => ({
      ...prepareRun({
        queues,
        prioritisedInARow: input.prioritisedInARow,
        counters: input.counters.map(({ counter }) => ({ counter, availableIn: 0, busy: null })),
        lines: lines.map(line => ({
          ...line,
          tickets: line.tickets.map(ticket => ({
            ...ticket,
            legId: '',
            visitId: null,
            waited: 0,
            meanMinutes: 0,
          })),
        })),
        held: new Map(),
        ghosts: [],
      }),
      waited: this.#waited,
      // Everybody is a visit of their own here: who is not here yet is "at another counter".
      visits: { of, held: [] },
      canWake: true,
    });
    const usual = prepare(input.queues);
    this.#now = {
      heads: new Int32Array(lines.length),
      ahead: new Int32Array(count),
      ghostAhead: new Int32Array(0),
      inARow: new Int32Array(input.queues.length),
      busyUntil: new Float64Array(count),
    };
    const rulesOf = (prepared: PreparedRun): Rules => ({
      prepared,
      lines: prepared.lines,
      chooser: new Chooser(prepared, this.#now),
    });
    this.#rules = rulesOf(usual);
    this.#changed = input.change ? rulesOf(prepare(input.change.queues)) : null;
    this.#changeAt = input.change?.from ?? Infinity;
    this.#inARow = usual.prioritisedInARow;
    this.#queueOfLine = usual.lines.map(line => line.queue);
    this.#isWalkIn = usual.lines.map(line => line.isWalkIn);
    this.lines = usual.lines.map(({ start, end }, index) => ({
      start,
      end,
      isByComing: lines[index]!.isByComing,
    }));
  }

  /** Plays the day as the arrays say. */
  play(): void {
    const freeAt = this.#begin();
    if (freeAt.length === 0) return;
    for (;;) {
      const counter = earliest(freeAt);
      const minutes = freeAt[counter]!;
      if (minutes === Infinity) return;
      const there = thereAt(this.#counters[counter]!.stretches, minutes);
      if (there > minutes) {
        freeAt[counter] = there;
        continue;
      }
      this.#comeBy(minutes);
      const { chooser } = this.#rulesAt(minutes);
      chooser.choose(counter, minutes);
      const { ticket, line } = chooser;
      if (ticket < 0) {
        const wakes = chooser.wakesAt(counter, minutes);
        freeAt[counter] = Math.min(wakes, this.#nextComing(minutes), this.#nextChange(minutes));
      } else if (this.leavesAt[ticket]! <= minutes) {
        this.#take(ticket, line, minutes);
      } else {
        this.calledAt[ticket] = minutes;
        this.counterOf[ticket] = counter;
        const until = minutes + this.holds[ticket]!;
        this.#take(ticket, line, until);
        freeAt[counter] = until;
        // Who only looks is no turn.
        if (until > minutes) this.#noteTurn(line, minutes);
      }
    }
  }

  #begin(): Float64Array {
    const { heads, ahead, inARow, busyUntil } = this.#now;
    this.calledAt.fill(Infinity);
    this.counterOf.fill(-1);
    ahead.fill(-1);
    inARow.set(this.#inARow);
    for (let ticket = 0; ticket < this.ticketCount; ticket += 1) {
      this.#waited[ticket] = -this.ref[ticket]!;
      busyUntil[ticket] = Math.max(0, this.comesAt[ticket]!);
    }
    this.lines.forEach(({ start, end, isByComing }, index) => {
      heads[index] = start;
      this.#setEnd(index, isByComing ? start : end);
    });
    return this.freeAtStart.slice();
  }

  #setEnd(line: number, end: number): void {
    this.#rules.lines[line]!.end = end;
    if (this.#changed) this.#changed.lines[line]!.end = end;
  }

  #rulesAt(minutes: number): Rules {
    return this.#changed !== null && minutes >= this.#changeAt ? this.#changed : this.#rules;
  }

  #nextChange(minutes: number): number {
    return minutes < this.#changeAt ? this.#changeAt : Infinity;
  }

  /** Lets those into the lines who have come by a minute. */
  #comeBy(minutes: number): void {
    for (let index = 0; index < this.lines.length; index += 1) {
      const { end, isByComing } = this.lines[index]!;
      if (!isByComing) continue;
      const known = this.#rules.lines[index]!.end;
      let here = known;
      while (here < end && this.comesAt[here]! <= minutes) here += 1;
      if (here !== known) this.#setEnd(index, here);
    }
  }

  #nextComing(minutes: number): number {
    let next = Infinity;
    for (let index = 0; index < this.lines.length; index += 1) {
      const { start, end, isByComing } = this.lines[index]!;
      const from = isByComing ? this.#rules.lines[index]!.end : start;
      const to = isByComing ? Math.min(from + 1, end) : end;
      for (let ticket = from; ticket < to; ticket += 1) {
        const at = this.comesAt[ticket]!;
        if (at > minutes && at < next) next = at;
      }
    }
    return next;
  }

  /** Out of its line; the other legs of its visit wait until it is done. */
  #take(ticket: number, line: number, until: number): void {
    const { heads, ahead, busyUntil } = this.#now;
    ahead[ticket] = 0;
    const { end } = this.#rules.lines[line]!;
    let head = heads[line]!;
    while (head < end && ahead[head]! >= 0) head += 1;
    heads[line] = head;
    for (const other of this.#siblings[ticket] ?? []) {
      busyUntil[other] = Math.max(busyUntil[other]!, until);
    }
  }

  /** Prioritised visitors in a row count only while a walk-in waits, as in the journal. */
  #noteTurn(line: number, minutes: number): void {
    const queue = this.#queueOfLine[line]!;
    const { inARow } = this.#now;
    if (this.#isWalkIn[line]) inARow[queue] = 0;
    else if (this.#hasWalkIn(queue, minutes)) inARow[queue] = inARow[queue]! + 1;
  }

  #hasWalkIn(queue: number, minutes: number): boolean {
    const { heads, ahead } = this.#now;
    for (let index = 0; index < this.lines.length; index += 1) {
      if (this.#queueOfLine[index] !== queue || !this.#isWalkIn[index]) continue;
      const { end } = this.#rules.lines[index]!;
      for (let ticket = heads[index]!; ticket < end; ticket += 1) {
        const isHere = ahead[ticket]! < 0 && this.comesAt[ticket]! <= minutes;
        if (isHere && this.holds[ticket]! > 0) return true;
      }
    }
    return false;
  }
}
